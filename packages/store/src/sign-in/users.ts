/** People who can sign in, as far as the sign-in library leaves them to us: their password's hash, and who they are elsewhere. */
import type { Instant } from '@holdspace/care';
import type { Database } from '../database.ts';

export interface SignInUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** An authenticator app is asked for beside the password. */
  readonly hasSecondFactor: boolean;
}

/** The name under which the sign-in library keeps passwords. */
const PASSWORD = 'credential';

export function createSignInUsers(db: Database) {
  const one = async (column: 'id' | 'email', value: string): Promise<SignInUser | null> => {
    const row = await db
      .selectFrom('auth.user')
      .select(['id', 'name', 'email', 'twoFactorEnabled'])
      .where(column, '=', value)
      .executeTakeFirst();
    return row ? { id: row.id, name: row.name, email: row.email, hasSecondFactor: row.twoFactorEnabled } : null;
  };
  return {
    find: (id: string) => one('id', id),
    byEmail: (email: string) => one('email', email.toLowerCase()),

    async passwordHash(userId: string): Promise<string | null> {
      const row = await db
        .selectFrom('auth.account')
        .select('password')
        .where('userId', '=', userId)
        .where('providerId', '=', PASSWORD)
        .executeTakeFirst();
      return row?.password ?? null;
    },
    async setPasswordHash(userId: string, hash: string, now: Instant): Promise<void> {
      const { numUpdatedRows } = await db
        .updateTable('auth.account')
        .set({ password: hash, updatedAt: now })
        .where('userId', '=', userId)
        .where('providerId', '=', PASSWORD)
        .executeTakeFirst();
      if (numUpdatedRows > 0n) return;
      await db
        .insertInto('auth.account')
        .values({ accountId: userId, providerId: PASSWORD, userId, password: hash, updatedAt: now })
        .execute();
    },

    /** Who this is, by an outside provider's own name for them. */
    async byOutsideName(provider: string, name: string): Promise<string | null> {
      const row = await db
        .selectFrom('auth.account')
        .select('userId')
        .where('providerId', '=', provider)
        .where('accountId', '=', name)
        .executeTakeFirst();
      return row?.userId ?? null;
    },
    async keepOutsideName(userId: string, provider: string, name: string, now: Instant): Promise<void> {
      await db
        .insertInto('auth.account')
        .values({ accountId: name, providerId: provider, userId, password: null, updatedAt: now })
        .execute();
    },
  };
}
