/** Every version of a protocol with who signed what and when, newest first; and a version's retirement. */
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { useZone } from '../api/me.ts';
import { Form } from '../ui/form.tsx';
import { sayDate, sayTime } from '../ui/moment.ts';
import styles from './governance.module.css';
import { type SignOffShown, useRetire, type VersionShown } from './queries.ts';
import { StandingBadge } from './standing.tsx';
import { useMay } from './who-may.ts';

const DID: Record<SignOffShown['kind'], string> = {
  approved: 'Approved',
  declined: 'Declined',
  retired: 'Retired',
};

export function VersionHistory({ versions }: { versions: readonly VersionShown[] }) {
  return (
    <ol className={styles.history}>
      {versions.map((version) => (
        <li key={version.version}>
          <OneVersion version={version} />
        </li>
      ))}
    </ol>
  );
}

function OneVersion({ version }: { version: VersionShown }) {
  const zone = useZone();
  const may = useMay();
  const [isRetiring, retire] = useState(false);
  const moment = (at: SignOffShown['signedAt']) => `${sayDate(at, zone)}, ${sayTime(at, zone)}`;
  const isInUse =
    version.standing === 'effective' || version.standing === 'superseded' || version.standing === 'signed';
  return (
    <>
      <div className={styles.head}>
        <Link href={`/protocols/${version.id}?version=${version.version}`}>Version {version.version}</Link>
        <StandingBadge version={version} />
        {may.sign && isInUse && !isRetiring && (
          <Button variant="subtle" size="compact-md" onClick={() => retire(true)}>
            Retire<span className="hs-visually-hidden"> version {version.version}</span>
          </Button>
        )}
      </div>
      {version.signOffs.map((one) => (
        <div key={one.id} className={styles.signature}>
          <p>
            {DID[one.kind]} by {one.signedBy.name}, {moment(one.signedAt)}
            {one.takesEffectAt !== one.signedAt && `, from ${moment(one.takesEffectAt)}`}
            {one.retiresAt && `, until ${moment(one.retiresAt)}`}
          </p>
          <p>“{one.statement}”</p>
          <p>
            Over the document <span className={styles.hash}>{one.documentHash.slice(0, 16)}…</span>
            {one.documentHash !== version.hash && ' — which is not the document that is here now'}
          </p>
        </div>
      ))}
      {version.signOffs.length === 0 && (
        <p className={styles.signature}>
          {version.origin === 'shipped' ? 'Came with Holdspace' : 'Proposed'} {moment(version.installedAt)}; nobody has
          signed it.
        </p>
      )}
      {isRetiring && <RetireForm version={version} onLeave={() => retire(false)} />}
    </>
  );
}

function RetireForm({ version, onLeave }: { version: VersionShown; onLeave: () => void }) {
  const retire = useRetire(version);
  const [id] = useState(() => crypto.randomUUID());
  const [reason, setReason] = useState('');
  return (
    <Form
      send={`Retire version ${version.version} now`}
      isSending={retire.isPending}
      error={retire.error}
      onLeave={onLeave}
      onSend={() => retire.mutate({ id, reason }, { onSuccess: onLeave })}
    >
      <Textarea
        label="Why it is retired"
        description="From now on no session is planned under it. Its courses wait until each is moved; sessions under way go on."
        required
        withAsterisk={false}
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Form>
  );
}
