/** Root keys that this process holds itself, from a file in the data folder or from the environment. AES-256-GCM wraps. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { contextBytes, type RootKeys } from './root-keys.ts';
import { SealFault } from './seal-fault.ts';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const ROOT_KEY_BYTES = 32;

export interface HeldRootKey {
  readonly id: string;
  readonly bytes: Buffer;
}

/** The current first. `look` is asked again where a key is not known: another process may have added one since. */
export function heldRootKeys(look: () => readonly HeldRootKey[]): RootKeys {
  let held = look();
  const find = (id: string): HeldRootKey | undefined => {
    const known = held.find((key) => key.id === id);
    if (known) return known;
    held = look();
    return held.find((key) => key.id === id);
  };
  const current = (): HeldRootKey => {
    held = look();
    const [first] = held;
    if (!first) throw new SealFault('A data key', 'the root key is not there');
    return first;
  };
  return {
    get currentId() {
      return current().id;
    },
    knows: (id) => find(id) !== undefined,
    async wrap(dataKey, context) {
      const root = current();
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, root.bytes, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(contextBytes(context));
      const body = Buffer.concat([nonce, cipher.update(dataKey), cipher.final(), cipher.getAuthTag()]);
      return { rootKeyId: root.id, wrapped: body.toString('base64url') };
    },
    async unwrap(rootKeyId, wrapped, context) {
      const root = find(rootKeyId);
      if (!root) throw new SealFault('A data key', 'the root key is not there');
      const body = Buffer.from(wrapped, 'base64url');
      try {
        const decipher = createDecipheriv(CIPHER, root.bytes, body.subarray(0, NONCE_BYTES), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAAD(contextBytes(context));
        decipher.setAuthTag(body.subarray(-TAG_BYTES));
        return Buffer.concat([decipher.update(body.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
      } catch {
        throw new SealFault('A data key', 'it was altered, cut, or moved here from elsewhere');
      }
    },
  };
}

/** A new root key. Its id says when it was made, for the people who keep copies of it. */
export const newRootKey = (day: string): HeldRootKey => ({
  id: `root-${day}-${randomBytes(4).toString('hex')}`,
  bytes: randomBytes(ROOT_KEY_BYTES),
});

const LINE = /^([A-Za-z0-9-]{1,64})[:=]([A-Za-z0-9+/_-]{43}=?)$/;

/** Reads `id:base64` entries, the current first, one a line or parted by commas. Throws, without the text, on any other. */
export function parseRootKeys(text: string): readonly HeldRootKey[] {
  const keys = text
    .split(/[\n,]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry, index) => {
      const [, id, base64] = LINE.exec(entry) ?? [];
      const bytes = Buffer.from(base64 ?? '', 'base64url');
      if (!id || bytes.length !== ROOT_KEY_BYTES)
        throw new Error(`root key ${index + 1} is not in the form id:base64 of 32 bytes`);
      return { id, bytes };
    });
  if (new Set(keys.map((key) => key.id)).size !== keys.length) throw new Error('two root keys have the same id');
  return keys;
}

export const formatRootKeys = (keys: readonly HeldRootKey[]): string =>
  keys.map(({ id, bytes }) => `${id}:${bytes.toString('base64url')}\n`).join('');
