/** What differs between two protocols or two versions of one, place by place, in words. */
import { type Quantity, sayQuantity, UNITS } from '../quantity.ts';
import type { Protocol } from './schema.ts';

export interface ProtocolDifference {
  /** "dose.basis.allowed.high", "gates.weight.stopAfter" */
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
  readonly says: string;
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const isQuantity = (value: Json): value is { value: number; unit: Quantity['unit'] } & { [key: string]: Json } =>
  typeof value === 'object' &&
  value !== null &&
  'unit' in value &&
  typeof value.unit === 'string' &&
  value.unit in UNITS;
const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
const isLeaf = (value: Json) => typeof value !== 'object' || value === null || isQuantity(value);

function say(value: Json): string {
  if (isQuantity(value)) return sayQuantity(value);
  if (isList(value)) return value.map(say).join(', ') || 'none';
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([key, one]) => `${key}: ${say(one)}`)
      .join('; ');
  return value === true ? 'yes' : value === false ? 'no' : String(value);
}

/** The name by which an entry of a list is known, so that moved entries are not told as changed. */
const nameOf = (entry: Json): string | undefined => {
  if (typeof entry !== 'object' || entry === null || isList(entry)) return undefined;
  const object = entry as { readonly [key: string]: Json };
  const name = object.id ?? object.gate ?? object.name ?? object.measure;
  return typeof name === 'string' ? name : undefined;
};

/** Lists of named entries are compared by name; other lists as a whole. */
function asObject(value: Json): { readonly [key: string]: Json } | undefined {
  if (isLeaf(value)) return undefined;
  if (!isList(value)) return value as { readonly [key: string]: Json };
  const names = value.map(nameOf);
  if (names.some((name) => name === undefined)) return undefined;
  return Object.fromEntries(value.map((entry, index) => [names[index] as string, entry]));
}

function differences(path: string, before: Json | undefined, after: Json | undefined): ProtocolDifference[] {
  if (before === undefined && after !== undefined) return [{ path, after: say(after), says: `added: ${say(after)}` }];
  if (after === undefined && before !== undefined)
    return [{ path, before: say(before), says: `removed: ${say(before)}` }];
  if (before === undefined || after === undefined) return [];
  const [one, other] = [asObject(before), asObject(after)];
  if (one && other)
    return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((key) =>
      differences(path ? `${path}.${key}` : key, one[key], other[key]),
    );
  const [was, is] = [say(before), say(after)];
  return was === is ? [] : [{ path, before: was, after: is, says: `${was} became ${is}` }];
}

/** Every difference, in the order of the document. */
export const compareProtocols = (before: Protocol, after: Protocol): ProtocolDifference[] =>
  differences('', before as unknown as Json, after as unknown as Json);
