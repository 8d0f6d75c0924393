/**
 * Reading JSON bodies: Fastify's own safe parser, and where that fails, a word about what is wrong and
 * where, since "invalid JSON" helps nobody. `NaN` is the likeliest: it names its field.
 */
import type { FastifyInstance } from 'fastify';
import { inPlainWords } from './plain-words.ts';
import { type FieldError, Problem } from './problem.ts';
import { twiceNamed } from './twice-named.ts';

export function readJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    parse(request, body, (error, value) => {
      if (error) return done(brokenJson(body));
      const unwritable = body.includes('\\u') ? unwritableText(value) : [];
      if (unwritable.length > 0) return done(broken(...unwritable));
      const twice = twiceNamed(body, value);
      if (twice === undefined) return done(null, value);
      const message = `The field "${twice.slice(-60)}" is there twice; send it once.`;
      done(broken({ field: twice, rule: 'named-twice', message }));
    });
  });
}

/** What is wrong with text that is no JSON. */
export function brokenJson(text: string): Problem {
  if (text.trim() === '')
    return broken({ field: '', rule: 'empty', message: 'Nothing was sent: a JSON body is needed.' });
  const unnumbered = numbersThatAreNone(text);
  if (unnumbered.length > 0) return broken(...unnumbered);
  return broken({ field: '', rule: 'json', message: `What was sent is not JSON${placeOfFault(text)}.` });
}

const broken = (...errors: FieldError[]): Problem =>
  new Problem('broken-json', errors.map((error) => error.message).join(' '), { errors });

/** Strings (kept as they are), and the three words that JavaScript writes for numbers that are none. */
const STRING_OR_NO_NUMBER = /"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g;
/** Stands for a number that is none while the rest is read; no JSON text can hold it unescaped. */
const NO_NUMBER = '\u0000';

/** The fields that hold `NaN` or `Infinity`, where those are all that is wrong with the text. */
function numbersThatAreNone(text: string): FieldError[] {
  let found = false;
  const patched = text.replace(STRING_OR_NO_NUMBER, (token) => {
    if (token.startsWith('"')) return token;
    found = true;
    return JSON.stringify(NO_NUMBER);
  });
  if (!found) return [];
  let value: unknown;
  try {
    value = JSON.parse(patched);
  } catch {
    // More than the numbers is wrong; the plain answer about broken JSON says where.
    return [];
  }
  return pathsOf(value, []).flatMap((path) =>
    inPlainWords([{ code: 'invalid_type', expected: 'number', path, message: '', input: null }], value),
  );
}

/** Texts that no database keeps: with the character zero, or half of a character. Only escapes can smuggle them in. */
function unwritableText(value: unknown): FieldError[] {
  const isUnwritable = (one: unknown) => typeof one === 'string' && (one.includes('\u0000') || !one.isWellFormed());
  return pathsOf(value, [], isUnwritable).map((path) => ({
    field: path.join('.'),
    rule: 'unwritable-text',
    message: 'This text holds a character that cannot be written down.',
  }));
}

/** Where values stand for which something holds. */
function pathsOf(
  value: unknown,
  path: readonly (string | number)[],
  holds: (value: unknown) => boolean = (one) => one === NO_NUMBER,
): (string | number)[][] {
  if (holds(value)) return [[...path]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    holds(key) ? [[...path]] : pathsOf(inner, [...path, Array.isArray(value) ? Number(key) : key], holds),
  );
}

/** " (line 3, character 14)", as far as the engine's own parser tells. */
function placeOfFault(text: string): string {
  try {
    JSON.parse(text);
  } catch (error) {
    const position = /position (\d+)/.exec(String(error))?.[1];
    if (position === undefined) return ': it ends too early';
    const before = text.slice(0, Number(position)).split('\n');
    return ` (line ${before.length}, character ${(before.at(-1)?.length ?? 0) + 1})`;
  }
  // It parses, so the safe parser refused a key that could reach into the server's own objects.
  return ': the key "__proto__" or "constructor" is not taken';
}
