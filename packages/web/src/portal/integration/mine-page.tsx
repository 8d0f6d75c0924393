/** What stands around a patient’s pages of integration: loading, not signed in, not reached, and what is theirs. */
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, Redirect } from 'wouter';
import { Problem } from '../../api/problem.ts';
import type { MineShown } from '../../integration/shapes.ts';
import { useWords } from '../../language/use-language.ts';
import { LoadingState } from '../../ui/states.tsx';
import { NotShown } from '../not-shown.tsx';
import { ReaderPage } from '../reader-page.tsx';
import styles from './integration.module.css';
import { useMyIntegration } from './queries.ts';
import { AROUND_WORDS } from './words.ts';

export function MinePage({ title, children }: { title: string; children: (mine: MineShown) => ReactNode }) {
  const say = useWords(AROUND_WORDS);
  const mine = useMyIntegration();
  const clinic = mine.data?.clinic.name;
  if (mine.error instanceof Problem && mine.error.status === 401 && !mine.data)
    return <Redirect to="/portal/sign-in" replace />;
  return (
    <ReaderPage title={title} {...(clinic && { clinic })}>
      <p className={styles.back}>
        <Link href="/portal">{say('back')}</Link>
      </p>
      <Inside mine={mine}>{children}</Inside>
    </ReaderPage>
  );
}

function Inside({ mine, children }: { mine: UseQueryResult<MineShown>; children: (mine: MineShown) => ReactNode }) {
  const say = useWords(AROUND_WORDS);
  if (mine.data) return children(mine.data);
  if (mine.isPending) return <LoadingState says={say('loading')} />;
  return <NotShown says={say('failed')} error={mine.error} retry={() => void mine.refetch()} />;
}
