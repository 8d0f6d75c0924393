/** When a discrepancy may be settled or handed on: rules that nobody overrides. */
import { type HardRule, refusalsOf } from '../../authority/hard-rule.ts';
import { rolesThatMay } from '../../authority/table.ts';
import { DAY, type Instant, later } from '../../instant.ts';
import { quantity, sayQuantity } from '../../quantity.ts';
import { sayRoles } from '../../roles.ts';
import type { Refusal } from '../../session/rule.ts';
import { type Adjustment, DISCREPANCY_STATE_WORDS, type Discrepancy, type Settlement } from './discrepancy.ts';

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

/** A container of a settlement, as the ledger knows it. */
export interface SettledContainer {
  readonly id: string;
  readonly label: string;
  readonly product: string;
}
interface AskedSettling {
  readonly discrepancy: Asked & Pick<Discrepancy, 'cause' | 'container' | 'product' | 'safe' | 'amount'>;
  readonly settlement: Settlement;
  /** Those of its containers that the ledger knows. */
  readonly containers: readonly SettledContainer[];
}
/** What it moves: an adjustment either way; what is lost is taken off. */
function movesOf({ settlement }: AskedSettling): readonly Adjustment[] {
  if (settlement.how === 'explained') return [];
  if (settlement.how === 'adjusted') return settlement.movements;
  return settlement.movements.map((one) => ({ ...one, direction: 'less' }));
}

/** What a count that found less, or more, lets be done with the ledger; other causes tell neither. */
const FOUND: Readonly<Record<string, Adjustment['direction']>> = { count_less: 'less', count_more: 'more' };
const DIRECTION_WORDS = { less: 'taken off the ledger', more: 'put onto the ledger' } as const;

/** What is set right is what was found: a settlement is no way to move anything else out of the ledger. */
const SETTLING: readonly HardRule<AskedSettling>[] = [
  { ...settledOnce, check: ({ discrepancy }) => settledOnce.check(discrepancy) },
  {
    id: 'settlement-of-what-was-found',
    title: 'What is adjusted or lost is of the container or the product that was found not to agree',
    check(asked) {
      const { container, product } = asked.discrepancy;
      const isOfIt = (one: SettledContainer) =>
        container !== undefined ? one.id === container : product === undefined || one.product === product;
      const named = new Set(movesOf(asked).map((one) => one.container));
      const others = asked.containers.filter((one) => named.has(one.id) && !isOfIt(one));
      return others.length === 0
        ? null
        : {
            message: `${others.map(({ label }) => label).join(', ')}: this discrepancy is about another ${container === undefined ? 'product' : 'container'}.`,
            satisfy: 'Choose a container of what did not agree.',
          };
    },
  },
  {
    id: 'settlement-in-its-safe',
    title: 'What is adjusted or lost is of the safe that was found not to agree',
    check: (asked) =>
      asked.discrepancy.safe === undefined || movesOf(asked).every(({ safe }) => safe === asked.discrepancy.safe)
        ? null
        : {
            message: 'This discrepancy is about another safe.',
            satisfy: 'Choose the safe that was counted. What stands elsewhere is moved, or counted there.',
          },
  },
  {
    id: 'settlement-as-found',
    title: 'What is adjusted or lost goes the way that was found',
    check(asked) {
      const found = FOUND[asked.discrepancy.cause];
      if (found === undefined || movesOf(asked).every(({ direction }) => direction === found)) return null;
      return {
        message: `What was found is ${found} than the ledger has: it is ${DIRECTION_WORDS[found]}.`,
        satisfy: 'Turn it round, or count again.',
      };
    },
  },
  {
    id: 'settlement-not-beyond',
    title: 'No more is adjusted or lost than was found',
    check(asked) {
      const { amount, cause } = asked.discrepancy;
      if (amount === undefined) return null;
      const sum = (way: Adjustment['direction']) =>
        movesOf(asked)
          .filter(({ direction }) => direction === way)
          .reduce((micrograms, one) => micrograms + one.amount.value, 0);
      // As much as the ledger says, but in other containers: what is taken off one is put onto another.
      const most =
        cause === 'count_exchanged' ? Math.abs(sum('less') - sum('more')) : Math.max(sum('less'), sum('more'));
      return most <= amount
        ? null
        : {
            message: `This discrepancy is about ${sayQuantity(quantity(amount, 'ug'))}, and not ${sayQuantity(quantity(most, 'ug'))}.`,
            satisfy:
              'Settle what was found. Whatever else does not agree is counted, and opens a discrepancy of its own.',
          };
    },
  },
];

/** A deadline far away is none. */
const LONGEST_DAYS = 30;

interface AskedHandingOn {
  readonly discrepancy: Asked;
  readonly dueAt: Instant;
  readonly now: Instant;
  /** Whether the new owner works here now. */
  readonly ownerWorksHere: boolean;
  /** Whether they are of those who see discrepancies. */
  readonly ownerSees: boolean;
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
    id: 'discrepancy-owner-sees',
    title: 'Whoever owns a discrepancy can read it',
    check: ({ ownerWorksHere, ownerSees }) =>
      ownerSees || !ownerWorksHere
        ? null
        : {
            message: 'Whoever you chose can neither read this nor write down what they find out.',
            satisfy: `Choose a ${sayRoles(rolesThatMay('see discrepancies'))}.`,
          },
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
export const refuseSettlement = (asked: AskedSettling): readonly Refusal[] => {
  const [once] = refusalsOf(SETTLING.slice(0, 1), asked, SOURCE);
  return once ? [once] : refusalsOf(SETTLING, asked, SOURCE);
};
export const refuseHandingOn = (asked: AskedHandingOn): readonly Refusal[] => refusalsOf(HANDING_ON, asked, SOURCE);
