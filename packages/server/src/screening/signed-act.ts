/** What is signed of a screening, as it is bound to a proof: the decision, to the letter, of one course. */
import { type SignScreening, signScreeningSchema } from '@holdspace/care';
import { hashOfContent } from '@holdspace/store';
import type { SignedThing } from '../sign-in/signatures.ts';

export const SCREENING_SIGNED = 'the screening';
export const screeningActSchema = signScreeningSchema;
export const screeningActSigned = (courseId: string, act: SignScreening): SignedThing => ({
  about: courseId,
  id: act.id,
  hash: hashOfContent({ act: 'sign a screening', ...act }),
});
