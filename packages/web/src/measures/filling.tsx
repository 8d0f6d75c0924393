/**
 * A measure, one question at a time: a touch answers it and goes on. Saved as it is answered; what must not wait shows help
 * at once, before anything is sent, and is saved at that moment.
 */
import { actsOf, type InstrumentItem, isRange, type MeasureAnswers } from '@holdspace/care';
import { type ReactNode, useCallback, useEffect, useId, useRef, useState, useSyncExternalStore } from 'react';
import { newId } from '../api/new-id.ts';
import { Problem } from '../api/problem.ts';
import { useLanguageAround, useWordsAround } from '../language/around.tsx';
import { SpokenCrisisHelp } from '../portal/spoken-crisis-help.tsx';
import { FormSaver } from '../questionnaires/form-saver.ts';
import styles from './measures.module.css';
import type { DraftShown, FormShown } from './shapes.ts';
import {
  askedOf,
  goOnAt,
  type HelpSaid,
  helpSaid,
  languageOf,
  leftOutOf,
  sayIn,
  tidied,
  whyNotSent,
  wrongIn,
} from './steps.ts';
import { MEASURE_WORDS } from './words.ts';

export interface SentAnswers {
  readonly id: string;
  readonly version: string;
  readonly language: 'en' | 'es';
  readonly answers: MeasureAnswers;
}
interface FillingProps {
  readonly form: FormShown;
  readonly save: (draft: {
    id: string;
    follows: number;
    version: string;
    answers: MeasureAnswers;
  }) => Promise<DraftShown>;
  /** The draft as the server has it; nothing where the form was sent. */
  readonly look: () => Promise<DraftShown | undefined>;
  readonly send: (sent: SentAnswers) => Promise<void>;
  /** It was sent from another window. */
  readonly onElsewhere: () => void;
  /** What is shown at an answer that must not wait; help for whoever answers, where nothing else is said. */
  readonly help?: ReactNode | ((said: HelpSaid) => ReactNode);
  /** Before the button that sends. */
  readonly beforeSending?: ReactNode;
}

/** Long enough to see what one touched. */
const GOES_ON_AFTER = 220;

