/**
 * Parts of questions about answers of a course, by when they were given: before its first dose, or after it. Answers right
 * after a session are of what was lived through in it, and are no part of this. What would need a course's rows put in order
 * stands in columns (links.ts); what is grouped still is by a hash of 64 bits, which takes two thirds of the time.
 */
import { quoted } from '../engine.ts';
import type { ScaleAsked } from './asked.ts';

/**
 * Rows of `score` of one scale. Written out, not handed over: what stands in the question is looked up in the files' own lists of
 * what each part holds, and parts of other scales are not read.
 */
export const isOfScale = ({ instrument, scale }: ScaleAsked): string =>
  `instrument = ${quoted(instrument)} and scale = ${quoted(scale)}`;

/** Which rows of `score` are meant. */
export const answersOf = (asked: ScaleAsked): string =>
  `${isOfScale(asked)} and moment <> 'right_after' and course_id is not null`;
