/** A form cut into what is seen at once: a section of it, or one question at a time for whoever finds that easier. */
import {
  type FormAnswers,
  isHelp,
  itemText,
  type Language,
  type Questionnaire,
  type QuestionnaireItem,
  valuesOf,
} from '@holdspace/care';

export type FormMode = 'sections' | 'one';
export interface FormPart {
  /** The name of the item, as it stands in the address. */
  readonly id: string;
  readonly title: string;
  readonly items: readonly QuestionnaireItem[];
}

const isQuestion = ({ type }: QuestionnaireItem): boolean => type !== 'group' && type !== 'display';

export function partsOf(
  questionnaire: Questionnaire,
  shown: readonly QuestionnaireItem[],
  mode: FormMode,
  language: Language,
): readonly FormPart[] {
  const asked = new Set(shown.map(({ linkId }) => linkId));
  const inside = ({ item = [] }: QuestionnaireItem): readonly QuestionnaireItem[] =>
    item
      .filter((one) => asked.has(one.linkId) && !isHelp(one))
      .flatMap((one) => (one.type === 'group' ? inside(one) : [one]));
  const top = questionnaire.item.filter(({ linkId }) => asked.has(linkId));
  const sections = top.flatMap((one): readonly FormPart[] => {
    const items = one.type === 'group' ? inside(one) : [one];
    return items.length === 0 ? [] : [{ id: one.linkId, title: itemText(one, language), items }];
  });
  if (mode === 'sections') return sections;
  // What is only told goes with the question that it follows.
  return sections.flatMap(({ title, items }) => {
    const parts: { id: string; title: string; items: QuestionnaireItem[] }[] = [];
    for (const one of items) {
      const last = parts.at(-1);
      if (isQuestion(one) || !last) parts.push({ id: one.linkId, title, items: [one] });
      else last.items.push(one);
    }
    return parts;
  });
}

/** Whether whoever fills it in has answered all of a part that must be, and something of it. */
export function standingOf({ items }: FormPart, answers: FormAnswers): 'done' | 'begun' | 'open' {
  const questions = items.filter(isQuestion);
  const isAnswered = ({ linkId }: QuestionnaireItem) => valuesOf(answers, linkId).length > 0;
  if (questions.every((one) => isAnswered(one) || !one.required) && questions.some(isAnswered)) return 'done';
  return questions.some(isAnswered) ? 'begun' : 'open';
}
