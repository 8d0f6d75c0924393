/**
 * Checkpoints: where a clinic's audit stood at a moment, signed with Ed25519. Kept outside the house, one shows that what
 * it covers was cut off or written anew since, even by whoever holds the whole database.
 */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify as verifySignature,
} from 'node:crypto';
import type { Instant } from '@holdspace/care';
import { canonicalJson, sha256 } from '../canonical-json.ts';
import { type Database, withClinic } from '../database.ts';

const KIND = 'holdspace audit checkpoint 1';

export interface Checkpoint {
  readonly kind: typeof KIND;
  readonly clinicId: string;
  /** The clinic's address, for people. */
  readonly clinic: string;
  /** How many entries it covers, and the hash of the last. */
  readonly seq: number;
  readonly hash: string;
  /** Where the ledger of medicine stood; absent in those from before there was one. */
  readonly ledger?: ChainHead;
  readonly at: Instant;
  readonly keyId: string;
  /** SubjectPublicKeyInfo, base64. */
  readonly publicKey: string;
  readonly signature: string;
}

/** Where a chain ends: how many entries it has, and the hash of the last. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

/** Keys that sign checkpoints: the first signs now, the others signed before. */
export interface CheckpointKeys {
  readonly current: KeyObject;
  /** The ids of all. */
  readonly ids: readonly string[];
}

const publicText = (key: KeyObject): string =>
  createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64');
/** What people compare by eye: the beginning of the public key's SHA-256. */
const idOfKey = (publicKey: string): string => `checkpoint-${sha256(publicKey).slice(0, 16)}`;

/** A new key, as PEM (PKCS 8). */
export const newCheckpointKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

const PEM = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/g;

/** Reads one or more private keys in PEM, the current first. Throws, without the text, on any other. */
export function parseCheckpointKeys(text: string): CheckpointKeys {
  const blocks = text.replaceAll('\\n', '\n').match(PEM) ?? [];
  const keys = blocks.map((block, index) => {
    try {
      const key = createPrivateKey(block);
      if (key.asymmetricKeyType === 'ed25519') return key;
    } catch {
      // Said below; the cause could quote the key.
    }
    throw new Error(`checkpoint key ${index + 1} is no Ed25519 private key in PEM`);
  });
  const [current] = keys;
  if (!current) throw new Error('it holds no Ed25519 private key in PEM');
  return { current, ids: keys.map((key) => idOfKey(publicText(key))) };
}

/** What the signature covers. */
const signedBytes = ({ signature: _, ...rest }: Checkpoint): Buffer => Buffer.from(canonicalJson(rest), 'utf8');

export function signCheckpoint(
  { current }: CheckpointKeys,
  said: Pick<Checkpoint, 'clinicId' | 'clinic' | 'seq' | 'hash' | 'ledger' | 'at'>,
): Checkpoint {
  const publicKey = publicText(current);
  const unsigned = { kind: KIND, ...said, keyId: idOfKey(publicKey), publicKey, signature: '' } as const;
  return { ...unsigned, signature: sign(null, signedBytes(unsigned), current).toString('base64') };
}

const FIELDS = ['clinicId', 'clinic', 'hash', 'at', 'keyId', 'publicKey', 'signature'] as const;

const isHead = (value: unknown): value is ChainHead =>
  typeof value === 'object' &&
  value !== null &&
  Number.isInteger((value as ChainHead).seq) &&
  typeof (value as ChainHead).hash === 'string';

/** Reads a checkpoint from a file's content; null where it is none. */
export function readCheckpoint(value: unknown): Checkpoint | null {
  if (typeof value !== 'object' || value === null) return null;
  const given = value as Record<string, unknown>;
  const isWhole =
    given.kind === KIND &&
    Number.isInteger(given.seq) &&
    FIELDS.every((name) => typeof given[name] === 'string') &&
    (given.ledger === undefined || isHead(given.ledger));
  return isWhole ? (value as Checkpoint) : null;
}

/** Why a checkpoint cannot be believed; null where it can. Without expected keys, only that its signature holds. */
export function whyNotBelieved(checkpoint: Checkpoint, expected?: readonly string[]): string | null {
  let holds = false;
  try {
    const key = createPublicKey({ key: Buffer.from(checkpoint.publicKey, 'base64'), type: 'spki', format: 'der' });
    holds = verifySignature(null, signedBytes(checkpoint), key, Buffer.from(checkpoint.signature, 'base64'));
  } catch {
    // A key or a signature that cannot be read holds nothing.
  }
  if (!holds) return 'its signature does not hold: it was altered since it was signed';
  const keyId = idOfKey(checkpoint.publicKey);
  if (keyId !== checkpoint.keyId) return 'the key that it names is not the key that signed it';
  if (expected && !expected.includes(keyId))
    return `it is signed by ${keyId}, and not by a key of this installation (${expected.join(', ')})`;
  return null;
}

export function createCheckpoints(db: Database) {
  return {
    /** Keeps a checkpoint; the same again changes nothing. */
    keep: (checkpoint: Checkpoint): Promise<void> =>
      withClinic(db, checkpoint.clinicId, async (transaction) => {
        await transaction
          .insertInto('holdspace.audit_checkpoint')
          .values({
            clinic_id: checkpoint.clinicId,
            seq: checkpoint.seq,
            at: checkpoint.at,
            hash: checkpoint.hash,
            key_id: checkpoint.keyId,
            public_key: checkpoint.publicKey,
            signature: checkpoint.signature,
            ...(checkpoint.ledger && { ledger_seq: checkpoint.ledger.seq, ledger_hash: checkpoint.ledger.hash }),
          })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }),
    /** The newest first. `clinic` is the address that they were signed with. */
    list: (clinicId: string, clinic: string, most = 1_000): Promise<readonly Checkpoint[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.audit_checkpoint')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .orderBy('seq', 'desc')
          .orderBy('ledger_seq', 'desc')
          .limit(most)
          .execute();
        return rows.map((row) => ({
          kind: KIND,
          clinicId,
          clinic,
          seq: row.seq,
          hash: row.hash,
          ...(row.ledger_hash !== null && { ledger: { seq: row.ledger_seq, hash: row.ledger_hash } }),
          at: row.at as Instant,
          keyId: row.key_id,
          publicKey: row.public_key,
          signature: row.signature,
        }));
      }),
  };
}
