/** Where one is signed in, and the end of any of it. */
import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import { api } from '../api/client.ts';
import { leave } from '../api/leaving.ts';
import { useZone } from '../api/me.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { sayDayAndTime } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import styles from './account.module.css';
import type { AccountShown } from './account-shapes.ts';
import { useChange } from './use-change.tsx';

/** "Chrome on Windows", as far as a browser tells. */
function sayBrowser(agent: string | null): string {
  const browser = /Edg|Firefox|Chrome|Safari/.exec(agent ?? '')?.[0] ?? 'A browser';
  const system = /iPad|iPhone|Android|Windows|Mac|CrOS|Linux/.exec(agent ?? '')?.[0];
  return `${browser === 'Edg' ? 'Edge' : browser}${system ? ` on ${system}` : ''}`;
}

export function SessionsPanel({ account }: { account: AccountShown }) {
  const zone = useZone();
  const [, go] = useLocation();
  const ending = useChange((id: string) => api.delete(`/api/me/sessions/${id}`));
  const everywhere = useChange(
    () => api.post('/api/me/sign-out-everywhere'),
    () => {
      leave();
      go('/sign-in');
    },
  );
  return (
    <Panel
      title="Where you are signed in"
      actions={
        <ConfirmButton variant="default" asks="Sign out here too?" onConfirm={() => everywhere.make(undefined)}>
          Sign out everywhere
        </ConfirmButton>
      }
    >
      <div className={styles.stack}>
        <ul className={styles.list}>
          {account.sessions.map((session) => (
            <li key={session.id} className={styles.item}>
              <span className={styles.what}>
                <strong>
                  {sayBrowser(session.browser)} {session.isThis && <StatusBadge meaning="accent">this one</StatusBadge>}{' '}
                  {session.isShared && <StatusBadge meaning="caution">shared device</StatusBadge>}
                </strong>
                <span className={styles.small}>
                  By {session.signedInBy}, {sayDayAndTime(session.createdAt, zone)}; last touched{' '}
                  {sayDayAndTime(session.touchedAt, zone)}; ends {sayDayAndTime(session.expiresAt, zone)}
                  {session.address && `; from ${session.address}`}
                </span>
              </span>
              {!session.isThis && (
                <Button variant="default" disabled={ending.isChanging} onClick={() => ending.make(session.id)}>
                  End it
                </Button>
              )}
            </li>
          ))}
        </ul>
        {ending.outcome}
        {everywhere.outcome}
      </div>
    </Panel>
  );
}
