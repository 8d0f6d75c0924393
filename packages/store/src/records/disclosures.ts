/** Disclosures: what of a patient's went to whom, when, why. Written once and never changed. Source: 45 CFR 164.528. */
import type { Instant } from '@holdspace/care';
import { type Database, withClinic } from '../database.ts';
import type { Keyring } from '../encryption/keyring.ts';
import { readingSealed } from '../encryption/reading.ts';

export const DISCLOSED = [
  'record_pdf',
  'record_print',
  'psychotherapy_notes',
  'outside_view',
  'outside_message',
  'crisis_notice',
] as const;
export const DISCLOSURE_BASES = ['treatment', 'authorization', 'patient', 'emergency'] as const;

export interface Disclosure {
  readonly id: string;
  readonly patientId: string;
  readonly at: Instant;
  readonly what: (typeof DISCLOSED)[number];
  /** The session, authorization or member that it is about. */
  readonly aboutId?: string;
  readonly basis: (typeof DISCLOSURE_BASES)[number];
  /** Who in the clinic did it, where somebody did. */
  readonly byPractitioner?: string;
  readonly recipient: string;
  readonly purpose: string;
}

const placeOf = (clinicId: string, id: string) => ({ clinicId, table: 'disclosure', column: 'sealed', rowId: id });

export function createDisclosures(db: Database, keyring: Keyring) {
  return {
    write: (clinicId: string, given: Disclosure): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        const seal = await keyring.sealer(transaction, clinicId, 'identifiers');
        const { recipient, purpose } = given;
        await transaction
          .insertInto('holdspace.disclosure')
          .values({
            clinic_id: clinicId,
            disclosure_id: given.id,
            patient_id: given.patientId,
            at: given.at,
            what: given.what,
            about_id: given.aboutId ?? null,
            basis: given.basis,
            by_practitioner: given.byPractitioner ?? null,
            sealed: seal(JSON.stringify({ recipient, purpose }), placeOf(clinicId, given.id)),
          })
          .execute();
      }),
    /** The newest first. */
    ofPatient: (clinicId: string, patientId: string, since: Instant): Promise<readonly Disclosure[]> =>
      readingSealed(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.disclosure')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('patient_id', '=', patientId)
          .where('at', '>=', since)
          .orderBy('at', 'desc')
          .execute();
        const all: Disclosure[] = [];
        for (const row of rows) {
          const sealed = await keyring.open(transaction, row.sealed, placeOf(clinicId, row.disclosure_id));
          all.push({
            id: row.disclosure_id,
            patientId: row.patient_id,
            at: row.at as Instant,
            what: row.what as Disclosure['what'],
            ...(row.about_id && { aboutId: row.about_id }),
            basis: row.basis as Disclosure['basis'],
            ...(row.by_practitioner && { byPractitioner: row.by_practitioner }),
            ...(JSON.parse(sealed) as Pick<Disclosure, 'recipient' | 'purpose'>),
          });
        }
        return all;
      }),
  };
}
