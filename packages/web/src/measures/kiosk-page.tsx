/**
 * The clinic's tablet in the waiting room: a code opens one occasion's forms. It comes back to a screen that says nothing of
 * anybody after the answers are sent, and when nobody touches it. Nothing is kept on the device, and nothing leads elsewhere.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { Problem } from '../api/problem.ts';
import { useWords } from '../language/use-language.ts';
import { SpokenCrisisHelp } from '../portal/spoken-crisis-help.tsx';
import { enterCode } from './link-calls.ts';
import { Forms, MeasureFrame } from './link-page.tsx';
import styles from './measures.module.css';
import type { OpenShown } from './shapes.ts';
import type { HelpSaid } from './steps.ts';
import { MEASURE_WORDS } from './words.ts';

/** Time to think over one question, and not to walk away from it. */
const IDLE_AFTER = 90_000;
const CLOSES_AFTER = 20_000;
const THANKS_FOR = 12_000;

/** Beside the desk there is more to say than on a telephone. */
const HERE = {
  notAlone: 'notAloneHere',
  notAloneSending: 'notAloneHereSending',
  notAloneOffline: 'notAloneHereUntold',
  notAloneUntold: 'notAloneHereUntold',
} as const satisfies Readonly<Record<HelpSaid, string>>;

export default function KioskPage({ clinic }: { readonly clinic: string }) {
  const say = useWords(MEASURE_WORDS);
  const [open, setOpen] = useState<{ readonly token: string; readonly shown: OpenShown }>();
  const leave = useCallback(() => setOpen(undefined), []);
  return (
    <MeasureFrame title={open?.shown.clinic ?? say('kiosk')}>
      {open ? (
        <WhileTouched key={open.token} onIdle={leave}>
          <Forms
            token={open.token}
            opened={open.shown}
            onNext={(shown) => setOpen({ token: open.token, shown: { ...shown, clinic: open.shown.clinic } })}
            thanks={(isHelped) => <Thanks onLeave={leave} stays={isHelped} />}
            help={(how) => <SpokenCrisisHelp because={say(HERE[how])} />}
          />
        </WhileTouched>
      ) : (
        <EnterCode clinic={clinic} onOpen={(token, shown) => setOpen({ token, shown })} />
      )}
    </MeasureFrame>
  );
}

function EnterCode({
  clinic,
  onOpen,
}: {
  readonly clinic: string;
  readonly onOpen: (token: string, shown: OpenShown) => void;
}) {
  const say = useWords(MEASURE_WORDS);
  const [wrong, setWrong] = useState<string>();
  const [isAsking, ask] = useState(false);
  const enter = async (form: HTMLFormElement) => {
    const code = String(new FormData(form).get('code') ?? '');
    ask(true);
    setWrong(undefined);
    try {
      const { token, open } = await enterCode(clinic, code);
      onOpen(token, open);
    } catch (error) {
      if (!(error instanceof Problem) || error.status === 0) setWrong(say('noReach'));
      else if (error.status === 429) setWrong(say('tooOften', { count: error.waitMinutes ?? 5 }));
      else setWrong(say('wrongCode'));
      form.reset();
    } finally {
      ask(false);
    }
  };
  return (
    <form
      className={styles.said}
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void enter(event.currentTarget);
      }}
    >
      <label className={styles.text} htmlFor="kiosk-code">
        {say('kioskSays')}
      </label>
      <input
        id="kiosk-code"
        name="code"
        className={styles.code}
        inputMode="numeric"
        autoComplete="off"
        maxLength={9}
        required
      />
      {wrong && (
        <p className={styles.wrong} role="alert">
          {wrong}
        </p>
      )}
      <button type="submit" className={styles.main} disabled={isAsking}>
        {say('begin')}
      </button>
    </form>
  );
}

/** `stays`: help is there to be read, so it goes only when nobody touches the screen any more. */
function Thanks({ onLeave, stays }: { readonly onLeave: () => void; readonly stays: boolean }) {
  const say = useWords(MEASURE_WORDS);
  useEffect(() => {
    if (stays) return;
    const timer = setTimeout(onLeave, THANKS_FOR);
    return () => clearTimeout(timer);
  }, [onLeave, stays]);
  return (
    <div className={styles.said} role="status">
      <h2 className={styles.text}>{say('thanks')}</h2>
      <p>{say('kioskThanks')}</p>
      <button type="button" className={styles.main} onClick={onLeave}>
        {say('finish')}
      </button>
    </div>
  );
}

/**
 * Asks when nobody has touched the screen for a while, and leaves when nobody answers. While it asks, its button alone answers
 * it: a touch that ended it as the finger came down would be an answer to the question underneath when the finger goes up.
 */
function WhileTouched({ onIdle, children }: { readonly onIdle: () => void; readonly children: React.ReactNode }) {
  const say = useWords(MEASURE_WORDS);
  const [isAsking, ask] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isAsking) {
      const had = document.activeElement;
      button.current?.focus();
      const timer = setTimeout(onIdle, CLOSES_AFTER);
      return () => {
        clearTimeout(timer);
        // Where they were, once it is in sight again.
        if (had instanceof HTMLElement) requestAnimationFrame(() => had.focus());
      };
    }
    let timer: ReturnType<typeof setTimeout>;
    const touched = () => {
      clearTimeout(timer);
      timer = setTimeout(() => ask(true), IDLE_AFTER);
    };
    const kinds = ['pointerdown', 'keydown', 'input'] as const;
    for (const kind of kinds) window.addEventListener(kind, touched);
    touched();
    return () => {
      clearTimeout(timer);
      for (const kind of kinds) window.removeEventListener(kind, touched);
    };
  }, [isAsking, onIdle]);
  return (
    <>
      {isAsking && (
        <div className={styles.still} role="alert">
          <h2 className={styles.text}>{say('there')}</h2>
          <p>{say('thereSays')}</p>
          <button ref={button} type="button" className={styles.main} onClick={() => ask(false)}>
            {say('stillHere')}
          </button>
        </div>
      )}
      {/* Out of sight while it asks, and still there: what is answered is not lost. */}
      <div hidden={isAsking}>{children}</div>
    </>
  );
}
