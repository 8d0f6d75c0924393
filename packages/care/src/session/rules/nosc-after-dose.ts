import { doseTimes } from '../infusion.ts';
import { rule } from '../rule.ts';
import { CLINICAL_STAFF } from './answers.ts';

export const noscAfterDose = rule({
  id: 'nosc-after-dose',
  title: 'A non-ordinary state follows a dose',
  source: 'clinical §4 (expected curve)',
  stop: 'soft',
  overrideBy: CLINICAL_STAFF,
  commands: ['RecordNosc'],
  check(state, command) {
    const first = doseTimes(state).first;
    return first && first <= command.at
      ? null
      : { message: 'No dose has been given by that time.', satisfy: 'Correct the time, or say why.' };
  },
});
