/** The values up the side of a chart, each with a line across it. */
import type { ScaleLinear } from 'd3-scale';
import styles from './charts.module.css';

interface RungsProps {
  readonly y: ScaleLinear<number, number>;
  readonly from: number;
  readonly to: number;
  /** About how many. */
  readonly count: number;
  /** The value at which nothing is different. */
  readonly reference?: number;
}
export function Rungs({ y, from, to, count, reference }: RungsProps) {
  const say = y.tickFormat(count);
  return y.ticks(count).map((tick) => (
    <g key={tick}>
      <line
        x1={from}
        x2={to}
        y1={y(tick)}
        y2={y(tick)}
        className={tick === reference ? styles.reference : styles.grid}
      />
      <text x={from - 6} y={y(tick) + 4} textAnchor="end" className={styles.tick}>
        {say(tick)}
      </text>
    </g>
  ));
}
