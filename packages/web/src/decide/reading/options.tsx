/** The options on the same points, in the same order. */
import {
  type Language,
  OPTION_IDS,
  OPTION_NAMES,
  OPTION_STATEMENTS,
  POINT_IDS,
  POINT_TITLES,
  type PointId,
} from '@holdspace/care';
import styles from '../decide.module.css';
import { WORDS } from '../words.ts';
import { Stated } from './stated.tsx';

export function Options({ language }: { language: Language }) {
  const t = WORDS.in(language);
  return (
    <section aria-labelledby="options">
      <h2 id="options">{t('options-title')}</h2>
      <p className={styles.lead}>{t('options-lead')}</p>
      {POINT_IDS.map((point) => (
        <Point key={point} point={point} language={language} />
      ))}
    </section>
  );
}

function Point({ point, language }: { point: PointId; language: Language }) {
  return (
    <section className={styles.point} aria-labelledby={`point-${point}`}>
      <h3 id={`point-${point}`}>{POINT_TITLES[point][language]}</h3>
      <ul className={styles.columns}>
        {OPTION_IDS.map((option) => (
          <li key={option} id={point === 'done' ? `option-${option}` : undefined} className={styles.column}>
            <h4>{OPTION_NAMES[option][language].short}</h4>
            {OPTION_STATEMENTS[option][point].map((statement) => (
              <Stated key={statement.id} statement={statement} language={language} />
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
