/** A patient's own place: what is next, and, where they have an account, how they sign in. */
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, Redirect } from 'wouter';
import { api } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { useWords } from '../language/use-language.ts';
import type { NextShown } from '../preparation/shapes.ts';
import account from '../sign-in/account.module.css';
import { addPasskeyTo, hasPasskeys } from '../sign-in/passkey.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { LoadingState } from '../ui/states.tsx';
import { CheckInsThatWait, IntegrationCards } from './integration/cards.tsx';
import { GroupCards } from './my-groups.tsx';
import { Next } from './next.tsx';
import { NotShown } from './not-shown.tsx';
import { ReaderPage } from './reader-page.tsx';
import { PASSKEY_WORDS, PLACE_WORDS } from './words.ts';

interface PatientMe {
  readonly passkeys: readonly { readonly id: string; readonly name: string }[];
}
const ME = ['portal', 'me'] as const;
export const NEXT = ['portal', 'next'] as const;

export default function Portal() {
  const say = useWords(PLACE_WORDS);
  const next = useQuery({ queryKey: NEXT, queryFn: () => api.get<NextShown>('/api/reader/next') });
  // Who came with a link has no account to speak of.
  const me = useQuery({ queryKey: ME, queryFn: () => api.get<PatientMe>('/api/portal/me').catch(() => null) });
  if (next.isPending)
    return (
      <ReaderPage title={say('title')}>
        <LoadingState says={say('loading')} />
      </ReaderPage>
    );
  if (next.error instanceof Problem && next.error.status === 401) return <Redirect to="/portal/sign-in" replace />;
  if (!next.data)
    return (
      <ReaderPage title={say('title')}>
        <NotShown says={say('failed')} error={next.error} retry={() => void next.refetch()} />
      </ReaderPage>
    );
  const { patient, clinic } = next.data;
  return (
    <ReaderPage title={patient.name} clinic={clinic.name}>
      <CheckInsThatWait />
      <Next next={next.data} />
      <IntegrationCards />
      <GroupCards />
      {me.data && <Passkeys passkeys={me.data.passkeys} />}
    </ReaderPage>
  );
}

function Passkeys({ passkeys }: Pick<PatientMe, 'passkeys'>) {
  const say = useWords(PASSKEY_WORDS);
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
    <Panel title={say('title')}>
      <div className={account.stack}>
        <p className={account.says}>{say('says')}</p>
        {passkeys.length > 0 && (
          <ul className={account.list}>
            {passkeys.map((passkey) => (
              <li key={passkey.id} className={account.item}>
                <strong>{passkey.name}</strong>
                <ConfirmButton
                  variant="default"
                  asks={say('removeAsks', { name: passkey.name })}
                  onConfirm={() => removing.mutate(passkey.id)}
                >
                  {say('remove')}
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
              label={say('name')}
              placeholder={say('example')}
              maxLength={80}
              required
              withAsterisk={false}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit" loading={adding.isPending}>
              {say('add')}
            </Button>
          </form>
        )}
        {mustSignInAgain ? (
          <p className={account.says}>
            {say('whileAgo')} <Link href="/portal/sign-in">{say('onceMore')}</Link>
            {say('thenAdd')}
          </p>
        ) : (
          <ProblemAlert error={adding.error} />
        )}
      </div>
    </Panel>
  );
}
