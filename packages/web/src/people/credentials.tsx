/** Somebody's licences and trainings: what stands, and under it what was corrected or ended. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useZone } from '../api/me.ts';
import { sayDate, sayDay } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { Sign } from '../ui/sign.tsx';
import { CredentialBadge } from './credential-badge.tsx';
import { CredentialForm } from './credential-form.tsx';
import { EndCredential } from './end-credential.tsx';
import styles from './people.module.css';
import type { CredentialShown, PersonShown } from './queries.ts';

interface CredentialsProps {
  readonly person: PersonShown;
  readonly credentials: readonly CredentialShown[];
  readonly mayManage: boolean;
}

export function Credentials({ person, credentials, mayManage }: CredentialsProps) {
  const [isAdding, add] = useState(false);
  const standing = credentials.filter(({ replacedBy }) => !replacedBy);
  const corrected = credentials.filter(({ replacedBy }) => replacedBy);
  return (
    <Panel
      title="Credentials"
      actions={
        mayManage &&
        !isAdding && (
          <Button variant="default" leftSection={<Sign name="plus" size={16} />} onClick={() => add(true)}>
            Add a credential
          </Button>
        )
      }
    >
      {isAdding && (
        <div className={styles.inset}>
          <CredentialForm path={`/api/people/${person.id}/credentials`} send="Add" onLeave={() => add(false)} />
        </div>
      )}
      {standing.length === 0 && !isAdding && <p className={styles.says}>No licence or training is on record.</p>}
      <ul className={styles.list}>
        {standing.map((credential) => (
          <Credential key={credential.id} credential={credential} mayManage={mayManage} />
        ))}
      </ul>
      {corrected.length > 0 && (
        <details className={styles.details}>
          <summary>Corrected entries ({corrected.length})</summary>
          <ul className={styles.list}>
            {corrected.map((credential) => (
              <li key={credential.id} className={styles.corrected}>
                <Says credential={credential} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}

function Credential({ credential, mayManage }: { credential: CredentialShown; mayManage: boolean }) {
  const [doing, set] = useState<'correct' | 'end'>();
  const leave = () => set(undefined);
  const { ended, ...shown } = credential;
  return (
    <li className={styles.credential}>
      <div className={styles.person}>
        <Says credential={credential} />
        <CredentialBadge credential={{ ...shown, ...(ended && { endedOn: ended.on }) }} />
        {mayManage && !ended && !doing && (
          <div className={styles.buttons}>
            <Button variant="default" onClick={() => set('correct')}>
              Correct<span className="hs-visually-hidden"> {credential.kind}</span>
            </Button>
            <Button variant="subtle" onClick={() => set('end')}>
              End<span className="hs-visually-hidden"> {credential.kind}</span>
            </Button>
          </div>
        )}
      </div>
      {doing === 'correct' && (
        <div className={styles.inset}>
          <CredentialForm
            path={`/api/credentials/${credential.id}/correction`}
            send="Correct"
            before={credential}
            onLeave={leave}
          />
        </div>
      )}
      {doing === 'end' && (
        <div className={styles.inset}>
          <EndCredential credentialId={credential.id} onLeave={leave} />
        </div>
      )}
    </li>
  );
}

function Says({
  credential: { kind, number, issuer, validFrom, expiresOn, recordedAt, ended },
}: {
  credential: CredentialShown;
}) {
  const zone = useZone();
  return (
    <div>
      <div className={styles.name}>{kind}</div>
      <div className={styles.aside}>
        {[number, issuer].filter(Boolean).join(', ')}
        {(number || issuer) && ' · '}
        {validFrom && `${sayDay(validFrom)} to `}
        {sayDay(expiresOn)}
        {recordedAt && ` · recorded ${sayDate(recordedAt, zone)}`}
        {ended && ` · ${ended.because}`}
      </div>
    </div>
  );
}
