import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quantity } from '../quantity.ts';
import { type Account, accountKey, accountOfKey } from './account.ts';
import { balanceKey, balancesOf, shortage } from './balances.ts';

const VIAL = '00000000-0000-4000-8000-000000000001';
const SAFE: Account = { kind: 'safe', safe: '00000000-0000-4000-8000-000000000002' };
const HAND: Account = { kind: 'in_hand', session: '00000000-0000-4000-8000-000000000003' };
const ACCOUNTS: readonly Account[] = [SAFE, HAND, { kind: 'supplier' }, { kind: 'administered' }, { kind: 'wasted' }];
const moves = (from: Account, into: Account, micrograms: number) => ({
  container: VIAL,
  from,
  into,
  amount: quantity(micrograms, 'ug'),
});

test('an account is known by its key', () => {
  for (const account of ACCOUNTS) expect(accountOfKey(accountKey(account))).toEqual(account);
  expect(() => accountOfKey('pocket')).toThrow();
  expect(() => accountOfKey('safe:none')).toThrow();
});

describe('balances', () => {
  test('are what came in less what went out', () => {
    const balances = balancesOf([moves({ kind: 'supplier' }, SAFE, 500_000), moves(SAFE, HAND, 40_000)]);
    expect(balances.get(balanceKey(VIAL, SAFE))).toEqual(quantity(460_000, 'ug'));
    expect(balances.get(balanceKey(VIAL, HAND))).toEqual(quantity(40_000, 'ug'));
    expect(balances.get(balanceKey(VIAL, { kind: 'supplier' }))).toEqual(quantity(-500_000, 'ug'));
  });

  test('add up to zero whatever moves where', () => {
    const account = fc.constantFrom(...ACCOUNTS);
    fc.assert(
      fc.property(fc.array(fc.tuple(account, account, fc.integer({ min: 1, max: 1e9 }))), (list) => {
        const balances = balancesOf(list.map(([from, into, amount]) => moves(from, into, amount)));
        expect([...balances.values()].reduce((sum, { value }) => sum + value, 0)).toBe(0);
      }),
    );
  });

  test('a keeping account lacks what it does not hold; any other gives without end', () => {
    const balances = balancesOf([moves({ kind: 'supplier' }, SAFE, 100)]);
    expect(shortage(balances, moves(SAFE, HAND, 100))).toBeUndefined();
    expect(shortage(balances, moves(SAFE, HAND, 101))).toEqual(quantity(1, 'ug'));
    expect(shortage(balances, moves(HAND, { kind: 'administered' }, 1))).toEqual(quantity(1, 'ug'));
    expect(shortage(balances, moves({ kind: 'supplier' }, SAFE, 1_000_000))).toBeUndefined();
  });
});
