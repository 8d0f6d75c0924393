/** For tests: scores as they are kept when somebody answers. */
import { randomUUID } from 'node:crypto';
import type { Instant } from '@holdspace/care';
import type { Store } from '@holdspace/store';

export interface ScoreWanted {
  readonly clinicId: string;
  readonly patientId: string;
  readonly courseId: string;
  /** Of no session for a baseline, and for what is asked each month. */
  readonly sessionId?: string | undefined;
  readonly moment: string;
  readonly at: Instant;
  readonly value: number;
  readonly instrument?: string;
  readonly scale?: string;
}

export async function keepScore({ pool }: Pick<Store, 'pool'>, wanted: ScoreWanted): Promise<void> {
  const { instrument = 'phq-9', scale = 'total' } = wanted;
  await pool.query(
    `with clinic as (select set_config('holdspace.clinic', $1, true)), response as (
       insert into holdspace.measure_response (clinic_id, response_id, patient_id, course_id, session_id, instrument,
         instrument_version, moment, answered_at, recorded_at)
       select $1::uuid, $2, $3, $4, $5, $6, '1', $7, $8, $8 from clinic returning *)
     insert into holdspace.measure_score (clinic_id, response_id, patient_id, course_id, session_id, instrument, scale,
       value, answered_at, moment)
     select clinic_id, response_id, patient_id, course_id, session_id, instrument, $10, $9, answered_at, moment from response`,
    [
      wanted.clinicId,
      randomUUID(),
      wanted.patientId,
      wanted.courseId,
      wanted.sessionId ?? null,
      instrument,
      wanted.moment,
      wanted.at,
      wanted.value,
      scale,
    ],
  );
}
