/**
 * Drafts on this device, until the server has them: encrypted under a key of their author's own, which the server gives
 * to nobody else and which is never stored here. Another person at the same tablet finds nothing that they can read.
 */
import { api } from '../api/client.ts';
import type { NoteKind } from './shapes.ts';

export interface DeviceDraft {
  readonly id: string;
  readonly kind: NoteKind;
  readonly patientId: string;
  readonly text: string;
  readonly amends?: string;
  /** The version that this follows on. */
  readonly version: number;
}

const PREFIX = 'holdspace.draft.';
const NONCE_BYTES = 12;

let opening: Promise<CryptoKey> | undefined;
/** Asked for once while the page is open; without a network and without it, drafts stay in this page alone. */
function ownKey(): Promise<CryptoKey> {
  opening ??= api
    .get<{ key: string }>('/api/me/draft-key')
    .then(({ key }) => crypto.subtle.importKey('raw', fromBase64(key), 'AES-GCM', false, ['encrypt', 'decrypt']))
    .catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
  return opening;
}

export async function keepOnDevice(draft: DeviceDraft): Promise<void> {
  const key = await ownKey();
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: nonce, additionalData: new TextEncoder().encode(draft.id) },
    key,
    new TextEncoder().encode(JSON.stringify(draft)),
  );
  localStorage.setItem(PREFIX + draft.id, toBase64(new Uint8Array([...nonce, ...new Uint8Array(sealed)])));
}

export const forgetOnDevice = (id: string): void => localStorage.removeItem(PREFIX + id);

/** What lies here of one's own about a patient. What does not open is somebody else's and is left alone. */
export async function draftsOnDevice(patientId: string): Promise<readonly DeviceDraft[]> {
  const kept = Object.entries(localStorage).filter(([name]) => name.startsWith(PREFIX));
  if (kept.length === 0) return [];
  const key = await ownKey();
  const drafts: DeviceDraft[] = [];
  for (const [name, text] of kept) {
    const bytes = fromBase64(text);
    const opened = await crypto.subtle
      .decrypt(
        {
          name: 'AES-GCM',
          iv: bytes.slice(0, NONCE_BYTES),
          additionalData: new TextEncoder().encode(name.slice(PREFIX.length)),
        },
        key,
        bytes.slice(NONCE_BYTES),
      )
      .catch(() => undefined);
    if (!opened) continue;
    const draft = JSON.parse(new TextDecoder().decode(opened)) as DeviceDraft;
    if (draft.patientId === patientId) drafts.push(draft);
  }
  return drafts;
}

export const toBase64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
