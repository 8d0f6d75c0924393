/** Where a visit stands: its phase and clock, the gates still open, what is due, who is with the patient. */
import { ROLE_NAMES } from '@holdspace/care';
import { useZone } from '../api/me.ts';
import { isOver, type SummaryShown, type VisitToday } from '../api/shapes.ts';
import { Clock, Countdown } from '../ui/clock.tsx';
import { sayTime } from '../ui/moment.ts';
import { GivenText } from '../ui/quantity-text.tsx';
import { Sign } from '../ui/sign.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import styles from './today.module.css';

/** As much as everybody sees of a session: whether the patient is here. */
const STATUS = {
  planned: 'Not arrived',
  open: 'Here',
  discharged: 'Gone home',
  departed: 'Left',
  cancelled: 'Cancelled',
} as const;

export function VisitState({ visit }: { visit: VisitToday }) {
  const summary = visit.session?.summary;
  if (!summary) {
    if (visit.session)
      return (
        <div className={styles.state}>
          <div className={styles.phase}>
            <StatusBadge meaning="neutral">{STATUS[visit.session.status]}</StatusBadge>
          </div>
        </div>
      );
    return (
      <div className={styles.state}>
        <div className={styles.phase}>
          <StatusBadge meaning="neutral">{visit.kind === 'dosing' ? 'Not begun' : 'Planned'}</StatusBadge>
        </div>
      </div>
    );
  }
  const hasEnded = isOver(summary);
  return (
    <div className={styles.state}>
      <Phase summary={summary} />
      {!hasEnded && <OpenGates summary={summary} />}
      {!hasEnded && summary.nextDue && (
        <div>
          <Countdown {...summary.nextDue} />
        </div>
      )}
      <Marks summary={summary} />
      {!hasEnded && <PeopleHere summary={summary} />}
    </div>
  );
}

function Phase({ summary }: { summary: SummaryShown }) {
  const zone = useZone();
  if (summary.status === 'planned')
    return (
      <div className={styles.phase}>
        <StatusBadge meaning="neutral">Not arrived</StatusBadge>
      </div>
    );
  if (summary.status === 'cancelled')
    return (
      <div className={styles.phase}>
        <StatusBadge meaning="neutral">Cancelled</StatusBadge>
      </div>
    );
  if (summary.status === 'departed')
    return (
      <div className={styles.phase}>
        <StatusBadge meaning="caution">
          Left before discharge{summary.endedAt ? ` ${sayTime(summary.endedAt, zone)}` : ''}
        </StatusBadge>
      </div>
    );
  if (summary.status === 'discharged')
    return (
      <div className={styles.phase}>
        <StatusBadge meaning="good">
          Discharged{summary.endedAt ? ` ${sayTime(summary.endedAt, zone)}` : ''}
        </StatusBadge>
        {!summary.signed && <StatusBadge meaning="caution">Record not signed</StatusBadge>}
      </div>
    );
  return (
    <div className={styles.phase}>
      <span className={styles.phaseName}>{summary.phase?.name ?? 'Arrived'}</span>
      {summary.phase && <Clock since={summary.phase.since} />}
    </div>
  );
}

function OpenGates({ summary }: { summary: SummaryShown }) {
  const open = summary.openGates.filter((gate) => !gate.overridden);
  if (open.length === 0) {
    const beforeDose = summary.cumulative.value === 0 && !summary.infusionRunning;
    return beforeDose ? (
      <div>
        <StatusBadge meaning="good">Every gate is met</StatusBadge>
      </div>
    ) : null;
  }
  return (
    <div className={styles.gates}>
      <div>{open.length === 1 ? '1 gate open' : `${open.length} gates open`}</div>
      <ul>
        {open.map((gate) => (
          <li key={gate.gate} title={gate.because}>
            {gate.title}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Marks({ summary }: { summary: SummaryShown }) {
  if (summary.cumulative.value === 0 && summary.flags === 0 && summary.adverseEvents === 0) return null;
  const count = (number: number, one: string) => (number === 1 ? `1 ${one}` : `${number} ${one}s`);
  return (
    <div className={styles.phase}>
      {summary.cumulative.value > 0 && (
        <span>
          {summary.infusionRunning && 'Infusion running, '}
          <GivenText summary={summary} />
          {/* What runs has gone on since the summary was made: the room counts it, this list says what was last written. */}
          {summary.infusionRunning ? ' at the last entry' : ' given'}
        </span>
      )}
      {summary.adverseEvents > 0 && (
        <StatusBadge meaning="danger">{count(summary.adverseEvents, 'adverse event')}</StatusBadge>
      )}
      {summary.flags > 0 && <StatusBadge meaning="caution">{count(summary.flags, 'flag')}</StatusBadge>}
    </div>
  );
}

const NEAR = { in_room: '', on_site: ' (on site)', available: ' (on call)' } as const;

function PeopleHere({ summary }: { summary: SummaryShown }) {
  if (summary.people.length === 0)
    return summary.status === 'open' ? (
      <div className={styles.people}>
        <Sign name="people" size={18} />
        Nobody has joined yet
      </div>
    ) : null;
  return (
    <div className={styles.people}>
      <Sign name="people" size={18} />
      <span>
        {summary.people
          .map(
            (person) =>
              `${person.name}, ${(person.roles[0] ? ROLE_NAMES[person.roles[0]] : '').toLowerCase()}${NEAR[person.attendance]}`,
          )
          .join(' · ')}
      </span>
    </div>
  );
}
