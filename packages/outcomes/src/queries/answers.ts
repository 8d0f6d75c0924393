/**
 * Parts of questions about answers of a course, by when they were given: before its first dose, or after it. Answers right
 * after a session are of what was lived through in it, and are no part of this. What would need a course's rows put in order
 * stands in columns (links.ts); what is grouped still is by a hash of 64 bits, which takes two thirds of the time.
 */
import { quoted, type Values } from '../engine.ts';
import type { Ask, ScaleAsked } from './asked.ts';

/** Which rows of `score` are meant. */
export const OF_THE_SCALE = `instrument = $instrument and scale = $scale and moment <> 'right_after' and course_id is not null`;

export const scaleValues = ({ instrument, scale }: ScaleAsked): Values => ({ instrument, scale });

/**
 * A condition that leaves out, of a form that was sent more than once, all but the last. They are few, so they are looked
 * for first, and no question has to group all answers by their occasions.
 */
export async function lastOfEach(ask: Ask, asked: ScaleAsked): Promise<string> {
  const repeated = await ask.rows<{ occasion: string }>(
    `select distinct coalesce(session_id, course_id)::VARCHAR as occasion from score where is_repeat and ${OF_THE_SCALE}`,
    scaleValues(asked),
  );
  if (repeated.length === 0) return 'true';
  const occasions = repeated.map(({ occasion }) => quoted(occasion)).join(', ');
  const superseded = await ask.rows<{ id: string }>(
    `select response_id::VARCHAR as id
       from (select response_id, row_number() over (
                      partition by moment, coalesce(session_id, course_id) order by answered_at desc, response_id) as place
               from score where ${OF_THE_SCALE} and moment not in ('monthly', 'at_will')
                            and coalesce(session_id, course_id) in (${occasions}))
      where place > 1`,
    scaleValues(asked),
  );
  return superseded.length === 0 ? 'true' : `response_id not in (${superseded.map(({ id }) => quoted(id)).join(', ')})`;
}
