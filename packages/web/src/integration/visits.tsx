/** Visits around the sessions: held, missed, still to come; and what the protocol promises and nobody has arranged. */
import { isUnsaid, mayEver, type VisitOutcome } from '@holdspace/care';
import { Button } from '@mantine/core';
import { useMe } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import { VISIT_NAMES } from '../api/shapes.ts';
import { sayDate, sayDay, sayTime } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import styles from './arc.module.css';
import { useArcWriting } from './queries.ts';
import type { ArcShown, VisitShown } from './shapes.ts';

const OUTCOMES: Readonly<Record<VisitOutcome, string>> = { held: 'held', missed: 'missed', called_off: 'called off' };

export function Visits({ arc, zone }: { arc: ArcShown; zone: string }) {
  const writing = useArcWriting(arc.course.id);
  const mayArrange = mayEver('arrange visits', useMe().practitioner.roles);
  const visits = arc.visits.filter(({ kind }) => kind !== 'dosing');
  const say = (visit: VisitShown, outcome: VisitOutcome) =>
    writing.mutate({ path: `/api/visits/${visit.id}/outcomes`, body: { id: newId(), outcome } });
  return (
    <Panel title="Visits">
      <ProblemAlert error={writing.error} />
      {visits.length === 0 && arc.proposed.length === 0 && (
        <p className={styles.none}>No visits besides the sessions.</p>
      )}
      <ul className={styles.list}>
        {visits.map((visit) => (
          <li key={visit.id}>
            <p className={styles.head}>
              <span>
                {sayDate(visit.scheduledFor, zone)}, {sayTime(visit.scheduledFor, zone)}: {VISIT_NAMES[visit.kind]}
              </span>
              <Outcome visit={visit} />
            </p>
            {isUnsaid(visit, new Date().toISOString() as VisitShown['scheduledFor']) && (
              <div className={`${styles.acts} ${styles.noPrint}`}>
                <span className={styles.quiet}>Was it held?</span>
                <Button variant="default" size="xs" onClick={() => say(visit, 'held')}>
                  Held<span className="hs-visually-hidden">: {sayDate(visit.scheduledFor, zone)}</span>
                </Button>
                <Button variant="default" size="xs" onClick={() => say(visit, 'missed')}>
                  Missed<span className="hs-visually-hidden">: {sayDate(visit.scheduledFor, zone)}</span>
                </Button>
                <Button variant="default" size="xs" onClick={() => say(visit, 'called_off')}>
                  Called off<span className="hs-visually-hidden">: {sayDate(visit.scheduledFor, zone)}</span>
                </Button>
              </div>
            )}
          </li>
        ))}
        {arc.proposed.map((proposed) => (
          <li key={`${proposed.sessionId} ${proposed.day}`}>
            <p className={styles.head}>
              <span>
                {sayDay(proposed.on)}: {proposed.name}
              </span>
              <StatusBadge meaning="caution">{proposed.isLapsed ? 'not held' : 'not arranged'}</StatusBadge>
            </p>
            <p className={styles.quiet}>
              Day {proposed.day} by the protocol. {proposed.purpose}
            </p>
            {mayArrange && !proposed.isLapsed && (
              <Button
                className={styles.noPrint}
                variant="default"
                size="xs"
                loading={writing.isPending}
                onClick={() =>
                  writing.mutate({
                    path: `/api/courses/${arc.course.id}/visits`,
                    body: {
                      id: newId(),
                      kind: 'integration',
                      scheduledFor: proposed.scheduledFor,
                      room: proposed.room,
                    },
                  })
                }
              >
                Arrange for {sayDate(proposed.scheduledFor, zone)}, {sayTime(proposed.scheduledFor, zone)},{' '}
                {proposed.room}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Outcome({ visit }: { visit: VisitShown }) {
  if (!visit.outcome) return null;
  return (
    <StatusBadge meaning={visit.outcome === 'held' ? 'good' : visit.outcome === 'missed' ? 'caution' : 'neutral'}>
      {OUTCOMES[visit.outcome]}
    </StatusBadge>
  );
}
