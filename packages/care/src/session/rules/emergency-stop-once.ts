import { rule } from '../rule.ts';

export const emergencyStopOnce = rule({
  id: 'emergency-stop-once',
  title: 'An emergency stop is called once and cleared once',
  source: 'design: the session is a log',
  stop: 'hard',
  overrideBy: [],
  commands: ['CallEmergencyStop', 'ClearEmergencyStop'],
  keepsTheRecordCoherent: true,
  check(state, command) {
    if (command.type === 'CallEmergencyStop')
      return state.emergencyStop
        ? {
            message: 'The emergency stop stands already.',
            numbers: { since: state.emergencyStop.at },
            satisfy: 'Nothing more is needed.',
          }
        : null;
    return state.emergencyStop ? null : { message: 'No emergency stop stands.', satisfy: 'Nothing more is needed.' };
  },
});
