/** Sessions as points: what was given, or what it was like, and how the score changed after it. */
import { scaleLinear } from 'd3-scale';
import styles from './charts.module.css';
import { Rungs } from './rungs.tsx';

const WIDTH = 420;
const HEIGHT = 270;
const LEFT = 48;
const RIGHT = 12;
const TOP = 12;
const BOTTOM = 44;

export interface Point {
  readonly x: number;
  readonly y: number;
  /** Another form for another protocol. */
  readonly form: number;
}
interface ScatterProps {
  readonly points: readonly Point[];
  readonly across: string;
  readonly up: string;
  /** Said in place of the picture. */
  readonly says: string;
}

const FORMS = [
  (x: number, y: number) => `M${x - 4} ${y}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z`,
  (x: number, y: number) => `M${x - 4} ${y - 4}h8v8h-8z`,
  (x: number, y: number) => `M${x} ${y - 5}l5 9h-10z`,
  (x: number, y: number) => `M${x} ${y - 5.5}l5.5 5.5l-5.5 5.5l-5.5 -5.5z`,
] as const;
/** The mark of a protocol, in a picture and beside its name. */
export const formOf = (form: number): ((x: number, y: number) => string) => FORMS[form % FORMS.length] ?? FORMS[0];

export function Scatter({ points, across, up, says }: ScatterProps) {
  const reach = (values: readonly number[]): [number, number] =>
    values.length === 0 ? [0, 1] : [Math.min(...values), Math.max(...values)];
  const x = scaleLinear()
    .domain(reach(points.map((one) => one.x)))
    .nice(5)
    .range([LEFT, WIDTH - RIGHT]);
  const y = scaleLinear()
    .domain(reach([0, ...points.map((one) => one.y)]))
    .nice(5)
    .range([HEIGHT - BOTTOM, TOP]);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={styles.chart} role="img" aria-label={says}>
      <Rungs y={y} from={LEFT} to={WIDTH - RIGHT} count={5} reference={0} />
      {x.ticks(5).map((tick) => (
        <text key={tick} x={x(tick)} y={HEIGHT - BOTTOM + 18} textAnchor="middle" className={styles.tick}>
          {x.tickFormat(5)(tick)}
        </text>
      ))}
      {points.map((one, place) => (
        // Points have no names of their own, and never change places.
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <path key={place} d={formOf(one.form)(x(one.x), y(one.y))} className={styles.point} data-form={one.form % 4} />
      ))}
      <text x={(LEFT + WIDTH - RIGHT) / 2} y={HEIGHT - 6} textAnchor="middle" className={styles.axisName}>
        {across}
      </text>
      <text
        x="12"
        y={(TOP + HEIGHT - BOTTOM) / 2}
        textAnchor="middle"
        className={styles.axisName}
        transform={`rotate(-90 12 ${(TOP + HEIGHT - BOTTOM) / 2})`}
      >
        {up}
      </text>
    </svg>
  );
}
