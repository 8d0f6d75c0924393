/**
 * What a patient types, kept on their device until the clinic has it: encrypted under a key of their own, which the server
 * gives to nobody else, so that whoever borrows the phone finds nothing to read.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../../api/client.ts';
import { fromBase64, toBase64 } from '../../notes/device-drafts.ts';

const PREFIX = 'holdspace.kept.';
const NONCE_BYTES = 12;

let opening: Promise<CryptoKey> | undefined;
function ownKey(): Promise<CryptoKey> {
  opening ??= api
    .get<{ key: string }>('/api/reader/draft-key')
    .then(({ key }) => crypto.subtle.importKey('raw', fromBase64(key), 'AES-GCM', false, ['encrypt', 'decrypt']))
    .catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
  return opening;
}

async function keep(name: string, value: unknown): Promise<void> {
  const key = await ownKey();
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const plain = new TextEncoder().encode(JSON.stringify(value));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, plain);
  localStorage.setItem(PREFIX + name, toBase64(new Uint8Array([...nonce, ...new Uint8Array(sealed)])));
}

/** What was kept under a name; nothing where there is none, or it is somebody else's. */
async function kept<T>(name: string): Promise<T | undefined> {
  const text = localStorage.getItem(PREFIX + name);
  if (text === null) return undefined;
  const bytes = fromBase64(text);
  const opened = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv: bytes.slice(0, NONCE_BYTES) },
    await ownKey(),
    bytes.slice(NONCE_BYTES),
  );
  return JSON.parse(new TextDecoder().decode(opened)) as T;
}

/** A value that outlives the page until it is forgotten. Where it cannot be kept, it stays in the page. */
export function useKeptDraft<T>(name: string, initial: T) {
  const [value, setValue] = useState(initial);
  const touched = useRef(false);
  useEffect(() => {
    let isGone = false;
    kept<T>(name).then(
      (found) => {
        if (found !== undefined && !touched.current && !isGone) setValue(found);
      },
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [name]);
  const write = useCallback(
    (next: T) => {
      touched.current = true;
      setValue(next);
      void keep(name, next).catch(() => undefined);
    },
    [name],
  );
  const forget = useCallback(() => {
    localStorage.removeItem(PREFIX + name);
    // A keeping that was under way when it was sent is forgotten after it.
    void ownKey().then(
      () => setTimeout(() => localStorage.removeItem(PREFIX + name), 50),
      () => undefined,
    );
  }, [name]);
  return { value, write, forget };
}
