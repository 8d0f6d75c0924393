import { COMMAND_TYPES } from '../command-types.ts';
import { rule } from '../rule.ts';

/** What may be done before the patient is there. */
const BEFORE_ARRIVAL = new Set([
  'PlanSession',
  'RecordArrival',
  'ConfirmGate',
  'JoinSession',
  'LeaveSession',
  'CancelSession',
  'StrikeOut',
  'SignOverride',
  'SignRecord',
]);

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
