/** The arc of a course on one page: read in a minute before a visit, on the screen or on paper. */
import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { useZone } from '../api/me.ts';
import { Problem } from '../api/problem.ts';
import { Scores } from '../measures/scores.tsx';
import { NotForYou } from '../patient/not-for-you.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { LabelChip } from '../ui/label-chip.tsx';
import { sayDate, sayDay } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import styles from './arc.module.css';
import { CheckIns } from './check-ins.tsx';
import { HowAsked } from './how-asked.tsx';
import { useArc } from './queries.ts';
import type { ArcShown } from './shapes.ts';
import { SharedEntries } from './shared-entries.tsx';
import { Threads } from './threads.tsx';
import { Visits } from './visits.tsx';

export default function Arc({ courseId }: { courseId: string }) {
  const arc = useArc(courseId);
  if (arc.data) return <ArcPage arc={arc.data} />;
  const { error } = arc;
  if (error instanceof Problem && error.status === 404) return <NotFound />;
  return (
    <Page title="Integration" ownHeading>
      {arc.isPending ? (
        <LoadingState says="Loading the course" />
      ) : error instanceof Problem && error.status === 403 ? (
        <NotForYou what="clinical record" problem={error} />
      ) : (
        <FailedState what="The course" error={error} retry={() => void arc.refetch()} />
      )}
    </Page>
  );
}

function ArcPage({ arc }: { arc: ArcShown }) {
  const zone = useZone();
  const { patient, course } = arc;
  return (
    <Page
      title={`${patient.name}: the course`}
      before={<Link href={`/patients/${patient.id}`}>{patient.name}</Link>}
      lead={
        <div className={styles.lead}>
          <LabelChip label={course.label} />
          <span>begun {sayDay(course.startedOn)}</span>
        </div>
      }
      actions={
        <Button variant="default" className={styles.noPrint} onClick={() => window.print()}>
          Print
        </Button>
      }
    >
      <Needs arc={arc} />
      <HowAsked arc={arc} />
      {(course.focus || course.intention) && (
        <dl className={styles.purpose}>
          {course.focus && (
            <div>
              <dt>Focus</dt>
              <dd>{course.focus}</dd>
            </div>
          )}
          {course.intention && (
            <div>
              <dt>Intention</dt>
              <dd>{course.intention}</dd>
            </div>
          )}
        </dl>
      )}
      <div className={styles.two}>
        <Sessions arc={arc} zone={zone} />
        <CheckIns arc={arc} zone={zone} />
      </div>
      {arc.scores.length > 0 && (
        <Panel title="Scores">
          <Scores lines={arc.scores} zone={zone} />
        </Panel>
      )}
      <Threads arc={arc} zone={zone} />
      <div className={styles.two}>
        <Visits arc={arc} zone={zone} />
        <SharedEntries arc={arc} zone={zone} />
      </div>
    </Page>
  );
}

/** What should be seen first, a line each. */
function Needs({ arc }: { arc: ArcShown }) {
  const crisis = arc.checkIns.flatMap((checkIn) =>
    checkIn.answers.filter((answer) => answer.crisis).map(() => checkIn.day),
  );
  const distress = arc.checkIns.flatMap((checkIn) =>
    checkIn.answers.filter((one) => one.highDistress && !one.crisis).map(() => checkIn.day),
  );
  const missed = arc.checkIns.filter(({ standing }) => standing === 'missed').length;
  const sharedCrisis = arc.shares.some((share) => share.crisis);
  if (crisis.length + distress.length + missed === 0 && !sharedCrisis) return null;
  const days = (all: readonly number[]) => [...new Set(all)].map((day) => `day ${day}`).join(', ');
  return (
    <ul className={styles.needs} aria-label="To see first">
      {crisis.length > 0 && (
        <li>
          <StatusBadge meaning="danger" wrap>
            Not feeling safe, or words of danger: check-in of {days(crisis)}
          </StatusBadge>
        </li>
      )}
      {sharedCrisis && (
        <li>
          <StatusBadge meaning="danger" wrap>
            Words of danger in what the patient shared
          </StatusBadge>
        </li>
      )}
      {distress.length > 0 && (
        <li>
          <StatusBadge meaning="caution" wrap>
            High distress: check-in of {days(distress)}
          </StatusBadge>
        </li>
      )}
      {missed > 0 && (
        <li>
          <StatusBadge meaning="caution" wrap>
            {missed === 1 ? 'One check-in missed' : `${missed} check-ins missed`}
          </StatusBadge>
        </li>
      )}
    </ul>
  );
}

function Sessions({ arc, zone }: { arc: ArcShown; zone: string }) {
  const dosed = arc.sessions.filter(({ isDosed }) => isDosed);
  return (
    <Panel title="Sessions">
      {dosed.length === 0 && <p className={styles.none}>No medicine was given in this course yet.</p>}
      <ol className={styles.list}>
        {dosed.map((session) => {
          const keep = session.words.filter(({ about }) => about);
          const words = keep.length > 0 ? keep : session.words;
          return (
            <li key={session.id}>
              <p className={styles.head}>
                <Link href={`/sessions/${session.id}/record`}>
                  {session.at ? sayDate(session.at, zone) : 'Session'}
                </Link>
                {session.dose && <span>{session.dose}</span>}
              </p>
              <p className={styles.quiet}>{sayNosc(session.nosc)}</p>
              {words.map((one) => (
                <blockquote key={one.seq} className={styles.said}>
                  {one.about === 'carry_home' && <span className={styles.quiet}>To carry home: </span>}“{one.words}”
                </blockquote>
              ))}
              {words.length === 0 && <p className={styles.quiet}>No words were written down.</p>}
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}

function sayNosc({ onset, peak, return: back }: ArcShown['sessions'][number]['nosc']): string {
  const moments = [
    onset !== undefined && `onset ${onset} min`,
    peak !== undefined && `peak ${peak} min`,
    back !== undefined && `return ${back} min`,
  ].filter(Boolean);
  return moments.length > 0
    ? `Non-ordinary state, after the dose: ${moments.join(', ')}`
    : 'Non-ordinary state: no moments noted';
}
