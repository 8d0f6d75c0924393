/** For those who answer for privacy, on every page: that glass was broken, until they have opened the queue. */
import { useEffect } from 'react';
import { Link, useRoute } from 'wouter';
import { useMe, useZone } from '../api/me.ts';
import { sayTime } from '../ui/moment.ts';
import { Sign } from '../ui/sign.tsx';
import styles from './break-glass.module.css';
import { useWaiting } from './queries.ts';
import { noteSeen, useSeen } from './seen.ts';

export function GlassBanner() {
  const { practitioner } = useMe();
  const zone = useZone();
  const waiting = useWaiting().data?.waiting;
  const seen = useSeen(practitioner.id);
  const [inQueue] = useRoute('/broken-glass');
  useEffect(() => {
    if (!inQueue || !waiting) return;
    noteSeen(
      practitioner.id,
      waiting.map(({ id }) => id),
    );
  }, [inQueue, waiting, practitioner.id]);
  const unseen = inQueue ? [] : (waiting ?? []).filter(({ id }) => !seen.includes(id));
  const last = unseen.at(-1);
  if (!last) return null;
  return (
    <p role="alert" className={styles.banner}>
      <Sign name="glass" />
      <span>
        <strong>
          {unseen.length === 1 ? 'The glass was broken.' : `The glass was broken ${unseen.length} times.`}
        </strong>{' '}
        {unseen.length > 1 && 'Last: '}
        {last.person.name} opened a record in need at <time dateTime={last.at}>{sayTime(last.at, zone)}</time>.{' '}
        <Link href="/broken-glass">See who, whose and why</Link>
      </span>
    </p>
  );
}
