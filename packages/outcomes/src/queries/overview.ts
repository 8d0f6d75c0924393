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
    // A course is counted by the first of its answers, and so is a session.
    `select instrument, scale, (count(*) filter (is_first))::INTEGER as courses,
            (count(*) filter (moment = 'right_after' and session_id is not null and not is_repeat))::INTEGER as sessions
       from score group by all having courses + sessions > 0 order by instrument, scale`,
  );

export const begunCourses = (ask: Ask): Promise<BegunCourses[]> =>
  ask.rows<BegunCourses>(
    'select protocol_id as "protocolId", count(*)::INTEGER as courses from course group by all order by protocol_id',
  );
