/** How counts and discrepancies are answered. An amount is micrograms with their unit; a difference may lie below zero. */
import {
  COUNT_KINDS,
  type CountResult,
  DISCREPANCY_STATES,
  FINDINGS,
  HAND_OVER_SIDES,
  type HalfOfProduct,
  type Instant,
  isOverdue,
  OPENED_VERDICTS,
  OPENED_VIAL_TOLERANCE,
  type Product,
  STEP_KINDS,
  sayCause,
} from '@holdspace/care';
import type { InventoryCount, KeptDiscrepancy } from '@holdspace/store';
import { z } from 'zod';
import { idShape, instantShape } from '../shapes.ts';

export const amountShape = z.object({ value: z.number().int(), unit: z.literal('ug') });
export const amountOf = (micrograms: number) => ({ value: micrograms, unit: 'ug' as const });
export const personShape = z.object({ id: idShape, name: z.string() });

const halfOfProductShape = z.object({
  unopened: z.object({ counted: z.number().int(), expected: z.number().int(), difference: z.number().int() }),
  opened: z
    .array(
      z.object({
        container: idShape,
        label: z.string(),
        counted: amountShape.optional(),
        expected: amountShape.optional(),
        tolerance: amountShape,
        difference: amountShape,
        verdict: z.enum(OPENED_VERDICTS),
      }),
    )
    .readonly(),
  counted: amountShape,
  expected: amountShape,
  difference: amountShape,
});
const showHalf = (half: HalfOfProduct) => ({
  unopened: half.unopened,
  opened: half.opened.map(({ counted, expected, ...line }) => ({
    ...line,
    ...(counted !== undefined && { counted: amountOf(counted) }),
    ...(expected !== undefined && { expected: amountOf(expected) }),
    tolerance: amountOf(line.tolerance),
    difference: amountOf(line.difference),
  })),
  counted: amountOf(half.counted),
  expected: amountOf(half.expected),
  difference: amountOf(half.difference),
});

/** What there is to count of: the unit in which what is left of an opened container is said, and nothing of the ledger. */
export const sheetShape = z.object({
  product: z.string(),
  name: z.string(),
  counts: z.enum(['mL', 'pieces']),
  unitName: z.string().optional(),
});
export const showSheet = ({ id, name, contents }: Product): z.output<typeof sheetShape> =>
  contents.form === 'solution'
    ? { product: id, name, counts: 'mL' }
    : { product: id, name, counts: 'pieces', unitName: contents.unitName };

export const inventoryLineShape = z.object({
  product: z.string(),
  substance: z.string(),
  schedule: z.string(),
  form: z.string(),
  strength: z.string(),
  package: z.string(),
  containers: z.number().int(),
  opened: z.array(z.object({ label: z.string(), holds: z.string() })).readonly(),
  isDisputed: z.boolean(),
});

export const countShape = z
  .object({
    id: idShape,
    safe: z.object({ id: idShape, name: z.string() }),
    kind: z.enum(COUNT_KINDS),
    takenAt: z.enum(['opening', 'close']).optional(),
    note: z.string().optional(),
    openedAt: instantShape,
    openedBy: personShape,
    state: z.enum(['open', 'complete', 'called_off']),
    /** Who has signed, and when they counted. What they counted is in the result, when both have signed. */
    signed: z
      .array(
        z.object({
          by: personShape,
          as: z.enum(HAND_OVER_SIDES).optional(),
          at: instantShape,
          recordedAt: instantShape,
        }),
      )
      .readonly(),
    completedAt: instantShape.optional(),
    calledOff: z.object({ at: instantShape, because: z.string() }).optional(),
    /** When both have signed, and this safe is not being counted again by those who may count it. */
    result: z
      .object({
        products: z
          .array(
            z.object({
              product: z.string(),
              name: z.string(),
              first: halfOfProductShape,
              second: halfOfProductShape,
              finding: z.enum(FINDINGS),
            }),
          )
          .readonly(),
        tolerance: z.string(),
      })
      .optional(),
  })
  .meta({
    id: 'InventoryCount',
    description: 'A count of one safe by two people. Nothing of the ledger is in it before both have signed.',
  });

