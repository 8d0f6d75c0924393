/** What one marks, to be read and printed as it is: this stands where no script runs, and the page's script takes its place. */
import {
  KNOWLEDGE_ITEMS,
  type Language,
  OPTION_IDS,
  OPTION_NAMES,
  PEOPLE_TO_ASK,
  QUESTIONS_TO_BRING,
  SURE,
  VALUE_ITEMS,
} from '@holdspace/care';
import styles from '../decide.module.css';
import { WORDS } from '../words.ts';

export function OnPaper({ language }: { language: Language }) {
  const t = WORDS.in(language);
  return (
    <>
      <noscript>
        <p className={styles.note}>{t('without-script')}</p>
      </noscript>
      <section aria-labelledby="matters">
        <h2 id="matters">{t('matters-title')}</h2>
        <ul className={styles.paper}>
          {VALUE_ITEMS.map(({ id, says, meets }) => (
            <li key={id}>
              <h3>{says[language]}</h3>
              <dl className={styles.meets}>
                {OPTION_IDS.map((option) => (
                  <div key={option}>
                    <dt>{OPTION_NAMES[option][language].short}</dt>
                    <dd>{meets[option][language]}</dd>
                  </div>
                ))}
              </dl>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="know">
        <h2 id="know">{t('know-title')}</h2>
        {KNOWLEDGE_ITEMS.map(({ id, says, because }) => (
          <details key={id} className={styles.ask}>
            <summary>{says[language]}</summary>
            <p>{because[language]}</p>
          </details>
        ))}
      </section>
      <section aria-labelledby="sure">
        <h2 id="sure">{t('sure-title')}</h2>
        <p>{t('sure-lead')}</p>
        <ul>
          {SURE.items.map(({ id, says }) => (
            <li key={id}>{says[language]}</li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="talk">
        <h2 id="talk">{t('talk-title')}</h2>
        <h3>{t('people-title')}</h3>
        <ul>
          {PEOPLE_TO_ASK.map(({ id, says }) => (
            <li key={id}>{says[language]}</li>
          ))}
        </ul>
        <h3 id="mine">{t('questions-title')}</h3>
        <ul>
          {QUESTIONS_TO_BRING.map(({ id, says }) => (
            <li key={id}>{says[language]}</li>
          ))}
        </ul>
      </section>
    </>
  );
}
