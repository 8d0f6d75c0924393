/** For those who answer for privacy: what was opened in need, and how much of it waits for a review. */
import { useWaiting } from '../break-glass/queries.ts';
import { Sign } from '../ui/sign.tsx';
import { Counted } from './counted.tsx';
import styles from './shell.module.css';

export default function ReviewsPlace() {
  const count = useWaiting().data?.waiting.length ?? 0;
  return (
    <>
      <Counted count={count}>
        <Sign name="glass" size={22} />
      </Counted>
      <span className={styles.says}>
        Broken glass{count > 0 && <span className="hs-visually-hidden"> ({count} to review)</span>}
      </span>
    </>
  );
}
