import { rule } from '../rule.ts';
import { needsRole, SENIOR_CLINICIANS } from './answers.ts';

export const emergencyStopClearedBy = rule({
  id: 'emergency-stop-cleared-by',
  title: 'An emergency stop is cleared by a senior clinician',
  source: 'design: safety rule 3 (fails closed on authority)',
  stop: 'hard',
  overrideBy: [],
  commands: ['ClearEmergencyStop'],
  check: (_state, _command, context) => needsRole(context, SENIOR_CLINICIANS, 'Clearing an emergency stop'),
});
