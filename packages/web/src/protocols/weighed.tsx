/** Differences side by side, the weightiest first, each with its weight in a word and the reason that is given for it. */
import { type Departure, sayPlace, WEIGHT_NAMES, WEIGHTS, type WeighedDifference, type Weight } from '@holdspace/care';
import type { ReactNode } from 'react';
import { type Meaning, StatusBadge } from '../ui/status-badge.tsx';
import styles from './weighed.module.css';

const MEANINGS: Record<Weight, Meaning> = {
  loosens: 'danger',
  may_loosen: 'caution',
  tightens: 'good',
  adds_gate: 'good',
  changes_who: 'caution',
  changes_words: 'neutral',
};

interface WeighedProps {
  readonly differences: readonly WeighedDifference[];
  /** What the two sides are called: "Version 1.0.0". */
  readonly before: string;
  readonly after: string;
  /** Under a difference: its reason, or the field for it. */
  readonly under?: (difference: WeighedDifference) => ReactNode;
}

export function Weighed({ differences, before, after, under }: WeighedProps) {
  const groups = WEIGHTS.map((weight) => ({ weight, of: differences.filter((one) => one.weight === weight) })).filter(
    ({ of }) => of.length > 0,
  );
  if (groups.length === 0) return <p>Nothing differs in the way of treating.</p>;
  return (
    <div className={styles.groups}>
      <p className={styles.counts}>
        {groups.map(({ weight, of }) => (
          <StatusBadge key={weight} meaning={MEANINGS[weight]}>
            {WEIGHT_NAMES[weight]}: {of.length}
          </StatusBadge>
        ))}
      </p>
      {groups.map(({ weight, of }) => (
        <section key={weight} aria-label={WEIGHT_NAMES[weight]}>
          <h3 className={styles.weight}>
            <StatusBadge meaning={MEANINGS[weight]}>{WEIGHT_NAMES[weight]}</StatusBadge>
          </h3>
          <ul className={styles.list}>
            {of.map((one) => (
              <li key={one.path} className={styles.difference}>
                <strong className={styles.place}>{sayPlace(one.path)}</strong>
                <div className={styles.sides}>
                  <Side says={before} value={one.before} />
                  <Side says={after} value={one.after} />
                </div>
                {under?.(one)}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Side({ says, value }: { says: string; value: string | undefined }) {
  return (
    <div className={styles.side}>
      <span className={styles.which}>{says}</span>
      {value === undefined ? <span className={styles.absent}>Not part of it</span> : <span>{value}</span>}
    </div>
  );
}

export function ReasonGiven({ departure, isAsked }: { departure: Departure | undefined; isAsked: boolean }) {
  if (!departure) return isAsked ? <p className={styles.lacking}>No reason is given.</p> : null;
  const { reason, sources } = departure;
  return (
    <p className={styles.reason}>
      {sources.length === 0 ? 'Changed by the medical director: ' : 'Reason: '}
      {reason}
      {sources.length > 0 && ` (source: ${sources.join(', ')})`}
    </p>
  );
}
