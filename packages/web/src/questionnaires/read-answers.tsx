/** Answers to a form beside its questions, to be read: what was asked and answered, section by section. */
import {
  type FormAnswers,
  itemText,
  type Language,
  type Questionnaire,
  type QuestionnaireItem,
  valuesOf,
} from '@holdspace/care';
import type { ReactNode } from 'react';
import { partsOf } from './parts.ts';
import styles from './questionnaires.module.css';
import { sayAnswer } from './say-answer.ts';
import { useShown } from './use-shown.ts';

interface ReadAnswersProps {
  readonly questionnaire: Questionnaire;
  readonly answers: FormAnswers;
  readonly language: Language;
  /** The level under what stands above. */
  readonly heading: 'h2' | 'h3';
  /** What is shown with an answer: where a file is to be had, or what to do with a medicine. */
  readonly beside?: (item: QuestionnaireItem, value: ReturnType<typeof valuesOf>[number]) => ReactNode;
}

export function ReadAnswers({ questionnaire, answers, language, heading: Heading, beside }: ReadAnswersProps) {
  const shown = useShown(questionnaire, answers);
  const parts = partsOf(questionnaire, shown, 'sections', language);
  const answered = parts.flatMap((part) => {
    const items = part.items.filter(({ linkId }) => valuesOf(answers, linkId).length > 0);
    return items.length > 0 ? [{ ...part, items }] : [];
  });
  return (
    <div className={styles.read}>
      {answered.map((part) => (
        <div key={part.id}>
          <Heading className={styles.readTitle}>{part.title}</Heading>
          <dl className={styles.answers}>
            {part.items.map((item) => (
              <div key={item.linkId}>
                <dt>{itemText(item, language)}</dt>
                {valuesOf(answers, item.linkId).map((value) => (
                  <dd key={JSON.stringify(value)}>
                    <span dir="auto">{sayAnswer(item, value, language)}</span>
                    {beside?.(item, value)}
                  </dd>
                ))}
              </div>
            ))}
          </dl>
        </div>
      ))}
    </div>
  );
}
