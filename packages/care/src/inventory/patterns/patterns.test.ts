import { describe, expect, test } from 'vitest';
import { type Instant, instant } from '../../instant.ts';
import { quantity } from '../../quantity.ts';
import type { Account } from '../account.ts';
import { vialOf } from '../making-vial.ts';
import type { Movement } from '../movement.ts';
import { drawsOf, median } from './draws.ts';
import { type PatternFacts, patternsOf } from './patterns.ts';
import { sayCompared } from './words.ts';

const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const VIAL = vialOf();
/** A Monday morning in New York. */
const MORNING = instant(Date.UTC(2026, 2, 2, 15));
const NIGHT = instant(Date.UTC(2026, 2, 3, 4));
const SAFE: Account = { kind: 'safe', safe: idOf(1) };
let next = 1000;
/** One draw by somebody: so much out, so much wasted, the rest given. */
function draw(by: number, wasted: number, more: { at?: Instant; drawn?: number; given?: boolean } = {}): Movement[] {
  const { at = MORNING, drawn = 100_000, given = true } = more;
  next += 10;
  const hand: Account = { kind: 'in_hand', session: idOf(next) };
  const move = (kind: Movement['kind'], from: Account, into: Account, micrograms: number): Movement => {
    next += 1;
    return {
      id: idOf(next),
      kind,
      container: idOf(2),
      amount: quantity(micrograms, 'ug'),
      from,
      into,
      at,
      recordedAt: at,
      by: { id: idOf(by), name: `Person ${by}` },
    };
  };
  return [
    move('drawn', SAFE, hand, drawn),
    ...(wasted > 0 ? [move('wasted', hand, { kind: 'wasted' }, wasted)] : []),
    ...(given && drawn > wasted ? [move('administered', hand, { kind: 'administered' }, drawn - wasted)] : []),
  ];
}
const times = (count: number, make: () => Movement[]): Movement[] => Array.from({ length: count }, make).flat();
const facts = (movements: readonly Movement[], more: Partial<PatternFacts> = {}): PatternFacts => ({
  from: instant(Date.UTC(2026, 1, 1)),
  until: instant(Date.UTC(2026, 3, 1)),
  zone: 'America/New_York',
  movements,
  containers: new Map([[idOf(2), { label: 'K-2', product: VIAL }]]),
  discrepancies: [],
  ...more,
});

describe('waste', () => {
  test('of whoever wastes far more often than the others is worth a look, and of nobody else', () => {
    const { waste, wasteComparisons } = patternsOf(
      facts([
        ...times(20, () => draw(1, 40_000)),
        ...times(20, () => draw(2, 10_000)),
        ...times(20, () => draw(3, 10_000)),
      ]),
    );
    expect(wasteComparisons).toBe(3);
    expect(waste[0]).toMatchObject({ usualShare: 0.1, draws: 60, drawnMicrograms: 6_000_000 });
    expect(waste[0]?.people.map(({ person, verdict }) => [person.name, verdict])).toEqual([
      ['Person 1', 'look_at_it'],
      ['Person 2', 'nothing_unusual'],
      ['Person 3', 'nothing_unusual'],
    ]);
  });

  test('of few is too few to say, however much it is', () => {
    const { waste } = patternsOf(facts([...times(9, () => draw(1, 90_000)), ...times(40, () => draw(2, 0))]));
    const one = waste[0]?.people.find(({ person }) => person.name === 'Person 1');
    expect(one?.own).toMatchObject({ of: 9, out: 9 });
    expect(one?.verdict).toBe('too_few');
  });

  test('of whoever works alone is compared with nobody', () => {
    const { waste, wasteComparisons } = patternsOf(facts(times(50, () => draw(1, 50_000))));
    expect(wasteComparisons).toBe(0);
    expect(waste[0]?.people.map(({ verdict }) => verdict)).toEqual(['too_few']);
  });

  test('that is the same for all, as with single-dose vials, stands out for nobody', () => {
    const { waste } = patternsOf(facts([...times(30, () => draw(1, 80_000)), ...times(30, () => draw(2, 80_000))]));
    expect(waste[0]?.people.map(({ own, verdict }) => [own.of, verdict])).toEqual([
      [0, 'nothing_unusual'],
      [0, 'nothing_unusual'],
    ]);
  });

  test('needs a wider margin the more comparisons are made', () => {
    const one = [...times(12, () => draw(1, 40_000)), ...times(8, () => draw(1, 0))];
    // The others draw the same 110 times and waste none of it: as one person, and as eight.
    const others = (people: number) => Array.from({ length: 110 }, (_, index) => draw(2 + (index % people), 0)).flat();
    const alone = patternsOf(facts([...one, ...others(1)]));
    const among = patternsOf(facts([...one, ...others(8)]));
    const first = ({ waste }: typeof alone) => waste[0]?.people.find(({ person }) => person.name === 'Person 1');
    expect([alone.wasteComparisons, among.wasteComparisons]).toEqual([2, 9]);
    expect(first(among)?.others).toEqual(first(alone)?.others);
    expect(first(among)?.own).toEqual(first(alone)?.own);
    expect(first(among)?.difference.low).toBeLessThan(first(alone)?.difference.low ?? 0);
    expect(first(among)?.difference.high).toBeGreaterThan(first(alone)?.difference.high ?? 1);
    expect(first(among)?.difference.low).toBeGreaterThan(0);
  });
});

