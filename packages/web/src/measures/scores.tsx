/** What questionnaires came to over time: a small picture of each, and the same in words. */
import { type ScoreLine, sayMoved, sayScore } from '@holdspace/care';
import { sayDate } from '../ui/moment.ts';
import { ScorePicture } from './score-picture.tsx';
import styles from './scores.module.css';

export function Scores({ lines, zone }: { lines: readonly ScoreLine[]; zone: string }) {
  return (
    <ul className={styles.lines}>
      {lines.map((line) => (
        <Line key={line.instrument} line={line} zone={zone} />
      ))}
    </ul>
  );
}

function Line({ line, zone }: { line: ScoreLine; zone: string }) {
  const { title, range, higherIs, points, change } = line;
  const latest = points.at(-1);
  if (!latest) return null;
  return (
    <li className={styles.line}>
      <div className={styles.head}>
        <strong>{title}</strong>
        <span className={styles.quiet}>
          {range.low} to {range.high}
          {higherIs !== 'neither' && `, higher is ${higherIs}`}
        </span>
      </div>
      <ScorePicture points={points} range={range} />
      <p className={`${styles.words} hs-numbers`}>
        {sayDate(latest.at, zone)}: {sayScore(latest.value)}
        {latest.band && `, ${latest.band.toLowerCase()}`}
        {latest.isImported && ', imported'}
        {change && <span className={styles.quiet}>{`Since the beginning ${sayMoved(change)}`}</span>}
      </p>
      {points.length > 1 && (
        <details>
          <summary className={styles.summary}>All {points.length} scores</summary>
          <ol className={`${styles.all} hs-numbers`}>
            {points.map(({ at, value, band, isImported }) => (
              <li key={`${at} ${isImported}`}>
                {sayDate(at, zone)}: {sayScore(value)}
                {band && `, ${band.toLowerCase()}`}
                {isImported && ', imported'}
              </li>
            ))}
          </ol>
        </details>
      )}
    </li>
  );
}
