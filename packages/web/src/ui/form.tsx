/** A form as all of them are here: fields, what the server would not take, and two buttons. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWordsAround } from '../language/around.tsx';
import { defineWords } from '../language/words.ts';
import styles from './form.module.css';
import { ProblemAlert } from './problem-alert.tsx';

const WORDS = defineWords('a form', { en: { notNow: 'Not now' }, es: { notNow: 'Ahora no' } });

interface FormProps {
  readonly children: ReactNode;
  readonly send: string;
  readonly isSending: boolean;
  readonly error: unknown;
  readonly onSend: () => void;
  readonly onLeave: () => void;
}

export function Form({ children, send, isSending, error, onSend, onLeave }: FormProps) {
  const say = useWordsAround(WORDS);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      <div className={styles.fields}>{children}</div>
      <ProblemAlert error={error} />
      <div className={styles.buttons}>
        <Button type="submit" loading={isSending}>
          {send}
        </Button>
        <Button variant="subtle" onClick={onLeave}>
          {say('notNow')}
        </Button>
      </div>
    </form>
  );
}
