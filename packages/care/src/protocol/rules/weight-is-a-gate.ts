import { type SpanningRule, unless } from '../spanning-rule.ts';

export const weightIsAGate: SpanningRule = {
  id: 'weight-is-a-gate',
  title: 'Where the dose or its maximum is by weight, a gate asks for the weight',
  check: ({ dose, gates }) =>
    unless(
      (dose.basis.by === 'fixed' && !dose.absoluteMaximum.perKilogram) || gates.some((gate) => gate.gate === 'weight'),
      ['gates'],
      'The dose or its maximum is by weight, but no gate asks for the weight.',
    ),
};
