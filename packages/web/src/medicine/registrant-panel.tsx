/** Under whose DEA registration the medicine is kept: what every paper of it bears. */
import { PRINCIPAL_BUSINESS_WORDS, type Registrant } from '@holdspace/care';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { Form } from '../ui/form.tsx';
import { Panel } from '../ui/panel.tsx';
import styles from './counts.module.css';
import { useRegistrant, useSending } from './counts-queries.ts';

const FIELDS = [
  ['name', 'Name as registered'],
  ['deaNumber', 'DEA registration number'],
  ['street', 'Street'],
  ['city', 'City'],
  ['state', 'State (two letters)'],
  ['zip', 'ZIP code'],
  ['county', 'County'],
  ['telephone', 'Telephone'],
  ['contact', 'Contact person'],
] as const satisfies readonly (readonly [keyof Registrant, string])[];
const EMPTY: Registrant = {
  name: '',
  deaNumber: '',
  street: '',
  city: '',
  state: '',
  zip: '',
  county: '',
  telephone: '',
  contact: '',
  business: 'hospital_or_clinic',
};

export function RegistrantPanel() {
  const found = useRegistrant();
  const [isOpen, open] = useState(false);
  if (!found.data) return null;
  return (
    <div className={styles.noPrint}>
      {isOpen ? (
        <Edit registrant={found.data.registrant ?? EMPTY} onLeave={() => open(false)} />
      ) : (
        <div className={styles.buttons}>
          <Button variant="default" onClick={() => open(true)}>
            {found.data.registrant ? 'Change the registration' : 'Write down the DEA registration'}
          </Button>
        </div>
      )}
    </div>
  );
}

function Edit({ registrant, onLeave }: { registrant: Registrant; onLeave: () => void }) {
  const [draft, setDraft] = useState(registrant);
  const send = useSending((body: Registrant) => api.put('/api/inventory/registrant', body));
  return (
    <Panel title="Registration">
      <Form
        send="Keep it"
        isSending={send.isPending}
        error={send.error}
        onLeave={onLeave}
        onSend={() => send.mutate(draft, { onSuccess: onLeave })}
      >
        {FIELDS.map(([key, label]) => (
          <TextInput
            key={key}
            label={label}
            value={draft[key]}
            onChange={({ currentTarget }) => setDraft({ ...draft, [key]: currentTarget.value })}
          />
        ))}
        <NativeSelect
          label="Principal business"
          value={draft.business}
          onChange={({ currentTarget }) =>
            setDraft({ ...draft, business: currentTarget.value as Registrant['business'] })
          }
          data={Object.entries(PRINCIPAL_BUSINESS_WORDS).map(([value, label]) => ({ value, label }))}
        />
      </Form>
    </Panel>
  );
}
