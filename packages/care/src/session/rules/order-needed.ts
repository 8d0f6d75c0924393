import { rule } from '../rule.ts';

export const orderNeeded = rule({
  id: 'order-needed',
  title: 'A dose is given under an order',
  source: 'design: safety rule 1',
  stop: 'hard',
  overrideBy: [],
  commands: ['AdministerDose'],
  check: (_state, command) =>
    command.order === undefined
      ? {
          field: 'order',
          message: 'No order is named.',
          satisfy:
            'Ask the prescriber for an order. If it has been given already, record that it happened, with the reason.',
        }
      : null,
});
