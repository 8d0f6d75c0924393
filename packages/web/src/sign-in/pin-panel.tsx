/** One's PIN: it signs single acts on a device that is shared or locked. */
import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { useMe } from '../api/me.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { Panel } from '../ui/panel.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import styles from './account.module.css';
import type { AccountShown } from './account-shapes.ts';
import { useChange } from './use-change.tsx';

export function PinPanel({ account }: { account: AccountShown }) {
  const { clinic } = useMe();
  const [pin, setPin] = useState('');
  const setting = useChange(
    (given: string) => api.post('/api/me/pin', { pin: given }),
    () => setPin(''),
  );
  const removing = useChange(() => api.delete('/api/me/pin'));
  return (
    <Panel
      title="PIN for signing"
      actions={
        <StatusBadge meaning={account.hasPin ? 'good' : 'neutral'}>{account.hasPin ? 'set' : 'not set'}</StatusBadge>
      }
    >
      <div className={styles.stack}>
        <p className={styles.says}>
          With it you sign one order, check, override or discharge on whatever tablet of {clinic.name} you step up to,
          and unlock your own screen. After five wrong tries it waits.
        </p>
        <form
          className={styles.row}
          onSubmit={(event) => {
            event.preventDefault();
            setting.make(pin);
          }}
        >
          <PasswordInput
            className={styles.field}
            label={account.hasPin ? 'New PIN' : 'PIN'}
            description="6 to 12 digits"
            inputMode="numeric"
            autoComplete="off"
            required
            withAsterisk={false}
            value={pin}
            onChange={(event) => setPin(event.currentTarget.value)}
          />
          <Button type="submit" loading={setting.isChanging}>
            {account.hasPin ? 'Change the PIN' : 'Set the PIN'}
          </Button>
          {account.hasPin && (
            <ConfirmButton variant="default" asks="Do without a PIN?" onConfirm={() => removing.make(undefined)}>
              Remove
            </ConfirmButton>
          )}
        </form>
        {setting.outcome}
        {removing.outcome}
      </div>
    </Panel>
  );
}
