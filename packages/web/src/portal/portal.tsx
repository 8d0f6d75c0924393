/** A signed-in patient's own place: who they are here, and how they sign in. */
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, Redirect, useLocation } from 'wouter';
import { api } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { Mark } from '../shell/mark.tsx';
import account from '../sign-in/account.module.css';
import { addPasskeyTo, hasPasskeys } from '../sign-in/passkey.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import { CrisisLink } from './crisis-help.tsx';
import { IntegrationCards } from './integration/cards.tsx';
import styles from './portal-door.module.css';

interface PatientMe {
  readonly patient: { readonly name: string };
  readonly clinic: { readonly name: string };
  readonly passkeys: readonly { readonly id: string; readonly name: string }[];
}
const ME = ['portal', 'me'] as const;

export default function Portal() {
  const me = useQuery({ queryKey: ME, queryFn: () => api.get<PatientMe>('/api/portal/me') });
  const [, go] = useLocation();
  const queries = useQueryClient();
  const out = useMutation({
    mutationFn: () => api.post('/api/auth/sign-out'),
    onSuccess: () => {
      queries.clear();
      go('/portal/sign-in');
    },
  });
  if (me.isPending) return <LoadingState />;
  if (me.error instanceof Problem && me.error.status === 401) return <Redirect to="/portal/sign-in" replace />;
  if (me.isError) return <FailedState what="Your place" error={me.error} retry={() => void me.refetch()} />;
  const { patient, clinic, passkeys } = me.data;
  return (
    <div className={styles.portal}>
      <header className={styles.head}>
        <Link href="/portal" className={styles.mark} aria-label="Holdspace: your place">
          <Mark />
        </Link>
        <span>{clinic.name}</span>
        <Button variant="default" loading={out.isPending} onClick={() => out.mutate()}>
          Sign out
        </Button>
      </header>
      <CrisisLink />
      <main>
        <Page title={patient.name} lead={`You are signed in as a patient of ${clinic.name}.`}>
          <ProblemAlert error={out.error} />
          <IntegrationCards />
          <p>
            <Button component={Link} href="/mine" size="lg">
              See my record
            </Button>
          </p>
          <Passkeys passkeys={passkeys} />
        </Page>
      </main>
    </div>
  );
}

function Passkeys({ passkeys }: Pick<PatientMe, 'passkeys'>) {
  const [name, setName] = useState('');
  const queries = useQueryClient();
  const changed = () => queries.invalidateQueries({ queryKey: ME });
  const adding = useMutation({
    mutationFn: () => addPasskeyTo('/api/portal/passkeys', name.trim()),
    onSuccess: () => {
      setName('');
      return changed();
    },
  });
  const removing = useMutation({
    mutationFn: (id: string) => api.delete(`/api/portal/passkeys/${id}`),
    onSuccess: changed,
  });
  const mustSignInAgain = adding.error instanceof Problem && adding.error.kind === 'prove-again';
  return (
    <Panel title="How you sign in">
      <div className={account.stack}>
        <p className={account.says}>
          By a link to your e-mail, or by a passkey: your finger, your face or your device’s own PIN, and no e-mail to
          wait for.
        </p>
        {passkeys.length > 0 && (
          <ul className={account.list}>
            {passkeys.map((passkey) => (
              <li key={passkey.id} className={account.item}>
                <strong>{passkey.name}</strong>
                <ConfirmButton
                  variant="default"
                  asks={`Remove ${passkey.name}?`}
                  onConfirm={() => removing.mutate(passkey.id)}
                >
                  Remove
                </ConfirmButton>
              </li>
            ))}
          </ul>
        )}
        <ProblemAlert error={removing.error} />
        {hasPasskeys() && (
          <form
            className={account.row}
            onSubmit={(event) => {
              event.preventDefault();
              adding.mutate();
            }}
          >
            <TextInput
              className={account.field}
              label="Name of the new passkey"
              placeholder="My phone"
              maxLength={80}
              required
              withAsterisk={false}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit" loading={adding.isPending}>
              Add a passkey
            </Button>
          </form>
        )}
        {mustSignInAgain ? (
          <p className={account.says}>
            You signed in a while ago. <Link href="/portal/sign-in">Sign in once more</Link>, then add it.
          </p>
        ) : (
          <ProblemAlert error={adding.error} />
        )}
      </div>
    </Panel>
  );
}
