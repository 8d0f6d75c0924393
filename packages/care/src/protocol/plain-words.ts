/**
 * What is wrong with the shape of a document, in words that a medical director understands. The rule ids are those
 * that the API uses for every other input, so that one list in the handbook explains them all.
 */
import type { z } from 'zod';

/** One thing that is wrong: where, by which rule, in plain words. */
export interface ProtocolIssue {
  /** "gates[2].validFor.unit"; empty for the document as a whole. */
  readonly path: string;
  readonly rule: string;
  readonly message: string;
}

/** "gates[2].validFor" */
export const sayPath = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (said, part) => (typeof part === 'number' ? `${said}[${part}]` : said ? `${said}.${String(part)}` : String(part)),
    '',
  );

const KINDS: Readonly<Record<string, string>> = {
  object: 'a group of named fields',
  array: 'a list',
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

/** The value as it was given, short enough to read. */
function sayGiven(input: unknown): string {
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'object' && input !== null) return 'a group of fields';
  const said = typeof input === 'string' ? JSON.stringify(input) : String(input);
  return said.length > 60 ? `${said.slice(0, 57)}…` : said;
}

const sayChoices = (values: readonly unknown[]) => values.map(String).join(', ');

/** A message of the schema's own as a sentence: "must not be empty" -> "It must not be empty." */
const sentence = (message: string) => {
  const whole = /^(must|is|cannot) /.test(message) ? `It ${message}` : message;
  return `${whole.charAt(0).toUpperCase()}${whole.slice(1)}${whole.endsWith('.') ? '' : '.'}`;
};

function sayBound(origin: string, bound: 'least' | 'most', limit: number): readonly [string, string] {
  if (origin === 'string') return ['length', `It must have at ${bound} ${limit} characters.`];
  if (origin === 'array')
    return ['count', `It must have at ${bound} ${limit === 1 ? 'one entry' : `${limit} entries`}.`];
  return ['out-of-range', `It must be at ${bound} ${limit}.`];
}

/** The text that stands where a choice was to be made; absent where there is none. */
const choiceGiven = (input: unknown, field: string | undefined): unknown =>
  field !== undefined && typeof input === 'object' && input !== null ? Reflect.get(input, field) : input;

function explain(issue: z.core.$ZodIssue): readonly [rule: string, message: string] {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return ['missing', 'This field is missing.'];
      if (typeof issue.input === 'number' && issue.expected === 'number')
        return ['not-a-number', 'It must be a finite number.'];
      return ['wrong-type', `It must be ${KINDS[issue.expected] ?? issue.expected}, and is ${sayGiven(issue.input)}.`];
    case 'invalid_value':
      if (issue.input === undefined) return ['missing', 'This field is missing.'];
      return issue.path.at(-1) === 'unit'
        ? ['wrong-unit', `${sayGiven(issue.input)} is no unit for this; it may be ${sayChoices(issue.values)}.`]
        : ['not-one-of', `${sayGiven(issue.input)} is not known here; it may be ${sayChoices(issue.values)}.`];
    case 'invalid_union': {
      const { discriminator, options } = issue as { discriminator?: string; options?: readonly unknown[] };
      const given = choiceGiven(issue.input, discriminator);
      if (given === undefined) return ['missing', 'This field is missing.'];
      return [
        'not-one-of',
        `${sayGiven(given)} is not known here${options ? `; it may be ${sayChoices(options)}` : ''}.`,
      ];
    }
    case 'too_small':
      return issue.origin === 'string' && issue.minimum === 1
        ? ['empty', 'It must not be empty.']
        : issue.origin === 'array' && !/^Too small/.test(issue.message)
          ? ['count', sentence(issue.message)]
          : sayBound(issue.origin, 'least', Number(issue.minimum));
    case 'too_big':
      return sayBound(issue.origin, 'most', Number(issue.maximum));
    case 'invalid_format':
      if (issue.format === 'date') return ['wrong-form', 'It must be a day, such as 2026-03-01.'];
      if (issue.format === 'url') return ['wrong-form', 'It must be a web address, such as https://example.org/page.'];
      return ['wrong-form', sentence(issue.message)];
    default:
      return ['cannot-be', sentence(issue.message)];
  }
}

/** One issue of the shape; an entry for each field that the language does not know. */
export function inPlainWords(issue: z.core.$ZodIssue): ProtocolIssue[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: sayPath([...issue.path, key]),
      rule: 'unknown-field',
      message: `The protocol language has no field "${key.slice(0, 60)}" here.`,
    }));
  const [rule, message] = explain(issue);
  return [{ path: sayPath(issue.path), rule, message }];
}
