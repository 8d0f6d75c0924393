/** What a count found: product by product, each person beside the ledger as it stood when they counted. */
import { FINDING_WORDS, type InventoryLine, type OpenedVerdict, sayQuantity } from '@holdspace/care';
import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { useZone } from '../api/me.ts';
import { sayDayAndTime } from '../ui/moment.ts';
import { Panel } from '../ui/panel.tsx';
import { type Meaning, StatusBadge } from '../ui/status-badge.tsx';
import styles from './counts.module.css';
import {
  type Amount,
  type CountShown,
  type HalfShown,
  type ProductCounted,
  useDiscrepancies,
} from './counts-queries.ts';
import { DiscrepancyRow } from './discrepancy-row.tsx';
import { RecordFiles } from './record-part.tsx';

const MEANINGS: Readonly<Record<ProductCounted['finding'], Meaning>> = {
  agrees: 'good',
  within_tolerance: 'good',
  less: 'danger',
  more: 'danger',
  exchanged: 'caution',
  counters_differ: 'danger',
};
const VERDICTS: Readonly<Record<OpenedVerdict, string>> = {
  agrees: 'agrees',
  within_tolerance: 'within what can be read',
  less: 'less',
  more: 'more',
  not_found: 'not found',
  not_expected: 'the ledger has none of it here',
};
/** "+5 mg", "-500 mg" with the sign of arithmetic, "0 mg" */
export const sayDifference = ({ value, unit }: Amount): string =>
  value > 0
    ? `+${sayQuantity({ value, unit })}`
    : value < 0
      ? `−${sayQuantity({ value: -value, unit })}`
      : sayQuantity({ value, unit });

interface ResultProps {
  readonly count: CountShown;
  readonly inventory: readonly InventoryLine[] | undefined;
}

export function CountResult({ count, inventory }: ResultProps) {
  const zone = useZone();
  const opened = useDiscrepancies(`count=${count.id}`);
  const found = opened.data?.discrepancies ?? [];
  return (
    <>
      <Panel title="What was found">
        <dl className={styles.facts}>
          {count.signed.map(({ by, at, as }) => (
            <div key={by.id}>
              <dt>
                Counted and signed
                {as && (as === 'outgoing' ? ', handing over' : ', taking over')}
              </dt>
              <dd>
                {by.name}, {sayDayAndTime(at, zone)}
              </dd>
            </div>
          ))}
        </dl>
        {count.result?.products.map((product) => (
          <Product key={product.product} product={product} names={count.signed.map(({ by }) => by.name)} />
        ))}
        <p className={styles.aside}>
          {count.result?.tolerance} Each person is compared with the ledger as it stood when they counted.
        </p>
      </Panel>
      {inventory && <Inventory countId={count.id} lines={inventory} takenAt={count.takenAt} />}
      {found.length > 0 && (
        <Panel title="What is to be found out">
          <ul className={styles.list}>
            {found.map((one) => (
              <DiscrepancyRow key={one.id} discrepancy={one} />
            ))}
          </ul>
        </Panel>
      )}
      <p>
        <Link href="/medicine/counts">All counts</Link>
      </p>
    </>
  );
}

function Product({ product, names }: { product: ProductCounted; names: readonly string[] }) {
  const halves: readonly (readonly [string, HalfShown])[] = [
    [names[0] ?? 'First', product.first],
    [names[1] ?? 'Second', product.second],
  ];
  return (
    <section className={styles.product}>
      <div className={styles.productHead}>
        <h3>{product.name}</h3>
        <StatusBadge meaning={MEANINGS[product.finding]}>{FINDING_WORDS[product.finding]}</StatusBadge>
      </div>
      <div className={styles.scroll}>
        <table className={`${styles.table} ${styles.counted}`}>
          <caption className="hs-visually-hidden">{product.name}, as counted and by the ledger</caption>
          <thead>
            <tr>
              <th scope="col">Counted by</th>
              <th scope="col">Unopened</th>
              <th scope="col">By the ledger</th>
              <th scope="col">Opened</th>
              <th scope="col">All together</th>
              <th scope="col">Off by</th>
            </tr>
          </thead>
          <tbody>
            {halves.map(([name, half]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td data-name="Unopened">{half.unopened.counted}</td>
                <td data-name="By the ledger">{half.unopened.expected}</td>
                <td data-name="Opened">
                  {half.opened.length === 0 ? 'none' : null}
                  {half.opened.map((line) => (
                    <div key={line.container}>
                      {line.label}: {line.counted ? sayQuantity(line.counted) : 'not found'}
                      {line.expected && <span className={styles.aside}> of {sayQuantity(line.expected)}</span>},{' '}
                      {VERDICTS[line.verdict]}
                    </div>
                  ))}
                </td>
                <td data-name="All together">
                  {sayQuantity(half.counted)}
                  <div className={styles.aside}>ledger {sayQuantity(half.expected)}</div>
                </td>
                <td data-name="Off by">{sayDifference(half.difference)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** The record of an inventory, as 21 CFR 1304.11 wants it: what was found, substance by substance. */
interface InventoryProps {
  readonly countId: string;
  readonly lines: readonly InventoryLine[];
  readonly takenAt: CountShown['takenAt'];
}
function Inventory({ countId, lines, takenAt }: InventoryProps) {
  return (
    <Panel
      title={`Inventory, taken at the ${takenAt === 'close' ? 'close' : 'opening'} of business`}
      actions={
        <div className={`${styles.buttons} ${styles.noPrint}`}>
          <Button variant="default" onClick={() => window.print()}>
            Print
          </Button>
          <RecordFiles query={new URLSearchParams({ record: 'inventories', count: countId }).toString()} />
        </div>
      }
    >
      {lines.length === 0 && <p className={styles.says}>Nothing was found in this safe.</p>}
      {lines.length > 0 && (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <caption className="hs-visually-hidden">What was found, substance by substance</caption>
            <thead>
              <tr>
                <th scope="col">Substance</th>
                <th scope="col">Form and strength</th>
                <th scope="col">One container</th>
                <th scope="col">Sealed containers</th>
                <th scope="col">Opened containers</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={line.product}>
                  <th scope="row">
                    {line.substance}
                    <div className={styles.aside}>schedule {line.schedule}</div>
                  </th>
                  <td data-name="Form and strength">
                    {line.form}, {line.strength}
                  </td>
                  <td data-name="One container">{line.package}</td>
                  <td data-name="Sealed containers">{line.containers}</td>
                  <td data-name="Opened containers">
                    {line.opened.map(({ label, holds }) => `${label}: ${holds}`).join('; ') || 'none'}
                    {line.isDisputed && <div className={styles.aside}>The two people counted differently.</div>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
