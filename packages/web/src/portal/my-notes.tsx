/** Psychotherapy notes that this reader has been let read; asked for by hand, since each reading is written down. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { useWords } from '../language/use-language.ts';
import { useMoments } from '../language/use-moments.ts';
import type { DisclosedShown } from '../notes/shapes.ts';
import { LoadingState } from '../ui/states.tsx';
import { MINE_WORDS } from './mine-words.ts';
import { NotShown } from './not-shown.tsx';
import styles from './reader.module.css';
import { Section } from './section.tsx';

export function MyNotes({ zone }: { zone: string }) {
  const say = useWords(MINE_WORDS);
  const moments = useMoments(zone);
  const [isAsked, ask] = useState(false);
  const shown = useQuery({
    queryKey: ['my notes'],
    queryFn: () => api.get<DisclosedShown>('/api/reader/notes'),
    enabled: isAsked,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Section title={say('apart')}>
      <p className={styles.lead}>{say('apartSays')}</p>
      {!isAsked && (
        <Button variant="default" size="md" onClick={() => ask(true)}>
          {say('apartShow')}
        </Button>
      )}
      {isAsked && shown.isPending && <LoadingState says={say('loading')} />}
      {shown.isError && <NotShown says={say('failed')} error={shown.error} retry={() => void shown.refetch()} />}
      {shown.data?.disclosed.length === 0 && <p role="status">{say('apartNone')}</p>}
      {shown.data?.disclosed.map(({ authorization, notes }) => (
        <article key={authorization.id} className={styles.session}>
          <h3 className={styles.small}>
            {say('apartUntil', { author: authorization.author ?? '', day: moments.date(authorization.expiresAt) })}
          </h3>
          {notes.map((note) => (
            <p key={note.id} className={styles.text} lang="en">
              {note.text}
            </p>
          ))}
        </article>
      ))}
    </Section>
  );
}
