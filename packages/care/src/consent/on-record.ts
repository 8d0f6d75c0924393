/**
 * What a session is told of its patient's consents, so that its gate names the very one that is missing and a confirmation
 * points to what was signed. A machine that is not told (offline, or an older log) decides as before, by the log alone.
 */
import type { Instant } from '../instant.ts';
import type { ConsentStanding } from './standing.ts';

export interface ConsentOnRecord {
  readonly documentId: string;
  readonly title: string;
  /** The version that is asked for now. */
  readonly version: number;
  readonly standing: ConsentStanding;
}
/** Those that a dose waits for. */
export type ConsentsOnRecord = readonly ConsentOnRecord[];

/** "Off-label use of ketamine", version 2: withdrawn on 2026-03-02 */
export function sayConsentOnRecord(
  { title, version, standing }: ConsentOnRecord,
  dayOf: (at: Instant) => string,
): string {
  const name = `"${title}", version ${version}`;
  switch (standing.kind) {
    case 'never_signed':
      return `${name}: never signed`;
    case 'signed':
      return `"${title}", version ${standing.version}: signed on ${dayOf(standing.at)}`;
    case 'awaits_witness':
      return `"${title}", version ${standing.version}: signed on ${dayOf(standing.at)}, not witnessed yet`;
    case 'newer_version':
      return `${name}: a newer version; version ${standing.version} was signed on ${dayOf(standing.at)}`;
    case 'withdrawn':
      return `${name}: withdrawn on ${dayOf(standing.at)}`;
  }
}

export const missingConsents = (consents: ConsentsOnRecord): ConsentsOnRecord =>
  consents.filter(({ standing }) => standing.kind !== 'signed');

/** What can be done about a consent that does not hold, or not as it was confirmed. */
export function satisfyConsentOnRecord({ standing }: ConsentOnRecord): string {
  switch (standing.kind) {
    case 'never_signed':
    case 'newer_version':
      return 'Have the patient sign it on their own page, or record the signed paper.';
    case 'signed':
      return 'Look again, and confirm what stands now.';
    case 'awaits_witness':
      return 'Who saw it signs as the witness: the patient’s page, the course, Consents.';
    case 'withdrawn':
      // Of a paper of the very day nobody can tell whether it came before or after.
      return 'Talk with the patient. They can sign again on their own page, or on a paper of a later day.';
  }
}

/** The day from which a confirmation by these signatures counts: that of the oldest. */
export const signedOnRecord = (consents: ConsentsOnRecord, dayOf: (at: Instant) => string): string | undefined =>
  consents.flatMap(({ standing }) => (standing.kind === 'signed' ? [dayOf(standing.at)] : [])).sort()[0];
