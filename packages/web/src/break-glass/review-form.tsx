/** What a reviewer thinks of one, and why. Given once. */
import {
  GLASS_VERDICT_WORDS,
  GLASS_VERDICTS,
  type GlassVerdict,
  glassReviewSchema,
  LEAST_LETTERS,
  verdictEnds,
} from '@holdspace/care';
import { Button, Radio, Textarea } from '@mantine/core';
import { useState } from 'react';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import styles from './break-glass.module.css';
import { type GlassShown, useReview } from './queries.ts';

export function ReviewForm({ glass, onLeave }: { glass: GlassShown; onLeave: () => void }) {
  const give = useReview(glass.id);
  const [verdict, setVerdict] = useState<GlassVerdict>();
  const [words, setWords] = useState('');
  const [isTried, setTried] = useState(false);
  const review = glassReviewSchema.safeParse({ verdict, words });
  const isWrong = (field: string) =>
    isTried && !review.success && review.error.issues.some(({ path }) => path[0] === field);
  const closes = glass.state === 'standing' && verdict !== undefined && verdictEnds(verdict);
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (review.success) give.mutate(review.data);
      }}
    >
      <Radio.Group
        label="Was it right?"
        value={verdict ?? ''}
        onChange={(value) => setVerdict(value as GlassVerdict)}
        error={isWrong('verdict') && 'Choose one.'}
      >
        <div className={styles.reasons}>
          {GLASS_VERDICTS.map((one) => (
            <Radio key={one} value={one} label={GLASS_VERDICT_WORDS[one]} />
          ))}
        </div>
      </Radio.Group>
      {closes && <p className={styles.says}>This closes the record to {glass.person.name} at once.</p>}
      <Textarea
        label="Because"
        description={`It stays as you give it. At least ${LEAST_LETTERS} letters.`}
        autosize
        minRows={2}
        maxLength={1000}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        error={isWrong('words') && `Say why in words: at least ${LEAST_LETTERS} letters.`}
      />
      <ProblemAlert error={give.error} />
      <div className={styles.buttons}>
        <Button type="submit" loading={give.isPending}>
          Give this verdict
        </Button>
        <Button variant="subtle" onClick={onLeave}>
          Not now
        </Button>
      </div>
    </form>
  );
}
