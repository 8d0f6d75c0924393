import { describe, expect, test } from 'vitest';
import { misfitsOf, sayContent, whyNotChanged } from '../formulary/changes.ts';
import { SHIPPED_PRODUCTS } from '../formulary/defaults.ts';
import type { Product } from '../formulary/product.ts';
import { instant } from '../instant.ts';
import { quantity } from '../quantity.ts';
import { nextLabels, repeatedLabels } from './labels.ts';
import { ledgerLines } from './lines.ts';
import { actOfMovement, handMovementSchema, needsWitness, whyNotUndone } from './removal.ts';
import { type InStock, stockStates, totalsOf } from './standing.ts';

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
  test('that a session recorded is undone in the session, any other once', () => {
    expect(whyNotUndone({ id, kind: 'drawn', session: id }, [])?.rule).toBe('undone-in-session');
    expect(whyNotUndone({ id, kind: 'moved' }, [])).toBeNull();
    expect(whyNotUndone({ id, kind: 'moved' }, [{ reverses: id }])?.rule).toBe('undone-once');
    expect(whyNotUndone({ id, kind: 'reversed' }, [])?.rule).toBe('undone-once');
  });
  test('gives a reason for what is gone', () => {
    const gone = { id, container: id, safe: id, at: '2026-03-02T14:00:00Z', amount: { value: 1, unit: 'mg' } };
    expect(handMovementSchema.safeParse({ ...gone, kind: 'destroyed' }).success).toBe(false);
    expect(handMovementSchema.safeParse({ ...gone, kind: 'destroyed', reason: 'Expired' }).success).toBe(true);
  });
});
