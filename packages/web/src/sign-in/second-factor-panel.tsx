/** The authenticator app: scanned from a QR code, proved by a code, with backup codes to keep. */
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { encode } from 'uqr';
import { api } from '../api/client.ts';
import { Panel } from '../ui/panel.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import styles from './account.module.css';
import type { AccountShown } from './account-shapes.ts';
import { useChange } from './use-change.tsx';

interface Made {
  readonly uri: string;
  readonly backupCodes: readonly string[];
}

export function SecondFactorPanel({ account }: { account: AccountShown }) {
  const [password, setPassword] = useState('');
  const [made, setMade] = useState<Made>();
  const beginning = useChange(
    (given: string) => api.post<Made>('/api/me/second-factor', { password: given }),
    (answer) => {
      setPassword('');
      setMade(answer);
    },
  );
  const removing = useChange(
    (given: string) => api.post('/api/me/second-factor/remove', { password: given }),
    () => setPassword(''),
  );
  const { hasSecondFactor, hasPassword } = account;
  const acting = hasSecondFactor ? removing : beginning;
  return (
    <Panel
      title="Authenticator app"
      actions={
        <StatusBadge meaning={hasSecondFactor ? 'good' : 'neutral'}>
          {hasSecondFactor ? 'in use' : 'not in use'}
        </StatusBadge>
      }
    >
      <div className={styles.stack}>
        <p className={styles.says}>
          {hasPassword
            ? 'Beside your password, a code that an app on your phone shows. A passkey needs no such code.'
            : 'You have no password, so no code is needed beside it.'}
        </p>
        {made && !hasSecondFactor ? (
          <Enrol made={made} />
        ) : (
          hasPassword && (
            <form
              className={styles.row}
              onSubmit={(event) => {
                event.preventDefault();
                acting.make(password);
              }}
            >
              <PasswordInput
                className={styles.field}
                label="Your password"
                autoComplete="current-password"
                required
                withAsterisk={false}
                value={password}
                onChange={(event) => setPassword(event.currentTarget.value)}
              />
              <Button type="submit" variant={hasSecondFactor ? 'default' : 'filled'} loading={acting.isChanging}>
                {hasSecondFactor ? 'Do without the app' : 'Add an authenticator app'}
              </Button>
            </form>
          )
        )}
        {acting.outcome}
        {made && hasSecondFactor && <BackupCodes codes={made.backupCodes} />}
      </div>
    </Panel>
  );
}

function Enrol({ made }: { made: Made }) {
  const [code, setCode] = useState('');
  const confirming = useChange((given: string) => api.post('/api/me/second-factor/confirm', { code: given }));
  return (
    <>
      <div className={styles.code}>
        <QrCode text={made.uri} />
        <div className={styles.stack}>
          <p className={styles.says}>Scan this with the app, or type its key into it:</p>
          <code className={styles.secret}>{new URL(made.uri).searchParams.get('secret')}</code>
          <form
            className={styles.row}
            onSubmit={(event) => {
              event.preventDefault();
              confirming.make(code.trim());
            }}
          >
            <TextInput
              className={styles.field}
              label="The code that it shows now"
              inputMode="numeric"
              autoComplete="one-time-code"
              required
              withAsterisk={false}
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
            <Button type="submit" loading={confirming.isChanging}>
              Use it from now on
            </Button>
          </form>
        </div>
      </div>
      {confirming.outcome}
    </>
  );
}

/** Drawn here, dot by dot: nothing is asked of another site, and no script or picture is made of it. */
function QrCode({ text }: { text: string }) {
  const { data, size } = encode(text, { border: 0 });
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg
      className={styles.qr}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label="QR code for the authenticator app"
    >
      <path d={path} />
    </svg>
  );
}

function BackupCodes({ codes }: { codes: readonly string[] }) {
  return (
    <div className={styles.stack} role="status">
      <p className={styles.says}>
        <strong>Keep these where your phone is not.</strong> Each stands in for the app once. They are shown only now.
      </p>
      <ul className={styles.backup}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </div>
  );
}
