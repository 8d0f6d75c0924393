/** The monthly page: balances that add up, to whom what was dispensed, counts and discrepancies; to print, or as PDF and CSV. */
import { mayEver, NOT_SHOWN, sayHidden, sayQuantity } from '@holdspace/care';
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useMe, useZone } from '../api/me.ts';
import { dayOf, sayDayAndTime } from '../ui/moment.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { FailedState, LoadingState } from '../ui/states.tsx';
import { sayDifference } from './count-result.tsx';
import styles from './counts.module.css';
import { type MonthShown, type RowShown, useMonth } from './counts-queries.ts';
import { RegistrantPanel } from './registrant-panel.tsx';
import { useServerNow } from './server-now.ts';
import { MedicineTabs } from './tabs.tsx';

const TABLES = [
  ['balances', 'Balances'],
  ['dispensing', 'Dispensing'],
  ['counts', 'Counts'],
  ['discrepancies', 'Discrepancies'],
] as const;
/** "March 2026" */
const sayMonth = (month: string): string =>
  new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-15T00:00:00Z`),
  );

export default function MonthPage() {
  const zone = useZone();
  const now = useServerNow();
  const { roles } = useMe().practitioner;
  const [month, setMonth] = useState(() => dayOf(now(), zone).slice(0, 7));
  const found = useMonth(month);
  const page = found.data?.page;
  return (
    <Page
      wide
      title={`Controlled substances, ${sayMonth(month)}`}
      lead={
        page?.registrant
          ? `${page.registrant.name}, DEA ${page.registrant.deaNumber}, ${page.registrant.street}, ${page.registrant.city}, ${page.registrant.state} ${page.registrant.zip}`
          : page && `${page.clinic}. The DEA registration is not written down yet.`
      }
      actions={
        <>
          <Button variant="default" onClick={() => window.print()}>
            Print
          </Button>
          <Button component="a" href={`/api/inventory/month.pdf?month=${month}`} target="_blank" rel="noreferrer">
            PDF
          </Button>
        </>
      }
    >
      <MedicineTabs />
      <div className={`${styles.fields} ${styles.above} ${styles.noPrint}`}>
        <TextInput
          type="month"
          label="Month"
          value={month}
          max={dayOf(now(), zone).slice(0, 7)}
          onChange={({ currentTarget }) => /^\d{4}-\d{2}$/.test(currentTarget.value) && setMonth(currentTarget.value)}
        />
        <div>
          <div className={styles.aside}>As CSV</div>
          <div className={styles.buttons}>
            {TABLES.map(([table, name]) => (
              <Button
                key={table}
                component="a"
                variant="default"
                href={`/api/inventory/month.csv?month=${month}&table=${table}`}
                download
              >
                {name}
              </Button>
            ))}
          </div>
        </div>
      </div>
      {found.isPending && <LoadingState says="Loading the month" />}
      {found.isError && !page && (
        <FailedState what="The month" error={found.error} retry={() => void found.refetch()} />
      )}
      {page && <Tables page={page} />}
      {mayEver('settle a discrepancy', roles) && <RegistrantPanel />}
    </Page>
  );
}

const COLUMNS = [
  ['Opening', 'opening'],
  ['Received', 'received'],
  ['Given', 'administered'],
  ['Wasted', 'wasted'],
  ['Returned', 'returned'],
  ['Destroyed', 'destroyed'],
  ['Lost', 'lost'],
  ['Adjusted', 'adjusted'],
  ['Closing', 'closing'],
] as const satisfies readonly (readonly [string, keyof RowShown])[];

function Tables({ page }: { page: MonthShown }) {
  const zone = useZone();
  return (
    <>
      <p className={styles.says}>
        {page.isRunning && 'The month is not over: these are the numbers so far. '}
        {page.recordedLate > 0 &&
          `${page.recordedLate} ${page.recordedLate === 1 ? 'entry was' : 'entries were'} recorded after its end. `}
        Made from the ledger {sayDayAndTime(page.madeAt, zone)}. {sayHidden(page)}
      </p>
      <Panel title="Balances">
        <Table
          caption="What there was of each product, what became of it, and what there is"
          empty="No controlled substance was held or moved in this month."
          head={['Product', ...COLUMNS.map(([name]) => name)]}
          numbersFrom={1}
          rows={page.rows.map((row) => ({
            key: row.product,
            cells: [
              <>
                {row.name}
                <div className={styles.aside}>
                  {row.substance}, schedule {row.schedule}, {row.form} {row.strength}
                  {row.ndc && `, NDC ${row.ndc}`}
                </div>
              </>,
              ...COLUMNS.map(([, key]) => (key === 'adjusted' ? sayDifference(row[key]) : sayQuantity(row[key]))),
            ],
          }))}
        />
      </Panel>
      <Panel title="Dispensing record">
        <Table
          caption="Each dose: substance, form, strength, amount, when, to whom, by whom (21 CFR 1304.22(c))"
          empty="Nothing was dispensed in this month."
          head={['When', 'What', 'Amount', 'Container', 'To whom', 'By whom']}
          rows={page.dispensing.map((line) => ({
            key: line.movement,
            isUndone: line.isReversed,
            cells: [
              sayDayAndTime(line.at, zone),
              `${line.substance}, ${line.form}, ${line.strength}`,
              `${line.quantity} (${sayQuantity(line.amount)})`,
              <>
                {line.label}
                <div className={styles.aside}>lot {line.lot}</div>
              </>,
              line.toWhom === 'hidden' ? (
                NOT_SHOWN
              ) : line.toWhom ? (
                <>
                  {line.toWhom.name}
                  <div className={styles.aside}>{line.toWhom.address ?? 'address not on record'}</div>
                </>
              ) : (
                'not on record'
              ),
              line.isReversed ? `${line.byWhom}; recorded by mistake` : line.byWhom,
            ],
          }))}
        />
      </Panel>
      <Panel title="Counts">
        <Table
          caption="Counts of the month"
          empty="No count was made in this month."
          head={['When', 'Kind', 'Safe', 'Counted by', 'Result']}
          rows={page.counts.map((one) => ({
            key: one.id,
            cells: [sayDayAndTime(one.at, zone), one.kind, one.safe, one.by.join(' and ') || 'nobody yet', one.result],
          }))}
        />
      </Panel>
      <Panel title="Discrepancies">
        <Table
          caption="Discrepancies of the month"
          empty="None was found in this month."
          head={['When', 'Cause', 'What', 'Who finds out', 'Stands']}
          rows={page.discrepancies.map((one) => ({
            key: one.id,
            cells: [sayDayAndTime(one.at, zone), one.cause, one.what, one.owner, one.state],
          }))}
        />
      </Panel>
    </>
  );
}

interface TableProps {
  readonly caption: string;
  readonly empty: string;
  readonly head: readonly string[];
  /** From which column on they are numbers. */
  readonly numbersFrom?: number;
  readonly rows: readonly {
    readonly key: string;
    readonly cells: readonly React.ReactNode[];
    readonly isUndone?: boolean;
  }[];
}
function Table({ caption, empty, head, numbersFrom = Number.POSITIVE_INFINITY, rows }: TableProps) {
  if (rows.length === 0) return <p className={styles.says}>{empty}</p>;
  return (
    <section
      className={styles.scroll}
      aria-label={
        caption
      } /* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard too */
      tabIndex={0}
    >
      <table className={styles.table}>
        <caption className="hs-visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {head.map((name, index) => (
              <th key={name} scope="col" className={index >= numbersFrom ? styles.number : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells, isUndone }) => (
            <tr key={key} className={isUndone ? styles.undone : undefined}>
              {cells.map((cell, index) =>
                index === 0 ? (
                  <th key={head[index]} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td
                    key={head[index]}
                    data-name={head[index]}
                    className={index >= numbersFrom ? styles.number : undefined}
                  >
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
