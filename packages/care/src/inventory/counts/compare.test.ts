import { describe, expect, test } from 'vitest';
import type { Product } from '../../formulary/product.ts';
import { type Instant, instant, later, MINUTE } from '../../instant.ts';
import { quantity } from '../../quantity.ts';
import { vialOf } from '../making-vial.ts';
import {
  amountInQuestion,
  type ComparedCount,
  compareCount,
  containerInQuestion,
  type HeldContainer,
  needsDiscrepancy,
} from './compare.ts';
import {
  biennialDue,
  type CountedLines,
  type CountHalf,
  countedAmount,
  newCountSchema,
  newHalfSchema,
} from './count.ts';
import { type HalfAsked, halfFaults } from './half-faults.ts';
import { COUNT_IS_BLIND_FOR, refuseHalf } from './half-rules.ts';
import { inventoryRecord } from './inventory-record.ts';

const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const AT: Instant = instant(Date.UTC(2026, 2, 2, 21));
const VIAL = vialOf({ codes: { ndc: ['00143-9509-10'] } });
const LOZENGE: Product = {
  ...VIAL,
  id: 'lozenge-100',
  name: 'Ketamine lozenge 100 mg, pack of 30',
  contents: { form: 'unit', unitName: 'lozenge', strength: quantity(100_000, 'ug'), units: 30, divisibleInto: 2 },
};
const FULL = 500_000;
const vial = (number: number, micrograms = FULL, openedAt?: Instant): HeldContainer => ({
  id: idOf(number),
  label: `K-${number}`,
  product: VIAL,
  micrograms,
  ...(openedAt && { openedAt }),
});
const NOOR = { id: idOf(91), name: 'Noor Nurse' };
const ANA = { id: idOf(92), name: 'Ana Esthesia' };
const half = (by: typeof NOOR, unopened: number, opened: CountedLines['opened'] = [], at = AT): CountHalf => ({
  id: idOf(800 + Number(by.id.slice(-2))),
  by,
  at,
  recordedAt: at,
  unopened: [{ product: VIAL.id, containers: unopened }],
  opened,
});
const mL = (value: number) => ({ volume: quantity(value * 1000, 'uL') });
/** One product, two people; what the safe held is the same for both unless said otherwise. */
function found(
  first: CountHalf,
  second: CountHalf,
  held: readonly HeldContainer[],
  then: readonly HeldContainer[] = held,
  more: Partial<ComparedCount> = {},
) {
  const result = compareCount({
    products: [VIAL],
    containers: [...held, ...then],
    first: { half: first, held },
    second: { half: second, held: then },
    ...more,
  });
  const [product] = result.products;
  if (!product) throw new Error('nothing was compared');
  return product;
}

