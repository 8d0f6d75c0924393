/** A patient’s practices and what led to them: marked a day at a time, begun anew, let go of. */
import {
  CHANNEL_NAMES,
  CHECK_IN_CHANNELS,
  type CheckInChannel,
  dayLater,
  isLetGo,
  marksByDay,
  sayPractice,
  THREAD_NAMES,
} from '@holdspace/care';
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../../api/new-id.ts';
import { PracticeDays } from '../../integration/practice-days.tsx';
import { PracticeForm } from '../../integration/practice-form.tsx';
import type { EntryShown, MineShown } from '../../integration/shapes.ts';
import { ThreadForm } from '../../integration/thread-form.tsx';
import { useLanguage, useWords } from '../../language/use-language.ts';
import { useMoments } from '../../language/use-moments.ts';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { dayOf } from '../../ui/moment.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Section } from '../section.tsx';
import styles from './integration.module.css';
import { MinePage } from './mine-page.tsx';
import { entryOf, markOf, useWriting } from './queries.ts';
import { PRACTICES_WORDS } from './words.ts';

type MyCourse = MineShown['courses'][number];

export default function Practices() {
  const say = useWords(PRACTICES_WORDS);
  return (
    <MinePage title={say('title')}>
      {(mine) => (
        <>
          {mine.courses.length === 0 && <p className={styles.quiet}>{say('none')}</p>}
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
  const say = useWords(PRACTICES_WORDS);
  const language = useLanguage();
  const moments = useMoments(mine.clinic.zone);
  const [adding, add] = useState<'practice' | 'entry'>();
  const writing = useWriting();
  const practices = course.entries.filter(({ kind }) => kind === 'practice');
  const others = course.entries.filter(({ kind }) => kind !== 'practice');
  const marksOf = (id: string) => mine.marks.filter((mark) => mark.practiceId === id);
  const kept = practices.filter(({ id }) => !isLetGo(marksOf(id)));
  return (
    <>
      <Section title={say('yours')}>
        {kept.length === 0 && adding !== 'practice' && <p className={styles.quiet}>{say('small')}</p>}
        {kept.map((practice) => (
          <PracticeCard key={practice.id} practice={practice} marks={marksOf(practice.id)} zone={mine.clinic.zone} />
        ))}
        {adding === 'practice' ? (
          <div className={styles.inset}>
            <PracticeForm
              isOwn
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
            {say('begin')}
          </Button>
        )}
      </Section>
      <Section title={say('whatLed')}>
        {(course.focus || course.intention) && (
          <dl className={styles.entries}>
            {course.focus && (
              <div>
                <dt className={styles.kind}>{say('focus')}</dt>
                <dd className={styles.text}>{course.focus}</dd>
              </div>
            )}
            {course.intention && (
              <div>
                <dt className={styles.kind}>{say('intention')}</dt>
                <dd className={styles.text}>{course.intention}</dd>
              </div>
            )}
          </dl>
        )}
        <ul className={styles.entries}>
          {others.map((entry) => (
            <li key={entry.id}>
              <span className={styles.kind}>{THREAD_NAMES[entry.kind][language]}</span>
              <p className={styles.text}>{entry.words}</p>
              <span className={styles.quiet}>
                {entry.by
                  ? say('writtenDown', { day: moments.date(entry.writtenAt), by: entry.by })
                  : moments.date(entry.writtenAt)}
              </span>
            </li>
          ))}
        </ul>
        <SaidInSessions course={course} zone={mine.clinic.zone} />
        {adding === 'entry' ? (
          <div className={styles.inset}>
            <ThreadForm
              isOwn
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
            {say('add')}
          </Button>
        )}
        <p className={styles.note}>{say('whoReads')}</p>
      </Section>
    </>
  );
}

/** One's own words from sessions, to be taken into the thread as they were said. */
function SaidInSessions({ course, zone }: { course: MyCourse; zone: string }) {
  const say = useWords(PRACTICES_WORDS);
  const moments = useMoments(zone);
  const writing = useWriting();
  const isTaken = (sessionId: string, seq: number) =>
    course.entries.some(({ heard }) => heard?.sessionId === sessionId && heard.seq === seq);
  const open = course.words.filter(({ sessionId, seq }) => !isTaken(sessionId, seq));
  if (open.length === 0) return null;
  return (
    <>
      <h3>{say('said')}</h3>
      <ProblemAlert error={writing.error} />
      <ul className={styles.entries}>
        {open.map(({ sessionId, seq, at, words }) => (
          <li key={`${sessionId} ${seq}`}>
            <p className={styles.text}>{say('quoted', { words })}</p>
            <p className={styles.quiet}>{moments.date(at)}</p>
            <div className={styles.buttons}>
              <Button
                variant="default"
                onClick={() =>
                  writing.mutate(entryOf(course.id, { id: newId(), kind: 'experience', heard: { sessionId, seq } }))
                }
              >
                {say('keepHere')}
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
  const say = useWords(PRACTICES_WORDS);
  const language = useLanguage();
  const writing = useWriting();
  const today = dayOf(new Date(), zone);
  const yesterday = dayLater(today, -1);
  const byDay = marksByDay(marks);
  const mark = (day: string, kind: 'kept' | 'not_kept' | 'let_go') => writing.mutate(markOf(practice.id, day, kind));
  const said = byDay.get(today)?.mark;
  return (
    <article className={styles.card} aria-label={practice.words}>
      <h3>{practice.words}</h3>
      <p className={styles.quiet}>{practice.practice ? sayPractice(practice.practice, language) : practice.says}</p>
      {practice.practice?.obstacle && (
        <p className={styles.quiet}>
          {practice.practice.instead
            ? say('inTheWayThen', { obstacle: practice.practice.obstacle, instead: practice.practice.instead })
            : say('inTheWay', { obstacle: practice.practice.obstacle })}
        </p>
      )}
      <PracticeDays marks={marks} begunOn={dayOf(practice.writtenAt, zone)} today={today} />
      <ProblemAlert error={writing.error} />
      <div className={styles.buttons}>
        <Button
          size="md"
          variant={said === 'kept' ? 'filled' : 'default'}
          aria-pressed={said === 'kept'}
          onClick={() => mark(today, 'kept')}
        >
          {say('keptToday')}
        </Button>
        <Button
          size="md"
          variant={said === 'not_kept' ? 'filled' : 'default'}
          aria-pressed={said === 'not_kept'}
          onClick={() => mark(today, 'not_kept')}
        >
          {say('notToday')}
        </Button>
        {!byDay.has(yesterday) && (
          <Button size="md" variant="subtle" onClick={() => mark(yesterday, 'kept')}>
            {say('keptYesterday')}
          </Button>
        )}
        <ConfirmButton size="md" variant="subtle" asks={say('letGoAsks')} onConfirm={() => mark(today, 'let_go')}>
          {say('letGo')}
        </ConfirmButton>
      </div>
    </article>
  );
}

function HowAsked({ mine }: { mine: MineShown }) {
  const say = useWords(PRACTICES_WORDS);
  const language = useLanguage();
  const writing = useWriting();
  return (
    <Section title={say('howAsked')}>
      <NativeSelect
        label={say('channel')}
        size="md"
        data={CHECK_IN_CHANNELS.map((value) => ({ value, label: CHANNEL_NAMES[value][language] }))}
        value={mine.channel ?? 'portal'}
        onChange={(event) => {
          const channel = event.currentTarget.value as CheckInChannel;
          writing.mutate({ path: '/check-in-channel', body: { id: newId(), channel } });
        }}
      />
      <ProblemAlert error={writing.error} />
      <p className={styles.note}>{say('emailSays')}</p>
    </Section>
  );
}
