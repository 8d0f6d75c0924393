/** Lines to call and to write to, on the page as it was made and where its script shows them. */
import type { CrisisLine, Language } from '@holdspace/care';
import type { Say } from '../language/words.ts';
import styles from './decide.module.css';

export function Lines({
  lines,
  language,
  t,
}: {
  lines: readonly CrisisLine[];
  language: Language;
  t: Say<'call' | 'text' | 'help-elsewhere'>;
}) {
  return (
    <>
      <ul className={styles.lines}>
        {lines.map(({ call, text, name, says }) => (
          <li key={call}>
            <span>{says[language]}</span>
            <span className={styles.ways}>
              <a href={`tel:${call}`}>
                {t('call')} {call}
                <span className="hs-visually-hidden">, {name[language]}</span>
              </a>
              {text && (
                <a href={`sms:${text}`}>
                  {t('text')} {text}
                  <span className="hs-visually-hidden">, {name[language]}</span>
                </a>
              )}
            </span>
          </li>
        ))}
      </ul>
      <p className={styles.elsewhere}>{t('help-elsewhere')}</p>
    </>
  );
}
