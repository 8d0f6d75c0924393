/** What stands around the pages of readers who are no staff: whose page it is, at which clinic, and the way out. */
import type { Language } from '@holdspace/care';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { api } from '../api/client.ts';
import { leave } from '../api/leaving.ts';
import { InReadersLanguage } from '../language/around.tsx';
import { LanguageChoice } from '../language/language-choice.tsx';
import { useWords } from '../language/use-language.ts';
import { Mark } from '../shell/mark.tsx';
import { Catch } from '../ui/catch.tsx';
import { usePageTitle } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { PageNotShown } from './not-shown.tsx';
import styles from './reader.module.css';
import { CRISIS_LINK_WORDS, SpokenCrisisLink } from './spoken-crisis-help.tsx';

interface ReaderPageProps {
  readonly title: string;
  readonly clinic?: string;
  /** Or of a member of the care team outside, to whom the clinic writes in no language of their own. */
  readonly isPatients?: boolean;
  readonly children: ReactNode;
}

/** Wholly in the language that its reader chose, and offers the others. */
export function ReaderPage({ title, clinic, isPatients = true, children }: ReaderPageProps) {
  const say = useWords(CRISIS_LINK_WORDS);
  const heading = usePageTitle(title);
  const [, go] = useLocation();
  const leaving = useMutation({
    mutationFn: () => api.post<{ by: 'link' | 'account' }>('/api/reader/leave'),
    onSettled: (left) => {
      leave();
      go(left?.by === 'account' ? '/portal/sign-in' : '/come-in', { replace: true });
    },
  });
  // E-mails come in the language in which the pages are read.
  const telling = useMutation({
    mutationFn: (language: Language) => api.post('/api/reader/language', { language }),
  });
  return (
    <InReadersLanguage>
      <div className={styles.page}>
        <header className={styles.top}>
          <span className={styles.clinic}>
            <Mark size={30} />
            {clinic ?? 'Holdspace'}
          </span>
          <span className={styles.ways}>
            <LanguageChoice {...(isPatients && { onChosen: telling.mutate })} />
            <Button variant="subtle" onClick={() => leaving.mutate()} loading={leaving.isPending}>
              {say('leave')}
            </Button>
          </span>
        </header>
        <ProblemAlert error={telling.error} />
        <SpokenCrisisLink />
        <main className={styles.main}>
          <h1 className={styles.title} tabIndex={-1} ref={heading}>
            {title}
          </h1>
          <Catch instead={(error) => <PageNotShown error={error} />}>{children}</Catch>
        </main>
      </div>
    </InReadersLanguage>
  );
}
