/** A safe or locked cabinet of the clinic, by the name that people call it. */
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../api/new-id.ts';
import { Form } from '../ui/form.tsx';
import { Panel } from '../ui/panel.tsx';
import { addSafe, useMedicine } from './queries.ts';

export function AddSafe({ onLeave }: { onLeave: () => void }) {
  const add = useMedicine(addSafe);
  const [id] = useState(newId);
  const [name, setName] = useState('');
  return (
    <Panel title="Add a safe">
      <Form
        send="Add"
        isSending={add.isPending}
        error={add.error}
        onLeave={onLeave}
        onSend={() => add.mutate({ id, name }, { onSuccess: onLeave })}
      >
        <TextInput
          label="What it is called"
          description="As people here call it, with its place: Main safe, medication room"
          required
          withAsterisk={false}
          maxLength={300}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
      </Form>
    </Panel>
  );
}
