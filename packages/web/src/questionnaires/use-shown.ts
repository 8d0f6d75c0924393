/** Which items of a form are asked now. The engine for its expressions is large: it comes only with a form that has some. */
import {
  type FormAnswers,
  hasExpressions,
  type Questionnaire,
  type QuestionnaireItem,
  shownItemsBy,
} from '@holdspace/care';
import { useEffect, useMemo, useState } from 'react';

type Shown = (questionnaire: Questionnaire, answers: FormAnswers) => readonly QuestionnaireItem[];
/** Until the engine is there, what hangs on an expression is asked. */
const withoutEngine: Shown = (questionnaire, answers) => shownItemsBy(questionnaire, answers, () => true);

export function useShown(questionnaire: Questionnaire, answers: FormAnswers): readonly QuestionnaireItem[] {
  const [engine, setEngine] = useState<{ readonly shown: Shown }>({ shown: withoutEngine });
  const needs = hasExpressions(questionnaire);
  useEffect(() => {
    if (needs) void import('./with-expressions.ts').then(({ shownItems }) => setEngine({ shown: shownItems }));
  }, [needs]);
  return useMemo(() => engine.shown(questionnaire, answers), [engine, questionnaire, answers]);
}
