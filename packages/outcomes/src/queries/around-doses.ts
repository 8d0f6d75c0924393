/** Sessions as points: the dose, the experience, and the answers around it, whatever moment they were asked at. */
import { DAYS_AROUND_A_DOSE } from '@holdspace/care';
import { answersOf, isOfScale } from './answers.ts';
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
const PARTS = 1_000_000;

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
  const chosen = part < PARTS ? `hash(patient_id) % ${PARTS} < ${part}` : 'true';
  const [counted] = await ask.rows<{ sessions: number; patients: number }>(
    `select count(*)::INTEGER as sessions, count(distinct hash(patient_id))::INTEGER as patients
       from session where dose_mg_per_kg is not null and first_dose_at is not null and ${chosen}`,
  );
  const { experience } = asked;
  const points = await ask.rows<PointAroundDose>(
    `with dosed as (
       select *, hash(course_id) as course, hash(session_id) as session, first_dose_at - to_days(${DAYS_AROUND_A_DOSE}) as earliest,
              least(first_dose_at + to_days(${DAYS_AROUND_A_DOSE}), next_dose_of_course_at) as latest
         from session where first_dose_at is not null and course_id is not null and ${chosen}),
          answer as (
       select hash(course_id) as course, answered_at as at, max_by(value, response_id) as value
         from score where ${answersOf(asked)} and ${chosen} group by all),
          lived as (
       select hash(session_id) as session, max_by(value, (answered_at, response_id)) as experience
         from score where ${experience ? isOfScale(experience) : 'false'} and moment = 'right_after'
                      and session_id is not null and ${chosen} group by 1)
     select patient_id::VARCHAR as "patientId", protocol_id as "protocolId", dose_mg_per_kg as "mgPerKg",
            earlier.value as before, later.value as after, experience, music, eye_cover as "eyeCover",
            guide_present as "guidePresent"
       from dosed asof join answer earlier on dosed.course = earlier.course and first_dose_at >= earlier.at
            asof join answer later on dosed.course = later.course and latest >= later.at
            left join lived on dosed.session = lived.session
      where dose_mg_per_kg is not null and earlier.at >= earliest and later.at > first_dose_at
      order by patient_id, first_dose_at, session_id`,
  );
  return { points, dosed, share: part / PARTS, sessions: counted?.sessions ?? 0, patients: counted?.patients ?? 0 };
}
