/** What a patient has agreed to, as the server answers it and as both sides say it. */
import type { Instant, OutsideMessageKind, OutsideScope } from '@holdspace/care';

export interface AuthorizationShown {
  readonly id: string;
  readonly covers: 'psychotherapy_notes' | 'part_2';
  readonly author?: string;
  readonly noteIds?: readonly string[];
  readonly recipient: string;
  readonly purpose: string;
  readonly signedHow: 'portal' | 'paper';
  readonly signedAt: Instant;
  readonly expiresAt: Instant;
  readonly revokedAt?: Instant;
  readonly standing: Standing;
}
export interface OutsideMemberShown {
  readonly id: string;
  readonly name: string;
  readonly profession: string;
  readonly scopes: readonly OutsideScope[];
  readonly includesPart2: boolean;
  readonly consentedHow: 'portal' | 'paper';
  readonly consentedAt: Instant;
  readonly expiresAt: Instant;
  readonly revokedAt?: Instant;
  readonly standing: Standing;
  readonly tellOfCrisis: boolean;
  readonly email?: string;
}
export interface OutsideMessageShown {
  readonly id: string;
  readonly memberId: string;
  readonly kind: OutsideMessageKind;
  readonly writtenAt: Instant;
  readonly from: string;
  readonly side: 'clinic' | 'outside';
  readonly text: string;
}
export type Standing = 'in_force' | 'expired' | 'revoked' | 'not_yet';
export interface Invitation {
  readonly link: string;
  readonly code: string;
  readonly expiresAt: Instant;
}
export interface DisclosureShown {
  readonly id: string;
  readonly at: Instant;
  readonly what:
    | 'record_pdf'
    | 'record_print'
    | 'psychotherapy_notes'
    | 'outside_view'
    | 'outside_message'
    | 'crisis_notice';
  readonly basis: 'treatment' | 'authorization' | 'patient' | 'emergency';
  readonly recipient: string;
  readonly purpose: string;
  readonly by?: string;
}

export const DISCLOSED_WORDS: Readonly<Record<DisclosureShown['what'], string>> = {
  record_pdf: 'Session record, as a file',
  record_print: 'Session record, printed',
  psychotherapy_notes: 'Psychotherapy notes',
  outside_message: 'A message to a member of your care team outside',
  crisis_notice: 'That something urgent happened, and nothing more',
  outside_view: 'What a member of your care team outside may see',
};
export const BASIS_WORDS: Readonly<Record<DisclosureShown['basis'], string>> = {
  treatment: 'for treatment',
  authorization: 'as the patient authorized',
  patient: 'to the patient',
  emergency: 'in a medical emergency',
};
export const coveredWords = (one: AuthorizationShown): string =>
  one.covers === 'part_2'
    ? 'Records of treatment for substance use'
    : `${one.noteIds ? (one.noteIds.length === 1 ? 'One psychotherapy note' : `${one.noteIds.length} psychotherapy notes`) : 'Psychotherapy notes'} of ${one.author}`;
