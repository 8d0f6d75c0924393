/** When a half of a count may be signed, and a count called off: rules that nobody overrides. */
import { type HardRule, refusalsOf } from '../../authority/hard-rule.ts';
import type { Instant } from '../../instant.ts';
import type { Practitioner } from '../../roles.ts';
import type { Refusal } from '../../session/rule.ts';
import type { CountHalf } from './count.ts';

export interface CountStanding {
  readonly openedBy: { readonly id: string; readonly name: string };
  readonly completedAt?: Instant | undefined;
  readonly calledOff?: { readonly at: Instant; readonly because: string } | undefined;
  readonly halves: readonly Pick<CountHalf, 'by'>[];
}
interface Asked {
  readonly count: CountStanding;
  readonly by: Pick<Practitioner, 'id'>;
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

const SOURCE = 'design: blind counts by two people; 21 CFR 1301.71(b)';

/** Why a half is not taken; empty where it may be signed. */
export const refuseHalf = (asked: Asked): readonly Refusal[] => refusalsOf([isOpen, twoPeople], asked, SOURCE);
/** Why a count is not called off. */
export const refuseCallingOff = (count: CountStanding, by: Pick<Practitioner, 'id'>): readonly Refusal[] =>
  refusalsOf([isOpen], { count, by }, SOURCE);
