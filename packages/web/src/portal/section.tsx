/** A part of a reader's page, with room around it. */
import type { ReactNode } from 'react';
import styles from './reader.module.css';

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section} aria-label={title}>
      <h2 className={styles.heading}>{title}</h2>
      {children}
    </section>
  );
}
