import { COMMAND_TYPES } from '../command-types.ts';
import { rule } from '../rule.ts';
import { BEFORE_ARRIVAL } from './answers.ts';

export const notBeforeArrival = rule({
  id: 'not-before-arrival',
  title: 'Nothing happens to a patient before the arrival',
  source: 'design: the session is a log',
  stop: 'hard',
  overrideBy: [],
  commands: COMMAND_TYPES.filter((type) => !BEFORE_ARRIVAL.has(type)),
  keepsTheRecordCoherent: true,
  check: (state, command) =>
    !state.arrivedAt || command.at >= state.arrivedAt
      ? null
      : {
          field: 'at',
          message: 'The time is before the arrival.',
          numbers: { at: command.at, arrivedAt: state.arrivedAt },
          satisfy: 'Correct the time, or strike out the arrival and record it anew.',
        },
});
