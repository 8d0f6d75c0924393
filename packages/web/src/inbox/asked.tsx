/** What somebody sent who asks for a consult, as they said it. */
import { LANGUAGE_NAMES } from '@holdspace/care';
import { useZone } from '../api/me.ts';
import { ageOn, dayOf, sayDay } from '../ui/moment.ts';
import styles from './inbox.module.css';
import type { AskedShown } from './queries.ts';

export function Asked({ asked }: { readonly asked: AskedShown }) {
  const zone = useZone();
  const { dateOfBirth, email, telephone, language, words, chosen } = asked;
  return (
    <>
      <dl className={styles.facts}>
        <div>
          <dt>Born</dt>
          <dd className="hs-numbers">
            {sayDay(dateOfBirth)} ({ageOn(dateOfBirth, dayOf(new Date(), zone))} years)
          </dd>
        </div>
        {telephone && (
          <div>
            <dt>Telephone</dt>
            <dd className="hs-numbers">
              <a href={`tel:${telephone.replace(/[^+\d]/g, '')}`}>{telephone}</a>
            </dd>
          </div>
        )}
        {email && (
          <div>
            <dt>E-mail</dt>
            <dd>
              <a href={`mailto:${email}`}>{email}</a>
            </dd>
          </div>
        )}
        <div>
          <dt>Language</dt>
          <dd lang={language}>{LANGUAGE_NAMES[language]}</dd>
        </div>
      </dl>
      {words && (
        <blockquote className={styles.words} dir="auto">
          {words}
        </blockquote>
      )}
      {chosen.map((part) => (
        <section key={part.title} aria-label={part.title}>
          <h4>{part.title}</h4>
          <ul className={styles.chosen}>
            {part.lines.map((line) => (
              <li key={line} dir="auto">
                {line}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
