/** The second step beside a password: the authenticator app's code, or a backup code. */
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { usePageTitle } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import styles from './sign-in.module.css';

export function CodeForm({ onSignedIn, onLeave }: { onSignedIn: () => void; onLeave: () => void }) {
  const heading = usePageTitle('Your code');
  const [isBackup, setBackup] = useState(false);
  const [code, setCode] = useState('');
  const verify = useMutation({
    mutationFn: () =>
      api.post(`/api/auth/two-factor/${isBackup ? 'verify-backup-code' : 'verify-totp'}`, { code: code.trim() }),
    onSuccess: onSignedIn,
  });
  return (
    <div>
      <h1 className={styles.title} ref={heading} tabIndex={-1}>
        Your code
      </h1>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          verify.mutate();
        }}
      >
        <TextInput
          label={isBackup ? 'Backup code' : 'Code of your authenticator app'}
          description={isBackup ? 'Each works once.' : 'Six digits; they change every half minute.'}
          autoComplete="one-time-code"
          inputMode={isBackup ? 'text' : 'numeric'}
          autoFocus
          required
          withAsterisk={false}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <ProblemAlert error={verify.error} />
        <Button type="submit" size="md" loading={verify.isPending}>
          Sign in
        </Button>
        <Button
          variant="default"
          onClick={() => {
            setBackup(!isBackup);
            setCode('');
            verify.reset();
          }}
        >
          {isBackup ? 'Use the authenticator app' : 'Use a backup code'}
        </Button>
        <Button variant="default" onClick={onLeave}>
          Back
        </Button>
      </form>
    </div>
  );
}
