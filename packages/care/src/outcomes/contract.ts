/**
 * What the page of outcomes is told, as it goes over the wire. Every figure is an estimate: with how many it is from, how many
 * are missing and its interval, or with why there is none. No patient's id is in it.
 */
import type { Instant } from '../instant.ts';
import type { Scale } from '../measures/instrument.ts';
import type { Correlation } from '../statistics/correlation.ts';
import type { Estimate, NotEstimated } from '../statistics/estimate.ts';
import type { LogRank } from '../statistics/log-rank.ts';
import type { Mean } from '../statistics/means.ts';
import type { Coefficient, MixedModel } from '../statistics/mixed-model/fit.ts';
import type { Survival } from '../statistics/survival.ts';

/** One scale of one measure, by name and by what it may be. */
export interface OutcomeMeasure {
  readonly instrument: string;
  readonly scale: string;
  /** The measure's title. */
  readonly title: string;
  /** The scale's name. */
  readonly name: string;
  /** Decides which way is better; no number is ever turned. */
  readonly higherIs: Scale['higherIs'];
  readonly range: Scale['range'];
}
export interface OutcomeExperience {
  readonly instrument: string;
  readonly scale: string;
  readonly title: string;
  readonly name: string;
}
export interface OutcomeProtocol {
  readonly id: string;
  readonly title: string;
  /** What it may be called, as its label says. */
  readonly way: 'medical' | 'kap';
}

export interface OutcomesOverview {
  /** When what is shown was copied; null where there is no copy yet. */
  readonly madeAt: Instant | null;
  /** A copy is being made. */
  readonly isMaking: boolean;
  readonly measures: readonly (OutcomeMeasure & { readonly courses: number })[];
  /** Answered right after a session. */
  readonly experiences: readonly (OutcomeExperience & { readonly sessions: number })[];
  readonly protocols: readonly (OutcomeProtocol & { readonly courses: number })[];
}

export type OutcomeShare = Estimate<{ readonly events: number }>;
export const SHOWN_MOMENTS = ['baseline', 'before_dose', 'day_1', 'day_7', 'monthly'] as const;
export type ShownMoment = (typeof SHOWN_MOMENTS)[number];

export interface OutcomeMoment {
  readonly moment: ShownMoment;
  readonly mean: Estimate<Mean>;
  /** Null where the protocol does not ask for it then, and of monthly ones, whose number nobody knows before a course ends. */
  readonly expected: number | null;
  readonly answered: number;
}
export interface ProtocolChange {
  readonly protocol: OutcomeProtocol;
  readonly courses: number;
  readonly withBaseline: number;
  readonly withBoth: number;
  /** Of courses with both, as the change is. */
  readonly before: Estimate<Mean>;
  readonly after: Estimate<Mean>;
  /** After less before. */
  readonly change: Estimate<Mean & { readonly p: number }>;
  readonly standardised: Estimate<{ readonly standardError: number; readonly correlation: number }> | null;
  /** Null where no such rule is known for the scale. */
  readonly response: OutcomeShare | null;
  readonly remission: OutcomeShare | null;
  readonly reliable: { readonly improved: number; readonly same: number; readonly worsened: number } | null;
  readonly moments: readonly OutcomeMoment[];
}
/** In words, each with the ids of its sources. */
export interface OutcomeRules {
  readonly response?: string;
  readonly remission?: string;
  readonly reliable?: string;
}
export interface OutcomesChange {
  readonly measure: OutcomeMeasure;
  readonly protocols: readonly ProtocolChange[];
  readonly rules: OutcomeRules;
}

export interface OutcomeCurves {
  readonly rule: string;
  /** Times are whole days. */
  readonly protocols: readonly { readonly protocol: OutcomeProtocol; readonly survival: Survival | NotEstimated }[];
  readonly test: LogRank | NotEstimated;
}
export interface OutcomesTime {
  /** Null where no rule of response is known for the scale. */
  readonly relapse: OutcomeCurves | null;
  readonly nextDose: OutcomeCurves;
}

/** An answer further from a dose than so many days says little of it. [background] */
export const DAYS_AROUND_A_DOSE = 14;

export interface OutcomePoint {
  /** Numbers patients within this answer, and means nothing outside it. */
  readonly patient: number;
  readonly protocol: string;
  readonly mgPerKg: number;
  readonly before: number;
  readonly after: number;
  readonly change: number;
  readonly experience: number | null;
}
export interface OutcomeRelation {
  /** One pair for each patient: the means of their sessions. */
  readonly pearson: Estimate<Correlation>;
  readonly spearman: Estimate<Correlation>;
  /** All sessions, with a random intercept for each patient. */
  readonly model: MixedModel | NotEstimated;
}
export const SETTING_ELEMENTS = ['music', 'eyeCover', 'guidePresent'] as const;
export type SettingElement = (typeof SETTING_ELEMENTS)[number];
export interface ElementRelation {
  readonly element: SettingElement;
  readonly with: number;
  readonly without: number;
  readonly unknown: number;
  /** How the change differs with it, dose, protocol and beginning being equal. */
  readonly effect: Coefficient | NotEstimated;
  /** Holm's, over the elements that have an effect. */
  readonly adjustedP: number | null;
}
export interface PublishedFigure {
  readonly id: string;
  readonly title: string;
  /** Null where our reference does not say. */
  readonly year: number | null;
  /** People; null where it is no number of people, or not said. */
  readonly n: number | null;
  readonly says: string;
  /**
   * A correlation, as published. The interval is ours, by Fisher's z with about as many people as the published p goes with;
   * `says` says so, wherever it is drawn.
   */
  readonly r?: {
    readonly value: number;
    readonly low: number;
    readonly high: number;
    readonly n: number;
    readonly says: string;
  };
  readonly source: string;
}
export interface OutcomesRelations {
  readonly measure: OutcomeMeasure;
  readonly experience: OutcomeExperience | null;
  /** Sessions with a known dose per kilogram. */
  readonly dosed: number;
  /** Of patients that figures are from; 1 where it is all. */
  readonly share: number;
  /** Whole patients, always the same ones; figures are from all. */
  readonly points: readonly OutcomePoint[];
  readonly dose: OutcomeRelation;
  readonly experiences: OutcomeRelation | null;
  readonly elements: readonly ElementRelation[];
  readonly published: readonly PublishedFigure[];
  readonly warnings: readonly string[];
}

export type OutcomeRate = Estimate<{ readonly events: number; readonly per: 100 }>;
/** Systolic pressure in the minutes from this one on, counted from the first dose. mm[Hg] */
export interface PressureOfMinutes {
  readonly minute: number;
  readonly readings: number;
  readonly mean: number;
  readonly highest: number;
}
export interface OutcomesHarms {
  readonly protocols: readonly {
    readonly pressure: readonly PressureOfMinutes[];
    readonly protocol: OutcomeProtocol;
    readonly sessions: number;
    readonly events: number;
    readonly sessionsWithEvent: number;
    /** Per 100 sessions, exact. */
    readonly rate: OutcomeRate;
    readonly terms: readonly {
      readonly term: string;
      readonly isSevere: boolean;
      readonly events: number;
      readonly rate: OutcomeRate;
    }[];
  }[];
}
