/** A check-in on a phone: a few questions, help at once where an answer asks for it, and nothing typed lost. */
import {
  CHECK_IN_QUESTIONS,
  type CheckInAnswers,
  type CheckInQuestion,
  crisisIn,
  DISTRESS_MOST,
} from '@holdspace/care';
import { Button, Textarea } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { newId } from '../../api/new-id.ts';
import { Problem } from '../../api/problem.ts';
import type { CheckInShown } from '../../integration/shapes.ts';
import { sayDate, sayDayAndTime } from '../../ui/moment.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { CrisisHelp } from '../crisis-help.tsx';
import styles from './integration.module.css';
import { useKeptDraft } from './kept-draft.ts';
import { MinePage } from './mine-page.tsx';
import { useWriting } from './queries.ts';

export default function CheckInPage({ checkInId }: { checkInId: string }) {
  return (
    <MinePage title="How are you?">
      {({ courses, clinic }) => {
        const checkIn = courses.flatMap((course) => course.checkIns).find(({ id }) => id === checkInId);
        if (!checkIn)
          return (
            <EmptyState title="There are no such questions here">
              They may be somebody else’s, or of another sign-in.
            </EmptyState>
          );
        if (checkIn.standing === 'upcoming')
          return (
            <EmptyState title="Not yet">
              These questions are for {sayDate(checkIn.opensAt, clinic.zone)}. If you need somebody now, you need not
              wait for them.
            </EmptyState>
          );
        return <Questions key={checkIn.id} checkIn={checkIn} zone={clinic.zone} />;
      }}
    </MinePage>
  );
}

interface Draft {
  readonly id: string;
  readonly answers: CheckInAnswers;
}
const because = ({ reasons }: ReturnType<typeof crisisIn>): string =>
  reasons.includes('distress') && reasons.length === 1
    ? 'That is a lot to carry. You need not carry it alone:'
    : 'It is good that you say so. Somebody can be with you now:';

function Questions({ checkIn, zone }: { checkIn: CheckInShown; zone: string }) {
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
    write({ ...draft, answers: next as CheckInAnswers });
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
      {crisis.showHelp && <CrisisHelp because={because(crisis)} />}
      {isDone ? (
        <div className={styles.done} role="status">
          <p className={styles.lead}>Thank you. Your care team can read it now.</p>
          {sending.data?.isFirst === false && <p>You had answered before; both are kept.</p>}
          <p>
            <Link href="/portal">Back to your place</Link>
          </p>
        </div>
      ) : !asksAgain && earlier ? (
        <div className={styles.done}>
          <p className={styles.lead}>You answered on {sayDayAndTime(earlier.answeredAt, zone)}. Thank you.</p>
          <Button variant="default" size="md" onClick={() => askAgain(true)}>
            Something has changed: answer again
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
          <p className={styles.quiet}>
            {checkIn.day === 1 ? 'A day' : `${checkIn.day} days`} after your session. Leave out what you do not want to
            answer.
          </p>
          {CHECK_IN_QUESTIONS.map((question) => (
            <Question key={question.id} question={question} answers={answers} onAnswer={answer} />
          ))}
          {isWaiting ? (
            <p className={styles.quiet} role="status">
              The clinic cannot be reached now. Your answers are kept here, and sent when you are back in reach.
            </p>
          ) : (
            <ProblemAlert error={sending.error} />
          )}
          <Button type="submit" size="lg" loading={sending.isPending} disabled={Object.keys(answers).length === 0}>
            Send to my care team
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
  if (question.kind === 'words')
    return (
      <Textarea
        label={question.asks}
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
      ? question.choices
      : Array.from({ length: DISTRESS_MOST + 1 }, (_, value) => ({ value: String(value), says: String(value) }));
  const given = answers[question.id];
  return (
    <fieldset className={styles.question}>
      <legend>{question.asks}</legend>
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
          <span>0: {question.lowest}</span>
          <span>
            {DISTRESS_MOST}: {question.highest}
          </span>
        </p>
      )}
    </fieldset>
  );
}
