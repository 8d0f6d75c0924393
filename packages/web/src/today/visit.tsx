/** One visit of the day: when, who, under which protocol, where it stands, and the way into its room. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { useZone } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import { isOver, VISIT_NAMES, type VisitToday } from '../api/shapes.ts';
import { LabelChip } from '../ui/label-chip.tsx';
import { dayOf, sayTime } from '../ui/moment.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Sign } from '../ui/sign.tsx';
import { BeforeVisit } from '../visit/before-visit.tsx';
import { FromOutside } from './from-outside.tsx';
import { useBegin } from './queries.ts';
import styles from './today.module.css';
import { VisitPlan } from './visit-plan.tsx';
import { VisitState } from './visit-state.tsx';

interface VisitProps {
  readonly visit: VisitToday;
  /** The day whose list this is; who came the day before and is still here stands in it too. */
  readonly day: string;
  /** A session is begun on its own day only. */
  readonly mayBegin: boolean;
  readonly isQuiet: boolean;
}

export function Visit({ visit, day, mayBegin, isQuiet }: VisitProps) {
  const zone = useZone();
  const isOfTheDayBefore = dayOf(visit.scheduledFor, zone) < day;
  const time = `${sayTime(visit.scheduledFor, zone)}${isOfTheDayBefore ? ' yesterday' : ''}`;
  const isStopped = visit.session?.emergencyStop === true;
  return (
    <li
      className={`${styles.visit} ${isQuiet ? styles.quiet : ''} ${isStopped ? styles.stopped : ''}`}
      aria-label={`${time}, ${visit.patient.name}`}
    >
      {isStopped && (
        <div className={styles.alarm} role="alert">
          <Sign name="octagon" size={24} />
          Emergency stop in {visit.room}
        </div>
      )}
      <div className={styles.when}>
        <div className={`${styles.time} hs-numbers`}>{sayTime(visit.scheduledFor, zone)}</div>
        {isOfTheDayBefore && <div className={styles.room}>yesterday</div>}
        <div className={styles.room}>{visit.room}</div>
      </div>
      <div className={styles.whom}>
        <h3 className={styles.name}>
          <Link href={`/patients/${visit.patient.id}`}>{visit.patient.name}</Link>
        </h3>
        <div className={styles.kind}>
          {VISIT_NAMES[visit.kind]} · {visit.protocol.name}
        </div>
        <LabelChip label={visit.protocol.label} />
        <VisitPlan visit={visit} />
        {!isQuiet && <BeforeVisit {...visit} patientName={visit.patient.name} />}
      </div>
      <VisitState visit={visit} />
      <VisitAction visit={visit} mayBegin={mayBegin} />
    </li>
  );
}

function VisitAction({ visit, mayBegin }: { visit: VisitToday; mayBegin: boolean }) {
  const begin = useBegin(visit);
  const [sessionId] = useState(newId);
  const session = visit.session;
  if (session) {
    const room = `/sessions/${session.id}`;
    const whose = <span className="hs-visually-hidden"> of {visit.patient.name}</span>;
    if (!session.summary) return <FromOutside session={session} patientName={visit.patient.name} />;
    if (isOver(session))
      return (
        <div className={styles.act}>
          <Button renderRoot={(props) => <Link href={`${room}/record`} {...props} />} variant="default">
            Record{whose}
          </Button>
          <Link href={room} className={styles.aside}>
            Room{whose}
          </Link>
        </div>
      );
    return (
      <div className={styles.act}>
        <Button renderRoot={(props) => <Link href={room} {...props} />} color={session.emergencyStop ? 'red' : 'teal'}>
          Open the room{whose}
        </Button>
      </div>
    );
  }
  if (visit.kind !== 'dosing' || !mayBegin) return <div className={styles.act} />;
  return (
    <>
      <div className={styles.act}>
        <Button variant="outline" loading={begin.isPending} onClick={() => begin.mutate(sessionId)}>
          Begin
          <span className="hs-visually-hidden"> the session of {visit.patient.name}</span>
        </Button>
      </div>
      {begin.isError && (
        <div className={styles.problem}>
          <ProblemAlert error={begin.error} />
        </div>
      )}
    </>
  );
}
