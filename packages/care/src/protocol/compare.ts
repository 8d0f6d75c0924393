/** What differs between two protocols or two versions of one, place by place, in words. */
import { type Quantity, sayQuantity, UNITS } from '../quantity.ts';
import { GATE_TITLES } from '../session/gates.ts';
import { sayGate, sayPresence, sayWatch } from './explain-parts.ts';
import type { PresenceRule, Protocol, ProtocolGate } from './schema.ts';

export interface ProtocolDifference {
  /** "dose.basis.allowed.high", "gates.weight.stopAfter"; each place is named once. */
  readonly path: string;
  /** Absent where the place is new. */
  readonly before?: string;
  /** Absent where the place is gone. */
  readonly after?: string;
  /** "0.75 mg/kg became 0.5 mg/kg", "added: …", "removed: …" */
  readonly says: string;
}

/** A difference with its place in parts and both values, for who weighs it. */
export interface ComparedPlace extends ProtocolDifference {
  /** ["gates", "weight", "stopAfter"]; a name of a list's entry may hold any character. */
  readonly place: readonly string[];
  readonly was?: Json;
  readonly is?: Json;
}

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
const isObject = (value: Json): value is JsonObject => typeof value === 'object' && value !== null && !isList(value);
const isQuantity = (value: Json): value is JsonObject & Quantity =>
  isObject(value) && typeof value.unit === 'string' && value.unit in UNITS && typeof value.value === 'number';

/** "in_room" -> "in room", "overrideBy" -> "override by" */
const sayWord = (word: string) =>
  word.replaceAll('_', ' ').replaceAll(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);

