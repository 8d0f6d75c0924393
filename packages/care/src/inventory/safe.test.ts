import { describe, expect, test } from 'vitest';
import { misfitsOf, sayContent, whyNotChanged } from '../formulary/changes.ts';
import { SHIPPED_PRODUCTS } from '../formulary/defaults.ts';
import type { Product } from '../formulary/product.ts';
import { instant } from '../instant.ts';
import { quantity } from '../quantity.ts';
import { nextLabels, repeatedLabels } from './labels.ts';
import { ledgerLines } from './lines.ts';
import type { Movement } from './movement.ts';
import { MOST_CONTAINERS } from './receipt.ts';
import { actOfMovement, handMovementSchema, needsWitness, whyNotMoved, whyNotThen } from './removal.ts';
import { type InStock, isAsReceived, stockStates, totalsOf } from './standing.ts';
import { receiptUndoingSchema, undoingTakes, whyNotAsReceived, whyNotUndone } from './undoing.ts';

const vial = SHIPPED_PRODUCTS.find(({ id }) => id === 'ketamine-50-vial-10') as Product;
const SAFE = { kind: 'safe', safe: '00000000-0000-4000-8000-000000000001' } as const;
const HAND = { kind: 'in_hand', session: '00000000-0000-4000-8000-000000000002' } as const;
const ug = (micrograms: number) => quantity(micrograms, 'ug');
const NOW = { now: instant(Date.UTC(2026, 2, 2, 14)), zone: 'America/New_York' };
const stock = (more: Partial<InStock>): InStock => ({
  product: vial,
  expiresOn: '2027-05-31',
  places: [{ account: SAFE, amount: ug(500_000) }],
  ...more,
});
const statesOf = (more: Partial<InStock>) => stockStates(stock(more), NOW).map(({ state }) => state);

describe('labels', () => {
  test('go on after the highest that was ever used, whatever else is written on containers', () => {
    expect(nextLabels(['K-0042', 'k-0007', 'Fridge 3'], 2)).toEqual(['K-0043', 'K-0044']);
    expect(nextLabels([], 1)).toEqual(['K-0001']);
  });
  test('that stand twice are found, however they are typed', () => {
    expect(repeatedLabels(['K-1', ' k-1 ', 'K-2'])).toEqual(['K-1']);
  });
});

describe('a container', () => {
  test('on its last day may be used, the day after it is expired', () => {
    expect(statesOf({ expiresOn: '2026-03-02' })).toEqual(['expires_soon']);
    expect(statesOf({ expiresOn: '2026-03-01' })).toEqual(['expired']);
    expect(statesOf({ expiresOn: '2027-05-31' })).toEqual([]);
  });
  test('is open until its days after opening have passed', () => {
    expect(statesOf({ openedAt: instant(Date.UTC(2026, 1, 20)) })).toEqual(['open']);
    expect(statesOf({ openedAt: instant(Date.UTC(2026, 0, 20)) })).toEqual(['opened_too_long']);
  });
  test('of a recalled lot says so before all else', () => {
    expect(statesOf({ recalled: { reason: 'Glass', at: NOW.now }, expiresOn: '2026-01-01' })[0]).toBe('recalled');
  });
  test('all in hand is not empty', () => {
    expect(statesOf({ places: [{ account: HAND, amount: ug(1) }] })).toEqual(['in_hand']);
    expect(statesOf({ places: [] })).toEqual(['empty']);
  });
});

test('a container is as it came while it is unopened, full, and in the safe that it came into', () => {
  expect(isAsReceived(stock({}), SAFE)).toBe(true);
  expect(isAsReceived(stock({ openedAt: NOW.now }), SAFE)).toBe(false);
  expect(isAsReceived(stock({}), { safe: HAND.session })).toBe(false);
  expect(isAsReceived(stock({ places: [] }), SAFE)).toBe(false);
  expect(isAsReceived(stock({ places: [{ account: SAFE, amount: ug(499_999) }] }), SAFE)).toBe(false);
  const parted = [
    { account: HAND, amount: ug(1) },
    { account: SAFE, amount: ug(500_000) },
  ];
  expect(isAsReceived(stock({ places: parted }), SAFE)).toBe(false);
});

test('totals are sums, and say what of them is not to be used', () => {
  const blocked = stock({ expiresOn: '2026-01-01' });
  expect(totalsOf([stock({}), blocked], (one) => one === blocked)).toEqual([
    { product: vial, containers: 2, inSafes: ug(1_000_000), inHand: ug(0), blocked: ug(500_000) },
  ]);
});

test('lines of a ledger end with what is held, in safes and hands together', () => {
  const lines = ledgerLines([
    { from: { kind: 'supplier' }, into: SAFE, amount: ug(500) },
    { from: SAFE, into: HAND, amount: ug(40) },
    { from: HAND, into: { kind: 'administered' }, amount: ug(36) },
    { from: HAND, into: { kind: 'wasted' }, amount: ug(4) },
  ]);
  expect(lines.map(({ held }) => held.value)).toEqual([500, 500, 464, 460]);
});

describe('a product', () => {
  test('whose name says another strength does not fit', () => {
    expect(misfitsOf(vial)).toEqual([]);
    expect(misfitsOf({ ...vial, name: 'Ketamine 5 mg/mL' })[0]?.rule).toBe('strength-fits-name');
  });
  test('keeps what its containers came as; its name may change', () => {
    expect(whyNotChanged(vial, { ...vial, name: 'Ketamine 50 mg/mL, Eugia' })).toEqual([]);
    expect(whyNotChanged(vial, { ...vial, schedule: 'IV' })[0]?.field).toBe('schedule');
  });
  test('says the arithmetic of what one container holds', () => {
    expect(sayContent(vial)).toBe('50 mg/mL × 10 mL = 500 mg');
  });
});

