/** What is signed of a course order, as it is bound to a proof: the act, to the letter, of one course. */
import { amendCourseOrderSchema, signCourseOrderSchema } from '@holdspace/care';
import { hashOfAct } from '@holdspace/store';
import { z } from 'zod';
import type { SignedThing } from '../sign-in/signatures.ts';

export const courseActSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('sign'), ...signCourseOrderSchema.shape }),
  z.strictObject({ act: z.literal('amend'), order: z.uuid(), ...amendCourseOrderSchema.shape }),
]);
export type CourseAct = z.output<typeof courseActSchema>;

export const thingOfCourse = (courseId: string, act: CourseAct): SignedThing => ({
  aboutId: courseId,
  actId: act.id,
  hash: hashOfAct(act),
});
