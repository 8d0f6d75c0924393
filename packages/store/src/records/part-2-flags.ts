/** Flags of 42 CFR Part 2 on a patient or a course: set and lifted by name, and never removed. */
import type { Instant } from '@holdspace/care';
import { type Database, withClinic } from '../database.ts';

export interface Part2FlagKept {
  readonly id: string;
  readonly courseId?: string;
  readonly setBy: string;
  readonly setAt: Instant;
}

export function createPart2Flags(db: Database) {
  return {
    /** Set again, it stays one. */
    set: (clinicId: string, patientId: string, flag: Part2FlagKept): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .insertInto('holdspace.part_2_flag')
          .values({
            clinic_id: clinicId,
            flag_id: flag.id,
            patient_id: patientId,
            course_id: flag.courseId ?? null,
            set_by: flag.setBy,
            set_at: flag.setAt,
            lifted_by: null,
            lifted_at: null,
          })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }),
    lift: (clinicId: string, patientId: string, id: string, by: string, now: Instant): Promise<boolean> =>
      withClinic(db, clinicId, async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('holdspace.part_2_flag')
          .set({ lifted_by: by, lifted_at: now })
          .where('clinic_id', '=', clinicId)
          .where('patient_id', '=', patientId)
          .where('flag_id', '=', id)
          .where('lifted_at', 'is', null)
          .executeTakeFirst();
        return numUpdatedRows === 1n;
      }),
    /** Those that stand. */
    ofPatient: (clinicId: string, patientId: string): Promise<readonly Part2FlagKept[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.part_2_flag')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('patient_id', '=', patientId)
          .where('lifted_at', 'is', null)
          .orderBy('set_at')
          .execute();
        return rows.map((row) => ({
          id: row.flag_id,
          ...(row.course_id && { courseId: row.course_id }),
          setBy: row.set_by,
          setAt: row.set_at as Instant,
        }));
      }),
  };
}
