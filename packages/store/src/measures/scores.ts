/** What was scored of a patient, without the answers: no key is needed to read it. */
import type { Instant, MeasureMoment } from '@holdspace/care';
import { type Database, withClinic } from '../database.ts';

export interface KeptScores {
  readonly responseId: string;
  readonly courseId?: string;
  readonly sessionId?: string;
  readonly instrument: string;
  readonly instrumentVersion: string;
  readonly moment: MeasureMoment;
  readonly answeredAt: Instant;
  /** By scale: those that have a value. */
  readonly scores: Readonly<Record<string, number>>;
}

export const createMeasureScores = (db: Database) => ({
  /** In the order in which they were answered; what gave no score is not there. */
  ofPatient: (clinicId: string, patientId: string): Promise<readonly KeptScores[]> =>
    withClinic(db, clinicId, async (transaction) => {
      const rows = await transaction
        .selectFrom('holdspace.measure_response as response')
        .innerJoin('holdspace.measure_score as score', (join) =>
          join
            .onRef('score.clinic_id', '=', 'response.clinic_id')
            .onRef('score.response_id', '=', 'response.response_id'),
        )
        .select([
          'response.response_id',
          'response.course_id',
          'response.session_id',
          'response.instrument',
          'response.instrument_version',
          'response.moment',
          'response.answered_at',
          'score.scale',
          'score.value',
        ])
        .where('response.clinic_id', '=', clinicId)
        .where('response.patient_id', '=', patientId)
        .orderBy('response.answered_at')
        .orderBy('response.response_id')
        .execute();
      const kept = new Map<string, KeptScores & { readonly scores: Record<string, number> }>();
      for (const row of rows) {
        const one = kept.get(row.response_id) ?? {
          responseId: row.response_id,
          ...(row.course_id && { courseId: row.course_id }),
          ...(row.session_id && { sessionId: row.session_id }),
          instrument: row.instrument,
          instrumentVersion: row.instrument_version,
          moment: row.moment,
          answeredAt: row.answered_at as Instant,
          scores: {},
        };
        one.scores[row.scale] = row.value;
        kept.set(row.response_id, one);
      }
      return [...kept.values()];
    }),
});
