/** A course's screening: how it stands, what was found and why, the decision, letters from outside, answers and history. */
import { mayEver, toDecide } from '@holdspace/care';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { useMe } from '../api/me.ts';
import { Problem } from '../api/problem.ts';
import { NotForYou } from '../patient/not-for-you.tsx';
import { sayDate } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import { Answers } from './answers.tsx';
import { Clearances } from './clearances.tsx';
import { Decide } from './decide.tsx';
import { Decisions } from './decisions.tsx';
import { Finding } from './finding.tsx';
import { type ScreeningShown, useScreening } from './queries.ts';
import styles from './screening.module.css';
import { ScreeningBadge } from './state-badge.tsx';

export default function ScreeningPage({ courseId }: { courseId: string }) {
  const { practitioner } = useMe();
  const shown = useScreening(courseId);
  if (shown.isPending) return <LoadingState says="Loading the screening" />;
  if (!shown.data)
    return (
      <Page title="Screening" ownHeading>
        {shown.error instanceof Problem && shown.error.status === 403 ? (
          <NotForYou what="clinical record" problem={shown.error} />
        ) : (
          <FailedState what="This screening" error={shown.error} retry={() => void shown.refetch()} />
        )}
      </Page>
    );
  const { screening } = shown.data;
  const { course, zone, state } = screening;
  const mayKeep = mayEver('keep the screening', practitioner.roles);
  return (
    <Page
      title="Screening"
      before={<Link href={`/patients/${course.patient.id}`}>{course.patient.name}</Link>}
      lead={
        <>
          {course.protocol.name}, version {course.protocol.version} <ScreeningBadge state={state} />
        </>
      }
    >
      <Standing screening={screening} />
      {state !== 'none' && <Findings screening={screening} maySign={mayEver('sign a screening', practitioner.roles)} />}
      {state !== 'none' && <Clearances screening={screening} mayKeep={mayKeep} />}
      <Answers screening={screening} mayKeep={mayKeep} />
      <Decisions decisions={screening.decisions} zone={zone} />
    </Page>
  );
}

/** Why the next dose waits for a look, or that it does not. */
function Standing({ screening }: { screening: ScreeningShown }) {
  const { state, answers, decisions, changes, zone } = screening;
  const [last] = decisions;
  const signed = last && `${last.author.name} signed on ${sayDate(last.at, zone)}`;
  const says = {
    none: 'No screening has been begun here for this course. Ask the questions first.',
    unsigned: answers
      ? 'Answers are on record. A clinician looks at the findings, decides and signs before the first dose.'
      : 'A letter was asked for, and no answers are on record. Ask the questions first.',
    waits: `${signed}, and waits for a clearance.`,
    does_not_fit: `${signed}: this protocol does not fit.`,
    reopened: `${signed}. What has come since was not part of that decision, so it is open again: a clinician looks, and signs anew, before the next dose.`,
    signed: `${signed}. Nothing has come since that it did not cover.`,
  }[state];
  return (
    <section aria-label="How it stands" className={`${styles.standing} ${styles[state]}`}>
      <p>{says}</p>
      {changes.length > 0 && (
        <ul>
          {changes.map(({ says: change }) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Findings({ screening, maySign }: { screening: ScreeningShown; maySign: boolean }) {
  const { findings, state } = screening;
  const [isDeciding, decide] = useState(false);
  const open = toDecide(findings);
  const clear = findings.filter(({ outcome }) => outcome === 'clear');
  return (
    <Panel
      title="Findings"
      actions={
        maySign &&
        !isDeciding && (
          <Button variant={state === 'signed' ? 'default' : 'filled'} onClick={() => decide(true)}>
            {state === 'unsigned' ? 'Decide and sign' : 'Decide anew and sign'}
          </Button>
        )
      }
    >
      <p className={styles.small}>
        Rules of the clinical reference, held against what was answered and what is on record. They advise; a clinician
        decides.
      </p>
      {isDeciding ? (
        <Decide screening={screening} onDone={() => decide(false)} />
      ) : (
        <ul className={styles.findings}>
          {open.map((finding) => (
            <Finding key={finding.rule} finding={finding} />
          ))}
        </ul>
      )}
      {clear.length > 0 && (
        <details className={styles.clearOnes}>
          <summary>{clear.length} clear</summary>
          <ul className={styles.findings}>
            {clear.map((finding) => (
              <Finding key={finding.rule} finding={finding} />
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}
