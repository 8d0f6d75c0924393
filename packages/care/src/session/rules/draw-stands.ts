import type { CommandOf } from '../commands.ts';
import { awaitsWitness, drawOf } from '../draws.ts';
import { rule, type Violation } from '../rule.ts';
import type { Session } from '../session.ts';

type Naming = CommandOf<
  | 'DrawMedicine'
  | 'AdministerDose'
  | 'StartInfusion'
  | 'WasteMedicine'
  | 'WitnessWaste'
  | 'PutBackMedicine'
  | 'LoseMedicine'
>;

const isNew = (field: string): Violation => ({
  field,
  message: `There is a ${field} with this id already.`,
  satisfy: `Make a new id for a new ${field}.`,
});

function witnessed(state: Session, id: string): Violation | null {
  const waste = state.wastes.find((one) => one.id === id);
  if (!waste)
    return { field: 'waste', message: 'There is no such waste in this session.', satisfy: 'Record the waste first.' };
  if (awaitsWitness(waste)) return null;
  return {
    field: 'waste',
    message: waste.witness ? `${waste.witness.name} has witnessed this already.` : 'This waste needs no witness.',
    satisfy: 'Nothing more is needed.',
  };
}

function namedBy(command: Exclude<Naming, CommandOf<'DrawMedicine' | 'WitnessWaste'>>): [string, string][] {
  if (command.type !== 'AdministerDose' && command.type !== 'StartInfusion') return [['draw', command.draw]];
  return (command.draws ?? []).map(({ draw }, index) => [`draws.${index}.draw`, draw]);
}

export const drawStands = rule({
  id: 'draw-stands',
  title: 'What is given, wasted, put back or lost was drawn in this session',
  source: 'a rule of this product; 21 CFR 1304.22(c) asks for the record of what is dispensed',
  stop: 'hard',
  overrideBy: [],
  commands: [
    'DrawMedicine',
    'AdministerDose',
    'StartInfusion',
    'WasteMedicine',
    'WitnessWaste',
    'PutBackMedicine',
    'LoseMedicine',
  ],
  keepsTheRecordCoherent: true,
  check(state, command) {
    if (command.type === 'DrawMedicine') return drawOf(state, command.draw) ? isNew('draw') : null;
    if (command.type === 'WitnessWaste') return witnessed(state, command.waste);
    if (command.type === 'WasteMedicine' && state.wastes.some((one) => one.id === command.waste)) return isNew('waste');
    const missing = namedBy(command).find(([, id]) => !drawOf(state, id));
    return missing
      ? {
          field: missing[0],
          message: 'Nothing was drawn under this id in this session.',
          satisfy: 'Choose what was drawn up in this session.',
        }
      : null;
  },
});
