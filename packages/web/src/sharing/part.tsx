/** A part of the panel on sharing: what it is about in a sentence, and what can be done. */
import type { ReactNode } from 'react';
import styles from './sharing.module.css';

export function Part({ title, about, children }: { title: string; about: string; children: ReactNode }) {
  return (
    <section className={styles.part} aria-label={title}>
      <h3 className={styles.small}>{title}</h3>
      <p className={styles.quiet} style={{ marginBottom: 'var(--hs-space-3)' }}>
        {about}
      </p>
      {children}
    </section>
  );
}
