/**
 * Licences and trainings of a clinic's people. Nothing is removed: a correction is a new row that the old one names, an
 * end is written beside what it ends, and both stay readable with who did it and when.
 */
import type { Instant } from '@holdspace/care';
import { type Database, withClinic } from '../database.ts';

/** What a credential says. Days are calendar days; it is good from the first to the last of them. */
export interface CredentialSaid {
  readonly kind: string;
  readonly number?: string | undefined;
  readonly issuer?: string | undefined;
  readonly validFrom?: string | undefined;
  readonly expiresOn: string;
}
export interface Credential extends CredentialSaid {
  readonly id: string;
  readonly personId: string;
  /** Absent for what was entered before this was kept. */
  readonly recordedAt?: Instant;
  readonly recordedBy?: string;
  /** The row that corrects this one. */
  readonly replacedBy?: string;
  readonly ended?: { readonly on: string; readonly because: string; readonly at: Instant; readonly by: string };
}
export interface Recording {
  readonly by: string;
  readonly at: Instant;
}

export function createCredentials(db: Database) {
  const list = (clinicId: string, personId?: string): Promise<readonly Credential[]> =>
    withClinic(db, clinicId, async (transaction) => {
      const all = transaction
        .selectFrom('holdspace.credential')
        .selectAll()
        .where('clinic_id', '=', clinicId)
        .orderBy('kind')
        .orderBy('expires_on', 'desc');
      const rows = await (personId ? all.where('practitioner_id', '=', personId) : all).execute();
      return rows.map(toCredential);
    });

  return {
    /** Every row of one person, corrected and ended ones included. */
    ofPerson: (clinicId: string, personId: string) => list(clinicId, personId),
    /** What stands, of everybody: corrected rows left out. */
    standing: async (clinicId: string): Promise<readonly Credential[]> =>
      (await list(clinicId)).filter(({ replacedBy }) => replacedBy === undefined),

    add: (
      clinicId: string,
      personId: string,
      id: string,
      said: CredentialSaid,
      recording: Recording,
    ): Promise<Credential> =>
      withClinic(db, clinicId, async (transaction) =>
        toCredential(
          await transaction
            .insertInto('holdspace.credential')
            .values(rowOf(clinicId, personId, id, said, recording))
            .returningAll()
            .executeTakeFirstOrThrow(),
        ),
      ),

    find: (clinicId: string, credentialId: string): Promise<Credential | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await transaction
          .selectFrom('holdspace.credential')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('credential_id', '=', credentialId)
          .executeTakeFirst();
        return row ? toCredential(row) : null;
      }),

    /** Puts a corrected row in a row's place; null where it has been corrected or ended meanwhile. */
    correct: (
      clinicId: string,
      before: Credential,
      id: string,
      said: CredentialSaid,
      recording: Recording,
    ): Promise<Credential | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const standing = await transaction
          .selectFrom('holdspace.credential')
          .select('credential_id')
          .where('clinic_id', '=', clinicId)
          .where('practitioner_id', '=', before.personId)
          .where('credential_id', '=', before.id)
          .where('replaced_by', 'is', null)
          .where('ended_at', 'is', null)
          .forUpdate()
          .executeTakeFirst();
        if (!standing) return null;
        const row = await transaction
          .insertInto('holdspace.credential')
          .values(rowOf(clinicId, before.personId, id, said, recording))
          .returningAll()
          .executeTakeFirstOrThrow();
        await transaction
          .updateTable('holdspace.credential')
          .set({ replaced_by: id })
          .where('clinic_id', '=', clinicId)
          .where('practitioner_id', '=', before.personId)
          .where('credential_id', '=', before.id)
          .execute();
        return toCredential(row);
      }),

    /** Ends a credential before its time: surrendered, suspended, lapsed. Null where it no longer stands. */
    end: (
      clinicId: string,
      credentialId: string,
      ended: { readonly on: string; readonly because: string },
      recording: Recording,
    ): Promise<Credential | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await transaction
          .updateTable('holdspace.credential')
          .set({ ended_on: ended.on, ended_because: ended.because, ended_at: recording.at, ended_by: recording.by })
          .where('clinic_id', '=', clinicId)
          .where('credential_id', '=', credentialId)
          .where('replaced_by', 'is', null)
          .where('ended_at', 'is', null)
          .returningAll()
          .executeTakeFirst();
        return row ? toCredential(row) : null;
      }),
  };
}

const rowOf = (clinicId: string, personId: string, id: string, said: CredentialSaid, { by, at }: Recording) => ({
  clinic_id: clinicId,
  practitioner_id: personId,
  credential_id: id,
  kind: said.kind,
  number: said.number ?? null,
  issuer: said.issuer ?? null,
  valid_from: said.validFrom ?? null,
  expires_on: said.expiresOn,
  recorded_at: at,
  recorded_by: by,
});

const toCredential = (row: {
  credential_id: string;
  practitioner_id: string;
  kind: string;
  number: string | null;
  issuer: string | null;
  valid_from: string | null;
  expires_on: string;
  recorded_at: string | null;
  recorded_by: string | null;
  replaced_by: string | null;
  ended_on: string | null;
  ended_because: string | null;
  ended_at: string | null;
  ended_by: string | null;
}): Credential => ({
  id: row.credential_id,
  personId: row.practitioner_id,
  kind: row.kind,
  ...(row.number && { number: row.number }),
  ...(row.issuer && { issuer: row.issuer }),
  ...(row.valid_from && { validFrom: row.valid_from }),
  expiresOn: row.expires_on,
  ...(row.recorded_at && { recordedAt: row.recorded_at as Instant }),
  ...(row.recorded_by && { recordedBy: row.recorded_by }),
  ...(row.replaced_by && { replacedBy: row.replaced_by }),
  ...(row.ended_on &&
    row.ended_at && {
      ended: {
        on: row.ended_on,
        because: row.ended_because ?? '',
        at: row.ended_at as Instant,
        by: row.ended_by ?? '',
      },
    }),
});
