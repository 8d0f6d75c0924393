/** The other languages, each by its own name in its own tongue. */
import { LANGUAGE_NAMES, LANGUAGES } from '@holdspace/care';
import styles from './language-choice.module.css';
import { chooseLanguage, useLanguage } from './use-language.ts';

export function LanguageChoice() {
  const current = useLanguage();
  return (
    <div className={styles.choice}>
      {LANGUAGES.filter((language) => language !== current).map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          className={styles.language}
          onClick={() => chooseLanguage(language)}
        >
          {LANGUAGE_NAMES[language]}
        </button>
      ))}
    </div>
  );
}
