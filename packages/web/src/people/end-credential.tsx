/** Ends a credential before its time: suspended, surrendered, revoked. */
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useZone } from '../api/me.ts';
import { Form } from '../ui/form.tsx';
import { dayOf } from '../ui/moment.ts';
import { useChangePeople } from './queries.ts';

export function EndCredential({ credentialId, onLeave }: { credentialId: string; onLeave: () => void }) {
  const zone = useZone();
  const end = useChangePeople<{ on: string; because: string }>(`/api/credentials/${credentialId}/end`);
  const [on, setOn] = useState(() => dayOf(new Date(), zone));
  const [because, setBecause] = useState('');
  return (
    <Form
      send="End it"
      isSending={end.isPending}
      error={end.error}
      onLeave={onLeave}
      onSend={() => end.mutate({ on, because }, { onSuccess: onLeave })}
    >
      <TextInput
        label="Not good from"
        type="date"
        required
        withAsterisk={false}
        value={on}
        onChange={(event) => setOn(event.currentTarget.value)}
      />
      <TextInput
        label="Why"
        required
        withAsterisk={false}
        value={because}
        onChange={(event) => setBecause(event.currentTarget.value)}
      />
    </Form>
  );
}
