/** Patients. Who they are is sealed whole; a record number is found, and kept unique, by a keyed hash. */
import type { Instant, Language } from '@holdspace/care';
import { type ClinicTransaction, type Database, withClinic } from './database.ts';
import type { Keyring } from './encryption/keyring.ts';
import { readingSealed } from './encryption/reading.ts';

export interface Patient {
  readonly id: string;
  readonly name: string;
  /** "1980-05-04" */
  readonly dateOfBirth: string;
  readonly recordNumber: string;
  readonly telephone?: string;
  readonly email?: string;
  readonly address?: string;
  /** In which the clinic writes to them; English where nobody has said. */
  readonly language?: Language;
}
/** What is sealed of a patient: everything but the id. */
type PatientIdentity = Omit<Patient, 'id'>;

interface SealedPatient {
  readonly patient_id: string;
  readonly sealed: string | null;
}

const placeOf = (clinicId: string, patientId: string) => ({
  clinicId,
  table: 'patient',
  column: 'sealed',
  rowId: patientId,
});

/** Opens a patient's row. Throws a `SealFault` where it does not open, or was never sealed. */
export async function openPatient(
  keyring: Keyring,
  transaction: ClinicTransaction,
  clinicId: string,
  row: SealedPatient,
): Promise<Patient> {
  const opened = await keyring.open(transaction, row.sealed ?? '', placeOf(clinicId, row.patient_id));
  return { id: row.patient_id, ...(JSON.parse(opened) as PatientIdentity) };
}

interface SealedColumns {
  readonly sealed: string;
  readonly record_number_lookup: string;
}
/** Makes the sealed columns of patients' rows, of however many; good until the transaction ends. */
export async function patientSealer(
  keyring: Keyring,
  transaction: ClinicTransaction,
  clinicId: string,
): Promise<(patient: Patient) => SealedColumns> {
  const seal = await keyring.sealer(transaction, clinicId, 'identifiers');
  const lookup = await keyring.lookup(transaction, clinicId);
  return ({ id, ...identity }) => ({
    sealed: seal(JSON.stringify(identity), placeOf(clinicId, id)),
    record_number_lookup: lookup('record_number', identity.recordNumber),
  });
}

/** A row's sealed columns for a patient. */
export const sealPatient = async (
  keyring: Keyring,
  transaction: ClinicTransaction,
  clinicId: string,
  patient: Patient,
): Promise<SealedColumns> => (await patientSealer(keyring, transaction, clinicId))(patient);

export function createPatients(db: Database, keyring: Keyring) {
  return {
    /** Throws PostgreSQL's unique violation where the id or the record number is taken. */
    create: (clinicId: string, patient: Patient, now: Instant): Promise<Patient> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .insertInto('holdspace.patient')
          .values({
            clinic_id: clinicId,
            patient_id: patient.id,
            created_at: now,
            ...(await sealPatient(keyring, transaction, clinicId, patient)),
          })
          .execute();
        return patient;
      }),
    /** By name. Names are sealed, so they are put in order here and not by PostgreSQL. */
    list: (clinicId: string): Promise<readonly Patient[]> =>
      readingSealed(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.patient')
          .select(['patient_id', 'sealed'])
          .where('clinic_id', '=', clinicId)
          .execute();
        const patients: Patient[] = [];
        for (const row of rows) patients.push(await openPatient(keyring, transaction, clinicId, row));
        return patients.sort(
          (one, other) => one.name.localeCompare(other.name, 'en') || one.id.localeCompare(other.id),
        );
      }),
    /** From now on the clinic writes to them in this language; answers whether there is such a patient. */
    speaks: (clinicId: string, patientId: string, language: Language): Promise<boolean> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await transaction
          .selectFrom('holdspace.patient')
          .select(['patient_id', 'sealed'])
          .where('clinic_id', '=', clinicId)
          .where('patient_id', '=', patientId)
          .forUpdate()
          .executeTakeFirst();
        if (!row) return false;
        const patient = await openPatient(keyring, transaction, clinicId, row);
        if (patient.language === language) return true;
        await transaction
          .updateTable('holdspace.patient')
          .set(await sealPatient(keyring, transaction, clinicId, { ...patient, language }))
          .where('clinic_id', '=', clinicId)
          .where('patient_id', '=', patientId)
          .execute();
        return true;
      }),
    find: (clinicId: string, patientId: string): Promise<Patient | null> =>
      readingSealed(db, clinicId, async (transaction) => {
        const row = await transaction
          .selectFrom('holdspace.patient')
          .select(['patient_id', 'sealed'])
          .where('clinic_id', '=', clinicId)
          .where('patient_id', '=', patientId)
          .executeTakeFirst();
        return row ? openPatient(keyring, transaction, clinicId, row) : null;
      }),
  };
}
