/** One consent: read piece by piece, its questions answered, signed at the end; or read again, copied and taken back. */
import { asksToSign } from '@holdspace/care';
import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useLanguage, useWords } from '../../language/use-language.ts';
import styles from './consents.module.css';
import { ConsentsPage } from './consents-page.tsx';
import { Copies } from './copies.tsx';
import { Piece } from './piece.tsx';
import { useConsentReading } from './queries.ts';
import { sayStanding } from './say.ts';
import type { ConsentReading } from './shapes.ts';
import { SignForm } from './sign-form.tsx';
import { TakeBack } from './take-back.tsx';
import { CONSENT_WORDS } from './words.ts';

export default function ConsentPage({ document }: { document: string }) {
  const say = useWords(CONSENT_WORDS);
  const language = useLanguage();
  const reading = useConsentReading(document);
  return (
    <ConsentsPage
      title={reading.data?.reading.title[language] ?? say('title')}
      clinic={reading.data?.clinic.name}
      back={{ href: '/portal/consents', says: say('back_list') }}
      of={reading}
    >
      {(read) => <Consent key={read.consent.version} read={read} onChanged={() => void reading.refetch()} />}
    </ConsentsPage>
  );
}

function Consent({ read, onChanged }: { read: ConsentReading; onChanged: () => void }) {
  const say = useWords(CONSENT_WORDS);
  const language = useLanguage();
  const { consent, reading, clinic } = read;
  const [isSigned, setSigned] = useState(false);
  const mayRead = consent.need !== undefined && asksToSign(consent.standing);
  if (mayRead) return <ReadAndSign read={read} onChanged={onChanged} onSigned={() => setSigned(true)} />;
  return (
    <>
      {isSigned && (
        <p className={styles.thanks} role="status">
          {say('thanks')}
        </p>
      )}
      <p className={styles.standing}>{sayStanding(say, consent.standing, language, clinic.zone)}</p>
      <Copies consent={consent} zone={clinic.zone} />
      <TakeBack read={read} />
      <section className={styles.whole} aria-label={reading.title[language]}>
        {reading.pieces.map(({ id, title, text }) => (
          <article key={id}>
            <h2>{title[language]}</h2>
            <p>{text[language]}</p>
          </article>
        ))}
      </section>
    </>
  );
}

interface ReadAndSignProps {
  readonly read: ConsentReading;
  readonly onChanged: () => void;
  readonly onSigned: () => void;
}

/** Which piece is read stands in the address after `#`, so that the back button goes back a piece. */
function ReadAndSign({ read, onChanged, onSigned }: ReadAndSignProps) {
  const say = useWords(CONSENT_WORDS);
  const language = useLanguage();
  const { consent, reading, clinic } = read;
  const { pieces } = reading;
  const [at, go] = usePlace(pieces.length);
  const heading = useRef<HTMLHeadingElement>(null);
  const isFirstDrawing = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus moves when the piece does
  useEffect(() => {
    if (isFirstDrawing.current) isFirstDrawing.current = false;
    else heading.current?.focus();
  }, [at]);
  const piece = pieces[at];
  const isOpen = (id: string) => consent.questions.some((one) => one.piece === id && !one.isRight);
  const open = pieces.filter(({ id }) => isOpen(id));
  return (
    <>
      {consent.standing.kind !== 'never_signed' && (
        <p className={styles.standing}>{sayStanding(say, consent.standing, language, clinic.zone)}</p>
      )}
      <p className={styles.quiet}>{say('piece_of', { now: at + 1, all: pieces.length + 1 })}</p>
      <progress className={styles.progress} value={at + 1} max={pieces.length + 1} aria-hidden="true" />
      <h2 className={styles.pieceTitle} tabIndex={-1} ref={heading}>
        {piece ? piece.title[language] : say('sign_title')}
      </h2>
      {piece ? (
        <Piece
          key={piece.id}
          document={consent.document}
          version={consent.version}
          piece={piece}
          isAnswered={!isOpen(piece.id)}
          onChanged={onChanged}
        />
      ) : (
        <SignForm
          read={read}
          open={open.map(({ title }) => title[language])}
          onSigned={onSigned}
          onChanged={() => {
            onChanged();
            go(0);
          }}
        />
      )}
      <div className={styles.buttons}>
        {at > 0 && (
          <Button size="md" variant="default" onClick={() => go(at - 1)}>
            {say('go_back')}
          </Button>
        )}
        {piece && (
          <Button size="md" disabled={isOpen(piece.id)} onClick={() => go(at + 1)}>
            {say('go_on')}
          </Button>
        )}
      </div>
      {piece && isOpen(piece.id) && <p className={styles.quiet}>{say('open_first')}</p>}
      <p className={styles.quiet}>{say('questions_ask')}</p>
      {consent.signatures.length > 0 && <Copies consent={consent} zone={clinic.zone} />}
      {consent.standing.kind === 'newer_version' && <TakeBack read={read} />}
    </>
  );
}

function usePlace(last: number): readonly [number, (to: number) => void] {
  const placeNow = () => Math.min(Math.max(Number.parseInt(window.location.hash.slice(1), 10) - 1 || 0, 0), last);
  const [at, setAt] = useState(placeNow);
  useEffect(() => {
    const follow = () => setAt(placeNow());
    window.addEventListener('hashchange', follow);
    window.addEventListener('popstate', follow);
    return () => {
      window.removeEventListener('hashchange', follow);
      window.removeEventListener('popstate', follow);
    };
  });
  return [
    at,
    (to) => {
      window.history.pushState(window.history.state, '', `#${to + 1}`);
      setAt(to);
      window.scrollTo({ top: 0 });
    },
  ];
}
