/** How courses changed on one measure, by protocol: the mean, response and remission, and each moment on the way. */
import type { OutcomeMeasure, OutcomesChange, ProtocolChange } from '@holdspace/care';
import { Panel } from '../ui/panel.tsx';
import { type IntervalRow, IntervalTable } from './charts/interval-table.tsx';
import { MomentsChart } from './charts/moments-chart.tsx';
import styles from './outcomes.module.css';
import { Part } from './part.tsx';
import { type ScaleChosen, useChange } from './queries.ts';
import { sayNumber, sayPercent, sayShort } from './say.ts';

export function Change({ chosen, madeAt }: { readonly chosen: ScaleChosen; readonly madeAt: string }) {
  const found = useChange(chosen, madeAt);
  return (
    <Part of={found} what="The change">
      {(change) => <Shown change={change} />}
    </Part>
  );
}

/** Where a smaller number is better, better is to the left. */
function endsOf({ higherIs }: OutcomeMeasure): readonly [string, string] | undefined {
  if (higherIs === 'neither') return undefined;
  return higherIs === 'worse' ? ['better', 'worse'] : ['worse', 'better'];
}

function Shown({ change: { measure, protocols, rules } }: { readonly change: OutcomesChange }) {
  const ends = endsOf(measure);
  const rows = (of: (one: ProtocolChange) => IntervalRow['estimate'] | null, more?: (one: ProtocolChange) => string) =>
    protocols.flatMap((one): IntervalRow[] => {
      const estimate = of(one);
      if (estimate === null) return [];
      const says = more?.(one);
      return [
        { key: one.protocol.id, name: one.protocol.title, estimate, counted: 'courses', ...(says && { more: says }) },
      ];
    });
  const responses = rows(({ response }) => response);
  const remissions = rows(({ remission }) => remission);
  return (
    <>
      <Panel title="How courses changed">
        <p className={styles.says}>
          From the last answer before the first dose to the last one after it, of courses that have both. Who has no
          later answer may be better or worse than who has: the bars show how many that is.
        </p>
        <IntervalTable
          caption={`Mean change of ${measure.name} by protocol`}
          of="Protocol"
          figure="Mean change (95 % interval)"
          rows={rows(({ change }) => change, sayBeforeAndAfter)}
          say={sayNumber}
          reference={0}
          {...(ends && { ends })}
        />
        <Reliable protocols={protocols} {...(rules.reliable && { rule: rules.reliable })} />
      </Panel>
      {(responses.length > 0 || remissions.length > 0) && (
        <Panel title="Response and remission">
          <div className={styles.pair}>
            <div>
              <h3 className={styles.part}>Response</h3>
              <p className={styles.quiet}>{rules.response}</p>
              <IntervalTable
                caption={`Share of courses with a response on ${measure.name}`}
                of="Protocol"
                figure="Share (95 % interval)"
                rows={responses}
                say={sayPercent}
                least={[0, 1]}
                isShare
              />
            </div>
            <div>
              <h3 className={styles.part}>Remission</h3>
              <p className={styles.quiet}>{rules.remission}</p>
              <IntervalTable
                caption={`Share of courses in remission on ${measure.name}`}
                of="Protocol"
                figure="Share (95 % interval)"
                rows={remissions}
                say={sayPercent}
                least={[0, 1]}
                isShare
              />
            </div>
          </div>
        </Panel>
      )}
      <Panel title="On the way">
        <div className={styles.charts}>
          {protocols.map(({ protocol, moments }) => (
            <MomentsChart key={protocol.id} title={protocol.title} moments={moments} range={measure.range} />
          ))}
        </div>
      </Panel>
    </>
  );
}

function sayBeforeAndAfter({ before, after, standardised }: ProtocolChange): string {
  if ('none' in before || 'none' in after) return '';
  const size =
    standardised && !('none' in standardised)
      ? ` Standardised: ${sayShort(standardised, (value) => sayNumber(value, 2))}.`
      : '';
  return `${sayNumber(before.value)} before, ${sayNumber(after.value)} after.${size}`;
}

function Reliable({ protocols, rule }: { readonly protocols: readonly ProtocolChange[]; readonly rule?: string }) {
  const counted = protocols.filter(({ reliable, withBoth }) => reliable !== null && withBoth > 0);
  if (counted.length === 0) return null;
  return (
    <>
      <h3 className={styles.part}>More than the measure wavers by itself</h3>
      {rule && <p className={styles.quiet}>{rule}</p>}
      <table className={styles.counts}>
        <caption className="hs-visually-hidden">Courses with a reliable change, by protocol</caption>
        <thead>
          <tr>
            <th scope="col">Protocol</th>
            <th scope="col">Better</th>
            <th scope="col">About the same</th>
            <th scope="col">Worse</th>
          </tr>
        </thead>
        <tbody>
          {counted.map(({ protocol, reliable }) => (
            <tr key={protocol.id}>
              <th scope="row">{protocol.title}</th>
              <td className="hs-numbers">{reliable?.improved}</td>
              <td className="hs-numbers">{reliable?.same}</td>
              <td className="hs-numbers">{reliable?.worsened}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
