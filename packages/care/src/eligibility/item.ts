/**
 * What a question of the screening is: data, with the words in which a patient is asked, the answers there are, and what
 * follows from each by the clinical reference. Nothing follows from an answer that does not say where that comes from.
 */
import type { Localized } from '../language.ts';
import type { Protocol } from '../protocol/schema.ts';

/** From the mildest to the gravest. */
export const SCREENING_OUTCOMES = ['clear', 'ask', 'needs_clearance', 'does_not_fit'] as const;
export type ScreeningOutcome = (typeof SCREENING_OUTCOMES)[number];
export const SCREENING_OUTCOME_WORDS: Readonly<Record<ScreeningOutcome, string>> = {
  clear: 'Clear',
  ask: 'Ask',
  needs_clearance: 'Needs clearance',
  does_not_fit: 'Does not fit this protocol',
};

export interface ScreeningSource {
  readonly citation: string;
  readonly url?: string;
  readonly checked: { readonly how: 'verified' | 'background'; readonly on: string; readonly note?: string };
}

/** What follows from an answer. Where several are given, the first that is for the protocol counts. */
export interface Effect {
  readonly outcome: Exclude<ScreeningOutcome, 'clear'>;
  /** Why, for the clinician who decides. */
  readonly because: string;
  /** Of whom a clearance is asked: "a cardiologist". */
  readonly by?: string;
  readonly sources: readonly ScreeningSource[];
  /** For protocols of this substance alone; for all where absent. */
  readonly substance?: Protocol['medicine']['substance'];
}

export interface ScreeningOption {
  readonly code: string;
  readonly words: Localized;
  /** Goes with no other answer: "None of these". */
  readonly alone?: true;
  /** Nothing follows where there is none. */
  readonly effects: readonly Effect[];
}

interface ItemBase {
  readonly linkId: string;
  /** How the matter is called on a clinician's screen. */
  readonly title: string;
  readonly question: Localized;
  /** What makes the question easier to answer. */
  readonly help?: Localized;
  /** Asked for psychotherapy with ketamine alone. */
  readonly kapOnly?: true;
}
export interface ChoiceItem extends ItemBase {
  /** `one` answer, or `several` of them. */
  readonly kind: 'one' | 'several';
  readonly options: readonly ScreeningOption[];
}
export interface WeightItem extends ItemBase {
  readonly kind: 'weight';
}
export interface TextItem extends ItemBase {
  readonly kind: 'text';
  /** Asked where another item has this answer. */
  readonly when: { readonly linkId: string; readonly code: string };
}
export type ScreeningItem = ChoiceItem | WeightItem | TextItem;

type Follows = Partial<Omit<Effect, 'sources'>> & Pick<Effect, 'outcome' | 'because'>;
export const option = (code: string, en: string, es: string, ...effects: Effect[]): ScreeningOption => ({
  code,
  words: { en, es },
  effects,
});
/** An answer that goes with no other, and from which nothing follows. */
export const noneOf = (
  code = 'none',
  en = 'None of these',
  es = 'Ninguna de estas cosas',
): ScreeningOption & { readonly alone: true } => ({ code, words: { en, es }, alone: true, effects: [] });
export const effect = (sources: readonly ScreeningSource[], follows: Follows): Effect => ({ sources, ...follows });
