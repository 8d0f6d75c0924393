/**
 * Single sign-on (OpenID Connect) against a clinic's own identity provider, by openid-client: discovery, PKCE, state and nonce,
 * and every check of issuer, audience, signature and times are the library's. Who may come in is ours: only people whom the
 * clinic has added, by the e-mail that the provider vouches for, and from then on by the provider's own name for them.
 */
import { type Instant, later, MINUTE } from '@holdspace/care';
import type { Store } from '@holdspace/store';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { z } from 'zod';
import { isLoopback } from '../transport.ts';

/** One clinic's provider, as the operator sets it. */
export const singleSignOnSchema = z.strictObject({
  /** The clinic's slug. */
  clinic: z.string().min(1).max(64),
  /** What the button says: "Sign in with …". */
  name: z.string().trim().min(1).max(60),
  issuer: z.url().refine((url) => url.startsWith('https://') || isLoopback(new URL(url).hostname), {
    error: 'must be reached over TLS',
  }),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
});
export type SingleSignOnProvider = z.output<typeof singleSignOnSchema>;

const REQUEST_STANDS_MS = 10 * MINUTE;
export const CALLBACK_PATH = '/api/sign-in/sso/callback';

/** Somebody came back whom nothing is wrong with, but whom this clinic does not know. */
export class Unknown extends Error {}

export function createSingleSignOn(store: Store, providers: readonly SingleSignOnProvider[], now: () => Instant) {
  const { users, oneTime } = store.signIn;
  const configurations = new Map<string, Promise<Configuration>>();
  const configured = ({ clinic, issuer, clientId, clientSecret }: SingleSignOnProvider): Promise<Configuration> => {
    const url = new URL(issuer);
    const found =
      configurations.get(clinic) ??
      discovery(url, clientId, clientSecret, ClientSecretPost(clientSecret), {
        // On this machine alone, where there is nobody between.
        execute: [enableNonRepudiationChecks, ...(url.protocol === 'http:' ? [allowInsecureRequests] : [])],
      });
    configurations.set(clinic, found);
    // A provider that is away now is asked again by the next who comes.
    found.catch(() => configurations.delete(clinic));
    return found;
  };

  async function userOf(provider: SingleSignOnProvider, claims: Claims): Promise<string> {
    const known = await users.byOutsideName(provider.issuer, claims.sub);
    const userId = known ?? (claims.email && claims.isVerified ? (await users.byEmail(claims.email))?.id : undefined);
    const clinic = await store.clinics.bySlug(provider.clinic);
    const works =
      userId !== undefined &&
      clinic !== null &&
      (await store.practitioners.membershipsOf(userId)).find(({ clinicId }) => clinicId === clinic.id);
    // Who has left the clinic has no record there any more, whatever the provider still says.
    if (!userId || !works || !(await store.practitioners.find(works.clinicId, works.practitionerId)))
      throw new Unknown('nobody of this clinic');
    if (known === null) await users.keepOutsideName(userId, provider.issuer, claims.sub, now());
    return userId;
  }

  return {
    providers: providers.map(({ clinic, name }) => ({ clinic, name })),

    /** Where to send a browser, and the state that it must bring back; null where the clinic has no provider. */
    async begin(clinic: string, origin: string, nextPath: string): Promise<{ url: URL; state: string } | null> {
      const provider = providers.find((one) => one.clinic === clinic);
      if (!provider) return null;
      const configuration = await configured(provider);
      const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
      await oneTime.keepRequest(
        { state, clinicSlug: clinic, nonce, verifier, nextPath, expiresAt: later(now(), REQUEST_STANDS_MS) },
        now(),
      );
      const url = buildAuthorizationUrl(configuration, {
        redirect_uri: origin + CALLBACK_PATH,
        scope: 'openid email',
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return { url, state };
    },

    /** Who came back, to this very browser. Throws for all that is not in order. */
    async finish(current: URL, stateOfBrowser: string | undefined): Promise<{ userId: string; nextPath: string }> {
      const state = current.searchParams.get('state') ?? '';
      // Without this, somebody else's answer could be slipped to a browser, which would then act in their name.
      if (stateOfBrowser === undefined || stateOfBrowser !== state) throw new Error('this browser did not ask');
      const request = await oneTime.takeRequest(state, now());
      const provider = request && providers.find((one) => one.clinic === request.clinicSlug);
      if (!request || !provider) throw new Error('nobody asked, or too long ago');
      const configuration = await configured(provider);
      const tokens = await authorizationCodeGrant(configuration, current, {
        expectedState: state,
        expectedNonce: request.nonce,
        pkceCodeVerifier: request.verifier,
        idTokenExpected: true,
      });
      const told = tokens.claims();
      if (!told) throw new Error('the provider named nobody');
      // Many providers tell the e-mail at their own address only.
      const more = told.email === undefined ? await fetchUserInfo(configuration, tokens.access_token, told.sub) : told;
      const email = typeof more.email === 'string' ? more.email : undefined;
      const userId = await userOf(provider, { sub: told.sub, email, isVerified: more.email_verified === true });
      return { userId, nextPath: request.nextPath };
    },
  };
}
export type SingleSignOn = ReturnType<typeof createSingleSignOn>;

interface Claims {
  readonly sub: string;
  readonly email: string | undefined;
  readonly isVerified: boolean;
}
