/** What a patient says by word or by telephone is a withdrawal as much as one on their own page. */
import { LONGEST_WORDS } from '@holdspace/care';
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../api/new-id.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import styles from './consents.module.css';
import { useKeepConsents } from './queries.ts';

export function WithdrawnByWord({
  courseId,
  signature,
  title,
}: {
  courseId: string;
  signature: string;
  title: string;
}) {
  const [isOpen, open] = useState(false);
  const [words, setWords] = useState('');
  const [id] = useState(newId);
  const keep = useKeepConsents(courseId);
  if (!isOpen)
    return (
      <Button variant="default" onClick={() => open(true)}>
        The patient withdraws it<span className="hs-visually-hidden">: {title}</span>
      </Button>
    );
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        keep.mutate({ to: '/withdrawals', body: { id, signature, words } });
      }}
    >
      <Textarea
        label="What the patient said, and how (in person, by telephone)"
        autosize
        minRows={2}
        maxLength={LONGEST_WORDS}
        required
        withAsterisk={false}
        value={words}
        onChange={({ currentTarget: { value } }) => setWords(value)}
      />
      <ProblemAlert error={keep.error} />
      <div className={styles.buttons}>
        <Button type="submit" color="red" loading={keep.isPending}>
          Record that it is withdrawn
        </Button>
        <Button variant="subtle" onClick={() => open(false)}>
          Not now
        </Button>
      </div>
    </form>
  );
}
