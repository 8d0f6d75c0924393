/** When something is due, as a picture: how much of its time has gone, and in words how much is left. */
import { type Instant, sayMinutes } from '@holdspace/care';
import { useNow } from '../ui/now.ts';
import { StatusBadge } from '../ui/status-badge.tsx';
import styles from './signals.module.css';

const MINUTE_MS = 60_000;
/** "25 minutes", "3 hours", "2 days": as near as it matters. */
function sayAway(milliseconds: number): string {
  const minutes = Math.max(1, Math.round(milliseconds / MINUTE_MS));
  if (minutes < 90) return sayMinutes(minutes);
  const hours = Math.round(minutes / 60);
  return sayMinutes(hours < 48 ? hours * 60 : Math.round(hours / 24) * 24 * 60);
}

export function Due({ raisedAt, dueAt }: { readonly raisedAt: Instant; readonly dueAt: Instant }) {
  const now = useNow();
  const [from, to] = [Date.parse(raisedAt), Date.parse(dueAt)];
  const gone = Math.min(1, Math.max(0, (now - from) / (to - from)));
  const standing = now >= to ? 'overdue' : gone >= 0.75 ? 'soon' : 'in_time';
  return (
    <span className={styles.due}>
      <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" className={styles[standing]}>
        <circle cx="10" cy="10" r="8" className={styles.dueAll} />
        <circle cx="10" cy="10" r="8" className={styles.dueGone} pathLength="1" strokeDasharray={`${gone} 1`} />
      </svg>
      {standing === 'overdue' ? (
        <StatusBadge meaning="danger">overdue by {sayAway(now - to)}</StatusBadge>
      ) : (
        <span className={standing === 'soon' ? styles.soonSays : styles.aside}>due in {sayAway(to - now)}</span>
      )}
    </span>
  );
}
