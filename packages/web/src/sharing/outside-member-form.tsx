/** Letting somebody of the care team outside see something: who, exactly what, and until when. Used by staff and patient. */
import { OUTSIDE_SCOPE_WORDS, OUTSIDE_SCOPES, type OutsideScope, TELL_OF_CRISIS_WORDS } from '@holdspace/care';
import { Checkbox, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { newId } from '../api/new-id.ts';
import { useLanguageAround, useWordsAround } from '../language/around.tsx';
import { Form } from '../ui/form.tsx';
import { dayLater, dayOf, momentAt } from '../ui/moment.ts';
import type { Invitation, OutsideMemberShown } from './shapes.ts';
import styles from './sharing.module.css';
import { SHARING_WORDS } from './words.ts';

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
  const say = useWordsAround(SHARING_WORDS);
  const language = useLanguageAround();
  const [id] = useState(newId);
  const [name, setName] = useState('');
  const [profession, setProfession] = useState(say('usualProfession'));
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
      send={say(by === 'patient' ? 'agree' : 'signedOnPaper')}
      isSending={invite.isPending}
      error={invite.error}
      onSend={() => invite.mutate()}
      onLeave={onLeave}
    >
      <TextInput
        label={say('name')}
        required
        withAsterisk={false}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={say('profession')}
        required
        withAsterisk={false}
        value={profession}
        onChange={(event) => setProfession(event.currentTarget.value)}
      />
      <TextInput
        label={say('until')}
        type="date"
        required
        withAsterisk={false}
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
      <Checkbox.Group
        className={styles.wide ?? ''}
        label={say('maySee')}
        description={say('maySeeHint')}
        value={scopes}
        onChange={setScopes}
      >
        <div className={styles.checks}>
          {offered.map((scope) => (
            <Checkbox
              key={scope}
              value={scope}
              label={OUTSIDE_SCOPE_WORDS[scope][language].name}
              description={OUTSIDE_SCOPE_WORDS[scope][language].says}
            />
          ))}
        </div>
      </Checkbox.Group>
      <Checkbox
        className={styles.wide ?? ''}
        checked={includesPart2}
        onChange={(event) => setIncludesPart2(event.currentTarget.checked)}
        label={say('part2')}
        description={say('part2Hint')}
      />
      <Checkbox
        className={styles.wide ?? ''}
        checked={tells}
        onChange={(event) => setTells(event.currentTarget.checked)}
        label={TELL_OF_CRISIS_WORDS[language].name}
        description={TELL_OF_CRISIS_WORDS[language].says}
      />
      {tells && (
        <TextInput
          label={say('theirEmail')}
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
