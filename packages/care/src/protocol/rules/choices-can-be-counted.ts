import { sayQuantity } from '../../quantity.ts';
import { type SpanningRule, unless } from '../spanning-rule.ts';

export const choicesCanBeCounted: SpanningRule = {
  id: 'choices-can-be-counted',
  title: 'A fixed dose is a whole count of one of the products',
  check({ dose: { basis }, medicine: { products } }) {
    if (basis.by === 'weight') return [];
    return basis.choices.flatMap((choice, index) =>
      unless(
        products.some(
          (product) =>
            product.form === 'solution' || (choice.value * product.divisibleInto) % product.strength.value === 0,
        ),
        ['dose', 'basis', 'choices', index],
        `${sayQuantity(choice)} cannot be counted out of ${products.map((one) => one.name).join(' or ')}.`,
      ),
    );
  },
};
