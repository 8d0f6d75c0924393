/** Every dosing session of a patient, newest first: what was given, how the pressure went, what stands out. */
import { Link } from 'wouter';
import { useZone } from '../api/me.ts';
import type { SessionOfPatient } from '../api/shapes.ts';
import { LabelChip } from '../ui/label-chip.tsx';
import { sayDate } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { GivenText, QuantityText } from '../ui/quantity-text.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import styles from './patient.module.css';

const NONE = <span className={styles.nothing}>–</span>;
const STATUS = {
  planned: <StatusBadge meaning="neutral">Planned</StatusBadge>,
  open: <StatusBadge meaning="accent">Going on now</StatusBadge>,
  discharged: <StatusBadge meaning="good">Discharged</StatusBadge>,
  departed: <StatusBadge meaning="caution">Left before discharge</StatusBadge>,
  cancelled: <StatusBadge meaning="neutral">Cancelled</StatusBadge>,
};

const startOf = (session: SessionOfPatient) => session.summary.arrivedAt ?? session.scheduledFor;

export function Sessions({ sessions }: { sessions: readonly SessionOfPatient[] }) {
  const newestFirst = [...sessions].sort((one, other) => (startOf(other) ?? '').localeCompare(startOf(one) ?? ''));
  return (
    <Panel title="Dosing sessions">
      <table className={styles.sessions}>
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Treatment</th>
            <th scope="col">Dose</th>
            <th scope="col">By weight</th>
            <th scope="col">Highest systolic</th>
            <th scope="col">Standing out</th>
            <th scope="col">
              <span className="hs-visually-hidden">Open</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {newestFirst.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function SessionRow({ session }: { session: SessionOfPatient }) {
  const zone = useZone();
  const { summary } = session;
  const start = startOf(session);
  const marks = summary.adverseEvents + summary.flags > 0 || summary.emergencyStop;
  return (
    <tr>
      <td data-says="Day" className="hs-numbers">
        <strong>{start ? sayDate(start, zone) : 'Not planned'}</strong>
        <div>{STATUS[summary.status]}</div>
      </td>
      <td data-says="Treatment">
        <LabelChip label={session.protocol.label} />
      </td>
      <td data-says="Dose">{summary.cumulative.value > 0 ? <GivenText summary={summary} /> : NONE}</td>
      <td data-says="By weight">{summary.perKilogram ? <QuantityText quantity={summary.perKilogram} /> : NONE}</td>
      <td data-says="Highest systolic">
        {summary.systolicPeak ? <QuantityText quantity={summary.systolicPeak} /> : NONE}
      </td>
      <td data-says="Standing out">
        <span className={styles.marks}>
          {summary.emergencyStop && <StatusBadge meaning="alarm">Emergency stop</StatusBadge>}
          {summary.adverseEvents > 0 && (
            <StatusBadge meaning="danger">
              {summary.adverseEvents === 1 ? '1 adverse event' : `${summary.adverseEvents} adverse events`}
            </StatusBadge>
          )}
          {summary.flags > 0 && (
            <StatusBadge meaning="caution">{summary.flags === 1 ? '1 flag' : `${summary.flags} flags`}</StatusBadge>
          )}
          {!marks && NONE}
        </span>
      </td>
      <td className={styles.links}>
        <Link href={`/sessions/${session.id}`}>Room</Link>
        <Link href={`/sessions/${session.id}/record`}>Record</Link>
      </td>
    </tr>
  );
}
