/** The mean score at each moment of a course, with its interval and how many of those who were asked answered. */
import { isEstimated, MOMENT_WORDS, type OutcomeMoment } from '@holdspace/care';
import { scaleLinear, scalePoint } from 'd3-scale';
import { sayNumber, sayShort } from '../say.ts';
import styles from './charts.module.css';
import { Rungs } from './rungs.tsx';

const WIDTH = 420;
const HEIGHT = 200;
const LEFT = 40;
const RIGHT = 16;
const TOP = 12;
const BOTTOM = 30;

interface MomentsProps {
  readonly title: string;
  readonly moments: readonly OutcomeMoment[];
  readonly range: { readonly low: number; readonly high: number };
}

export function MomentsChart({ title, moments, range }: MomentsProps) {
  const x = scalePoint<string>()
    .domain(moments.map(({ moment }) => moment))
    .range([LEFT + 24, WIDTH - RIGHT - 24]);
  const y = scaleLinear()
    .domain([range.low, range.high])
    .range([HEIGHT - BOTTOM, TOP]);
  const at = (moment: string) => x(moment) ?? LEFT;
  const drawn = moments.map(({ moment, mean }) =>
    isEstimated(mean)
      ? { x: at(moment), y: y(mean.value), low: y(mean.interval.low), high: y(mean.interval.high) }
      : undefined,
  );
  // A moment of which too little is known is a gap, and is not drawn through.
  const course = drawn.map((one, place) => (one ? `${drawn[place - 1] ? 'L' : 'M'}${one.x} ${one.y}` : '')).join('');
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.name}>{title}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={styles.chart} aria-hidden="true">
        <Rungs y={y} from={LEFT} to={WIDTH - RIGHT} count={4} />
        <path d={course} className={styles.curve} />
        {drawn
          .filter((one) => one !== undefined)
          .map((one) => (
            <g key={one.x} className={styles.own}>
              <line x1={one.x} x2={one.x} y1={one.low} y2={one.high} />
              <circle cx={one.x} cy={one.y} r="5" />
            </g>
          ))}
        {moments.map(({ moment }) => (
          <text key={moment} x={at(moment)} y={HEIGHT - 10} textAnchor="middle" className={styles.tick}>
            {MOMENT_WORDS[moment]}
          </text>
        ))}
      </svg>
      <table className={styles.numbers}>
        <caption className="hs-visually-hidden">{title}, at each moment</caption>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Mean (interval)</th>
            <th scope="col">Answered</th>
          </tr>
        </thead>
        <tbody>
          {moments.map(({ moment, mean, expected, answered }) => (
            <tr key={moment}>
              <th scope="row">{MOMENT_WORDS[moment]}</th>
              <td className="hs-numbers">{sayShort(mean, sayNumber)}</td>
              <td className="hs-numbers">
                {answered}
                {expected !== null && (answered > expected ? `, where ${expected} were asked` : ` of ${expected}`)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
