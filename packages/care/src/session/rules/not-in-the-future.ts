import { later, MINUTE } from '../../instant.ts';
import { COMMAND_TYPES } from '../command-types.ts';
import { rule } from '../rule.ts';

/** Clocks of devices differ; a minute is forgiven. */
export const CLOCK_TOLERANCE = MINUTE;

export const notInTheFuture = rule({
  id: 'not-in-the-future',
  title: 'What is recorded has happened',
  source: 'design: every event carries the clinical time',
  stop: 'hard',
  overrideBy: [],
  commands: COMMAND_TYPES,
  keepsTheRecordCoherent: true,
  check: (_state, command, { now }) =>
    command.at <= later(now, CLOCK_TOLERANCE)
      ? null
      : {
          field: 'at',
          message: 'The time is in the future.',
          numbers: { at: command.at, now },
          satisfy: 'Correct the time, or the clock of this device.',
        },
});
