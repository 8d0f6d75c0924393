/** Threads of a course, each entry under the one that it grew from; practices with their marks. */
import { THREAD_NAMES } from '@holdspace/care';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../api/new-id.ts';
import { dayOf, sayDate } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import styles from './arc.module.css';
import { PracticeDays } from './practice-days.tsx';
import { PracticeForm } from './practice-form.tsx';
import { useArcWriting } from './queries.ts';
import type { ArcShown, EntryShown } from './shapes.ts';
import { ThreadForm } from './thread-form.tsx';

export function Threads({ arc, zone }: { arc: ArcShown; zone: string }) {
  const [adding, add] = useState<'entry' | 'practice'>();
  const courseId = arc.course.id;
  const writing = useArcWriting(courseId);
  const path = `/api/courses/${courseId}/integration/entries`;
  const form = {
    isSending: writing.isPending,
    error: writing.error,
    onLeave: () => {
      writing.reset();
      add(undefined);
    },
    onSend: (entry: object) => writing.mutate({ path, body: entry }, { onSuccess: () => add(undefined) }),
  };
  const ids = new Set(arc.entries.map(({ id }) => id));
  const roots = arc.entries.filter(({ follows }) => follows === undefined || !ids.has(follows));
  const isTaken = (sessionId: string, seq: number) =>
    arc.entries.some(({ heard }) => heard?.sessionId === sessionId && heard.seq === seq);
  const said = arc.sessions.flatMap(({ id, words }) =>
    words.filter(({ seq }) => !isTaken(id, seq)).map((one) => ({ ...one, sessionId: id })),
  );
  return (
    <Panel
      title="Threads and practices"
      actions={
        !adding && (
          <div className={`${styles.acts} ${styles.noPrint}`}>
            <Button variant="subtle" onClick={() => add('entry')}>
              Add to a thread
            </Button>
            <Button variant="subtle" onClick={() => add('practice')}>
              Add a practice
            </Button>
          </div>
        )
      }
    >
      {adding === 'entry' && <ThreadForm before={arc.entries} {...form} />}
      {adding === 'practice' && <PracticeForm from={arc.entries.filter(({ kind }) => kind !== 'practice')} {...form} />}
      {!adding && <ProblemAlert error={writing.error} />}
      {arc.entries.length === 0 && (
        <p className={styles.none}>
          Nothing is written yet. A thread may begin with the patient’s own words of a session.
        </p>
      )}
      <Branch entries={roots} arc={arc} zone={zone} />
      {said.length > 0 && (
        <details className={styles.noPrint}>
          <summary className={styles.summary}>Words of sessions to begin with ({said.length})</summary>
          <ul className={styles.list}>
            {said.map((one) => (
              <li key={`${one.sessionId} ${one.seq}`}>
                <p className={styles.said}>“{one.words}”</p>
                <Button
                  variant="default"
                  size="xs"
                  onClick={() =>
                    writing.mutate({
                      path,
                      body: { id: newId(), kind: 'experience', heard: { sessionId: one.sessionId, seq: one.seq } },
                    })
                  }
                >
                  Take as an experience
                  <span className="hs-visually-hidden">: {one.words}</span>
                </Button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}

function Branch({ entries, arc, zone }: { entries: readonly EntryShown[]; arc: ArcShown; zone: string }) {
  if (entries.length === 0) return null;
  return (
    <ul className={styles.branch}>
      {entries.map((entry) => {
        const marks = arc.marks.filter(({ practiceId }) => practiceId === entry.id);
        return (
          <li key={entry.id}>
            <p className={styles.entry}>
              <span className={styles.kind}>{THREAD_NAMES[entry.kind].en}</span> {entry.words}
            </p>
            <p className={styles.quiet}>
              {entry.says && `${entry.says}. `}
              {sayDate(entry.writtenAt, zone)}, {entry.by ?? arc.patient.name}
              {entry.heard && ', as said in the session'}
              {entry.practice?.obstacle && `. In the way: ${entry.practice.obstacle}`}
              {entry.practice?.instead && `; then: ${entry.practice.instead}`}
              {marks.some(({ mark }) => mark === 'let_go') && '. Let go of.'}
            </p>
            {entry.kind === 'practice' && (
              <PracticeDays marks={marks} begunOn={dayOf(entry.writtenAt, zone)} today={dayOf(new Date(), zone)} />
            )}
            <Branch entries={arc.entries.filter(({ follows }) => follows === entry.id)} arc={arc} zone={zone} />
          </li>
        );
      })}
    </ul>
  );
}
