/** A state in a word, with a sign of its own shape, so that it is read without its colour. */
import type { ReactNode } from 'react';
import { Sign, type SignName } from './sign.tsx';
import styles from './status-badge.module.css';

export type Meaning = 'neutral' | 'good' | 'caution' | 'danger' | 'alarm' | 'accent';

const SIGNS: Partial<Record<Meaning, SignName>> = {
  good: 'check',
  caution: 'triangle',
  danger: 'octagon',
  alarm: 'octagon',
};

export function StatusBadge({ meaning, children, wrap }: { meaning: Meaning; children: ReactNode; wrap?: boolean }) {
  const sign = SIGNS[meaning];
  return (
    <span className={`${styles.badge} ${styles[meaning]} ${wrap ? styles.wrap : ''}`}>
      {sign && <Sign name={sign} size={12} />}
      {children}
    </span>
  );
}
