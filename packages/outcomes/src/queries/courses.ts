/** Where each course stood before its first dose, and where it stands after it. */
import { answersOf } from './answers.ts';
import type { Ask, ScaleAsked } from './asked.ts';

/** One place in both lists is one course with an answer; null where it has none on that side. */
export interface MeasuredCourses {
  readonly protocolId: string;
  /** All that were begun, measured or not. */
  readonly courses: number;
  readonly before: readonly (number | null)[];
  readonly after: readonly (number | null)[];
}

/** The last answer before the first dose and the last one after it; all are before where nothing was given yet. */
export async function measuredCourses(ask: Ask, asked: ScaleAsked): Promise<MeasuredCourses[]> {
  // As one text for each protocol: values handed over one by one took longer than the question.
  const rows = await ask.rows<{ protocolId: string; courses: number; pairs: string | null }>(
    `with standing as (
      select protocol_id, case when answered_at > first_dose_at then beginning else value end as before,
             case when answered_at > first_dose_at then value end as after
        from score where ${answersOf(asked)} and is_last),
          measured as (
      select protocol_id, string_agg(coalesce(before::VARCHAR, '-') || ' ' || coalesce(after::VARCHAR, '-'), ' ') as pairs
        from standing group by protocol_id),
          begun as (select protocol_id, count(*)::INTEGER as courses from course group by protocol_id)
     select protocol_id as "protocolId", courses, pairs
       from begun left join measured using (protocol_id) order by protocol_id`,
  );
  return rows.map(({ protocolId, courses, pairs }) => {
    const values = (pairs?.split(' ') ?? []).map((text) => (text === '-' ? null : Number(text)));
    return {
      protocolId,
      courses,
      before: values.filter((_, place) => place % 2 === 0),
      after: values.filter((_, place) => place % 2 === 1),
    };
  });
}
