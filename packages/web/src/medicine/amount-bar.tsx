/** How full a container is: a number, with a small picture of it beside. */
import { type DrugAmount, sayQuantity } from '@holdspace/care';
import styles from './amount-bar.module.css';

export function AmountBar({ left, whole, isBlocked }: { left: DrugAmount; whole: DrugAmount; isBlocked?: boolean }) {
  const share = whole.value > 0 ? Math.min(100, (left.value / whole.value) * 100) : 0;
  return (
    <span className={styles.amount}>
      <span className="hs-numbers">
        {sayQuantity(left)} <span className={styles.of}>of {sayQuantity(whole)}</span>
      </span>
      <svg className={styles.bar} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect className={styles.whole} width="100" height="8" rx="2" />
        <rect className={isBlocked ? styles.blocked : styles.left} width={share} height="8" rx="2" />
      </svg>
    </span>
  );
}
