/** Who can sign in at all, whichever clinics they work in: the sign-in library's rows, read. */
import type { Database } from '../database.ts';

export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

export function createUsers(db: Database) {
  const users = db.selectFrom('auth.user').select(['id', 'name', 'email']);
  return {
    find: async (userId: string): Promise<User | null> =>
      (await users.where('id', '=', userId).executeTakeFirst()) ?? null,
    byEmail: async (email: string): Promise<User | null> =>
      (await users.where('email', '=', email.toLowerCase()).executeTakeFirst()) ?? null,
  };
}
