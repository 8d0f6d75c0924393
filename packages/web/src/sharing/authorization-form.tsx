/** Recording an authorization that the patient has signed on paper: what, to whom, for what, until when. */
import { mayEver } from '@holdspace/care';
import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { useMe } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import { Form } from '../ui/form.tsx';
import { dayLater, dayOf, momentAt } from '../ui/moment.ts';
import { useSharingChange } from './queries.ts';
import type { OutsideMemberShown } from './shapes.ts';

const USUAL_DAYS = 90;

interface AuthorizationFormProps {
  readonly patientId: string;
  readonly patientName: string;
  readonly members: readonly OutsideMemberShown[];
  readonly onLeave: () => void;
}

export function AuthorizationForm({ patientId, patientName, members, onLeave }: AuthorizationFormProps) {
  const { clinic, practitioner } = useMe();
  const mayRelease = mayEver('keep psychotherapy notes of one’s own', practitioner.roles);
  const people = useQuery({
    queryKey: ['practitioners'],
    queryFn: () => api.get<{ practitioners: { id: string; name: string }[] }>('/api/practitioners'),
  });
  const [id] = useState(newId);
  const [covers, setCovers] = useState<'psychotherapy_notes' | 'part_2'>(mayRelease ? 'psychotherapy_notes' : 'part_2');
  const [to, setTo] = useState('');
  const [recipient, setRecipient] = useState('');
  const [purpose, setPurpose] = useState('');
  const [until, setUntil] = useState(() => dayLater(dayOf(new Date(), clinic.zone), USUAL_DAYS));
  const record = useSharingChange(patientId);
  const [kind, recipientId] = to.split(' ');
  const send = () =>
    record.mutate(
      {
        path: `/api/patients/${patientId}/authorizations`,
        body: {
          id,
          covers,
          recipientKind: kind,
          ...(recipientId && { recipientId }),
          ...(kind === 'other' && { recipient }),
          purpose,
          expiresAt: momentAt(until, '23:59', clinic.zone),
        },
      },
      { onSuccess: onLeave },
    );
  return (
    <Form
      send="The patient has signed: record it"
      isSending={record.isPending}
      error={record.error}
      onSend={send}
      onLeave={onLeave}
    >
      <NativeSelect
        label="What"
        size="md"
        value={covers}
        onChange={(event) => setCovers(event.currentTarget.value as typeof covers)}
        data={[
          ...(mayRelease ? [{ value: 'psychotherapy_notes', label: 'Your psychotherapy notes' }] : []),
          { value: 'part_2', label: 'Records of treatment for substance use' },
        ]}
      />
      <NativeSelect
        label="To whom"
        size="md"
        required
        withAsterisk={false}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
        data={[
          { value: '', label: 'Choose' },
          { value: 'patient', label: `${patientName} (the patient)` },
          ...(people.data?.practitioners ?? [])
            .filter((one) => one.id !== practitioner.id)
            .map((one) => ({ value: `practitioner ${one.id}`, label: one.name })),
          ...members
            .filter((one) => one.standing === 'in_force')
            .map((one) => ({ value: `outside_member ${one.id}`, label: `${one.name}, outside` })),
          { value: 'other', label: 'Somebody else' },
        ]}
      />
      {kind === 'other' && (
        <TextInput
          label="Name of the person or place"
          required
          withAsterisk={false}
          value={recipient}
          onChange={(event) => setRecipient(event.currentTarget.value)}
        />
      )}
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
  );
}
