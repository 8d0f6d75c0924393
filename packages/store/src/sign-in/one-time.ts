/** Things that let in once: links sent by e-mail, an authenticator app's codes, and what is kept while somebody is away at single sign-on. */
import { type Instant, later, SECOND } from '@holdspace/care';
import type { Database } from '../database.ts';

/** An authenticator's code stands for at most a minute and a half on either side; after this it may come again by chance. */
const CODE_COUNTS_ONCE_FOR_SECONDS = 300;

export interface SingleSignOnRequest {
  readonly state: string;
  readonly clinicSlug: string;
  readonly nonce: string;
  /** The secret half of PKCE. */
  readonly verifier: string;
  readonly nextPath: string;
  readonly expiresAt: Instant;
}

export function createOneTime(db: Database) {
  return {
    async keepLink(link: { hash: string; userId: string; expiresAt: Instant }): Promise<void> {
      await db
        .insertInto('auth.one_time_link')
        .values({ hash: link.hash, user_id: link.userId, expires_at: link.expiresAt, used_at: null })
        .execute();
    },
    /** Uses a link up, and every other that the same person was sent; answers whose it was, where it held. */
    async useLink(hash: string, now: Instant): Promise<string | null> {
      const row = await db
        .updateTable('auth.one_time_link')
        .set({ used_at: now })
        .where('hash', '=', hash)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .returning('user_id')
        .executeTakeFirst();
      if (!row) return null;
      await db.deleteFrom('auth.one_time_link').where('user_id', '=', row.user_id).where('hash', '<>', hash).execute();
      return row.user_id;
    },
    /** False where this person's code was used a moment ago. */
    async useCode(userId: string, codeHash: string, now: Instant): Promise<boolean> {
      const again = later(now, -CODE_COUNTS_ONCE_FOR_SECONDS * SECOND);
      await db.deleteFrom('auth.used_code').where('user_id', '=', userId).where('used_at', '<', again).execute();
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('auth.used_code')
        .values({ user_id: userId, code_hash: codeHash, used_at: now })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },

    async keepRequest(request: SingleSignOnRequest, now: Instant): Promise<void> {
      await db.deleteFrom('auth.single_sign_on').where('expires_at', '<', now).execute();
      await db
        .insertInto('auth.single_sign_on')
        .values({
          state: request.state,
          clinic_slug: request.clinicSlug,
          nonce: request.nonce,
          verifier: request.verifier,
          next_path: request.nextPath,
          expires_at: request.expiresAt,
        })
        .execute();
    },
    /** Takes the request away, whatever comes of it. */
    async takeRequest(state: string, now: Instant): Promise<SingleSignOnRequest | null> {
      const row = await db
        .deleteFrom('auth.single_sign_on')
        .where('state', '=', state)
        .returningAll()
        .executeTakeFirst();
      if (!row || row.expires_at <= now) return null;
      return {
        state: row.state,
        clinicSlug: row.clinic_slug,
        nonce: row.nonce,
        verifier: row.verifier,
        nextPath: row.next_path,
        expiresAt: row.expires_at as Instant,
      };
    },
  };
}
