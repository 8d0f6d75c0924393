/** Members of a patient's care team outside the clinic, and the consent by which they see something of one patient. */
import type { Instant, OutsideScope } from '@holdspace/care';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';
import type { Keyring } from '../encryption/keyring.ts';
import { readingSealed } from '../encryption/reading.ts';

export interface OutsideMember {
  readonly id: string;
  readonly patientId: string;
  readonly name: string;
  /** "Psychotherapist" */
  readonly profession: string;
  readonly scopes: readonly OutsideScope[];
  /** Whether the patient's consent names records of treatment for substance use. */
  readonly includesPart2: boolean;
  readonly consentedHow: 'portal' | 'paper';
  readonly consentedAt: Instant;
  readonly invitedBy?: string;
  readonly expiresAt: Instant;
  readonly revokedAt?: Instant;
}

const placeOf = (clinicId: string, id: string) => ({ clinicId, table: 'outside_member', column: 'sealed', rowId: id });

export function createOutsideMembers(db: Database, keyring: Keyring) {
  const rowsOf = (transaction: ClinicTransaction, clinicId: string) =>
    transaction.selectFrom('holdspace.outside_member').selectAll().where('clinic_id', '=', clinicId);
  type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number];
  const open = async (transaction: ClinicTransaction, clinicId: string, row: Row): Promise<OutsideMember> => {
    const sealed = await keyring.open(transaction, row.sealed, placeOf(clinicId, row.member_id));
    return {
      id: row.member_id,
      patientId: row.patient_id,
      ...(JSON.parse(sealed) as Pick<OutsideMember, 'name' | 'profession'>),
      scopes: row.scopes as OutsideScope[],
      includesPart2: row.includes_part_2,
      consentedHow: row.consented_how,
      consentedAt: row.consented_at as Instant,
      ...(row.invited_by && { invitedBy: row.invited_by }),
      expiresAt: row.expires_at as Instant,
      ...(row.revoked_at && { revokedAt: row.revoked_at as Instant }),
    };
  };
  return {
    create: (clinicId: string, given: OutsideMember): Promise<OutsideMember> =>
      withClinic(db, clinicId, async (transaction) => {
        const seal = await keyring.sealer(transaction, clinicId, 'identifiers');
        const { name, profession } = given;
        await transaction
          .insertInto('holdspace.outside_member')
          .values({
            clinic_id: clinicId,
            member_id: given.id,
            patient_id: given.patientId,
            scopes: [...given.scopes],
            includes_part_2: given.includesPart2,
            consented_how: given.consentedHow,
            consented_at: given.consentedAt,
            invited_by: given.invitedBy ?? null,
            expires_at: given.expiresAt,
            revoked_at: null,
            sealed: seal(JSON.stringify({ name, profession }), placeOf(clinicId, given.id)),
          })
          .execute();
        return given;
      }),
    find: (clinicId: string, id: string): Promise<OutsideMember | null> =>
      readingSealed(db, clinicId, async (transaction) => {
        const row = await rowsOf(transaction, clinicId).where('member_id', '=', id).executeTakeFirst();
        return row ? open(transaction, clinicId, row) : null;
      }),
    ofPatient: (clinicId: string, patientId: string): Promise<readonly OutsideMember[]> =>
      readingSealed(db, clinicId, async (transaction) => {
        const rows = await rowsOf(transaction, clinicId)
          .where('patient_id', '=', patientId)
          .orderBy('consented_at', 'desc')
          .execute();
        const all: OutsideMember[] = [];
        for (const row of rows) all.push(await open(transaction, clinicId, row));
        return all;
      }),
    /** Takes the consent back; who had come in is out with it. */
    revoke: (clinicId: string, id: string, now: Instant): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .updateTable('holdspace.outside_member')
          .set({ revoked_at: now })
          .where('clinic_id', '=', clinicId)
          .where('member_id', '=', id)
          .where('revoked_at', 'is', null)
          .execute();
        await transaction
          .updateTable('auth.reader_session')
          .set({ revoked_at: now })
          .where('clinic_id', '=', clinicId)
          .where('subject_id', '=', id)
          .where('revoked_at', 'is', null)
          .execute();
      }),
  };
}