describe('a movement by hand', () => {
  const id = '00000000-0000-4000-8000-00000000000a';
  test('is a practitioner’s where it leaves for good, and seen by two where controlled medicine is gone', () => {
    expect(actOfMovement('returned')).toBe('remove medicine from stock');
    expect(actOfMovement('lost')).toBe('receive and move medicine');
    expect(needsWitness('wasted', { schedule: 'III' })).toBe(true);
    expect(needsWitness('wasted', { schedule: 'none' })).toBe(false);
    expect(needsWitness('returned', { schedule: 'III' })).toBe(false);
  });
  const labelled = (more: Partial<InStock> = {}) => ({ ...stock(more), label: 'K-1' });
  test('that a session recorded is undone in the session, any other once', () => {
    const whyNot = (kind: Movement['kind'], more: Partial<Movement> = {}, others: Partial<Movement>[] = []) =>
      whyNotUndone({ id, kind, into: SAFE, ...more }, others, labelled())?.rule;
    expect(whyNot('drawn', { session: id })).toBe('undone-in-session');
    expect(whyNot('count_adjusted')).toBe('undone-by-count');
    expect(whyNot('moved')).toBeUndefined();
    expect(whyNot('moved', {}, [{ reverses: id }])).toBe('undone-once');
    expect(whyNot('received', {}, [{ reverses: id }])).toBe('undone-once');
    expect(whyNot('reversed')).toBe('undone-once');
  });
  test('by which it was received is undone while it is as it came, and says what it is now', () => {
    const received = { id, kind: 'received', into: SAFE } as const;
    expect(whyNotUndone(received, [], labelled())).toBeNull();
    const opened = labelled({ openedAt: NOW.now, places: [{ account: SAFE, amount: ug(400_000) }] });
    expect(whyNotUndone(received, [], opened)).toMatchObject({ field: 'reverses', rule: 'untouched' });
    const whyNot = whyNotAsReceived([labelled(), opened], SAFE);
    expect(whyNot?.field).toBe('movements');
    expect(whyNot?.message).toContain('K-1 (400 mg of 500 mg in the safe that it came into, opened)');
    expect(whyNotAsReceived([labelled()], SAFE)).toBeNull();
  });
  test('that undoes what was received takes what a removal takes, where any of it is controlled', () => {
    const removal = { act: 'remove medicine from stock', isWitnessed: true };
    expect(undoingTakes('received', [{ schedule: 'none' }, { schedule: 'III' }])).toEqual(removal);
    const plain = { act: 'receive and move medicine', isWitnessed: false };
    expect(undoingTakes('received', [{ schedule: 'none' }])).toEqual(plain);
    expect(undoingTakes('moved', [{ schedule: 'III' }])).toEqual(plain);
    expect(undoingTakes('destroyed', [{ schedule: 'III' }])).toEqual(removal);
    expect(undoingTakes('returned', [{ schedule: 'III' }])).toEqual({ ...removal, isWitnessed: false });
  });
  test('undoes a receipt of as many containers as it took in, and no more', () => {
    const of = (length: number) => ({
      at: NOW.now,
      reason: 'Twice',
      movements: Array.from({ length }, () => ({ id, container: id })),
    });
    expect(receiptUndoingSchema.safeParse(of(MOST_CONTAINERS)).success).toBe(true);
    expect(receiptUndoingSchema.safeParse(of(MOST_CONTAINERS + 1)).success).toBe(false);
  });
  test('moves and returns all that is in the safe, and returns nothing that was opened', () => {
    const held = { label: 'K-1', places: [{ account: SAFE, amount: ug(500_000) }] };
    const of = (micrograms: number) => ({ safe: SAFE.safe, amount: ug(micrograms) });
    const opened = { ...held, openedAt: NOW.now };
    expect(whyNotMoved('moved', held, of(400_000))?.message).toContain('all of the 500 mg');
    expect(whyNotMoved('moved', held, of(400_000))?.field).toBe('amount');
    expect(whyNotMoved('returned', held, of(400_000))?.rule).toBe('goes-whole');
    expect(whyNotMoved('returned', opened, of(500_000))?.rule).toBe('returned-unopened');
    for (const kind of ['moved', 'returned'] as const) expect(whyNotMoved(kind, held, of(500_000))).toBeNull();
    expect(whyNotMoved('moved', opened, of(500_000))).toBeNull();
    for (const kind of ['wasted', 'destroyed', 'lost'] as const)
      expect(whyNotMoved(kind, opened, of(400_000))).toBeNull();
  });
  test('is not dated before the container was received', () => {
    const before = instant(Date.UTC(2026, 2, 2, 13, 59));
    const received = { at: NOW.now, recordedAt: NOW.now };
    const whyNot = whyNotThen(before, 'K-1', received);
    expect(whyNot).toMatchObject({ field: 'at', rule: 'not-before-received' });
    for (const said of ['K-1', before, NOW.now]) expect(whyNot?.message).toContain(said);
    expect(whyNotThen(NOW.now, 'K-1', received)).toBeNull();
    // It was stored then, so it was there: the clock of who received it ran ahead.
    expect(whyNotThen(before, 'K-1', { at: NOW.now, recordedAt: before })).toBeNull();
  });
  test('gives a reason for what is gone', () => {
    const gone = { id, container: id, safe: id, at: '2026-03-02T14:00:00Z', amount: { value: 1, unit: 'mg' } };
    expect(handMovementSchema.safeParse({ ...gone, kind: 'destroyed' }).success).toBe(false);
    expect(handMovementSchema.safeParse({ ...gone, kind: 'destroyed', reason: 'Expired' }).success).toBe(true);
  });
});
