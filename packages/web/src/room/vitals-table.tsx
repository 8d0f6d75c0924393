/** The vital signs as a table, newest first: the chart for those who read numbers, and for readers of the screen. */
import type { Session, VitalSignsEntry } from '@holdspace/care';
import { useState } from 'react';
import { sayTimeToSecond } from '../ui/moment.ts';
import parts from './parts.module.css';
import { useSession, useSessionZone } from './use-session.tsx';
import styles from './vitals-chart.module.css';

/** Rows shown at once; a monitor's three hours would be ten thousand. */
const AT_ONCE = 60;

const newest = (session: Session) => session.vitalSigns;

export function VitalsTable() {
  const entries = useSession(newest);
  const zone = useSessionZone();
  const [shown, setShown] = useState(AT_ONCE);
  const rows: VitalSignsEntry[] = [];
  for (let index = entries.length - 1; index >= 0 && rows.length < shown; index--) {
    const entry = entries[index];
    if (entry) rows.push(entry);
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keyboard
    <section className={styles.scroll} tabIndex={0} aria-label="Vital signs as a table">
      <table className={`${styles.table} hs-numbers`}>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Pressure, mmHg</th>
            <th scope="col">Heart rate</th>
            <th scope="col">SpO₂, %</th>
            <th scope="col">Breaths</th>
            <th scope="col">°C</th>
            <th scope="col">RASS</th>
            <th scope="col">Pain</th>
            <th scope="col">By</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((entry) => (
            <Row key={entry.seq} entry={entry} zone={zone} />
          ))}
        </tbody>
      </table>
      {entries.length > rows.length && (
        <button type="button" className={parts.quiet} onClick={() => setShown(shown + 10 * AT_ONCE)}>
          {entries.length - rows.length} earlier readings
        </button>
      )}
    </section>
  );
}

function Row({ entry, zone }: { entry: VitalSignsEntry; zone: string }) {
  const { bloodPressure, heartRate, oxygenSaturation, respiratoryRate, temperature, sedation, pain } = entry.vitalSigns;
  return (
    <tr>
      <th scope="row">{sayTimeToSecond(entry.at, zone)}</th>
      <td>{bloodPressure && `${bloodPressure.systolic.value}/${bloodPressure.diastolic.value}`}</td>
      <td>{heartRate?.value}</td>
      <td>{oxygenSaturation?.value}</td>
      <td>{respiratoryRate?.value}</td>
      <td>{temperature?.value}</td>
      <td>{sedation?.value}</td>
      <td>{pain?.value}</td>
      <td>{entry.by.name}</td>
    </tr>
  );
}
