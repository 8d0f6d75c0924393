/** A visit's plan: who is to be there, whether their credentials are good at its time, and whom the protocol still asks for. */
import { Link } from 'wouter';
import { useZone } from '../api/me.ts';
import { VISIT_NAMES } from '../api/shapes.ts';
import { LabelChip } from '../ui/label-chip.tsx';
import { sayDate, sayTime } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Assign } from './assign.tsx';
import { BeforeVisit } from './before-visit.tsx';
import { Planned } from './planned.tsx';
import { useVisit } from './queries.ts';
import styles from './visit.module.css';

export default function Visit({ visitId }: { visitId: string }) {
  const zone = useZone();
  const shown = useVisit(visitId);
  if (shown.isPending) return <LoadingState says="Loading the visit" />;
  if (!shown.data)
    return (
      <Page title="Visit" ownHeading>
        <FailedState what="This visit" error={shown.error} retry={() => void shown.refetch()} />
      </Page>
    );
  const { visit, patient, protocol, assignments, phases } = shown.data;
  return (
    <Page
      title={`${VISIT_NAMES[visit.kind]}, ${sayDate(visit.scheduledFor, zone)}`}
      before={<Link href={`/patients/${patient.id}`}>{patient.name}</Link>}
      lead={
        <>
          {sayTime(visit.scheduledFor, zone)}, {visit.room} · {protocol.name} <LabelChip label={protocol.label} />
        </>
      }
    >
      <BeforeVisit {...visit} protocol={protocol} patientName={patient.name} />
      <Panel title="Who is planned">
        {assignments.length === 0 && <p className={styles.says}>Nobody yet.</p>}
        <ul className={styles.list}>
          {assignments.map((assignment) => (
            <Planned key={assignment.id} visitId={visitId} assignment={assignment} phases={phases} />
          ))}
        </ul>
        <Assign visitId={visitId} phases={phases} scheduledFor={visit.scheduledFor} />
      </Panel>
      {phases.length > 0 && (
        <Panel title="Whom the protocol asks for">
          <dl className={styles.phases}>
            {phases.map(({ phase, needs }) => (
              <div key={phase.id}>
                <dt>{phase.name}</dt>
                {needs.length === 0 && <dd>Nobody in particular</dd>}
                {needs.map((need) => (
                  <dd key={need.says}>
                    {need.met ? (
                      <StatusBadge meaning="good" wrap>
                        {need.says}: {need.by.join(', ')}
                      </StatusBadge>
                    ) : (
                      <StatusBadge meaning="caution" wrap>
                        Missing: {need.says}
                      </StatusBadge>
                    )}
                  </dd>
                ))}
              </div>
            ))}
          </dl>
          <p className={styles.aside}>This is the plan. Who is truly there is recorded in the room.</p>
        </Panel>
      )}
    </Page>
  );
}
