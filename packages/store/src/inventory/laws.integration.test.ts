/** The laws of the ledger on any sequence of movements: PostgreSQL answers as the core’s model does. */
import { randomUUID } from 'node:crypto';
import {
  type Account,
  balanceKey,
  balancesOf,
  isKeeping,
  type Movement,
  type MovementKind,
  shortage,
} from '@holdspace/care';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestClinic, testClinic, testStore } from '../testing.ts';
import { type TestStock, testMovement, testStock } from './testing-stock.ts';

const VIALS = 3;
const SESSIONS = [randomUUID(), randomUUID()];

let opened: Awaited<ReturnType<typeof testStore>>;
let clinic: TestClinic;
beforeAll(async () => {
  opened = await testStore();
  clinic = await testClinic(opened.store);
});
afterAll(() => opened.close());

/** A kind with the accounts it goes between, as numbers that the stock of the run fills in. */
const step = fc.record({
  kind: fc.constantFrom<MovementKind>(
    'drawn',
    'drawn',
    'administered',
    'wasted',
    'put_back',
    'moved',
    'lost',
    'count_adjusted',
  ),
  vial: fc.nat(VIALS - 1),
  safe: fc.nat(1),
  session: fc.nat(SESSIONS.length - 1),
  share: fc.double({ min: 0.01, max: 1.2, noNaN: true }),
  twice: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function movementOf({ kind, vial, safe, session, share }: Step, stock: TestStock, safes: readonly string[]): Movement {
  const inSafe: Account = { kind: 'safe', safe: safes[safe] as string };
  const inHand: Account = { kind: 'in_hand', session: SESSIONS[session] as string };
  const other: Account = { kind: 'safe', safe: safes[1 - safe] as string };
  const [from, into]: readonly [Account, Account] =
    kind === 'drawn'
      ? [inSafe, inHand]
      : kind === 'put_back'
        ? [inHand, inSafe]
        : kind === 'moved'
          ? [inSafe, other]
          : kind === 'count_adjusted'
            ? [{ kind: 'unexplained' }, inSafe]
            : [kind === 'lost' ? inSafe : inHand, { kind: kind as 'administered' | 'wasted' | 'lost' }];
  return testMovement(clinic, kind, stock.vials[vial] as string, Math.ceil(share * 200_000), from, into);
}

test('any movements: what is accepted is what the model accepts, sums are zero, nothing is negative', async () => {
  const { store } = opened;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
      const [stock, other] = [await testStock(store, clinic, VIALS), await testStock(store, clinic, 0)];
      const safes = [stock.safe, other.safe];
      const model = [...(await store.inventory.movements(clinic.clinicId, { kinds: ['received'] }))].filter(
        ({ container }) => stock.vials.includes(container),
      ) as Movement[];
      const movements = steps.map((one) => movementOf(one, stock, safes));
      const sent = movements.flatMap((one, index) => (steps[index]?.twice ? [one, one] : [one]));
      const expected = sent.map((one) => {
        if (model.some(({ id }) => id === one.id)) return 'repeated';
        if (shortage(balancesOf(model), one)) return 'short';
        model.push(one);
        return 'posted';
      });
      const answers = await store.inventory.post(clinic.clinicId, sent);
      expect(answers.map(({ outcome }) => outcome)).toEqual(expected);

      const balances = balancesOf(model);
      const places = (await store.inventory.containers(clinic.clinicId, { ids: stock.vials })).flatMap((container) =>
        container.places.map(({ account, amount }) => [balanceKey(container.id, account), amount] as const),
      );
      for (const [key, amount] of places) expect(balances.get(key)).toEqual(amount);
      for (const vial of stock.vials)
        expect(
          [...balances].filter(([key]) => key.startsWith(vial)).reduce((sum, [, { value }]) => sum + value, 0),
        ).toBe(0);
      const keeping = [...balances].filter(([key]) => key.includes(':'));
      expect(keeping.every(([, { value }]) => value >= 0)).toBe(true);
      expect(keeping.filter(([, { value }]) => value > 0)).toHaveLength(places.length);
      expect(movements.every(({ from, into }) => isKeeping(from) || isKeeping(into))).toBe(true);
    }),
    { numRuns: 30 },
  );
  expect((await store.verify([clinic.clinicId])).ledger).not.toHaveProperty('broken');
});
