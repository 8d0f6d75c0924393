/** To print the page, to keep it on this device, and to take it off again. */
import type { DecisionAnswers } from '@holdspace/care';
import { useState } from 'react';
import type { Say } from '../../language/words.ts';
import styles from '../decide.module.css';
import type { OwnKey } from '../words.ts';
import { forget, keep } from './answers-here.ts';

/** `kept`: what lies on this device, as far as this page knows. */
export function Keep({
  answers,
  kept,
  setKept,
  t,
}: {
  answers: DecisionAnswers;
  kept: DecisionAnswers | undefined;
  setKept(kept: DecisionAnswers | undefined): void;
  t: Say<OwnKey>;
}) {
  const [told, setTold] = useState<'saved' | 'save-failed' | 'removed'>();
  const save = () => {
    const done = keep(answers);
    if (done) setKept(answers);
    setTold(done ? 'saved' : 'save-failed');
  };
  const remove = () => {
    forget();
    setKept(undefined);
    setTold('removed');
  };
  return (
    <div className={styles.keeping}>
      <div className={styles.buttons}>
        <button type="button" className={styles.primary} onClick={printMine}>
          {t('print')}
        </button>
        {kept !== answers && (
          <button type="button" className={styles.button} onClick={save}>
            {t(kept ? 'save-again' : 'save')}
          </button>
        )}
        {kept && (
          <button type="button" className={styles.button} onClick={remove}>
            {t('remove')}
          </button>
        )}
      </div>
      <p role="status">{told && t(told)}</p>
    </div>
  );
}

/** Prints one's own page alone; the browser's own command prints all there is to read. */
function printMine() {
  const { dataset } = document.documentElement;
  dataset.print = 'mine';
  window.addEventListener('afterprint', () => delete dataset.print, { once: true });
  window.print();
}
