/** Passkeys: public keys that people registered, and the challenges that their devices are asked to answer, each once. */
import type { Instant } from '@holdspace/care';
import type { Database } from '../database.ts';

export interface Passkey {
  readonly id: string;
  readonly userId: string;
  /** As the authenticator names it, base64url. */
  readonly credentialId: string;
  /** COSE, base64url. */
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: readonly string[];
  /** As its owner calls it. */
  readonly name: string;
  /** Kept by a password manager that brings it to the owner's other devices. */
  readonly isSynced: boolean;
  readonly createdAt: Instant;
  readonly lastUsedAt: Instant | null;
}

export function createPasskeys(db: Database) {
  return {
    /** False where the credential is registered already, by whomever. */
    async add(passkey: Passkey): Promise<boolean> {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('auth.passkey')
        .values({
          passkey_id: passkey.id,
          user_id: passkey.userId,
          credential_id: passkey.credentialId,
          public_key: passkey.publicKey,
          counter: passkey.counter,
          transports: [...passkey.transports],
          name: passkey.name,
          is_synced: passkey.isSynced,
          created_at: passkey.createdAt,
          last_used_at: passkey.lastUsedAt,
        })
        .onConflict((conflict) => conflict.column('credential_id').doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
    async ofUser(userId: string): Promise<readonly Passkey[]> {
      const rows = await db
        .selectFrom('auth.passkey')
        .selectAll()
        .where('user_id', '=', userId)
        .orderBy('created_at')
        .execute();
      return rows.map(toPasskey);
    },
    async byCredential(credentialId: string): Promise<Passkey | null> {
      const row = await db
        .selectFrom('auth.passkey')
        .selectAll()
        .where('credential_id', '=', credentialId)
        .executeTakeFirst();
      return row ? toPasskey(row) : null;
    },
    /** Notes a use. False where the counter was used meanwhile: two answers of one device crossed, or it was copied. */
    async used(passkey: Passkey, counter: number, now: Instant): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('auth.passkey')
        .set({ counter, last_used_at: now })
        .where('passkey_id', '=', passkey.id)
        .where('counter', '=', passkey.counter)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    /** False where this person has no such passkey. */
    async remove(userId: string, passkeyId: string): Promise<boolean> {
      const { numDeletedRows } = await db
        .deleteFrom('auth.passkey')
        .where('user_id', '=', userId)
        .where('passkey_id', '=', passkeyId)
        .executeTakeFirst();
      return numDeletedRows === 1n;
    },

    async keepChallenge(challenge: string, boundTo: string, expiresAt: Instant): Promise<void> {
      await db
        .insertInto('auth.passkey_challenge')
        .values({ challenge, bound_to: boundTo, expires_at: expiresAt })
        .execute();
    },
    /** Takes a challenge away, whatever comes of it; true where it stood, for this very purpose. */
    async takeChallenge(challenge: string, boundTo: string, now: Instant): Promise<boolean> {
      const row = await db
        .deleteFrom('auth.passkey_challenge')
        .where('challenge', '=', challenge)
        .returningAll()
        .executeTakeFirst();
      // Those that nobody answered go with it.
      await db.deleteFrom('auth.passkey_challenge').where('expires_at', '<', now).execute();
      return row !== undefined && row.bound_to === boundTo && row.expires_at > now;
    },
  };
}

function toPasskey(row: {
  passkey_id: string;
  user_id: string;
  credential_id: string;
  public_key: string;
  counter: string | number;
  transports: string[];
  name: string;
  is_synced: boolean;
  created_at: string;
  last_used_at: string | null;
}): Passkey {
  return {
    id: row.passkey_id,
    userId: row.user_id,
    credentialId: row.credential_id,
    publicKey: row.public_key,
    counter: Number(row.counter),
    transports: row.transports,
    name: row.name,
    isSynced: row.is_synced,
    createdAt: row.created_at as Instant,
    lastUsedAt: row.last_used_at as Instant | null,
  };
}
