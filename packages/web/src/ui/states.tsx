/** What a screen shows when it has nothing, is waiting, or could not: each says what is so and what can be done. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Problem } from '../api/problem.ts';
import { useAfter } from './after.ts';
import styles from './states.module.css';

function Bowl() {
  return (
    <svg className={styles.bowl} viewBox="0 0 64 48" width="64" height="48" fill="none" aria-hidden="true">
      <path d="M10 18c0 15 9 24 22 24s22-9 22-24" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
      <circle cx="32" cy="15" r="5" stroke="currentColor" strokeWidth="2.5" />
    </svg>
  );
}

export function EmptyState({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.state}>
      <Bowl />
      <h2 className={styles.heading}>{title}</h2>
      {children && <div>{children}</div>}
      {action}
    </div>
  );
}

/** Waiting lasts a moment before it is shown, so that a quick answer does not flicker. */
const SHOWN_AFTER = 250;

export function LoadingState({ says = 'Loading' }: { says?: string }) {
  const shown = useAfter(SHOWN_AFTER);
  return (
    <div role="status" className={styles.lines}>
      <span className="hs-visually-hidden">{says}…</span>
      {shown && (
        <>
          <div className={styles.line} />
          <div className={styles.line} />
          <div className={styles.line} />
        </>
      )}
    </div>
  );
}

export function FailedState({ what, error, retry }: { what: string; error: unknown; retry?: () => void }) {
  const because =
    error instanceof Problem
      ? [error.title, error.detail, error.satisfy].filter(Boolean).join('. ').replace(/\.\. /, '. ')
      : 'Something broke in this page. Nothing that was saved is lost.';
  return (
    <div className={styles.state} role="alert">
      <h2 className={styles.heading}>{what} could not be shown</h2>
      <div>{because}</div>
      {retry && (
        <Button variant="default" onClick={retry}>
          Try again
        </Button>
      )}
    </div>
  );
}