test('a draw that was reversed is none', () => {
  const movements = draw(1, 10_000);
  const reversal: Movement = {
    ...(movements[0] as Movement),
    id: idOf(5),
    kind: 'reversed',
    from: movements[0]?.into ?? SAFE,
    into: SAFE,
    reverses: movements[0]?.id ?? '',
  };
  expect(drawsOf([...movements, reversal], new Map([[idOf(2), VIAL]]))).toEqual([]);
});

test('what was opened and not given is listed with what became of it', () => {
  const { openedUnused } = patternsOf(facts([...draw(1, 100_000, { given: false }), ...draw(1, 0)]));
  expect(openedUnused.draws).toMatchObject({ of: 1, out: 2 });
  expect(openedUnused.containers).toMatchObject([{ label: 'K-2', openedBy: 'Person 1', becameOf: 'wasted' }]);
});

test('what is taken out at night counts as after hours, by the clinic’s clock', () => {
  const { afterHours } = patternsOf(
    facts([...times(12, () => draw(1, 0, { at: NIGHT })), ...times(30, () => draw(2, 0))]),
  );
  expect(afterHours.map(({ person, own, verdict }) => [person.name, own.of, own.out, verdict])).toEqual([
    ['Person 1', 12, 12, 'look_at_it'],
    ['Person 2', 0, 30, 'nothing_unusual'],
  ]);
});

test('discrepancies of one product in one safe are repeated from the third on, with the interval of their rate', () => {
  const one = { safe: 'Main safe', product: 'Ketamine' };
  const { discrepancies } = patternsOf(facts([], { discrepancies: [one, one, one, { safe: 'Second safe' }] }));
  expect(discrepancies.map(({ events, isRepeated }) => [events, isRepeated])).toEqual([
    [3, true],
    [1, false],
  ]);
  expect(discrepancies[0]?.interval.low).toBeGreaterThan(0);
});

test('the words say the numbers, the interval and how many comparisons were made', () => {
  const { waste, wasteComparisons } = patternsOf(
    facts([...times(20, () => draw(1, 40_000)), ...times(20, () => draw(2, 0))]),
  );
  const [first] = waste[0]?.people ?? [];
  if (!first) throw new Error('nobody');
  expect(sayCompared(first, 'with more waste than usual', wasteComparisons)).toBe(
    '20 of 20 (100 %; 84 % to 100 %) with more waste than usual; everybody else: 0 of 20 (0 %; 0 % to 16 %). Difference: 72 to 100 points, with 2 comparisons allowed for.',
  );
});

test('the median of an even number lies in the middle of two', () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([])]).toEqual([2, 2.5, 0]);
});
