/**
 * One sealed value: AES-256-GCM under a data key, as text that names its version and its key. Bound to the place where it
 * is kept, so that it opens nowhere else.
 *
 * Form: `hs1:<key id>:<base64url of nonce (12 bytes), ciphertext, tag (16 bytes)>`. Nonces are random, which NIST SP
 * 800-38D (8.3) allows for 2^32 values under one key; a key is per clinic and purpose and is rotated long before.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { boundBytes } from './root-keys.ts';
import { SealFault } from './seal-fault.ts';

const VERSION = 'hs1';
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
export const DATA_KEY_BYTES = 32;

/** Where a sealed value is kept. */
export interface Place {
  readonly clinicId: string;
  readonly table: string;
  readonly column: string;
  readonly rowId: string;
}

/** A data key, unwrapped. Held in memory alone. */
export interface DataKey {
  readonly id: string;
  readonly bytes: Buffer;
}

const bound = (keyId: string, { clinicId, table, column, rowId }: Place): Buffer =>
  boundBytes([VERSION, keyId, clinicId, table, column, rowId]);
/** Names the column and never the row: a row's id may be a patient's. */
const where = ({ table, column }: Place): string => `${table}.${column}`;

export function seal(key: DataKey, plaintext: string, place: Place): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key.bytes, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(bound(key.id, place));
  const body = Buffer.concat([nonce, cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${VERSION}:${key.id}:${body.toString('base64url')}`;
}

/** The id of the key that sealed a value. Throws a `SealFault` on what is none. */
export function keyIdOf(sealed: string, place: Place): string {
  const [version, keyId, body, ...rest] = sealed.split(':');
  if (!version || !keyId || body === undefined || rest.length > 0)
    throw new SealFault(where(place), 'not a sealed value');
  if (version !== VERSION) throw new SealFault(where(place), 'sealed in a version that is not known');
  return keyId;
}

/** Throws a `SealFault` where the value was altered, cut short, moved from another place, or sealed by another key. */
export function unseal(key: DataKey, sealed: string, place: Place): string {
  const altered = () => new SealFault(where(place), 'it was altered, cut, or moved here from elsewhere');
  if (keyIdOf(sealed, place) !== key.id) throw altered();
  const body = Buffer.from(sealed.slice(sealed.lastIndexOf(':') + 1), 'base64url');
  if (body.length < NONCE_BYTES + TAG_BYTES) throw altered();
  const decipher = createDecipheriv(CIPHER, key.bytes, body.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(bound(key.id, place));
  decipher.setAuthTag(body.subarray(-TAG_BYTES));
  try {
    return decipher.update(body.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    // The cause would tell nothing more, and no part of what was decrypted may leave here.
    throw altered();
  }
}
