/** All that one does on the page, in one place: the answers, what follows from them, and help as soon as it is needed. */
import { CRISIS_LINES, crisisCountryOf, crisisWordsIn, type DecisionAnswers } from '@holdspace/care';
import { useEffect, useMemo, useState } from 'react';
import { createPortal } from 'react-dom';
import { type Say, sayFrom } from '../../language/words.ts';
import type { Content } from '../content.ts';
import styles from '../decide.module.css';
import { Lines } from '../help-lines.tsx';
import type { OwnKey } from '../words.ts';
import { carry, type Found, isNothing, NOTHING_YET, typedIn } from './answers-here.ts';
import { type Contact, useClinic } from './clinic.ts';
import { Keep } from './keep.tsx';
import { Know, Sure } from './know.tsx';
import { Matters } from './matters.tsx';
import { Mine } from './mine.tsx';
import { Send } from './send.tsx';
import { Services } from './services.tsx';
import { Talk } from './talk.tsx';

export interface PartProps {
  readonly answers: DecisionAnswers;
  change(part: Partial<DecisionAnswers>): void;
  readonly content: Content;
  readonly t: Say<OwnKey>;
}

export function Own({
  content,
  found,
  places,
}: {
  content: Content;
  found: Found | undefined;
  /** Where the page keeps room for what is drawn elsewhere than here. */
  places: { readonly crisis: Element; readonly services: Element };
}) {
  const { language } = content;
  const t = useMemo(() => sayFrom('decide', language, content.words), [language, content]);
  const [answers, setAnswers] = useState(found?.answers ?? NOTHING_YET);
  const [kept, setKept] = useState(found?.isKept ? found.answers : undefined);
  const [contact, setContact] = useState<Contact>({ name: '', born: '', reach: '' });
  const looked = useClinic(window.location.pathname);
  const change = (part: Partial<DecisionAnswers>) => setAnswers((before) => ({ ...before, ...part }));
  useCarrying(answers, kept);
  const isCrisis = crisisWordsIn(`${typedIn(answers)}\n${contact.name}\n${contact.reach}`).length > 0;
  const part = { answers, change, content, t };
  return (
    <>
      {createPortal(isCrisis && <Crisis {...part} />, places.crisis)}
      {createPortal(<Services looked={looked} language={language} t={t} />, places.services)}
      {found?.from === 'kept' && (
        <p role="status" className={styles.note}>
          {t('found-kept')}
        </p>
      )}
      <Matters {...part} />
      <Know {...part} />
      <Sure {...part} />
      <Talk {...part} />
      <section aria-labelledby="mine" className={styles.mine}>
        <h2 id="mine">{t('mine-title')}</h2>
        <p className={styles.lead}>{t('mine-lead')}</p>
        <Mine {...part} />
        <Keep answers={answers} kept={kept} setKept={setKept} t={t} />
        {looked.is === 'found' && looked.shown.takesConsultRequests && (
          <Send
            answers={answers}
            content={content}
            t={t}
            contact={contact}
            setContact={setContact}
            shown={looked.shown}
          />
        )}
      </section>
    </>
  );
}

/** Before anything else, and wherever on the page somebody writes. */
function Crisis({ content: { language }, t }: PartProps) {
  const { lines } = CRISIS_LINES[crisisCountryOf(Intl.DateTimeFormat().resolvedOptions().timeZone)];
  return (
    <section className={styles.danger} role="alert">
      <p className={styles.because}>{t('help-because')}</p>
      <Lines lines={lines} language={language} t={t} />
    </section>
  );
}

/** Answers go along to the other language; a page that is closed with answers that are nowhere asks first. */
function useCarrying(answers: DecisionAnswers, kept: DecisionAnswers | undefined) {
  useEffect(() => {
    let isCarried = false;
    const onClick = (event: MouseEvent) => {
      const isOtherLanguage = event.target instanceof Element && event.target.closest('a[data-language]');
      if (isOtherLanguage && !isNothing(answers)) isCarried = carry(answers);
    };
    const onLeave = (event: BeforeUnloadEvent) => {
      if (!isCarried && !isNothing(answers) && answers !== kept) event.preventDefault();
    };
    document.addEventListener('click', onClick);
    window.addEventListener('beforeunload', onLeave);
    return () => {
      document.removeEventListener('click', onClick);
      window.removeEventListener('beforeunload', onLeave);
    };
  }, [answers, kept]);
}
