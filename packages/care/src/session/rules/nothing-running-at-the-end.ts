import { activeInfusion } from '../infusion.ts';
import { rule } from '../rule.ts';

export const nothingRunningAtTheEnd = rule({
  id: 'nothing-running-at-the-end',
  title: 'No infusion runs and no emergency stop stands when the session ends',
  source: 'clinical §4 "Leaving"',
  stop: 'hard',
  overrideBy: [],
  commands: ['SignDischarge', 'RecordDeparture'],
  keepsTheRecordCoherent: true,
  check(state, command) {
    if (activeInfusion(state))
      return {
        message: 'The infusion has not been stopped.',
        satisfy: 'Stop the infusion; what was delivered is computed.',
      };
    return state.emergencyStop && command.type === 'SignDischarge'
      ? {
          message: 'The emergency stop stands.',
          numbers: { since: state.emergencyStop.at },
          satisfy: 'A senior clinician clears it, with the reason; or record that the patient was transferred.',
        }
      : null;
  },
});
