/**
 * What a measure is: its questions, how they add up to scores, and what a score and a change of it mean, all as data. Every
 * figure names its source. Where the words of a question may not be passed on, the structure stands without them.
 */
import type { SignalRule } from '../signals/rule.ts';
import type { MeasureSourceId } from './sources.ts';

/** English in every case; Spanish only where an official translation that may be passed on is known. */
export interface Said {
  readonly en: string;
  readonly es?: string;
}

export interface ItemOption {
  readonly value: number;
  readonly label?: Said;
  /** A LOINC answer code; the value itself where there is none. */
  readonly code?: string;
  /** Lies between two that have words, and has none of its own. */
  readonly isBetween?: boolean;
}
/** A number on a line: whole steps from the lowest to the highest. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly unit: string;
  readonly lowest?: Said;
  readonly highest?: Said;
}
export interface InstrumentItem {
  readonly linkId: string;
  readonly text?: Said;
  /** What it is about, in our own words and for staff: never read out in place of its text. */
  readonly about: string;
  readonly loinc?: string;
  readonly answers: readonly ItemOption[] | NumberRange;
  /** Asked only where another was answered so; else it is not missing. */
  readonly askedWhen?: { readonly linkId: string; readonly is: number };
}
export const isRange = (answers: InstrumentItem['answers']): answers is NumberRange => 'min' in answers;

interface OfItems {
  readonly of: readonly string[];
  /** Counted from the other end: the highest answer as the lowest. */
  readonly reversed?: readonly string[];
  readonly times?: number;
}
export interface Domain {
  readonly id: string;
  readonly of: readonly string[];
  /** Of these one is answered and not the other: "has grown" or "has fallen". */
  readonly either?: readonly (readonly [string, string])[];
}
/** How a scale comes from answers, or from scales that stand before it. A closed list: a new one is a new way of reading. */
export type ScaleMethod =
  | ({ readonly by: 'sum' } & OfItems)
  | ({ readonly by: 'mean' } & OfItems)
  /** The highest answer of each domain, added up. */
  | { readonly by: 'maxima'; readonly domains: readonly Domain[] }
  /** 1 where each cluster has so many items that were answered at or over its mark, or else 0. */
  | {
      readonly by: 'clusters';
      readonly clusters: readonly { readonly id: string; readonly of: readonly string[]; readonly atLeast: number }[];
      readonly countsFrom: number;
    }
  /** The highest rung that was answered yes; 0 where none was. */
  | { readonly by: 'ladder'; readonly rungs: readonly { readonly linkId: string; readonly level: number }[] }
  | { readonly by: 'mean_of_scales'; readonly scales: readonly string[] }
  /** 1 where every scale reaches its mark, or else 0. */
  | {
      readonly by: 'every_scale';
      readonly scales: readonly { readonly scale: string; readonly atLeast: number }[];
    };

/** What happens where an answer is missing. */
export type MissingRule =
  | { readonly rule: 'none' }
  /** Up to so many are taken to be the mean of the others. */
  | { readonly rule: 'mean_imputed'; readonly most: number };

export interface Band {
  readonly id: string;
  readonly name: string;
  /** The lowest score of it; it ends where the next one begins. */
  readonly from: number;
}
export interface Scale {
  readonly id: string;
  readonly name: string;
  readonly range: { readonly low: number; readonly high: number };
  readonly higherIs: 'worse' | 'better' | 'neither';
  readonly loinc?: string;
  readonly method: ScaleMethod;
  readonly missing: MissingRule;
  readonly bands?: readonly Band[];
  readonly sources: readonly MeasureSourceId[];
}

export interface Figure {
  /** The least change, in points, that counts. */
  readonly points: number;
  readonly sources: readonly MeasureSourceId[];
  readonly note?: string;
}
export interface ChangeFigures {
  readonly scale: string;
  /** How far the scale agrees with itself, as published: with the spread of a clinic's own scores it gives a reliable change. */
  readonly reliability?: {
    readonly value: number;
    readonly kind: 'internal_consistency' | 'test_retest';
    readonly sources: readonly MeasureSourceId[];
  };
  /** More than the measure itself wavers. */
  readonly reliable?: Figure;
  /** The least that matters to a person. */
  readonly minimal?: Figure;
  /** A change for the better by this share of what it was at the beginning. */
  readonly response?: { readonly percent: number; readonly sources: readonly MeasureSourceId[] };
  readonly remission?: { readonly sources: readonly MeasureSourceId[] } & (
    | { readonly below: number }
    | { readonly atMost: number }
  );
}

/** An answer that does not wait for a score, nor for the end of the form. */
export interface ActsOn {
  readonly id: string;
  /** Of those of a group only the gravest acts: a plan says what a wish would have said. */
  readonly group: string;
  readonly linkId: string;
  readonly atLeast: number;
  readonly severity: SignalRule['severity'];
  /** As signals read it; the value is the answer itself where none is named. */
  readonly fact: { readonly item: string; readonly value?: number };
  readonly says: string;
  readonly sources: readonly MeasureSourceId[];
}

export interface Licence {
  readonly terms: string;
  readonly sources: readonly MeasureSourceId[];
  /** Whether its words come with Holdspace; where not, the clinic loads the text that it is licensed to use. */
  readonly isShipped: boolean;
}
export interface Instrument {
  readonly id: string;
  /** Of this description: a change of its items, its scoring or its figures is another version. */
  readonly version: string;
  readonly title: string;
  /** Names under which protocols ask for it. */
  readonly alsoCalled: readonly string[];
  readonly measures: string;
  readonly by: 'patient' | 'clinician';
  readonly minutes: number;
  readonly loinc?: string;
  readonly lead?: Said;
  readonly text: Licence;
  readonly items: readonly InstrumentItem[];
  readonly scales: readonly Scale[];
  readonly change: readonly ChangeFigures[];
  readonly actsOn: readonly ActsOn[];
}

/** What was answered, by question: the value of the option, or the number. */
export type MeasureAnswers = Readonly<Record<string, number>>;

/** Whether every word that a form needs is there. */
export const hasText = ({ items }: Pick<Instrument, 'items'>): boolean =>
  items.every(
    ({ text, answers }) =>
      text !== undefined &&
      (isRange(answers) || answers.every(({ label, isBetween }) => isBetween || label !== undefined)),
  );
