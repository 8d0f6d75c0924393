/** One course: its protocol and label, the focus where there is one, and its visits in the order of time. */
import { mayEver } from '@holdspace/care';
import { Button } from '@mantine/core';
import { lazy, useState } from 'react';
import { Link } from 'wouter';
import { useMe, useZone } from '../api/me.ts';
import { type CourseShown, type SessionOfPatient, VISIT_NAMES, type VisitOfCourse } from '../api/shapes.ts';
import { useProtocols } from '../protocols/queries.ts';
import { useMay } from '../protocols/who-may.ts';
import { Catch } from '../ui/catch.tsx';
import { LabelChip } from '../ui/label-chip.tsx';
import { sayDate, sayDay, sayTime } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { Sign } from '../ui/sign.tsx';
import { MoveCourse } from './move-course.tsx';
import { NewVisitForm } from './new-visit.tsx';
import styles from './patient.module.css';
import { useCourseMoves } from './queries.ts';

const AvoidedMusic = lazy(() => import('../music/avoided.tsx'));
const BeforeDose = lazy(() => import('../orders/before-dose.tsx'));
const CourseOrders = lazy(() => import('../orders/course-orders.tsx'));

interface CourseProps {
  readonly course: CourseShown;
  readonly patientId: string;
  readonly sessions: readonly SessionOfPatient[];
}

export function Course({ course, patientId, sessions }: CourseProps) {
  const [isAdding, add] = useState(false);
  const [isMoving, move] = useState(false);
  const may = useMay();
  const { roles } = useMe().practitioner;
  const maySeeOrders = mayEver('see course orders', roles);
  const maySeeRecord = mayEver('see the clinical record', roles);
  const mayPlay = mayEver('play music', roles);
  const mayFollow = course.integrates && mayEver('follow integration', roles);
  const inForce = useProtocols().data?.protocols.find(
    (one) => one.id === course.protocol.id && one.standing === 'effective',
  );
  const next = inForce && inForce.version !== course.protocol.version ? inForce.version : undefined;
  const visits = [...course.visits].sort((one, other) => one.scheduledFor.localeCompare(other.scheduledFor));
  return (
    <Panel
      title={course.protocol.name}
      actions={
        !isAdding && (
          <Button variant="subtle" leftSection={<Sign name="plus" size={16} />} onClick={() => add(true)}>
            New visit
            <span className="hs-visually-hidden"> in {course.protocol.name}</span>
          </Button>
        )
      }
    >
      <div className={styles.about}>
        <LabelChip label={course.protocol.label} />
        <span>
          <Link href={`/protocols/${course.protocol.id}?version=${course.protocol.version}`}>
            Protocol {course.protocol.version}
          </Link>
          , begun {sayDay(course.startedOn)}
        </span>
      </div>
      {next && !isMoving && (
        <p className={styles.newer}>
          Version {next} is in force for new courses; this one stays on {course.protocol.version} until it is moved.
          {may.moveCourses && (
            <Button variant="default" onClick={() => move(true)}>
              See what moving it to {next} changes
            </Button>
          )}
        </p>
      )}
      {next && isMoving && (
        <div className={styles.inset}>
          <MoveCourse patientId={patientId} course={course} to={next} onLeave={() => move(false)} />
        </div>
      )}
      <Moves courseId={course.id} version={course.protocol.version} />
      {(course.focus || course.intention) && (
        <dl className={styles.focus}>
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
      {(maySeeRecord || course.prepares || mayFollow) && (
        <p className={styles.ways}>
          {maySeeRecord && (
            <Link href={`/courses/${course.id}/screening`}>
              Screening<span className="hs-visually-hidden"> for {course.protocol.name}</span>
            </Link>
          )}
          {maySeeRecord && (
            <Link href={`/courses/${course.id}/consents`}>
              Consents<span className="hs-visually-hidden"> in {course.protocol.name}</span>
            </Link>
          )}
          {course.prepares && (
            <Link href={`/courses/${course.id}/preparation`}>
              Preparation<span className="hs-visually-hidden"> in {course.protocol.name}</span>
            </Link>
          )}
          {mayFollow && (
            <Link href={`/courses/${course.id}/integration`}>
              Integration<span className="hs-visually-hidden"> of {course.protocol.name}</span>
            </Link>
          )}
        </p>
      )}
      {maySeeOrders && (
        <Catch>
          <CourseOrders patientId={patientId} courseId={course.id} protocol={course.protocol} />
          <BeforeDose courseId={course.id} />
        </Catch>
      )}
      {mayPlay && course.protocol.label.kind === 'kap' && (
        <Catch>
          <AvoidedMusic courseId={course.id} />
        </Catch>
      )}
      {isAdding && (
        <div className={styles.inset}>
          <NewVisitForm patientId={patientId} courseId={course.id} onLeave={() => add(false)} />
        </div>
      )}
      {visits.length === 0 && !isAdding && <p className={styles.none}>No visits are planned in this course.</p>}
      <ol className={styles.timeline}>
        {visits.map((visit) => (
          <VisitLine
            key={visit.id}
            visit={visit}
            session={sessions.find((one) => one.id === visit.sessionId || one.visitId === visit.id)}
          />
        ))}
      </ol>
    </Panel>
  );
}

/** How the course came to its version, where it was moved. */
function Moves({ courseId, version }: { courseId: string; version: string }) {
  const zone = useZone();
  const moves = useCourseMoves(courseId, version).data?.moves ?? [];
  if (moves.length === 0) return null;
  return (
    <ul className={styles.moves}>
      {moves.map((one) => (
        <li key={one.id}>
          Moved from version {one.fromVersion} to {one.toVersion} by {one.movedBy.name}, {sayDate(one.movedAt, zone)}: “
          {one.reason}”
        </li>
      ))}
    </ul>
  );
}

const STATES = {
  planned: 'planned',
  open: 'going on now',
  discharged: 'finished',
  departed: 'left before discharge',
  cancelled: 'cancelled',
} as const;

function VisitLine({ visit, session }: { visit: VisitOfCourse; session: SessionOfPatient | undefined }) {
  const zone = useZone();
  const status = session?.summary.status ?? 'planned';
  const isPast = Date.parse(visit.scheduledFor) < Date.now();
  const isDone = status === 'discharged' || status === 'departed' || (!session && isPast && visit.kind !== 'dosing');
  return (
    <li className={`${styles.step} ${isDone ? styles.done : ''} ${status === 'open' ? styles.current : ''}`}>
      <span className={`${styles.when} hs-numbers`}>
        {sayDate(visit.scheduledFor, zone)}, {sayTime(visit.scheduledFor, zone)}
      </span>
      <span className={styles.what}>
        <strong>{VISIT_NAMES[visit.kind]}</strong> <span className={styles.place}>{visit.room}</span>
        {session && <span className={styles.stateWord}> {STATES[status]}</span>}
      </span>
      <span className={styles.links}>
        {session ? (
          <>
            <Link href={`/sessions/${session.id}`}>Room</Link>
            <Link href={`/sessions/${session.id}/record`}>Record</Link>
          </>
        ) : (
          <Link href={`/visits/${visit.id}`}>
            Who is planned
            <span className="hs-visually-hidden"> for {sayDate(visit.scheduledFor, zone)}</span>
          </Link>
        )}
      </span>
    </li>
  );
}
