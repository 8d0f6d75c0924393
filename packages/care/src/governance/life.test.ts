import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Instant, instant } from '../instant.ts';
import { inForce, refuseNewCourse, refuseTreatment, type Standing, standingOf, type VersionFacts } from './life.ts';

const hour = (count: number): Instant => instant(Date.UTC(2026, 2, 1) + count * 3_600_000);
const somebody = { id: 'd', name: 'Dr. Dara' };
const version = (number: string, more: Partial<VersionFacts> = {}): VersionFacts => ({
  protocolId: 'kap-im',
  version: number,
  origin: 'clinic',
  documentHash: number,
  ...more,
});
const signed = (number: string, signedAt: number, effectiveFrom = signedAt, more: Partial<VersionFacts> = {}) =>
  version(number, {
    signOff: { signedBy: somebody, signedAt: hour(signedAt), documentHash: number, effectiveFrom: hour(effectiveFrom) },
    ...more,
  });

const first = signed('1.0.0', 0);
const second = signed('2.0.0', 5, 10);

const CASES: readonly (readonly [string, VersionFacts, readonly VersionFacts[], number, Standing])[] = [
  ['unsigned, it is proposed', version('1.0.0'), [], 5, 'proposed'],
  ['declined, it is declined', version('1.0.0', { declinedAt: hour(1) }), [], 5, 'declined'],
  ['before its time it is signed', second, [first], 9, 'signed'],
  ['at its time it is in force', second, [first], 10, 'effective'],
  ['until then the one before is in force', first, [second], 9, 'effective'],
  ['from then the one before is superseded', first, [second], 10, 'superseded'],
  ['a proposed one supersedes nothing', first, [version('2.0.0')], 20, 'effective'],
  ['retired, it is retired from that moment', signed('1.0.0', 0, 0, { retiredFrom: hour(8) }), [], 8, 'retired'],
  ['until then it is in force', signed('1.0.0', 0, 0, { retiredFrom: hour(8) }), [], 7, 'effective'],
  [
    'one retired before its time supersedes nothing',
    first,
    [signed('2.0.0', 5, 10, { retiredFrom: hour(9) })],
    12,
    'effective',
  ],
  [
    'one superseded comes not back when the next is retired',
    first,
    [signed('2.0.0', 5, 10, { retiredFrom: hour(12) })],
    13,
    'superseded',
  ],
  [
    'of two at one moment, the one signed later',
    first,
    [signed('2.0.0', 0, 0), signed('3.0.0', 1, 0)],
    2,
    'superseded',
  ],
  ['another protocol’s version supersedes nothing', first, [{ ...second, protocolId: 'infusion-iv' }], 20, 'effective'],
  ['a document that is not the signed one is unsigned', { ...first, documentHash: 'another' }, [], 5, 'proposed'],
];
test.each(CASES)('%s', (_name, one, others, at, standing) => {
  expect(standingOf(one, [one, ...others], hour(at))).toBe(standing);
});

describe('treatment', () => {
  test.each([
    [version('1.0.0', { origin: 'shipped' }), 'shipped and awaits sign-off'],
    [version('1.0.0'), 'proposed and awaits sign-off'],
    [version('1.0.0', { declinedAt: hour(1) }), 'declined'],
    [signed('1.0.0', 0, 20), 'only later'],
    [signed('1.0.0', 0, 0, { retiredFrom: hour(1) }), 'retired'],
  ])('is refused under a version that is not in force (%#)', (one, says) => {
    const [refusal] = refuseTreatment(one, [one], hour(5));
    expect(refusal).toMatchObject({ rule: 'version-is-in-force', stop: 'hard', overrideBy: [] });
    expect(refusal?.message).toContain(says);
    expect(refuseNewCourse(one, [one], hour(5))).toHaveLength(1);
  });

  test('goes on under a superseded version, but no new course takes it', () => {
    expect(refuseTreatment(first, [first, second], hour(11))).toEqual([]);
    expect(refuseNewCourse(first, [first, second], hour(11))).toMatchObject([
      { rule: 'course-takes-the-version-in-force', numbers: { 'in force': '2.0.0' } },
    ]);
    expect(refuseNewCourse(second, [first, second], hour(11))).toEqual([]);
  });
});

test('law: whatever is edited, signed and retired, only a document signed to the last character is in force, and one at most', () => {
  const document = fc.record({ limit: fc.integer({ min: 0, max: 3 }), words: fc.string({ maxLength: 2 }) });
  // Any two documents that differ have different texts, which is all that the law asks of a hash.
  const hashOf = (value: object) => JSON.stringify(value);
  const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
  const facts = fc.record({
    stored: document,
    signed: maybe(document),
    signedAt: fc.nat(20),
    waits: fc.nat(20),
    retired: maybe(fc.nat(40)),
  });
  fc.assert(
    fc.property(fc.array(facts, { maxLength: 6 }), fc.nat(40), (made, at) => {
      const all = made.map((one, index) =>
        version(`${index}.0.0`, {
          documentHash: hashOf(one.stored),
          ...(one.signed && {
            signOff: {
              signedBy: somebody,
              signedAt: hour(one.signedAt),
              documentHash: hashOf(one.signed),
              effectiveFrom: hour(one.signedAt + one.waits),
            },
          }),
          ...(one.retired !== undefined && { retiredFrom: hour(one.retired) }),
        }),
      );
      const now = hour(at);
      const effective = all.filter((one) => standingOf(one, all, now) === 'effective');
      expect(effective.length).toBeLessThanOrEqual(1);
      expect(inForce('kap-im', all, now)).toBe(effective[0]);
      for (const one of effective) {
        expect(one.signOff?.documentHash).toBe(one.documentHash);
        expect((one.signOff?.effectiveFrom ?? '') <= now).toBe(true);
      }
      for (const one of all)
        if (refuseTreatment(one, all, now).length === 0) expect(one.signOff?.documentHash).toBe(one.documentHash);
    }),
  );
});
