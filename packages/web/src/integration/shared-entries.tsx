/** What the patient shares of their journal: opened one by one, and gone when they take it back. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Problem } from '../api/problem.ts';
import { JournalContentShown } from '../portal/integration/journal-content.tsx';
import { sayDate } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { LoadingState } from '../ui/states.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import styles from './arc.module.css';
import { useSharedEntry } from './queries.ts';
import type { ArcShown, ShareShown } from './shapes.ts';

const KINDS = { text: 'Written', voice: 'Spoken', drawing: 'Drawn' } as const;

export function SharedEntries({ arc, zone }: { arc: ArcShown; zone: string }) {
  const newestFirst = arc.shares.toReversed();
  return (
    <Panel title="Shared from the journal">
      {newestFirst.length === 0 && (
        <p className={styles.none}>The patient has shared nothing. What they keep for themselves is not known here.</p>
      )}
      <ul className={styles.list}>
        {newestFirst.map((share) => (
          <Shared key={share.id} share={share} zone={zone} />
        ))}
      </ul>
      <p className={styles.quiet}>The patient sees who has opened an entry.</p>
    </Panel>
  );
}

function Shared({ share, zone }: { share: ShareShown; zone: string }) {
  const [isOpen, open] = useState(false);
  const shared = useSharedEntry(share.id, isOpen && !share.withdrawnAt);
  const isGone = shared.error instanceof Problem && shared.error.status === 404;
  const readers = share.openedBy.map(({ name }) => name);
  return (
    <li>
      <p className={styles.head}>
        <span>
          {KINDS[share.kind]}, shared {sayDate(share.sharedAt, zone)}
        </span>
        {share.withdrawnAt ? (
          <StatusBadge meaning="neutral">taken back {sayDate(share.withdrawnAt, zone)}</StatusBadge>
        ) : (
          share.crisis && <StatusBadge meaning="danger">words of danger</StatusBadge>
        )}
      </p>
      {readers.length > 0 && <p className={styles.quiet}>Opened by {readers.join(', ')}</p>}
      {!share.withdrawnAt && !isGone && (
        <>
          {isOpen && shared.data && !shared.isError && (
            <div className={styles.opened}>
              <JournalContentShown
                entry={shared.data.entry}
                {...(shared.data.entry.kind === 'voice' && { sound: shared.data.sound ?? '' })}
              />
            </div>
          )}
          {isOpen && shared.isPending && <LoadingState says="Opening the entry" />}
          <ProblemAlert error={shared.error} />
          <Button
            className={styles.noPrint}
            variant="default"
            size="xs"
            aria-expanded={isOpen}
            onClick={() => open(!isOpen)}
          >
            {isOpen ? 'Close' : 'Open'}
            <span className="hs-visually-hidden"> the entry shared {sayDate(share.sharedAt, zone)}</span>
          </Button>
        </>
      )}
      {isGone && <p role="status">The patient has taken this entry back. What it said is theirs.</p>}
    </li>
  );
}