export function Filling({ form, save, look, send, onElsewhere, help, beforeSending }: FillingProps) {
  const { instrument } = form;
  const say = useWordsAround(MEASURE_WORDS);
  const wanted = useLanguageAround();
  const language = languageOf(instrument, wanted);
  const [saver] = useState(
    () =>
      new FormSaver(
        {
          send: ({ id, follows, answers }) =>
            save({ id, follows, version: instrument.version, answers: answers as MeasureAnswers }),
          look,
          // Nothing of it stays on a device that may be anybody's.
          keep: () => Promise.resolve(),
          forget: () => undefined,
          newId,
        },
        form.draft,
      ),
  );
  const { answers: written, saving } = useSyncExternalStore(saver.subscribe, saver.read);
  const answers = written as MeasureAnswers;
  const [at, goTo] = useState(() => goOnAt(instrument, answers));
  const [isSending, setSending] = useState(false);
  const [failed, fail] = useState<unknown>();
  const sendingId = useRef(newId());
  const goingOn = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const hasMoved = useRef(false);
  // Read out what is asked now; not at the beginning, where the page's own start is right.
  const heading = useCallback((shown: HTMLHeadingElement | null) => {
    if (hasMoved.current) shown?.focus();
  }, []);
  const asked = askedOf(instrument, answers);
  const item = asked[Math.min(at, asked.length)];

  useEffect(() => {
    if (saving.state === 'sent') onElsewhere();
    // Of two answers of the same person the later one counts: nobody is asked to choose at a scale.
    if (saving.state === 'both') for (const linkId of Object.keys(saving.theirs)) saver.choose(linkId, written[linkId]);
  }, [saving, saver, written, onElsewhere]);
  useEffect(
    () => () => {
      clearTimeout(goingOn.current);
      void saver.flush();
    },
    [saver],
  );

  const move = (to: number) => {
    clearTimeout(goingOn.current);
    hasMoved.current = true;
    goTo(to);
  };
  const answer = (one: InstrumentItem, value: number, goesOn: boolean) => {
    const before = actsOf(instrument, answers);
    const next = tidied(instrument, { ...answers, [one.linkId]: value });
    saver.writeAll(next);
    const acts = actsOf(instrument, next).filter(
      (act) => act.linkId === one.linkId && !before.some((was) => was.id === act.id && was.answered === act.answered),
    );
    // Help stands there to be read: the page stays where it is, and what was said is on its way.
    if (acts.some((act) => act.showHelp)) void saver.flush();
    else if (goesOn) {
      clearTimeout(goingOn.current);
      goingOn.current = setTimeout(() => move(at + 1), GOES_ON_AFTER);
    }
  };
  const sendAll = async () => {
    setSending(true);
    fail(undefined);
    try {
      await saver.flush();
      await send({
        id: sendingId.current,
        version: instrument.version,
        language,
        answers: tidied(instrument, answers),
      });
      saver.end(true);
    } catch (error) {
      if (error instanceof Problem && error.errors.some(({ rule }) => rule === 'answered-already'))
        return onElsewhere();
      fail(error);
    } finally {
      setSending(false);
    }
  };

  const acting = actsOf(instrument, answers)
    .filter((act) => act.showHelp)
    .map(({ id, answered }) => `${id} ${answered}`)
    .join();
  // Of what the draft brought along the clinic knows; of the rest once a saving was answered.
  const [toldOf, tell] = useState(acting);
  useEffect(() => {
    if (saving.state === 'saved') tell(acting);
  }, [saving, acting]);
  const how = helpSaid(saving, failed, toldOf === acting);
  const said =
    acting !== '' && (typeof help === 'function' ? help(how) : (help ?? <SpokenCrisisHelp because={say(how)} />));
  const notSent = whyNotSent(failed);
  return (
    <div className={styles.filling}>
      <div className={styles.progress}>
        <progress max={asked.length} value={Math.min(at, asked.length)} aria-label={say('title')} />
        <span className={styles.saved} role="status">
          {saving.state === 'saved' && say('saved')}
          {saving.state === 'waiting' && say('waiting')}
        </span>
      </div>
      {said}
      {item ? (
        <div lang={language} className={styles.question}>
          <p className={styles.at} lang={wanted}>
            {say('question', { at: at + 1, of: asked.length })}
            {wanted !== language && ` · ${say('englishOnly')}`}
          </p>
          {instrument.lead && <p className={styles.lead}>{sayIn(instrument.lead, language)}</p>}
          <h2
            key={`text ${item.linkId}`}
            className={styles.text}
            tabIndex={-1}
            ref={heading}
            id={`question-${item.linkId}`}
          >
            {sayIn(item.text, language)}
          </h2>
          <Answers
            key={item.linkId}
            item={item}
            value={answers[item.linkId]}
            language={language}
            onAnswer={(value, goesOn) => answer(item, value, goesOn)}
          />
        </div>
      ) : (
        <div className={styles.question}>
          <h2 key="last" className={styles.text} tabIndex={-1} ref={heading}>
            {say('last')}
          </h2>
          <p>
            {leftOutOf(instrument, answers).length > 0
              ? say('leftOut', { count: leftOutOf(instrument, answers).length })
              : say('lastSays')}
          </p>
          {beforeSending}
          {failed !== undefined && (
            <p className={styles.wrong} role="alert">
              {notSent === 'fields' ? wrongIn(failed).join(' ') : say(notSent)}
            </p>
          )}
          <button
            type="button"
            className={styles.main}
            disabled={isSending || Object.keys(answers).length === 0}
            onClick={() => void sendAll()}
          >
            {say('send')}
          </button>
        </div>
      )}
      <div className={styles.ways}>
        {at > 0 && (
          <button type="button" className={styles.way} onClick={() => move(Math.min(at, asked.length) - 1)}>
            {say('back')}
          </button>
        )}
        {item && (
          <button type="button" className={styles.way} onClick={() => move(at + 1)}>
            {say(answers[item.linkId] === undefined ? 'leaveOut' : 'next')}
          </button>
        )}
      </div>
    </div>
  );
}

interface AnswersProps {
  readonly item: InstrumentItem;
  readonly value: number | undefined;
  readonly language: 'en' | 'es';
  readonly onAnswer: (value: number, goesOn: boolean) => void;
}

function Answers({ item, value, language, onAnswer }: AnswersProps) {
  const say = useWordsAround(MEASURE_WORDS);
  const wanted = useLanguageAround();
  const hint = useId();
  const { answers } = item;
  const labelled = `question-${item.linkId}`;
  if (isRange(answers)) {
    const { min, max } = answers;
    return (
      <div className={styles.line}>
        <output className={styles.mark}>{value ?? '–'}</output>
        <input
          type="range"
          min={min}
          max={max}
          step={1}
          value={value ?? Math.round((min + max) / 2)}
          aria-labelledby={labelled}
          aria-describedby={hint}
          aria-valuetext={value === undefined ? '–' : String(value)}
          onChange={({ currentTarget }) => onAnswer(Number(currentTarget.value), false)}
          // Who means the middle touches it where it stands.
          onPointerUp={({ currentTarget }) => onAnswer(Number(currentTarget.value), false)}
        />
        <div className={styles.ends}>
          <span>
            {min} {sayIn(answers.lowest, language)}
          </span>
          <span>
            {max} {sayIn(answers.highest, language)}
          </span>
        </div>
        <p id={hint} className={styles.at} lang={wanted}>
          {say('onLine')}
        </p>
      </div>
    );
  }
  return (
    <fieldset aria-labelledby={labelled} className={styles.answers}>
      {answers.map((option) => (
        <button
          key={option.value}
          type="button"
          className={styles.answer}
          aria-pressed={option.value === value}
          onClick={() => onAnswer(option.value, true)}
        >
          <span className={styles.value}>{option.value}</span>
          {option.label ? <span>{sayIn(option.label, language)}</span> : <span lang={wanted}>{say('between')}</span>}
        </button>
      ))}
    </fieldset>
  );
}
