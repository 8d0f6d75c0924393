/**
 * What a patient does before a dosing visit: computed from the gates of its protocol, so that what is asked at the door was
 * said at home; beside it what the prescriber wrote for this person, in the prescriber's own words.
 */
import { z } from 'zod';
import { type Instant, later, SECOND } from '../instant.ts';
import type { Protocol } from '../protocol/schema.ts';

type Gate = Protocol['gates'][number];

/** One thing to do; a moment where it begins at one. */
export type BeforeDose =
  | { readonly kind: 'no_food' | 'clear_liquids_only_until'; readonly at: Instant }
  | { readonly kind: 'escort' | 'no_driving' | 'pregnancy_test' | 'nothing_else_taken' };

/**
 * In the order in which a day goes. Fasting counts back from when the visit begins, which is before the dose: whoever keeps
 * to it has fasted long enough. Source: clinical.md §2 (fasting by the protocol's gate; an escort; no driving until the
 * next day after restful sleep).
 */
export function beforeDose({ gates }: Pick<Protocol, 'gates'>, scheduledFor: Instant): readonly BeforeDose[] {
  const gate = <K extends Gate['gate']>(kind: K) =>
    gates.find((one): one is Extract<Gate, { gate: K }> => one.gate === kind);
  const fasting = gate('fasting');
  const before = ({ value }: { readonly value: number }) => later(scheduledFor, -value * SECOND);
  return [
    ...(fasting
      ? ([
          { kind: 'no_food', at: before(fasting.solids) },
          { kind: 'clear_liquids_only_until', at: before(fasting.clearLiquids) },
        ] as const)
      : []),
    ...(gate('intoxication') ? [{ kind: 'nothing_else_taken' } as const] : []),
    ...(gate('pregnancy_test') ? [{ kind: 'pregnancy_test' } as const] : []),
    ...(gate('escort') ? [{ kind: 'escort' } as const, { kind: 'no_driving' } as const] : []),
  ];
}

/** As long as a page that is read on a phone may be. */
export const MOST_BEFORE_DOSE_WORDS = 2000;

/** What a prescriber writes for one course; it stands until it is written anew. Empty words take it away. */
export const beforeDoseWordsSchema = z.strictObject({
  id: z.uuid(),
  /** The version that this follows on; 0 for the first. */
  follows: z.int().min(0),
  words: z.string().trim().max(MOST_BEFORE_DOSE_WORDS),
});
export type NewBeforeDoseWords = z.output<typeof beforeDoseWordsSchema>;
