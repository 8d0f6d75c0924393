/** The way through a measure: which questions are asked now, what is left out, and in which language it stands. */
import { isRange, type Language, type MeasureAnswers, type Said } from '@holdspace/care';
import { Problem } from '../api/problem.ts';
import type { FormSaving } from '../questionnaires/form-saver.ts';
import type { PutMeasure } from './shapes.ts';

type Items = Pick<PutMeasure, 'items'>;

/** In order; one that hangs on another is there once that one is answered so. */
export const askedOf = ({ items }: Items, answers: MeasureAnswers): PutMeasure['items'] =>
  items.filter(({ askedWhen }) => !askedWhen || answers[askedWhen.linkId] === askedWhen.is);

export const leftOutOf = (measure: Items, answers: MeasureAnswers): PutMeasure['items'] =>
  askedOf(measure, answers).filter(({ linkId }) => answers[linkId] === undefined);

/** Where somebody goes on: at the first question that is not answered; past the last where all are. */
export function goOnAt(measure: Items, answers: MeasureAnswers): number {
  const asked = askedOf(measure, answers);
  const at = asked.findIndex(({ linkId }) => answers[linkId] === undefined);
  return at < 0 ? asked.length : at;
}

/** What hung on an answer that was changed is not sent. */
export function tidied(measure: Items, answers: MeasureAnswers): MeasureAnswers {
  const asked = new Set(askedOf(measure, answers).map(({ linkId }) => linkId));
  return Object.fromEntries(Object.entries(answers).filter(([linkId]) => asked.has(linkId)));
}

/** The language of who reads, where every word of the measure is there in it; English otherwise, and never half of each. */
export function languageOf({ items, lead }: Pick<PutMeasure, 'items' | 'lead'>, wanted: Language): Language {
  if (wanted === 'en') return 'en';
  const isThere = (said: Said | undefined) => said === undefined || said[wanted] !== undefined;
  return isThere(lead) &&
    items.every(
      ({ text, answers }) =>
        isThere(text) &&
        (isRange(answers)
          ? isThere(answers.lowest) && isThere(answers.highest)
          : answers.every(({ label }) => isThere(label))),
    )
    ? wanted
    : 'en';
}
export const sayIn = (said: Said | undefined, language: Language): string => said?.[language] ?? said?.en ?? '';

/** What may be said beside help: that the clinic is told, will be, or could not be. Nothing is said that is not so. */
export type HelpSaid = 'notAlone' | 'notAloneSending' | 'notAloneOffline' | 'notAloneUntold';
const isTold = (error: unknown): boolean =>
  error instanceof Problem && error.errors.some(({ rule }) => rule === 'clinic-told');
/** `wasTold`: of these very answers, when they were saved. A saving that is under way tells nobody yet: a line may stall. */
export function helpSaid(saving: FormSaving, failed: unknown, wasTold: boolean): HelpSaid {
  if (isTold(failed) || wasTold) return 'notAlone';
  if (saving.state === 'refused') return isTold(saving.error) ? 'notAlone' : 'notAloneUntold';
  if (saving.state !== 'waiting') return 'notAloneSending';
  return saving.isSignedOut ? 'notAloneUntold' : 'notAloneOffline';
}

/** What the server found wrong in what was sent; that the clinic is told stands with the help. */
export const wrongIn = (failed: unknown): readonly string[] =>
  failed instanceof Problem
    ? failed.errors.filter(({ rule }) => rule !== 'clinic-told').map(({ message }) => message)
    : [];
export function whyNotSent(failed: unknown): 'fields' | 'noLinkSays' | 'notAsked' | 'notSent' {
  if (wrongIn(failed).length > 0) return 'fields';
  if (!(failed instanceof Problem)) return 'notSent';
  if (failed.kind === 'wrong-code') return 'noLinkSays';
  return failed.status === 404 ? 'notAsked' : 'notSent';
}
