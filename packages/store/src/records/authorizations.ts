/** A patient's authorizations: kept as they were signed, and taken back for good. */
import type { Covered, Instant, RecipientKind } from '@holdspace/care';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';
import type { Keyring } from '../encryption/keyring.ts';
import { readingSealed } from '../encryption/reading.ts';

export interface Authorization {
  readonly id: string;
  readonly patientId: string;
  readonly covers: Covered;
  /** Whose psychotherapy notes. */
  readonly authorId?: string;
  /** Some of that author's; absent, all of them about the patient. */
  readonly noteIds?: readonly string[];
  readonly recipientKind: RecipientKind;
  readonly recipientId?: string;
  /** As the patient named them. */
  readonly recipient: string;
  readonly purpose: string;
  readonly signedHow: 'portal' | 'paper';
  readonly signedAt: Instant;
  readonly recordedBy?: string;
  readonly expiresAt: Instant;
  readonly revokedAt?: Instant;
  readonly revokedHow?: 'portal' | 'clinic';
}
type Sealed = Pick<Authorization, 'recipient' | 'purpose'>;

const placeOf = (clinicId: string, id: string) => ({ clinicId, table: 'authorization', column: 'sealed', rowId: id });

export function createAuthorizations(db: Database, keyring: Keyring) {
  const rowsOf = (transaction: ClinicTransaction, clinicId: string) =>
    transaction.selectFrom('holdspace.authorization').selectAll().where('clinic_id', '=', clinicId);
  type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number];
  const open = async (transaction: ClinicTransaction, clinicId: string, row: Row): Promise<Authorization> => {
    const sealed = await keyring.open(transaction, row.sealed, placeOf(clinicId, row.authorization_id));
    return {
      id: row.authorization_id,
      patientId: row.patient_id,
      covers: row.covers,
      ...(row.author_id && { authorId: row.author_id }),
      ...(row.note_ids && { noteIds: row.note_ids }),
      recipientKind: row.recipient_kind,
      ...(row.recipient_id && { recipientId: row.recipient_id }),
      ...(JSON.parse(sealed) as Sealed),
      signedHow: row.signed_how,
      signedAt: row.signed_at as Instant,
      ...(row.recorded_by && { recordedBy: row.recorded_by }),
      expiresAt: row.expires_at as Instant,
      ...(row.revoked_at && { revokedAt: row.revoked_at as Instant }),
      ...(row.revoked_how && { revokedHow: row.revoked_how }),
    };
  };
  return {
    create: (clinicId: string, given: Authorization): Promise<Authorization> =>
      withClinic(db, clinicId, async (transaction) => {
        const seal = await keyring.sealer(transaction, clinicId, 'identifiers');
        const { recipient, purpose } = given;
        await transaction
          .insertInto('holdspace.authorization')
          .values({
            clinic_id: clinicId,
            authorization_id: given.id,
            patient_id: given.patientId,
            covers: given.covers,
            author_id: given.authorId ?? null,
            note_ids: given.noteIds ? [...given.noteIds] : null,
            recipient_kind: given.recipientKind,
            recipient_id: given.recipientId ?? null,
            signed_how: given.signedHow,
            signed_at: given.signedAt,
            recorded_by: given.recordedBy ?? null,
            expires_at: given.expiresAt,
            revoked_at: null,
            revoked_how: null,
            sealed: seal(JSON.stringify({ recipient, purpose } satisfies Sealed), placeOf(clinicId, given.id)),
          })
          .execute();
        return given;
      }),
    find: (clinicId: string, id: string): Promise<Authorization | null> =>
      readingSealed(db, clinicId, async (transaction) => {
        const row = await rowsOf(transaction, clinicId).where('authorization_id', '=', id).executeTakeFirst();
        return row ? open(transaction, clinicId, row) : null;
      }),
    /** The newest first, those that are over included. */
    ofPatient: (clinicId: string, patientId: string): Promise<readonly Authorization[]> =>
      readingSealed(db, clinicId, async (transaction) => {
        const rows = await rowsOf(transaction, clinicId)
          .where('patient_id', '=', patientId)
          .orderBy('signed_at', 'desc')
          .execute();
        const all: Authorization[] = [];
        for (const row of rows) all.push(await open(transaction, clinicId, row));
        return all;
      }),
    /** Takes one back, for good. What was taken back already stays as it was. */
    revoke: (clinicId: string, id: string, how: 'portal' | 'clinic', now: Instant): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .updateTable('holdspace.authorization')
          .set({ revoked_at: now, revoked_how: how })
          .where('clinic_id', '=', clinicId)
          .where('authorization_id', '=', id)
          .where('revoked_at', 'is', null)
          .execute();
      }),
  };
}
