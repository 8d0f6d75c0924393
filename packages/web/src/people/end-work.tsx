/** Ends somebody's work here: says first what ends with it and what stays. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useMe } from '../api/me.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import styles from './people.module.css';
import { UpcomingList } from './person.tsx';
import { type PersonShown, type TokenShown, type UpcomingShown, useChangePeople } from './queries.ts';

interface EndWorkProps {
  readonly person: PersonShown;
  readonly upcoming: readonly UpcomingShown[];
  readonly tokens: readonly TokenShown[];
}

export function EndWork({ person, upcoming, tokens }: EndWorkProps) {
  const { clinic } = useMe();
  const end = useChangePeople<{ because: string }>(`/api/people/${person.id}/end`);
  const [isAsking, ask] = useState(false);
  const [because, setBecause] = useState('');
  const live = tokens.filter(({ revokedAt, expiresAt }) => !revokedAt && Date.parse(expiresAt) > Date.now()).length;
  return (
    <Panel
      title="End their work here"
      actions={
        !isAsking && (
          <Button variant="outline" color="red" onClick={() => ask(true)}>
            End {person.name}’s work here
          </Button>
        )
      }
    >
      {!isAsking ? (
        <p className={styles.says}>When somebody leaves {clinic.name}, for whatever reason.</p>
      ) : (
        <>
          <p className={styles.says}>At once, on every device:</p>
          <ul className={styles.effects}>
            <li>
              every sign-in of {person.name} at {clinic.name} ends, and what they have open stops
            </li>
            <li>
              {live === 0
                ? 'they have no API tokens here'
                : `${live === 1 ? 'their API token stops' : `their ${live} API tokens stop`} working`}
            </li>
            <li>invitations that they made and that nobody has used are withdrawn</li>
            <li>what they recorded stays as it is, under their name</li>
          </ul>
          {upcoming.length > 0 && (
            <>
              <p className={styles.says}>Somebody else must take over:</p>
              <UpcomingList upcoming={upcoming} />
            </>
          )}
          <div className={styles.endForm}>
            <TextInput
              label="Why"
              required
              withAsterisk={false}
              value={because}
              onChange={(event) => setBecause(event.currentTarget.value)}
            />
            <ProblemAlert error={end.error} />
            <div className={styles.buttons}>
              <ConfirmButton
                color="red"
                asks="End it now?"
                disabled={because.trim() === ''}
                loading={end.isPending}
                onConfirm={() => end.mutate({ because })}
              >
                End their work
              </ConfirmButton>
              <Button variant="subtle" onClick={() => ask(false)}>
                Not now
              </Button>
            </div>
          </div>
        </>
      )}
    </Panel>
  );
}
