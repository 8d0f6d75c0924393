/**
 * Parts of questions about answers of a course, by when they were given: before its first dose, or after it. Answers right
 * after a session are of what was lived through in it, and are no part of this. What would need a course's rows put in order
 * stands in columns (links.ts); what is grouped still is by a hash of 64 bits, which takes two thirds of the time.
 */
import { quoted } from '../engine.ts';
import type { Ask, ScaleAsked } from './asked.ts';

/**
 * Rows of `score` of one scale. Written out, not handed over: what stands in the question is looked up in the files' own lists of
 * what each part holds, and parts of other scales are not read.
 */
export const isOfScale = ({ instrument, scale }: ScaleAsked): string =>
  `instrument = ${quoted(instrument)} and scale = ${quoted(scale)}`;

/** Which rows of `score` are meant. */
export const answersOf = (asked: ScaleAsked): string =>
  `${isOfScale(asked)} and moment <> 'right_after' and course_id is not null`;

/**
 * A condition that leaves out, of a form that was sent more than once, all but the last. They are few, so they are looked
 * for first, and no question has to group all answers by their occasions.
 */
export async function lastOfEach(ask: Ask, asked: ScaleAsked): Promise<string> {
  const repeated = await ask.rows<{ occasion: string }>(
    `select distinct coalesce(session_id, course_id)::VARCHAR as occasion from score where is_repeat and ${answersOf(asked)}`,
  );
  if (repeated.length === 0) return 'true';
  const occasions = repeated.map(({ occasion }) => quoted(occasion)).join(', ');
  const superseded = await ask.rows<{ id: string }>(
    `select response_id::VARCHAR as id
       from (select response_id, row_number() over (
                      partition by moment, coalesce(session_id, course_id) order by answered_at desc, response_id) as place
               from score where ${answersOf(asked)} and moment not in ('monthly', 'at_will')
                            and coalesce(session_id, course_id) in (${occasions}))
      where place > 1`,
  );
  return superseded.length === 0 ? 'true' : `response_id not in (${superseded.map(({ id }) => quoted(id)).join(', ')})`;
}