describe('a count', () => {
  test('that both people and the ledger agree on needs nothing', () => {
    const one = found(half(NOOR, 2), half(ANA, 2), [vial(1), vial(2)]);
    expect(one.finding).toBe('agrees');
    expect(needsDiscrepancy(one)).toBe(false);
  });

  test('of a level that can be read only so far agrees within half a millilitre, and says so', () => {
    const held = [vial(1, 300_000, AT)];
    const read = (by: typeof NOOR, left: number) => half(by, 0, [{ label: 'K-1', remaining: mL(left) }]);
    expect(found(read(NOOR, 5.6), read(ANA, 5.9), held).finding).toBe('within_tolerance');
    expect(found(read(NOOR, 5.4), read(ANA, 5.4), held).finding).toBe('less');
  });

  test('of a whole vial has no tolerance at all', () => {
    const one = found(half(NOOR, 1), half(ANA, 1), [vial(1), vial(2)]);
    expect(one.finding).toBe('less');
    expect(one.first.unopened).toEqual({ counted: 1, expected: 2, difference: -1 });
    expect(amountInQuestion(one)).toBe(FULL);
    expect(containerInQuestion(one)).toBeUndefined();
  });

  test('is compared with the ledger as of when each half was counted', () => {
    // A vial was drawn empty between the two.
    const one = found(half(NOOR, 2), half(ANA, 1, [], later(AT, 10 * MINUTE)), [vial(1), vial(2)], [vial(1)]);
    expect(one.finding).toBe('agrees');
  });

  test('in which the two people differ names neither of them right', () => {
    const one = found(half(NOOR, 2), half(ANA, 1), [vial(1), vial(2)]);
    expect(one.finding).toBe('counters_differ');
    expect(needsDiscrepancy(one)).toBe(true);
  });

  test('names the one opened container that is off', () => {
    const opened = [{ label: 'K-2', remaining: mL(2) }];
    const one = found(half(NOOR, 1, opened), half(ANA, 1, opened), [vial(1), vial(2, 300_000, AT)]);
    expect(one.finding).toBe('less');
    expect(one.first.opened).toMatchObject([{ label: 'K-2', counted: 100_000, expected: 300_000, verdict: 'less' }]);
    expect(containerInQuestion(one)).toBe(idOf(2));
  });

  test('that finds an opened vial which the ledger has in another safe says that it is not expected', () => {
    const stray = vial(7, 200_000, AT);
    const opened = [{ label: 'K-7', remaining: mL(4) }];
    const one = found(half(NOOR, 1, opened), half(ANA, 1, opened), [vial(1)], [vial(1)], {
      containers: [vial(1), stray],
    });
    expect(one.finding).toBe('more');
    expect(one.first.opened).toMatchObject([{ label: 'K-7', counted: 200_000, verdict: 'not_expected' }]);
  });

  test('that finds what is written on one vial in another has found it exchanged', () => {
    const held = [vial(1, 100_000, AT), vial(2, 300_000, AT)];
    const opened = [
      { label: 'K-1', remaining: mL(6) },
      { label: 'K-2', remaining: mL(2) },
    ];
    expect(found(half(NOOR, 0, opened), half(ANA, 0, opened), held).finding).toBe('exchanged');
  });

  test('that finds a vial open which the ledger takes for sealed counts it as opened, and no sealed one as missing', () => {
    const opened = [{ label: 'K-2', remaining: mL(10) }];
    const one = found(half(NOOR, 1, opened), half(ANA, 1, opened), [vial(1), vial(2)]);
    expect(one.first.unopened.difference).toBe(0);
    expect(one.finding).toBe('agrees');
  });

  test('takes no empty vial for a difference', () => {
    const opened = [{ label: 'K-9', remaining: mL(0) }];
    const empty = vial(9, 1, AT);
    const one = found(half(NOOR, 1, opened), half(ANA, 1), [vial(1)], [vial(1)], { containers: [vial(1), empty] });
    expect(one.finding).toBe('agrees');
  });
});

describe('what was counted of an opened container', () => {
  test('comes to whole micrograms', () => {
    expect(countedAmount({ label: 'K-1', product: VIAL }, mL(2.35))).toEqual({ micrograms: 117_500 });
    expect(countedAmount({ label: 'L-1', product: LOZENGE }, { pieces: 7.5 })).toEqual({ micrograms: 750_000 });
  });

  test.each([
    ['more than it can hold', VIAL, mL(25)],
    ['pieces of a solution', VIAL, { pieces: 3 }],
    ['a volume of pieces', LOZENGE, mL(3)],
    ['more pieces than a pack', LOZENGE, { pieces: 31 }],
    ['a third of what is cut in halves', LOZENGE, { pieces: 7.333 }],
  ])('cannot be %s', (_, product, remaining) => {
    expect(countedAmount({ label: 'X', product }, remaining)).toHaveProperty('because');
  });

  test.each([
    ['a comma for the point', { volume: { value: '2,5', unit: 'mL' } }],
    ['less than nothing', { volume: { value: -1, unit: 'mL' } }],
    ['milligrams', { volume: { value: 2, unit: 'mg' } }],
    ['1e308', { volume: { value: 1e308, unit: 'mL' } }],
    ['a field that is unknown', { pieces: 2, volume: { value: 2, unit: 'mL' } }],
  ])('is refused with %s', (_, remaining) => {
    const half = { id: idOf(1), at: AT, unopened: [], opened: [{ label: 'K-1', remaining }] };
    expect(newHalfSchema.safeParse(half).success).toBe(false);
  });
});

