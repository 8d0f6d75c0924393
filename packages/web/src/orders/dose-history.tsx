/** Earlier doses and how they went, as a small picture and as the table that it is drawn from. */
import { between, MINUTE, sayMoved, sayQuantity } from '@holdspace/care';
import { useZone } from '../api/me.ts';
import { sayDate } from '../ui/moment.ts';
import styles from './orders.module.css';
import type { PastDoseShown } from './queries.ts';

/** More would be bars too thin to see; the table has them all. */
const DRAWN = 12;
const HEIGHT = 64;
const STEP = 28;

export function DoseHistory({ doses }: { doses: readonly PastDoseShown[] }) {
  const zone = useZone();
  if (doses.length === 0) return <p className={styles.unknown}>No dose has been given here yet.</p>;
  return (
    <div>
      <Picture doses={doses.slice(-DRAWN)} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, by keyboard too */}
      <section className={styles.scroll} tabIndex={0} aria-label="Earlier doses">
        <table className={`${styles.table} hs-numbers`}>
          <thead>
            <tr>
              <th scope="col">Session</th>
              <th scope="col">Dose</th>
              <th scope="col">Change</th>
              <th scope="col">Highest systolic</th>
              <th scope="col">Nausea</th>
              <th scope="col">Dissociation</th>
              <th scope="col">Measures, before and after</th>
            </tr>
          </thead>
          <tbody>
            {[...doses].reverse().map((dose) => (
              <tr key={dose.sessionId}>
                <th scope="row">
                  {sayDate(dose.at, zone)}
                  <div className={styles.small}>{dose.protocol.name}</div>
                </th>
                <td>
                  {sayQuantity(dose.amount)}
                  {dose.perKilogram && <div className={styles.small}>{sayQuantity(dose.perKilogram)}</div>}
                </td>
                <td>{sayChange(dose)}</td>
                <td>{dose.systolicPeak ? sayQuantity(dose.systolicPeak) : 'not taken'}</td>
                <td>{sayNausea(dose)}</td>
                <td>{sayDissociation(dose)}</td>
                <td className={styles.measured}>
                  {dose.response.length === 0
                    ? 'not asked on both sides'
                    : dose.response.map((one) => (
                        <div key={one.instrument}>
                          {one.title} {sayMoved(one)}
                        </div>
                      ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={styles.small}>
        As the session logs have it. Measures: the last score before the dose, and the last one before the next dose.
        What moved them, no table can say.
      </p>
    </div>
  );
}

/** One bar a dose, by amount. */
function Picture({ doses }: { doses: readonly PastDoseShown[] }) {
  const most = Math.max(...doses.map(({ amount }) => amount.value));
  return (
    <svg
      className={styles.picture}
      viewBox={`0 0 ${doses.length * STEP} ${HEIGHT + 2}`}
      width={doses.length * STEP}
      height={HEIGHT + 2}
      role="img"
      aria-label={`Doses in order of time: ${doses.map(({ amount }) => sayQuantity(amount)).join(', ')}`}
    >
      {doses.map(({ sessionId, amount }, index) => {
        const height = Math.max(2, (amount.value / most) * HEIGHT);
        return (
          <rect key={sessionId} x={index * STEP + 4} y={HEIGHT - height} width={STEP - 8} height={height} rx="2" />
        );
      })}
      <line x1="0" x2={doses.length * STEP} y1={HEIGHT + 1} y2={HEIGHT + 1} />
    </svg>
  );
}

const sayChange = ({ change }: PastDoseShown): string => {
  if (!change) return 'first';
  return change.value === 0 ? 'the same' : `${change.value > 0 ? '+' : ''}${Math.round(change.value * 10) / 10} %`;
};
const sayNausea = ({ nausea, vomiting }: PastDoseShown): string =>
  [nausea > 0 && 'nausea', vomiting > 0 && 'vomiting'].filter(Boolean).join(', ') || 'none recorded';
function sayDissociation({ dissociation: { onset, return: back } }: PastDoseShown): string {
  if (!onset) return 'not recorded';
  return back ? `${Math.round(between(onset, back) / MINUTE)} min, onset to return` : 'onset recorded';
}
