import { describe, expect, test } from 'vitest';
import { instant, later, MINUTE } from '../instant.ts';
import { agreementStanding } from './authorization.ts';

const signedAt = instant(Date.UTC(2026, 2, 2, 14));
const term = { signedAt, expiresAt: later(signedAt, 60 * MINUTE) };

describe('an authorization', () => {
  test.each([
    [-1, 'not_yet'],
    [0, 'in_force'],
    [59, 'in_force'],
    [60, 'expired'],
    [61, 'expired'],
  ])('%i minutes after it was signed for an hour is %s', (minutes, standing) => {
    expect(agreementStanding(term, later(signedAt, minutes * MINUTE))).toBe(standing);
  });

  test('taken back is over from that very moment, and stays so when its time has ended too', () => {
    const revoked = { ...term, revokedAt: later(signedAt, 10 * MINUTE) };
    expect(agreementStanding(revoked, later(signedAt, 9 * MINUTE))).toBe('in_force');
    expect(agreementStanding(revoked, later(signedAt, 10 * MINUTE))).toBe('revoked');
    expect(agreementStanding(revoked, later(signedAt, 90 * MINUTE))).toBe('revoked');
  });
});
