/**
 * Who can sign in, by better-auth: users, passwords, authenticator apps, server-side sessions and their cookies. Its tables
 * live in the schema `auth`, apart from every clinic's own; who a signed-in user is in which clinic is ours to say.
 */
import { randomBytes } from 'node:crypto';
import { type Instant, instant } from '@holdspace/care';
import type { Store } from '@holdspace/store';
import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { createLogger, type Logger } from '../log.ts';
import { beginSession, type WayIn } from './begin-session.ts';
import { isOnSharedDevice } from './device.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { LONGEST, SHORTEST_WITH_SECOND_FACTOR } from './password-rules.ts';

/** The header in which we, and never the client, tell better-auth the client's address. */
export const CLIENT_ADDRESS_HEADER = 'x-holdspace-client-address';
/** Where better-auth answers. */
export const SIGN_IN_PATH = '/api/auth';

/** A shift is at most this long; after it, sign in again, however busy. NIST SP 800-63B-4 allows 24 hours at AAL2. */
const SESSION_SECONDS = 12 * 3600;
/** So that losing a phone is not losing the account. */
const BACKUP_CODES = 10;

/** The store reads moments as text, as the core wants them; better-auth compares them as dates. */
const MOMENTS_AS_DATES: Parameters<Store['db']['withPlugin']>[0] = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => ({ ...result, rows: result.rows.map(withDates) }),
};
const withDates = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      /(?:At|Until)$/.test(name) && typeof value === 'string' ? new Date(value) : value,
    ]),
  );

export interface NewUser {
  readonly email: string;
  readonly name: string;
  /** None for who signs in by link, passkey or single sign-on alone. */
  readonly password?: string;
}

/** A sign-in that stands, as a request's cookie leads to it. */
export interface StandingSignIn {
  readonly id: string;
  readonly userId: string;
  /** Milliseconds since 1970: when a hand last touched the screen. */
  readonly touchedAt: number;
  /** Milliseconds since 1970: when the person last showed who they are. */
  readonly provedAt: number;
  /** On a device that several people use. */
  readonly isShared: boolean;
}

export interface SignInOptions {
  readonly store: Store;
  /** At least 32 random characters: signs the cookies. */
  readonly secret: string;
  /** Cookies over TLS alone; off only where nobody but this machine can connect. */
  readonly secureCookies: boolean;
  readonly logger: Logger;
  readonly now: () => Instant;
}

export type SignIn = ReturnType<typeof createSignIn>;

export function createSignIn({ store, secret, secureCookies, logger, now }: SignInOptions) {
  const auth = betterAuth({
    appName: 'Holdspace',
    basePath: SIGN_IN_PATH,
    secret,
    database: { db: store.db.withPlugin(MOMENTS_AS_DATES), type: 'postgres', schemaName: 'auth', transaction: true },
    emailAndPassword: {
      enabled: true,
      // People are added by their clinic, not by themselves.
      disableSignUp: true,
      minPasswordLength: SHORTEST_WITH_SECOND_FACTOR,
      maxPasswordLength: LONGEST,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    session: {
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
      additionalFields: {
        touchedAt: { type: 'date', input: false },
        provedAt: { type: 'date', input: false },
        signedInBy: { type: 'string', input: false },
        isShared: { type: 'boolean', input: false },
      },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session, context) => {
            const moment = new Date(now());
            return {
              data: {
                ...session,
                touchedAt: moment,
                provedAt: moment,
                signedInBy: session.signedInBy ?? wayOf(context?.path),
                isShared: isOnSharedDevice(context?.headers?.get('cookie') ?? ''),
              },
            };
          },
        },
      },
    },
    plugins: [
      twoFactor({
        issuer: 'Holdspace',
        totpOptions: { digits: 6, period: 30 },
        backupCodeOptions: { amount: BACKUP_CODES, storeBackupCodes: 'encrypted' },
      }),
      beginSession,
    ],
    // Counted by our own limits, in the database, for every server together.
    rateLimit: { enabled: false },
    advanced: {
      // With `__Host-` a browser takes the cookie from this very host over TLS alone, and no subdomain can set it.
      cookiePrefix: secureCookies ? '__Host-holdspace' : 'holdspace',
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure: secureCookies },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
      database: { generateId: 'uuid' },
    },
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      // Its messages may name an e-mail address, so the first words are all that is kept.
      log: (_level, message) => logger.error({ part: 'sign-in' }, message.split(':')[0]),
    },
  });

  return {
    api: auth.api,
    handle: (request: Request): Promise<Response> => auth.handler(request),

    /** The sign-in whose cookie these headers carry, if any stands. */
    async standing(cookie: string): Promise<StandingSignIn | null> {
      const found = await auth.api.getSession({ headers: new Headers({ cookie }) });
      if (!found) return null;
      const { id, userId, touchedAt, provedAt, isShared } = found.session;
      return {
        id,
        userId,
        touchedAt: new Date(touchedAt ?? 0).getTime(),
        provedAt: new Date(provedAt ?? 0).getTime(),
        isShared: isShared === true,
      };
    },

    /** Begins a session for who has shown, some way of ours, who they are. Answers with its cookie. */
    begin: (userId: string, by: WayIn, headers: Headers): Promise<Response> =>
      auth.api.beginSession({ body: { userId, by }, headers, asResponse: true }),

    /** Ends a session that better-auth has just begun. */
    async endByToken(token: string): Promise<void> {
      await (await auth.$context).internalAdapter.deleteSession(token);
    },

    async addUser({ email, name, password }: NewUser): Promise<{ id: string }> {
      const { internalAdapter, password: passwords } = await auth.$context;
      const existing = await internalAdapter.findUserByEmail(email.toLowerCase());
      if (existing) return { id: existing.user.id };
      const user = await internalAdapter.createUser(
        { email: email.toLowerCase(), name, emailVerified: true },
        { method: 'admin' },
      );
      if (password !== undefined)
        await internalAdapter.linkAccount({
          userId: user.id,
          providerId: 'credential',
          accountId: user.id,
          password: await passwords.hash(password),
        });
      return { id: user.id };
    },
  };
}

/** How a session of better-auth's own making was come by. */
function wayOf(path: string | undefined): string {
  if (path === '/two-factor/verify-totp') return 'password and code';
  if (path === '/two-factor/verify-backup-code') return 'password and backup code';
  return 'password';
}

/**
 * Adds a person who can sign in, or answers the one with that e-mail, whose password stays as it is.
 * For whoever sets a clinic up: nobody signs up by themselves.
 */
export function addUser(store: Store, user: NewUser): Promise<{ id: string }> {
  // Nothing is signed here, so any secret will do.
  const secret = randomBytes(32).toString('base64');
  const logger = createLogger('silent');
  return createSignIn({ store, secret, secureCookies: true, logger, now: () => instant(Date.now()) }).addUser(user);
}
