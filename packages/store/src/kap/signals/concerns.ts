/** What other parts of the product raise about a patient, each once; and whoever listens hears of it at once. */
import type { ConcernKind, Instant } from '@holdspace/care';
import { type Database, withClinic } from '../../database.ts';

export interface NewConcern {
  readonly clinicId: string;
  readonly id: string;
  readonly patientId: string;
  readonly courseId?: string;
  readonly kind: ConcernKind;
  /** What it comes from: the same thing raises a kind once. */
  readonly source: { readonly kind: string; readonly id: string };
  readonly at: Instant;
}
export interface Concern {
  readonly id: string;
  readonly courseId?: string;
  readonly kind: ConcernKind;
  readonly at: Instant;
}

export function createConcerns(db: Database) {
  const observers = new Set<(clinicId: string) => void>();
  return {
    /** Keeps it; false where it was raised before. Never refused: what was seen can always be said. */
    async raise({ clinicId, source, ...concern }: NewConcern): Promise<boolean> {
      const { numInsertedOrUpdatedRows } = await withClinic(db, clinicId, (transaction) =>
        transaction
          .insertInto('holdspace.concern')
          .values({
            clinic_id: clinicId,
            concern_id: concern.id,
            patient_id: concern.patientId,
            course_id: concern.courseId ?? null,
            kind: concern.kind,
            source_kind: source.kind,
            source_id: source.id,
            at: concern.at,
          })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst(),
      );
      if (numInsertedOrUpdatedRows !== 1n) return false;
      for (const observe of observers) observe(clinicId);
      return true;
    },
    ofPatient: (clinicId: string, patientId: string): Promise<readonly Concern[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.concern')
          .select(['concern_id', 'course_id', 'kind', 'at'])
          .where('clinic_id', '=', clinicId)
          .where('patient_id', '=', patientId)
          .orderBy('at')
          .orderBy('concern_id')
          .execute();
        return rows.map((row) => ({
          id: row.concern_id,
          ...(row.course_id && { courseId: row.course_id }),
          kind: row.kind,
          at: row.at as Instant,
        }));
      }),
    /** Hears, in this server, of the clinic in which something was raised. Answers how to stop. */
    observe(observer: (clinicId: string) => void): () => void {
      observers.add(observer);
      return () => observers.delete(observer);
    },
  };
}
