/** Makes an API token: what it is for, what it may, until when; and then shows it, this once. */
import { LONGEST_TOKEN_DAYS, TOKEN_SCOPES, type TokenScope } from '@holdspace/care';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useZone } from '../api/me.ts';
import { Form } from '../ui/form.tsx';
import { dayLater, dayOf } from '../ui/moment.ts';
import { CopyText } from './copy-text.tsx';
import styles from './people.module.css';
import { useChangePeople } from './queries.ts';

const SCOPES = Object.entries(TOKEN_SCOPES) as [TokenScope, { readonly says: string }][];
const SUGGESTED_DAYS = 90;

interface NewTokenBody {
  readonly id: string;
  readonly label: string;
  readonly scopes: readonly TokenScope[];
  readonly expiresOn: string;
}

export function NewToken({ onLeave }: { onLeave: () => void }) {
  const today = dayOf(new Date(), useZone());
  const make = useChangePeople<NewTokenBody, { secret: string }>('/api/tokens');
  const [label, setLabel] = useState('');
  const [scopes, setScopes] = useState<readonly TokenScope[]>([]);
  const [expiresOn, setExpiresOn] = useState(() => dayLater(today, SUGGESTED_DAYS));
  if (make.data)
    return (
      <>
        <p className={styles.says}>Keep it where you keep passwords. It is not shown again.</p>
        <CopyText label="The token" text={make.data.secret} />
        <div className={styles.after}>
          <Button variant="default" onClick={onLeave}>
            Done
          </Button>
        </div>
      </>
    );
  return (
    <Form
      send="Make token"
      isSending={make.isPending}
      error={make.error}
      onLeave={onLeave}
      onSend={() => make.mutate({ id: crypto.randomUUID(), label, scopes, expiresOn })}
    >
      <TextInput
        label="What it is for"
        required
        withAsterisk={false}
        value={label}
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      <TextInput
        label="Good until"
        description="A year at most"
        type="date"
        min={today}
        max={dayLater(today, LONGEST_TOKEN_DAYS)}
        required
        withAsterisk={false}
        value={expiresOn}
        onChange={(event) => setExpiresOn(event.currentTarget.value)}
      />
      <fieldset className={styles.roles}>
        <legend>What it may, in your name</legend>
        {SCOPES.map(([scope, { says }]) => (
          <Checkbox
            key={scope}
            label={says}
            checked={scopes.includes(scope)}
            onChange={(event) =>
              setScopes(event.currentTarget.checked ? [...scopes, scope] : scopes.filter((one) => one !== scope))
            }
          />
        ))}
      </fieldset>
    </Form>
  );
}
