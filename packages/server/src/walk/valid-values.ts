/** For tests that walk the API: the least value that a JSON Schema takes, and where in a schema ids are named. */
import { randomUUID } from 'node:crypto';

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
}
export type Shared = Readonly<Record<string, Schema>>;

const resolved = (schema: Schema, shared: Shared): Schema => {
  if (!schema.$ref) return schema;
  const named = shared[schema.$ref.split('/').pop() ?? ''];
  if (!named) throw new Error(`the document names ${schema.$ref} and does not hold it`);
  return named;
};

/** Texts that formats and patterns of this API ask for, all of them days and times that lie after the tests' own. */
const TEXTS: Readonly<Record<string, () => string>> = {
  uuid: () => randomUUID(),
  date: () => '2026-04-01',
  'date-time': () => '2026-04-01T15:00:00.000Z',
  email: () => `${randomUUID().slice(0, 13)}@walk.test`,
};

/** The least valid value: required members alone, the first of every choice. */
export function validValue(given: Schema, shared: Shared): unknown {
  const schema = resolved(given, shared);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [choice] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  if (choice) return validValue(choice, shared);
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, validValue(schema.properties?.[name] ?? {}, shared)]),
      );
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => validValue(schema.items ?? {}, shared));
    case 'integer':
    case 'number':
      return schema.minimum ?? (schema.exclusiveMinimum === undefined ? 1 : schema.exclusiveMinimum + 1);
    case 'boolean':
      return true;
    case 'string':
      return textFor(schema);
    default:
      return {};
  }
}

function textFor({ format, pattern, minLength = 1, maxLength = 40 }: Schema): string {
  const made = format === undefined ? undefined : TEXTS[format];
  if (made) return made();
  if (pattern?.startsWith('^\\d{4}-')) return '2026-04-01T15:00';
  if (pattern?.startsWith('^\\/')) return '/';
  return `Walk ${randomUUID()}`.replaceAll(pattern ? /[^\w.-]/g : /$^/g, '').slice(0, Math.max(minLength, maxLength));
}

/** Where a schema takes ids: dotted paths from its top, with `[]` for what a list holds. */
export function idFields(given: Schema, shared: Shared, path = '', within: readonly string[] = []): string[] {
  if (given.$ref && within.includes(given.$ref)) return [];
  const schema = resolved(given, shared);
  const names = given.$ref ? [...within, given.$ref] : within;
  if (schema.format === 'uuid') return [path];
  const inside = (one: Schema, name: string) => idFields(one, shared, path === '' ? name : `${path}.${name}`, names);
  const found = [
    ...Object.entries(schema.properties ?? {}).flatMap(([name, one]) => inside(one, name)),
    ...(schema.items ? idFields(schema.items, shared, `${path}[]`, names) : []),
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap((one) =>
      idFields(one, shared, path, names),
    ),
  ];
  return [...new Set(found)];
}

/** Where a schema takes free text: no id, no choice, nothing that a form of its own rules out. */
export function textFields(given: Schema, shared: Shared): string[] {
  const schema = resolved(given, shared);
  return Object.entries(schema.properties ?? {})
    .filter(([, one]) => {
      const { type, format, enum: choices, const: fixed } = resolved(one, shared);
      return type === 'string' && format === undefined && choices === undefined && fixed === undefined;
    })
    .map(([name]) => name);
}
