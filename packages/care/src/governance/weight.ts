/** How much a difference between two protocols weighs: what it does to the patient's safety, not how many words changed. */
import type { ComparedPlace, Json, JsonObject } from '../protocol/compare.ts';

export const WEIGHTS = ['loosens', 'may_loosen', 'tightens', 'adds_gate', 'changes_who', 'changes_words'] as const;
/** `may_loosen`: its safe direction cannot be told from the value. Not knowing is not "safe", so it asks for a reason too. */
export type Weight = (typeof WEIGHTS)[number];

/** How a weight is said on a screen. */
export const WEIGHT_NAMES: Record<Weight, string> = {
  loosens: 'Loosens a limit',
  may_loosen: 'May loosen a limit',
  tightens: 'Tightens a limit',
  adds_gate: 'Adds a gate',
  changes_who: 'Changes who may',
  changes_words: 'Changes words',
};

/** What a place's change weighs, from both values; undefined where one is absent. */
export type Judge = (was: Json | undefined, is: Json | undefined) => Weight;

const numberOf = (value: Json | undefined): number | undefined => {
  if (typeof value === 'number') return value;
  const inside = typeof value === 'object' && value !== null ? (value as JsonObject).value : undefined;
  return typeof inside === 'number' ? inside : undefined;
};

/** Where more is less safe. A limit that is gone loosens, one that is new tightens. */
export const higherLoosens: Judge = (was, is) => {
  const [before, after] = [numberOf(was), numberOf(is)];
  if (before === undefined) return after === undefined ? 'may_loosen' : 'tightens';
  if (after === undefined) return 'loosens';
  return after > before ? 'loosens' : 'tightens';
};
/** Where more is safer. */
export const higherTightens: Judge = (was, is) => {
  const [before, after] = [numberOf(was), numberOf(is)];
  if (before === undefined || after === undefined) return higherLoosens(was, is);
  return after > before ? 'tightens' : 'loosens';
};
/** A statement that asks for something when true. */
export const yesTightens: Judge = (_, is) => (is === true ? 'tightens' : 'loosens');
/** A statement that allows something when true. */
export const yesLoosens: Judge = (_, is) => (is === true ? 'loosens' : 'tightens');
/** A thing that protects: new it tightens, gone it loosens. */
export const presenceTightens: Judge = (was, is) =>
  was === undefined ? 'tightens' : is === undefined ? 'loosens' : 'may_loosen';
/** A thing that allows: new it loosens, gone it tightens. */
export const presenceLoosens: Judge = (was, is) =>
  was === undefined ? 'loosens' : is === undefined ? 'tightens' : 'may_loosen';
export const gateItself: Judge = (was, is) =>
  was === undefined ? 'adds_gate' : is === undefined ? 'loosens' : 'may_loosen';

const entriesOf = (value: Json | undefined): ReadonlySet<string> =>
  new Set(Array.isArray(value) ? value.map((one) => JSON.stringify(one)) : []);
const lacksOf = (one: ReadonlySet<string>, other: ReadonlySet<string>) => [...one].some((entry) => !other.has(entry));

/** A list of what is asked for: whoever leaves one out loosens. */
export const moreTightens: Judge = (was, is) => (lacksOf(entriesOf(was), entriesOf(is)) ? 'loosens' : 'tightens');
/** A list of what is allowed: whoever adds one loosens. */
export const moreLoosens: Judge = (was, is) => (lacksOf(entriesOf(is), entriesOf(was)) ? 'loosens' : 'tightens');
/** A list that narrows where it is there at all: without it, everything is allowed. */
export const narrowingList: Judge = (was, is) =>
  was === undefined ? 'tightens' : is === undefined ? 'loosens' : moreLoosens(was, is);
/** Lines of instruction: reworded they are words, fewer they are a safeguard less. */
export const fewerLoosens: Judge = (was, is) =>
  entriesOf(is).size < entriesOf(was).size ? 'loosens' : 'changes_words';
export const hardTightens: Judge = (_, is) => (is === 'hard' ? 'tightens' : 'loosens');
export const who: Judge = () => 'changes_who';
export const words: Judge = () => 'changes_words';
export const cannotBeTold: Judge = () => 'may_loosen';

export interface WeighedDifference extends ComparedPlace {
  readonly weight: Weight;
}

/** Both ask for a written reason. */
export const isLoosening = ({ weight }: { readonly weight: Weight }): boolean =>
  weight === 'loosens' || weight === 'may_loosen';
