import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, type Instant, instant, later, MINUTE } from '../instant.ts';
import { DEFAULT_RULES, rulesWith } from './defaults.ts';
import { evaluate, firedBetween } from './evaluate.ts';
import { type SignalFact, SLEEP_ANSWERS, sayFact } from './facts.ts';
import { falseAlarms, sayFalseAlarms } from './false-alarms.ts';
import { type LooksFor, ruleReasonSchema, ruleTermsSchema, type SignalRule } from './rule.ts';
import { sayLooksFor, sayMinutes, sayPromise } from './say.ts';

const START = instant(Date.UTC(2026, 2, 2, 14));
const after = (milliseconds: number): Instant => later(START, milliseconds);
const NOW = after(60 * DAY);
const of = { patientId: 'p', courseId: 'c' };
const ruleOf = (looksFor: LooksFor): SignalRule => ({
  ...(DEFAULT_RULES[0] as SignalRule),
  id: looksFor.kind,
  looksFor,
});

const answer = (id: string, at: number, more: object): SignalFact => ({
  kind: 'check_in_answered',
  id: `answer ${id}`,
  checkIn: id,
  day: 3,
  at: after(at),
  ...of,
  ...more,
});
const due = (id: string, at: number): SignalFact => ({
  kind: 'check_in_due',
  id: `due ${id}`,
  checkIn: id,
  day: 3,
  at: after(at),
  ...of,
});

/** Any facts of a few courses in 50 days. */
const anyFact: fc.Arbitrary<SignalFact> = fc
  .record({
    hour: fc.nat(50 * 24),
    course: fc.constantFrom('c', 'd'),
    n: fc.nat(6),
    kind: fc.constantFrom('due', 'call', 'answer', 'words', 'visit', 'session', 'score', 'concern'),
    distress: fc.option(fc.nat(10), { nil: undefined }),
    sleep: fc.option(fc.constantFrom(...SLEEP_ANSWERS), { nil: undefined }),
    safe: fc.option(fc.constantFrom('yes' as const, 'not_sure' as const, 'no' as const), { nil: undefined }),
  })
  .map(({ hour, course, n, kind, distress, sleep, safe }): SignalFact => {
    const base = { id: `${kind} ${course} ${n} ${hour}`, at: after(hour * HOUR), patientId: 'p', courseId: course };
    switch (kind) {
      case 'due':
        return { ...base, kind: 'check_in_due', checkIn: `${n}`, day: n };
      case 'call':
        return { ...base, kind: 'check_in_to_call', checkIn: `${n}`, day: n, closesAt: later(base.at, n * DAY) };
      case 'answer':
        return {
          ...base,
          kind: 'check_in_answered',
          checkIn: `${n}`,
          day: n,
          ...(distress !== undefined && { distress }),
          ...(sleep && { sleep }),
          ...(safe && { safe }),
        };
      case 'words':
        return { ...base, kind: 'words_shared', crisisWords: n };
      case 'visit':
        return { ...base, kind: 'visit_held', visit: n % 2 === 0 ? 'integration' : 'follow_up' };
      case 'session':
        return { ...base, kind: 'session_ended', promisesIntegration: n > 0 };
      case 'score':
        return { ...base, kind: 'score', measure: 'phq-9', item: '9', value: n };
      default:
        return { ...base, kind: 'concern', concern: 'crisis' };
    }
  });
const anyFacts = fc.array(anyFact, { maxLength: 40 });
const keys = (rule: SignalRule, facts: readonly SignalFact[]) =>
  new Set(evaluate([rule], facts, NOW).map(({ key }) => key));

