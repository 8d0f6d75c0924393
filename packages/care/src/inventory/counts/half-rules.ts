/** When a half of a count may be signed, and a count called off: rules that nobody overrides. */
import { type HardRule, refusalsOf } from '../../authority/hard-rule.ts';
import { DAY, type Instant, later } from '../../instant.ts';
import type { Practitioner } from '../../roles.ts';
import type { Refusal } from '../../session/rule.ts';
import type { CountHalf } from './count.ts';

/**
 * How long who counts is shown nothing of the ledger. A count that was left lying must not shut anybody out for ever, and a
 * half that is signed after that time would not be blind. A day, as a shift that counts is shorter: this product's choice.
 */
export const COUNT_IS_BLIND_FOR = DAY;

export interface CountStanding {
  readonly openedAt: Instant;
  readonly openedBy: { readonly id: string; readonly name: string };
  readonly completedAt?: Instant | undefined;
  readonly calledOff?: { readonly at: Instant; readonly because: string } | undefined;
  readonly halves: readonly Pick<CountHalf, 'by'>[];
}
interface Asked {
  readonly count: CountStanding;
  readonly by: Pick<Practitioner, 'id'>;
}
interface AskedHalf extends Asked {
  readonly now: Instant;
}

const isOpen: HardRule<Asked> = {
  id: 'count-is-open',
  title: 'A count that is finished or called off stays as it is',
  check({ count }) {
    if (count.completedAt)
      return { message: 'Both people have signed this count.', satisfy: 'Look at its result, or begin another count.' };
    if (count.calledOff)
      return { message: `This count was called off: ${count.calledOff.because}`, satisfy: 'Begin another count.' };
    return null;
  },
};
const twoPeople: HardRule<Asked> = {
  id: 'two-people-count',
  title: 'A count is signed by two different people',
  check: ({ count, by }) =>
    count.halves.some((half) => half.by.id === by.id)
      ? {
          message: 'You have counted this safe already.',
          satisfy: 'A colleague counts the other half, from their own sign-in, without seeing what you counted.',
        }
      : null,
};
const stillBlind: HardRule<AskedHalf> = {
  id: 'count-too-old',
  title: 'A count is signed while who counts is shown nothing of the ledger',
  check: ({ count: { openedAt, completedAt, calledOff }, now }) =>
    completedAt || calledOff || now <= later(openedAt, COUNT_IS_BLIND_FOR)
      ? null
      : {
          message:
            'This count was begun more than a day ago, and what the ledger has is open again: it would not be blind.',
          satisfy: 'Call this count off, and begin another.',
        },
};

const SOURCE = 'design: blind counts by two people; 21 CFR 1301.71(b)';

/** Why a half is not taken; empty where it may be signed. */
export const refuseHalf = (asked: AskedHalf): readonly Refusal[] =>
  refusalsOf([isOpen, stillBlind, twoPeople], asked, SOURCE);
/** Why a count is not called off. */
export const refuseCallingOff = (count: CountStanding, by: Pick<Practitioner, 'id'>): readonly Refusal[] =>
  refusalsOf([isOpen], { count, by }, SOURCE);
