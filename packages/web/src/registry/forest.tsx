/** One figure over all clinics: this one first, the others in an order that says nothing, and all together below. */
import {
  type Estimate,
  isEstimated,
  type OutcomeMeasure,
  type RegistryFigure,
  type RegistryForest,
  type RegistryPool,
  type RegistryStanding,
  sayLies,
  TOO_FEW_OTHERS,
} from '@holdspace/care';
import { type IntervalRow, IntervalTable } from '../outcomes/charts/interval-table.tsx';
import { sayCounted, sayNumber, sayPercent } from '../outcomes/say.ts';
import { StatusBadge } from '../ui/status-badge.tsx';
import styles from './registry.module.css';

const NAMES: Readonly<Record<RegistryFigure, string>> = {
  change: 'Mean change',
  response: 'Share with a response',
  remission: 'Share in remission',
  events: 'Adverse events per 100 sessions',
};

interface ForestProps {
  readonly forest: RegistryForest;
  /** The measure, or of adverse events the protocol. */
  readonly of: string;
  readonly nameOf: (giver: string) => string;
  readonly higherIs?: OutcomeMeasure['higherIs'];
}

export function Forest({ forest, of, nameOf, higherIs }: ForestProps) {
  const { figure, rows, pooled, hidden, standing } = forest;
  const isShare = figure === 'response' || figure === 'remission';
  const say = isShare ? sayPercent : sayNumber;
  const counted = figure === 'events' ? 'sessions' : 'patients';
  const ends = endsOf(figure, higherIs);
  return (
    <div className={styles.forest}>
      <h3 className={styles.part}>
        {NAMES[figure]}: {of}
      </h3>
      {rows.length === 0 ? (
        <p className={styles.says}>Every clinic hides this figure, since it is of few people.</p>
      ) : (
        <IntervalTable
          caption={`${NAMES[figure]}, ${of}, by clinic`}
          of="Clinic"
          figure={`${NAMES[figure]} (95 % interval)`}
          rows={[
            ...rows.map(({ giver, isOwn, estimate, missing, weight }): IntervalRow => {
              const share = weight === null ? '' : ` Counts ${sayPercent(weight)} of the pool.`;
              const from =
                figure === 'events' || missing === null
                  ? `${estimate.n} ${counted}`
                  : sayCounted(estimate.n, missing, counted);
              return {
                key: giver,
                name: isOwn ? 'This clinic' : nameOf(giver),
                estimate,
                more: `${from}.${share}`,
                ...(!isOwn && { isOf: 'other-clinic' as const }),
              };
            }),
            ...('none' in pooled ? [] : [pooledRow(pooled, say)]),
          ]}
          say={say}
          {...(figure === 'change' ? { reference: 0 } : { least: isShare ? [0, 1] : [0] })}
          {...(isShare && { isShare })}
          {...(ends && { ends })}
        />
      )}
      {hidden > 0 && (
        <p className={styles.quiet}>
          {hidden === 1 ? '1 clinic hides this figure' : `${hidden} clinics hide this figure`}, since it is of few
          people, and {hidden === 1 ? 'is' : 'are'} not in the pool.
        </p>
      )}
      {'none' in pooled && rows.length > 0 && (
        <p className={styles.quiet}>It takes two clinics with this figure to pool it.</p>
      )}
      <Standing standing={standing} has={rows.some(({ isOwn }) => isOwn)} say={say} />
    </div>
  );
}

function endsOf(figure: RegistryFigure, higherIs?: OutcomeMeasure['higherIs']): readonly [string, string] | undefined {
  if (figure !== 'change' || higherIs === undefined || higherIs === 'neither') return undefined;
  return higherIs === 'worse' ? ['better', 'worse'] : ['worse', 'better'];
}

function pooledRow(
  { clinics, n, value, interval, prediction, iSquared }: RegistryPool,
  say: (value: number) => string,
): IntervalRow {
  const estimate: Estimate = { n, missing: 0, value, interval };
  return {
    key: 'pool',
    name: `${clinics} clinics together`,
    estimate,
    isOf: 'pool',
    ...(prediction && { prediction }),
    more: (
      <>
        {prediction
          ? `One more clinic: ${say(prediction.low)} to ${say(prediction.high)} (95 % prediction interval, the broad band).`
          : 'It takes three clinics to say where one more would lie.'}{' '}
        {sayPercent(iSquared)} of what differs is more than chance (I²).
      </>
    ),
  };
}

function Standing({
  standing,
  has,
  say,
}: {
  readonly standing: RegistryStanding | null;
  readonly has: boolean;
  readonly say: (value: number) => string;
}) {
  if (!has)
    return <p className={styles.quiet}>This clinic gives no such figure, so nothing is said of where it stands.</p>;
  if (!standing) return <p className={styles.quiet}>{TOO_FEW_OTHERS}</p>;
  const { others, apart, lies } = standing;
  const shown: Estimate = { n: others.n, missing: 0, value: others.value, interval: others.interval };
  const ratio = (value: number) => sayNumber(value, 2);
  const sayApart = apart.as === 'difference' ? sayNumber : ratio;
  return (
    <div className={styles.standing}>
      <StatusBadge meaning="neutral" wrap>
        {lies === 'within'
          ? 'within what is expected'
          : lies === 'below'
            ? 'lower than expected'
            : 'higher than expected'}
      </StatusBadge>
      <p>
        {sayLies(lies)} The {others.clinics} others together, without this one:{' '}
        {isEstimated(shown) && `${say(shown.value)} (${say(shown.interval.low)} to ${say(shown.interval.high)})`}.{' '}
        {apart.as === 'difference'
          ? 'This clinic less the others'
          : `The ${apart.as === 'odds ratio' ? 'odds' : 'rate'} here by that of the others`}
        : {sayApart(apart.value)} ({sayApart(apart.interval.low)} to {sayApart(apart.interval.high)}), with room for
        clinics to differ.
      </p>
    </div>
  );
}
