/** A patient's own place: what is next, and, where they have an account, how they sign in. */
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, Redirect } from 'wouter';
import { api } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import type { NextShown } from '../preparation/shapes.ts';
import account from '../sign-in/account.module.css';
import { addPasskeyTo, hasPasskeys } from '../sign-in/passkey.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import { Next } from './next.tsx';
import { ReaderPage } from './reader-page.tsx';

interface PatientMe {
  readonly passkeys: readonly { readonly id: string; readonly name: string }[];
}
const ME = ['portal', 'me'] as const;
export const NEXT = ['portal', 'next'] as const;

export default function Portal() {
  const next = useQuery({ queryKey: NEXT, queryFn: () => api.get<NextShown>('/api/reader/next') });
  // Who came with a link has no account to speak of.
  const me = useQuery({ queryKey: ME, queryFn: () => api.get<PatientMe>('/api/portal/me').catch(() => null) });
  if (next.isPending)
    return (
      <ReaderPage title="Your place">
        <LoadingState />
      </ReaderPage>
    );
  if (next.error instanceof Problem && next.error.status === 401) return <Redirect to="/portal/sign-in" replace />;
  if (!next.data)
    return (
      <ReaderPage title="Your place">
        <FailedState what="Your place" error={next.error} retry={() => void next.refetch()} />
      </ReaderPage>
    );
  const { patient, clinic } = next.data;
  return (
    <ReaderPage title={patient.name} clinic={clinic.name}>
      <Next next={next.data} />
      {me.data && <Passkeys passkeys={me.data.passkeys} />}
    </ReaderPage>
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
