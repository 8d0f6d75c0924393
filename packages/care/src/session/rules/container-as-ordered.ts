import { isOrdered } from '../../formulary/product.ts';
import { rule } from '../rule.ts';
import { orderOf } from './answers.ts';
import { namedContainer } from './named-container.ts';

export const containerAsOrdered = rule({
  id: 'container-as-ordered',
  title: 'What is drawn is what was ordered: the same substance, form and strength',
  source: 'design: safety rule 1 (doses come from a prescriber’s signed order); issue "Medicine": wrong product',
  stop: 'hard',
  overrideBy: [],
  commands: ['DrawMedicine'],
  check(state, command, context) {
    const known = namedContainer(context, command);
    if (!known) return null;
    const { substance, products } = context.protocol.medicine;
    const order = orderOf(state, command.order);
    const asked = order ? products.filter((one) => one.id === order.dose.product) : products;
    if (asked.some((one) => isOrdered(known.product, substance, one))) return null;
    const names = asked.map((one) => one.name).join(' or ');
    return {
      field: 'container.product',
      message: `${command.container.label} is ${known.product.name}; ${order ? 'ordered' : 'in this protocol'} is ${names}.`,
      numbers: { container: known.product.name, asked: names },
      satisfy: `Take a container of ${names}, or ask for another order.`,
    };
  },
});
