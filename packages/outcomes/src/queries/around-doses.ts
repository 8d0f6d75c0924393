/** Sessions as points: the dose, the experience, and the answers around it, whatever moment they were asked at. */
import { DAYS_AROUND_A_DOSE } from '@holdspace/care';
import { quoted } from '../engine.ts';
import { isOfScale } from './answers.ts';
import type { Ask, ScaleAsked } from './asked.ts';

export interface PointAroundDose {
  readonly patientId: string;
  readonly protocolId: string;
  readonly mgPerKg: number;
  readonly before: number;
  readonly after: number;
  /** Null where it was not answered, or none was asked for. */
  readonly experience: number | null;
  readonly music: boolean | null;
  readonly eyeCover: boolean | null;
  readonly guidePresent: boolean;
}
export interface PointsAroundDoses {
  readonly points: readonly PointAroundDose[];
  /** Sessions with a known dose per kilogram. */
  readonly dosed: number;
  /** The share of patients that the points are of; 1 where it is all. */
  readonly share: number;
  /** Of that share: sessions that could have been points, and how many patients they are of. */
  readonly sessions: number;
  readonly patients: number;
}

/** With more sessions than about this, whole patients are left out, always the same ones. */
const MOST = 20_000;
const PARTS = 2 ** 32;

/** Pseudonyms are spread evenly, so those below a bound are patients by chance, and others’ rows are hardly looked at. */
const below = (part: number): string =>
  part < PARTS ? `patient_id < '${part.toString(16).padStart(8, '0')}-0000-0000-0000-000000000000'::UUID` : 'true';

/** The last answer before a dose, and the last one after it and before the next dose of the course. */
export async function pointsAroundDoses(
  ask: Ask,
  asked: ScaleAsked & { readonly experience?: ScaleAsked },
): Promise<PointsAroundDoses> {
  const [all] = await ask.rows<{ dosed: number }>(
    'select (count(*) filter (dose_mg_per_kg is not null and first_dose_at is not null))::INTEGER as dosed from session',
  );
  const dosed = all?.dosed ?? 0;
  const part = Math.ceil(Math.min(1, MOST / Math.max(1, dosed)) * PARTS);
  const chosen = below(part);
  const [counted] = await ask.rows<{ sessions: number; patients: number }>(
    `select count(*)::INTEGER as sessions, count(distinct patient_id)::INTEGER as patients
       from session where dose_mg_per_kg is not null and first_dose_at is not null and ${chosen}`,
  );
  const { experience } = asked;
  const scales = experience ? [asked, experience] : [asked];
  const isAsked = `(${isOfScale(asked)})`;
  const isLived = experience ? `(${isOfScale(experience)})` : 'false';
  // Answers and experiences are read at once: to read the scores twice would take as long again.
  const points = await ask.rows<PointAroundDose>(
    `with dosed as materialized (
       select *, hash(course_id) as course, hash(session_id) as session, first_dose_at - to_days(${DAYS_AROUND_A_DOSE}) as earliest,
              least(first_dose_at + to_days(${DAYS_AROUND_A_DOSE}), next_dose_of_course_at) as latest
         from session where first_dose_at is not null and course_id is not null and ${chosen}),
          told as materialized (
       select instrument, scale, moment, hash(course_id) as course, course_id is not null as is_of_course,
              hash(session_id) as session, session_id is not null as is_of_session, answered_at as told_at, response_id, value
         from score where instrument in (${scales.map(({ instrument }) => quoted(instrument)).join(', ')})
                      and scale in (${scales.map(({ scale }) => quoted(scale)).join(', ')}) and ${chosen}),
          answer as materialized (
       select course, told_at, max_by(value, response_id) as value
         from told where ${isAsked} and moment <> 'right_after' and is_of_course group by all),
          lived as (
       select session, max_by(value, (told_at, response_id)) as experience
         from told where ${isLived} and moment = 'right_after' and is_of_session group by 1)
     select patient_id::VARCHAR as "patientId", protocol_id as "protocolId", dose_mg_per_kg as "mgPerKg",
            earlier.value as before, later.value as after, experience, music, eye_cover as "eyeCover",
            guide_present as "guidePresent"
       from dosed asof join answer earlier on dosed.course = earlier.course and first_dose_at >= earlier.told_at
            asof join answer later on dosed.course = later.course and latest >= later.told_at
            left join lived on dosed.session = lived.session
      where dose_mg_per_kg is not null and earlier.told_at >= earliest and later.told_at > first_dose_at
      order by patient_id, first_dose_at, session_id`,
  );
  return { points, dosed, share: part / PARTS, sessions: counted?.sessions ?? 0, patients: counted?.patients ?? 0 };
}
