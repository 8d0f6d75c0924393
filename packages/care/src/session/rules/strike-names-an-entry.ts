import { rule } from '../rule.ts';

/** The plan carries the patient; strikes and signatures are acts of their own and stay. */
const NEVER_STRUCK = new Set([
  'SessionPlanned',
  'StruckOut',
  'RecordSigned',
  'DischargeSigned',
  'PatientDeparted',
  'SessionCancelled',
]);

export const strikeNamesAnEntry = rule({
  id: 'strike-names-an-entry',
  title: 'A strike-out names an entry that can be struck, once',
  source: 'design: a wrong entry is struck out by a later event that names it',
  stop: 'hard',
  overrideBy: [],
  commands: ['StrikeOut'],
  keepsTheRecordCoherent: true,
  check(state, command) {
    const entry = state.log.find((event) => event.seq === command.seq);
    if (!entry)
      return { field: 'seq', message: `There is no entry ${command.seq}.`, satisfy: 'Name an entry of this session.' };
    if (state.struck.includes(command.seq))
      return {
        field: 'seq',
        message: `Entry ${command.seq} is struck out already.`,
        satisfy: 'Nothing more is needed.',
      };
    return NEVER_STRUCK.has(entry.type)
      ? { field: 'seq', message: 'An entry of this kind stays.', satisfy: 'Record what is right as a new entry.' }
      : null;
  },
});
