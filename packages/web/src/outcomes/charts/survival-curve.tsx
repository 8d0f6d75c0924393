/** To how many it has not happened yet, over the days, with the interval as a band and how many are still followed below. */
import { type NotEstimated, type Survival, WHY_NONE } from '@holdspace/care';
import { scaleLinear } from 'd3-scale';
import { sayPercent } from '../say.ts';
import styles from './charts.module.css';

const WIDTH = 420;
const HEIGHT = 232;
const LEFT = 44;
const RIGHT = 12;
const TOP = 10;
const BOTTOM = 70;

/** A few days are drawn as a few days, and not across the whole picture. */
const LEAST_DAYS = 14;

interface CurveProps {
  readonly title: string;
  readonly survival: Survival | NotEstimated;
  /** The last day that all curves of the row are drawn to. */
  readonly until: number;
  /** What has not happened, such as "still responding". */
  readonly still: string;
  /** What happened, such as "lost it". */
  readonly happened: string;
}

/** A line that goes on level until the day on which somebody is lost to it. */
const stepsTo = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y], place) => (place === 0 ? `M${x} ${y}` : `H${x}V${y}`)).join('');

export function SurvivalCurve({ title, survival, until, still, happened }: CurveProps) {
  if ('none' in survival)
    return (
      <figure className={styles.figure}>
        <figcaption className={styles.name}>{title}</figcaption>
        <p className={styles.quiet}>{WHY_NONE[survival.none]}</p>
      </figure>
    );
  const x = scaleLinear()
    .domain([0, Math.max(LEAST_DAYS, until)])
    .nice(4)
    .range([LEFT, WIDTH - RIGHT]);
  const y = scaleLinear()
    .domain([0, 1])
    .range([HEIGHT - BOTTOM, TOP]);
  const steps = [{ time: 0, survival: 1, interval: null }, ...survival.steps];
  const curve = stepsTo(steps.map(({ time, survival: share }) => [x(time), y(share)]));
  const banded = [
    { time: 0, low: 1, high: 1 },
    ...survival.steps.map(({ time }, place) => {
      // Where nobody is left there is no interval: the one before holds until then.
      const known = survival.steps.slice(0, place + 1).findLast(({ interval }) => interval !== null)?.interval;
      return { time, low: known?.low ?? 1, high: known?.high ?? 1 };
    }),
  ];
  // Out along the upper edge, and home along the lower one.
  const upper = stepsTo(banded.map(({ time, high }) => [x(time), y(high)]));
  const lower = banded
    .toReversed()
    .map(({ time, low }, place, all) => {
      const before = all[place + 1];
      return `L${x(time)} ${y(low)}${before ? `V${y(before.low)}` : ''}`;
    })
    .join('');
  const days = x.ticks(4).filter(Number.isInteger);
  const stillFollowed = (day: number) => survival.steps.find(({ time }) => time >= day)?.atRisk ?? 0;
  const { median } = survival;
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.name}>{title}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={styles.chart} aria-hidden="true">
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <g key={share}>
            <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(share)} y2={y(share)} className={styles.grid} />
            <text x={LEFT - 6} y={y(share) + 4} textAnchor="end" className={styles.tick}>
              {sayPercent(share)}
            </text>
          </g>
        ))}
        <path d={`${upper}${lower}Z`} className={styles.band} />
        <path d={curve} className={styles.curve} />
        {survival.steps
          .filter(({ censored }) => censored > 0)
          .map(({ time, survival: share }) => (
            <line
              key={time}
              x1={x(time)}
              x2={x(time)}
              y1={y(share) - 4}
              y2={y(share) + 4}
              className={styles.censored}
            />
          ))}
        {days.map((day) => (
          <g key={day}>
            <text x={x(day)} y={HEIGHT - BOTTOM + 18} textAnchor="middle" className={styles.tick}>
              {day}
            </text>
            <text x={x(day)} y={HEIGHT - BOTTOM + 40} textAnchor="middle" className={styles.tickStrong}>
              {stillFollowed(day)}
            </text>
          </g>
        ))}
        <text x={LEFT} y={HEIGHT - 4} className={styles.tick}>
          days; and below, how many are still followed
        </text>
      </svg>
      <p className={styles.quiet}>
        {survival.events} of {survival.n} {happened}.{' '}
        {median.value === null
          ? `More than half are ${still} at the end of what is known.`
          : `Half are ${still} for ${Math.round(median.value)} days or longer${
              median.low === null
                ? ''
                : ` (95 % interval ${Math.round(median.low)} to ${median.high === null ? 'not reached' : Math.round(median.high)})`
            }.`}{' '}
        {survival.missing > 0 && `${survival.missing} cannot be followed.`}
      </p>
    </figure>
  );
}
/** The longest follow-up of several curves. */
export const lastDay = (curves: readonly (Survival | NotEstimated)[]): number =>
  Math.max(1, ...curves.flatMap((one) => ('none' in one ? [] : [one.steps.at(-1)?.time ?? 0])));
