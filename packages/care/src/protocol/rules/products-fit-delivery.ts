import { type SpanningRule, unless } from '../spanning-rule.ts';

export const productsFitDelivery: SpanningRule = {
  id: 'products-fit-delivery',
  title: 'Solutions are infused or injected; lozenges and nasal devices are counted',
  check({ medicine, delivery: { kind } }) {
    const wanted = kind === 'infusion' || kind === 'injection' ? 'solution' : 'unit';
    return medicine.products.flatMap(({ form, name }, index) =>
      unless(
        form === wanted,
        ['medicine', 'products', index, 'form'],
        `${name} is a ${form}; what is given as ${kind.replaceAll('_', ' ')} must be a ${wanted}.`,
      ),
    );
  },
};
