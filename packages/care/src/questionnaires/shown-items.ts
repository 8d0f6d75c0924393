/**
 * Which items are asked: those whose conditions hold, inside those that are asked. What was answered to a question that is
 * not asked any more counts for nothing, so that changing one’s mind leaves nothing behind.
 */
import { type AnswerValue, type FormAnswers, isAmount, isCoded, valuesOf } from './answers.ts';
import {
  allItems,
  type EnableWhen,
  expressionOf,
  type Questionnaire,
  type QuestionnaireItem,
} from './questionnaire.ts';
import { inUnit, unitOf } from './units.ts';

/** FormAnswers whether an expression holds, given the answers that count. */
export type Evaluate = (expression: string, questionnaire: Questionnaire, answers: FormAnswers) => boolean;

/** Expressions may hang on each other; a form that is still changing after so many looks is settled as it is. */
const MOST_LOOKS = 8;

export function shownItemsBy(
  questionnaire: Questionnaire,
  answers: FormAnswers,
  evaluate: Evaluate,
): readonly QuestionnaireItem[] {
  let shown = shownWith(questionnaire, answers, () => true);
  if (!allItems(questionnaire).some(expressionOf)) return shown;
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const counting = answersTo(shown, answers);
    const next = shownWith(questionnaire, answers, (expression) => evaluate(expression, questionnaire, counting));
    const isSettled = next.length === shown.length && next.every((one, index) => one === shown[index]);
    shown = next;
    if (isSettled) break;
  }
  return shown;
}

/** Of all answers, those to the items given. */
export function answersTo(items: readonly QuestionnaireItem[], answers: FormAnswers): FormAnswers {
  return Object.fromEntries(
    items.flatMap(({ linkId }) => {
      const given = Object.hasOwn(answers, linkId) ? answers[linkId] : undefined;
      return given === undefined ? [] : [[linkId, given]];
    }),
  );
}

function shownWith(
  questionnaire: Questionnaire,
  answers: FormAnswers,
  holds: (expression: string) => boolean,
): readonly QuestionnaireItem[] {
  const byId = new Map(allItems(questionnaire).map((one) => [one.linkId, one]));
  const within = new Map<string, string>();
  for (const one of byId.values()) for (const { linkId } of one.item ?? []) within.set(linkId, one.linkId);
  const known = new Map<string, boolean>();
  const isShown = (linkId: string): boolean => {
    const before = known.get(linkId);
    if (before !== undefined) return before;
    // Two that hang on each other: neither is shown by the other.
    known.set(linkId, false);
    const one = byId.get(linkId);
    const parent = within.get(linkId);
    const answer = one !== undefined && (parent === undefined || isShown(parent)) && isEnabled(one);
    known.set(linkId, answer);
    return answer;
  };
  const isEnabled = (one: QuestionnaireItem): boolean => {
    const expression = expressionOf(one);
    if (expression !== undefined) return holds(expression);
    const { enableWhen = [], enableBehavior = 'all' } = one;
    if (enableWhen.length === 0) return true;
    const met = (when: EnableWhen) => isMet(when, isShown(when.question) ? valuesOf(answers, when.question) : []);
    return enableBehavior === 'any' ? enableWhen.some(met) : enableWhen.every(met);
  };
  return [...byId.values()].filter(({ linkId }) => isShown(linkId));
}

/** As FHIR R4 says it: "!=" holds where no answer is the one named, also where there is none. */
function isMet(when: EnableWhen, values: readonly AnswerValue[]): boolean {
  const { operator } = when;
  if (operator === 'exists') return values.length > 0 === (when.answerBoolean ?? true);
  if (operator === '!=') return !values.some((value) => compared(value, when) === 0);
  return values.some((value) => {
    const order = compared(value, when);
    return order !== undefined && HOLDS[operator](order);
  });
}
const HOLDS: Readonly<Record<'=' | '>' | '<' | '>=' | '<=', (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '>': (order) => order > 0,
  '<': (order) => order < 0,
  '>=': (order) => order >= 0,
  '<=': (order) => order <= 0,
};

/** Which of the two is more; undefined where they cannot be compared. Of codes it is only known whether they are the same. */
function compared(value: AnswerValue, when: EnableWhen): number | undefined {
  const { answerBoolean, answerDecimal, answerInteger, answerDate, answerString, answerCoding, answerQuantity } = when;
  if (typeof value === 'boolean') return answerBoolean === undefined ? undefined : Number(value !== answerBoolean);
  if (typeof value === 'number') {
    const other = answerDecimal ?? answerInteger;
    return other === undefined ? undefined : value - other;
  }
  if (typeof value === 'string') {
    const other = answerString ?? answerDate;
    return other === undefined ? undefined : value < other ? -1 : Number(value > other);
  }
  if (isCoded(value) && answerCoding) {
    const isSame =
      value.code === answerCoding.code &&
      (value.system === undefined || answerCoding.system === undefined || value.system === answerCoding.system);
    return isSame ? 0 : undefined;
  }
  if (isAmount(value) && answerQuantity?.value !== undefined) {
    const other = inUnit(answerQuantity.value, unitOf(answerQuantity), value.unit);
    return other === undefined ? undefined : value.value - other;
  }
  return undefined;
}
