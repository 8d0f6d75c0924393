/** Moves of running courses from one protocol version to another: append-only, with the course itself in one transaction. */
import type { Acknowledgement, Instant } from '@holdspace/care';
import { type Database, withClinic } from '../database.ts';

export interface CourseMoveRecord {
  readonly id: string;
  readonly courseId: string;
  readonly protocolId: string;
  readonly fromVersion: string;
  readonly toVersion: string;
  readonly reason: string;
  readonly acknowledged: readonly Acknowledgement[];
  readonly movedBy: { readonly id: string; readonly name: string };
  readonly movedAt: Instant;
}

export function createCourseMoves(db: Database) {
  return {
    /** Null where the course is no longer on the version that it is moved from. */
    move: (clinicId: string, move: CourseMoveRecord): Promise<CourseMoveRecord | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const moved = await transaction
          .updateTable('holdspace.course')
          .set({ protocol_version: move.toVersion })
          .where('clinic_id', '=', clinicId)
          .where('course_id', '=', move.courseId)
          .where('protocol_id', '=', move.protocolId)
          .where('protocol_version', '=', move.fromVersion)
          .executeTakeFirst();
        if (moved.numUpdatedRows === 0n) return null;
        await transaction
          .insertInto('holdspace.course_protocol_move')
          .values({
            clinic_id: clinicId,
            move_id: move.id,
            course_id: move.courseId,
            protocol_id: move.protocolId,
            from_version: move.fromVersion,
            to_version: move.toVersion,
            reason: move.reason,
            acknowledged: [...move.acknowledged],
            moved_by: move.movedBy.id,
            mover_name: move.movedBy.name,
            moved_at: move.movedAt,
          })
          .execute();
        return move;
      }),
    /** Earliest first. */
    ofCourse: (clinicId: string, courseId: string): Promise<readonly CourseMoveRecord[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.course_protocol_move')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('course_id', '=', courseId)
          .orderBy('moved_at')
          .execute();
        return rows.map((row) => ({
          id: row.move_id,
          courseId: row.course_id,
          protocolId: row.protocol_id,
          fromVersion: row.from_version,
          toVersion: row.to_version,
          reason: row.reason,
          acknowledged: row.acknowledged,
          movedBy: { id: row.moved_by, name: row.mover_name },
          movedAt: row.moved_at as Instant,
        }));
      }),
  };
}