describe('evaluating', () => {
  test('answers the same for the same facts, in whatever order and however often they are told', () => {
    fc.assert(
      fc.property(anyFacts, fc.nat(), (facts, turn) => {
        const once = evaluate(DEFAULT_RULES, facts, NOW);
        const shifted = [...facts.slice(turn % (facts.length + 1)), ...facts.slice(0, turn % (facts.length + 1))];
        expect(evaluate(DEFAULT_RULES, [...shifted, ...facts], NOW)).toEqual(once);
        expect(new Set(once.map(({ key }) => key)).size).toBe(once.length);
      }),
    );
  });

  test('never fires without a fact that it can name, nor before it is so', () => {
    fc.assert(
      fc.property(anyFacts, fc.nat(50 * 24), (facts, hour) => {
        const now = after(hour * HOUR);
        for (const { because, at, courseId } of evaluate(DEFAULT_RULES, facts, now)) {
          expect(because.length).toBeGreaterThan(0);
          expect(at <= now).toBe(true);
          for (const fact of because) {
            expect(facts).toContainEqual(fact);
            expect(fact.courseId).toBe(courseId);
            expect(fact.at <= at).toBe(true);
          }
        }
      }),
    );
    expect(evaluate(DEFAULT_RULES, [], NOW)).toEqual([]);
  });

  const STRICTER: readonly (readonly [string, (n: number) => LooksFor])[] = [
    ['distress', (n) => ({ kind: 'distress', atLeast: n })],
    ['crisis words', (n) => ({ kind: 'crisis_words', atLeast: n + 1 })],
    ['a score', (n) => ({ kind: 'score', measure: 'phq-9', item: '9', atLeast: n })],
    ['hours', (n) => ({ kind: 'check_in_missed', hours: n * 10 })],
    ['hours to call in', (n) => ({ kind: 'check_in_to_call', hours: n })],
    ['days', (n) => ({ kind: 'no_integration_visit', days: n + 1 })],
    ['check-ins in a row', (n) => ({ kind: 'sleep', atMost: 'badly', inARow: n + 1 })],
    ['sleep', (n) => ({ kind: 'sleep', atMost: SLEEP_ANSWERS[Math.max(0, 3 - n)] ?? 'hardly', inARow: 2 })],
    ['being unsure', (n) => ({ kind: 'not_safe', unsureToo: n === 0 })],
  ];
  test.each(STRICTER)('a stricter bound on %s fires for no more than the looser one', (_, looksFor) => {
    fc.assert(
      fc.property(anyFacts, fc.nat(7), fc.nat(7), (facts, one, other) => {
        const [loose, strict] = [Math.min(one, other), Math.max(one, other)];
        const looser = keys(ruleOf(looksFor(loose)), facts);
        for (const key of keys(ruleOf(looksFor(strict)), facts)) expect(looser.has(key), key).toBe(true);
      }),
    );
  });

  test('a check-in that is answered late, but within the hours, is not missed', () => {
    const rule = ruleOf({ kind: 'check_in_missed', hours: 12 });
    const asked = due('a', 0);
    expect(evaluate([rule], [asked], after(12 * HOUR - 1))).toEqual([]);
    expect(evaluate([rule], [asked], after(12 * HOUR))).toMatchObject([{ at: after(12 * HOUR), because: [asked] }]);
    expect(evaluate([rule], [asked, answer('a', 11 * HOUR, {})], NOW)).toEqual([]);
    expect(evaluate([rule], [asked, answer('a', 13 * HOUR, {})], NOW)).toHaveLength(1);
    expect(evaluate([rule], [asked, answer('b', HOUR, {})], NOW)).toHaveLength(1);
  });

  test('who wants to be called is called about a check-in until it is answered or over', () => {
    const open: SignalFact = {
      kind: 'check_in_to_call',
      id: 'call a',
      at: START,
      ...of,
      checkIn: 'a',
      day: 1,
      closesAt: after(DAY),
    };
    const rule = (hours: number) => ruleOf({ kind: 'check_in_to_call', hours });
    expect(evaluate([rule(0)], [open], START)).toMatchObject([{ at: START, because: [open] }]);
    expect(evaluate([rule(2)], [open], after(2 * HOUR - 1))).toEqual([]);
    expect(evaluate([rule(2)], [open, answer('a', HOUR, {})], NOW)).toEqual([]);
    expect(evaluate([rule(2)], [open, answer('a', 3 * HOUR, {})], NOW)).toHaveLength(1);
    expect(evaluate([rule(24)], [open], NOW)).toEqual([]);
  });

  test('a measure that is asked no more before it counts as missed is telephoned about by nobody', () => {
    const rule = ruleOf({ kind: 'measure_missed', hours: 24 });
    const asked = (closesAfter?: number): SignalFact => ({
      kind: 'measures_due',
      id: `measures ${closesAfter}`,
      at: START,
      ...of,
      measures: ['PHQ-9'],
      ...(closesAfter !== undefined && { closesAt: after(closesAfter) }),
    });
    expect(evaluate([rule], [asked()], after(DAY - 1))).toEqual([]);
    expect(evaluate([rule], [asked()], after(DAY))).toHaveLength(1);
    // As what is asked before a dose, when its day is over.
    expect(evaluate([rule], [asked(10 * HOUR)], NOW)).toEqual([]);
    expect(evaluate([rule], [asked(2 * DAY)], NOW)).toHaveLength(1);
    // The day after a dose is due and closes on the clock: 24 hours apart, or 23 where clocks are put forward.
    expect(evaluate([rule], [asked(DAY)], NOW)).toHaveLength(1);
    expect(evaluate([rule], [asked(DAY - HOUR)], NOW)).toHaveLength(1);
  });

  test('a letter that has not come is asked after once its days have gone by', () => {
    const due: SignalFact = { kind: 'clearance_due', id: 'clearance 1', at: START, ...of, dueOn: '2026-03-10' };
    const rule = (days: number) => ruleOf({ kind: 'clearance_overdue', days });
    expect(evaluate([rule(0)], [due], START)).toMatchObject([{ at: START, because: [due] }]);
    expect(evaluate([rule(2)], [due], after(2 * DAY - 1))).toEqual([]);
    expect(evaluate([rule(2)], [due], after(2 * DAY))).toHaveLength(1);
    expect(sayFact(due)).toBe('A letter that was asked for was due on 2026-03-10, and has not come');
  });

  test('bad sleep is told from so many in a row on, and a good night ends the row', () => {
    const rule = ruleOf({ kind: 'sleep', atMost: 'badly', inARow: 2 });
    const nights = (...sleeps: string[]) => sleeps.map((sleep, day) => answer(`${day}`, day * DAY, { sleep }));
    expect(evaluate([rule], nights('badly', 'well', 'hardly'), NOW)).toEqual([]);
    expect(evaluate([rule], nights('badly', 'hardly', 'well'), NOW)).toHaveLength(1);
    expect(
      evaluate([rule], [...nights('badly'), answer('x', DAY, {}), answer('y', 2 * DAY, { sleep: 'badly' })], NOW),
    ).toHaveLength(1);
  });

  test('a session without a promise of integration asks for no visit', () => {
    const rule = ruleOf({ kind: 'no_integration_visit', days: 7 });
    const session = (promisesIntegration: boolean): SignalFact => ({
      kind: 'session_ended',
      id: 's',
      at: START,
      promisesIntegration,
      ...of,
    });
    const visit = (days: number): SignalFact => ({
      kind: 'visit_held',
      id: 'v',
      visit: 'integration',
      at: after(days * DAY),
      ...of,
    });
    expect(evaluate([rule], [session(false)], NOW)).toEqual([]);
    expect(evaluate([rule], [session(true)], NOW)).toHaveLength(1);
    expect(evaluate([rule], [session(true), visit(6)], NOW)).toEqual([]);
    expect(evaluate([rule], [session(true), visit(8)], NOW)).toHaveLength(1);
  });

  test('a rule that is off says nothing, and its preview says what it would', () => {
    const off = { ...ruleOf({ kind: 'distress', atLeast: 8 }), on: false };
    const facts = [
      answer('a', 0, { distress: 9 }),
      answer('b', DAY, { distress: 8 }),
      answer('c', 2 * DAY, { distress: 7 }),
    ];
    expect(evaluate([off], facts, NOW)).toEqual([]);
    expect(firedBetween(off, facts, { from: START, to: NOW })).toBe(2);
    expect(firedBetween(ruleOf({ kind: 'distress', atLeast: 7 }), facts, { from: after(MINUTE), to: NOW })).toBe(2);
  });
});

