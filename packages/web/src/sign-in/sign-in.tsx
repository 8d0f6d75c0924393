/** The door: e-mail and password, or in demo mode a touch on whom to be. */
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { api } from '../api/client.ts';
import { Mark } from '../shell/mark.tsx';
import { usePageTitle } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { DemoPeople } from './demo-people.tsx';
import styles from './sign-in.module.css';

/** Where to go after: only a path of this app, so that a link cannot send a signed-in person elsewhere. */
const safeNext = (next: string | null): string => (next && /^\/(?![/\\])/.test(next) ? next : '/');

export default function SignIn() {
  const heading = usePageTitle('Sign in');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [search] = useSearchParams();
  const [, go] = useLocation();
  const queries = useQueryClient();
  const signIn = useMutation({
    mutationFn: ({ email, password }: { email: string; password: string }) =>
      api.post('/api/auth/sign-in/email', { email, password }),
    onSuccess: () => {
      queries.clear();
      go(safeNext(search.get('next')), { replace: true });
    },
  });
  return (
    <div className={styles.screen}>
      <header className={styles.welcome}>
        <svg className={styles.rings} viewBox="0 0 100 100" fill="none" stroke="currentColor" aria-hidden="true">
          {[12, 19, 27, 36, 46].map((radius) => (
            <circle key={radius} cx="50" cy="50" r={radius} strokeWidth={0.35} />
          ))}
        </svg>
        <div className={styles.name}>
          <Mark size={40} />
          Holdspace
        </div>
        <p className={styles.saying}>A steady hand under every session.</p>
        <dl className={styles.ways}>
          <div>
            <dt>Infusion</dt>
            <dd>A medicine given by vein under watch, and called no more than that.</dd>
          </div>
          <div>
            <dt>Ketamine-assisted psychotherapy</dt>
            <dd>Preparation, company through the journey, and integration after it.</dd>
          </div>
        </dl>
      </header>
      <main className={styles.enter}>
        <div>
          <h1 className={styles.title} ref={heading} tabIndex={-1}>
            Sign in
          </h1>
          <form
            className={styles.form}
            onSubmit={(event) => {
              event.preventDefault();
              signIn.mutate({ email, password });
            }}
          >
            <TextInput
              label="E-mail"
              type="email"
              autoComplete="username"
              required
              withAsterisk={false}
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <PasswordInput
              label="Password"
              autoComplete="current-password"
              required
              withAsterisk={false}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <ProblemAlert error={signIn.error} />
            <Button type="submit" size="md" loading={signIn.isPending}>
              Sign in
            </Button>
          </form>
        </div>
        <DemoPeople signIn={signIn.mutate} isBusy={signIn.isPending} />
      </main>
    </div>
  );
}
