/** What there is to be asked about: scales with an answer, and protocols with a course. */
import type { Ask, ScaleAsked } from './asked.ts';

export interface AnsweredScale extends ScaleAsked {
  /** Courses with an answer that is not of a session’s experience. */
  readonly courses: number;
  /** Sessions right after which it was answered. */
  readonly sessions: number;
}
export interface BegunCourses {
  readonly protocolId: string;
  readonly courses: number;
}

export const answeredScales = (ask: Ask): Promise<AnsweredScale[]> =>
  ask.rows<AnsweredScale>(
    `select instrument, scale, sum(courses)::INTEGER as courses, sum(sessions)::INTEGER as sessions
       from (select instrument, scale, count(*) as courses, 0 as sessions
               from (select distinct instrument, scale, hash(course_id) from score
                      where moment <> 'right_after' and course_id is not null)
              group by all
             union all
             -- A session is counted by the first of its answers.
             select instrument, scale, 0, count(*) from score
              where moment = 'right_after' and session_id is not null and not is_repeat group by all)
      group by all order by instrument, scale`,
  );

export const begunCourses = (ask: Ask): Promise<BegunCourses[]> =>
  ask.rows<BegunCourses>(
    'select protocol_id as "protocolId", count(*)::INTEGER as courses from course group by all order by protocol_id',
  );
