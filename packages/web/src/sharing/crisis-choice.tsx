/** Whether a member outside is told when something urgent happens: the patient's own switch, off until they turn it on. */
import { TELL_OF_CRISIS_WORDS } from '@holdspace/care';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { newId } from '../api/new-id.ts';
import { useLanguageAround, useWordsAround } from '../language/around.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import type { OutsideMemberShown } from './shapes.ts';
import styles from './sharing.module.css';
import { SHARING_WORDS } from './words.ts';

export function CrisisChoice({ member, onChosen }: { member: OutsideMemberShown; onChosen: () => void }) {
  const say = useWordsAround(SHARING_WORDS);
  const language = useLanguageAround();
  const [isAsking, setAsking] = useState(false);
  const [email, setEmail] = useState('');
  const choose = useMutation({
    mutationFn: (choice: object) =>
      api.post(`/api/reader/outside-members/${member.id}/crisis`, { id: newId(), choice }),
    onSuccess: () => {
      setAsking(false);
      onChosen();
    },
  });
  return (
    <div className={styles.crisis}>
      <p className={styles.quiet}>
        {member.tellOfCrisis ? say('told', { email: member.email ?? '' }) : say('notTold')}
      </p>
      <ProblemAlert error={choose.error} />
      {isAsking ? (
        <form
          className={styles.write}
          onSubmit={(event) => {
            event.preventDefault();
            choose.mutate({ tells: true, email });
          }}
        >
          <TextInput
            label={say('emailOf', { name: member.name })}
            description={TELL_OF_CRISIS_WORDS[language].says}
            type="email"
            required
            withAsterisk={false}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Button type="submit" loading={choose.isPending}>
            {say('tell')}
          </Button>
        </form>
      ) : (
        <Button
          variant="subtle"
          size="compact-md"
          loading={choose.isPending}
          onClick={() => (member.tellOfCrisis ? choose.mutate({ tells: false }) : setAsking(true))}
        >
          {say(member.tellOfCrisis ? 'tellNoMore' : 'tellName', { name: member.name })}
        </Button>
      )}
    </div>
  );
}
