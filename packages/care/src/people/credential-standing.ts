/**
 * How a credential stands on a calendar day at the clinic: good, and for how long still, or not, and why. Good from its
 * first to its last day; from the day on which it was ended it is not.
 */
import { DAY } from '../instant.ts';
import { ROLE_NAMES, type Role } from '../roles.ts';

export interface CredentialDays {
  readonly kind: string;
  /** "2026-03-01"; absent where nobody wrote it down. */
  readonly validFrom?: string | undefined;
  readonly expiresOn: string;
  readonly endedOn?: string | undefined;
}

export interface CredentialStanding {
  readonly state: 'good' | 'runs_out_soon' | 'not_yet' | 'run_out' | 'ended';
  /** Whole days from the day asked about to the last good one; below zero when it lies behind. */
  readonly daysLeft: number;
  readonly says: string;
}

/** Renewals take weeks: it is said two months, a month and a week ahead. */
export const AHEAD_DAYS = [60, 30, 7] as const;

const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY);
const count = (days: number): string => (days === 1 ? '1 day' : `${days} days`);

/** How a credential stands on a day. */
export function standingOn({ validFrom, expiresOn, endedOn }: CredentialDays, day: string): CredentialStanding {
  const daysLeft = daysBetween(day, expiresOn);
  if (endedOn !== undefined && endedOn <= day) return { state: 'ended', daysLeft, says: `ended on ${endedOn}` };
  if (daysLeft < 0) return { state: 'run_out', daysLeft, says: `ran out ${count(-daysLeft)} before` };
  if (validFrom !== undefined && validFrom > day)
    return { state: 'not_yet', daysLeft, says: `good from ${validFrom} on` };
  if (daysLeft <= AHEAD_DAYS[0])
    return { state: 'runs_out_soon', daysLeft, says: daysLeft === 0 ? 'last day' : `${count(daysLeft)} left` };
  return { state: 'good', daysLeft, says: `good until ${expiresOn}` };
}

export const isGood = ({ state }: CredentialStanding): boolean => state === 'good' || state === 'runs_out_soon';

/** Roles that are filled on a licence or, for guides, a training; design: "guides need training, not a licence". */
export const CREDENTIALED_ROLES: readonly Role[] = [
  'medical_director',
  'prescriber',
  'anesthesia',
  'nurse',
  'therapist',
  'guide',
];

/** Why somebody's papers do not bear a role on a day; null where they do. */
export function whyNotCredentialed(role: Role, credentials: readonly CredentialDays[], day: string): string | null {
  if (!CREDENTIALED_ROLES.includes(role)) return null;
  const what = role === 'guide' ? 'training' : 'licence';
  if (credentials.length === 0) return `No ${what} as ${ROLE_NAMES[role].toLowerCase()} is on record.`;
  const standings = credentials.map((credential) => ({ credential, standing: standingOn(credential, day) }));
  if (standings.some(({ standing }) => isGood(standing))) return null;
  // The one that lasted longest says best what happened.
  const [last] = standings.sort((one, other) => other.standing.daysLeft - one.standing.daysLeft);
  return last ? `${last.credential.kind}: ${last.standing.says} that day.` : null;
}
