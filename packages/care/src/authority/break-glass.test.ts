import { describe, expect, test } from 'vitest';
import { instant, later, MINUTE } from '../instant.ts';
import { ROLES } from '../roles.ts';
import {
  GLASS_STANDS_MINUTES,
  type Glass,
  glassReasonSchema,
  glassReviewSchema,
  glassStands,
  glassState,
  glassUntil,
  refuseGlassReview,
  verdictEnds,
} from './break-glass.ts';
import { mayDo } from './may-do.ts';

const at = instant(Date.UTC(2026, 2, 2, 14));
const after = (minutes: number) => later(at, minutes * MINUTE);
const broken: Glass = { at, until: glassUntil(at) };

describe('a broken glass', () => {
  test.each([
    [0, 'standing'],
    [GLASS_STANDS_MINUTES - 1, 'standing'],
    [GLASS_STANDS_MINUTES, 'over'],
    [GLASS_STANDS_MINUTES + 1, 'over'],
  ])('after %i minutes is %s', (minutes, state) => {
    expect(glassState(broken, after(minutes))).toBe(state);
  });

  test('stands up to the last millisecond, and not at its end', () => {
    expect(glassStands(broken, later(broken.until, -1))).toBe(true);
    expect(glassStands(broken, broken.until)).toBe(false);
  });

  test('that its person ended opens nothing from that moment on', () => {
    const ended = { ...broken, endedAt: after(10) };
    expect(glassState(ended, after(9))).toBe('standing');
    expect(glassState(ended, after(10))).toBe('ended');
    expect(glassState(ended, after(90))).toBe('ended');
  });

  test('that was looked at while it stands still stands, and is reviewed afterwards', () => {
    const reviewed = { ...broken, reviewedAt: after(5) };
    expect(glassState(reviewed, after(6))).toBe('standing');
    expect(glassState(reviewed, broken.until)).toBe('reviewed');
    expect(glassState({ ...reviewed, endedAt: after(20) }, after(30))).toBe('reviewed');
  });

  test('opens nothing for a clock that ran back, beyond what clocks differ by', () => {
    expect(glassStands(broken, after(-1))).toBe(true);
    expect(glassStands(broken, after(-2))).toBe(false);
  });

  test('is ended by a verdict that it was not justified, and by no other', () => {
    expect(verdictEnds('not_justified')).toBe(true);
    expect(verdictEnds('justified')).toBe(false);
    expect(verdictEnds('follow_up')).toBe(false);
  });
});

describe('a reason', () => {
  const takes = (kind: unknown, words: unknown) => glassReasonSchema.safeParse({ kind, words }).success;

  test('is one of a closed list, with words', () => {
    expect(takes('emergency', 'Collapsed in the corridor')).toBe(true);
    expect(takes('curiosity', 'Collapsed in the corridor')).toBe(false);
    expect(takes('emergency', undefined)).toBe(false);
  });

  test.each(['', '   ', 'help', '..........', '- - - - - - -', '          a'])('is not “%s”', (words) => {
    expect(takes('other', words)).toBe(false);
  });

  test('may be said in any script, and is kept without the spaces around it', () => {
    expect(takes('covering', 'Замещаю коллегу сегодня')).toBe(true);
    expect(glassReasonSchema.parse({ kind: 'other', words: '  Collapsed here  ' }).words).toBe('Collapsed here');
  });
});

describe('a review', () => {
  const by = { id: 'd', name: 'The director', roles: ['medical_director'] as const };
  const rules = (asked: Parameters<typeof refuseGlassReview>[0]) => refuseGlassReview(asked).map(({ rule }) => rule);

  test('is given by another person than who broke it', () => {
    expect(rules({ by, glass: { practitionerId: 'n' } })).toEqual([]);
    expect(rules({ by, glass: { practitionerId: 'd' } })).toEqual(['nobody-reviews-their-own']);
  });

  test('is given once', () => {
    expect(rules({ by, glass: { practitionerId: 'n', reviewedAt: after(5) } })).toEqual(['reviewed-once']);
  });

  test('says a verdict of a closed list, and why', () => {
    const takes = (verdict: unknown, words: unknown) => glassReviewSchema.safeParse({ verdict, words }).success;
    expect(takes('justified', 'Called to the corridor; the chart bears it out.')).toBe(true);
    expect(takes('justified', '')).toBe(false);
    expect(takes('fine', 'Called to the corridor; the chart bears it out.')).toBe(false);
  });
});

describe('the authority table', () => {
  test.each(ROLES)('lets %s break the glass if they treat, and review it if they answer for privacy', (role) => {
    const breaks = ['prescriber', 'anesthesia', 'nurse', 'therapist'].includes(role);
    const reviews = ['medical_director', 'clinic_admin'].includes(role);
    expect(mayDo('break glass', { roles: [role] }).allowed).toBe(breaks);
    expect(mayDo('review break-glass', { roles: [role] }).allowed).toBe(reviews);
    const sees = (holds: boolean) =>
      mayDo('see the clinical record', { roles: [role], conditions: { 'glass broken': holds } }).allowed;
    expect(sees(true)).toBe(breaks || role === 'medical_director');
    expect(sees(false)).toBe(role === 'medical_director');
  });
});
