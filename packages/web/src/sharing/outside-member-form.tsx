/** Letting somebody of the care team outside see something: who, exactly what, and until when. Used by staff and patient. */
import { OUTSIDE_SCOPE_WORDS, OUTSIDE_SCOPES, type OutsideScope, TELL_OF_CRISIS_WORDS } from '@holdspace/care';
import { Checkbox, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { newId } from '../api/new-id.ts';
import { Form } from '../ui/form.tsx';
import { dayLater, dayOf, momentAt } from '../ui/moment.ts';
import type { Invitation, OutsideMemberShown } from './shapes.ts';
import styles from './sharing.module.css';

interface OutsideMemberFormProps {
  readonly path: string;
  readonly zone: string;
  /** Whether the patient sits here themself, or has signed on paper. */
  readonly by: 'patient' | 'clinic';
  readonly onMade: (made: { member: OutsideMemberShown; invitation: Invitation }) => void;
  readonly onLeave: () => void;
}

const USUAL_DAYS = 90;

export function OutsideMemberForm({ path, zone, by, onMade, onLeave }: OutsideMemberFormProps) {
  const [id] = useState(newId);
  const [name, setName] = useState('');
  const [profession, setProfession] = useState('Psychotherapist');
  const [scopes, setScopes] = useState<string[]>([]);
  const [includesPart2, setIncludesPart2] = useState(false);
  const [tells, setTells] = useState(false);
  const [email, setEmail] = useState('');
  const [until, setUntil] = useState(() => dayLater(dayOf(new Date(), zone), USUAL_DAYS));
  const invite = useMutation({
    mutationFn: () =>
      api.post<{ member: OutsideMemberShown; invitation: Invitation }>(path, {
        id,
        name,
        profession,
        scopes,
        includesPart2,
        expiresAt: momentAt(until, '23:59', zone),
        tellOfCrisis: tells ? { tells, email } : { tells },
      }),
    onSuccess: onMade,
  });
  const offered: readonly OutsideScope[] = OUTSIDE_SCOPES;
  return (
    <Form
      send={by === 'patient' ? 'Agree and make the link' : 'The patient has signed: make the link'}
      isSending={invite.isPending}
      error={invite.error}
      onSend={() => invite.mutate()}
      onLeave={onLeave}
    >
      <TextInput
        label="Name"
        required
        withAsterisk={false}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label="Profession"
        required
        withAsterisk={false}
        value={profession}
        onChange={(event) => setProfession(event.currentTarget.value)}
      />
      <TextInput
        label="Until the end of"
        type="date"
        required
        withAsterisk={false}
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
      <Checkbox.Group
        className={styles.wide ?? ''}
        label="What they may see"
        description="Nothing else, and never anybody’s notes. It can be ended at any moment."
        value={scopes}
        onChange={setScopes}
      >
        <div className={styles.checks}>
          {offered.map((scope) => (
            <Checkbox
              key={scope}
              value={scope}
              label={OUTSIDE_SCOPE_WORDS[scope].name}
              description={OUTSIDE_SCOPE_WORDS[scope].says}
            />
          ))}
        </div>
      </Checkbox.Group>
      <Checkbox
        className={styles.wide ?? ''}
        checked={includesPart2}
        onChange={(event) => setIncludesPart2(event.currentTarget.checked)}
        label="Treatment for substance use is included"
        description="Without this, whatever is about treatment for substance use (42 CFR Part 2) is kept back."
      />
      <Checkbox
        className={styles.wide ?? ''}
        checked={tells}
        onChange={(event) => setTells(event.currentTarget.checked)}
        label={TELL_OF_CRISIS_WORDS.name}
        description={TELL_OF_CRISIS_WORDS.says}
      />
      {tells && (
        <TextInput
          label="Their e-mail"
          type="email"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
      )}
    </Form>
  );
}
