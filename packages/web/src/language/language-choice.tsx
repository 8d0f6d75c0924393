/** The other languages, each by its own name in its own tongue. */
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '@holdspace/care';
import styles from './language-choice.module.css';
import { chooseLanguage, useLanguage } from './use-language.ts';

/** `onChosen`: for who wants to be told. */
export function LanguageChoice({ onChosen }: { readonly onChosen?: (language: Language) => void }) {
  const current = useLanguage();
  return (
    <div className={styles.choice}>
      {LANGUAGES.filter((language) => language !== current).map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          className={styles.language}
          onClick={() => {
            chooseLanguage(language);
            onChosen?.(language);
          }}
        >
          {LANGUAGE_NAMES[language]}
        </button>
      ))}
    </div>
  );
}
