import { sayQuantity } from '../../quantity.ts';
import { type SpanningRule, unless } from '../spanning-rule.ts';

export const piecesDivideEvenly: SpanningRule = {
  id: 'pieces-divide-evenly',
  title: 'A part of a lozenge is a whole number of micrograms',
  check: ({ medicine }) =>
    medicine.products.flatMap((product, index) =>
      product.form === 'solution'
        ? []
        : unless(
            product.strength.value % product.divisibleInto === 0,
            ['medicine', 'products', index, 'divisibleInto'],
            `${sayQuantity(product.strength)} does not divide into ${product.divisibleInto} equal parts.`,
          ),
    ),
};
