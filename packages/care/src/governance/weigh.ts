/** Every difference between two protocols with its weight, and what a change does to the label. */
import { comparePlaces } from '../protocol/compare.ts';
import { type Label, labelOf } from '../protocol/label.ts';
import type { Protocol } from '../protocol/schema.ts';
import { PLACES } from './places.ts';
import { cannotBeTold, type Judge, type WeighedDifference } from './weight.ts';

/** What tells versions apart, and the reasons themselves: no change of the way of treating. */
const APART: ReadonlySet<string> = new Set(['$schema', 'language', 'id', 'version', 'departures']);

const judges: readonly (readonly [readonly string[], Judge])[] = /* @__PURE__ */ PLACES.map(([place, judge]) => [
  place.split('.'),
  judge,
]);

/** The judge of a place; undefined where the table has none. */
export const judgeOf = (place: readonly string[]): Judge | undefined =>
  judges.find(
    ([pattern]) =>
      pattern.length === place.length && pattern.every((part, index) => part === '*' || part === place[index]),
  )?.[1];

/** Every difference that changes the way of treating, in the order of the document. */
export const weighDifferences = (before: Protocol, after: Protocol): WeighedDifference[] =>
  comparePlaces(before, after)
    .filter(({ place }) => !APART.has(place[0] ?? ''))
    .map((difference) => ({
      ...difference,
      weight: (judgeOf(difference.place) ?? cannotBeTold)(difference.was, difference.is),
    }));

export interface LabelChange {
  readonly before: Label;
  readonly after: Label;
  /** `loses_kap` and `gains_kap` are shown loudly: what patients are told the treatment is, changes. */
  readonly kind: 'same' | 'renamed' | 'loses_kap' | 'gains_kap';
}

export function labelChange(from: Protocol, to: Protocol): LabelChange {
  const [before, after] = [labelOf(from), labelOf(to)];
  if (before.kind !== after.kind) return { before, after, kind: after.kind === 'kap' ? 'gains_kap' : 'loses_kap' };
  return { before, after, kind: before.name === after.name ? 'same' : 'renamed' };
}
