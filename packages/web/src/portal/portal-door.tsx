/** The patients' door: a passkey, or a link that is sent to their e-mail. */
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '../api/client.ts';
import { hasPasskeys, signInWithPasskey } from '../sign-in/passkey.ts';
import styles from '../sign-in/sign-in.module.css';
import { Welcome } from '../sign-in/welcome.tsx';
import { usePageTitle } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Sign } from '../ui/sign.tsx';

export default function PortalDoor() {
  const heading = usePageTitle('Sign in as a patient');
  const [email, setEmail] = useState('');
  const [, go] = useLocation();
  const queries = useQueryClient();
  const passkey = useMutation({
    mutationFn: signInWithPasskey,
    onSuccess: () => {
      queries.clear();
      go('/portal', { replace: true });
    },
  });
  const link = useMutation({ mutationFn: () => api.post('/api/sign-in/link', { email }) });
  return (
    <div className={styles.screen}>
      <Welcome />
      <main className={styles.enter}>
        <div>
          <h1 className={styles.title} ref={heading} tabIndex={-1}>
            Sign in as a patient
          </h1>
          <div className={styles.form}>
            {hasPasskeys() && (
              <>
                <Button
                  size="md"
                  loading={passkey.isPending}
                  leftSection={<Sign name="key" />}
                  onClick={() => passkey.mutate()}
                >
                  Sign in with a passkey
                </Button>
                <ProblemAlert error={passkey.error} />
              </>
            )}
            <form
              className={styles.form}
              onSubmit={(event) => {
                event.preventDefault();
                link.mutate();
              }}
            >
              <TextInput
                label="E-mail"
                description="The one that your clinic has from you. No password is needed."
                type="email"
                autoComplete="email"
                required
                withAsterisk={false}
                value={email}
                onChange={(event) => setEmail(event.currentTarget.value)}
              />
              <ProblemAlert error={link.error} />
              <Button type="submit" size="md" variant="default" loading={link.isPending}>
                Send me a link
              </Button>
              <div role="status">
                {link.isSuccess && (
                  <>
                    <strong>Look into your mailbox.</strong> If the clinic knows this e-mail, a link is on its way. It
                    works once, within a quarter of an hour.
                  </>
                )}
              </div>
            </form>
          </div>
        </div>
      </main>
    </div>
  );
}
