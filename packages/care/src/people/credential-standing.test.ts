import { describe, expect, test } from 'vitest';
import { standingOn, whyNotCredentialed } from './credential-standing.ts';

const licence = { kind: 'RN licence', validFrom: '2025-01-01', expiresOn: '2026-03-31' };

describe('a credential on a day', () => {
  test.each([
    ['2025-12-31', 'good', 90],
    ['2026-01-30', 'runs_out_soon', 60],
    ['2026-03-24', 'runs_out_soon', 7],
    ['2026-03-31', 'runs_out_soon', 0],
    ['2026-04-01', 'run_out', -1],
    ['2024-12-31', 'not_yet', 455],
  ] as const)('%s: %s, %i days left', (day, state, daysLeft) => {
    expect(standingOn(licence, day)).toMatchObject({ state, daysLeft });
  });

  test('is good no longer from the day on which it was ended', () => {
    const ended = { ...licence, endedOn: '2026-01-15' };
    expect(standingOn(ended, '2026-01-14').state).toBe('good');
    expect(standingOn(ended, '2026-01-15').state).toBe('ended');
  });

  test('counts calendar days, over a change of clocks too', () => {
    expect(standingOn({ kind: 'x', expiresOn: '2026-03-09' }, '2026-03-07').daysLeft).toBe(2);
  });
});

describe('a role is borne', () => {
  test('by one good credential, whatever ran out beside it', () => {
    const old = { kind: 'RN licence', expiresOn: '2020-01-01' };
    expect(whyNotCredentialed('nurse', [old, licence], '2026-03-01')).toBeNull();
  });

  test('by none that ran out, is not yet good, or was ended; and it is said which', () => {
    expect(whyNotCredentialed('nurse', [licence], '2026-04-02')).toBe('RN licence: ran out 2 days before that day.');
    expect(whyNotCredentialed('nurse', [{ ...licence, endedOn: '2026-01-01' }], '2026-02-01')).toContain('ended');
    expect(whyNotCredentialed('guide', [], '2026-02-01')).toBe('No training as guide is on record.');
  });

  test('without papers at the front desk and by the clinic’s administrator', () => {
    expect([
      whyNotCredentialed('front_desk', [], '2026-02-01'),
      whyNotCredentialed('clinic_admin', [], '2026-02-01'),
    ]).toEqual([null, null]);
  });
});
