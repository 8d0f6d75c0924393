/** One task: what, about whom, whose, until when; opened, why it is there, what was done, and what can be done. */
import { OUTCOME_WORDS, ROLE_NAMES, SEVERITY_WORDS, TASK_STATE_WORDS } from '@holdspace/care';
import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import { Link } from 'wouter';
import { useZone } from '../api/me.ts';
import { sayDayAndTime } from '../ui/moment.ts';
import { FailedState, LoadingState } from '../ui/states.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Due } from './due.tsx';
import { type TaskShown, useTask, type WholeTaskShown } from './queries.ts';
import styles from './signals.module.css';
import { TaskActs } from './task-acts.tsx';

const MEANING = { look: 'neutral', today: 'caution', now: 'danger' } as const;

export function TaskCard({ task }: { readonly task: TaskShown }) {
  const zone = useZone();
  const [isOpen, open] = useState(task.severity === 'now' && task.isMine && task.mayAnswer);
  const title = useId();
  const { what, patient, owner, severity, state, done, escalatedAt, escalatesTo } = task;
  const maySee = task.mayAnswer || (done !== undefined && patient !== undefined);
  return (
    <article
      className={`${styles.card} ${severity === 'now' && state !== 'done' ? styles.crisis : ''}`}
      aria-labelledby={title}
    >
      <div className={styles.cardHead}>
        <h3 className={styles.cardTitle} id={title}>
          {what}
          {patient && (
            <>
              : <Link href={`/patients/${patient.id}`}>{patient.name}</Link>
            </>
          )}
        </h3>
        {done ? (
          <span className={styles.aside}>{OUTCOME_WORDS[done.outcome]}</span>
        ) : (
          <StatusBadge meaning={MEANING[severity]}>{SEVERITY_WORDS[severity]}</StatusBadge>
        )}
      </div>
      <div className={styles.line}>
        {done ? (
          <span>
            {done.by.name}, {sayDayAndTime(done.at, zone)}
          </span>
        ) : (
          <>
            <span>
              {owner ? owner.name : 'Nobody'}
              {state === 'taken' ? ' has taken it' : `: ${TASK_STATE_WORDS.open.toLowerCase()}`}
            </span>
            <Due raisedAt={task.raisedAt} dueAt={task.dueAt} />
            <span className={styles.aside}>
              {escalatedAt
                ? `Every ${ROLE_NAMES[escalatesTo].toLowerCase()} was told`
                : `Then every ${ROLE_NAMES[escalatesTo].toLowerCase()} is told`}
            </span>
          </>
        )}
      </div>
      {maySee && (
        <div className={styles.buttons}>
          <Button variant="default" aria-expanded={isOpen} onClick={() => open(!isOpen)}>
            {isOpen ? 'Close' : done ? 'How it went' : 'Open'}
            <span className="hs-visually-hidden">
              {' '}
              {what}
              {patient && ` of ${patient.name}`}
            </span>
          </Button>
        </div>
      )}
      {isOpen && <Opened id={task.id} />}
    </article>
  );
}

function Opened({ id }: { readonly id: string }) {
  const found = useTask(id);
  if (found.isPending) return <LoadingState says="Loading why it is here" />;
  if (!found.data) return <FailedState what="This task" error={found.error} retry={() => void found.refetch()} />;
  return <Whole whole={found.data} />;
}

function Whole({ whole }: { readonly whole: WholeTaskShown }) {
  const zone = useZone();
  const { task, rule, why, steps } = whole;
  return (
    <div className={styles.opened}>
      {task.mayAnswer && <TaskActs task={task} />}
      <section aria-label="Why">
        <h4 className={styles.small}>Why</h4>
        <p className={styles.says}>{rule.says}</p>
        <ul className={styles.facts}>
          {why.map((fact) => (
            <li key={`${fact.at} ${fact.says}`}>
              {fact.says} <span className={styles.aside}>{sayDayAndTime(fact.at, zone)}</span>
            </li>
          ))}
        </ul>
        {task.course && task.patient && (
          <p className={styles.says}>
            <Link href={`/patients/${task.patient.id}`}>Go to {task.patient.name}’s page</Link>
            {' · '}
            {rule.id === 'clearance-overdue' ? (
              <Link href={`/courses/${task.course}/screening`}>Its screening, with the letters</Link>
            ) : (
              <Link href={`/courses/${task.course}/integration`}>The course on one page</Link>
            )}
          </p>
        )}
      </section>
      <section aria-label="What was done">
        <h4 className={styles.small}>What was done</h4>
        <ol className={styles.steps}>
          {steps.map((step) => (
            <li key={step.id}>
              <div className={styles.aside}>
                {sayDayAndTime(step.at, zone)}: {step.by ? `${step.by.name} ${step.says}` : step.says}
                {step.outcome && `: ${OUTCOME_WORDS[step.outcome].toLowerCase()}`}
                {step.told.length > 0 && ` → ${step.told.map(({ name }) => name).join(', ')}`}
              </div>
              {step.words && <p>{step.words}</p>}
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}
