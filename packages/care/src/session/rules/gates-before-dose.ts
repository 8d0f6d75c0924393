import { gatesAt } from '../gates.ts';
import { rule } from '../rule.ts';
import { orderOf } from './answers.ts';

/** Gates that speak of the time before the first dose only; a booster does not ask for them again. */
const FIRST_DOSE_ONLY = new Set(['fasting', 'baseline_vital_signs']);

export const gatesBeforeDose = rule({
  id: 'gates-before-dose',
  title: 'Every gate of the protocol is met before a dose',
  source: 'clinical §2',
  stop: 'hard',
  overrideBy: [],
  commands: ['AdministerDose', 'StartInfusion'],
  check(state, command, { protocol, screening, consents }) {
    const order = orderOf(state, command.order);
    // The second device or lozenge under one order is the same dose, whose gates were met.
    if (order?.used) return null;
    const isBooster = order?.dose.purpose === 'booster';
    return gatesAt(protocol, state, command.at, { screening, consents })
      .filter((gate) => !gate.met && !(isBooster && FIRST_DOSE_ONLY.has(gate.gate)))
      .map((gate) => ({
        rule: gate.rule,
        message: `${gate.title}: ${gate.because}.`,
        satisfy: gate.satisfy,
        stop: gate.stop,
        overrideBy: gate.overrideBy,
        witnessed: gate.witnessed,
      }));
  },
});
