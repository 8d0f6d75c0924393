/**
 * Breaking the glass: somebody who treats opens, in need, a patient who is not among theirs. It takes a reason, it does not
 * last, those who answer for privacy are told at once, and one of them looks at each afterwards. Nothing asks for leave
 * beforehand: an emergency does not wait.
 * Source: 45 CFR 164.312(a)(2)(ii) (emergency access), 164.308(a)(1)(ii)(D) (review).
 */
import { z } from 'zod';
import { type Instant, later, MINUTE } from '../instant.ts';
import type { Practitioner } from '../roles.ts';
import type { Refusal } from '../session/rule.ts';
import { CLOCK_TOLERANCE } from '../session/rules/not-in-the-future.ts';
import { type HardRule, refusalsOf } from './hard-rule.ts';

/**
 * How long it stands. Long enough to stabilize somebody, or to read up and hand over; short enough that nobody works on it
 * for a shift. Who needs longer breaks it again, and is looked at again. Source: a choice of this product, no law names one.
 */
export const GLASS_STANDS_MINUTES = 60;

/** Fewer letters than this say nothing that a reviewer could weigh. */
export const LEAST_LETTERS = 10;
const MOST_CHARACTERS = 1000;

export const GLASS_REASONS = ['emergency', 'covering', 'urgent_question', 'other'] as const;
export type GlassReason = (typeof GLASS_REASONS)[number];
/** As the person reads it who chooses, and the one who reviews. */
export const GLASS_REASON_WORDS: Readonly<Record<GlassReason, string>> = {
  emergency: 'An emergency now',
  covering: 'Covering for an absent colleague',
  urgent_question: 'A clinical question that cannot wait',
  other: 'Another reason',
};

export const GLASS_VERDICTS = ['justified', 'not_justified', 'follow_up'] as const;
export type GlassVerdict = (typeof GLASS_VERDICTS)[number];
export const GLASS_VERDICT_WORDS: Readonly<Record<GlassVerdict, string>> = {
  justified: 'Justified',
  not_justified: 'Not justified',
  follow_up: 'To be followed up',
};

/** Dots and spaces are no reason. */
export const saysEnough = (text: string): boolean => (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= LEAST_LETTERS;
const ownWords = z
  .string()
  .trim()
  .max(MOST_CHARACTERS)
  .refine(saysEnough, `must have at least ${LEAST_LETTERS} letters`);

/** A reason: one of a closed list, which can be counted, and words, which can be weighed. */
export const glassReasonSchema = z.strictObject({ kind: z.enum(GLASS_REASONS), words: ownWords });
export const glassReviewSchema = z.strictObject({ verdict: z.enum(GLASS_VERDICTS), words: ownWords });
export type GlassReview = z.output<typeof glassReviewSchema>;

/** One time that the glass was broken, as far as its state goes. */
export interface Glass {
  readonly at: Instant;
  /** The first moment that is no longer part of it. */
  readonly until: Instant;
  readonly endedAt?: Instant | undefined;
  readonly reviewedAt?: Instant | undefined;
}

/** Until when it stands, when it is broken now. */
export const glassUntil = (at: Instant): Instant => later(at, GLASS_STANDS_MINUTES * MINUTE);

/**
 * Whether it opens anything at a moment. Looking at it does not close it: whoever is in an emergency is not shut out by a
 * colleague's paperwork. A clock that ran back beyond what clocks differ by opens nothing.
 */
export const glassStands = ({ at, until, endedAt }: Glass, now: Instant): boolean =>
  at <= later(now, CLOCK_TOLERANCE) && now < until && (endedAt === undefined || now < endedAt);

export type GlassState = 'standing' | 'over' | 'ended' | 'reviewed';
/** How it is at a moment. That it is open now counts for more than that somebody has looked at it. */
export function glassState(glass: Glass, now: Instant): GlassState {
  if (glassStands(glass, now)) return 'standing';
  if (glass.reviewedAt !== undefined) return 'reviewed';
  return glass.endedAt === undefined ? 'over' : 'ended';
}

/** Whether a verdict closes a glass that still stands. */
export const verdictEnds = (verdict: GlassVerdict): boolean => verdict === 'not_justified';

export interface AskedReview {
  readonly by: Practitioner;
  readonly glass: Pick<Glass, 'reviewedAt'> & { readonly practitionerId: string };
}
const REVIEW_RULES: readonly HardRule<AskedReview>[] = [
  {
    id: 'nobody-reviews-their-own',
    title: 'Nobody reviews what they opened themselves',
    check: ({ by, glass }) =>
      by.id === glass.practitionerId
        ? {
            message: 'You broke this glass yourself.',
            satisfy: 'Another person who answers for privacy here reviews it.',
          }
        : null,
  },
  {
    id: 'reviewed-once',
    title: 'A review is given once, and stays',
    check: ({ glass }) =>
      glass.reviewedAt === undefined
        ? null
        : {
            message: `This was reviewed at ${glass.reviewedAt}.`,
            satisfy: 'Look at it again: the verdict is there. What is new goes to whoever follows it up.',
          },
  },
];

/** Why a review is not taken; empty when it may be given. */
export const refuseGlassReview = (asked: AskedReview): readonly Refusal[] =>
  refusalsOf(REVIEW_RULES, asked, '45 CFR 164.308(a)(1)(ii)(D)');