describe('a half', () => {
  const asked = (more: Partial<HalfAsked> = {}, lines: Partial<CountedLines> = {}): HalfAsked => ({
    kind: 'routine',
    openedAt: AT,
    now: AT,
    by: NOOR,
    products: [VIAL],
    containers: [vial(1)],
    half: { id: idOf(5), at: AT, unopened: [{ product: VIAL.id, containers: 2 }], opened: [], ...lines },
    ...more,
  });
  const rules = (given: HalfAsked) => halfFaults(given).map(({ rule }) => rule);

  test('says something of every product: silence is no zero', () => {
    expect(rules(asked())).toEqual([]);
    expect(rules(asked({}, { unopened: [] }))).toEqual(['not-counted']);
    expect(rules(asked({ products: [VIAL, LOZENGE] }))).toEqual(['not-counted']);
  });

  test('names each container once, by a label that is known here', () => {
    const line = { label: 'K-1', remaining: mL(2) };
    expect(rules(asked({}, { opened: [line, line] }))).toEqual(['counted-twice']);
    expect(rules(asked({}, { opened: [{ ...line, label: 'K-404' }] }))).toEqual(['unknown-container']);
  });

  test('at a hand-over is of who goes or of who comes, and the second is the other one', () => {
    const first = { ...half(ANA, 2), as: 'outgoing' as const };
    expect(rules(asked({ kind: 'hand_over' }))).toEqual(['hand-over-side']);
    const as = (side: 'outgoing' | 'incoming') => ({ ...asked({ kind: 'hand_over', first }).half, as: side });
    expect(rules(asked({ kind: 'hand_over', first, half: as('outgoing') }))).toEqual(['hand-over-side']);
    expect(rules(asked({ kind: 'hand_over', first, half: as('incoming') }))).toEqual([]);
    expect(rules(asked({ half: as('incoming') }))).toEqual(['hand-over-side']);
  });

  test('lies neither in the future nor long before the count was begun', () => {
    expect(rules(asked({ half: { ...asked().half, at: later(AT, 2 * MINUTE) } }))).toEqual(['count-time']);
    expect(rules(asked({ half: { ...asked().half, at: later(AT, -61 * MINUTE) } }))).toEqual(['count-time']);
  });

  test('is not signed twice by one person, nor after both have', () => {
    const count = { openedAt: AT, openedBy: NOOR, halves: [{ by: NOOR }] };
    expect(refuseHalf({ count, by: NOOR, now: AT }).map(({ rule }) => rule)).toEqual(['two-people-count']);
    expect(refuseHalf({ count, by: ANA, now: AT })).toEqual([]);
    const done = { ...count, completedAt: AT, halves: [{ by: NOOR }, { by: { ...ANA } }] };
    expect(refuseHalf({ count: done, by: { id: idOf(93) }, now: AT }).map(({ rule }) => rule)).toEqual([
      'count-is-open',
    ]);
  });

  test('is signed while who counts is shown nothing of the ledger, and no later', () => {
    const count = { openedAt: AT, openedBy: NOOR, halves: [] };
    const rules = (now: Instant) => refuseHalf({ count, by: ANA, now }).map(({ rule }) => rule);
    expect(rules(later(AT, COUNT_IS_BLIND_FOR))).toEqual([]);
    expect(rules(later(AT, COUNT_IS_BLIND_FOR + 1))).toEqual(['count-too-old']);
  });
});

test('an inventory says whether it is taken at the opening or the close of business, and nothing else does', () => {
  const count = (kind: string, takenAt?: string) => ({ id: idOf(1), safe: idOf(2), kind, ...(takenAt && { takenAt }) });
  const isTaken = (given: object) => newCountSchema.safeParse(given).success;
  expect([isTaken(count('biennial')), isTaken(count('biennial', 'close'))]).toEqual([false, true]);
  expect([isTaken(count('routine')), isTaken(count('routine', 'close'))]).toEqual([true, false]);
});

test('the next inventory is due within two years, on a leap day too', () => {
  expect(biennialDue('2026-03-02T21:00:00.000Z' as Instant)).toBe('2028-03-02T21:00:00.000Z');
  expect(biennialDue('2028-02-29T12:00:00.000Z' as Instant)).toBe('2030-02-28T12:00:00.000Z');
});

test('an inventory shows of each substance its form, strength, package, containers and what is in the opened ones', () => {
  const opened = [{ label: 'K-2', remaining: mL(2.5) }];
  const held = [vial(1), vial(2, 125_000, AT)];
  const result = compareCount({
    products: [VIAL, LOZENGE],
    containers: held,
    first: { half: half(NOOR, 1, opened), held },
    second: { half: half(ANA, 1, opened), held },
  });
  expect(inventoryRecord(result, [VIAL, LOZENGE])).toEqual([
    {
      product: VIAL.id,
      substance: 'Ketamine hydrochloride',
      schedule: 'III',
      form: 'solution',
      strength: '50 mg/mL',
      package: '10 mL vial',
      containers: 1,
      opened: [{ label: 'K-2', holds: '2.5 mL' }],
      isDisputed: false,
    },
  ]);
});
