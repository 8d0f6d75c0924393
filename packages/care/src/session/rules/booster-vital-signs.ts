import { rule } from '../rule.ts';
import { orderOf, SENIOR_CLINICIANS } from './answers.ts';

export const boosterVitalSigns = rule({
  id: 'booster-vital-signs',
  title: 'No booster while the last reading calls somebody',
  source: 'clinical §4 (call limits)',
  stop: 'soft',
  overrideBy: SENIOR_CLINICIANS,
  commands: ['AdministerDose', 'StartInfusion'],
  check(state, command) {
    if (orderOf(state, command.order)?.dose.purpose !== 'booster') return null;
    const last = state.vitalSigns.findLast((one) => one.at <= command.at);
    return last && last.calls.length > 0
      ? {
          message: last.calls.map((call) => call.message).join(' '),
          satisfy: 'Measure again, or let a senior clinician decide.',
        }
      : null;
  },
});
