/**
 * Discrepancies: what does not agree between the ledger and the world. Each has a cause, an owner and a deadline, and ends
 * explained, adjusted, or reported as theft or loss; when its deadline passes, more people are told.
 */
import { z } from 'zod';
import { HOUR, type Instant, instantSchema, later } from '../../instant.ts';
import { quantityOf } from '../../quantity.ts';
import type { Role } from '../../roles.ts';
import { uuid } from '../../uuid.ts';
import { theftOrLossSchema } from './form-106.ts';

/** How each cause is said. Others may come from what is newer than this list: they are shown as they are. */
export const DISCREPANCY_CAUSES = {
  count_less: 'A count found less than the ledger says',
  count_more: 'A count found more than the ledger says',
  count_exchanged: 'A count found it in other containers',
  counters_differ: 'Two people counted differently',
  dose_without_container: 'A dose was given from no container of the ledger',
  drawn_beyond_ledger: 'More was drawn than the ledger has',
  given_beyond_draw: 'More was given than was drawn',
  lost: 'Medicine was lost or broken',
  left_unaccounted: 'What was left of a draw is not accounted for',
  other: 'Something else',
} as const;
export type DiscrepancyCause = keyof typeof DISCREPANCY_CAUSES;
export const sayCause = (cause: string): string =>
  DISCREPANCY_CAUSES[cause as DiscrepancyCause] ?? cause.replaceAll('_', ' ');

export const DISCREPANCY_STATES = ['open', 'explained', 'adjusted', 'reported'] as const;
export type DiscrepancyState = (typeof DISCREPANCY_STATES)[number];
export const DISCREPANCY_STATE_WORDS: Readonly<Record<DiscrepancyState, string>> = {
  open: 'Open',
  explained: 'Explained',
  adjusted: 'Adjusted',
  reported: 'Reported as theft or loss',
};

/**
 * How long there is to find out. The Field Division Office hears of a theft or a significant loss within one business day
 * of its discovery (21 CFR 1301.76(b)), so that whoever finds out must not need longer. That it is a day sharp, weekends
 * included, is this product's choice (background).
 */
export const DISCREPANCY_HOURS = 24;

export interface Discrepancy {
  readonly id: string;
  /** When it was found, and when that was stored. */
  readonly at: Instant;
  readonly openedAt: Instant;
  readonly cause: string;
  readonly what: string;
  readonly openedBy?: string;
  readonly container?: string;
  readonly product?: string;
  readonly safe?: string;
  readonly session?: string;
  readonly count?: string;
  /** Micrograms; never below zero. */
  readonly amount?: number;
  readonly owner?: string;
  readonly dueAt: Instant;
  readonly state: DiscrepancyState;
  readonly settledAt?: Instant;
  readonly settledBy?: string;
  readonly escalatedAt?: Instant;
}

/** Who is told when a deadline has passed: whoever else could settle it, and whoever runs the clinic. */
export const ESCALATES_TO: readonly Role[] = ['medical_director', 'clinic_admin'];

export const isOverdue = ({ state, dueAt }: Pick<Discrepancy, 'state' | 'dueAt'>, now: Instant): boolean =>
  state === 'open' && now >= dueAt;

const words = z.string().trim().min(1, 'must not be empty').max(2000);

export const discrepancyNoteSchema = z.strictObject({ id: uuid, words });

/** Another owner, or another deadline, each with its reason. */
export const handingOnSchema = z.strictObject({ id: uuid, owner: uuid, dueAt: instantSchema, words });

/** One container of an adjustment or a loss: so much less, or more, of it than the ledger has. */
const adjustmentSchema = z.strictObject({
  /** The movement that this makes; made by the client. */
  id: uuid,
  container: uuid,
  safe: uuid,
  direction: z.enum(['less', 'more']),
  amount: quantityOf('drug_amount', { low: 1, high: 1_000_000_000 }),
});
export type Adjustment = z.output<typeof adjustmentSchema>;
const lossSchema = adjustmentSchema.omit({ direction: true });

export const settlementSchema = z.discriminatedUnion('how', [
  /** Found out, and the ledger is right, or a movement that was missing has been recorded since. */
  z.strictObject({ id: uuid, how: z.literal('explained'), words }),
  /** Not found out: the ledger is set to what was counted, and says so for ever. */
  z.strictObject({
    id: uuid,
    how: z.literal('adjusted'),
    words,
    movements: z.array(adjustmentSchema).min(1, 'must name at least one container').max(50),
  }),
  /** Theft or loss: goes to the authorities; what the ledger still holds of it is lost. */
  z.strictObject({
    id: uuid,
    how: z.literal('reported'),
    words,
    movements: z.array(lossSchema).max(50),
    report: theftOrLossSchema,
  }),
]);
export type Settlement = z.output<typeof settlementSchema>;
export type SettlementHow = Settlement['how'];

export const STEP_KINDS = ['noted', 'handed_on', 'escalated', 'explained', 'adjusted', 'reported'] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** The deadline of one that is opened now. */
export const discrepancyDue = (openedAt: Instant): Instant => later(openedAt, DISCREPANCY_HOURS * HOUR);
