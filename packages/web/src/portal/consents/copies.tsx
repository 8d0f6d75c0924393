/** The copies of what was signed, whatever became of it. */
import { useLanguage, useWords } from '../../language/use-language.ts';
import styles from './consents.module.css';
import { sayDayIn } from './say.ts';
import type { ConsentShown } from './shapes.ts';
import { CONSENT_WORDS } from './words.ts';

export function Copies({ consent, zone }: { consent: ConsentShown; zone: string }) {
  const say = useWords(CONSENT_WORDS);
  const language = useLanguage();
  if (consent.signatures.length === 0) return null;
  const day = (at: string) => sayDayIn(language, at, zone);
  return (
    <section className={styles.copies}>
      <h2>{say('copies')}</h2>
      <ul>
        {consent.signatures.map(({ id, version, signedAt, witness, withdrawal }) => (
          <li key={id}>
            <a href={`/api/reader/consent-signatures/${id}/copy.pdf`} target="_blank" rel="noreferrer">
              {say('copy_of', { version, day: day(signedAt) })}
            </a>
            {witness && (
              <span className={styles.quiet}>{say('witnessed_by', { name: witness.name, day: day(witness.at) })}</span>
            )}
            {withdrawal && <span className={styles.quiet}>{say('withdrawn', { day: day(withdrawal.at) })}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
