/** What stands around a patient’s pages of integration: loading, not signed in, not reached, and what is theirs. */
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, Redirect } from 'wouter';
import { Problem } from '../../api/problem.ts';
import type { MineShown } from '../../integration/shapes.ts';
import { FailedState, LoadingState } from '../../ui/states.tsx';
import { ReaderPage } from '../reader-page.tsx';
import styles from './integration.module.css';
import { useMyIntegration } from './queries.ts';

export function MinePage({ title, children }: { title: string; children: (mine: MineShown) => ReactNode }) {
  const mine = useMyIntegration();
  const clinic = mine.data?.clinic.name;
  if (mine.error instanceof Problem && mine.error.status === 401 && !mine.data)
    return <Redirect to="/portal/sign-in" replace />;
  return (
    <ReaderPage title={title} {...(clinic && { clinic })}>
      <p className={styles.back}>
        <Link href="/portal">Back to your place</Link>
      </p>
      <Inside mine={mine}>{children}</Inside>
    </ReaderPage>
  );
}

function Inside({ mine, children }: { mine: UseQueryResult<MineShown>; children: (mine: MineShown) => ReactNode }) {
  if (mine.data) return children(mine.data);
  if (mine.isPending) return <LoadingState says="Loading your page" />;
  return <FailedState what="Your page" error={mine.error} retry={() => void mine.refetch()} />;
}
