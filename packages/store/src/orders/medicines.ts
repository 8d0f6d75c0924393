/** Patients' medicine lists: an entry is added, gets its end once, and is never rewritten. */
import type { Instant, NewMedicine, PatientMedicine } from '@holdspace/care';
import { type Database, withClinic } from '../database.ts';
import type { PatientMedicineTable } from './tables.ts';

export interface RecordingMedicine {
  readonly by: { readonly id: string; readonly name: string };
  readonly at: Instant;
}

const toMedicine = (row: PatientMedicineTable): PatientMedicine => ({
  id: row.medicine_id,
  name: row.name,
  ...(row.ingredient !== null && { ingredient: row.ingredient }),
  ...(row.dose !== null && { dose: row.dose }),
  ...(row.since !== null && { since: row.since }),
  source: row.source,
  recordedAt: row.recorded_at as Instant,
  recordedBy: { id: row.recorded_by, name: row.recorder_name },
  ...(row.ended_on !== null && {
    ended: {
      on: row.ended_on,
      because: row.ended_because ?? '',
      by: { id: row.ended_by ?? '', name: row.ender_name ?? '' },
    },
  }),
});

export function createMedicines(db: Database) {
  return {
    add: (clinicId: string, patientId: string, medicine: NewMedicine, { by, at }: RecordingMedicine) =>
      withClinic(db, clinicId, async (transaction): Promise<void> => {
        await transaction
          .insertInto('holdspace.patient_medicine')
          .values({
            clinic_id: clinicId,
            medicine_id: medicine.id,
            patient_id: patientId,
            name: medicine.name,
            ingredient: medicine.ingredient ?? null,
            dose: medicine.dose ?? null,
            since: medicine.since ?? null,
            source: medicine.source,
            recorded_at: at,
            recorded_by: by.id,
            recorder_name: by.name,
            ended_on: null,
            ended_because: null,
            ended_at: null,
            ended_by: null,
            ender_name: null,
          })
          .execute();
      }),
    find: (clinicId: string, patientId: string, medicineId: string): Promise<PatientMedicine | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await transaction
          .selectFrom('holdspace.patient_medicine')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('patient_id', '=', patientId)
          .where('medicine_id', '=', medicineId)
          .executeTakeFirst();
        return row ? toMedicine(row) : null;
      }),
    /** Gives an entry its end; false where it has one already. */
    end: (
      clinicId: string,
      patientId: string,
      medicineId: string,
      ended: { readonly on: string; readonly because: string },
      { by, at }: RecordingMedicine,
    ): Promise<boolean> =>
      withClinic(db, clinicId, async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('holdspace.patient_medicine')
          .set({
            ended_on: ended.on,
            ended_because: ended.because,
            ended_at: at,
            ended_by: by.id,
            ender_name: by.name,
          })
          .where('clinic_id', '=', clinicId)
          .where('patient_id', '=', patientId)
          .where('medicine_id', '=', medicineId)
          .where('ended_on', 'is', null)
          .executeTakeFirst();
        return numUpdatedRows === 1n;
      }),
    /** Those that have ended too, earliest recorded first. */
    ofPatient: (clinicId: string, patientId: string): Promise<readonly PatientMedicine[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.patient_medicine')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('patient_id', '=', patientId)
          .orderBy('recorded_at')
          .orderBy('medicine_id')
          .execute();
        return rows.map(toMedicine);
      }),
  };
}
