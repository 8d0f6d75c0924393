/** A patient’s journal: written, spoken or drawn; theirs alone, and shared entry by entry. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../../api/new-id.ts';
import type { JournalShown, ShareShown } from '../../integration/shapes.ts';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { sayDate, sayDayAndTime } from '../../ui/moment.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { FailedState, LoadingState } from '../../ui/states.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { CrisisHelp } from '../crisis-help.tsx';
import styles from './integration.module.css';
import { JournalContentShown } from './journal-content.tsx';
import { MinePage } from './mine-page.tsx';
import { NewEntry } from './new-entry.tsx';
import { useMyJournal, useWriting } from './queries.ts';

const WAYS = [
  { kind: 'text', says: 'Write' },
  { kind: 'voice', says: 'Speak' },
  { kind: 'drawing', says: 'Draw' },
] as const;

export default function Journal() {
  const [adding, add] = useState<(typeof WAYS)[number]['kind']>();
  const [isPutAway, showPutAway] = useState(false);
  const journal = useMyJournal(isPutAway);
  return (
    <MinePage title="Your journal">
      {({ courses, clinic }) => {
        const courseId = courses[0]?.id;
        return (
          <>
            <p className={styles.quiet}>
              Nobody can read what is here but you. You can share an entry with your care team, and take that back.
            </p>
            {courseId &&
              (adding ? (
                <NewEntry key={adding} kind={adding} courseId={courseId} onDone={() => add(undefined)} />
              ) : (
                <p className={styles.buttons}>
                  {WAYS.map(({ kind, says }) => (
                    <Button
                      key={kind}
                      size="lg"
                      variant={kind === 'text' ? 'filled' : 'default'}
                      onClick={() => add(kind)}
                    >
                      {says}
                    </Button>
                  ))}
                </p>
              ))}
            {journal.isPending ? (
              <LoadingState says="Loading your journal" />
            ) : journal.isError ? (
              <FailedState what="Your journal" error={journal.error} retry={() => void journal.refetch()} />
            ) : (
              <>
                {isPutAway && <h2>Put away</h2>}
                {journal.data.entries.length === 0 && (
                  <p className={styles.quiet}>{isPutAway ? 'Nothing is put away.' : 'Nothing is written yet.'}</p>
                )}
                {journal.data.entries.map((entry) => (
                  <Entry
                    key={entry.id}
                    entry={entry}
                    shares={journal.data.shares.filter(({ entryId }) => entryId === entry.id)}
                    zone={clinic.zone}
                  />
                ))}
                {(isPutAway || journal.data.putAway > 0) && (
                  <Button variant="subtle" onClick={() => showPutAway(!isPutAway)}>
                    {isPutAway ? 'Back to the journal' : `Show what I put away (${journal.data.putAway})`}
                  </Button>
                )}
              </>
            )}
          </>
        );
      }}
    </MinePage>
  );
}

interface EntryProps {
  readonly entry: JournalShown;
  readonly shares: readonly ShareShown[];
  readonly zone: string;
}
function Entry({ entry, shares, zone }: EntryProps) {
  const writing = useWriting<{ showHelp?: boolean }>();
  const standing = shares.find(({ withdrawnAt }) => withdrawnAt === undefined);
  const at = `/journal/${entry.id}`;
  const openedBy = [...new Set(shares.flatMap((share) => share.openedBy.map(({ name }) => name)))];
  return (
    <article className={styles.card} aria-label={`Entry of ${sayDate(entry.writtenAt, zone)}`}>
      <h2 className={styles.moment}>{sayDayAndTime(entry.writtenAt, zone)}</h2>
      <JournalContentShown entry={entry} />
      <p>
        {standing ? (
          <StatusBadge meaning="accent">
            Shared with your care team since {sayDate(standing.sharedAt, zone)}
          </StatusBadge>
        ) : (
          <StatusBadge meaning="neutral">{shares.length > 0 ? 'Yours alone again' : 'Yours alone'}</StatusBadge>
        )}
      </p>
      {openedBy.length > 0 && <p className={styles.quiet}>Read by {openedBy.join(', ')}.</p>}
      {writing.data?.showHelp && <CrisisHelp because="It is good that you share this. Somebody can be with you now:" />}
      <ProblemAlert error={writing.error} />
      <div className={styles.buttons}>
        {entry.putAwayAt ? (
          <Button variant="default" onClick={() => writing.mutate({ path: `${at}/bring-back` })}>
            Bring it back
          </Button>
        ) : (
          <>
            {standing ? (
              <Button
                variant="default"
                loading={writing.isPending}
                onClick={() => writing.mutate({ path: `${at}/withdraw` })}
              >
                Stop sharing
              </Button>
            ) : (
              <ConfirmButton
                variant="default"
                loading={writing.isPending}
                asks="Share it? They can read it at once"
                onConfirm={() => writing.mutate({ path: `${at}/shares`, body: { id: newId() } })}
              >
                Share with my care team
              </ConfirmButton>
            )}
            <Button variant="subtle" onClick={() => writing.mutate({ path: `${at}/put-away` })}>
              Put away
            </Button>
          </>
        )}
      </div>
    </article>
  );
}
