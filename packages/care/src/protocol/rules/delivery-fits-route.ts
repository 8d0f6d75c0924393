import type { Delivery, Protocol } from '../schema.ts';
import { type SpanningRule, unless } from '../spanning-rule.ts';

const ROUTES: Record<Delivery['kind'], readonly Protocol['medicine']['route'][]> = {
  infusion: ['intravenous'],
  injection: ['intramuscular', 'intravenous'],
  lozenge: ['sublingual'],
  nasal_device: ['intranasal'],
};

export const deliveryFitsRoute: SpanningRule = {
  id: 'delivery-fits-route',
  title: 'The route is one that the delivery can take',
  check: ({ medicine: { route }, delivery: { kind } }) =>
    unless(
      ROUTES[kind].includes(route),
      ['medicine', 'route'],
      `A medicine given as ${kind.replaceAll('_', ' ')} is not ${route}; it is ${ROUTES[kind].join(' or ')}.`,
    ),
};
