import { rolesThatMay } from '../../authority/table.ts';
import { handsOn } from '../draws.ts';
import { peopleAt } from '../phases.ts';
import { rule, type Violation } from '../rule.ts';
import { needsRole } from './answers.ts';

const DID = { wasted: 'You wasted this', gave: 'You gave the dose', drew: 'You drew it up' } as const;

export const witnessIsAnotherPerson = rule({
  id: 'witness-is-another-person',
  title: 'Waste is seen by a second licensed person, who is there and neither drew it up nor gave the dose',
  source: 'clinical §8 (waste of an administered remainder witnessed by two, by policy) [background]',
  stop: 'hard',
  overrideBy: [],
  commands: ['WitnessWaste'],
  check(state, command, context): Violation | null {
    const waste = state.wastes.find((one) => one.id === command.waste);
    if (!waste) return null;
    const did = handsOn(state, waste).get(context.author.id);
    if (did)
      return {
        field: 'waste',
        message: `${DID[did]}; somebody else is its witness.`,
        satisfy: 'Ask a licensed colleague who saw it to witness it from their own sign-in.',
      };
    const role = needsRole(context, rolesThatMay('witness waste'), 'Witnessing waste');
    if (role) return role;
    const isThere = peopleAt(state, waste.at).some(
      ({ id, attendance }) => id === context.author.id && attendance !== 'available',
    );
    return isThere
      ? null
      : {
          field: 'waste',
          message: 'You are not recorded as having been here when it was wasted.',
          numbers: { wastedAt: waste.at },
          satisfy: 'Record that you came in, with the time; or ask a colleague who was there.',
        };
  },
});
