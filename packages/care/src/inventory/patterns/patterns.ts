/**
 * Patterns: things to look at, and never accusations. Each person is compared with everybody else at this clinic, on the
 * clinic's own numbers, with an interval that is as wide as the numbers are few, and made wider by how many comparisons
 * are made: among twenty people one is out of the common run by chance. Where there is too little to say, that is said.
 */

import { UNUSUAL_LIMITS } from '../../audit/unusual.ts';
import type { Product } from '../../formulary/product.ts';
import { clockAt } from '../../governance/clinic-clock.ts';
import { DAY, type Instant, toMilliseconds } from '../../instant.ts';
import type { Movement } from '../movement.ts';
import { type DrawOutcome, drawsOf, grouped, median, wastedShare } from './draws.ts';
import {
  differenceOfProportions,
  type Interval,
  levelOfEach,
  type Proportion,
  poissonCount,
  shareOf,
  wilson,
  zOf,
} from './intervals.ts';

/** Fewer draws or movements than this, of a person or of all the others, say nothing. Judgement, not measured. */
export const LEAST_TO_SAY = 10;
/** All comparisons of a question together: so often, at most, something stands out that is chance. */
export const LEVEL = 0.95;
/** From so many discrepancies of one product in one safe they are called repeated. Judgement. */
export const REPEATED = 3;

export type Verdict = 'too_few' | 'nothing_unusual' | 'look_at_it';
/** One person beside all others, in one question. */
export interface Compared {
  readonly person: { readonly id: string; readonly name: string };
  readonly own: Proportion & { readonly interval: Interval };
  readonly others: Proportion & { readonly interval: Interval };
  /** Own share less the others', at the level that the number of comparisons asks. */
  readonly difference: Interval;
  readonly verdict: Verdict;
}
export interface WastePattern {
  readonly product: string;
  readonly name: string;
  /** The share of a draw that is wasted half of the time: what is more than this counts. */
  readonly usualShare: number;
  readonly draws: number;
  readonly drawnMicrograms: number;
  readonly wastedMicrograms: number;
  readonly people: readonly (Compared & {
    readonly drawnMicrograms: number;
    readonly wastedMicrograms: number;
  })[];
}
export interface UnusedContainer {
  readonly container: string;
  readonly label: string;
  readonly product: string;
  readonly openedBy: string;
  readonly at: Instant;
  readonly becameOf: 'wasted' | 'put_back' | 'lost' | 'still_in_hand';
}
export interface RepeatedDiscrepancies {
  readonly safe: string | null;
  readonly product: string | null;
  readonly events: number;
  /** Events a month, with their interval. */
  readonly aMonth: number;
  readonly interval: Interval;
  readonly isRepeated: boolean;
}
export interface Patterns {
  readonly from: Instant;
  readonly until: Instant;
  readonly opens: number;
  readonly closes: number;
  /** How many comparisons were made, for which the intervals were widened. */
  readonly wasteComparisons: number;
  readonly hoursComparisons: number;
  readonly waste: readonly WastePattern[];
  readonly openedUnused: {
    readonly draws: Proportion & { readonly interval: Interval };
    readonly containers: readonly UnusedContainer[];
  };
  readonly afterHours: readonly Compared[];
  readonly discrepancies: readonly RepeatedDiscrepancies[];
}

export interface PatternFacts {
  readonly from: Instant;
  readonly until: Instant;
  readonly zone: string;
  readonly movements: readonly Movement[];
  /** By container. */
  readonly containers: ReadonlyMap<string, { readonly label: string; readonly product: Product }>;
  readonly discrepancies: readonly { readonly safe?: string | undefined; readonly product?: string | undefined }[];
}

export function patternsOf(facts: PatternFacts): Patterns {
  const { from, until, zone, movements, containers } = facts;
  const products = new Map([...containers].map(([id, { product }]) => [id, product]));
  const draws = drawsOf(movements, products);
  const byProduct = grouped(draws, ({ product }) => product);
  const wasteComparisons = [...byProduct.values()].reduce(
    (sum, list) => sum + comparable(tally(list, isMoreThan(list))),
    0,
  );
  const { opens, closes } = UNUSUAL_LIMITS;
  const touches = movements.filter(({ kind, from: source }) => kind !== 'count_adjusted' && source.kind === 'safe');
  const hours = tally(touches, ({ at }) => isAfterHours(at, zone));
  const hoursComparisons = comparable(hours);
  const names = new Map([...products.values()].map(({ id, name }) => [id, name]));
  return {
    from,
    until,
    opens,
    closes,
    wasteComparisons,
    hoursComparisons,
    waste: [...byProduct].map(([product, list]) =>
      wasteOf(product, names.get(product) ?? product, list, wasteComparisons),
    ),
    openedUnused: unusedOf(draws, containers),
    afterHours: comparedAll(hours, hoursComparisons),
    discrepancies: repeatedOf(facts),
  };
}

