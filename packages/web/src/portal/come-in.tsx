/** The door for patients and members of a care team: the link brings its secret, the code was told another way. */
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '../api/client.ts';
import { Mark } from '../shell/mark.tsx';
import { usePageTitle } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import styles from './reader.module.css';

export default function ComeIn() {
  const heading = usePageTitle('Come in');
  const [secret] = useState(() => location.hash.slice(1));
  // Taken out of the address once it is held, so that it stays in no history; not before, since a drawing may be thrown away.
  useEffect(() => {
    if (location.hash) history.replaceState(history.state, '', location.pathname);
  }, []);
  const [code, setCode] = useState('');
  const [, go] = useLocation();
  const queries = useQueryClient();
  const comeIn = useMutation({
    mutationFn: () => api.post<{ kind: 'patient' | 'outside' }>('/api/reader/come-in', { secret, code }),
    onSuccess: ({ kind }) => {
      queries.clear();
      go(kind === 'patient' ? '/mine' : '/outside', { replace: true });
    },
  });
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <span className={styles.clinic}>
          <Mark size={30} />
          Holdspace
        </span>
      </header>
      <main className={styles.main}>
        <h1 className={styles.title} tabIndex={-1} ref={heading}>
          Come in
        </h1>
        {secret ? (
          <form
            className={styles.door}
            onSubmit={(event) => {
              event.preventDefault();
              comeIn.mutate();
            }}
          >
            <p className={styles.lead}>Enter the code that you were told apart from the link.</p>
            <TextInput
              label="Code"
              size="lg"
              inputMode="numeric"
              autoComplete="one-time-code"
              required
              withAsterisk={false}
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
            <ProblemAlert error={comeIn.error} />
            <Button type="submit" size="lg" fullWidth loading={comeIn.isPending}>
              Come in
            </Button>
          </form>
        ) : (
          <p className={styles.lead}>Open the link that the clinic, or your patient, gave you. It works once.</p>
        )}
      </main>
    </div>
  );
}
