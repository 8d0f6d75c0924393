/**
 * What somebody writes, kept on this device until the server has it: encrypted under a key of their own, which the server
 * gives to nobody else and which is never stored here. Another person at the same device finds nothing that they can read.
 */
import { api } from './client.ts';

const NONCE_BYTES = 12;

export interface OwnBox {
  keep(name: string, value: unknown): Promise<void>;
  forget(name: string): void;
  /** Somebody else may sit here next: the key is asked for anew. */
  close(): void;
  /** Everything of one's own here. What does not open is somebody else's and is left alone. */
  all(): Promise<readonly unknown[]>;
}

/** `keyAt` answers the key of who is signed in; things lie under names that begin with `prefix`. */
export function ownBox(prefix: string, keyAt: string): OwnBox {
  let opening: Promise<CryptoKey> | undefined;
  /** Asked for once while the page is open; without a network and without it, things stay in this page alone. */
  const ownKey = (): Promise<CryptoKey> => {
    opening ??= api
      .get<{ key: string }>(keyAt)
      .then(({ key }) => crypto.subtle.importKey('raw', fromBase64(key), 'AES-GCM', false, ['encrypt', 'decrypt']))
      .catch((error: unknown) => {
        opening = undefined;
        throw error;
      });
    return opening;
  };
  const placeOf = (name: string) => new TextEncoder().encode(name);
  return {
    async keep(name, value) {
      const key = await ownKey();
      const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
      const sealed = await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv: nonce, additionalData: placeOf(name) },
        key,
        new TextEncoder().encode(JSON.stringify(value)),
      );
      localStorage.setItem(prefix + name, toBase64(new Uint8Array([...nonce, ...new Uint8Array(sealed)])));
    },
    close() {
      opening = undefined;
    },
    forget: (name) => localStorage.removeItem(prefix + name),
    async all() {
      const kept = Object.entries(localStorage).filter(([name]) => name.startsWith(prefix));
      if (kept.length === 0) return [];
      const key = await ownKey();
      const found: unknown[] = [];
      for (const [name, text] of kept) {
        const bytes = fromBase64(text);
        const opened = await crypto.subtle
          .decrypt(
            {
              name: 'AES-GCM',
              iv: bytes.slice(0, NONCE_BYTES),
              additionalData: placeOf(name.slice(prefix.length)),
            },
            key,
            bytes.slice(NONCE_BYTES),
          )
          .catch(() => undefined);
        if (opened) found.push(JSON.parse(new TextDecoder().decode(opened)));
      }
      return found;
    },
  };
}

const toBase64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