/** Outside the hours in which the clinic works, or at a weekend. */
function isAfterHours(at: Instant, zone: string): boolean {
  const clock = clockAt(at, zone);
  const hour = Number(clock.slice(11, 13));
  const weekday = new Date(`${clock.slice(0, 10)}T12:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6 || hour < UNUSUAL_LIMITS.opens || hour >= UNUSUAL_LIMITS.closes;
}

interface Tally {
  readonly person: { readonly id: string; readonly name: string };
  readonly of: number;
  readonly out: number;
}
function tally<T extends { readonly by: Tally['person'] }>(
  list: readonly T[],
  counts: (one: T) => boolean,
): readonly Tally[] {
  return [...grouped(list, ({ by }) => by.id).values()].map((own) => ({
    person: { id: own[0]?.by.id ?? '', name: own[0]?.by.name ?? '' },
    of: own.filter(counts).length,
    out: own.length,
  }));
}
const othersOf = (one: Tally, all: readonly Tally[]): Proportion => ({
  of: all.reduce((sum, { of }) => sum + of, 0) - one.of,
  out: all.reduce((sum, { out }) => sum + out, 0) - one.out,
});
const isEnough = (one: Tally, all: readonly Tally[]): boolean =>
  one.out >= LEAST_TO_SAY && othersOf(one, all).out >= LEAST_TO_SAY;
const comparable = (all: readonly Tally[]): number => all.filter((one) => isEnough(one, all)).length;

function comparedAll(all: readonly Tally[], comparisons: number): Compared[] {
  const z = zOf(levelOfEach(LEVEL, comparisons));
  return all
    .map((one): Compared => {
      const own = { of: one.of, out: one.out };
      const others = othersOf(one, all);
      const difference = differenceOfProportions(own, others, z);
      return {
        person: one.person,
        own: { ...own, interval: wilson(own, zOf(LEVEL)) },
        others: { ...others, interval: wilson(others, zOf(LEVEL)) },
        difference,
        verdict: !isEnough(one, all) ? 'too_few' : difference.low > 0 ? 'look_at_it' : 'nothing_unusual',
      };
    })
    .sort(
      (one, other) =>
        Number(other.verdict === 'look_at_it') - Number(one.verdict === 'look_at_it') ||
        Number(one.verdict === 'too_few') - Number(other.verdict === 'too_few') ||
        shareOf(other.own) - shareOf(one.own) ||
        one.person.name.localeCompare(other.person.name, 'en'),
    );
}

const isMoreThan = (list: readonly DrawOutcome[]) => {
  const usual = median(list.map(wastedShare));
  return (draw: DrawOutcome) => wastedShare(draw) > usual;
};

function wasteOf(product: string, name: string, list: readonly DrawOutcome[], comparisons: number): WastePattern {
  const sum = (draws: readonly DrawOutcome[], key: 'drawn' | 'wasted') =>
    draws.reduce((total, draw) => total + draw[key], 0);
  const compared = comparedAll(tally(list, isMoreThan(list)), comparisons);
  return {
    product,
    name,
    usualShare: median(list.map(wastedShare)),
    draws: list.length,
    drawnMicrograms: sum(list, 'drawn'),
    wastedMicrograms: sum(list, 'wasted'),
    people: compared.map((one) => {
      const own = list.filter(({ by }) => by.id === one.person.id);
      return { ...one, drawnMicrograms: sum(own, 'drawn'), wastedMicrograms: sum(own, 'wasted') };
    }),
  };
}

function unusedOf(draws: readonly DrawOutcome[], containers: PatternFacts['containers']): Patterns['openedUnused'] {
  const unused = draws.filter(({ administered }) => administered === 0);
  const share = { of: unused.length, out: draws.length };
  return {
    draws: { ...share, interval: wilson(share, zOf(LEVEL)) },
    containers: unused
      .map(
        (draw): UnusedContainer => ({
          container: draw.container,
          label: containers.get(draw.container)?.label ?? '',
          product: containers.get(draw.container)?.product.name ?? draw.product,
          openedBy: draw.by.name,
          at: draw.at,
          becameOf:
            draw.wasted > 0 ? 'wasted' : draw.lost > 0 ? 'lost' : draw.putBack > 0 ? 'put_back' : 'still_in_hand',
        }),
      )
      .sort((one, other) => other.at.localeCompare(one.at)),
  };
}

const DAYS_A_MONTH = 365.25 / 12;

function repeatedOf({ from, until, discrepancies }: PatternFacts): RepeatedDiscrepancies[] {
  const months = Math.max(1 / DAYS_A_MONTH, (toMilliseconds(until) - toMilliseconds(from)) / DAY / DAYS_A_MONTH);
  const groups = grouped(discrepancies, ({ safe, product }) => JSON.stringify([safe ?? null, product ?? null]));
  return [...groups]
    .map(([key, list]): RepeatedDiscrepancies => {
      const [safe, product] = JSON.parse(key) as [string | null, string | null];
      const { low, high } = poissonCount(list.length, zOf(LEVEL));
      return {
        safe,
        product,
        events: list.length,
        aMonth: list.length / months,
        interval: { low: low / months, high: high / months },
        isRepeated: list.length >= REPEATED,
      };
    })
    .sort((one, other) => other.events - one.events);
}
