/** A patient's own signature: whose psychotherapy notes, to whom, for what, until when. 45 CFR 164.508(c). */
import { NativeSelect, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { newId } from '../api/new-id.ts';
import { useWords } from '../language/use-language.ts';
import { Form } from '../ui/form.tsx';
import { dayLater, dayOf, momentAt } from '../ui/moment.ts';
import { AUTHORIZE_WORDS } from './mine-words.ts';
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
  const say = useWords(AUTHORIZE_WORDS);
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
      <p className={styles.lead}>{say('lead')}</p>
      <Form
        send={say('sign')}
        isSending={sign.isPending}
        error={sign.error}
        onSend={() => sign.mutate()}
        onLeave={onDone}
      >
        <NativeSelect
          label={say('whose')}
          size="md"
          required
          withAsterisk={false}
          value={authorId}
          onChange={(event) => setAuthorId(event.currentTarget.value)}
          data={[
            { value: '', label: say('choose') },
            ...people.filter((one) => one.mayKeepNotes).map((one) => ({ value: one.id, label: one.name })),
          ]}
        />
        <NativeSelect
          label={say('who')}
          size="md"
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          data={[
            { value: 'patient', label: say('myself') },
            ...members
              .filter((one) => one.standing === 'in_force')
              .map((one) => ({ value: `outside_member ${one.id}`, label: one.name })),
            ...people
              .filter((one) => one.id !== authorId)
              .map((one) => ({ value: `practitioner ${one.id}`, label: one.name })),
          ]}
        />
        <TextInput
          label={say('what')}
          required
          withAsterisk={false}
          value={purpose}
          onChange={(event) => setPurpose(event.currentTarget.value)}
        />
        <TextInput
          label={say('until')}
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
