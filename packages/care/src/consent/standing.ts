/** Where a consent stands: read from what was signed, witnessed, withdrawn and published, never stored. */
import type { Instant } from '../instant.ts';

export interface PublishedVersion {
  readonly version: number;
  readonly asksAgain: boolean;
  readonly witnessed: boolean;
}
export interface SignedConsent {
  readonly id: string;
  readonly version: number;
  readonly signedAt: Instant;
  readonly witnessedAt?: Instant;
  readonly withdrawnAt?: Instant;
}

export type ConsentStanding =
  | { readonly kind: 'never_signed' }
  | { readonly kind: 'signed'; readonly signature: string; readonly version: number; readonly at: Instant }
  | { readonly kind: 'awaits_witness'; readonly signature: string; readonly version: number; readonly at: Instant }
  | { readonly kind: 'newer_version'; readonly signature: string; readonly version: number; readonly at: Instant }
  | { readonly kind: 'withdrawn'; readonly signature: string; readonly version: number; readonly at: Instant };

/** `versions` and `signed` in the order in which they came. What was signed last is what counts. */
export function consentStanding(
  versions: readonly PublishedVersion[],
  signed: readonly SignedConsent[],
): ConsentStanding {
  const last = signed.at(-1);
  if (!last) return { kind: 'never_signed' };
  const { id: signature, version } = last;
  if (last.withdrawnAt) return { kind: 'withdrawn', signature, version, at: last.withdrawnAt };
  const of = { signature, version, at: last.signedAt };
  if (versions.some((one) => one.version > version && one.asksAgain)) return { kind: 'newer_version', ...of };
  const isWitnessed = versions.find((one) => one.version === version)?.witnessed ?? false;
  if (isWitnessed && !last.witnessedAt) return { kind: 'awaits_witness', ...of };
  return { kind: 'signed', ...of };
}

/** A signature that can be withdrawn: the last, unless it is. */
export const withdrawable = (standing: ConsentStanding): string | undefined =>
  standing.kind === 'never_signed' || standing.kind === 'withdrawn' ? undefined : standing.signature;
/** Whether the patient is asked to sign now. */
export const asksToSign = ({ kind }: ConsentStanding): boolean =>
  kind === 'never_signed' || kind === 'withdrawn' || kind === 'newer_version';
