/** Changes somebody's roles. */
import { type Role, refusePeopleChange } from '@holdspace/care';
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useMe } from '../api/me.ts';
import { Form } from '../ui/form.tsx';
import styles from './people.module.css';
import { type PersonShown, useChangePeople, usePeople } from './queries.ts';
import { Roles } from './roles.tsx';

export function RolesForm({ person, onLeave }: { person: PersonShown; onLeave: () => void }) {
  const me = useMe();
  const people = usePeople();
  const change = useChangePeople<{ roles: readonly Role[]; because?: string }>(`/api/people/${person.id}/roles`);
  const [roles, setRoles] = useState(person.roles);
  const [because, setBecause] = useState('');
  const everybody = people.data?.people.filter(({ endedAt }) => !endedAt) ?? [];
  // The same rules as the server's, said before anything is sent.
  const refusals = people.data ? refusePeopleChange({ by: me.practitioner, person, to: roles, everybody }) : [];
  return (
    <Form
      send="Change roles"
      isSending={change.isPending}
      error={change.error}
      onLeave={onLeave}
      onSend={() => change.mutate({ roles, ...(because && { because }) }, { onSuccess: onLeave })}
    >
      <Roles roles={roles} onChange={setRoles} />
      <div>
        <TextInput
          label="Why (if there is more to say)"
          value={because}
          onChange={(event) => setBecause(event.currentTarget.value)}
        />
        <p className={styles.aside}>It takes effect at once, in every window that {person.name} has open.</p>
        <div role="status">
          {refusals.map(({ rule, message, satisfy }) => (
            <p key={rule} className={styles.refusal}>
              {message} {satisfy}
            </p>
          ))}
        </div>
      </div>
    </Form>
  );
}
