import { amountIn } from '../../dosing/draw.ts';
import { sayQuantity } from '../../quantity.ts';
import { rule } from '../rule.ts';
import { namedContainer } from './named-container.ts';

export const amountFitsContainer = rule({
  id: 'amount-fits-container',
  title: 'The amount drawn fits the volume in the syringe, or is of whole parts of a piece',
  source: 'issue "Medicine": a concentration that does not fit the product',
  stop: 'hard',
  overrideBy: [],
  commands: ['DrawMedicine'],
  check(_state, command, context) {
    const contents = namedContainer(context, command)?.product.contents;
    if (!contents) return null;
    const { volume, amount, container } = command;
    if (contents.form === 'unit') {
      const part = contents.strength.value / contents.divisibleInto;
      if (!volume && Number.isInteger(amount.value / part)) return null;
      return {
        field: volume ? 'volume' : 'amount',
        message: `${container.label} holds pieces of ${sayQuantity(contents.strength)}; ${volume ? 'no volume is drawn from it' : `${sayQuantity(amount)} cannot be counted out of them`}.`,
        numbers: { piece: sayQuantity(contents.strength), amount: sayQuantity(amount) },
        satisfy: 'Count out whole pieces, or the parts into which a piece may be cut.',
      };
    }
    if (!volume || amountIn(volume, contents.concentration).value === amount.value) return null;
    const holds = sayQuantity(amountIn(volume, contents.concentration));
    return {
      field: 'volume',
      message: `${sayQuantity(volume)} at ${sayQuantity(contents.concentration)} is ${holds}, not ${sayQuantity(amount)}.`,
      numbers: { volume: sayQuantity(volume), concentration: sayQuantity(contents.concentration), holds },
      satisfy: 'Read the syringe again, and the strength on the label.',
    };
  },
});
