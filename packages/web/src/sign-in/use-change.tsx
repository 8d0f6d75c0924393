/** A change to how one signs in: some ask first who one is, and go on by themselves once that is shown. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Problem } from '../api/problem.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import styles from './account.module.css';
import { screenUnlocked } from './screen.ts';
import { Unlock } from './unlock.tsx';

export interface Change<Given> {
  readonly isChanging: boolean;
  make(given: Given): void;
  clear(): void;
  /** What to show beneath: the question who one is, or what the server would not take. */
  readonly outcome: ReactNode;
}

export function useChange<Given, Answer>(
  change: (given: Given) => Promise<Answer>,
  onChanged?: (answer: Answer) => void,
): Change<Given> {
  const queries = useQueryClient();
  const making = useMutation({
    mutationFn: change,
    onSuccess: (answer) => {
      onChanged?.(answer);
      return queries.invalidateQueries({ queryKey: ['account'] });
    },
  });
  const { error, variables } = making;
  const mustProve = error instanceof Problem && error.kind === 'prove-again';
  return {
    isChanging: making.isPending,
    make: making.mutate,
    clear: making.reset,
    outcome: mustProve ? (
      <div className={styles.prove}>
        <p>Show again who you are first; it goes on by itself then.</p>
        <Unlock
          says="Go on"
          onUnlocked={() => {
            screenUnlocked();
            making.mutate(variables as Given);
          }}
        />
      </div>
    ) : (
      <ProblemAlert error={error} />
    ),
  };
}
