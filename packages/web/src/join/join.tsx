/** Accepting an invitation: what it is for, and the way in for somebody new and for somebody who signs in already. */
import { type Instant, ROLE_NAMES, type Role } from '@holdspace/care';
import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api } from '../api/client.ts';
import { leave } from '../api/leaving.ts';
import { Problem } from '../api/problem.ts';
import { Mark } from '../shell/mark.tsx';
import { usePageTitle } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { LoadingState } from '../ui/states.tsx';
import styles from './join.module.css';

interface Looked {
  readonly clinic: { readonly name: string };
  readonly invitation: {
    readonly name: string;
    readonly email: string;
    readonly roles: readonly Role[];
    readonly expiresAt: Instant;
    readonly invitedBy?: { readonly name: string };
  };
  readonly signedInAs?: string;
}

const SHORTEST_PASSWORD = 15;

export default function Join() {
  const heading = usePageTitle('Join a clinic');
  // In the part of the address that no server is told.
  const [secret] = useState(() => location.hash.slice(1));
  const looked = useQuery({
    queryKey: ['join', secret],
    queryFn: () => api.post<Looked>('/api/join/look', { secret }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <main className={styles.screen}>
      <div className={styles.card}>
        <div className={styles.mark}>
          <Mark size={36} /> Holdspace
        </div>
        <h1 ref={heading} tabIndex={-1} className={styles.title}>
          {looked.data ? `Join ${looked.data.clinic.name}` : 'Join a clinic'}
        </h1>
        {looked.isPending && <LoadingState says="Reading the invitation" />}
        {looked.isError && <ProblemAlert error={looked.error} />}
        {looked.data && <Invitation looked={looked.data} secret={secret} />}
      </div>
    </main>
  );
}

function Invitation({ looked, secret }: { looked: Looked; secret: string }) {
  const { clinic, invitation, signedInAs } = looked;
  return (
    <>
      <p>
        {invitation.invitedBy ? `${invitation.invitedBy.name} invites` : 'You are invited,'} {invitation.name} to work
        at <strong>{clinic.name}</strong> as{' '}
        {invitation.roles.map((role) => ROLE_NAMES[role].toLowerCase()).join(' and ')}. You will sign in as{' '}
        {invitation.email}.
      </p>
      {signedInAs === undefined && <SomebodyNew invitation={invitation} secret={secret} />}
      {signedInAs === invitation.email && <SignedIn email={signedInAs} secret={secret} />}
      {signedInAs !== undefined && signedInAs !== invitation.email && <SomebodyElse email={signedInAs} />}
    </>
  );
}

function SomebodyNew({ invitation: { email }, secret }: { invitation: Looked['invitation']; secret: string }) {
  const [, go] = useLocation();
  const [password, setPassword] = useState('');
  const join = useMutation({
    mutationFn: async (chosen: string) => {
      await api.post('/api/join', { secret, password: chosen });
      await api.post('/api/auth/sign-in/email', { email, password: chosen });
    },
    onSuccess: () => {
      leave();
      go('/', { replace: true });
    },
  });
  const signIn = `/sign-in?next=${encodeURIComponent(`/join#${secret}`)}`;
  const hasSignIn = join.error instanceof Problem && join.error.kind === 'has-sign-in';
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        join.mutate(password);
      }}
    >
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <PasswordInput
        label="Choose a password"
        description={`At least ${SHORTEST_PASSWORD} characters. A few words in a row are easy to keep in mind.`}
        autoComplete="new-password"
        minLength={SHORTEST_PASSWORD}
        required
        withAsterisk={false}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <ProblemAlert error={join.error} />
      {hasSignIn ? (
        <Button size="md" renderRoot={(props) => <Link href={signIn} {...props} />}>
          Sign in and join
        </Button>
      ) : (
        <>
          <Button type="submit" size="md" loading={join.isPending}>
            Join
          </Button>
          <p className={styles.other}>
            You work at another clinic that uses Holdspace? <Link href={signIn}>Sign in, and join with that</Link>.
          </p>
        </>
      )}
    </form>
  );
}

function SignedIn({ email, secret }: { email: string; secret: string }) {
  const [, go] = useLocation();
  const join = useMutation({
    mutationFn: () => api.post('/api/join', { secret }),
    onSuccess: () => {
      leave();
      go('/', { replace: true });
    },
  });
  return (
    <div className={styles.form}>
      <p>You are signed in as {email}. You keep this one sign-in, and say each time at which clinic you are.</p>
      <ProblemAlert error={join.error} />
      <Button size="md" loading={join.isPending} onClick={() => join.mutate()}>
        Join
      </Button>
    </div>
  );
}

function SomebodyElse({ email }: { email: string }) {
  const signOut = useMutation({
    mutationFn: () => api.post('/api/auth/sign-out'),
    onSuccess: () => location.reload(),
  });
  return (
    <div className={styles.form}>
      <p>In this browser {email} is signed in, for whom the invitation is not.</p>
      <ProblemAlert error={signOut.error} />
      <Button size="md" variant="default" loading={signOut.isPending} onClick={() => signOut.mutate()}>
        Sign {email} out
      </Button>
    </div>
  );
}
