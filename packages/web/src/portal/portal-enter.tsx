/** Where the link in a patient's e-mail leads. One touch signs in, so that a mail scanner that opens links does not use it up. */
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api } from '../api/client.ts';
import styles from '../sign-in/sign-in.module.css';
import { Welcome } from '../sign-in/welcome.tsx';
import { usePageTitle } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';

export default function PortalEnter() {
  const heading = usePageTitle('Your sign-in link');
  const [token] = useState(() => location.hash.slice(1));
  const [, go] = useLocation();
  const queries = useQueryClient();
  // The token stays in no history.
  useEffect(() => history.replaceState(null, '', location.pathname), []);
  const use = useMutation({
    mutationFn: () => api.post('/api/sign-in/link/use', { token }),
    onSuccess: () => {
      queries.clear();
      go('/portal', { replace: true });
    },
  });
  return (
    <div className={styles.screen}>
      <Welcome />
      <main className={styles.enter}>
        <div>
          <h1 className={styles.title} ref={heading} tabIndex={-1}>
            Your sign-in link
          </h1>
          <div className={styles.form}>
            {token ? (
              <Button size="md" loading={use.isPending} onClick={() => use.mutate()}>
                Sign in
              </Button>
            ) : (
              <p>Open the link in your e-mail, whole.</p>
            )}
            <ProblemAlert error={use.error} />
            <Link href="/portal/sign-in">Ask for another link</Link>
          </div>
        </div>
      </main>
    </div>
  );
}
