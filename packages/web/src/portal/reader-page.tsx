/** What stands around the pages of readers who are no staff: whose page it is, at which clinic, and the way out. */
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { api } from '../api/client.ts';
import { leave } from '../api/leaving.ts';
import { Mark } from '../shell/mark.tsx';
import { usePageTitle } from '../ui/page.tsx';
import styles from './reader.module.css';

export function ReaderPage({ title, clinic, children }: { title: string; clinic?: string; children: ReactNode }) {
  const heading = usePageTitle(title);
  const queries = useQueryClient();
  const [, go] = useLocation();
  const leaving = useMutation({
    mutationFn: () => api.post<{ by: 'link' | 'account' }>('/api/reader/leave'),
    onSettled: (left) => {
      leave();
      queries.clear();
      go(left?.by === 'account' ? '/portal/sign-in' : '/come-in', { replace: true });
    },
  });
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <span className={styles.clinic}>
          <Mark size={30} />
          {clinic ?? 'Holdspace'}
        </span>
        <Button variant="subtle" onClick={() => leaving.mutate()} loading={leaving.isPending}>
          Leave
        </Button>
      </header>
      <main className={styles.main}>
        <h1 className={styles.title} tabIndex={-1} ref={heading}>
          {title}
        </h1>
        {children}
      </main>
    </div>
  );
}
