/** What does not fit together, as a problem document: each with its field, its rule and words that say what to do. */
import type { Misfit } from '@holdspace/care';
import { Problem } from '../problem.ts';

export const misfitProblem = (misfits: readonly Misfit[]): Problem =>
  new Problem('bad-input', misfits.map(({ message }) => message).join(' '), {
    errors: misfits.map((one) => ({ ...one })),
  });
