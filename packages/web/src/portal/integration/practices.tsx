/** A patient’s practices and what led to them: marked a day at a time, begun anew, let go of. */
import {
  CHANNEL_NAMES,
  CHECK_IN_CHANNELS,
  type CheckInChannel,
  dayLater,
  isLetGo,
  marksByDay,
  THREAD_NAMES,
} from '@holdspace/care';
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../../api/new-id.ts';
import { PracticeDays } from '../../integration/practice-days.tsx';
import { PracticeForm } from '../../integration/practice-form.tsx';
import type { EntryShown, MineShown } from '../../integration/shapes.ts';
import { ThreadForm } from '../../integration/thread-form.tsx';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { dayOf, sayDate } from '../../ui/moment.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Section } from '../section.tsx';
import styles from './integration.module.css';
import { MinePage } from './mine-page.tsx';
import { entryOf, markOf, useWriting } from './queries.ts';

type MyCourse = MineShown['courses'][number];

export default function Practices() {
  return (
    <MinePage title="Into daily life">
      {(mine) => (
        <>
          {mine.courses.length === 0 && <p className={styles.quiet}>Nothing is here until your treatment has begun.</p>}
          {mine.courses.map((course) => (
            <OfCourse key={course.id} course={course} mine={mine} />
          ))}
          <HowAsked mine={mine} />
        </>
      )}
    </MinePage>
  );
}

function OfCourse({ course, mine }: { course: MyCourse; mine: MineShown }) {
  const [adding, add] = useState<'practice' | 'entry'>();
  const writing = useWriting();
  const practices = course.entries.filter(({ kind }) => kind === 'practice');
  const others = course.entries.filter(({ kind }) => kind !== 'practice');
  const marksOf = (id: string) => mine.marks.filter((mark) => mark.practiceId === id);
  const kept = practices.filter(({ id }) => !isLetGo(marksOf(id)));
  return (
    <>
      <Section title="Your practices">
        {kept.length === 0 && adding !== 'practice' && (
          <p className={styles.quiet}>Something small that you do in your day, because of what you have found.</p>
        )}
        {kept.map((practice) => (
          <PracticeCard key={practice.id} practice={practice} marks={marksOf(practice.id)} zone={mine.clinic.zone} />
        ))}
        {adding === 'practice' ? (
          <div className={styles.inset}>
            <PracticeForm
              isSending={writing.isPending}
              error={writing.error}
              from={others}
              onLeave={() => {
                writing.reset();
                add(undefined);
              }}
              onSend={(entry) => writing.mutate(entryOf(course.id, entry), { onSuccess: () => add(undefined) })}
            />
          </div>
        ) : (
          <Button size="md" onClick={() => add('practice')}>
            Begin a practice
          </Button>
        )}
      </Section>
      <Section title="What led here">
        {(course.focus || course.intention) && (
          <dl className={styles.entries}>
            {course.focus && (
              <div>
                <dt className={styles.kind}>Your focus</dt>
                <dd className={styles.text}>{course.focus}</dd>
              </div>
            )}
            {course.intention && (
              <div>
                <dt className={styles.kind}>Your intention</dt>
                <dd className={styles.text}>{course.intention}</dd>
              </div>
            )}
          </dl>
        )}
        <ul className={styles.entries}>
          {others.map((entry) => (
            <li key={entry.id}>
              <span className={styles.kind}>{THREAD_NAMES[entry.kind]}</span>
              <p className={styles.text}>{entry.words}</p>
              <span className={styles.quiet}>
                {sayDate(entry.writtenAt, mine.clinic.zone)}
                {entry.by ? `, written down by ${entry.by}` : ''}
              </span>
            </li>
          ))}
        </ul>
        <SaidInSessions course={course} zone={mine.clinic.zone} />
        {adding === 'entry' ? (
          <div className={styles.inset}>
            <ThreadForm
              isSending={writing.isPending}
              error={writing.error}
              before={course.entries}
              onLeave={() => {
                writing.reset();
                add(undefined);
              }}
              onSend={(entry) => writing.mutate(entryOf(course.id, entry), { onSuccess: () => add(undefined) })}
            />
          </div>
        ) : (
          <Button size="md" variant="default" mt="md" onClick={() => add('entry')}>
            Add what you have found
          </Button>
        )}
        <p className={styles.note}>Your care team can read what stands on this page. Your journal is yours alone.</p>
      </Section>
    </>
  );
}

