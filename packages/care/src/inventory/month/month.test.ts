import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Instant, instant } from '../../instant.ts';
import { quantity } from '../../quantity.ts';
import type { Account } from '../account.ts';
import { balancesOf } from '../balances.ts';
import { vialOf } from '../making-vial.ts';
import { MOVEMENTS, type Movement, type MovementKind } from '../movement.ts';
import { boundsOfMonth, type MonthFacts, monthPage, sayHidden, sumOfColumns } from './month.ts';
import { csvOf, monthCsv } from './month-csv.ts';

const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const PRODUCT = vialOf();
const ZONE = 'America/New_York';
const AT: Instant = instant(Date.UTC(2026, 2, 10, 15));
const CONTAINER = { id: idOf(1), label: 'K-1', lot: 'L1', product: PRODUCT };
const NOOR = { id: idOf(9), name: 'Noor Nurse' };
const facts = (more: Partial<MonthFacts> = {}): MonthFacts => ({
  clinic: { name: 'Clinic', zone: ZONE },
  month: '2026-03',
  now: instant(Date.UTC(2026, 3, 2)),
  registrant: null,
  products: [PRODUCT],
  opening: new Map(),
  containers: new Map([[CONTAINER.id, CONTAINER]]),
  movements: [],
  patients: new Map(),
  counts: [],
  discrepancies: [],
  ...more,
});
let next = 100;
function moves(kind: MovementKind, from: Account, into: Account, micrograms: number, more: Partial<Movement> = {}) {
  next += 1;
  return {
    id: idOf(next),
    kind,
    container: CONTAINER.id,
    amount: quantity(micrograms, 'ug'),
    from,
    into,
    at: AT,
    recordedAt: AT,
    by: NOOR,
    ...more,
  } satisfies Movement;
}
const SAFE: Account = { kind: 'safe', safe: idOf(2) };
const HAND: Account = { kind: 'in_hand', session: idOf(3) };
const accountOf = (kind: Account['kind']): Account =>
  kind === 'safe' ? SAFE : kind === 'in_hand' ? HAND : ({ kind } as Account);

describe('the columns of a month', () => {
  test('add up, whatever moved where, and to what the balances of the ledger say', () => {
    const kinds = Object.keys(MOVEMENTS) as MovementKind[];
    const movement = fc
      .tuple(fc.constantFrom(...kinds), fc.nat(10), fc.nat(10), fc.integer({ min: 1, max: 1e9 }))
      .map(([kind, source, target, amount]) => {
        const { from, into } = MOVEMENTS[kind] as {
          from: readonly Account['kind'][];
          into: readonly Account['kind'][];
        };
        const one = accountOf(from[source % from.length] ?? 'safe');
        const other = accountOf(into[target % into.length] ?? 'safe');
        return moves(kind, one, other, amount);
      });
    fc.assert(
      fc.property(fc.array(movement), fc.nat(1e9), (movements, opening) => {
        const [row] = monthPage(facts({ movements, opening: new Map([[PRODUCT.id, opening]]) })).rows;
        if (!row) throw new Error('no row');
        expect(sumOfColumns(row)).toBe(row.closing);
        const kept = [...balancesOf(movements)]
          .filter(([key]) => key.includes(':'))
          .reduce((sum, [, { value }]) => sum + value, 0);
        expect(row.closing).toBe(opening + kept);
      }),
    );
  });

  test('take back what was recorded by mistake, and keep it out of no sum', () => {
    const given = moves('administered', HAND, { kind: 'administered' }, 35_000, { session: idOf(3) });
    const page = monthPage(
      facts({
        opening: new Map([[PRODUCT.id, 500_000]]),
        movements: [
          moves('drawn', SAFE, HAND, 40_000),
          given,
          moves('reversed', { kind: 'administered' }, HAND, 35_000, { reverses: given.id }),
          moves('administered', HAND, { kind: 'administered' }, 30_000, { session: idOf(3) }),
          moves('wasted', HAND, { kind: 'wasted' }, 10_000),
        ],
      }),
    );
    expect(page.rows).toMatchObject([
      { opening: 500_000, drawn: 40_000, administered: 30_000, wasted: 10_000, closing: 460_000 },
    ]);
    expect(page.dispensing.map(({ quantity: said, isReversed }) => [said, isReversed])).toEqual([
      ['0.7 mL', true],
      ['0.6 mL', false],
    ]);
  });
});

test('a dispensing line says what, how much, when, to whom and by whom: 21 CFR 1304.22(c)', () => {
  const movements = [moves('administered', HAND, { kind: 'administered' }, 35_000, { session: idOf(3) })];
  const patients = new Map([[idOf(3), { name: 'Ida Example', address: '1 Elm Street' }]]);
  expect(monthPage(facts({ movements, patients })).dispensing).toMatchObject([
    {
      substance: 'Ketamine hydrochloride',
      form: 'solution',
      strength: '50 mg/mL',
      quantity: '0.7 mL',
      time: '10 March 2026, 11:00',
      toWhom: { name: 'Ida Example', address: '1 Elm Street' },
      byWhom: 'Noor Nurse',
    },
  ]);
});

test('a patient whose record is not open to who asks is not named, and said to be one', () => {
  const movements = [moves('administered', HAND, { kind: 'administered' }, 35_000, { session: idOf(3) })];
  const page = monthPage(facts({ movements, patients: new Map([[idOf(3), 'hidden']]) }));
  expect(page.dispensing[0]?.toWhom).toBe('hidden');
  expect(monthCsv(page, 'dispensing')).toContain('not shown to you,not shown to you,Noor Nurse');
  expect(sayHidden(page)).toContain('In 1 of 1 lines of the dispensing record the patient is not named');
  const known = new Map([[idOf(3), { name: 'Ida Example', address: null }]]);
  expect(sayHidden(monthPage(facts({ movements, patients: known })))).toBeNull();
});

test('a month begins and ends by the clinic’s clock, across the change of clocks', () => {
  expect(boundsOfMonth('2026-03', ZONE)).toEqual({
    from: '2026-03-01T05:00:00.000Z',
    until: '2026-04-01T04:00:00.000Z',
  });
  expect(boundsOfMonth('2026-12', 'UTC').until).toBe('2027-01-01T00:00:00.000Z');
});

test('what was stored after the month is said', () => {
  const late = moves('received', { kind: 'supplier' }, SAFE, 500_000, {
    recordedAt: instant(Date.UTC(2026, 3, 1, 15)),
  });
  const page = monthPage(facts({ movements: [late] }));
  expect(page.recordedLate).toBe(1);
  expect(page.isRunning).toBe(false);
});

describe('the CSV', () => {
  test('quotes what it must, ends lines as the standard says, and holds no formula', () => {
    expect(
      csvOf([
        ['a', 1, null],
        ['say "x", y', -2.5, '=1+1'],
      ]),
    ).toBe('a,1,\r\n"say ""x"", y",-2.5,\'=1+1\r\n');
  });
  test('of the balances has a line for each product, in milligrams', () => {
    const csv = monthCsv(monthPage(facts({ opening: new Map([[PRODUCT.id, 500_000]]) })), 'balances');
    expect(csv.split('\r\n')[1]).toContain(',500,0,0,0,0,0,0,0,500');
  });
});
