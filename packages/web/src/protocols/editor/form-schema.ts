/** The published protocol language as fields of a form: a field that the language gains has its place here with no code. */
import { GATE_TITLES, type GateKind, protocolJsonSchema, sayPlace } from '@holdspace/care';
import { isList, isObject, type Json, type JsonObject } from './json.ts';

/** The part of JSON Schema that the language uses. */
export interface Schema {
  readonly type?: string;
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly default?: Json;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly maxLength?: number;
  readonly format?: string;
}

export const PROTOCOL_SCHEMA: Schema = /* @__PURE__ */ protocolJsonSchema() as Schema;

export type Shape =
  | { readonly kind: 'quantity'; readonly units: readonly string[] }
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly kind: 'several'; readonly of: readonly string[] }
  | { readonly kind: 'yes' }
  | { readonly kind: 'number' }
  | { readonly kind: 'day' }
  | { readonly kind: 'text'; readonly isLong: boolean }
  | { readonly kind: 'list'; readonly of: Schema }
  | { readonly kind: 'group'; readonly fields: Readonly<Record<string, Schema>>; readonly required: readonly string[] }
  /** One of several groups, told apart by one field. */
  | { readonly kind: 'ways'; readonly by: string; readonly ways: Readonly<Record<string, Schema>> };

/** Text longer than a line gets room. */
const LONGEST_LINE = 200;

export function shapeOf(schema: Schema): Shape {
  if (schema.oneOf) return waysOf(schema.oneOf);
  if (schema.enum) return { kind: 'choice', of: schema.enum };
  switch (schema.type) {
    case 'boolean':
      return { kind: 'yes' };
    case 'number':
    case 'integer':
      return { kind: 'number' };
    case 'array': {
      const { items = {} } = schema;
      return items.enum ? { kind: 'several', of: items.enum } : { kind: 'list', of: items };
    }
    case 'object': {
      const { properties = {}, required = [] } = schema;
      const units = properties.value && properties.unit?.enum;
      return units ? { kind: 'quantity', units } : { kind: 'group', fields: properties, required };
    }
    default:
      return schema.format === 'date'
        ? { kind: 'day' }
        : { kind: 'text', isLong: (schema.maxLength ?? 0) > LONGEST_LINE };
  }
}

function waysOf(ways: readonly Schema[]): Shape {
  const by = Object.entries(ways[0]?.properties ?? {}).find(([, one]) => one.const !== undefined)?.[0] ?? '';
  return {
    kind: 'ways',
    by,
    ways: Object.fromEntries(ways.map((way) => [way.properties?.[by]?.const ?? '', way])),
  };
}

/** A new entry to be filled in: what must be there, empty, so that what is missing is named in place. */
export function blankOf(schema: Schema, way?: string): Json {
  const shape = shapeOf(schema);
  switch (shape.kind) {
    case 'quantity':
      // The second of several is the one that clinicians say: mg, mL, min.
      return { unit: shape.units[1] ?? shape.units[0] ?? '' };
    case 'yes':
      return false;
    case 'several':
    case 'list':
      return [];
    case 'group':
      return Object.fromEntries(
        shape.required.map((field) => {
          const one = shape.fields[field] ?? {};
          return [field, one.const ?? blankOf(one)];
        }),
      );
    case 'ways': {
      const chosen = way ?? Object.keys(shape.ways)[0] ?? '';
      return blankOf(shape.ways[chosen] ?? {});
    }
    case 'number':
      return null;
    default:
      return '';
  }
}

/** What is kept when an entry becomes of another kind: the fields that both have. */
export function asOtherWay(value: Json | undefined, schema: Schema): Json {
  const blank = blankOf(schema) as JsonObject;
  if (!isObject(value)) return blank;
  const kept = Object.entries(value).filter(
    ([key]) => key in (schema.properties ?? {}) && !schema.properties?.[key]?.const,
  );
  return { ...blank, ...Object.fromEntries(kept) };
}

const FIELD_NAMES: Readonly<Record<string, string>> = {
  by: 'By whom',
  anyOf: 'Any of these',
  low: 'From',
  high: 'To',
  basis: 'How the dose is reckoned',
  usual: 'Usual dose',
  allowed: 'Allowed',
  presence: 'Who is present',
  overrideBy: 'Who may override',
  witnessed: 'A second person signs the override',
  stop: 'How hard it stops',
  inward: 'Turned inward: low responsiveness alone is no alarm',
  doseAllowed: 'A dose may be given here',
  continuous: 'Without a gap',
  orderBy: 'Ordered by',
  giveBy: 'Given by',
  signBy: 'Signed by',
  call: 'Who is called',
  jumpAsksWhyAbove: 'A rise over the last dose that asks why',
  roundingAtMost: 'Rounding, at most',
  minimumTimeOverrideBy: 'Who may let a patient leave earlier',
  required: 'Required',
  treats: 'For',
  wish: 'The patient is asked what they wish',
  when: 'When',
  watch: 'What is watched',
  during: 'In these phases',
  id: 'Short name (for the system)',
};

export const fieldName = (key: string): string => FIELD_NAMES[key] ?? sayPlace(key);

/** "in_room" -> "In room"; a gate by its title. */
export const sayChoice = (value: string): string =>
  value in GATE_TITLES ? GATE_TITLES[value as GateKind] : /^[a-z_]+$/.test(value) ? sayPlace(value) : value;

/** An entry of a list as its card is headed. */
export function entryTitle(entry: Json | undefined, index: number): string {
  if (isObject(entry)) {
    const title = entry.gate ?? entry.name ?? entry.measure ?? entry.citation ?? entry.when;
    if (typeof title === 'string' && title) return sayChoice(title);
    if (isList(entry.anyOf) && entry.anyOf.length > 0)
      return entry.anyOf.map((one) => sayChoice(String(one))).join(' or ');
  }
  return `Entry ${index + 1}`;
}
