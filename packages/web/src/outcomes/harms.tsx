/** Adverse events for every hundred sessions, with exact intervals: by protocol, and by what it was. */
import type { OutcomesHarms } from '@holdspace/care';
import { type IntervalRow, IntervalTable } from './charts/interval-table.tsx';
import { PressureChart } from './charts/pressure-chart.tsx';
import styles from './outcomes.module.css';
import { Part } from './part.tsx';
import { useHarms } from './queries.ts';
import { sayNumber } from './say.ts';

export function Harms({ madeAt }: { readonly madeAt: string }) {
  const found = useHarms(madeAt);
  return (
    <Part of={found} what="What went wrong">
      {(harms) => <Shown harms={harms} />}
    </Part>
  );
}

function Shown({ harms: { protocols } }: { readonly harms: OutcomesHarms }) {
  if (protocols.length === 0) return <p className={styles.quiet}>No session with a dose is there yet.</p>;
  return (
    <>
      <p className={styles.says}>
        Adverse events as the room recorded them, for every 100 sessions in which something was given. None seen does
        not mean that none can be: the interval says how many there could be all the same.
      </p>
      <IntervalTable
        caption="Adverse events per 100 sessions, by protocol"
        of="Protocol"
        figure="Per 100 sessions (95 % interval)"
        rows={protocols.map(
          ({ protocol, sessions, events, sessionsWithEvent, rate }): IntervalRow => ({
            key: protocol.id,
            name: protocol.title,
            estimate: rate,
            more: `${events} in ${sessions} sessions; ${sessionsWithEvent} ${sessionsWithEvent === 1 ? 'session' : 'sessions'} with any.`,
          }),
        )}
        say={sayNumber}
        least={[0]}
      />
      <h3 className={styles.part}>Blood pressure over the session</h3>
      <p className={styles.quiet}>
        Systolic, mm Hg: the mean of what was read in each quarter of an hour, and the highest reading as a line above
        it.
      </p>
      <div className={styles.charts}>
        {protocols.map(({ protocol, pressure }) =>
          pressure.length === 0 ? null : <PressureChart key={protocol.id} title={protocol.title} pressure={pressure} />,
        )}
      </div>
      {protocols
        .filter(({ terms }) => terms.length > 0)
        .map(({ protocol, terms }) => (
          <details key={protocol.id} className={styles.terms}>
            <summary>{protocol.title}: what it was</summary>
            <IntervalTable
              caption={`Adverse events per 100 sessions of ${protocol.title}, by what it was`}
              of="What"
              figure="Per 100 sessions (95 % interval)"
              rows={terms.map(({ term, isSevere, events, rate }) => ({
                key: `${term} ${isSevere}`,
                name: `${term}${isSevere ? ', severe (grade 3 or more)' : ''}`,
                estimate: rate,
                more: `${events} in all`,
              }))}
              say={sayNumber}
              least={[0]}
            />
          </details>
        ))}
    </>
  );
}
