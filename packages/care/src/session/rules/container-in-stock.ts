import { safeOf } from '../../inventory/stock.ts';
import { rule } from '../rule.ts';
import { namedContainer } from './named-container.ts';

export const containerInStock = rule({
  id: 'container-in-stock',
  title: 'What is drawn comes out of a container that lies in a safe of the clinic',
  source:
    '21 CFR 1304.21(a) (complete and accurate records); 1301.75(b) (a securely locked, substantially constructed cabinet)',
  stop: 'hard',
  overrideBy: [],
  commands: ['DrawMedicine'],
  check(_state, command, context) {
    const { label, lot, product } = command.container;
    const satisfy =
      'Look at its label again, or have it received under Inventory. If it has been drawn already, record that it happened, with the reason; a discrepancy is opened.';
    const known = namedContainer(context, command);
    if (known === undefined) return null;
    if (known === null)
      return { field: 'container.id', message: `${label} is not in the ledger of this clinic.`, satisfy };
    const { container } = known;
    const wrong = (['label', 'lot', 'product'] as const).find((field) => container[field] !== command.container[field]);
    if (wrong)
      return {
        field: `container.${wrong}`,
        message: `${container.label} is ${container.product}, lot ${container.lot}; ${label}, ${product}, lot ${lot} was sent.`,
        numbers: { ledger: container[wrong], sent: command.container[wrong] },
        satisfy: 'Look at its label again and choose it from the list.',
      };
    if (safeOf(known)) return null;
    return { field: 'container.id', message: `${label} lies in no safe any more: the ledger has it empty.`, satisfy };
  },
});
