/** Whom to call, at the top of the page and there without JavaScript: of the United States, as the product's default. */
import { CRISIS_LINES, type Language } from '@holdspace/care';
import styles from '../decide.module.css';
import { Lines } from '../help-lines.tsx';
import { WORDS } from '../words.ts';

export function HelpNow({ language }: { language: Language }) {
  const t = WORDS.in(language);
  return (
    <details className={styles.helpNow} id="help">
      <summary>{t('help-title')}</summary>
      <Lines lines={CRISIS_LINES.US.lines} language={language} t={t} />
    </details>
  );
}
