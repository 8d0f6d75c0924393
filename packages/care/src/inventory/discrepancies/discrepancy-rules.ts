/** When a discrepancy may be settled or handed on: rules that nobody overrides. */
import { type HardRule, refusalsOf } from '../../authority/hard-rule.ts';
import { DAY, type Instant, later } from '../../instant.ts';
import type { Refusal } from '../../session/rule.ts';
import { DISCREPANCY_STATE_WORDS, type Discrepancy } from './discrepancy.ts';

type Asked = Pick<Discrepancy, 'state' | 'settledAt'>;
const settledOnce: HardRule<Asked> = {
  id: 'discrepancy-settled-once',
  title: 'A discrepancy is settled once, and stays so',
  check: ({ state, settledAt }) =>
    state === 'open'
      ? null
      : {
          message: `This was settled at ${settledAt}: ${DISCREPANCY_STATE_WORDS[state].toLowerCase()}.`,
          satisfy: 'What is new about it is written down as a note, or opens another discrepancy.',
        },
};

/** A deadline far away is none. */
const LONGEST_DAYS = 30;

interface AskedHandingOn {
  readonly discrepancy: Asked;
  readonly dueAt: Instant;
  readonly now: Instant;
  /** Whether the new owner works here now. */
  readonly ownerWorksHere: boolean;
}
const HANDING_ON: readonly HardRule<AskedHandingOn>[] = [
  { ...settledOnce, check: ({ discrepancy }) => settledOnce.check(discrepancy) },
  {
    id: 'discrepancy-owner-works-here',
    title: 'Whoever owns a discrepancy works here',
    check: ({ ownerWorksHere }) =>
      ownerWorksHere
        ? null
        : { message: 'Nobody of that id works here now.', satisfy: 'Choose somebody who works at this clinic.' },
  },
  {
    id: 'discrepancy-deadline',
    title: 'A deadline lies ahead, and not far',
    check({ dueAt, now }) {
      if (dueAt <= now) return { message: 'This deadline has passed.', satisfy: 'Choose a later one.' };
      if (dueAt > later(now, LONGEST_DAYS * DAY))
        return {
          message: `This deadline is more than ${LONGEST_DAYS} days away.`,
          satisfy: 'Choose an earlier one: Form 106 is due 45 days after the discovery.',
        };
      return null;
    },
  },
];

const SOURCE = 'design: safety rule 4 (an owner, a time, an escalation, a trace); 21 CFR 1301.76(b)';
export const refuseSettlement = (discrepancy: Asked): readonly Refusal[] =>
  refusalsOf([settledOnce], discrepancy, SOURCE);
export const refuseHandingOn = (asked: AskedHandingOn): readonly Refusal[] => refusalsOf(HANDING_ON, asked, SOURCE);
