import { COMMAND_TYPES } from '../command-types.ts';
import { rule } from '../rule.ts';
import { BEFORE_ARRIVAL } from './answers.ts';

export const patientHasArrived = rule({
  id: 'patient-has-arrived',
  title: 'The patient has arrived',
  source: 'design: the session is a log',
  stop: 'hard',
  overrideBy: [],
  commands: COMMAND_TYPES.filter((type) => !BEFORE_ARRIVAL.has(type)),
  keepsTheRecordCoherent: true,
  check: (state) =>
    !state.plan || state.arrivedAt
      ? null
      : { message: 'The patient has not arrived.', satisfy: 'Record the arrival first, with the time when it was.' },
});
