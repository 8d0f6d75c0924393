/** One's passkeys: a device or security key each, added with a name and removed. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { useZone } from '../api/me.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { sayDayAndTime } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import styles from './account.module.css';
import type { AccountShown } from './account-shapes.ts';
import { addPasskey, hasPasskeys } from './passkey.ts';
import { useChange } from './use-change.tsx';

export function PasskeysPanel({ account }: { account: AccountShown }) {
  const zone = useZone();
  const [name, setName] = useState('');
  const adding = useChange(addPasskey, () => setName(''));
  const removing = useChange((id: string) => api.delete(`/api/me/passkeys/${id}`));
  return (
    <Panel title="Passkeys">
      <div className={styles.stack}>
        <p className={styles.says}>
          A passkey lets you in with a finger, a face or your device’s own PIN. Nobody can guess it, and no other site
          can ask for it.
        </p>
        {account.passkeys.length > 0 && (
          <ul className={styles.list}>
            {account.passkeys.map((passkey) => (
              <li key={passkey.id} className={styles.item}>
                <span className={styles.what}>
                  <strong>{passkey.name}</strong>
                  <span className={styles.small}>
                    {passkey.isSynced ? 'Kept by a password manager' : 'On one device'}; added{' '}
                    {sayDayAndTime(passkey.createdAt, zone)}
                    {passkey.lastUsedAt && `, last used ${sayDayAndTime(passkey.lastUsedAt, zone)}`}
                  </span>
                </span>
                <ConfirmButton
                  variant="default"
                  asks={`Remove ${passkey.name}?`}
                  onConfirm={() => removing.make(passkey.id)}
                >
                  Remove
                </ConfirmButton>
              </li>
            ))}
          </ul>
        )}
        {removing.outcome}
        {hasPasskeys() ? (
          <form
            className={styles.row}
            onSubmit={(event) => {
              event.preventDefault();
              adding.make(name.trim());
            }}
          >
            <TextInput
              className={styles.field}
              label="Name of the new passkey"
              placeholder="My phone"
              maxLength={80}
              required
              withAsterisk={false}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit" loading={adding.isChanging}>
              Add a passkey
            </Button>
          </form>
        ) : (
          <p className={styles.says}>
            Passkeys work where this site is reached by a name over TLS, or as “localhost”; not by an address of
            numbers.
          </p>
        )}
        {adding.outcome}
      </div>
    </Panel>
  );
}
