/** API tokens: for one practitioner at one clinic, a part of what they may do, for a time. Only hashes are kept. */
import type { Instant } from '@holdspace/care';
import type { Database } from '../database.ts';

export interface NewToken {
  readonly id: string;
  /** SHA-256 of the token, which is shown once, to its owner. */
  readonly hash: string;
  readonly clinicId: string;
  readonly practitionerId: string;
  readonly label: string;
  readonly scopes: readonly string[];
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
}
export interface TokenListed {
  readonly id: string;
  readonly label: string;
  readonly scopes: readonly string[];
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  /** The day, UTC: when exactly is nobody's need. */
  readonly lastUsedOn?: string;
  readonly revokedAt?: Instant;
}
/** Whose a token is, and how much of what they may do it may. */
export interface TokenBearer {
  readonly clinicId: string;
  readonly practitionerId: string;
  readonly scopes: readonly string[];
}

export function createTokens(db: Database) {
  return {
    async create(token: NewToken): Promise<void> {
      await db
        .insertInto('auth.api_token')
        .values({
          hash: token.hash,
          token_id: token.id,
          clinic_id: token.clinicId,
          practitioner_id: token.practitionerId,
          label: token.label,
          scopes: [...token.scopes],
          created_at: token.createdAt,
          expires_at: token.expiresAt,
          revoked_at: null,
          last_used_on: null,
        })
        .execute();
    },

    /** Whose token this is, where it is valid at a moment; notes the day. */
    async find(hash: string, now: Instant): Promise<TokenBearer | null> {
      const row = await db
        .selectFrom('auth.api_token')
        .select(['clinic_id', 'practitioner_id', 'scopes', 'last_used_on'])
        .where('hash', '=', hash)
        .where('revoked_at', 'is', null)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      if (!row) return null;
      const day = now.slice(0, 10);
      if (row.last_used_on !== day)
        await db.updateTable('auth.api_token').set({ last_used_on: day }).where('hash', '=', hash).execute();
      return { clinicId: row.clinic_id, practitionerId: row.practitioner_id, scopes: row.scopes };
    },

    /** A person's tokens at one clinic, the latest first; those that have ended included. */
    async ofPractitioner(clinicId: string, practitionerId: string): Promise<readonly TokenListed[]> {
      const rows = await db
        .selectFrom('auth.api_token')
        .selectAll()
        .where('clinic_id', '=', clinicId)
        .where('practitioner_id', '=', practitionerId)
        .orderBy('created_at', 'desc')
        .execute();
      return rows.map((row) => ({
        id: row.token_id,
        label: row.label,
        scopes: row.scopes,
        createdAt: row.created_at as Instant,
        expiresAt: row.expires_at as Instant,
        ...(row.last_used_on && { lastUsedOn: row.last_used_on }),
        ...(row.revoked_at && { revokedAt: row.revoked_at as Instant }),
      }));
    },

    /** Ends a person's token; false where they have none of that id. A token that has ended already stays as it ended. */
    async revoke(clinicId: string, practitionerId: string, tokenId: string, now: Instant): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('auth.api_token')
        .set(({ fn, val }) => ({ revoked_at: fn.coalesce('revoked_at', val(now)) }))
        .where('clinic_id', '=', clinicId)
        .where('practitioner_id', '=', practitionerId)
        .where('token_id', '=', tokenId)
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },
  };
}
