/**
 * Taking in what was answered: under the version in which it was put, also where that has been retired since; answers that
 * cannot be are refused by name; a form that was left half is taken, without the scores that it cannot give, and says why.
 */
import type { Instant } from '../instant.ts';
import { DAY, HOUR, later, MINUTE } from '../instant.ts';
import { CLOCK_TOLERANCE } from '../session/rules/not-in-the-future.ts';
import { instrumentAmong } from './catalogue.ts';
import { hasText, type Instrument, type MeasureAnswers } from './instrument.ts';
import { type LicensedTexts, withText } from './licensed-text.ts';
import type { MeasureDue, MeasureMoment } from './schedule.ts';
import { type MeasureProblem, type ScaleScore, type Scored, scaleValues, score } from './score.ts';

/** How long links and codes hold. */
export const MEASURE_LINKS = {
  /** Or until what it asks closes, where that is sooner. */
  linkHolds: 7 * DAY,
  /** Typed at once, by somebody who stands there. */
  codeHolds: 10 * MINUTE,
  /** On the clinic’s tablet, from the code on. */
  kioskHolds: 45 * MINUTE,
  /** Who has begun in time is not cut off at the last question. */
  grace: 2 * HOUR,
  source: 'Project default, to be confirmed by the clinic’s medical director',
  checked: 'background',
} as const;
/** What a person asks for outside the protocol’s moments: due, and closed, so long after. */
export const ASKED_AT_WILL = {
  dueAfter: 2 * DAY,
  closesAfter: 14 * DAY,
  source: 'Project default, to be confirmed by the clinic’s medical director',
  checked: 'background',
} as const;

export type Unscored = Extract<ScaleScore, { readonly none: string }>;
export type Taken =
  | {
      readonly ok: true;
      readonly instrument: Instrument;
      readonly scored: Scored;
      readonly values: Readonly<Record<string, number>>;
      readonly unscored: Readonly<Record<string, Unscored>>;
    }
  | {
      readonly ok: false;
      readonly problems: readonly (MeasureProblem | TakingProblem)[];
      /** What acts at once acts whether or not the rest is taken. */
      readonly acts: Scored['acts'];
    };
export interface TakingProblem {
  readonly id: 'version_unknown' | 'nothing_answered';
  readonly linkId?: undefined;
  readonly says: string;
}

/** `all`: those in use and those that are retired. */
export function takeAnswers(
  all: readonly Instrument[],
  {
    instrument: id,
    version,
    answers,
  }: { readonly instrument: string; readonly version: string; readonly answers: MeasureAnswers },
): Taken {
  const instrument = instrumentAmong(all, id, version);
  if (!instrument) {
    const now = instrumentAmong(all, id);
    return {
      ok: false,
      problems: [
        {
          id: 'version_unknown',
          says: `There is no version ${version} of ${now?.title ?? id}. Load the page again, and answer it once more.`,
        },
      ],
      acts: now ? score(now, answers).acts : [],
    };
  }
  const scored = score(instrument, answers);
  if (scored.problems.length > 0) return { ok: false, problems: scored.problems, acts: scored.acts };
  if (Object.keys(answers).length === 0)
    return {
      ok: false,
      problems: [
        { id: 'nothing_answered', says: 'Nothing is answered yet. Answer one question, or leave it for later.' },
      ],
      acts: [],
    };
  return {
    ok: true,
    instrument,
    scored,
    values: scaleValues(scored),
    unscored: Object.fromEntries(
      Object.entries(scored.scales).flatMap(([scale, read]) => ('none' in read ? [[scale, read]] : [])),
    ),
  };
}

/** The measure in the clinic’s own words, where it needs any; texts that do not fit it any more are as if not there. */
export function inWordsOf(instrument: Instrument, texts: LicensedTexts | undefined): Instrument {
  if (hasText(instrument) || !texts) return instrument;
  const made = withText(instrument, texts);
  return made.ok ? made.instrument : instrument;
}

/** What is asked together: the same moment of the same session, or month, or course. One link answers all of it. */
export const occasionOf = (
  courseId: string,
  { moment, sessionId, month }: Pick<MeasureDue, 'moment' | 'sessionId' | 'month'>,
): string => `${courseId}:${moment}:${sessionId ?? (month === undefined ? 'course' : `month-${month}`)}`;

/** What comes when its moment is over is kept, as what came of its own accord. */
export const momentOfAnswer = (
  { moment, closesAt }: { readonly moment: MeasureMoment; readonly closesAt?: Instant | undefined },
  answeredAt: Instant,
): MeasureMoment => (closesAt !== undefined && answeredAt >= closesAt ? 'at_will' : moment);

/** How a request stands to the patient. When it is over, an answer is welcome all the same, as one at will. */
export type OpenToPatient = 'clinician_rates' | 'withdrawn' | 'answered' | 'upcoming' | 'open' | 'over';
export function openToPatient(
  {
    state,
    answeredBy,
    opensAt,
    closesAt,
  }: {
    readonly state: 'asked' | 'answered' | 'withdrawn';
    readonly answeredBy: 'patient' | 'clinician';
    readonly opensAt: Instant;
    readonly closesAt?: Instant | undefined;
  },
  now: Instant,
): OpenToPatient {
  if (answeredBy !== 'patient') return 'clinician_rates';
  if (state !== 'asked') return state;
  if (now < opensAt) return 'upcoming';
  return closesAt !== undefined && now >= closesAt ? 'over' : 'open';
}

/** Whether a link or a code is good now. Who has opened it in time has a little longer. */
export function isLinkGood(
  {
    expiresAt,
    openedAt,
    endedAt,
  }: { readonly expiresAt: Instant; readonly openedAt?: Instant; readonly endedAt?: Instant },
  now: Instant,
): boolean {
  if (endedAt !== undefined) return false;
  if (now < expiresAt) return true;
  return openedAt !== undefined && openedAt < expiresAt && now < later(expiresAt, MEASURE_LINKS.grace);
}

/** Why a time at which somebody answered cannot be; undefined where it can. */
export function whyNotAnsweredAt(
  at: Instant,
  {
    now,
    bornOn,
    zoneDayOf,
  }: { readonly now: Instant; readonly bornOn: string; readonly zoneDayOf: (at: Instant) => string },
): { readonly rule: 'in-the-future' | 'before-birth'; readonly says: string } | undefined {
  if (at > later(now, CLOCK_TOLERANCE))
    return { rule: 'in-the-future', says: `It is ${now} now, and ${at} has not come yet. Say when it was answered.` };
  if (zoneDayOf(at) < bornOn)
    return {
      rule: 'before-birth',
      says: `The patient was born on ${bornOn}; ${at} is before that. Say when it was answered.`,
    };
  return undefined;
}
