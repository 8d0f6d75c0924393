/** The door: a passkey first, e-mail and password beside it, and in demo mode a touch on whom to be. */
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { api } from '../api/client.ts';
import { leave } from '../api/leaving.ts';
import { usePageTitle } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Sign } from '../ui/sign.tsx';
import { CodeForm } from './code-form.tsx';
import { DemoPeople } from './demo-people.tsx';
import { hasPasskeys, offerPasskeys, signInWithPasskey } from './passkey.ts';
import styles from './sign-in.module.css';
import { Welcome } from './welcome.tsx';

/** Where to go after: only a path of this app, so that a link cannot send a signed-in person elsewhere. */
const safeNext = (next: string | null): string => (next && /^\/(?![/\\])/.test(next) ? next : '/');

export default function SignIn() {
  const heading = usePageTitle('Sign in');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [needsCode, setNeedsCode] = useState(false);
  const [offerError, setOfferError] = useState<unknown>();
  const [search] = useSearchParams();
  const [, go] = useLocation();
  const goIn = () => {
    leave();
    go(safeNext(search.get('next')), { replace: true });
  };
  const signIn = useMutation({
    mutationFn: ({ email, password }: { email: string; password: string }) =>
      api.post<{ twoFactorRedirect?: boolean }>('/api/auth/sign-in/email', { email, password }),
    onSuccess: (answer) => (answer.twoFactorRedirect ? setNeedsCode(true) : goIn()),
  });
  const passkey = useMutation({ mutationFn: signInWithPasskey, onSuccess: goIn });
  // biome-ignore lint/correctness/useExhaustiveDependencies: offered once, for as long as the door is open
  useEffect(() => offerPasskeys(goIn, setOfferError), []);
  if (needsCode)
    return (
      <Door>
        <CodeForm onSignedIn={goIn} onLeave={() => setNeedsCode(false)} />
      </Door>
    );
  return (
    <Door>
      <div>
        <h1 className={styles.title} ref={heading} tabIndex={-1}>
          Sign in
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
              <ProblemAlert error={passkey.error ?? offerError} />
            </>
          )}
          <OtherWays next={safeNext(search.get('next'))} hasFailed={search.get('failed') === 'sso'} />
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
              autoComplete="username webauthn"
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
            <Button type="submit" size="md" variant={hasPasskeys() ? 'default' : 'filled'} loading={signIn.isPending}>
              Sign in
            </Button>
          </form>
        </div>
      </div>
      <DemoPeople signIn={signIn.mutate} isBusy={signIn.isPending} />
    </Door>
  );
}

interface Ways {
  /** Patients can have a link sent. */
  readonly links: boolean;
  readonly singleSignOn: readonly { readonly clinic: string; readonly name: string }[];
}

/** Where a clinic keeps its people's sign-ins with a provider of its own; and the patients' door. */
function OtherWays({ next, hasFailed }: { next: string; hasFailed: boolean }) {
  const ways = useQuery({ queryKey: ['ways'], queryFn: () => api.get<Ways>('/api/sign-in/ways') });
  return (
    <>
      {hasFailed && (
        <div role="alert" className={styles.failed}>
          Single sign-on did not let you in. Your clinic must know you by the e-mail that the provider names; ask
          whoever runs the clinic, or use another way.
        </div>
      )}
      {ways.data?.singleSignOn.map(({ clinic, name }) => (
        <Button
          key={clinic}
          size="md"
          variant="default"
          component="a"
          href={`/api/sign-in/sso/${encodeURIComponent(clinic)}?next=${encodeURIComponent(next)}`}
        >
          Sign in with {name}
        </Button>
      ))}
      {ways.data?.links && (
        <p className={styles.patients}>
          You are a patient? <Link href="/portal/sign-in">Sign in here</Link>
        </p>
      )}
      <p className={styles.patients}>
        You wonder which way is right for you? <a href="/decide">Read the decision aid</a> (
        <a href="/decide?language=es" lang="es" hrefLang="es">
          en español
        </a>
        ). It needs no account.
      </p>
    </>
  );
}

function Door({ children }: { children: ReactNode }) {
  return (
    <div className={styles.screen}>
      <Welcome />
      <main className={styles.enter}>{children}</main>
    </div>
  );
}
