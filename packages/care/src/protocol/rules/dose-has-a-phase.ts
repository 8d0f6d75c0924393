import { type SpanningRule, unless } from '../spanning-rule.ts';

export const doseHasAPhase: SpanningRule = {
  id: 'dose-has-a-phase',
  title: 'A dose may be given in at least one phase',
  check: ({ phases }) =>
    unless(
      phases.some((phase) => phase.doseAllowed),
      ['phases'],
      'No phase allows a dose, so none could be given.',
    ),
};
