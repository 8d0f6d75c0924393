/** What is signed of a course order, as it is bound to a proof: the act, to the letter, of one course. */
import { amendCourseOrderSchema, signCourseOrderSchema } from '@holdspace/care';
import { hashOfContent } from '@holdspace/store';
import { z } from 'zod';
import { anyId } from '../fields.ts';
import type { SignedThing } from '../sign-in/signatures.ts';

export const courseActSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('sign'), ...signCourseOrderSchema.shape }),
  z.strictObject({ act: z.literal('amend'), order: anyId, ...amendCourseOrderSchema.shape }),
]);
export type CourseAct = z.output<typeof courseActSchema>;

export const courseActSigned = (courseId: string, act: CourseAct): SignedThing => ({
  about: courseId,
  id: act.id,
  hash: hashOfContent(act),
});
