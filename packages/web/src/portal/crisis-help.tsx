/** Whom to call when it cannot wait. Always one touch away on a patient's pages, there without a network, and calm. */
import { CRISIS_LINES, crisisCountryOf } from '@holdspace/care';
import { useId, useState } from 'react';
import styles from './crisis-help.module.css';

/** Of the country where the device is: whoever needs help needs it there. */
const linesHere = () => CRISIS_LINES[crisisCountryOf(Intl.DateTimeFormat().resolvedOptions().timeZone)].lines;

/** `because` says why it is shown by itself. */
export function CrisisHelp({ because }: { because?: string }) {
  return (
    <section className={styles.help} aria-label="Help now" role={because ? 'alert' : undefined}>
      {because && <p className={styles.because}>{because}</p>}
      <ul className={styles.lines}>
        {linesHere().map((line) => (
          <li key={line.call}>
            <span>{line.says}</span>
            <span className={styles.ways}>
              <a href={`tel:${line.call}`}>
                Call<span className="hs-visually-hidden"> {line.name},</span> {line.call}
              </a>
              {'text' in line && (
                <a href={`sms:${line.text}`}>
                  Text<span className="hs-visually-hidden"> {line.name},</span> {line.text}
                </a>
              )}
            </span>
          </li>
        ))}
      </ul>
      <p className={styles.quiet}>
        Elsewhere, call the emergency number of where you are. You need not explain anything first.
      </p>
    </section>
  );
}

/** The way to it, on every page. */
export function CrisisLink() {
  const [isOpen, open] = useState(false);
  const id = useId();
  return (
    <div className={styles.way}>
      <button
        type="button"
        className={styles.open}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => open(!isOpen)}
      >
        Need help now?
      </button>
      <div id={id}>{isOpen && <CrisisHelp />}</div>
    </div>
  );
}
