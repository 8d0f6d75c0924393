/**
 * Patients one by one, by pseudonym, for the registry's figures: each one's first course under a protocol, on which scale it
 * changed, and how many sessions went how. What may leave of it is decided by the core.
 */
import type { PatientChange, PatientSessions } from '@holdspace/care';
import { quoted } from '../engine.ts';
import type { Ask, ScaleAsked } from './asked.ts';

export interface TreatedPatient {
  readonly patient: string;
  readonly protocol: string;
}
export interface RegistryRows {
  /** Had a first dose, answered or not. */
  readonly treated: readonly TreatedPatient[];
  readonly changes: readonly PatientChange[];
  readonly sessions: readonly PatientSessions[];
}

/** Of several courses under one protocol the first that had a dose, so that nobody counts twice. */
const FIRST_COURSE = `dosed as (
    select course_id, min(first_dose_at) as dose_at, arg_min(session_id, first_dose_at) as first_session
      from session where course_id is not null and first_dose_at is not null group by course_id),
  first_course as (
    select course_id, patient_id, protocol_id, dose_at, first_session
      from course join dosed using (course_id)
   qualify row_number() over (partition by patient_id, protocol_id order by dose_at, course_id) = 1)`;

export async function registryRows(ask: Ask, scales: readonly ScaleAsked[]): Promise<RegistryRows> {
  const treated = await ask.rows<TreatedPatient>(
    `with ${FIRST_COURSE} select patient_id::VARCHAR as patient, protocol_id as protocol from first_course`,
  );
  const asked = scales.map(({ instrument, scale }) => `(${quoted(instrument)}, ${quoted(scale)})`).join(', ');
  const changes = await ask.rows<PatientChange>(
    `with ${FIRST_COURSE}, answer as (
       select first_course.patient_id, first_course.protocol_id, instrument, scale, moment, value, answered_at, dose_at,
              session_id = first_session as of_first
         from score join first_course using (course_id)
        where moment <> 'right_after' and (instrument, scale) in (${asked})),
     measured as (
       select patient_id, protocol_id, instrument, scale,
              max_by(value, answered_at) filter (answered_at <= dose_at) as before,
              max_by(value, answered_at) filter (answered_at > dose_at) as last,
              max_by(value, answered_at) filter (moment = 'day_1' and of_first) as day_1,
              max_by(value, answered_at) filter (moment = 'day_7' and of_first) as day_7
         from answer group by all)
     select patient_id::VARCHAR as patient, protocol_id as protocol, instrument, scale, moment, before, after
       from (unpivot measured on last, day_1, day_7 into name moment value after)
      where before is not null`,
  );
  const sessions = await ask.rows<PatientSessions>(
    `select patient_id::VARCHAR as patient, protocol_id as protocol, count(*)::INTEGER as sessions,
            sum(adverse_events)::INTEGER as events
       from session where first_dose_at is not null group by all`,
  );
  return { treated, changes, sessions };
}
