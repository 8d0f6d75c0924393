/**
 * What somebody writes, kept on this device until the server has it: encrypted under a key of their own, which the server
 * gives to nobody else and which is never stored here. Another person at the same device finds nothing that they can read.
 */
import { api } from './client.ts';
import { onLeave } from './leaving.ts';

const NONCE_BYTES = 12;
/** Enough to tell the few people of one device apart. */
const MARK_BYTES = 12;

export interface OwnBox {
  keep(name: string, value: unknown): Promise<void>;
  forget(name: string): void;
  /** What was kept under a name; nothing where there is none of one's own. Rejects where the key is not to be had. */
  find(name: string): Promise<unknown>;
  /** Everything of one's own here; somebody else's is left alone. Rejects where the key is not to be had. */
  all(): Promise<readonly unknown[]>;
}

interface Own {
  readonly key: CryptoKey;
  /** What one's own things are named with here, so that nobody writes over another's; it tells nothing of the key. */
  readonly at: string;
}
async function ownOf(prefix: string, bytes: Uint8Array<ArrayBuffer>): Promise<Own> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const key = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
  return { key, at: `${prefix}${toBase64(hash.slice(0, MARK_BYTES))}.` };
}

/**
 * `keyAt` answers the key of who is signed in; things lie under names that begin with `prefix`. The key is asked for at
 * the first look, so that it is at hand when the network is not, and anew for whoever comes after one who leaves.
 */
export function ownBox(prefix: string, keyAt: string): OwnBox {
  let opening: Promise<Own> | undefined;
  /** One after another: what was written last is what lies here, and is found. Nobody waits for one who has left. */
  let last: Promise<unknown> = Promise.resolve();
  onLeave(() => {
    opening = undefined;
    last = Promise.resolve();
  });
  const own = (): Promise<Own> => {
    if (opening) return opening;
    const asked = api.get<{ key: string }>(keyAt).then(({ key }) => ownOf(prefix, fromBase64(key)));
    opening = asked;
    asked.catch(() => {
      if (opening === asked) opening = undefined;
    });
    return asked;
  };
  /** Whose it is, is settled when it is asked for, however long it waits. */
  const inTurn = <T>(work: (own: Own) => Promise<T> | T): Promise<T> => {
    const mine = own();
    const done = last.catch(() => undefined).then(async () => work(await mine));
    last = done;
    return done;
  };
  const placeOf = (name: string) => new TextEncoder().encode(name);
  const open = async (key: CryptoKey, name: string, text: string): Promise<unknown> => {
    const bytes = fromBase64(text);
    const opened = await crypto.subtle
      .decrypt(
        { name: 'AES-GCM', iv: bytes.slice(0, NONCE_BYTES), additionalData: placeOf(name) },
        key,
        bytes.slice(NONCE_BYTES),
      )
      .catch(() => undefined);
    return opened && JSON.parse(new TextDecoder().decode(opened));
  };
  return {
    keep: (name, value) =>
      inTurn(async ({ key, at }) => {
        const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
        const sealed = await crypto.subtle.encrypt(
          { name: 'AES-GCM', iv: nonce, additionalData: placeOf(name) },
          key,
          new TextEncoder().encode(JSON.stringify(value)),
        );
        localStorage.setItem(at + name, toBase64(new Uint8Array([...nonce, ...new Uint8Array(sealed)])));
      }),
    forget(name) {
      // Without the key it stays, and is offered again: sent twice, it is stored once.
      inTurn(({ at }) => localStorage.removeItem(at + name)).catch(() => undefined);
    },
    find: (name) =>
      inTurn(({ key, at }) => {
        const text = localStorage.getItem(at + name);
        return text === null ? undefined : open(key, name, text);
      }),
    all: () =>
      inTurn(async ({ key, at }) => {
        const found: unknown[] = [];
        for (const [name, text] of Object.entries(localStorage)) {
          if (!name.startsWith(at)) continue;
          const value = await open(key, name.slice(at.length), text);
          if (value !== undefined) found.push(value);
        }
        return found;
      }),
  };
}

const toBase64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
