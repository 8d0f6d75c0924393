import { type Role, sayRoles } from '../../roles.ts';
import { type SpanningRule, unless } from '../spanning-rule.ts';

/** Source: design.md, "guides need training, not a licence, so their scope is narrower". */
const ORDERS: readonly Role[] = ['medical_director', 'prescriber', 'anesthesia'];
const GIVES: readonly Role[] = [...ORDERS, 'nurse'];
const DECIDES: readonly Role[] = [...GIVES, 'therapist'];

export const licensedRoles: SpanningRule = {
  id: 'licensed-roles',
  title: 'Ordering, giving, checking, overriding and discharging are for licensed roles; a guide’s scope is narrower',
  check({ dose, discharge, gates }) {
    const asked: (readonly [readonly PropertyKey[], readonly Role[], readonly Role[]])[] = [
      [['dose', 'orderBy'], dose.orderBy, ORDERS],
      [['dose', 'giveBy'], dose.giveBy, GIVES],
      [['dose', 'secondPersonCheck', 'by'], dose.secondPersonCheck.by, DECIDES],
      [['discharge', 'signBy'], discharge.signBy, GIVES],
      [['discharge', 'minimumTimeOverrideBy'], discharge.minimumTimeOverrideBy, GIVES],
      ...gates.map((gate, index) => [['gates', index, 'overrideBy'], gate.overrideBy, DECIDES] as const),
    ];
    return asked.flatMap(([path, roles, may]) =>
      roles.flatMap((role, index) =>
        unless(
          may.includes(role),
          [...path, index],
          `A ${sayRoles([role])} may not do this; it is for a ${sayRoles(may)}.`,
        ),
      ),
    );
  },
};