const stateOf = ({ completedAt, calledOff }: InventoryCount): 'open' | 'complete' | 'called_off' =>
  completedAt ? 'complete' : calledOff ? 'called_off' : 'open';

const showResult = ({ products }: CountResult) => ({
  products: products.map(({ first, second, ...product }) => ({
    ...product,
    first: showHalf(first),
    second: showHalf(second),
  })),
  tolerance: `An opened vial may be read ${OPENED_VIAL_TOLERANCE.volume.value / 1000} mL or ${OPENED_VIAL_TOLERANCE.share * 100} % off, whichever is more. ${OPENED_VIAL_TOLERANCE.source}.`,
});

/** The one place where a count becomes an answer: what is in it is named, so that nothing slips out before both have signed. */
export function showCount(
  count: InventoryCount,
  safes: ReadonlyMap<string, string>,
  { withResult } = { withResult: true },
): z.output<typeof countShape> {
  const { id, kind, takenAt, note, openedAt, openedBy, halves, completedAt, calledOff, result } = count;
  return {
    id,
    safe: { id: count.safe, name: safes.get(count.safe) ?? 'a safe that is gone' },
    kind,
    ...(takenAt && { takenAt }),
    ...(note && { note }),
    openedAt,
    openedBy,
    state: stateOf(count),
    signed: halves.map(({ by, as, at, recordedAt }) => ({ by, ...(as && { as }), at, recordedAt })),
    ...(completedAt && { completedAt }),
    ...(completedAt && result && withResult && { result: showResult(result) }),
    ...(calledOff && { calledOff: { at: calledOff.at, because: calledOff.because } }),
  };
}

export const discrepancyShape = z
  .object({
    id: idShape,
    at: instantShape,
    openedAt: instantShape,
    cause: z.string(),
    says: z.string(),
    what: z.string(),
    openedBy: personShape.optional(),
    container: z.object({ id: idShape, label: z.string() }).optional(),
    product: z.string().optional(),
    safe: z.object({ id: idShape, name: z.string() }).optional(),
    session: idShape.optional(),
    count: idShape.optional(),
    amount: amountShape.optional(),
    owner: personShape.optional(),
    dueAt: instantShape,
    isOverdue: z.boolean(),
    state: z.enum(DISCREPANCY_STATES),
    settledAt: instantShape.optional(),
    settledBy: personShape.optional(),
    steps: z
      .array(
        z.object({
          id: idShape,
          kind: z.enum(STEP_KINDS),
          at: instantShape,
          by: personShape.optional(),
          words: z.string(),
        }),
      )
      .readonly(),
  })
  .meta({
    id: 'Discrepancy',
    description: 'What does not agree: whose it is to find out, until when, and what was done.',
  });

export interface DiscrepancyNames {
  readonly people: ReadonlyMap<string, string>;
  readonly safes: ReadonlyMap<string, string>;
  readonly labels: ReadonlyMap<string, string>;
}
const named = (names: ReadonlyMap<string, string>, id: string) => ({ id, name: names.get(id) ?? 'somebody unknown' });

export function showDiscrepancy(
  given: KeptDiscrepancy,
  { people, safes, labels }: DiscrepancyNames,
  now: Instant,
): z.output<typeof discrepancyShape> {
  const { openedBy, container, product, safe, session, count, amount, owner, settledAt, settledBy } = given;
  return {
    id: given.id,
    at: given.at,
    openedAt: given.openedAt,
    cause: given.cause,
    says: sayCause(given.cause),
    what: given.what,
    ...(openedBy && { openedBy: named(people, openedBy) }),
    ...(container && { container: { id: container, label: labels.get(container) ?? 'not in the ledger' } }),
    ...(product && { product }),
    ...(safe && { safe: { id: safe, name: safes.get(safe) ?? 'a safe that is gone' } }),
    ...(session && { session }),
    ...(count && { count }),
    ...(amount !== undefined && { amount: amountOf(amount) }),
    ...(owner && { owner: named(people, owner) }),
    dueAt: given.dueAt,
    isOverdue: isOverdue(given, now),
    state: given.state,
    ...(settledAt && { settledAt }),
    ...(settledBy && { settledBy: named(people, settledBy) }),
    steps: given.steps.map(({ id, kind, at, by, words }) => ({ id, kind, at, ...(by && { by }), words })),
  };
}
