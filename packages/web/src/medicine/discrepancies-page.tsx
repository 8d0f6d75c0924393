/** Discrepancies: those that wait, the nearest deadline first, and those that were settled. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { EmptyState, FailedState, LoadingState } from '../ui/states.tsx';
import styles from './counts.module.css';
import { useDiscrepancies } from './counts-queries.ts';
import { DiscrepancyRow } from './discrepancy-row.tsx';
import { MedicineTabs } from './tabs.tsx';

export default function DiscrepanciesPage() {
  const open = useDiscrepancies('state=open');
  const [showsSettled, showSettled] = useState(false);
  const waiting = open.data?.discrepancies ?? [];
  return (
    <Page
      title="Discrepancies"
      lead="What does not agree between the ledger and the world. Each has somebody who finds out, and a deadline."
    >
      <MedicineTabs />
      {open.isPending && <LoadingState says="Loading the discrepancies" />}
      {open.isError && !open.data && (
        <FailedState what="The discrepancies" error={open.error} retry={() => void open.refetch()} />
      )}
      {open.data && waiting.length === 0 && (
        <EmptyState title="Nothing waits">
          A count that does not agree opens one by itself, and so does the session room.
        </EmptyState>
      )}
      {waiting.length > 0 && (
        <Panel title={waiting.length === 1 ? 'One waits' : `${waiting.length} wait`}>
          <ul className={styles.list}>
            {waiting.map((one) => (
              <DiscrepancyRow key={one.id} discrepancy={one} />
            ))}
          </ul>
        </Panel>
      )}
      {showsSettled ? (
        <Settled />
      ) : (
        <div className={styles.buttons}>
          <Button variant="default" onClick={() => showSettled(true)}>
            Show those that were settled
          </Button>
        </div>
      )}
    </Page>
  );
}

function Settled() {
  const settled = useDiscrepancies('state=settled');
  if (settled.isPending) return <LoadingState />;
  if (!settled.data)
    return <FailedState what="What was settled" error={settled.error} retry={() => void settled.refetch()} />;
  const all = settled.data.discrepancies;
  return (
    <Panel title="Settled">
      {all.length === 0 ? (
        <p className={styles.says}>None yet.</p>
      ) : (
        <ul className={styles.list}>
          {all.map((one) => (
            <DiscrepancyRow key={one.id} discrepancy={one} />
          ))}
        </ul>
      )}
    </Panel>
  );
}
