/** What a patient has agreed to, as the server answers it and as both sides say it. */
import type { Instant, Language, OutsideMessageKind, OutsideScope } from '@holdspace/care';
import { SHARING_WORDS } from './words.ts';

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

/** What an authorization covers, in words. */
export function coveredWords(one: AuthorizationShown, language: Language = 'en'): string {
  const say = SHARING_WORDS.in(language);
  const author = one.author ?? '';
  if (one.covers === 'part_2') return say('coveredPart2');
  return one.noteIds ? say('covered', { count: one.noteIds.length, author }) : say('coveredAll', { author });
}
