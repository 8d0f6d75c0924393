import { dischargeAt } from '../discharge.ts';
import { rule } from '../rule.ts';
import { SENIOR_CLINICIANS } from './answers.ts';

export const dischargeCriteria = rule({
  id: 'discharge-criteria',
  title: 'Every criterion for leaving is met',
  source: 'clinical §4 "Leaving"',
  stop: 'soft',
  overrideBy: SENIOR_CLINICIANS,
  commands: ['SignDischarge'],
  check: (state, command, { protocol }) =>
    dischargeAt(protocol, state, command.at)
      .criteria.filter((one) => !one.met)
      .map((one) => ({
        rule: one.rule,
        message: `${one.title}: ${one.because}.`,
        satisfy: 'Meet and record it, or let a senior clinician decide.',
      })),
});
