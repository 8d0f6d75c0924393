import { type SpanningRule, unless } from '../spanning-rule.ts';

export const idsAreUnique: SpanningRule = {
  id: 'ids-are-unique',
  title: 'Phases, gates, products, setting elements and sources each have an id of their own',
  check({ phases, gates, medicine, setting, sources }) {
    const lists = [
      { path: ['phases'], key: 'id', ids: phases.map((one) => one.id) },
      { path: ['gates'], key: 'gate', ids: gates.map((one) => one.gate) },
      { path: ['medicine', 'products'], key: 'id', ids: medicine.products.map((one) => one.id) },
      { path: ['setting'], key: 'id', ids: setting.map((one) => one.id) },
      { path: ['sources'], key: 'id', ids: sources.map((one) => one.id) },
    ];
    return lists.flatMap(({ path, key, ids }) =>
      ids.flatMap((id, index) =>
        unless(ids.indexOf(id) === index, [...path, index, key], `"${id}" is here twice; each may be there once.`),
      ),
    );
  },
};
