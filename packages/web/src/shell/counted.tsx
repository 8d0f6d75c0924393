/** A sign with a number on it, where there is something to count. */
import type { ReactNode } from 'react';
import styles from './shell.module.css';

export const Counted = ({ count, children }: { count: number; children: ReactNode }) => (
  <span className={styles.counted}>
    {children}
    {count > 0 && (
      <span className={styles.count} aria-hidden="true">
        {count}
      </span>
    )}
  </span>
);
