import { prescribedOf, sayPrescribed } from '../../orders/standing.ts';
import { sayQuantity } from '../../quantity.ts';
import { rule, type Violation } from '../rule.ts';
import { courseOrderOf } from './course-order.ts';

const ASK = 'Place it as it was signed; another dose is ordered by a prescriber.';

export const doseAsCourseOrder = rule({
  id: 'dose-as-course-order',
  title: 'What is placed under a course order is what it prescribes',
  source: 'design: safety rule 1 (doses come from a prescriber’s signed order)',
  stop: 'hard',
  overrideBy: [],
  commands: ['OrderDose'],
  check(state, command, context): Violation | null {
    const order = courseOrderOf(context, command);
    if (!order) return null;
    const { terms } = order;
    if (!terms.products.includes(command.product))
      return {
        field: 'product',
        message: `The course order is not for ${command.product}.`,
        satisfy: `Use ${terms.products.join(' or ')}.`,
      };
    const over = command.purpose === 'booster' ? undefined : terms.over;
    if (command.over?.value !== over?.value)
      return {
        field: 'over',
        message: `The course order says ${over ? `over ${sayQuantity(over)}` : 'nothing of another time than the protocol’s'}.`,
        satisfy: ASK,
      };
    if (command.purpose === 'booster') {
      const { booster } = terms;
      const ordered = state.orders.filter((one) => one.dose.purpose === 'booster' && !one.stopped).length;
      if (!booster) return { field: 'purpose', message: 'The course order has no booster.', satisfy: ASK };
      if (ordered >= booster.most)
        return {
          field: 'purpose',
          message: `The course order has ${booster.most} booster${booster.most === 1 ? '' : 's'}; ${ordered} ordered.`,
          satisfy: ASK,
        };
      return command.prescribed.by === 'fixed' && command.prescribed.amount.value === booster.amount.value
        ? null
        : {
            field: 'prescribed',
            message: `The course order’s booster is ${sayQuantity(booster.amount)}.`,
            numbers: { ordered: sayQuantity(booster.amount) },
            satisfy: ASK,
          };
    }
    const prescribed = prescribedOf(context.protocol, terms, command.product);
    const isSame =
      prescribed?.by === 'weight'
        ? command.prescribed.by === 'weight' && command.prescribed.perKilogram.value === prescribed.perKilogram.value
        : command.prescribed.by === 'fixed' && command.prescribed.amount.value === prescribed?.amount.value;
    return isSame
      ? null
      : {
          field: 'prescribed',
          message: `The course order prescribes ${sayPrescribed(terms)}.`,
          numbers: { ordered: sayPrescribed(terms) },
          satisfy: ASK,
        };
  },
});
