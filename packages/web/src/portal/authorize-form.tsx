/** A patient's own signature: whose psychotherapy notes, to whom, for what, until when. 45 CFR 164.508(c). */
import { NativeSelect, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { newId } from '../api/new-id.ts';
import { Form } from '../ui/form.tsx';
import { dayLater, dayOf, momentAt } from '../ui/moment.ts';
import type { MySharingShown } from './my-sharing.tsx';
import styles from './reader.module.css';

interface AuthorizeFormProps {
  readonly zone: string;
  readonly people: MySharingShown['people'];
  readonly members: MySharingShown['outsideMembers'];
  readonly onDone: () => void;
}

const USUAL_DAYS = 30;

export function AuthorizeForm({ zone, people, members, onDone }: AuthorizeFormProps) {
  const [id] = useState(newId);
  const [authorId, setAuthorId] = useState('');
  const [to, setTo] = useState('patient');
  const [purpose, setPurpose] = useState('');
  const [until, setUntil] = useState(() => dayLater(dayOf(new Date(), zone), USUAL_DAYS));
  const [recipientKind, recipientId] = to.split(' ');
  const sign = useMutation({
    mutationFn: () =>
      api.post('/api/reader/authorizations', {
        id,
        authorId,
        recipientKind,
        ...(recipientId && { recipientId }),
        purpose,
        expiresAt: momentAt(until, '23:59', zone),
      }),
    onSuccess: onDone,
  });
  return (
    <>
      <p className={styles.lead}>
        Your treatment does not depend on this. You can take it back at any moment; what was read before stays read.
        Whoever reads them may tell others, unless the law forbids it to them.
      </p>
      <Form send="Sign" isSending={sign.isPending} error={sign.error} onSend={() => sign.mutate()} onLeave={onDone}>
        <NativeSelect
          label="Whose notes"
          size="md"
          required
          withAsterisk={false}
          value={authorId}
          onChange={(event) => setAuthorId(event.currentTarget.value)}
          data={[
            { value: '', label: 'Choose' },
            ...people.filter((one) => one.mayKeepNotes).map((one) => ({ value: one.id, label: one.name })),
          ]}
        />
        <NativeSelect
          label="Who may read them"
          size="md"
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          data={[
            { value: 'patient', label: 'I myself' },
            ...members
              .filter((one) => one.standing === 'in_force')
              .map((one) => ({ value: `outside_member ${one.id}`, label: one.name })),
            ...people
              .filter((one) => one.id !== authorId)
              .map((one) => ({ value: `practitioner ${one.id}`, label: one.name })),
          ]}
        />
        <TextInput
          label="For what"
          required
          withAsterisk={false}
          value={purpose}
          onChange={(event) => setPurpose(event.currentTarget.value)}
        />
        <TextInput
          label="Until the end of"
          type="date"
          required
          withAsterisk={false}
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
      </Form>
    </>
  );
}
