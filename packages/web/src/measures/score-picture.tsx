/** One measure's scores as a small picture; what stands beside it says the same in words. */
import type { Instant } from '@holdspace/care';
import styles from './scores.module.css';

const WIDTH = 300;
const HEIGHT = 72;
const EDGE = 6;

interface ScorePictureProps {
  /** Earliest first; at least one. */
  readonly points: readonly { readonly at: Instant; readonly value: number; readonly isImported?: true }[];
  readonly range: { readonly low: number; readonly high: number };
  /** Days on which something was given, as lines; those outside the answers are left out. */
  readonly doses?: readonly Instant[];
}

/** Time goes to the right as it went, so that a long pause is a long way. */
export function ScorePicture({ points, range, doses = [] }: ScorePictureProps) {
  const times = points.map(({ at }) => Date.parse(at));
  const [begin, end] = [Math.min(...times), Math.max(...times)];
  const x = (at: number) => (end === begin ? WIDTH / 2 : EDGE + ((at - begin) / (end - begin)) * (WIDTH - 2 * EDGE));
  const y = (value: number) => EDGE + (1 - (value - range.low) / (range.high - range.low)) * (HEIGHT - 2 * EDGE);
  const drawn = points.map(({ at, value, isImported }) => ({
    key: `${at} ${isImported}`,
    isImported,
    x: x(Date.parse(at)),
    y: y(value),
  }));
  const given = doses.filter((at) => Date.parse(at) >= begin && Date.parse(at) <= end);
  return (
    <svg className={styles.picture} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <line x1="0" x2={WIDTH} y1={y(range.low)} y2={y(range.low)} className={styles.axis} />
      <line x1="0" x2={WIDTH} y1={y(range.high)} y2={y(range.high)} className={styles.axis} />
      {given.map((at) => (
        <line key={at} x1={x(Date.parse(at))} x2={x(Date.parse(at))} y1="0" y2={HEIGHT} className={styles.given} />
      ))}
      <polyline points={drawn.map((one) => `${one.x},${one.y}`).join(' ')} className={styles.course} />
      {drawn.map((one) => (
        <circle key={one.key} cx={one.x} cy={one.y} r="4" className={one.isImported ? styles.imported : styles.point} />
      ))}
    </svg>
  );
}
