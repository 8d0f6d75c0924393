/** Check-ins as a small picture over time, with the last answers in words below it; and answers by telephone. */
import { CHECK_IN_QUESTIONS, type CheckInAnswers, DISTRESS_MOST, HIGH_DISTRESS } from '@holdspace/care';
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../api/new-id.ts';
import { Form } from '../ui/form.tsx';
import { sayDate } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import styles from './arc.module.css';
import { useArcWriting } from './queries.ts';
import type { ArcShown, CheckInShown } from './shapes.ts';

const STANDING = { upcoming: 'to come', open: 'open now', answered: 'answered', missed: 'missed' } as const;

export function CheckIns({ arc, zone }: { arc: ArcShown; zone: string }) {
  const [asking, ask] = useState<CheckInShown>();
  const { checkIns } = arc;
  const unanswered = checkIns.filter(({ standing }) => standing === 'open' || standing === 'missed');
  return (
    <Panel title="Check-ins">
      {checkIns.length === 0 ? (
        <p className={styles.none}>
          {arc.sessions.some(({ isDosed }) => isDosed)
            ? 'This way of treating asks no questions afterwards.'
            : 'They come after the first session.'}
        </p>
      ) : (
        <>
          <Picture checkIns={checkIns} />
          <p className={styles.quiet}>
            Distress, 0 to 10, on the days after the session. The dashed line is {HIGH_DISTRESS}, from where it is high.
          </p>
          <ul className={styles.list}>
            {checkIns
              .filter(({ standing }) => standing !== 'upcoming')
              .map((checkIn) => (
                <Line key={checkIn.id} checkIn={checkIn} zone={zone} />
              ))}
          </ul>
          {asking ? (
            <ByTelephone courseId={arc.course.id} checkIn={asking} onDone={() => ask(undefined)} />
          ) : (
            unanswered.slice(-1).map((checkIn) => (
              <Button key={checkIn.id} className={styles.noPrint} variant="default" onClick={() => ask(checkIn)}>
                Record answers of day {checkIn.day} by telephone
              </Button>
            ))
          )}
        </>
      )}
    </Panel>
  );
}

const WIDTH = 300;
const HEIGHT = 96;
const FOOT = 18;

/** Distress as points on 0 to 10; what was missed as an empty place. The list below says the same in words. */
function Picture({ checkIns }: { checkIns: readonly CheckInShown[] }) {
  const step = WIDTH / Math.max(checkIns.length, 1);
  const y = (distress: number) => 6 + (1 - distress / DISTRESS_MOST) * (HEIGHT - FOOT - 12);
  const points = checkIns.flatMap((checkIn, index) => {
    const distress = checkIn.answers.at(-1)?.answers.distress;
    return distress === undefined ? [] : [{ x: (index + 0.5) * step, y: y(distress) }];
  });
  return (
    <svg className={styles.picture} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <line x1="0" x2={WIDTH} y1={y(HIGH_DISTRESS)} y2={y(HIGH_DISTRESS)} className={styles.limit} />
      <line x1="0" x2={WIDTH} y1={y(0)} y2={y(0)} className={styles.axis} />
      <polyline points={points.map((point) => `${point.x},${point.y}`).join(' ')} className={styles.course} />
      {checkIns.map((checkIn, index) => {
        const x = (index + 0.5) * step;
        const distress = checkIn.answers.at(-1)?.answers.distress;
        return (
          <g key={checkIn.id}>
            {distress !== undefined && <circle cx={x} cy={y(distress)} r="4" className={styles.point} />}
            {checkIn.standing === 'missed' && (
              <rect x={x - 4} y={y(0) - 12} width="8" height="8" className={styles.gap} />
            )}
            <text x={x} y={HEIGHT - 4} textAnchor="middle" className={styles.label}>
              {checkIn.day}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

function sayAnswers(answers: CheckInAnswers): string {
  return CHECK_IN_QUESTIONS.flatMap((question) => {
    if (question.kind === 'words') return [];
    const given = answers[question.id];
    if (given === undefined) return [];
    const says =
      question.kind === 'choice' ? question.choices.find(({ value }) => value === given)?.says.en : `${given} of 10`;
    // In the patient's own voice where they answer; here it is told of them.
    const told = TOLD[given] ?? String(says).toLowerCase();
    return [`${SHORT[question.id]} ${told}`];
  }).join(', ');
}
const TOLD: Readonly<Record<string, string>> = { none_yet: 'none yet', not_sure: 'not sure' };
const SHORT = { sleep: 'slept', distress: 'distress', practice: 'practice kept:', safe: 'feels safe:' } as const;

function Line({ checkIn, zone }: { checkIn: CheckInShown; zone: string }) {
  const { answers, standing, day, opensAt } = checkIn;
  const last = answers.at(-1);
  return (
    <li>
      <p className={styles.head}>
        <span>
          Day {day}, {sayDate(opensAt, zone)}
        </span>
        <StatusBadge
          meaning={last?.crisis ? 'danger' : standing === 'missed' || last?.highDistress ? 'caution' : 'neutral'}
        >
          {STANDING[standing]}
          {last?.by ? ` (${last.by})` : ''}
        </StatusBadge>
      </p>
      {answers.map((answer) => (
        <div key={answer.id}>
          <p className={styles.quiet}>{sayAnswers(answer.answers)}</p>
          {answer.answers.words && <blockquote className={styles.said}>“{answer.answers.words}”</blockquote>}
        </div>
      ))}
      {answers.length > 1 && (
        <p className={styles.quiet}>Answered {answers.length} times; the last stands in the picture.</p>
      )}
    </li>
  );
}

function ByTelephone({ courseId, checkIn, onDone }: { courseId: string; checkIn: CheckInShown; onDone: () => void }) {
  const [id] = useState(newId);
  const [answers, setAnswers] = useState<Record<string, string | number>>({});
  const writing = useArcWriting(courseId);
  return (
    <div className={styles.noPrint}>
      <Form
        send="Record the answers"
        isSending={writing.isPending}
        error={writing.error}
        onLeave={onDone}
        onSend={() =>
          writing.mutate(
            { path: `/api/courses/${courseId}/check-ins/${checkIn.id}/answers`, body: { id, answers } },
            { onSuccess: onDone },
          )
        }
      >
        {CHECK_IN_QUESTIONS.map((question) => {
          const write = (value: string) => {
            const { [question.id]: _, ...others } = answers;
            setAnswers(
              value === '' ? others : { ...others, [question.id]: question.kind === 'scale' ? Number(value) : value },
            );
          };
          const value = String(answers[question.id] ?? '');
          if (question.kind === 'words')
            return (
              <Textarea
                key={question.id}
                label={question.asks.en}
                autosize
                minRows={2}
                maxLength={4000}
                value={value}
                onChange={(event) => write(event.currentTarget.value)}
              />
            );
          const choices =
            question.kind === 'choice'
              ? question.choices.map((one) => ({ value: one.value, label: one.says.en }))
              : Array.from({ length: DISTRESS_MOST + 1 }, (_, number) => ({
                  value: String(number),
                  label: String(number),
                }));
          return (
            <NativeSelect
              key={question.id}
              label={question.asks.en}
              size="md"
              data={[{ value: '', label: 'Not answered' }, ...choices]}
              value={value}
              onChange={(event) => write(event.currentTarget.value)}
            />
          );
        })}
      </Form>
    </div>
  );
}
