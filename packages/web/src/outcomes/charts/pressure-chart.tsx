/** How systolic pressure went over the minutes of sessions: the mean as a line, the highest reading as a mark above it. */
import type { PressureOfMinutes } from '@holdspace/care';
import { scaleLinear } from 'd3-scale';
import styles from './charts.module.css';
import { Rungs } from './rungs.tsx';

const WIDTH = 420;
const HEIGHT = 210;
const LEFT = 44;
const RIGHT = 16;
const TOP = 12;
const BOTTOM = 46;

export function PressureChart({
  title,
  pressure,
}: {
  readonly title: string;
  readonly pressure: readonly PressureOfMinutes[];
}) {
  const minutes = pressure.map(({ minute }) => minute);
  const values = pressure.flatMap(({ mean, highest }) => [mean, highest]);
  const x = scaleLinear()
    .domain([Math.min(-15, ...minutes), Math.max(60, ...minutes)])
    .range([LEFT, WIDTH - RIGHT]);
  const y = scaleLinear()
    .domain([Math.min(100, ...values), Math.max(160, ...values)])
    .nice(4)
    .range([HEIGHT - BOTTOM, TOP]);
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.name}>{title}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={styles.chart} aria-hidden="true">
        <Rungs y={y} from={LEFT} to={WIDTH - RIGHT} count={4} />
        <line x1={x(0)} x2={x(0)} y1={TOP} y2={HEIGHT - BOTTOM} className={styles.reference} />
        <polyline
          points={pressure.map(({ minute, mean }) => `${x(minute)},${y(mean)}`).join(' ')}
          className={styles.curve}
        />
        {pressure.map(({ minute, mean, highest }) => (
          <g key={minute} className={styles.own}>
            <circle cx={x(minute)} cy={y(mean)} r="4" />
            <path d={`M${x(minute) - 4} ${y(highest)}h8`} className={styles.highest} />
          </g>
        ))}
        {x.ticks(6).map((tick) => (
          <text key={tick} x={x(tick)} y={HEIGHT - BOTTOM + 18} textAnchor="middle" className={styles.tick}>
            {x.tickFormat(6)(tick)}
          </text>
        ))}
        <text x={(LEFT + WIDTH - RIGHT) / 2} y={HEIGHT - 8} textAnchor="middle" className={styles.axisName}>
          minutes from the first dose
        </text>
      </svg>
      <details>
        <summary className={styles.summary}>The readings in numbers</summary>
        <table className={styles.numbers}>
          <caption className="hs-visually-hidden">Systolic pressure of {title}, by minute</caption>
          <thead>
            <tr>
              <th scope="col">From minute</th>
              <th scope="col">Mean, mm Hg</th>
              <th scope="col">Highest</th>
              <th scope="col">Readings</th>
            </tr>
          </thead>
          <tbody>
            {pressure.map(({ minute, readings, mean, highest }) => (
              <tr key={minute} className="hs-numbers">
                <th scope="row">{minute}</th>
                <td>{Math.round(mean)}</td>
                <td>{Math.round(highest)}</td>
                <td>{readings}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
