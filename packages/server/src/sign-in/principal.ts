/**
 * Who asks: a practitioner of one clinic, known by a cookie or an API token. Kept in memory a few
 * seconds, since every command asks; signing out and revoking a token forget it at once.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Practitioner, TokenScope } from '@holdspace/care';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../problem.ts';
import { demandSameOrigin } from '../same-origin.ts';
import type { StandingSignIn } from './sign-in.ts';

export interface Clinic {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly zone: string;
}

export interface Principal {
  readonly practitioner: Practitioner;
  readonly clinic: Clinic;
  /** Every clinic that this person works for. */
  readonly clinics: readonly Clinic[];
  readonly by: 'cookie' | 'token';
  /** Of a token: what it was made for. Its owner's roles bound it as well. */
  readonly scopes?: readonly TokenScope[];
  /** Of a cookie: the sign-in that it leads to. A token's holder has no screen that could be locked. */
  readonly signIn?: StandingSignIn;
}

/** The slow way to a principal: the database. */
export interface PrincipalSource {
  /** From the request's cookies; `clinic` is the slug of the clinic chosen, where one is. */
  byCookie(cookie: string, clinic: string | undefined): Promise<Principal | null>;
  /** From the SHA-256 of an API token. */
  byTokenHash(hash: string): Promise<Principal | null>;
}

/** How long a principal is believed. A server that misses a revocation believes it at most this long. */
const BELIEVED_MS = 5_000;
const MOST_REMEMBERED = 5_000;

export const TOKEN_PREFIX = 'hs_';
/** Tokens are 256 random bits, so a fast hash is as good as a slow one. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** A new API token: shown once to its owner; only its hash is kept. */
export const newToken = (): string => `${TOKEN_PREFIX}${randomBytes(32).toString('base64url')}`;

/** The cookie in which a person of several clinics keeps which one they are in. */
export const CLINIC_COOKIE = 'holdspace_clinic';

export function createPrincipals(source: PrincipalSource) {
  const known = new Map<string, { principal: Principal; until: number }>();

  /** What tells one asker from another: the whole credential, so that a guess at part of it finds nothing. */
  const remembered = (key: string): Principal | undefined => {
    const entry = known.get(key);
    if (!entry) return undefined;
    if (entry.until > Date.now()) return entry.principal;
    known.delete(key);
    return undefined;
  };
  const remember = (key: string, principal: Principal): Principal => {
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(key, { principal, until: Date.now() + BELIEVED_MS });
    return principal;
  };

  return {
    /** The principal, at once where known; a promise where the database must be asked. Throws 401. */
    of(request: FastifyRequest): Principal | Promise<Principal> {
      const { authorization, cookie } = request.headers;
      if (authorization !== undefined) {
        const token = authorization.startsWith('Bearer ') ? authorization.slice(7) : '';
        if (!token.startsWith(TOKEN_PREFIX)) throw notSignedIn();
        return (
          remembered(authorization) ??
          source.byTokenHash(hashOfToken(token)).then((found) => remember(authorization, found ?? refuse()))
        );
      }
      if (cookie === undefined) throw notSignedIn();
      demandSameOrigin(request);
      return (
        remembered(cookie) ??
        source.byCookie(cookie, clinicChosen(cookie)).then((found) => remember(cookie, found ?? refuse()))
      );
    },

    /** Forgets one asker: their sign-in was touched, locked or unlocked. */
    forgetAsker({ headers }: FastifyRequest): void {
      if (headers.cookie !== undefined) known.delete(headers.cookie);
    },

    /** Forgets everybody: a token or session was revoked somewhere, and asking again costs little. */
    forget(): void {
      known.clear();
    },
  };
}
export type Principals = ReturnType<typeof createPrincipals>;

const notSignedIn = () =>
  new Problem('not-signed-in', 'Sign in first, or send an API token: Authorization: Bearer hs_…');
function refuse(): never {
  throw notSignedIn();
}

/** The slug of the clinic that somebody has gone to, from their cookies. */
export const clinicChosen = (cookie: string): string | undefined => cookieNamed(cookie, CLINIC_COOKIE);

export function cookieNamed(header: string, name: string): string | undefined {
  for (const part of header.split(';')) {
    const [key, value] = part.trim().split('=');
    if (key === name) return value;
  }
  return undefined;
}
