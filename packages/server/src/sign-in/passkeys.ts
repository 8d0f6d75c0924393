/**
 * Passkeys (WebAuthn) by SimpleWebAuthn: a device is asked to answer a challenge that stands once, for one purpose and a few
 * minutes, and proves with it both itself and, by finger, face or its own PIN, who holds it.
 */
import { randomUUID } from 'node:crypto';
import { type Instant, later, MINUTE } from '@holdspace/care';
import type { Passkey, Store } from '@holdspace/store';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { z } from 'zod';
import { Problem } from '../problem.ts';

/** Read when the first passkey is asked for: with all that it brings along it is a tenth of what starting reads. */
const simpleWebAuthn = () => import('@simplewebauthn/server');

const CHALLENGE_STANDS_MS = 5 * MINUTE;
const MOST_PASSKEYS = 20;

/** Whom a passkey is for: the site as browsers know it. */
export interface RelyingParty {
  /** The host alone: "clinic.example". */
  readonly id: string;
  /** "https://clinic.example" */
  readonly origin: string;
}

const text = z.string().min(1).max(16_384);
/** What a browser answers with; its inside is SimpleWebAuthn's to read. */
export const assertionSchema = z
  .looseObject({
    id: z.string().min(1).max(2048),
    rawId: z.string().min(1).max(2048),
    type: z.literal('public-key'),
    response: z.looseObject({
      clientDataJSON: text,
      authenticatorData: text,
      signature: text,
      userHandle: z.string().max(256).nullish(),
    }),
    clientExtensionResults: z.looseObject({}),
  })
  .meta({ id: 'PasskeyAssertion', description: 'PublicKeyCredential.toJSON() of navigator.credentials.get' });
export const registrationSchema = z
  .looseObject({
    id: z.string().min(1).max(2048),
    rawId: z.string().min(1).max(2048),
    type: z.literal('public-key'),
    response: z.looseObject({ clientDataJSON: text, attestationObject: text }),
    clientExtensionResults: z.looseObject({}),
  })
  .meta({ id: 'PasskeyRegistration', description: 'PublicKeyCredential.toJSON() of navigator.credentials.create' });
/** What a browser is asked with. */
export const ceremonyOptionsShape = z
  .object({ challenge: z.string() })
  .meta({ description: 'Options for navigator.credentials, as JSON' });

export type Assertion = z.output<typeof assertionSchema>;
export type Registration = z.output<typeof registrationSchema>;

/** One answer to all that fails, so that it tells a guesser nothing. */
const notProved = (cause?: unknown) =>
  new Problem('not-proved', 'This passkey was not taken. Try again, or use another way.', { cause });

