/** A check-in on a phone: a few questions, help at once where an answer asks for it, and nothing typed lost. */
import {
  CHECK_IN_QUESTIONS,
  type CheckInAnswers,
  type CheckInQuestion,
  crisisIn,
  DISTRESS_MOST,
  type Instant,
} from '@holdspace/care';
import { Button, Textarea } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { newId } from '../../api/new-id.ts';
import { Problem } from '../../api/problem.ts';
import type { CheckInShown } from '../../integration/shapes.ts';
import { useLanguage, useWords } from '../../language/use-language.ts';
import { useMoments } from '../../language/use-moments.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { SpokenCrisisHelp } from '../spoken-crisis-help.tsx';
import { changed } from './changed.ts';
import styles from './integration.module.css';
import { useKeptDraft } from './kept-draft.ts';
import { MinePage } from './mine-page.tsx';
import { useWriting } from './queries.ts';
import { AROUND_WORDS, CHECK_IN_WORDS } from './words.ts';

export default function CheckInPage({ checkInId }: { checkInId: string }) {
  const say = useWords(CHECK_IN_WORDS);
  return (
    <MinePage title={say('title')}>
      {({ courses, clinic }) => {
        const checkIn = courses.flatMap((course) => course.checkIns).find(({ id }) => id === checkInId);
        if (!checkIn) return <EmptyState title={say('none')}>{say('noneSays')}</EmptyState>;
        if (checkIn.standing === 'upcoming') return <NotYet opensAt={checkIn.opensAt} zone={clinic.zone} />;
        return <Questions key={checkIn.id} checkIn={checkIn} zone={clinic.zone} />;
      }}
    </MinePage>
  );
}

function NotYet({ opensAt, zone }: { opensAt: Instant; zone: string }) {
  const say = useWords(CHECK_IN_WORDS);
  const day = useMoments(zone).date(opensAt);
  return <EmptyState title={say('notYet')}>{say('notYetSays', { day })}</EmptyState>;
}

interface Draft {
  readonly id: string;
  readonly answers: CheckInAnswers;
}
const because = ({ reasons }: ReturnType<typeof crisisIn>) =>
  reasons.includes('distress') && reasons.length === 1 ? 'aLot' : 'goodToSay';

function Questions({ checkIn, zone }: { checkIn: CheckInShown; zone: string }) {
  const say = useWords(CHECK_IN_WORDS);
  const sayAround = useWords(AROUND_WORDS);
  const moments = useMoments(zone);
  const [fresh] = useState<Draft>(() => ({ id: newId(), answers: {} }));
  const { value: draft, write, forget } = useKeptDraft<Draft>(`check-in ${checkIn.id}`, fresh);
  const [isDone, setDone] = useState(false);
  const [asksAgain, askAgain] = useState(checkIn.answers.length === 0);
  const sending = useWriting<{ isFirst: boolean }>();
  const { answers } = draft;
  const crisis = crisisIn(answers);
  const answer = (more: Partial<CheckInAnswers>) => {
    setDone(false);
    const next: Record<string, unknown> = { ...answers, ...more };
    if (typeof next.words === 'string' && next.words.trim() === '') delete next.words;
    write(changed(draft, { answers: next as CheckInAnswers }));
  };
  const send = () =>
    sending.mutate(
      { path: `/check-ins/${checkIn.id}/answers`, body: { id: draft.id, answers } },
      {
        onSuccess: () => {
          forget();
          setDone(true);
        },
      },
    );
  const isWaiting = sending.error instanceof Problem && sending.error.isUnreachable;
  useSendWhenBack(isWaiting, send);
  const earlier = checkIn.answers.at(-1);
  return (
    <>
      {crisis.showHelp && <SpokenCrisisHelp because={say(because(crisis))} />}
      {isDone ? (
        <div className={styles.done} role="status">
          <p className={styles.lead}>{say('thanks')}</p>
          {sending.data?.isFirst === false && <p>{say('both')}</p>}
          <p>
            <Link href="/portal">{sayAround('back')}</Link>
          </p>
        </div>
      ) : !asksAgain && earlier ? (
        <div className={styles.done}>
          <p className={styles.lead}>
            {say('answered', { when: `${moments.date(earlier.answeredAt)}, ${moments.time(earlier.answeredAt)}` })}
          </p>
          <Button variant="default" size="md" onClick={() => askAgain(true)}>
            {say('again')}
          </Button>
        </div>
      ) : (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <p className={styles.quiet}>{say('since', { count: checkIn.day })}</p>
          {CHECK_IN_QUESTIONS.map((question) => (
            <Question key={question.id} question={question} answers={answers} onAnswer={answer} />
          ))}
          {isWaiting ? (
            <p className={styles.quiet} role="status">
              {say('waiting')}
            </p>
          ) : (
            <ProblemAlert error={sending.error} />
          )}
          <Button type="submit" size="lg" loading={sending.isPending} disabled={Object.keys(answers).length === 0}>
            {sayAround('send')}
          </Button>
        </form>
      )}
    </>
  );
}

/** What could not be sent is sent as soon as the network is back. */
function useSendWhenBack(isWaiting: boolean, send: () => void) {
  useEffect(() => {
    if (!isWaiting) return;
    window.addEventListener('online', send, { once: true });
    return () => window.removeEventListener('online', send);
  });
}

interface QuestionProps {
  readonly question: CheckInQuestion;
  readonly answers: CheckInAnswers;
  readonly onAnswer: (more: Partial<CheckInAnswers>) => void;
}

function Question({ question, answers, onAnswer }: QuestionProps) {
  const language = useLanguage();
  if (question.kind === 'words')
    return (
      <Textarea
        label={question.asks[language]}
        size="md"
        autosize
        minRows={3}
        maxLength={4000}
        value={answers.words ?? ''}
        onChange={(event) => onAnswer({ words: event.currentTarget.value })}
      />
    );
  const choices =
    question.kind === 'choice'
      ? question.choices.map(({ value, says }) => ({ value, says: says[language] }))
      : Array.from({ length: DISTRESS_MOST + 1 }, (_, value) => ({ value: String(value), says: String(value) }));
  const given = answers[question.id];
  return (
    <fieldset className={styles.question}>
      <legend>{question.asks[language]}</legend>
      <div className={question.kind === 'scale' ? styles.scale : styles.choices}>
        {choices.map(({ value, says }) => (
          <label key={value} className={styles.choice}>
            <input
              type="radio"
              name={question.id}
              value={value}
              checked={given !== undefined && String(given) === value}
              onChange={() =>
                onAnswer({
                  [question.id]: question.kind === 'scale' ? Number(value) : value,
                } as Partial<CheckInAnswers>)
              }
            />
            <span>{says}</span>
          </label>
        ))}
      </div>
      {question.kind === 'scale' && (
        <p className={styles.ends}>
          <span>0: {question.lowest[language]}</span>
          <span>
            {DISTRESS_MOST}: {question.highest[language]}
          </span>
        </p>
      )}
    </fieldset>
  );
}
