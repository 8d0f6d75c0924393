import { COMMAND_TYPES } from '../command-types.ts';
import { rule } from '../rule.ts';

const AFTER_THE_END = new Set([
  'StrikeOut',
  'SignRecord',
  'RecordAdverseEvent',
  // What is still in hand when the patient leaves is accounted for then.
  'WasteMedicine',
  'WitnessWaste',
  'PutBackMedicine',
  'LoseMedicine',
]);
/** What may still be entered late, at a time when the patient was there. */
const LATE_ENTRIES = new Set([
  'RecordVitalSigns',
  'RecordObservation',
  'RecordWords',
  'RecordIntervention',
  'RecordMusic',
  'WithdrawTouchConsent',
  'RecordNosc',
  'DrawMedicine',
  'AdministerDose',
  // An infusion whose entry was struck out is entered again, as it was.
  'StartInfusion',
  'ChangeInfusionRate',
  'PauseInfusion',
  'ResumeInfusion',
  'StopInfusion',
  'RecordRecoveryScore',
  'ConfirmDischargeCriterion',
  'JoinSession',
  'LeaveSession',
  'HandOverPresence',
  'EnterPhase',
  'HandOverToEscort',
]);
const ENDED = {
  discharged: 'The patient was discharged',
  departed: 'The patient has left',
  cancelled: 'The session was cancelled',
} as const;

export const sessionIsOpen = rule({
  id: 'session-is-open',
  title: 'After the end only late entries, strike-outs and signatures are taken',
  source: 'design: nothing is edited or removed',
  stop: 'hard',
  overrideBy: [],
  commands: COMMAND_TYPES.filter((type) => !AFTER_THE_END.has(type)),
  keepsTheRecordCoherent: true,
  check(state, command) {
    if (state.status === 'planned' || state.status === 'open') return null;
    if (LATE_ENTRIES.has(command.type) && state.endedAt && command.at <= state.endedAt) return null;
    return {
      message: `${ENDED[state.status]}.`,
      numbers: { ...(state.endedAt && { endedAt: state.endedAt }), at: command.at },
      satisfy: 'What happened before the end can still be entered, with its own time.',
    };
  },
});
