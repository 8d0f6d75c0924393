/** Who is planned for a visit of the day, and what is wrong with that; said until the session has begun. */
import { Link } from 'wouter';
import type { VisitToday } from '../api/shapes.ts';
import { StatusBadge } from '../ui/status-badge.tsx';
import styles from './today.module.css';

export function VisitPlan({ visit: { visitId, patient, session, plan } }: { visit: VisitToday }) {
  if (session) return null;
  const { assignments, missing } = plan;
  const invalid = assignments.filter(({ problem }) => problem !== undefined);
  const names = [...new Set(assignments.map(({ person }) => person.name))];
  return (
    <div className={styles.plan}>
      <Link href={`/visits/${visitId}`}>
        {names.length > 0 ? names.join(', ') : 'Nobody is planned'}
        <span className="hs-visually-hidden"> for {patient.name}</span>
      </Link>
      {invalid.map(({ id, person, problem }) => (
        <StatusBadge key={id} meaning="danger" wrap>
          {person.name}: {problem}
        </StatusBadge>
      ))}
      {missing.length > 0 && (
        <StatusBadge meaning="caution" wrap>
          {missing.length === 1 ? `Missing: ${missing[0]}` : `${missing.length} places not filled`}
        </StatusBadge>
      )}
    </div>
  );
}
