/** What waits: one's own first, then everybody's; each with whose it is, until when, and what can be done about it. */
import { mayEver } from '@holdspace/care';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { useMe } from '../api/me.ts';
import { Page } from '../ui/page.tsx';
import { EmptyState, FailedState, LoadingState } from '../ui/states.tsx';
import { type TaskShown, useOnCall, useTasks } from './queries.ts';
import styles from './signals.module.css';
import { SignalTabs } from './tabs.tsx';
import { TaskCard } from './task-card.tsx';

export default function Tasks() {
  const { practitioner } = useMe();
  const waiting = useTasks('waiting');
  const [showsDone, showDone] = useState(false);
  const tasks = waiting.data?.tasks ?? [];
  const mine = tasks.filter(({ isMine }) => isMine);
  const others = tasks.filter(({ isMine }) => !isMine);
  if (!mayEver('see what waits', practitioner.roles))
    return (
      <Page title="What waits">
        <EmptyState title="This is for those who treat here">What waits is about patients and how they are.</EmptyState>
      </Page>
    );
  return (
    <Page
      title="What waits"
      lead="Each has somebody who answers for it, a time, and somebody who hears when it passes."
    >
      <SignalTabs />
      <OnCallLine />
      {waiting.isPending && <LoadingState says="Loading what waits" />}
      {waiting.isError && !waiting.data && (
        <FailedState what="What waits" error={waiting.error} retry={() => void waiting.refetch()} />
      )}
      {waiting.data && tasks.length === 0 && (
        <EmptyState title="Nothing waits">
          When a check-in is missed, or an answer says that somebody is not well, it appears here and goes to whoever
          answers for it.
        </EmptyState>
      )}
      <List title="Yours" tasks={mine} />
      <List title={mine.length > 0 ? 'Everybody else’s' : 'Everybody’s'} tasks={others} />
      {waiting.isError && waiting.data && <p className={styles.aside}>The last try failed; what you see may be old.</p>}
      {showsDone ? (
        <Done />
      ) : (
        <div className={styles.buttons}>
          <Button variant="default" onClick={() => showDone(true)}>
            Show what was finished
          </Button>
        </div>
      )}
    </Page>
  );
}

function OnCallLine() {
  const onCall = useOnCall().data;
  if (!onCall) return null;
  const { people, isNobodyPlanned } = onCall.now;
  const names = people.map(({ name }) => name).join(', ');
  return (
    <p className={isNobodyPlanned ? styles.nobody : styles.onCall}>
      {isNobodyPlanned ? (
        <>
          <strong>Nobody is on call.</strong> In a crisis every medical director is asked
          {names && `: ${names}`}.{' '}
        </>
      ) : (
        <>
          On call now: <strong>{names}</strong>.{' '}
        </>
      )}
      <Link href="/tasks/on-call">Who is on call</Link>
    </p>
  );
}

function List({ title, tasks }: { readonly title: string; readonly tasks: readonly TaskShown[] }) {
  if (tasks.length === 0) return null;
  return (
    <section className={styles.group} aria-label={title}>
      <h2 className={styles.groupTitle}>
        {title} <span className={styles.count}>{tasks.length}</span>
      </h2>
      <ul className={styles.cards}>
        {tasks.map((task) => (
          <li key={task.id}>
            <TaskCard task={task} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Done() {
  const done = useTasks('done');
  if (done.isPending) return <LoadingState says="Loading what was finished" />;
  if (!done.data) return <FailedState what="What was finished" error={done.error} retry={() => void done.refetch()} />;
  return done.data.tasks.length === 0 ? (
    <p>Nothing was finished yet.</p>
  ) : (
    <List title="Finished" tasks={done.data.tasks} />
  );
}
