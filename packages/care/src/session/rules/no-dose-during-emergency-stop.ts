import { rule } from '../rule.ts';

export const noDoseDuringEmergencyStop = rule({
  id: 'no-dose-during-emergency-stop',
  title: 'Nothing is ordered or given while the emergency stop stands',
  source: 'design: safety rule 3',
  stop: 'hard',
  overrideBy: [],
  commands: ['OrderDose', 'AdministerDose', 'StartInfusion', 'ResumeInfusion', 'ChangeInfusionRate'],
  check: (state) =>
    state.emergencyStop
      ? {
          message: 'The emergency stop stands.',
          numbers: { since: state.emergencyStop.at },
          satisfy: 'A senior clinician clears it, with the reason.',
        }
      : null,
});
