/** Sign-ins that last: when each was last touched, on which kind of device, and their ends. The sign-in library begins them. */
import type { Instant } from '@holdspace/care';
import type { Database } from '../database.ts';

export interface SignInSession {
  readonly id: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly touchedAt: Instant;
  readonly signedInBy: string;
  /** On a device that several people use. */
  readonly isShared: boolean;
  readonly address: string | null;
  readonly browser: string | null;
}

export function createSignInSessions(db: Database) {
  return {
    async ofUser(userId: string, now: Instant): Promise<readonly SignInSession[]> {
      const rows = await db
        .selectFrom('auth.session')
        .selectAll()
        .where('userId', '=', userId)
        .where('expiresAt', '>', now)
        .orderBy('touchedAt', 'desc')
        .execute();
      return rows.map((row) => ({
        id: row.id,
        createdAt: row.createdAt as Instant,
        expiresAt: row.expiresAt as Instant,
        touchedAt: row.touchedAt as Instant,
        signedInBy: row.signedInBy,
        isShared: row.isShared,
        address: row.ipAddress,
        browser: row.userAgent,
      }));
    },
    /** Notes a touch. False where the last one is older than `touchedSince`: then only a proof brings it back. */
    async touch(id: string, touchedSince: Instant, now: Instant): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('auth.session')
        .set({ touchedAt: now })
        .where('id', '=', id)
        .where('touchedAt', '>', touchedSince)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    /** The person has shown again who they are. */
    async unlock(id: string, now: Instant): Promise<void> {
      await db.updateTable('auth.session').set({ touchedAt: now, provedAt: now }).where('id', '=', id).execute();
    },
    /** Locks at once: as if it had not been touched since `touchedAt`. */
    async lock(id: string, touchedAt: Instant): Promise<void> {
      await db.updateTable('auth.session').set({ touchedAt }).where('id', '=', id).execute();
    },
    async markShared(id: string, isShared: boolean): Promise<void> {
      await db.updateTable('auth.session').set({ isShared }).where('id', '=', id).execute();
    },
    /** False where this person has no such session. */
    async end(userId: string, id: string): Promise<boolean> {
      const { numDeletedRows } = await db
        .deleteFrom('auth.session')
        .where('userId', '=', userId)
        .where('id', '=', id)
        .executeTakeFirst();
      return numDeletedRows === 1n;
    },
    /** Ends every session of a person, but for the one to keep. Tell the other servers with `announceRevocation`. */
    async endAll(userId: string, butFor?: string): Promise<number> {
      let ending = db.deleteFrom('auth.session').where('userId', '=', userId);
      if (butFor !== undefined) ending = ending.where('id', '<>', butFor);
      const { numDeletedRows } = await ending.executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}
