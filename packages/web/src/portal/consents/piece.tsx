/** One piece of a consent, and the question that shows whether it was said well. */

import type { Localized } from '@holdspace/care';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../../api/new-id.ts';
import { Problem } from '../../api/problem.ts';
import { useLanguage, useWords } from '../../language/use-language.ts';
import styles from './consents.module.css';
import { useConsentWriting } from './queries.ts';
import { sayProblem } from './say.ts';
import type { ReadingPiece } from './shapes.ts';
import { CONSENT_WORDS } from './words.ts';

interface PieceProps {
  readonly document: string;
  readonly version: number;
  readonly piece: ReadingPiece;
  readonly isAnswered: boolean;
  readonly onChanged: () => void;
}

export function Piece({ document, version, piece, isAnswered, onChanged }: PieceProps) {
  const say = useWords(CONSENT_WORDS);
  const language = useLanguage();
  const [chosen, choose] = useState<string>();
  const sending = useConsentWriting<{ isRight: boolean; reply: Localized }>(document);
  const { question } = piece;
  const isRetired = sending.error instanceof Problem && sending.error.rule === 'version-retired';
  const answer = sending.data;
  return (
    <>
      <p className={styles.text}>{piece.text[language]}</p>
      {question && isAnswered && !answer && <p className={styles.right}>{say('answered')}</p>}
      {question && (!isAnswered || answer) && (
        <form
          className={styles.question}
          onSubmit={(event) => {
            event.preventDefault();
            if (chosen && !sending.isPending)
              sending.mutate({ to: 'answers', body: { id: newId(), version, piece: piece.id, choice: chosen } });
          }}
        >
          <fieldset>
            <legend>
              <span className={styles.check}>{say('check')}</span>
              {question.asks[language]}
            </legend>
            <p className={styles.quiet}>{say('check_why')}</p>
            <div className={styles.choices}>
              {question.choices.map(({ id, says }) => (
                <label key={id} className={styles.choice}>
                  <input
                    type="radio"
                    name={piece.id}
                    value={id}
                    checked={chosen === id}
                    disabled={answer?.isRight === true}
                    onChange={() => {
                      choose(id);
                      if (answer) sending.reset();
                    }}
                  />
                  <span>{says[language]}</span>
                </label>
              ))}
            </div>
          </fieldset>
          <div role="status" aria-live="polite">
            {answer && (
              <p className={answer.isRight ? styles.right : styles.kind}>
                <strong>{say(answer.isRight ? 'right' : 'again')}</strong> {answer.reply[language]}
              </p>
            )}
            {sending.error && <p className={styles.kind}>{sayProblem(say, sending.error)}</p>}
          </div>
          {isRetired ? (
            <Button size="md" onClick={onChanged}>
              {say('changed_go')}
            </Button>
          ) : (
            answer?.isRight !== true && (
              <Button type="submit" size="md" variant="default" disabled={!chosen} loading={sending.isPending}>
                {say('choose')}
              </Button>
            )
          )}
        </form>
      )}
    </>
  );
}
