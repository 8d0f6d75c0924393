/** Psychotherapy notes that this reader has been let read; asked for by hand, since each reading is written down. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import type { DisclosedShown } from '../notes/shapes.ts';
import { sayDate } from '../ui/moment.ts';
import { FailedState, LoadingState } from '../ui/states.tsx';
import styles from './reader.module.css';
import { Section } from './section.tsx';

export function MyNotes({ zone }: { zone: string }) {
  const [isAsked, ask] = useState(false);
  const shown = useQuery({
    queryKey: ['my notes'],
    queryFn: () => api.get<DisclosedShown>('/api/reader/notes'),
    enabled: isAsked,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Section title="Psychotherapy notes">
      <p className={styles.lead}>
        A therapist’s own notes are apart from the record. They are shown only where an authorization is in force, and
        each reading is written down.
      </p>
      {!isAsked && (
        <Button variant="default" size="md" onClick={() => ask(true)}>
          Show what is authorized
        </Button>
      )}
      {isAsked && shown.isPending && <LoadingState says="Loading notes" />}
      {shown.isError && <FailedState what="The notes" error={shown.error} retry={() => void shown.refetch()} />}
      {shown.data?.disclosed.length === 0 && <p role="status">Nothing is authorized now.</p>}
      {shown.data?.disclosed.map(({ authorization, notes }) => (
        <article key={authorization.id} className={styles.session}>
          <h3 className={styles.small}>
            {authorization.author}, until {sayDate(authorization.expiresAt, zone)}
          </h3>
          {notes.map((note) => (
            <p key={note.id} className={styles.text}>
              {note.text}
            </p>
          ))}
        </article>
      ))}
    </Section>
  );
}
