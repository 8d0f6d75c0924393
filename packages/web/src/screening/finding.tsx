/** One finding: what was answered or stands on record, what the rule says of it, why, and from where. */
import type { ScreeningFinding } from '@holdspace/care';
import type { ReactNode } from 'react';
import styles from './screening.module.css';
import { OutcomeBadge } from './state-badge.tsx';

export function Finding({ finding, children }: { finding: ScreeningFinding; children?: ReactNode }) {
  const { title, outcome, by, answered, because, sources } = finding;
  return (
    <li className={`${styles.finding} ${styles[outcome]}`}>
      <div className={styles.findingHead}>
        <h3 className={styles.findingTitle}>{title}</h3>
        <OutcomeBadge outcome={outcome} by={by} />
      </div>
      {answered && <p className={styles.answered}>{answered}</p>}
      <p className={styles.because}>{because}</p>
      <details className={styles.sources}>
        <summary>
          Where this rule comes from<span className="hs-visually-hidden">: {title}</span>
        </summary>
        <ul>
          {sources.map(({ citation, url, checked }) => (
            <li key={citation}>
              {url ? (
                <a href={url} target="_blank" rel="noreferrer">
                  {citation}
                </a>
              ) : (
                citation
              )}{' '}
              <span className={styles.small}>
                {checked.how === 'verified'
                  ? `Read on ${checked.on}${'note' in checked && checked.note ? `, ${checked.note}` : ''}.`
                  : 'Background: awaits the clinic’s own check.'}
              </span>
            </li>
          ))}
        </ul>
      </details>
      {children}
    </li>
  );
}
