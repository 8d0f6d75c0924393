/** Making a group: what for, where, how many at most, and who leads it. */
import { GROUP_KIND_WORDS, GROUP_KINDS, type GroupKind } from '@holdspace/care';
import { Checkbox, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useMe } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import { usePeople } from '../people/queries.ts';
import { Form } from '../ui/form.tsx';
import { Panel } from '../ui/panel.tsx';
import styles from './groups.module.css';
import { useGroupChange } from './queries.ts';

const USUAL = 6;

export function NewGroup({ onLeave }: { onLeave: () => void }) {
  const [id] = useState(newId);
  const me = useMe().practitioner.id;
  const [name, setName] = useState('');
  const [kind, setKind] = useState<GroupKind>('integration');
  const [place, setPlace] = useState('');
  const [most, setMost] = useState<string | number>(USUAL);
  const [leaders, setLeaders] = useState<string[]>([me]);
  const [, go] = useLocation();
  const make = useGroupChange();
  const people = usePeople().data?.people ?? [];
  const couldLead = people.filter(
    ({ endedAt, roles }) => !endedAt && (roles.includes('therapist') || roles.includes('guide')),
  );
  return (
    <Panel title="New group">
      <Form
        send="Make the group"
        isSending={make.isPending}
        error={make.error}
        onSend={() =>
          make.mutate(
            { path: '/api/groups', body: { id, name, kind, place, most: Number(most), leaders } },
            { onSuccess: () => go(`/groups/${id}`) },
          )
        }
        onLeave={onLeave}
      >
        <TextInput
          label="Name"
          description="Not shown to patients."
          required
          withAsterisk={false}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label="What for"
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as GroupKind)}
          data={GROUP_KINDS.map((value) => ({ value, label: GROUP_KIND_WORDS[value].en }))}
        />
        <TextInput
          label="Place"
          required
          withAsterisk={false}
          value={place}
          onChange={(event) => setPlace(event.currentTarget.value)}
        />
        <NumberInput label="Most patients" min={2} max={12} value={most} onChange={setMost} />
        <Checkbox.Group label="Led by" value={leaders} onChange={setLeaders}>
          <div className={styles.checks}>
            {couldLead.map((person) => (
              <Checkbox key={person.id} value={person.id} label={person.name} />
            ))}
          </div>
        </Checkbox.Group>
      </Form>
    </Panel>
  );
}
