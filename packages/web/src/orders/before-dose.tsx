/** What the patient reads before each dose of a course, in the prescriber's own words: which medicines to hold, and when. */
import { MOST_BEFORE_DOSE_WORDS, mayEver } from '@holdspace/care';
import { Button, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { api } from '../api/client.ts';
import { useMe, useZone } from '../api/me.ts';
import { newId } from '../api/new-id.ts';
import type { WrittenBefore } from '../preparation/shapes.ts';
import { Form } from '../ui/form.tsx';
import { sayDate } from '../ui/moment.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import styles from './orders.module.css';

interface Answer {
  readonly written: WrittenBefore;
}

export default function BeforeDose({ courseId }: { courseId: string }) {
  const heading = useId();
  const zone = useZone();
  const mayWrite = mayEver('sign a course order', useMe().practitioner.roles);
  const key = ['before-dose', courseId];
  const known = useQuery({ queryKey: key, queryFn: () => api.get<Answer>(`/api/courses/${courseId}/before-dose`) });
  const [isWriting, write] = useState(false);
  const written = known.data?.written;
  return (
    <section className={styles.orders} aria-labelledby={heading}>
      <div className={styles.head}>
        <h3 className={styles.title} id={heading}>
          To do before each dose
        </h3>
        {mayWrite && written && !isWriting && (
          <Button variant="subtle" onClick={() => write(true)}>
            {written.words ? 'Write it anew' : 'Write it for the patient'}
          </Button>
        )}
      </div>
      <ProblemAlert error={known.error} />
      {written && !isWriting && !written.words && (
        <p className={styles.unknown}>
          Nothing is written. The patient reads what the protocol asks, and to ask before changing a medicine.
        </p>
      )}
      {written?.words && !isWriting && (
        <>
          <p className={styles.written}>{written.words}</p>
          {written.at && (
            <p className={styles.small}>
              Written by {written.by ?? 'somebody who has left'}, {sayDate(written.at, zone)}; the patient reads it so.
            </p>
          )}
        </>
      )}
      {written && isWriting && <Writing courseId={courseId} written={written} onLeave={() => write(false)} />}
    </section>
  );
}

function Writing({ courseId, written, onLeave }: { courseId: string; written: WrittenBefore; onLeave: () => void }) {
  const queries = useQueryClient();
  const [id] = useState(newId);
  const [words, setWords] = useState(written.words ?? '');
  const saving = useMutation({
    mutationFn: () => api.post<Answer>(`/api/courses/${courseId}/before-dose`, { id, follows: written.version, words }),
    onSuccess: (answer) => {
      queries.setQueryData(['before-dose', courseId], answer);
      onLeave();
    },
  });
  return (
    <div className={styles.inset}>
      <Form
        send="Let the patient read it"
        isSending={saving.isPending}
        error={saving.error}
        onSend={() => saving.mutate()}
        onLeave={onLeave}
      >
        <Textarea
          label="In your words, for the patient"
          description="Which medicines to hold or to take, and when. Fasting, the way home and driving are said by the protocol already. Left empty, it is taken away."
          autosize
          minRows={3}
          maxLength={MOST_BEFORE_DOSE_WORDS}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      </Form>
    </div>
  );
}
