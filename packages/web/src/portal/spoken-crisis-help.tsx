/** Whom to call when it cannot wait, in the language of who reads. As calm and as near as on every page of a patient. */
import { CRISIS_LINES, crisisCountryOf, hasCrisisWords } from '@holdspace/care';
import { useId, useState } from 'react';
import { useLanguage, useWords } from '../language/use-language.ts';
import { defineWords } from '../language/words.ts';
import styles from './crisis-help.module.css';

export const CRISIS_LINK_WORDS = defineWords('spoken crisis help', {
  en: {
    label: 'Help now',
    call: 'Call',
    text: 'Text',
    elsewhere: 'Elsewhere, call the emergency number of where you are. You need not explain anything first.',
    need: 'Need help now?',
    notAlone: 'You need not be alone with this. Somebody can be with you now:',
    leave: 'Leave',
  },
  es: {
    label: 'Ayuda ahora',
    call: 'Llamar a',
    text: 'Escribir a',
    elsewhere: 'En otro lugar, llame al número de emergencias de donde está. No tiene que explicar nada antes.',
    need: '¿Necesita ayuda ahora?',
    notAlone: 'No tiene que estar a solas con esto. Alguien puede estar con usted ahora:',
    leave: 'Salir',
  },
});

/** Of the country where the device is: whoever needs help needs it there. */
const linesHere = () => CRISIS_LINES[crisisCountryOf(Intl.DateTimeFormat().resolvedOptions().timeZone)].lines;

/** `because` says why it is shown by itself. */
export function SpokenCrisisHelp({ because }: { readonly because?: string }) {
  const say = useWords(CRISIS_LINK_WORDS);
  const language = useLanguage();
  return (
    <section className={styles.help} aria-label={say('label')} role={because ? 'alert' : undefined}>
      {because && <p className={styles.because}>{because}</p>}
      <ul className={styles.lines}>
        {linesHere().map((line) => (
          <li key={line.call}>
            <span>{line.says[language]}</span>
            <span className={styles.ways}>
              <a href={`tel:${line.call}`}>
                {say('call')}
                <span className="hs-visually-hidden"> {line.name[language]},</span> {line.call}
              </a>
              {'text' in line && (
                <a href={`sms:${line.text}`}>
                  {say('text')}
                  <span className="hs-visually-hidden"> {line.name[language]},</span> {line.text}
                </a>
              )}
            </span>
          </li>
        ))}
      </ul>
      <p className={styles.quiet}>{say('elsewhere')}</p>
    </section>
  );
}

/** At words of danger in what somebody writes, before it is sent to anybody. */
export function SpokenHelpAtWords({ written }: { readonly written: string }) {
  const say = useWords(CRISIS_LINK_WORDS);
  return hasCrisisWords(written) ? <SpokenCrisisHelp because={say('notAlone')} /> : null;
}

/** The way to it, on every page. `isFlush`: it stands among what keeps its own distance from the edges. */
export function SpokenCrisisLink({ isFlush = false }: { readonly isFlush?: boolean }) {
  const say = useWords(CRISIS_LINK_WORDS);
  const [isOpen, open] = useState(false);
  const id = useId();
  return (
    <div className={isFlush ? undefined : styles.way}>
      <button
        type="button"
        className={styles.open}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => open(!isOpen)}
      >
        {say('need')}
      </button>
      <div id={id}>{isOpen && <SpokenCrisisHelp />}</div>
    </div>
  );
}
