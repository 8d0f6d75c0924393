/** Passkeys in the browser: what the server asks is put to the device, and its answer is sent. */
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { api } from '../api/client.ts';
import { Problem } from '../api/problem.ts';

/** An address of numbers has no passkeys: they belong to a name. */
const isNamed = !/^[\d.]+$|^\[/.test(location.hostname);
export const hasPasskeys = (): boolean => isNamed && typeof globalThis.PublicKeyCredential === 'function';
/** Fetched by whoever uses a passkey: the rooms are entered without it. */
const webAuthn = () => import('@simplewebauthn/browser');

/** A person who closes their device's question has decided so, and needs no word about it but this. */
function notGiven(cause: unknown): Problem {
  if (cause instanceof Problem) return cause;
  const isKnown = cause instanceof Error && cause.name === 'InvalidStateError';
  return new Problem({
    type: isKnown ? 'has-passkey' : 'no-passkey',
    status: 0,
    title: isKnown ? 'This device has a passkey for you already' : 'No passkey was given',
    detail: isKnown ? 'It is in the list.' : 'Try again, or use another way.',
    cause,
  });
}

async function answered<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw notGiven(cause);
  }
}

const ask = (optionsJSON: PublicKeyCredentialRequestOptionsJSON) =>
  answered(async () => (await webAuthn()).startAuthentication({ optionsJSON }));

/** Signs in with a passkey that the person picks. */
export async function signInWithPasskey(): Promise<void> {
  const options = await api.post<PublicKeyCredentialRequestOptionsJSON>('/api/sign-in/passkey/options');
  await api.post('/api/sign-in/passkey', { response: await ask(options) });
}

/** A challenge stands five minutes at the server; a page that stays open longer asks for another before that. */
const ASKED_ANEW_AFTER_MS = 4 * 60_000;

/**
 * Offers passkeys beside the e-mail field, as the browser fills it in. Calls `onSignedIn` when one was picked. Answers how to
 * stop offering.
 */
export function offerPasskeys(onSignedIn: () => void, onError: (error: unknown) => void): () => void {
  let gone = false;
  let cancel = () => {};
  let anew: ReturnType<typeof setTimeout> | undefined;
  const offer = async () => {
    clearTimeout(anew);
    if (gone || !isNamed) return;
    const { browserSupportsWebAuthnAutofill, startAuthentication, WebAuthnAbortService } = await webAuthn();
    cancel = () => WebAuthnAbortService.cancelCeremony();
    if (!(await browserSupportsWebAuthnAutofill())) return;
    const optionsJSON = await api.post<PublicKeyCredentialRequestOptionsJSON>('/api/sign-in/passkey/options');
    if (gone) return;
    anew = setTimeout(() => void offer().catch(onError), ASKED_ANEW_AFTER_MS);
    let response: Awaited<ReturnType<typeof startAuthentication>>;
    try {
      response = await startAuthentication({ optionsJSON, useBrowserAutofill: true });
    } catch {
      // Put aside for another question, or the page was left.
      return;
    }
    await api.post('/api/sign-in/passkey', { response });
    if (!gone) onSignedIn();
  };
  void offer().catch(onError);
  return () => {
    gone = true;
    clearTimeout(anew);
    cancel();
  };
}

/** An answer of one's own passkey, good for unlocking this screen. */
export async function passkeyForUnlocking() {
  return ask(await api.post<PublicKeyCredentialRequestOptionsJSON>('/api/me/passkey-challenge'));
}

/** An answer of a passkey, good for this one act: `what` is a command, a movement of medicine, an order for a course. */
export async function passkeyFor(at: string, what: object) {
  return ask(await api.post<PublicKeyCredentialRequestOptionsJSON>(`${at}/signature-challenge`, what));
}

/** Makes a passkey on this device, and keeps it with whose `path` it is. */
export async function addPasskeyTo(path: string, name: string): Promise<void> {
  const optionsJSON = await api.post<PublicKeyCredentialCreationOptionsJSON>(`${path}/options`);
  const response = await answered(async () => (await webAuthn()).startRegistration({ optionsJSON }));
  await api.post(path, { name, response });
}
export const addPasskey = (name: string): Promise<void> => addPasskeyTo('/api/me/passkeys', name);
