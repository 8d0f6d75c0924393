/**
 * The rules of a form with its expressions read by `fhirpath`, the engine of the National Library of Medicine. It is large,
 * so what a browser draws with imports `shownItemsBy` and the others, and this file only for a form that has expressions.
 */
import fhirpath from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4';
import type { FormAnswers } from './answers.ts';
import { type FormProblem, problemsAmong } from './problems.ts';
import { allItems, type Questionnaire, type QuestionnaireItem } from './questionnaire.ts';
import { type QuestionnaireResponse, type ResponseAbout, responseOf } from './response.ts';
import { shownItemsBy } from './shown-items.ts';

const compiled = new Map<string, ReturnType<typeof fhirpath.compile>>();
const MOST_REMEMBERED = 500;

/** Whether an expression holds; one that cannot be read asks its question: a question more harms nobody. */
function holds(expression: string, questionnaire: Questionnaire, answers: FormAnswers): boolean {
  try {
    const found = evaluateIn(expression, questionnaire, answers);
    return found.length > 0 && found.every((one) => one === true);
  } catch {
    return true;
  }
}

/** What an expression answers about answers, as SDC gives it `%resource` and `%questionnaire`. Throws where it cannot be read. */
export function evaluateIn(expression: string, questionnaire: Questionnaire, answers: FormAnswers): readonly unknown[] {
  if (compiled.size >= MOST_REMEMBERED) compiled.clear();
  const evaluate = compiled.get(expression) ?? fhirpath.compile(expression, r4);
  compiled.set(expression, evaluate);
  const resource = responseOf(questionnaire, answers, allItems(questionnaire));
  return evaluate(resource, { resource, questionnaire }) as unknown[];
}

/** The items that are asked, given what was answered so far, in the order in which they stand. */
export const shownItems = (questionnaire: Questionnaire, answers: FormAnswers): readonly QuestionnaireItem[] =>
  shownItemsBy(questionnaire, answers, holds);

/** What cannot be sent as it is, question by question. */
export const problemsOf = (questionnaire: Questionnaire, answers: FormAnswers): readonly FormProblem[] =>
  problemsAmong(questionnaire, answers, shownItems(questionnaire, answers));

export const toResponse = (
  questionnaire: Questionnaire,
  answers: FormAnswers,
  about?: ResponseAbout,
): QuestionnaireResponse => responseOf(questionnaire, answers, shownItems(questionnaire, answers), about);
