/** On every open screen of those who treat here: somebody is needed, until somebody has taken it. Nothing clinical. */
import { Link } from 'wouter';
import { useZone } from '../api/me.ts';
import { sayTime } from '../ui/moment.ts';
import { Sign } from '../ui/sign.tsx';
import styles from './signals.module.css';
import { useWaitingTasks } from './waiting.ts';

export function CrisisBanner() {
  const zone = useZone();
  const waiting = useWaitingTasks().data;
  const [first] = waiting?.crises ?? [];
  if (!waiting || !first) return null;
  const isMine = waiting.crises.some((one) => one.isMine);
  const count = waiting.crises.length;
  return (
    <div role="alert" className={styles.banner}>
      <Sign name="octagon" />
      <span>
        <strong>{count === 1 ? 'A patient needs somebody now.' : `${count} patients need somebody now.`}</strong> Since{' '}
        <time dateTime={first.raisedAt}>{sayTime(first.raisedAt, zone)}</time> nobody has taken it.{' '}
        {waiting.isNobodyOnCall && 'Nobody is on call: every medical director is asked. '}
        <Link href="/tasks">{isMine ? 'Take it now' : 'See whose it is'}</Link>
      </span>
    </div>
  );
}
