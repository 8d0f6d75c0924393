import { doseTimes } from '../infusion.ts';
import { rule } from '../rule.ts';

export const dischargeAfterLastEntry = rule({
  id: 'discharge-after-last-entry',
  title: 'Nobody leaves before the last of the medicine',
  source: 'design: the session is a log',
  stop: 'hard',
  overrideBy: [],
  commands: ['SignDischarge', 'RecordDeparture'],
  keepsTheRecordCoherent: true,
  check(state, command) {
    const last = doseTimes(state).last;
    return last && command.at < last
      ? {
          field: 'at',
          message: 'The time is before the last of the medicine.',
          numbers: { at: command.at, last },
          satisfy: 'Correct the time.',
        }
      : null;
  },
});
