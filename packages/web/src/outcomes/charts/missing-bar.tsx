/** How many a figure is from, and how many should have been there: what is missing is seen, and not only said. */
import { sayCounted } from '../say.ts';
import styles from './charts.module.css';

export function MissingBar({
  n,
  missing,
  what,
}: {
  readonly n: number;
  readonly missing: number;
  readonly what: string;
}) {
  const all = n + missing;
  return (
    <span className={styles.counted}>
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" className={styles.bar} aria-hidden="true">
        <rect x="0" y="0" width="100" height="6" className={styles.isMissing} />
        {all > 0 && <rect x="0" y="0" width={(100 * n) / all} height="6" className={styles.isThere} />}
      </svg>
      <span>{sayCounted(n, missing, what)}</span>
    </span>
  );
}
