/** What a credential says, to be entered or corrected. */
import { Autocomplete, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Form } from '../ui/form.tsx';
import { type CredentialShown, useChangePeople } from './queries.ts';

/** Offered as one writes; any other may be written. */
const KINDS = [
  'Medical licence',
  'DEA registration',
  'Nursing licence',
  'Nurse anesthetist certification',
  'Psychotherapy licence',
  'Guide training',
  'Basic life support',
  'Advanced cardiac life support',
];

interface CredentialFormProps {
  readonly path: string;
  readonly send: string;
  readonly before?: CredentialShown;
  readonly onLeave: () => void;
}

export function CredentialForm({ path, send, before, onLeave }: CredentialFormProps) {
  const save = useChangePeople<Record<string, string>>(path);
  const [id] = useState(() => crypto.randomUUID());
  const [kind, setKind] = useState(before?.kind ?? '');
  const [said, say] = useState({
    number: before?.number ?? '',
    issuer: before?.issuer ?? '',
    validFrom: before?.validFrom ?? '',
    expiresOn: before?.expiresOn ?? '',
  });
  const field = (name: keyof typeof said) => ({
    value: said[name],
    onChange: (event: { currentTarget: HTMLInputElement }) => {
      const { value } = event.currentTarget;
      say((now) => ({ ...now, [name]: value }));
    },
  });
  const known = Object.fromEntries(Object.entries(said).filter(([, value]) => value.trim() !== ''));
  return (
    <Form
      send={send}
      isSending={save.isPending}
      error={save.error}
      onLeave={onLeave}
      onSend={() => save.mutate({ id, kind, ...known }, { onSuccess: onLeave })}
    >
      <Autocomplete
        label="What it is"
        size="md"
        required
        withAsterisk={false}
        data={KINDS}
        value={kind}
        onChange={setKind}
      />
      <TextInput label="Number" {...field('number')} />
      <TextInput label="Issued by" {...field('issuer')} />
      <TextInput label="Good from" type="date" {...field('validFrom')} />
      <TextInput label="Good until" type="date" required withAsterisk={false} {...field('expiresOn')} />
    </Form>
  );
}
