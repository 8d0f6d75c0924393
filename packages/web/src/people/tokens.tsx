/** Somebody's API tokens; their owner makes them, and who runs the clinic can end them. */
import { TOKEN_SCOPES } from '@holdspace/care';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useZone } from '../api/me.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { sayDate, sayDay } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Sign } from '../ui/sign.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { NewToken } from './new-token.tsx';
import styles from './people.module.css';
import { type PersonShown, type TokenShown, useChangePeople } from './queries.ts';

interface TokensProps {
  readonly person: PersonShown;
  readonly tokens: readonly TokenShown[];
  readonly isMine: boolean;
  readonly mayRevoke: boolean;
}

export function Tokens({ person, tokens, isMine, mayRevoke }: TokensProps) {
  const [isMaking, make] = useState(false);
  if (!isMine && tokens.length === 0) return null;
  return (
    <Panel
      title="API tokens"
      actions={
        isMine &&
        !isMaking && (
          <Button variant="default" leftSection={<Sign name="plus" size={16} />} onClick={() => make(true)}>
            New token
          </Button>
        )
      }
    >
      {isMaking && (
        <div className={styles.inset}>
          <NewToken onLeave={() => make(false)} />
        </div>
      )}
      {tokens.length === 0 && !isMaking && (
        <p className={styles.says}>A token lets a program of yours act in your name, within what you allow it.</p>
      )}
      <ul className={styles.list}>
        {tokens.map((token) => (
          <Token key={token.id} token={token} personId={person.id} isMine={isMine} mayRevoke={mayRevoke} />
        ))}
      </ul>
    </Panel>
  );
}

interface TokenProps {
  readonly token: TokenShown;
  readonly personId: string;
  readonly isMine: boolean;
  readonly mayRevoke: boolean;
}

function Token({ token, personId, isMine, mayRevoke }: TokenProps) {
  const zone = useZone();
  const path = isMine ? `/api/tokens/${token.id}/revoke` : `/api/people/${personId}/tokens/${token.id}/revoke`;
  const revoke = useChangePeople<object>(path);
  const isOver = Date.parse(token.expiresAt) <= Date.now();
  return (
    <li className={styles.person}>
      <div>
        <div className={styles.name}>{token.label}</div>
        <div className={styles.aside}>{token.scopes.map((scope) => TOKEN_SCOPES[scope].says).join('; ')}</div>
        <div className={styles.aside}>
          {token.lastUsedOn ? `Last used ${sayDay(token.lastUsedOn)}` : 'Never used'} · made{' '}
          {sayDate(token.createdAt, zone)}
        </div>
      </div>
      {token.revokedAt ? (
        <StatusBadge meaning="neutral">Revoked {sayDate(token.revokedAt, zone)}</StatusBadge>
      ) : (
        <StatusBadge meaning={isOver ? 'neutral' : 'good'}>
          {isOver ? 'Ran out' : 'Good until'} {sayDate(token.expiresAt, zone)}
        </StatusBadge>
      )}
      {mayRevoke && !token.revokedAt && !isOver && (
        <ConfirmButton
          variant="default"
          asks="Revoke it?"
          loading={revoke.isPending}
          onConfirm={() => revoke.mutate({})}
        >
          Revoke<span className="hs-visually-hidden"> {token.label}</span>
        </ConfirmButton>
      )}
      <ProblemAlert error={revoke.error} />
    </li>
  );
}
