/** Taking a consent back: what follows is read first, then it is done at once. */
import { LONGEST_WORDS, withdrawable } from '@holdspace/care';
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../../api/new-id.ts';
import { useLanguage, useWords } from '../../language/use-language.ts';
import styles from './consents.module.css';
import { useConsentWriting } from './queries.ts';
import { sayProblem } from './say.ts';
import type { ConsentReading } from './shapes.ts';
import { CONSENT_WORDS } from './words.ts';

export function TakeBack({ read: { consent, reading } }: { read: ConsentReading }) {
  const say = useWords(CONSENT_WORDS);
  const language = useLanguage();
  const [isAsking, ask] = useState(false);
  const [words, setWords] = useState('');
  const [id] = useState(newId);
  const sending = useConsentWriting(consent.document);
  const signature = withdrawable(consent.standing);
  if (!signature) return null;
  if (!isAsking)
    return (
      <div className={styles.buttons}>
        <Button size="md" variant="default" onClick={() => ask(true)}>
          {say('take_back')}
        </Button>
      </div>
    );
  const over = words.trim().length - LONGEST_WORDS;
  return (
    <section className={styles.takeBack}>
      <h2>{say('take_back_title')}</h2>
      <p className={styles.text}>{reading.ifWithdrawn[language]}</p>
      <Textarea
        label={say('take_back_words')}
        size="md"
        autosize
        minRows={2}
        dir="auto"
        value={words}
        error={over > 0 ? say('too_long', { count: over }) : undefined}
        onChange={({ currentTarget: { value } }) => setWords(value)}
      />
      <div role="alert">{sending.error && <p className={styles.kind}>{sayProblem(say, sending.error)}</p>}</div>
      <div className={styles.buttons}>
        <Button
          size="md"
          color="red"
          loading={sending.isPending}
          disabled={over > 0}
          onClick={() =>
            sending.mutate({
              to: 'withdrawals',
              body: { id, signature, ...(words.trim() && { words: words.trim() }) },
            })
          }
        >
          {say('take_back_do')}
        </Button>
        <Button size="md" variant="default" onClick={() => ask(false)}>
          {say('keep')}
        </Button>
      </div>
    </section>
  );
}
