/** One's own groups: when, where, how many, led by whom, and the agreement to keep what is said there. Nobody else's name. */
import { GROUP_CONSENT, GROUP_CONSENT_TEXT, GROUP_KIND_WORDS, type GroupKind, type Instant } from '@holdspace/care';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { newId } from '../api/new-id.ts';
import { useLanguage, useWords } from '../language/use-language.ts';
import { useMoments } from '../language/use-moments.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import styles from './integration/integration.module.css';
import { GROUP_WORDS } from './words.ts';

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
  const say = useWords(GROUP_WORDS);
  const language = useLanguage();
  const moments = useMoments(shown.zone);
  const [isReading, read] = useState(false);
  const [id, setId] = useState(newId);
  const { version, text } = shown.consent;
  const sign = useMutation({
    mutationFn: () => api.post(`/api/reader/groups/${group.id}/consent`, { id, textVersion: version }),
    onSuccess: () => {
      // Taken back and agreed to anew, it is another.
      setId(newId());
      onSigned();
    },
  });
  // A text that this page does not know in the reader's language is shown as the server sent it.
  const isKnown = version === GROUP_CONSENT.version;
  const { next, place, count } = group;
  const where = next
    ? `${moments.date(next.at)}, ${moments.time(next.at)}, ${next.room}`
    : say('notPlanned', { place });
  const leaders = new Intl.ListFormat(language).format(group.leaders);
  const isSigned = group.consent?.textVersion === version;
  return (
    <article className={styles.card}>
      <h2>{GROUP_KIND_WORDS[group.kind][language]}</h2>
      <p>
        {where}. {say('people', { count, leaders })}
      </p>
      {isSigned ? (
        <p className={styles.quiet}>{say('agreed')}</p>
      ) : isReading ? (
        <>
          <div className={styles.lines} lang={isKnown ? language : 'en'}>
            {(isKnown ? GROUP_CONSENT_TEXT[language] : text).map((line) => (
              <p key={line}>{line}</p>
            ))}
          </div>
          <ProblemAlert error={sign.error} />
          <div className={styles.buttons}>
            <Button size="md" loading={sign.isPending} onClick={() => sign.mutate()}>
              {say('agree')}
            </Button>
            <Button size="md" variant="subtle" onClick={() => read(false)}>
              {say('notNow')}
            </Button>
          </div>
        </>
      ) : (
        <div className={styles.buttons}>
          <Button size="md" onClick={() => read(true)}>
            {say('read')}
          </Button>
        </div>
      )}
    </article>
  );
}
