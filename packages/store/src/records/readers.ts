/**
 * How readers who are no practitioners come in: an invitation, used once with a code that was told another way, becomes a
 * session. Only hashes are kept. A reader is a patient or a member outside, of one clinic, and never a practitioner.
 */
import type { Instant } from '@holdspace/care';
import { sql } from 'kysely';
import type { Database } from '../database.ts';

export type ReaderKind = 'patient' | 'outside';
export interface ReaderSubject {
  readonly clinicId: string;
  readonly kind: ReaderKind;
  /** The patient's id, or the outside member's. */
  readonly subjectId: string;
}

/** Wrong codes after which an invitation is worth nothing. */
const MOST_WRONG_CODES = 5;

export function createReaders(db: Database) {
  return {
    invite: async (
      invitation: ReaderSubject & { hash: string; codeHash: string; madeAt: Instant; expiresAt: Instant },
    ): Promise<void> => {
      await db
        .insertInto('auth.reader_invitation')
        .values({
          hash: invitation.hash,
          clinic_id: invitation.clinicId,
          kind: invitation.kind,
          subject_id: invitation.subjectId,
          code_hash: invitation.codeHash,
          made_at: invitation.madeAt,
          expires_at: invitation.expiresAt,
        })
        .execute();
    },

    /** Uses an invitation up and begins a session. Null, alike, for every reason why not; a wrong code is counted. */
    enter: (
      given: { hash: string; codeHash: string },
      session: { hash: string; expiresAt: (kind: ReaderKind) => Instant },
      now: Instant,
    ): Promise<ReaderSubject | null> =>
      db.transaction().execute(async (transaction) => {
        const row = await transaction
          .selectFrom('auth.reader_invitation')
          .selectAll()
          .where('hash', '=', given.hash)
          .where('used_at', 'is', null)
          .where('expires_at', '>', now)
          .where('wrong_codes', '<', MOST_WRONG_CODES)
          .forUpdate()
          .executeTakeFirst();
        if (!row) return null;
        const isRight = row.code_hash === given.codeHash;
        await transaction
          .updateTable('auth.reader_invitation')
          .set(isRight ? { used_at: now } : { wrong_codes: sql`wrong_codes + 1` })
          .where('hash', '=', given.hash)
          .execute();
        if (!isRight) return null;
        const { clinic_id, kind, subject_id } = row;
        await transaction
          .insertInto('auth.reader_session')
          .values({
            hash: session.hash,
            clinic_id,
            kind,
            subject_id,
            made_at: now,
            expires_at: session.expiresAt(kind),
          })
          .execute();
        return { clinicId: clinic_id, kind, subjectId: subject_id };
      }),

    /** Whose session this is, where it is valid at a moment. */
    find: async (hash: string, now: Instant): Promise<ReaderSubject | null> => {
      const row = await db
        .selectFrom('auth.reader_session')
        .select(['clinic_id', 'kind', 'subject_id'])
        .where('hash', '=', hash)
        .where('revoked_at', 'is', null)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      return row ? { clinicId: row.clinic_id, kind: row.kind, subjectId: row.subject_id } : null;
    },
    leave: async (hash: string, now: Instant): Promise<void> => {
      await db
        .updateTable('auth.reader_session')
        .set({ revoked_at: now })
        .where('hash', '=', hash)
        .where('revoked_at', 'is', null)
        .execute();
    },
  };
}
