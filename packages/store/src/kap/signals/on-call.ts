/** Who is on call when. A shift that was withdrawn stays readable. */
import type { Instant, OnCallShift } from '@holdspace/care';
import { type ClinicTransaction, type Database, withClinic } from '../../database.ts';

export interface KeptShift extends OnCallShift {
  readonly plannedBy: string;
  readonly plannedAt: Instant;
}

export function createOnCall(db: Database) {
  const rowsOf = (transaction: ClinicTransaction, clinicId: string) =>
    transaction.selectFrom('holdspace.on_call_shift').selectAll().where('clinic_id', '=', clinicId);
  type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number];
  const toShift = (row: Row): KeptShift => ({
    id: row.shift_id,
    personId: row.practitioner_id,
    from: row.from_at as Instant,
    until: row.until_at as Instant,
    plannedBy: row.planned_by,
    plannedAt: row.planned_at as Instant,
    ...(row.withdrawn_at && { withdrawnAt: row.withdrawn_at as Instant }),
  });
  return {
    /** Throws a unique violation where the id is there. */
    add: (clinicId: string, shift: KeptShift): Promise<KeptShift> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .insertInto('holdspace.on_call_shift')
          .values({
            clinic_id: clinicId,
            shift_id: shift.id,
            practitioner_id: shift.personId,
            from_at: shift.from,
            until_at: shift.until,
            planned_by: shift.plannedBy,
            planned_at: shift.plannedAt,
            withdrawn_at: null,
            withdrawn_by: null,
          })
          .execute();
        return shift;
      }),
    find: (clinicId: string, id: string): Promise<KeptShift | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await rowsOf(transaction, clinicId).where('shift_id', '=', id).executeTakeFirst();
        return row ? toShift(row) : null;
      }),
    /** Those that are not over at a moment and were not withdrawn, earliest first. */
    standing: (clinicId: string, now: Instant): Promise<readonly KeptShift[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await rowsOf(transaction, clinicId)
          .where('until_at', '>', now)
          .where('withdrawn_at', 'is', null)
          .orderBy('from_at')
          .orderBy('shift_id')
          .execute();
        return rows.map(toShift);
      }),
    withdraw: (clinicId: string, id: string, by: string, now: Instant): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .updateTable('holdspace.on_call_shift')
          .set({ withdrawn_at: now, withdrawn_by: by })
          .where('clinic_id', '=', clinicId)
          .where('shift_id', '=', id)
          .where('withdrawn_at', 'is', null)
          .execute();
      }),
  };
}