/** One's own words from sessions, to be taken into the thread as they were said. */
function SaidInSessions({ course, zone }: { course: MyCourse; zone: string }) {
  const writing = useWriting();
  const isTaken = (sessionId: string, seq: number) =>
    course.entries.some(({ heard }) => heard?.sessionId === sessionId && heard.seq === seq);
  const open = course.words.filter(({ sessionId, seq }) => !isTaken(sessionId, seq));
  if (open.length === 0) return null;
  return (
    <>
      <h3>What you said in your sessions</h3>
      <ProblemAlert error={writing.error} />
      <ul className={styles.entries}>
        {open.map(({ sessionId, seq, at, words }) => (
          <li key={`${sessionId} ${seq}`}>
            <p className={styles.text}>“{words}”</p>
            <div className={styles.buttons}>
              <span className={styles.quiet}>{sayDate(at, zone)}</span>
              <Button
                variant="default"
                onClick={() =>
                  writing.mutate(entryOf(course.id, { id: newId(), kind: 'experience', heard: { sessionId, seq } }))
                }
              >
                Keep it here
                <span className="hs-visually-hidden">: {words}</span>
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

interface PracticeCardProps {
  readonly practice: EntryShown;
  readonly marks: MineShown['marks'];
  readonly zone: string;
}
export function PracticeCard({ practice, marks, zone }: PracticeCardProps) {
  const writing = useWriting();
  const today = dayOf(new Date(), zone);
  const yesterday = dayLater(today, -1);
  const byDay = marksByDay(marks);
  const mark = (day: string, kind: 'kept' | 'not_kept' | 'let_go') => writing.mutate(markOf(practice.id, day, kind));
  const said = byDay.get(today)?.mark;
  return (
    <article className={styles.card} aria-label={practice.words}>
      <h3>{practice.words}</h3>
      <p className={styles.quiet}>{practice.says}</p>
      {practice.practice?.obstacle && (
        <p className={styles.quiet}>
          If “{practice.practice.obstacle}” gets in the way
          {practice.practice.instead ? `: ${practice.practice.instead}` : ''}.
        </p>
      )}
      <PracticeDays marks={marks} today={today} />
      <ProblemAlert error={writing.error} />
      <div className={styles.buttons}>
        <Button
          size="md"
          variant={said === 'kept' ? 'filled' : 'default'}
          aria-pressed={said === 'kept'}
          onClick={() => mark(today, 'kept')}
        >
          Kept today
        </Button>
        <Button
          size="md"
          variant={said === 'not_kept' ? 'filled' : 'default'}
          aria-pressed={said === 'not_kept'}
          onClick={() => mark(today, 'not_kept')}
        >
          Not today
        </Button>
        {!byDay.has(yesterday) && (
          <Button size="md" variant="subtle" onClick={() => mark(yesterday, 'kept')}>
            Kept yesterday
          </Button>
        )}
        <ConfirmButton size="md" variant="subtle" asks="Let go of it?" onConfirm={() => mark(today, 'let_go')}>
          Let it go
        </ConfirmButton>
      </div>
    </article>
  );
}

function HowAsked({ mine }: { mine: MineShown }) {
  const writing = useWriting();
  return (
    <Section title="How you are asked how you are">
      <NativeSelect
        label="After a session we ask a few questions"
        size="md"
        data={CHECK_IN_CHANNELS.map((value) => ({ value, label: CHANNEL_NAMES[value] }))}
        value={mine.channel ?? 'portal'}
        onChange={(event) => {
          const channel = event.currentTarget.value as CheckInChannel;
          writing.mutate({ path: '/check-in-channel', body: { id: newId(), channel } });
        }}
      />
      <ProblemAlert error={writing.error} />
      <p className={styles.note}>An e-mail says only that something waits for you, and nothing of your treatment.</p>
    </Section>
  );
}
