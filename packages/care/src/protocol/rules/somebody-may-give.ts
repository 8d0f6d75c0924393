import { sayRoles } from '../../roles.ts';
import { type SpanningRule, unless } from '../spanning-rule.ts';

export const somebodyMayGive: SpanningRule = {
  id: 'somebody-may-give',
  title: 'In every phase with a dose somebody is present who may give it',
  check: ({ phases, dose: { giveBy } }) =>
    phases.flatMap((phase, index) =>
      unless(
        !phase.doseAllowed || phase.presence.some(({ anyOf }) => anyOf.every((role) => giveBy.includes(role))),
        ['phases', index, 'presence'],
        `A dose is allowed in "${phase.name}", but nobody need be there who may give it (${sayRoles(giveBy)}).`,
      ),
    ),
};
