/** A patient’s journal: written, spoken or drawn; theirs alone, and shared entry by entry. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../../api/new-id.ts';
import type { JournalShown, ShareShown } from '../../integration/shapes.ts';
import { useWords } from '../../language/use-language.ts';
import { useMoments } from '../../language/use-moments.ts';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { LoadingState } from '../../ui/states.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { NotShown } from '../not-shown.tsx';
import { SpokenCrisisHelp } from '../spoken-crisis-help.tsx';
import styles from './integration.module.css';
import { JournalContentShown } from './journal-content.tsx';
import { MinePage } from './mine-page.tsx';
import { NewEntry } from './new-entry.tsx';
import { useMyJournal, useWriting } from './queries.ts';
import { JOURNAL_WORDS } from './words.ts';

const WAYS = ['text', 'voice', 'drawing'] as const;

export default function Journal() {
  const say = useWords(JOURNAL_WORDS);
  const [adding, add] = useState<(typeof WAYS)[number]>();
  const [isPutAway, showPutAway] = useState(false);
  const journal = useMyJournal(isPutAway);
  return (
    <MinePage title={say('title')}>
      {({ courses, clinic }) => {
        const courseId = courses[0]?.id;
        return (
          <>
            <p className={styles.quiet}>{say('lead')}</p>
            {courseId &&
              (adding ? (
                <NewEntry key={adding} kind={adding} courseId={courseId} onDone={() => add(undefined)} />
              ) : (
                <p className={styles.buttons}>
                  {WAYS.map((kind) => (
                    <Button
                      key={kind}
                      size="lg"
                      variant={kind === 'text' ? 'filled' : 'default'}
                      onClick={() => add(kind)}
                    >
                      {say(kind)}
                    </Button>
                  ))}
                </p>
              ))}
            {journal.isPending ? (
              <LoadingState says={say('loading')} />
            ) : journal.isError ? (
              <NotShown says={say('failed')} error={journal.error} retry={() => void journal.refetch()} />
            ) : (
              <>
                {isPutAway && <h2>{say('putAwayTitle')}</h2>}
                {journal.data.entries.length === 0 && (
                  <p className={styles.quiet}>{say(isPutAway ? 'nothingPutAway' : 'nothing')}</p>
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
                    {isPutAway ? say('backToJournal') : say('showPutAway', { count: journal.data.putAway })}
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
  const say = useWords(JOURNAL_WORDS);
  const moments = useMoments(zone);
  const writing = useWriting<{ showHelp?: boolean }>();
  const standing = shares.find(({ withdrawnAt }) => withdrawnAt === undefined);
  const at = `/journal/${entry.id}`;
  const openedBy = [...new Set(shares.flatMap((share) => share.openedBy.map(({ name }) => name)))];
  return (
    <article className={styles.card} aria-label={say('entryOf', { day: moments.date(entry.writtenAt) })}>
      <h2 className={styles.moment}>
        {moments.date(entry.writtenAt)}, {moments.time(entry.writtenAt)}
      </h2>
      <JournalContentShown entry={entry} />
      <p>
        {standing ? (
          <StatusBadge meaning="accent">{say('sharedSince', { day: moments.date(standing.sharedAt) })}</StatusBadge>
        ) : (
          <StatusBadge meaning="neutral">{say(shares.length > 0 ? 'yoursAgain' : 'yours')}</StatusBadge>
        )}
      </p>
      {openedBy.length > 0 && <p className={styles.quiet}>{say('readBy', { names: openedBy.join(', ') })}</p>}
      {writing.data?.showHelp && <SpokenCrisisHelp because={say('goodToShare')} />}
      <ProblemAlert error={writing.error} />
      <div className={styles.buttons}>
        {entry.putAwayAt ? (
          <Button variant="default" onClick={() => writing.mutate({ path: `${at}/bring-back` })}>
            {say('bringBack')}
          </Button>
        ) : (
          <>
            {standing ? (
              <Button
                variant="default"
                loading={writing.isPending}
                onClick={() => writing.mutate({ path: `${at}/withdraw` })}
              >
                {say('stopSharing')}
              </Button>
            ) : (
              <ConfirmButton
                variant="default"
                loading={writing.isPending}
                asks={say('shareAsks')}
                onConfirm={() => writing.mutate({ path: `${at}/shares`, body: { id: newId() } })}
              >
                {say('share')}
              </ConfirmButton>
            )}
            <Button variant="subtle" onClick={() => writing.mutate({ path: `${at}/put-away` })}>
              {say('putAway')}
            </Button>
          </>
        )}
      </div>
    </article>
  );
}
