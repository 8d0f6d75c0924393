/** Proof to keep elsewhere: signed checkpoints, and the entries themselves in the form that other systems read. */
import { Button } from '@mantine/core';
import { useZone } from '../api/me.ts';
import { DownloadButton } from '../protocols/download.tsx';
import { sayDayAndTime } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import styles from './audit.module.css';
import { type Question, useCheckpoints, useMakeCheckpoint } from './queries.ts';

export function Checkpoints({ question }: { question: Question }) {
  const zone = useZone();
  const kept = useCheckpoints();
  const make = useMakeCheckpoint();
  const [newest] = kept.data?.checkpoints ?? [];
  const query = new URLSearchParams(Object.entries(question).filter(([, value]) => value !== ''));
  return (
    <Panel title="Proof to keep elsewhere">
      <p className={styles.quiet}>
        A checkpoint says, signed, where the audit stands. Keep one outside the clinic: with it, anybody who runs
        “holdspace verify” finds out whether entries were cut off or written anew.
      </p>
      {kept.isPending && <LoadingState says="Loading checkpoints" />}
      {kept.isError && <FailedState what="The checkpoints" error={kept.error} retry={() => void kept.refetch()} />}
      {kept.data && (
        <p>
          {newest ? (
            <>
              The newest is of {sayDayAndTime(newest.at, zone)}: {newest.seq} entries, signed by {newest.keyId}.
            </>
          ) : (
            'There is none yet. The server makes one every hour.'
          )}
        </p>
      )}
      <ProblemAlert error={make.error} />
      <div className={styles.actions}>
        <Button variant="default" loading={make.isPending} onClick={() => make.mutate()}>
          Make one now
        </Button>
        {newest && <DownloadButton document={newest} name={`audit-checkpoint-${newest.seq}`} />}
        <a href={`/api/audit/export?${query}`} download>
          Save these entries as FHIR AuditEvent
        </a>
      </div>
    </Panel>
  );
}
