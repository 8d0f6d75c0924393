import { rolesThatMay } from '../../authority/table.ts';
import { peopleAt } from '../phases.ts';
import { rule, type Violation } from '../rule.ts';
import type { Session } from '../session.ts';
import { needsRole } from './answers.ts';

/** Who handled a draw: who wasted the rest, drew it up, or gave a dose of it. */
function handledBy(state: Session, waste: Session['wastes'][number], author: string): string | null {
  if (waste.by.id === author) return 'You wasted this';
  const struck = new Set(state.struck);
  const gave = state.log.some(
    (event) =>
      (event.type === 'DoseAdministered' || event.type === 'InfusionStarted') &&
      !struck.has(event.seq) &&
      event.author.id === author &&
      event.draws?.some(({ draw }) => draw === waste.draw),
  );
  return gave ? 'You gave the dose' : null;
}

export const witnessIsAnotherPerson = rule({
  id: 'witness-is-another-person',
  title: 'Waste is seen by a second licensed person, who is there and did not give the dose',
  source: 'clinical §8 (waste of an administered remainder witnessed by two, by policy) [background]',
  stop: 'hard',
  overrideBy: [],
  commands: ['WitnessWaste'],
  check(state, command, context): Violation | null {
    const waste = state.wastes.find((one) => one.id === command.waste);
    if (!waste) return null;
    const handled = handledBy(state, waste, context.author.id);
    if (handled)
      return {
        field: 'waste',
        message: `${handled}; somebody else is its witness.`,
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
