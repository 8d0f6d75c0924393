/** One's password: the way in where there is no passkey. */
import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { Panel } from '../ui/panel.tsx';
import styles from './account.module.css';
import type { AccountShown } from './account-shapes.ts';
import { useChange } from './use-change.tsx';

export function PasswordPanel({ account }: { account: AccountShown }) {
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [isSet, setIsSet] = useState(false);
  const setting = useChange(
    (given: { current?: string; password: string }) => api.post('/api/me/password', given),
    () => {
      setCurrent('');
      setPassword('');
      setIsSet(true);
    },
  );
  return (
    <Panel title="Password">
      <form
        className={styles.stack}
        onSubmit={(event) => {
          event.preventDefault();
          setIsSet(false);
          setting.make({ ...(account.hasPassword && { current }), password });
        }}
      >
        <p className={styles.says}>
          At least {account.hasSecondFactor ? 12 : 15} characters: a few words in a row are best. No signs or capitals
          are asked for, and it does not expire. Changing it signs you out everywhere else.
        </p>
        <div className={styles.row}>
          {account.hasPassword && (
            <PasswordInput
              className={styles.field}
              label="Present password"
              autoComplete="current-password"
              required
              withAsterisk={false}
              value={current}
              onChange={(event) => setCurrent(event.currentTarget.value)}
            />
          )}
          <PasswordInput
            className={styles.field}
            label="New password"
            autoComplete="new-password"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" loading={setting.isChanging}>
            {account.hasPassword ? 'Change the password' : 'Set a password'}
          </Button>
        </div>
        {setting.outcome}
        <div role="status">{isSet && 'The new password holds. You are signed out everywhere else.'}</div>
      </form>
    </Panel>
  );
}
