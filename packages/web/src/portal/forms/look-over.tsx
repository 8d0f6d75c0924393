/** The last look: every answer as it will be read, what is still needed, and the sending. */
import { type FormAnswers, type FormProblem, itemText, valuesOf } from '@holdspace/care';
import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { useLanguage, useWords } from '../../language/use-language.ts';
import type { FormPart } from '../../questionnaires/parts.ts';
import answersStyles from '../../questionnaires/questionnaires.module.css';
import { sayAnswer } from '../../questionnaires/say-answer.ts';
import styles from '../prepare/prepare.module.css';
import { PAGE_WORDS } from './words.ts';

interface LookOverProps {
  readonly parts: readonly FormPart[];
  readonly answers: FormAnswers;
  readonly problems: readonly FormProblem[];
  readonly to: (part: string) => string;
  readonly isSending: boolean;
  /** Not while two answers wait to be chosen between. */
  readonly maySend: boolean;
  readonly onSend: () => void;
}

export function LookOver({ parts, answers, problems, to, isSending, maySend, onSend }: LookOverProps) {
  const say = useWords(PAGE_WORDS);
  const language = useLanguage();
  const partOf = (linkId: string) => parts.find(({ items }) => items.some((one) => one.linkId === linkId));
  const textOf = (linkId: string) => {
    const item = partOf(linkId)?.items.find((one) => one.linkId === linkId);
    return item ? itemText(item, language) : linkId;
  };
  return (
    <>
      <p className={styles.lead}>{say('overSays')}</p>
      {problems.length > 0 && (
        <div className={styles.told} role="status">
          <p>{say('notYet', { count: problems.length })}</p>
          <ul>
            {problems.map(({ id, linkId, words }) => (
              <li key={`${id} ${linkId}`}>
                <Link href={to(partOf(linkId)?.id ?? '')}>{textOf(linkId)}</Link>
                <br />
                {words[language]}
              </li>
            ))}
          </ul>
        </div>
      )}
      {parts.map((part) => (
        <section key={part.id} className={styles.told} aria-label={part.title}>
          <h2>{part.title}</h2>
          <dl className={answersStyles.answers}>
            {part.items
              .filter(({ type }) => type !== 'display')
              .map((item) => {
                const values = valuesOf(answers, item.linkId);
                return (
                  <div key={item.linkId}>
                    <dt>{itemText(item, language)}</dt>
                    {values.length === 0 ? (
                      <dd>{say('nothing')}</dd>
                    ) : (
                      values.map((value) => (
                        <dd key={JSON.stringify(value)} dir="auto">
                          {sayAnswer(item, value, language)}
                        </dd>
                      ))
                    )}
                  </div>
                );
              })}
          </dl>
          <Link href={to(part.id)} className={styles.back}>
            <span aria-hidden="true">{say('change')}</span>
            <span className="hs-visually-hidden">{say('changePart', { title: part.title })}</span>
          </Link>
        </section>
      ))}
      <Button
        size="lg"
        className={styles.wide}
        loading={isSending}
        disabled={problems.length > 0 || !maySend}
        onClick={onSend}
      >
        {say('send')}
      </Button>
    </>
  );
}
