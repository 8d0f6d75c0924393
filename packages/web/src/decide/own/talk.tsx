/** Whom else to ask, and what to bring. */
import { MOST_OWN, type PersonToAskId, type QuestionId } from '@holdspace/care';
import { SomeOf, Text } from './choices.tsx';
import type { PartProps } from './own.tsx';

/** What is beyond the most that is taken stays in the last of them. */
const inLines = (text: string): string[] => {
  const lines = text.split('\n');
  return lines.length <= MOST_OWN ? lines : [...lines.slice(0, MOST_OWN - 1), lines.slice(MOST_OWN - 1).join(' ')];
};

export function Talk({ answers, change, content, t }: PartProps) {
  return (
    <section aria-labelledby="talk">
      <h2 id="talk">{t('talk-title')}</h2>
      <SomeOf<PersonToAskId>
        legend={t('people-title')}
        options={content.people}
        values={answers.peopleToAsk}
        onChoose={(peopleToAsk) => change({ peopleToAsk: [...peopleToAsk] })}
      />
      <Text label={t('other-people')} value={answers.otherPeople} onType={(otherPeople) => change({ otherPeople })} />
      <SomeOf<QuestionId>
        legend={t('questions-title')}
        options={content.questions}
        values={answers.questions}
        onChoose={(questions) => change({ questions: [...questions] })}
      />
      <Text
        label={t('own-questions')}
        rows={4}
        value={answers.ownQuestions.join('\n')}
        onType={(text) => change({ ownQuestions: text === '' ? [] : inLines(text) })}
      />
      <Text label={t('note')} rows={4} value={answers.note} onType={(note) => change({ note })} />
    </section>
  );
}
