/** The patient's own answers, sent from home, beside what staff have written down. */
import type { FormAnswers } from '../questionnaires/answers.ts';
import { isFile, valuesOf } from '../questionnaires/answers.ts';
import type { ScreeningAnswers } from './answers.ts';
import { screeningItem } from './items.ts';
import type { AnswersKept, Screening } from './screening.ts';

/** Answers of the screening's form, as far as its questions are still asked. */
export const screeningAnswersOf = (answers: FormAnswers): ScreeningAnswers =>
  Object.fromEntries(
    Object.keys(answers)
      .filter((linkId) => screeningItem(linkId))
      .map((linkId) => [linkId, valuesOf(answers, linkId).flatMap((value) => (isFile(value) ? [] : [value]))]),
  );

/** Of two who answered, the later counts: nothing is asked twice, and a change at home re-opens what was signed. */
export function withAnswersFromHome(screening: Screening, home: AnswersKept | undefined): Screening {
  if (!home || (screening.answers && screening.answers.at >= home.at)) return screening;
  return { ...screening, answers: home };
}
