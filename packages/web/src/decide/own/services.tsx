/** What the clinic offers, under its computed labels, before the options are told. */
import type { Language } from '@holdspace/care';
import { useLayoutEffect, useState } from 'react';
import type { Say } from '../../language/words.ts';
import styles from '../decide.module.css';
import type { OwnKey } from '../words.ts';
import type { ClinicShown, Looked } from './clinic.ts';

interface Spoken {
  readonly language: Language;
  readonly t: Say<OwnKey>;
}

/** What the server has put into the page already stands until this knows more: nothing flickers, and nothing is lost. */
const readAlready = () => document.getElementById('services-read');

export function Services({ looked, language, t }: Spoken & { readonly looked: Looked }) {
  const [isRead] = useState(() => readAlready() !== null);
  const isKnown = looked.is === 'found' || looked.is === 'missing';
  useLayoutEffect(() => {
    if (isKnown) readAlready()?.remove();
  }, [isKnown]);
  switch (looked.is) {
    case 'none':
      return null;
    case 'looking':
      return isRead ? null : <p className={styles.note}>{t('services-loading')}</p>;
    case 'missing':
      return <NoSuchClinic t={t} />;
    case 'failed':
      return (
        <div className={styles.note} role="alert">
          <p>{t(isRead ? 'services-unsure' : 'services-failed')}</p>
          <button type="button" className={styles.button} onClick={looked.again}>
            {t('try-again')}
          </button>
        </div>
      );
    case 'found':
      return <Offered shown={looked.shown} language={language} t={t} />;
  }
}

/** Also made at the build, for the server to put into the page. */
export function NoSuchClinic({ t }: Pick<Spoken, 't'>) {
  return (
    <p className={styles.note} role="alert">
      {t('services-missing')}
    </p>
  );
}

export function Offered({
  shown: { clinic, services },
  language,
  t,
}: Spoken & { readonly shown: Pick<ClinicShown, 'services'> & { readonly clinic: { readonly name: string } } }) {
  return (
    <section aria-labelledby="services-title">
      <h2 id="services-title">{t('services-title', { clinic: clinic.name })}</h2>
      <p className={styles.lead}>
        {services.length === 0 ? t('services-none', { clinic: clinic.name }) : t('services-lead')}
      </p>
      <ul className={styles.services}>
        {services.map(({ label, option, approval }) => (
          <li key={label.en.name} className={styles.column}>
            <h3>{label[language].name}</h3>
            <p className={styles.statement}>{label[language].statement}</p>
            <p>{t(approval)}</p>
            {option && (
              <a href={`#option-${option}`} aria-label={`${t('about-option')}: ${label[language].name}`}>
                {t('about-option')}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
