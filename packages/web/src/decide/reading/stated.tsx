/** A statement as it is read: its words, its grade, its sources, and until when it is good. */
import { CERTAINTY_WORDS, type Language, SOURCES, type SourceId, type Statement } from '@holdspace/care';
import styles from '../decide.module.css';
import { WORDS } from '../words.ts';

const NUMBERS = new Map(Object.keys(SOURCES).map((id, index) => [id as SourceId, index + 1]));
export const numberOf = (id: SourceId): number => NUMBERS.get(id) ?? 0;
export const anchorOf = (id: SourceId): string => `source-${id}`;

type Footing = Pick<Statement, 'certainty' | 'sources' | 'review'>;

export function Stated({ statement, language }: { statement: Statement; language: Language }) {
  return (
    <div className={styles.stated} data-statement={statement.id}>
      <p>{statement.says[language]}</p>
      <Grounds of={statement} language={language} />
    </div>
  );
}

/** What a statement stands on. `data-review-by` lets the page mark it once its day has passed. */
export function Grounds({ of: { certainty, sources, review }, language }: { of: Footing; language: Language }) {
  const t = WORDS.in(language);
  return (
    <p className={styles.grounds} data-review-by={review.by}>
      <span className={styles.certainty} data-certainty={certainty}>
        {CERTAINTY_WORDS[certainty][language].name}
      </span>{' '}
      {sources.map((id) => (
        <a key={id} href={`#${anchorOf(id)}`} aria-label={t('source', { number: numberOf(id) })}>
          [{numberOf(id)}]
        </a>
      ))}
    </p>
  );
}
