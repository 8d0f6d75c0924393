/**
 * The decision aid's page, made at build time in each language, so that everything can be read before any script has come,
 * and without one. The script adds what one marks (`own/`), what a clinic offers, and help where it is needed at once.
 */
import type { Language } from '@holdspace/care';
import { Mark } from '../shell/mark.tsx';
import { contentIn } from './content.ts';
import styles from './decide.module.css';
import { AboutThisPage, Choice, Disputes, Sources } from './reading/about.tsx';
import { Chances } from './reading/chances.tsx';
import { HelpNow } from './reading/help.tsx';
import { OnPaper } from './reading/on-paper.tsx';
import { Options } from './reading/options.tsx';
import { WORDS } from './words.ts';

const STEPS = ['options', 'chances', 'matters', 'know', 'sure', 'talk', 'mine'] as const;

export function DecidePage({ language }: { language: Language }) {
  const t = WORDS.in(language);
  const other: Language = language === 'en' ? 'es' : 'en';
  return (
    <div className={styles.page}>
      <a className={styles.skip} href="#text">
        {t('skip')}
      </a>
      <div id="crisis" className={styles.crisis} />
      <header className={styles.head}>
        <p className={styles.brand}>
          <Mark size={28} />
          Holdspace
        </p>
        <a
          className={styles.language}
          href={`?language=${other}`}
          hrefLang={other}
          lang={other}
          data-language={other}
          aria-label={t('other-language-label')}
        >
          {t('other-language')}
        </a>
        <h1>{t('title')}</h1>
        <p className={styles.lead}>{t('lead')}</p>
        <p className={styles.private}>{t('private')}</p>
        <HelpNow language={language} />
        <nav aria-label={t('steps')} className={styles.steps}>
          <ol>
            {STEPS.map((step) => (
              <li key={step}>
                <a href={`#${step}`}>{t(`step-${step}`)}</a>
              </li>
            ))}
          </ol>
        </nav>
      </header>
      <main id="text" tabIndex={-1}>
        <div className={styles.reading}>
          <Choice language={language} />
        </div>
        <div id="services" />
        <div className={styles.reading}>
          <Options language={language} />
          <Chances language={language} />
          <Disputes language={language} />
        </div>
        <div id="own" data-content={JSON.stringify(contentIn(language))}>
          <OnPaper language={language} />
        </div>
        <div className={styles.reading}>
          <AboutThisPage language={language} />
          <Sources language={language} />
        </div>
      </main>
    </div>
  );
}
