/** By which e-mail a patient signs in; the clinic sets it, the patient then comes in by link or passkey. */
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import account from '../sign-in/account.module.css';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';

interface Account {
  readonly email: string | null;
}

export function PatientAccount({ patientId }: { patientId: string }) {
  const path = `/api/patients/${patientId}/account`;
  const queryKey = ['patient-account', patientId];
  const queries = useQueryClient();
  const [email, setEmail] = useState('');
  const current = useQuery({ queryKey, queryFn: () => api.get<Account>(path) });
  const setting = useMutation({
    mutationFn: () => api.post<Account>(path, { email }),
    onSuccess: (answer) => {
      setEmail('');
      queries.setQueryData(queryKey, answer);
    },
  });
  if (!current.data) return <ProblemAlert error={current.error} />;
  return (
    <Panel title="Patient’s sign-in">
      <form
        className={account.stack}
        onSubmit={(event) => {
          event.preventDefault();
          setting.mutate();
        }}
      >
        <p className={account.says}>
          {current.data.email
            ? `Signs in by a link to ${current.data.email}, or by a passkey.`
            : 'Does not sign in yet. With an e-mail of theirs they can, by a link that is sent to it.'}
        </p>
        <div className={account.row}>
          <TextInput
            className={account.field}
            label={current.data.email ? 'Another e-mail' : 'E-mail'}
            type="email"
            autoComplete="off"
            required
            withAsterisk={false}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={setting.isPending}>
            {current.data.email ? 'Change it' : 'Let them sign in'}
          </Button>
        </div>
        <ProblemAlert error={setting.error} />
      </form>
    </Panel>
  );
}
