import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Holding } from '../authority/conditions.ts';
import { mayDo, mayEver } from '../authority/may-do.ts';
import { type Instant, instant } from '../instant.ts';
import { ROLES } from '../roles.ts';
import { ATTENDANCES, countsAsVisit, endOf, namesIn, overlap, type Span } from './group.ts';

const span = fc.record({
  at: fc.integer({ min: 0, max: 500 }).map((minute) => instant(minute * 60_000)),
  minutes: fc.integer({ min: 15, max: 480 }),
});

describe('two meetings', () => {
  test('overlap alike whichever is asked first, each overlaps itself, and one after the other does not', () => {
    fc.assert(
      fc.property(span, span, (one: Span, other: Span) => {
        expect(overlap(one, other)).toBe(overlap(other, one));
        expect(overlap(one, one)).toBe(true);
        expect(overlap(one, { at: endOf(one) as Instant, minutes: other.minutes })).toBe(false);
      }),
    );
  });
});

test.each(ATTENDANCES)(
  'that somebody was %s counts as a visit only with their consent, and only where they came',
  (attendance) => {
    expect(countsAsVisit(attendance, false)).toBe(false);
    expect(countsAsVisit(attendance, true)).toBe(attendance === 'present' || attendance === 'late');
  },
);

describe('a note about a whole group', () => {
  const people = ['Maya Fernhollow', 'Bo Lindqvist'];
  test.each([
    ['Maya spoke first', ['Maya']],
    ['maya’s silence, and LINDQVIST', ['Maya', 'Lindqvist']],
    ['Quiet at first; then they spoke of sleep', []],
    ['We sat in a bower of mayapples', []],
    ['Bo', []],
  ])('is looked through for names of those in it: %s', (text, found) => {
    expect(namesIn(text, people)).toEqual(found);
  });
});

test('a group is led by therapists and guides, and by nobody else', () => {
  expect(ROLES.filter((role) => mayEver('lead a group', [role]))).toEqual(['therapist', 'guide']);
});
test('a group is seen by a medical director by the role alone, and by those who lead it while their papers are in order', () => {
  const may = (conditions: Holding) =>
    ROLES.filter((role) => mayDo('see a group', { roles: [role], conditions }).allowed);
  expect(may({})).toEqual(['medical_director']);
  expect(may({ 'credentials in order': true }).toSorted()).toEqual(['guide', 'medical_director', 'therapist']);
});
