/** Plans somebody for a visit: who, as what, for which phase; each offered with their papers at its time. */
import { type Instant, type PhaseStaffing, ROLE_NAMES, type Role, whyNotCredentialed } from '@holdspace/care';
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useZone } from '../api/me.ts';
import { usePeople } from '../people/queries.ts';
import { Form } from '../ui/form.tsx';
import { dayOf } from '../ui/moment.ts';
import { Sign } from '../ui/sign.tsx';
import { useAssign } from './queries.ts';
import styles from './visit.module.css';

interface AssignProps {
  readonly visitId: string;
  readonly phases: readonly PhaseStaffing[];
  readonly scheduledFor: Instant;
}

export function Assign(props: AssignProps) {
  const [isAsking, ask] = useState(false);
  return isAsking ? (
    <div className={styles.inset}>
      <AssignForm {...props} onLeave={() => ask(false)} />
    </div>
  ) : (
    <Button variant="default" leftSection={<Sign name="plus" size={16} />} onClick={() => ask(true)}>
      Plan somebody
    </Button>
  );
}

function AssignForm({ visitId, phases, scheduledFor, onLeave }: AssignProps & { onLeave: () => void }) {
  const zone = useZone();
  const people = usePeople();
  const assign = useAssign(visitId);
  const [personId, setPersonId] = useState('');
  const [role, setRole] = useState<Role>();
  const [phase, setPhase] = useState('');
  const here = people.data?.people.filter(({ endedAt }) => !endedAt) ?? [];
  const person = here.find(({ id }) => id === personId);
  const as = role && person?.roles.includes(role) ? role : person?.roles[0];
  const day = dayOf(scheduledFor, zone);
  const why = person && as ? whyNotCredentialed(as, person.credentials, day) : null;
  return (
    <Form
      send="Plan"
      isSending={assign.isPending}
      error={assign.error ?? people.error}
      onLeave={onLeave}
      onSend={() =>
        as &&
        assign.mutate({ id: crypto.randomUUID(), personId, role: as, ...(phase && { phase }) }, { onSuccess: onLeave })
      }
    >
      <NativeSelect
        label="Who"
        size="md"
        required
        withAsterisk={false}
        data={[{ value: '', label: 'Choose' }, ...here.map(({ id, name }) => ({ value: id, label: name }))]}
        value={personId}
        onChange={(event) => setPersonId(event.currentTarget.value)}
      />
      <NativeSelect
        label="As"
        size="md"
        disabled={!person}
        data={(person?.roles ?? []).map((one) => ({ value: one, label: ROLE_NAMES[one] }))}
        value={as ?? ''}
        onChange={(event) => setRole(event.currentTarget.value as Role)}
      />
      {phases.length > 0 && (
        <NativeSelect
          label="For"
          size="md"
          data={[
            { value: '', label: 'The whole visit' },
            ...phases.map((one) => ({ value: one.phase.id, label: one.phase.name })),
          ]}
          value={phase}
          onChange={(event) => setPhase(event.currentTarget.value)}
        />
      )}
      <div role="status">{why && <p className={styles.warning}>{why}</p>}</div>
    </Form>
  );
}
