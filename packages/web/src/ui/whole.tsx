/** Shows what belongs together at once, so that nothing that is seen moves when the next answer of the server comes. */
import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, Suspense, useEffect, useState } from 'react';
import { LoadingState } from './states.tsx';
import styles from './whole.module.css';

/** How long anything is waited for, in milliseconds; after that each part is shown as it comes. */
export const WAITED_FOR = 2000;

/** Whether all parts stand with what they asked of the server, or were waited for; once so, it stays so. */
export function useWhole(arePartsHere = true): boolean {
  const [isWhole, setWhole] = useState(false);
  const queries = useQueryClient();
  const asking = useIsFetching();
  useEffect(() => {
    const timer = setTimeout(() => setWhole(true), WAITED_FOR);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    // Asked of the queries themselves: those that the parts have just begun are not counted yet.
    if (arePartsHere && asking === 0 && queries.isFetching() === 0) setWhole(true);
  }, [arePartsHere, asking, queries]);
  return isWhole;
}

interface WholeProps {
  /** What is loaded, for whoever cannot see the lines in its place. */
  readonly says: string;
  readonly children: ReactNode;
}

/** Parts of a page, those that are fetched included. */
export function Whole({ says, children }: WholeProps) {
  const waiting = <LoadingState says={says} />;
  return (
    <Suspense fallback={waiting}>
      <Parts waiting={waiting}>{children}</Parts>
    </Suspense>
  );
}

function Parts({ waiting, children }: { readonly waiting: ReactNode; readonly children: ReactNode }) {
  const isWhole = useWhole();
  return (
    <>
      {!isWhole && waiting}
      <div className={styles.parts} data-whole={isWhole}>
        {children}
      </div>
    </>
  );
}