export function createPasskeyCeremonies(store: Store, now: () => Instant) {
  const { passkeys } = store.signIn;
  const remember = (challenge: string, boundTo: string) =>
    passkeys.keepChallenge(challenge, boundTo, later(now(), CHALLENGE_STANDS_MS));

  return {
    /** Asks for a passkey: of these users, or of whoever holds one. The answer is good for `boundTo` alone. */
    async ask(party: RelyingParty, boundTo: string, userId?: string): Promise<PublicKeyCredentialRequestOptionsJSON> {
      const allowed = userId === undefined ? [] : await passkeys.ofUser(userId);
      const { generateAuthenticationOptions } = await simpleWebAuthn();
      const options = await generateAuthenticationOptions({
        rpID: party.id,
        userVerification: 'required',
        timeout: CHALLENGE_STANDS_MS,
        allowCredentials: allowed.map(({ credentialId, transports }) => ({
          id: credentialId,
          transports: [...transports],
        })),
      });
      await remember(options.challenge, boundTo);
      return options;
    },

    /** The passkey that answered, where the challenge stood for `boundTo` and all of it holds. Throws 403. */
    async proved(party: RelyingParty, boundTo: string, answer: Assertion): Promise<Passkey> {
      const challenge = challengeIn(answer.response.clientDataJSON);
      if (challenge === null || !(await passkeys.takeChallenge(challenge, boundTo, now()))) throw notProved();
      const passkey = await passkeys.byCredential(answer.id);
      if (!passkey) throw notProved();
      const { userHandle } = answer.response;
      if (userHandle && userHandle !== handleOf(passkey.userId)) throw notProved();
      const { verifyAuthenticationResponse } = await simpleWebAuthn();
      const verified = await verifyAuthenticationResponse({
        response: answer as unknown as AuthenticationResponseJSON,
        expectedChallenge: challenge,
        expectedOrigin: party.origin,
        expectedRPID: party.id,
        credential: {
          id: passkey.credentialId,
          publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
          counter: passkey.counter,
          transports: [...passkey.transports],
        },
        requireUserVerification: true,
      }).catch((cause: unknown) => {
        throw notProved(cause);
      });
      if (!verified.verified) throw notProved();
      if (!(await passkeys.used(passkey, verified.authenticationInfo.newCounter, now()))) throw notProved();
      return passkey;
    },

    async askToAdd(
      party: RelyingParty,
      user: { readonly id: string; readonly email: string; readonly name: string },
    ): Promise<PublicKeyCredentialCreationOptionsJSON> {
      const own = await passkeys.ofUser(user.id);
      if (own.length >= MOST_PASSKEYS)
        throw new Problem('bad-input', `Nobody needs more than ${MOST_PASSKEYS} passkeys. Remove one first.`);
      const { generateRegistrationOptions } = await simpleWebAuthn();
      const options = await generateRegistrationOptions({
        rpName: 'Holdspace',
        rpID: party.id,
        userName: user.email,
        userDisplayName: user.name,
        userID: new TextEncoder().encode(user.id),
        // Which make of authenticator it is does not matter here, so it is not asked.
        attestationType: 'none',
        // Found by the browser itself, without an e-mail typed first.
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        excludeCredentials: own.map(({ credentialId, transports }) => ({
          id: credentialId,
          transports: [...transports],
        })),
        timeout: CHALLENGE_STANDS_MS,
      });
      await remember(options.challenge, addingFor(user.id));
      return options;
    },

    async add(party: RelyingParty, userId: string, name: string, answer: Registration): Promise<Passkey> {
      const challenge = challengeIn(answer.response.clientDataJSON);
      if (challenge === null || !(await passkeys.takeChallenge(challenge, addingFor(userId), now()))) throw notProved();
      const { verifyRegistrationResponse } = await simpleWebAuthn();
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        response: answer as unknown as RegistrationResponseJSON,
        expectedChallenge: challenge,
        expectedOrigin: party.origin,
        expectedRPID: party.id,
        requireUserVerification: true,
      }).catch((cause: unknown) => {
        throw notProved(cause);
      });
      if (!verified || !registrationInfo) throw notProved();
      const { credential, credentialBackedUp } = registrationInfo;
      const passkey: Passkey = {
        id: randomUUID(),
        userId,
        credentialId: credential.id,
        publicKey: Buffer.from(credential.publicKey).toString('base64url'),
        counter: credential.counter,
        transports: credential.transports ?? [],
        name,
        isSynced: credentialBackedUp,
        createdAt: now(),
        lastUsedAt: null,
      };
      // A credential that is somebody's already stays theirs.
      if (!(await passkeys.add(passkey))) throw notProved();
      return passkey;
    },
  };
}
export type PasskeyCeremonies = ReturnType<typeof createPasskeyCeremonies>;

const addingFor = (userId: string) => `add ${userId}`;
const handleOf = (userId: string) => Buffer.from(userId).toString('base64url');

/** The challenge that a browser says it answered; whether it was ever asked is for the store to say. */
function challengeIn(clientDataJSON: string): string | null {
  try {
    const told: unknown = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8'));
    const challenge = (told as { challenge?: unknown } | null)?.challenge;
    return typeof challenge === 'string' ? challenge : null;
  } catch {
    // Whatever was sent, it answers no challenge.
    return null;
  }
}
