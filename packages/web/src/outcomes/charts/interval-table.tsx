/**
 * Figures one below the other, each with its interval drawn on one scale that all share, its number said, and what is missing
 * shown beside it. The table is what screen readers read; the drawing repeats it.
 */
import { type Estimate, isEstimated } from '@holdspace/care';
import { scaleLinear } from 'd3-scale';
import type { ReactNode } from 'react';
import { sayPercent, sayShort } from '../say.ts';
import styles from './charts.module.css';
import { MissingBar } from './missing-bar.tsx';

export interface IntervalRow {
  readonly key: string;
  readonly name: ReactNode;
  readonly estimate: Estimate;
  /** Of what the row is counted, such as courses; without it nothing is said of missing ones. */
  readonly counted?: string;
  readonly more?: ReactNode;
  /** Not the clinic's own: drawn in another form. */
  readonly isPublished?: boolean;
  /** One of several clinics, not this one; or all of them together. */
  readonly isOf?: 'other-clinic' | 'pool';
  /** Where one more is expected, drawn beneath the interval. */
  readonly prediction?: { readonly low: number; readonly high: number };
}
interface IntervalTableProps {
  readonly caption: string;
  /** The head of the rows' names. */
  readonly of: string;
  /** The head of the figures, with the unit. */
  readonly figure: string;
  readonly rows: readonly IntervalRow[];
  readonly say: (value: number) => string;
  /** Where "no difference" lies. */
  readonly reference?: number;
  /** What the drawing reaches at least. */
  readonly least?: readonly number[];
  /** Ticks are said as per cent. */
  readonly isShare?: boolean;
  /** Said below the drawing, to the left and to the right. */
  readonly ends?: readonly [string, string];
}

/** In per cent of the drawing's width, whatever that is: words and marks keep their size. */
const EDGE = 4;
const HEIGHT = 30;

/** From which value to which all intervals lie, and what must be seen besides. */
function reachOf(rows: readonly IntervalRow[], least: readonly number[]): [number, number] {
  const values = rows.flatMap(({ estimate }) =>
    isEstimated(estimate) ? [estimate.value, estimate.interval.low, estimate.interval.high] : [],
  );
  const predicted = rows.flatMap(({ prediction }) => (prediction ? [prediction.low, prediction.high] : []));
  const all = [...values, ...predicted, ...least].filter(Number.isFinite);
  return all.length === 0 ? [0, 1] : [Math.min(...all), Math.max(...all)];
}

export function IntervalTable({
  caption,
  of,
  figure,
  rows,
  say,
  reference,
  least = [],
  isShare,
  ends,
}: IntervalTableProps) {
  const x = scaleLinear()
    .domain(reachOf(rows, [...least, ...(reference === undefined ? [] : [reference])]))
    .nice(5)
    .range([EDGE, 100 - EDGE]);
  const ticks = x.ticks(5);
  return (
    <table className={styles.intervals}>
      <caption className="hs-visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{of}</th>
          <th scope="col" className={styles.drawn}>
            <span className="hs-visually-hidden">Drawn</span>
            <svg className={styles.axisRow} aria-hidden="true">
              {ticks.map((tick) => (
                <text key={tick} x={`${x(tick)}%`} y="15" textAnchor="middle" className={styles.tick}>
                  {isShare ? sayPercent(tick) : x.tickFormat(5)(tick)}
                </text>
              ))}
            </svg>
          </th>
          <th scope="col">{figure}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, estimate, counted, more, isPublished, isOf, prediction }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td className={styles.drawn}>
              <svg className={styles.intervalRow} aria-hidden="true">
                {ticks.map((tick) => (
                  <line key={tick} x1={`${x(tick)}%`} x2={`${x(tick)}%`} y1="0" y2="100%" className={styles.grid} />
                ))}
                {reference !== undefined && (
                  <line x1={`${x(reference)}%`} x2={`${x(reference)}%`} y1="0" y2="100%" className={styles.reference} />
                )}
                {prediction && (
                  <line
                    x1={`${x(prediction.low)}%`}
                    x2={`${x(prediction.high)}%`}
                    y1={HEIGHT / 2}
                    y2={HEIGHT / 2}
                    className={styles.prediction}
                  />
                )}
                {isEstimated(estimate) && (
                  <Interval
                    low={`${x(estimate.interval.low)}%`}
                    high={`${x(estimate.interval.high)}%`}
                    value={`${x(estimate.value)}%`}
                    form={isPublished ? 'published' : (isOf ?? 'own')}
                  />
                )}
              </svg>
            </td>
            <td>
              <span className="hs-numbers">{sayShort(estimate, say)}</span>
              {counted !== undefined && <MissingBar n={estimate.n} missing={estimate.missing} what={counted} />}
              {more && <div className={styles.quiet}>{more}</div>}
            </td>
          </tr>
        ))}
      </tbody>
      {ends && (
        <tfoot>
          <tr>
            <td />
            <td className={styles.drawn}>
              <div className={styles.ends}>
                <span>
                  <span aria-hidden="true">← </span>
                  {ends[0]}
                </span>
                <span>
                  {ends[1]}
                  <span aria-hidden="true"> →</span>
                </span>
              </div>
            </td>
            <td />
          </tr>
        </tfoot>
      )}
    </table>
  );
}

const FORMS = {
  own: styles.own,
  published: styles.published,
  'other-clinic': styles.otherClinic,
  pool: styles.pool,
} as const;

function Interval({
  low,
  high,
  value,
  form,
}: {
  readonly low: string;
  readonly high: string;
  readonly value: string;
  readonly form: 'own' | 'published' | 'other-clinic' | 'pool';
}) {
  const middle = HEIGHT / 2;
  return (
    <g className={FORMS[form]}>
      <line x1={low} x2={high} y1={middle} y2={middle} />
      <line x1={low} x2={low} y1={middle - 5} y2={middle + 5} />
      <line x1={high} x2={high} y1={middle - 5} y2={middle + 5} />
      {form === 'published' || form === 'pool' ? (
        <svg x={value} y={middle} className={styles.diamond} aria-hidden="true">
          <path d="M0 -7l7 7l-7 7l-7 -7z" />
        </svg>
      ) : (
        <circle cx={value} cy={middle} r="6" />
      )}
    </g>
  );
}
