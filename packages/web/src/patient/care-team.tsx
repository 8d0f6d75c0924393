/** Who of the clinic cares for a patient: in which role, since when; taken in and ended with a reason that stays. */
import { CREDENTIALED_ROLES, type Instant, mayEver, ROLE_NAMES, type Role } from '@holdspace/care';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { useMe, useZone } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import { usePeople } from '../people/queries.ts';
import { Form } from '../ui/form.tsx';
import { sayDate } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Sign } from '../ui/sign.tsx';
import styles from './patient.module.css';

interface MemberShown {
  readonly id: string;
  readonly person: { readonly id: string; readonly name: string; readonly roles: readonly Role[] };
  readonly since: Instant;
  readonly why: string;
  readonly addedBy?: { readonly name: string };
  readonly ended?: { readonly at: Instant; readonly because: string; readonly by?: { readonly name: string } };
}
interface TeamShown {
  readonly members: readonly MemberShown[];
  readonly mayChange: boolean;
}

/** Sends a change; the page as a whole may open or close with it. */
function useChangeTeam<Body>(patientId: string, path = '') {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) => api.post(`/api/patients/${patientId}/care-team${path}`, body),
    onSuccess: () =>
      Promise.all(
        ['care-team', 'patient', 'today', 'patients'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      ),
  });
}

export function CareTeam({ patientId, seesRecord }: { patientId: string; seesRecord: boolean }) {
  const { practitioner } = useMe();
  const isShown = seesRecord || mayEver('change who cares for a patient', practitioner.roles);
  const team = useQuery({
    queryKey: ['care-team', patientId],
    queryFn: () => api.get<TeamShown>(`/api/patients/${patientId}/care-team`),
    enabled: isShown,
  });
  const [isAdding, add] = useState(false);
  if (!isShown) return null;
  if (!team.data) return <ProblemAlert error={team.error} />;
  const { members, mayChange } = team.data;
  const now = members.filter(({ ended }) => !ended);
  const before = members.filter(({ ended }) => ended);
  return (
    <Panel
      title="Care team"
      actions={
        mayChange &&
        !isAdding && (
          <Button variant="subtle" leftSection={<Sign name="plus" size={16} />} onClick={() => add(true)}>
            Take somebody in
          </Button>
        )
      }
    >
      {isAdding && (
        <div className={styles.inset}>
          <TakeIn patientId={patientId} isIn={now.map(({ person }) => person.id)} onLeave={() => add(false)} />
        </div>
      )}
      {now.length === 0 && <p className={styles.none}>Nobody belongs to this patient’s care team yet.</p>}
      <ul className={styles.team} aria-label="In the care team">
        {now.map((member) => (
          <Member key={member.id} patientId={patientId} member={member} mayChange={mayChange} />
        ))}
      </ul>
      {before.length > 0 && (
        <details className={styles.before}>
          <summary>Who belonged to it before</summary>
          <ul className={styles.team}>
            {before.map((member) => (
              <Former key={member.id} member={member} />
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}

const sayRolesOf = ({ roles }: MemberShown['person']) => roles.map((role) => ROLE_NAMES[role]).join(', ');

function Member({ patientId, member, mayChange }: { patientId: string; member: MemberShown; mayChange: boolean }) {
  const zone = useZone();
  const [isEnding, end] = useState(false);
  return (
    <li className={styles.member}>
      <div>
        <strong>{member.person.name}</strong>, {sayRolesOf(member.person)}
        <div className={styles.stateWord}>
          Since {sayDate(member.since, zone)}
          {member.addedBy && `, taken in by ${member.addedBy.name}`}: {member.why}
        </div>
      </div>
      {mayChange && !isEnding && (
        <Button variant="default" onClick={() => end(true)}>
          End<span className="hs-visually-hidden"> the part of {member.person.name}</span>
        </Button>
      )}
      {isEnding && <End patientId={patientId} member={member} onLeave={() => end(false)} />}
    </li>
  );
}

function Former({ member: { person, since, ended } }: { member: MemberShown }) {
  const zone = useZone();
  return (
    <li className={styles.member}>
      <div>
        <strong>{person.name}</strong>, {sayRolesOf(person)}
        {ended && (
          <div className={styles.stateWord}>
            From {sayDate(since, zone)} to {sayDate(ended.at, zone)}
            {ended.by && `, ended by ${ended.by.name}`}: {ended.because}
          </div>
        )}
      </div>
    </li>
  );
}

interface TakeInProps {
  readonly patientId: string;
  readonly isIn: readonly string[];
  readonly onLeave: () => void;
}

function TakeIn({ patientId, isIn, onLeave }: TakeInProps) {
  const people = usePeople();
  const taking = useChangeTeam<{ id: string; personId: string; why: string }>(patientId);
  const [id] = useState(newId);
  const [personId, setPersonId] = useState('');
  const [why, setWhy] = useState('');
  const offered =
    people.data?.people.filter(
      (person) =>
        !person.endedAt && !isIn.includes(person.id) && person.roles.some((role) => CREDENTIALED_ROLES.includes(role)),
    ) ?? [];
  return (
    <Form
      send="Take in"
      isSending={taking.isPending}
      error={taking.error ?? people.error}
      onLeave={onLeave}
      onSend={() => taking.mutate({ id, personId, why }, { onSuccess: onLeave })}
    >
      <NativeSelect
        label="Who"
        size="md"
        required
        withAsterisk={false}
        data={[
          { value: '', label: 'Choose' },
          ...offered.map((one) => ({
            value: one.id,
            label: `${one.name}, ${one.roles.map((role) => ROLE_NAMES[role].toLowerCase()).join(', ')}`,
          })),
        ]}
        value={personId}
        onChange={(event) => setPersonId(event.currentTarget.value)}
      />
      <TextInput
        label="Why"
        required
        withAsterisk={false}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
    </Form>
  );
}

function End({ patientId, member, onLeave }: { patientId: string; member: MemberShown; onLeave: () => void }) {
  const ending = useChangeTeam<{ because: string }>(patientId, `/${member.id}/end`);
  const [because, setBecause] = useState('');
  return (
    <Form
      send="End their part"
      isSending={ending.isPending}
      error={ending.error}
      onLeave={onLeave}
      onSend={() => ending.mutate({ because })}
    >
      <TextInput
        label="Why"
        required
        withAsterisk={false}
        value={because}
        onChange={(event) => setBecause(event.currentTarget.value)}
      />
    </Form>
  );
}
