/** What matters: weighed one by one, then put in one's own order. */
import { type DecisionAnswers, inOwnOrder, VALUE_WEIGHTS, type ValueId } from '@holdspace/care';
import { useEffect, useRef, useState } from 'react';
import styles from '../decide.module.css';
import { OneOf, Text } from './choices.tsx';
import type { PartProps } from './own.tsx';

export function Matters({ answers, change, content, t }: PartProps) {
  return (
    <section aria-labelledby="matters">
      <h2 id="matters">{t('matters-title')}</h2>
      <p className={styles.lead}>{t('matters-lead')}</p>
      <div className={styles.weighing}>
        {content.values.map(({ id, says }) => (
          <OneOf
            key={id}
            legend={says}
            isPlain
            options={VALUE_WEIGHTS.map((value) => ({ value, says: t(value) }))}
            value={answers.weights[id]}
            onChoose={(weight) => change({ weights: { ...answers.weights, [id]: weight } })}
          />
        ))}
      </div>
      <Text label={t('own-value')} value={answers.ownValue} onType={(ownValue) => change({ ownValue })} />
      <h3>{t('order-title')}</h3>
      <Order answers={answers} change={change} content={content} t={t} />
    </section>
  );
}

/** Those that were weighed, as they stand; moved within a weight, since across weights one would say another weight. */
function Order({ answers, change, content, t }: PartProps) {
  const saysOf = (id: ValueId) => content.values.find((one) => one.id === id)?.says ?? id;
  const list = useRef<HTMLOListElement>(null);
  const [moved, setMoved] = useState<{ readonly id: ValueId; readonly by: 'up' | 'down'; readonly says: string }>();
  const ids = inOwnOrder(answers).filter((id) => answers.weights[id] !== undefined);
  // What is moved keeps the focus, though it now stands elsewhere.
  useEffect(() => {
    if (moved) list.current?.querySelector<HTMLElement>(`[data-move="${moved.id} ${moved.by}"]`)?.focus();
  }, [moved]);
  if (ids.length === 0) return <p className={styles.note}>{t('order-empty')}</p>;
  const move = (id: ValueId, by: 'up' | 'down') => {
    const from = ids.indexOf(id);
    const to = by === 'up' ? from - 1 : from + 1;
    const order = [...ids];
    order.splice(from, 1);
    order.splice(to, 0, id);
    change({ order });
    const what = saysOf(id);
    setMoved({ id, by, says: t('moved', { what, place: to + 1, of: ids.length }) });
  };
  return (
    <>
      <p className={styles.lead}>{t('order-lead')}</p>
      <ol className={styles.order} ref={list}>
        {ids.map((id, index) => (
          <li key={id}>
            <span className={styles.ordered}>
              {saysOf(id)} <small>{t(answers.weights[id] ?? 'some')}</small>
            </span>
            {(['up', 'down'] as const).map((by) => (
              <MoveButton
                key={by}
                by={by}
                id={id}
                says={t(by, { what: saysOf(id) })}
                isPossible={isOfOneWeight(answers, id, ids[by === 'up' ? index - 1 : index + 1])}
                move={() => move(id, by)}
              />
            ))}
          </li>
        ))}
      </ol>
      <p aria-live="polite" className="hs-visually-hidden">
        {moved?.says}
      </p>
    </>
  );
}

const isOfOneWeight = ({ weights }: DecisionAnswers, id: ValueId, other: ValueId | undefined): boolean =>
  other !== undefined && weights[other] === weights[id];

/** Stays in the way of the keyboard where it can do nothing, so that the focus is not lost at an end of the list. */
function MoveButton({
  by,
  id,
  says,
  isPossible,
  move,
}: {
  by: 'up' | 'down';
  id: ValueId;
  says: string;
  isPossible: boolean;
  move(): void;
}) {
  return (
    <button
      type="button"
      className={styles.move}
      data-move={`${id} ${by}`}
      aria-label={says}
      aria-disabled={!isPossible}
      onClick={() => isPossible && move()}
    >
      <span aria-hidden="true">{by === 'up' ? '↑' : '↓'}</span>
    </button>
  );
}