function say(value: Json): string {
  if (isQuantity(value)) return sayQuantity(value);
  if (isList(value))
    return value.map(say).join(isObject(value[0] ?? null) && !isQuantity(value[0] ?? null) ? '; ' : ', ') || 'none';
  if (isObject(value)) {
    if (isPressure(value)) return `${value.systolic.value}/${value.diastolic.value} mmHg`;
    if (isBounds(value)) return `${sayQuantity(value.low)} to ${sayQuantity(value.high)}`;
    const entry = sayEntry(value);
    if (entry) return entry;
    return Object.entries(value)
      .flatMap(([key, one]) => (one === undefined ? [] : [`${sayWord(key)}: ${say(one)}`]))
      .join(', ');
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  // Words of the language (in_room, after_dose) have no spaces; what people wrote is left as it is.
  return typeof value === 'string' && /^[a-z]+(_[a-z]+)+$/.test(value) ? sayWord(value) : String(value);
}

const hasQuantities = <K extends string>(
  value: JsonObject,
  ...keys: readonly K[]
): value is JsonObject & Record<K, Quantity> =>
  keys.every((key) => isQuantity(value[key] ?? null)) && Object.keys(value).length === keys.length;
const isPressure = (value: JsonObject) => hasQuantities(value, 'systolic', 'diastolic');
const isBounds = (value: JsonObject) => hasQuantities(value, 'low', 'high');

type MonitoringRule = Protocol['monitoring']['rules'][number];

function sayMonitoring(rule: MonitoringRule): string {
  const watch = sayWatch(rule.watch);
  if (rule.when === 'every') return `${watch} every ${sayQuantity(rule.every)} in ${rule.during.join(', ')}`;
  return rule.when === 'after_dose'
    ? `${watch} ${rule.at.map(sayQuantity).join(', ')} after the dose`
    : `${watch} within ${sayQuantity(rule.within)} before leaving`;
}

/** An entry of a list as a reader knows it, not field by field; undefined for what is no entry. */
function sayEntry(value: JsonObject): string | undefined {
  const entry = value as unknown;
  if ('anyOf' in value) return sayPresence(entry as PresenceRule).replace(/\.$/, '');
  if (typeof value.gate === 'string') {
    const gate = entry as ProtocolGate;
    return `${GATE_TITLES[gate.gate]}: ${sayGate(gate).join('; ')} (${gate.stop} stop)`;
  }
  if (typeof value.when === 'string') return sayMonitoring(entry as MonitoringRule);
  const [name, more] = [value.name ?? value.measure ?? value.citation, value.purpose ?? value.detail ?? value.why];
  if (typeof name !== 'string') return undefined;
  return typeof more === 'string' ? `${name}: ${more}` : name;
}

/** What an entry of a list is known by, so that an entry that moved is not told as changed. */
function nameOf(entry: Json): string | undefined {
  if (!isObject(entry) || isQuantity(entry)) return undefined;
  const name = entry.id ?? entry.gate ?? entry.name ?? entry.measure ?? entry.when;
  if (typeof name !== 'string') return undefined;
  return entry.when === name && isList(entry.during ?? null) ? `${name} ${say(entry.during ?? null)}` : name;
}

/** The entries of a list by name, a repeated name with its count; undefined where one has none. */
function byName(list: readonly Json[]): ReadonlyMap<string, Json> | undefined {
  const entries = new Map<string, Json>();
  for (const entry of list) {
    const name = nameOf(entry);
    if (name === undefined) return undefined;
    let key = name;
    for (let count = 2; entries.has(key); count += 1) key = `${name} (${count})`;
    entries.set(key, entry);
  }
  return entries;
}

/** The names under which a list's entries are compared, in their order; undefined where one has none. */
export const namesOf = (list: readonly Json[]): readonly string[] | undefined => {
  const named = byName(list);
  return named && [...named.keys()];
};

/** What can be compared part by part: objects, and lists whose entries have names. */
function parts(value: Json): ReadonlyMap<string, Json> | undefined {
  if (isList(value)) return byName(value);
  if (!isObject(value) || isQuantity(value)) return undefined;
  return new Map(Object.entries(value).flatMap(([key, one]) => (one === undefined ? [] : [[key, one]])));
}

/** Phases are entered in their order, so a changed order is a difference; other lists are sets by name. */
const ORDERED = new Set(['phases']);

function orderDiffers(
  place: readonly string[],
  before: ReadonlyMap<string, Json>,
  after: ReadonlyMap<string, Json>,
): ComparedPlace[] {
  if (!ORDERED.has(place.join('.'))) return [];
  const kept = (one: ReadonlyMap<string, Json>, other: ReadonlyMap<string, Json>) =>
    [...one.keys()].filter((key) => other.has(key)).join(', ');
  const [was, is] = [kept(before, after), kept(after, before)];
  return was === is ? [] : [compared([...place, 'order'], was, is)];
}

function compared(place: readonly string[], was: Json | undefined, is: Json | undefined): ComparedPlace {
  const before = was === undefined ? undefined : say(was);
  const after = is === undefined ? undefined : say(is);
  return {
    path: place.join('.'),
    place,
    ...(was !== undefined && { was, before: say(was) }),
    ...(is !== undefined && { is, after: say(is) }),
    says:
      before === undefined
        ? `added: ${after}`
        : after === undefined
          ? `removed: ${before}`
          : `${before} became ${after}`,
  };
}

function differences(place: readonly string[], before: Json | undefined, after: Json | undefined): ComparedPlace[] {
  if (before === undefined && after === undefined) return [];
  if (before === undefined || after === undefined) return [compared(place, before, after)];
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const [one, other] = [parts(before), parts(after)];
  if (one && other && isList(before) === isList(after))
    return [
      ...orderDiffers(place, one, other),
      ...[...new Set([...one.keys(), ...other.keys()])].flatMap((key) =>
        differences([...place, key], one.get(key), other.get(key)),
      ),
    ];
  return say(before) === say(after) ? [] : [compared(place, before, after)];
}

/** Every difference with its values, in the order of the document. */
export const comparePlaces = (before: Protocol, after: Protocol): ComparedPlace[] =>
  differences([], before as unknown as Json, after as unknown as Json);

/** Every difference, in the order of the document. */
export const compareProtocols = (before: Protocol, after: Protocol): ProtocolDifference[] =>
  comparePlaces(before, after).map(({ place: _, was: __, is: ___, ...difference }) => difference);
