/** When a session is shown what its doses may be drawn from: it says what the ledger has, also while a safe is counted. */
import { type HardRule, refusalsOf } from '../authority/hard-rule.ts';
import type { Refusal } from '../session/rule.ts';
import type { Session } from '../session/session.ts';

type Asked = Pick<Session, 'status'>;

const patientIsHere: HardRule<Asked> = {
  id: 'drawn-while-open',
  title: 'What may be drawn is shown while the patient is here',
  check: ({ status }) =>
    status === 'open'
      ? null
      : {
          message:
            status === 'planned'
              ? 'The patient has not arrived: nothing is drawn for this session yet.'
              : 'This session is over: nothing more is drawn for it.',
          satisfy:
            status === 'planned'
              ? 'Record the arrival first.'
              : 'What the clinic holds stands under Medicine, Stock; a dose that was left out can still be entered, with its own time.',
        },
};

/** Why the room is not shown what lies in the safes; empty where it is. */
export const refuseLookToDraw = (session: Asked): readonly Refusal[] =>
  refusalsOf([patientIsHere], session, 'design: blind counts by two people');
