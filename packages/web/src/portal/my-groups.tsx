/** One's own groups: when, where, how many, led by whom, and the agreement to keep what is said there. Nobody else's name. */
import { GROUP_KIND_WORDS, type GroupKind, type Instant } from '@holdspace/care';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { newId } from '../api/new-id.ts';
import { sayDate, sayTime } from '../ui/moment.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import styles from './integration/integration.module.css';

interface MyGroup {
  readonly id: string;
  readonly kind: GroupKind;
  readonly place: string;
  readonly count: number;
  readonly leaders: readonly string[];
  readonly next?: { readonly at: Instant; readonly minutes: number; readonly room: string };
  readonly consent?: { readonly signedAt: Instant; readonly textVersion: string };
}
interface MyGroupsShown {
  readonly groups: readonly MyGroup[];
  readonly consent: { readonly version: string; readonly text: readonly string[] };
  readonly zone: string;
}

/** Nothing where there is none, or it cannot be reached: the place itself says that. */
export function GroupCards() {
  const shown = useQuery({ queryKey: ['my groups'], queryFn: () => api.get<MyGroupsShown>('/api/reader/groups') });
  return shown.data?.groups.map((group) => (
    <GroupCard key={group.id} group={group} shown={shown.data} onSigned={() => void shown.refetch()} />
  ));
}

function GroupCard({ group, shown, onSigned }: { group: MyGroup; shown: MyGroupsShown; onSigned: () => void }) {
  const [isReading, read] = useState(false);
  const [id] = useState(newId);
  const { version, text } = shown.consent;
  const sign = useMutation({
    mutationFn: () => api.post(`/api/reader/groups/${group.id}/consent`, { id, textVersion: version }),
    onSuccess: onSigned,
  });
  const isSigned = group.consent?.textVersion === version;
  return (
    <article className={styles.card}>
      <h2>{GROUP_KIND_WORDS[group.kind]}</h2>
      <p>
        {group.next
          ? `${sayDate(group.next.at, shown.zone)}, ${sayTime(group.next.at, shown.zone)}, ${group.next.room}`
          : `In ${group.place}; the next meeting is not planned yet`}
        . {group.count === 1 ? '1 person' : `${group.count} people`}, led by {group.leaders.join(' and ')}.
      </p>
      {isSigned ? (
        <p className={styles.quiet}>You have agreed to keep what is said there.</p>
      ) : isReading ? (
        <>
          {text.map((line) => (
            <p key={line}>{line}</p>
          ))}
          <ProblemAlert error={sign.error} />
          <div className={styles.buttons}>
            <Button size="md" loading={sign.isPending} onClick={() => sign.mutate()}>
              I agree
            </Button>
            <Button size="md" variant="subtle" onClick={() => read(false)}>
              Not now
            </Button>
          </div>
        </>
      ) : (
        <div className={styles.buttons}>
          <Button size="md" onClick={() => read(true)}>
            Read and agree to keep what is said
          </Button>
        </div>
      )}
    </article>
  );
}
