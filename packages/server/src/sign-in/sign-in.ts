/**
 * Who can sign in, by better-auth: e-mail and password, server-side sessions. Its tables live in the
 * schema `auth`, apart from every clinic's own; who a signed-in user is in which clinic is ours to say.
 */
import { randomBytes } from 'node:crypto';
import type { Store } from '@holdspace/store';
import { betterAuth } from 'better-auth';
import { createLogger, type Logger } from '../log.ts';

/** The header in which we, and never the client, tell better-auth the client's address. */
export const CLIENT_ADDRESS_HEADER = 'x-holdspace-client-address';
/** Where better-auth answers. */
export const SIGN_IN_PATH = '/api/auth';

/** A shift is at most this long; after it, sign in again. */
const SESSION_SECONDS = 12 * 3600;
/** A used session's end moves along, at most this often. */
const SESSION_RENEWED_EVERY_SECONDS = 3600;
/** From one address, which a whole clinic may share at the change of shift. */
const SIGN_INS_A_MINUTE = 30;
/** NIST SP 800-63B-4: at least 15 where the password is the only factor; the demo's own is shorter and fixed. */
const SHORTEST_PASSWORD = 12;

/** The store reads moments as text, as the core wants them; better-auth compares them as dates. */
const MOMENTS_AS_DATES: Parameters<Store['db']['withPlugin']>[0] = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => ({ ...result, rows: result.rows.map(withDates) }),
};
const withDates = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      name.endsWith('At') && typeof value === 'string' ? new Date(value) : value,
    ]),
  );

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

export interface SignInOptions {
  readonly store: Store;
  /** At least 32 random characters: signs the cookies. */
  readonly secret: string;
  /** Cookies over TLS alone; off only where nobody but this machine can connect. */
  readonly secureCookies: boolean;
  readonly logger: Logger;
  readonly signInsAMinute?: number;
}

export type SignIn = ReturnType<typeof createSignIn>;

export function createSignIn({
  store,
  secret,
  secureCookies,
  logger,
  signInsAMinute = SIGN_INS_A_MINUTE,
}: SignInOptions) {
  const auth = betterAuth({
    appName: 'Holdspace',
    basePath: SIGN_IN_PATH,
    secret,
    database: { db: store.db.withPlugin(MOMENTS_AS_DATES), type: 'postgres', schemaName: 'auth', transaction: true },
    emailAndPassword: {
      enabled: true,
      // People are added by their clinic, not by themselves.
      disableSignUp: true,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: 128,
    },
    session: { expiresIn: SESSION_SECONDS, updateAge: SESSION_RENEWED_EVERY_SECONDS, cookieCache: { enabled: false } },
    rateLimit: {
      enabled: true,
      storage: 'memory',
      window: 60,
      max: 300,
      customRules: { '/sign-in/email': { window: 60, max: signInsAMinute }, '/get-session': { window: 60, max: 3000 } },
    },
    advanced: {
      cookiePrefix: 'holdspace',
      useSecureCookies: secureCookies,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
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
    handle: (request: Request): Promise<Response> => auth.handler(request),

    /** The user whose session cookie these headers carry, if any. */
    async userOf(cookie: string): Promise<string | null> {
      const session = await auth.api.getSession({ headers: new Headers({ cookie }) });
      return session?.user.id ?? null;
    },

    async addUser({ email, name, password }: NewUser): Promise<{ id: string }> {
      const { internalAdapter, password: passwords } = await auth.$context;
      const existing = await internalAdapter.findUserByEmail(email.toLowerCase());
      if (existing) return { id: existing.user.id };
      const user = await internalAdapter.createUser(
        { email: email.toLowerCase(), name, emailVerified: true },
        { method: 'admin' },
      );
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

/**
 * Adds a person who can sign in, or answers the one with that e-mail, whose password stays as it is.
 * For whoever sets a clinic up: nobody signs up by themselves.
 */
export function addUser(store: Store, user: NewUser): Promise<{ id: string }> {
  // Nothing is signed here, so any secret will do.
  const secret = randomBytes(32).toString('base64');
  return createSignIn({ store, secret, secureCookies: true, logger: createLogger('silent') }).addUser(user);
}
