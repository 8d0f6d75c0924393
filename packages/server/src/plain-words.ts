/**
 * What is wrong with an input, in plain words: zod's issues turned into field, rule and a sentence that
 * a nurse understands. The rule ids are stable and part of the API.
 */
import type { z } from 'zod';
import type { FieldError } from './problem.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** The most errors named at once; a batch of nonsense does not need a thousand. */
const MOST_ERRORS = 20;

/** Every way in which `value` is not what the schema asks. */
export function inPlainWords(issues: readonly Issue[], value: unknown): FieldError[] {
  return issues.flatMap((issue) => explain(issue, issue.path, value)).slice(0, MOST_ERRORS);
}

function explain(issue: Issue, path: Path, whole: unknown): FieldError[] {
  const name = nameOf(path);
  const given = valueAt(whole, path);
  const error = (rule: string, message: string): FieldError[] => [{ field: path.join('.'), rule, message }];

  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        field: [...path, key].join('.'),
        rule: 'unknown-field',
        message: `There is no field called "${key.slice(0, 60)}" here.`,
      }));
    case 'invalid_union': {
      if (issue.errors.length > 0) return explainUnion(issue.errors, path, whole);
      if (given === undefined) return error('missing', `${name} is missing.`);
      const { options } = issue as { options?: readonly unknown[] };
      return error('not-one-of', `${name} ${say(given)} is not known${options ? mayBe(options) : ''}.`);
    }
    case 'invalid_type':
      if (given === undefined) return error('missing', `${name} is missing.`);
      if (issue.expected === 'number' || issue.expected === 'int')
        return error('not-a-number', `${name} must be a ${issue.expected === 'int' ? 'whole' : 'finite'} number.`);
      return error('wrong-type', `${name} must be ${TYPE_WORDS[issue.expected] ?? issue.expected}.`);
    case 'invalid_value':
      if (given === undefined) return error('missing', `${name} is missing.`);
      if (path.at(-1) === 'unit')
        return error(
          'wrong-unit',
          `${nameOf(path.slice(0, -1))} cannot be in ${say(given)}: it may be in ${anyOf(issue.values.map(sayUnit))}.`,
        );
      return error('not-one-of', `${name} ${say(given)} is not known: it may be ${anyOf(issue.values)}.`);
    case 'too_big':
      return error(...tooMuch(name, issue.origin, 'most', Number(issue.maximum)));
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return error('empty', `${name} must not be empty.`);
      return error(...tooMuch(name, issue.origin, 'least', Number(issue.minimum)));
    case 'not_multiple_of':
      return error('not-a-number', `${name} must be a multiple of ${issue.divisor}.`);
    default:
      return error(CUSTOM_RULES[issue.code] ?? 'cannot-be', sentence(name, issue.message));
  }
}

/** Of a union's ways to read the input, the one that got furthest is what the sender meant. */
function explainUnion(branches: readonly (readonly Issue[])[], path: Path, whole: unknown): FieldError[] {
  const atDoor = (branch: readonly Issue[]) =>
    branch.some((issue) => issue.code === 'invalid_type' && issue.path.length === 0);
  const meant = branches.find((branch) => !atDoor(branch)) ?? branches[0] ?? [];
  return meant.flatMap((issue) => explain(issue, [...path, ...issue.path], whole));
}

const CUSTOM_RULES: Readonly<Record<string, string>> = { invalid_format: 'wrong-form', custom: 'cannot-be' };

const TYPE_WORDS: Readonly<Record<string, string>> = {
  object: 'an object with named fields',
  array: 'a list',
  string: 'text',
  boolean: 'true or false',
};

function tooMuch(name: string, origin: string, limit: 'most' | 'least', bound: number): [string, string] {
  if (origin === 'string') return ['length', `${name} must have at ${limit} ${bound} characters.`];
  if (origin === 'array')
    return ['count', `${name} must have at ${limit} ${bound} ${bound === 1 ? 'entry' : 'entries'}.`];
  return ['out-of-range', `${name} must be at ${limit} ${bound}.`];
}

/** The schema's own words with the field's name in front: "Heart rate must be a finite number." */
function sentence(name: string, message: string): string {
  const words = message
    .replaceAll('mm[Hg]', 'mmHg')
    .replaceAll('[lb_av]', 'lb')
    .replaceAll('{score}', 'points')
    .replaceAll('Cel', '°C');
  if (/^(must|cannot|is|needs) /.test(words)) return `${name} ${words}.`;
  if (words.toLowerCase().startsWith(name.toLowerCase())) return `${name}${words.slice(name.length)}.`;
  return `${name}: ${words}.`;
}

/** Segments that say how a value is written, not what it is. */
const CARRIERS = new Set<PropertyKey>(['value', 'unit']);

/** The last part of a path that a person would name: "vitalSigns.oxygenSaturation.value" is "Oxygen saturation". */
function nameOf(path: Path): string {
  const named = path.findLast((part) => typeof part === 'string' && !CARRIERS.has(part));
  if (typeof named !== 'string') return 'What was sent';
  if (named === 'id') return 'The id';
  if (named === 'at') return 'The time';
  const words = named.replace(
    /([a-z])([A-Z])/g,
    (_, before: string, capital: string) => `${before} ${capital.toLowerCase()}`,
  );
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function valueAt(whole: unknown, path: Path): unknown {
  let value = whole;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
}

const say = (given: unknown): string =>
  typeof given === 'string' ? `"${given.slice(0, 60)}"` : typeof given === 'number' ? String(given) : 'as sent';

const sayUnit = (unit: unknown): string =>
  ({ 'mm[Hg]': 'mm[Hg] (mmHg)', '[lb_av]': '[lb_av] (pounds)', Cel: 'Cel (°C)' })[String(unit)] ?? String(unit);

/** A list that nobody would read is not read out. */
const MOST_READ_OUT = 12;
const mayBe = (options: readonly unknown[]): string =>
  options.length > MOST_READ_OUT
    ? `; the ${options.length} names that may stand here are listed at /api/docs`
    : `: it may be ${anyOf(options)}`;

function anyOf(options: readonly unknown[]): string {
  const words = options.map(String);
  const last = words.pop();
  return words.length > 0 ? `${words.join(', ')} or ${last}` : (last ?? 'nothing');
}
