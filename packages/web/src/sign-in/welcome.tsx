/** What stands beside every door: the name, and the two ways in which a clinic treats. */
import { Mark } from '../shell/mark.tsx';
import styles from './sign-in.module.css';

export function Welcome() {
  return (
    <header className={styles.welcome}>
      <svg className={styles.rings} viewBox="0 0 100 100" fill="none" stroke="currentColor" aria-hidden="true">
        {[12, 19, 27, 36, 46].map((radius) => (
          <circle key={radius} cx="50" cy="50" r={radius} strokeWidth={0.35} />
        ))}
      </svg>
      <div className={styles.name}>
        <Mark size={40} />
        Holdspace
      </div>
      <p className={styles.saying}>A steady hand under every session.</p>
      <dl className={styles.ways}>
        <div>
          <dt>Infusion</dt>
          <dd>A medicine given by vein under watch, and called no more than that.</dd>
        </div>
        <div>
          <dt>Ketamine-assisted psychotherapy</dt>
          <dd>Preparation, company through the journey, and integration after it.</dd>
        </div>
      </dl>
    </header>
  );
}
