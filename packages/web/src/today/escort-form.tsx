/** Who takes a patient home, and whether they were reached, named by who does not see the session. */
import { Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Form } from '../ui/form.tsx';
import { useSendFromOutside } from './queries.ts';

interface EscortFormProps {
  readonly sessionId: string;
  readonly patientName: string;
  readonly onLeave: () => void;
}

export function EscortForm({ sessionId, patientName, onLeave }: EscortFormProps) {
  const [name, setName] = useState('');
  const [telephone, setTelephone] = useState('');
  const [reached, setReached] = useState('');
  const sending = useSendFromOutside(sessionId);
  return (
    <Form
      send="Record the escort"
      isSending={sending.isPending}
      error={sending.error}
      onLeave={onLeave}
      onSend={() =>
        sending.mutate(
          { type: 'ConfirmGate', finding: { gate: 'escort', name, telephone, reachable: reached === 'yes' } },
          { onSuccess: onLeave },
        )
      }
    >
      <TextInput
        label={`Who takes ${patientName} home`}
        required
        withAsterisk={false}
        size="md"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label="Telephone"
        type="tel"
        required
        withAsterisk={false}
        size="md"
        value={telephone}
        onChange={(event) => setTelephone(event.currentTarget.value)}
      />
      <Radio.Group label="Reached today?" required withAsterisk={false} value={reached} onChange={setReached}>
        <Radio value="yes" label="Yes" required size="md" mt="xs" />
        <Radio value="no" label="No, not yet" size="md" mt="xs" />
      </Radio.Group>
    </Form>
  );
}
