import { rule } from '../rule.ts';

export const noCancelAfterDose = rule({
  id: 'no-cancel-after-dose',
  title: 'A session in which something was given is not cancelled but discharged',
  source: 'design: the session is a log',
  stop: 'hard',
  overrideBy: [],
  commands: ['CancelSession'],
  keepsTheRecordCoherent: true,
  check: (state) =>
    state.doses.length + state.infusions.length > 0
      ? {
          message: 'Medicine has been given.',
          satisfy: 'Sign the discharge, or record that the patient left or was transferred.',
        }
      : null,
});
