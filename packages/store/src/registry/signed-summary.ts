/**
 * A summary as a file between installations: signed with the installation's Ed25519 key, so that whoever takes it in knows
 * that nobody altered it on the way, and that the next one is from the same installation.
 */
import { createPublicKey, sign, verify } from 'node:crypto';
import type { Instant, RegistrySummary } from '@holdspace/care';
import type { CheckpointKeys } from '../audit/checkpoints.ts';
import { canonicalJson, sha256 } from '../canonical-json.ts';

const KIND = 'holdspace registry file 1';

export interface SignedSummary {
  readonly kind: typeof KIND;
  /** As it was made; whoever reads it parses it anew. */
  readonly summary: unknown;
  readonly madeAt: Instant;
  /** SubjectPublicKeyInfo, base64. */
  readonly publicKey: string;
  readonly signature: string;
}

/** What people compare by eye: the beginning of the public key's SHA-256, as checkpoints of the audit say it. */
export const registryKeyId = (publicKey: string): string => `registry-${sha256(publicKey).slice(0, 16)}`;

const signedBytes = ({ signature: _, ...rest }: SignedSummary): Buffer => Buffer.from(canonicalJson(rest), 'utf8');

export function signSummary({ current }: CheckpointKeys, summary: RegistrySummary, madeAt: Instant): SignedSummary {
  const publicKey = createPublicKey(current).export({ type: 'spki', format: 'der' }).toString('base64');
  const unsigned: SignedSummary = { kind: KIND, summary, madeAt, publicKey, signature: '' };
  return { ...unsigned, signature: sign(null, signedBytes(unsigned), current).toString('base64') };
}

/** Reads a file's content; null where it is no such file at all. Its signature is not looked at. */
export function readSignedSummary(value: unknown): SignedSummary | null {
  if (typeof value !== 'object' || value === null) return null;
  const given = value as Record<string, unknown>;
  const isWhole =
    given.kind === KIND &&
    ['madeAt', 'publicKey', 'signature'].every((name) => typeof given[name] === 'string') &&
    !Number.isNaN(Date.parse(given.madeAt as string)) &&
    new Date(given.madeAt as string).toISOString() === given.madeAt;
  if (!isWhole) return null;
  const { summary, madeAt, publicKey, signature } = given as unknown as SignedSummary;
  return { kind: KIND, summary, madeAt, publicKey, signature };
}

/** Whether it is as it was signed. */
export function summarySignatureHolds(file: SignedSummary): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(file.publicKey, 'base64'), type: 'spki', format: 'der' });
    return (
      key.asymmetricKeyType === 'ed25519' && verify(null, signedBytes(file), key, Buffer.from(file.signature, 'base64'))
    );
  } catch {
    // A key or a signature that cannot be read holds nothing.
    return false;
  }
}
