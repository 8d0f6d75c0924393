/** Shows again who is signed in: by passkey, PIN or password. Unlocks the screen, and lets one change how one signs in. */
import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { hasPasskeys, passkeyForUnlocking } from './passkey.ts';
import styles from './unlock.module.css';

type Proof = { readonly pin: string } | { readonly password: string } | { readonly passkey: unknown };

/** A PIN is digits alone, and a password never so short. */
const proofOf = (typed: string): Proof => (/^\d{6,12}$/.test(typed) ? { pin: typed } : { password: typed });

export function Unlock({ onUnlocked, says }: { onUnlocked: () => void; says: string }) {
  const [typed, setTyped] = useState('');
  const unlock = useMutation({
    mutationFn: async (proof: Proof | 'passkey') =>
      api.post('/api/me/unlock', proof === 'passkey' ? { passkey: await passkeyForUnlocking() } : proof),
    onSuccess: () => {
      setTyped('');
      onUnlocked();
    },
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        unlock.mutate(proofOf(typed));
      }}
    >
      <div className={styles.ways}>
        <PasswordInput
          className={styles.field}
          label="PIN or password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" size="md" loading={unlock.isPending} disabled={typed === ''}>
          {says}
        </Button>
        {hasPasskeys() && (
          <Button variant="default" size="md" disabled={unlock.isPending} onClick={() => unlock.mutate('passkey')}>
            Use a passkey
          </Button>
        )}
      </div>
      <ProblemAlert error={unlock.error} />
    </form>
  );
}