describe('the rules as they are shipped', () => {
  test('each has a source, a name of its own, and terms that may be', () => {
    expect(new Set(DEFAULT_RULES.map(({ id }) => id)).size).toBe(DEFAULT_RULES.length);
    for (const { id, name, source, checked, version, ...terms } of DEFAULT_RULES) {
      expect(source.length, id).toBeGreaterThan(10);
      expect(checked).toBe('background');
      expect(version).toBe(0);
      expect(ruleTermsSchema.safeParse(terms).success, name).toBe(true);
    }
  });
  test('are read as sentences', () => {
    for (const rule of DEFAULT_RULES) {
      expect(sayLooksFor(rule.looksFor)).toMatch(/^[A-Z“].+\.$/);
      expect(sayPromise(rule)).toMatch(/It goes to .+, within .+\. When that has passed, every .+ is told\./);
    }
    expect([30, 60, 90, 1440, 2880].map(sayMinutes)).toEqual(['30 minutes', '1 hour', '90 minutes', '1 day', '2 days']);
  });
  test('are what the clinic has made of them', () => {
    const [first] = DEFAULT_RULES as [SignalRule];
    const { id, name: _name, source: _source, checked: _checked, version: _version, ...terms } = first;
    const changed = rulesWith(new Map([[id, { terms: { ...terms, on: false }, version: 3 }]]));
    expect(changed[0]).toMatchObject({ id, on: false, version: 3 });
    expect(changed.slice(1)).toEqual(DEFAULT_RULES.slice(1));
  });
  test('do not take a time of nothing, half a number, or a reason without words', () => {
    const { id: _id, name: _n, source: _s, checked: _c, version: _v, ...terms } = DEFAULT_RULES[0] as SignalRule;
    for (const dueWithinMinutes of [0, -5, 1.5, 999_999]) {
      const parsed = ruleTermsSchema.safeParse({ ...terms, dueWithinMinutes });
      expect(parsed.success, `${dueWithinMinutes}`).toBe(false);
    }
    expect(ruleTermsSchema.safeParse({ ...terms, looksFor: { kind: 'distress', atLeast: 11 } }).success).toBe(false);
    expect(ruleReasonSchema.safeParse('   ').success).toBe(false);
  });
});

describe('false alarms', () => {
  test('are too few to say under ten that turned out', () => {
    expect(falseAlarms({ real: 4, nothingThere: 5 })).toEqual({ known: false, decided: 9 });
    expect(sayFalseAlarms({ fired: 20, real: 4, nothingThere: 5, notReached: 11, duplicate: 0, waiting: 0 })).toContain(
      'Too few to say: 9 of at least 10',
    );
  });
  test('are a share of those that turned out, with Wilson’s interval', () => {
    const found = falseAlarms({ real: 8, nothingThere: 2 });
    expect(found).toMatchObject({ known: true, decided: 10, share: 0.2 });
    // Published for 2 of 10: 5.7 % to 51.0 %.
    expect(found.known && [found.interval.low, found.interval.high].map((one) => Math.round(one * 1000) / 10)).toEqual([
      5.7, 51,
    ]);
  });
});
