/** What stands around a patient's pages of consents: the way back, the other language, not signed in, not reached. */
import type { ReactNode } from 'react';
import { Link, Redirect } from 'wouter';
import { Problem } from '../../api/problem.ts';
import { useWords } from '../../language/use-language.ts';
import { EmptyState, LoadingState } from '../../ui/states.tsx';
import { NotShown } from '../not-shown.tsx';
import { ReaderPage } from '../reader-page.tsx';
import styles from './consents.module.css';
import { CONSENT_WORDS } from './words.ts';

interface ConsentsPageProps<T> {
  readonly title: string;
  readonly clinic?: string | undefined;
  readonly back: { readonly href: string; readonly says: string };
  readonly of: {
    readonly data: T | undefined;
    readonly isPending: boolean;
    readonly error: unknown;
    refetch(): unknown;
  };
  readonly children: (data: T) => ReactNode;
}

export function ConsentsPage<T>({ title, clinic, back, of, children }: ConsentsPageProps<T>) {
  const say = useWords(CONSENT_WORDS);
  const { error } = of;
  if (error instanceof Problem && error.status === 401 && !of.data) return <Redirect to="/portal/sign-in" replace />;
  return (
    <ReaderPage title={title} {...(clinic && { clinic })}>
      <div className={styles.ways}>
        <Link href={back.href}>{back.says}</Link>
      </div>
      {of.data ? (
        children(of.data)
      ) : of.isPending ? (
        <LoadingState says={say('loading')} />
      ) : error instanceof Problem && error.status === 404 ? (
        <EmptyState title={say('not_here')}>{say('not_here_says')}</EmptyState>
      ) : (
        <NotShown says={say('not_shown')} error={error} retry={() => void of.refetch()} />
      )}
    </ReaderPage>
  );
}
