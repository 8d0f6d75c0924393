/** The front desk's form for a new patient; on success the patient's page is opened. */
import { isLanguage, LANGUAGE_NAMES, LANGUAGES, type Language } from '@holdspace/care';
import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { newId } from '../api/new-id.ts';
import { Form } from '../ui/form.tsx';
import { Panel } from '../ui/panel.tsx';
import { useCreatePatient } from './queries.ts';

export function NewPatientForm({ onLeave }: { onLeave: () => void }) {
  const [, go] = useLocation();
  const create = useCreatePatient();
  // Made once, so that sending twice makes one patient.
  const [id] = useState(newId);
  const [name, setName] = useState('');
  const [dateOfBirth, setDateOfBirth] = useState('');
  const [recordNumber, setRecordNumber] = useState('');
  const [telephone, setTelephone] = useState('');
  const [email, setEmail] = useState('');
  const [language, setLanguage] = useState<Language>();
  return (
    <Panel title="New patient">
      <Form
        send="Create patient"
        isSending={create.isPending}
        error={create.error}
        onLeave={onLeave}
        onSend={() =>
          create.mutate(
            {
              id,
              name,
              dateOfBirth,
              recordNumber,
              ...(telephone && { telephone }),
              ...(email && { email }),
              ...(language && { language }),
            },
            { onSuccess: () => go(`/patients/${id}`) },
          )
        }
      >
        <TextInput
          label="Full name"
          required
          withAsterisk={false}
          autoComplete="off"
          data-autofocus
          ref={(field) => field?.focus()}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label="Date of birth"
          type="date"
          required
          withAsterisk={false}
          value={dateOfBirth}
          onChange={(event) => setDateOfBirth(event.currentTarget.value)}
        />
        <TextInput
          label="Record number"
          required
          withAsterisk={false}
          autoComplete="off"
          value={recordNumber}
          onChange={(event) => setRecordNumber(event.currentTarget.value)}
        />
        <TextInput
          label="Telephone (optional)"
          type="tel"
          autoComplete="off"
          value={telephone}
          onChange={(event) => setTelephone(event.currentTarget.value)}
        />
        <TextInput
          label="E-mail (optional)"
          type="email"
          autoComplete="off"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <NativeSelect
          label="Is written to in"
          description="They can change it on their own pages."
          data={[
            { value: '', label: 'Not said: English, until they choose' },
            ...LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] })),
          ]}
          value={language ?? ''}
          onChange={({ currentTarget: { value } }) => setLanguage(isLanguage(value) ? value : undefined)}
        />
      </Form>
    </Panel>
  );
}
