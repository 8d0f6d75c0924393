/** The choice itself, what is argued over, what the grades mean, who made the page, and the sources. */
import {
  ABOUT_THIS_PAGE,
  CERTAINTIES,
  CERTAINTY_WORDS,
  CONDITION,
  CONTESTED,
  type Language,
  REVIEWED,
  SOURCES,
  type SourceId,
  SURE,
} from '@holdspace/care';
import styles from '../decide.module.css';
import { sayDay, WORDS } from '../words.ts';
import { anchorOf, Stated } from './stated.tsx';

export function Choice({ language }: { language: Language }) {
  return (
    <section aria-labelledby="choice">
      <h2 id="choice">{WORDS.in(language)('decision')}</h2>
      <div className={styles.choice}>
        {CONDITION.map((statement) => (
          <Stated key={statement.id} statement={statement} language={language} />
        ))}
      </div>
    </section>
  );
}

export function Disputes({ language }: { language: Language }) {
  const t = WORDS.in(language);
  return (
    <section aria-labelledby="contested">
      <h2 id="contested">{t('contested-title')}</h2>
      <p className={styles.lead}>{t('contested-lead')}</p>
      <ul className={styles.disputes}>
        {CONTESTED.map(({ claim, answer }) => (
          <li key={answer.id} className={styles.column}>
            <h3 className={styles.claim}>{claim[language]}</h3>
            <Stated statement={answer} language={language} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export function AboutThisPage({ language }: { language: Language }) {
  const t = WORDS.in(language);
  return (
    <section aria-labelledby="about">
      <h2 id="about">{t('about-title')}</h2>
      {ABOUT_THIS_PAGE[language].map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <p>{t('reviewed-until', { day: sayDay(REVIEWED.by, language) })}.</p>
      <h3>{t('grades-title')}</h3>
      <p>{t('grades-lead')}</p>
      <dl className={styles.grades}>
        {CERTAINTIES.map((certainty) => (
          <div key={certainty}>
            <dt className={styles.certainty} data-certainty={certainty}>
              {CERTAINTY_WORDS[certainty][language].name}
            </dt>
            <dd>{CERTAINTY_WORDS[certainty][language].means}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

export function Sources({ language }: { language: Language }) {
  const t = WORDS.in(language);
  return (
    <section aria-labelledby="sources">
      <h2 id="sources">{t('sources-title')}</h2>
      <ol className={styles.sources} lang="en">
        {Object.entries(SOURCES).map(([id, { citation, url, read }]) => (
          <li key={id} id={anchorOf(id as SourceId)}>
            {url ? <a href={url}>{citation}</a> : citation}
            {read === 'background' && <span lang={language}> ({t('source-background')})</span>}
          </li>
        ))}
        <li>
          <a href={SURE.url}>{SURE.citation}</a>
          <span lang={language}> ({t('source-background')})</span>
        </li>
      </ol>
    </section>
  );
}
