/**
 * Walks one clinic's ledger and names the first row that does not fit: a movement that was altered, removed, moved, cut off
 * or written anew since a checkpoint; one that took what was not there, or turns round what was not so; a balance that is
 * not the sum of its movements; a container that is not what was received, or that nothing received. PostgreSQL made the hashes, and they are made again here.
 */
import { accountKey, type Movement } from '@holdspace/care';
import { sql } from 'kysely';
import type { ChainHead, Checkpoint } from '../audit/checkpoints.ts';
import { FIRST_PREVIOUS_HASH, sha256 } from '../canonical-json.ts';
import { type Database, withClinic } from '../database.ts';
import { movementItem } from './post.ts';
import type { MovementTable } from './tables.ts';

export interface BrokenLedger {
  readonly clinicId: string;
  /** The row: "movement 5", "the balance of …", "the container K-0042". */
  readonly row: string;
  /** Of a movement. */
  readonly seq?: number;
  readonly why: string;
}
export interface LedgerVerification {
  readonly movements: number;
  readonly containers: number;
  readonly broken?: BrokenLedger;
}

const PAGE = 2_000;

/** What `holdspace.post_movements` computes. */
const hashOf = (clinicId: string, seq: number, previousHash: string, text: string): string =>
  sha256(`${clinicId}|${seq}|${previousHash}|${text}`);

/** Where a clinic's ledger ends. */
export async function ledgerHead(db: Database, clinicId: string): Promise<ChainHead> {
  const row = await withClinic(db, clinicId, (transaction) =>
    transaction
      .selectFrom('holdspace.ledger_head')
      .select(['seq', 'hash'])
      .where('clinic_id', '=', clinicId)
      .executeTakeFirst(),
  );
  return row ?? { seq: 0, hash: FIRST_PREVIOUS_HASH };
}

interface ContainerRow {
  readonly container_id: string;
  readonly product_id: string;
  readonly label: string;
  readonly lot: string;
  readonly expires_on: string;
  readonly serial: string | null;
  readonly receipt_id: string;
  /** Whether it was opened when its movements say. */
  readonly opened_fits: boolean;
}

/** The head, the edges, the balances and the containers, as they were at one moment. */
function standingOf(db: Database, clinicId: string) {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (transaction) => {
      await sql`select set_config('holdspace.clinic', ${clinicId}, true)`.execute(transaction);
      const { rows: heads } = await sql<{
        seq: number | null;
        hash: string | null;
        lowest: number | null;
        highest: number | null;
      }>`
        select h.seq, h.hash, e.lowest, e.highest
          from (select min(seq) as lowest, max(seq) as highest from holdspace.movement where clinic_id = ${clinicId}) as e
          left join holdspace.ledger_head h on h.clinic_id = ${clinicId}`.execute(transaction);
      const balances = await transaction
        .selectFrom('holdspace.balance')
        .select(['container_id', 'account', 'amount_ug'])
        .where('clinic_id', '=', clinicId)
        .orderBy('container_id')
        .orderBy('account')
        .execute();
      const { rows: containers } = await sql<ContainerRow>`
        select c.container_id, c.product_id, c.label, c.lot, c.expires_on, c.serial, c.receipt_id,
               c.opened_at is not distinct from (
                 select min(m.at) from holdspace.movement m
                  where m.clinic_id = ${clinicId} and m.container_id = c.container_id and m.kind = 'drawn'
                    and not exists (select from holdspace.movement o
                                     where o.clinic_id = ${clinicId} and o.reverses = m.movement_id)) as opened_fits
          from holdspace.container c where c.clinic_id = ${clinicId} order by c.label`.execute(transaction);
      const [row] = heads;
      const head = { seq: row?.seq ?? 0, hash: row?.hash ?? FIRST_PREVIOUS_HASH };
      return { head, lowest: row?.lowest ?? 1, highest: row?.highest ?? 0, balances, containers };
    });
}

const page = (db: Database, clinicId: string, after: number, until: number) =>
  withClinic(db, clinicId, (transaction) =>
    transaction
      .selectFrom('holdspace.movement')
      .selectAll()
      .where('clinic_id', '=', clinicId)
      .where('seq', '>', after)
      .where('seq', '<=', Math.min(after + PAGE, until))
      .orderBy('seq')
      .execute(),
  );

/** The movement that a row's text is; null where its columns say something else. */
function movementOf(row: MovementTable): Movement | null {
  try {
    const movement = JSON.parse(row.entry) as Movement;
    const said = JSON.parse(movementItem(movement)) as Record<string, unknown>;
    const fits =
      said.id === row.movement_id &&
      said.kind === row.kind &&
      said.container === row.container_id &&
      String(said.amountUg) === row.amount_ug &&
      said.from === row.from_account &&
      said.into === row.into_account &&
      said.at === row.at &&
      said.recordedAt === row.recorded_at &&
      said.session === row.session_id &&
      said.reverses === row.reverses;
    return fits ? movement : null;
  } catch {
    return null;
  }
}

/** The movements of a page's rows that others of them turn round, by their ids. */
async function reversedBy(db: Database, clinicId: string, rows: readonly MovementTable[]) {
  const ids = rows.flatMap(({ reverses }) => reverses ?? []);
  if (ids.length === 0) return new Map<string, Reversed>();
  const found = await withClinic(db, clinicId, (transaction) =>
    transaction
      .selectFrom('holdspace.movement')
      .select(['movement_id', 'seq', 'container_id', 'amount_ug', 'from_account', 'into_account'])
      .where('clinic_id', '=', clinicId)
      .where('movement_id', 'in', ids)
      .execute(),
  );
  return new Map<string, Reversed>(found.map((one) => [one.movement_id, one]));
}
type Reversed = Pick<MovementTable, 'seq' | 'container_id' | 'amount_ug' | 'from_account' | 'into_account'>;

/** Whether a row takes back, whole, what an earlier one moved. */
const mirrors = (row: MovementTable, of: Reversed | undefined): boolean =>
  of !== undefined &&
  of.seq < row.seq &&
  of.container_id === row.container_id &&
  of.amount_ug === row.amount_ug &&
  of.from_account === row.into_account &&
  of.into_account === row.from_account;

/** Balances of the accounts that keep, as the walk finds them. */
class Sums {
  readonly #sums = new Map<string, number>();

  /** Whether the account that gives had it. */
  add(movement: Movement): boolean {
    const { container, from, into, amount } = movement;
    const had = this.#move(container, accountKey(from), -amount.value);
    this.#move(container, accountKey(into), amount.value);
    return had;
  }
  #move(container: string, account: string, value: number): boolean {
    if (!account.includes(':')) return true;
    const key = `${container} ${account}`;
    const sum = (this.#sums.get(key) ?? 0) + value;
    if (sum === 0) this.#sums.delete(key);
    else this.#sums.set(key, sum);
    return sum >= 0;
  }
  /** Compares with what is kept, and forgets it; what is left then is kept nowhere. */
  take(container: string, account: string): number {
    const key = `${container} ${account}`;
    const sum = this.#sums.get(key) ?? 0;
    this.#sums.delete(key);
    return sum;
  }
  get left(): readonly [string, number] | undefined {
    return this.#sums.entries().next().value;
  }
}

/** Whether a container is what its movement says that was received. */
const isAsReceived = (row: ContainerRow, as: NonNullable<Movement['receivedAs']>): boolean =>
  as.product === row.product_id &&
  as.label === row.label &&
  as.lot === row.lot &&
  as.expiresOn === row.expires_on &&
  (as.serial ?? null) === row.serial &&
  as.receipt === row.receipt_id;

/** Walks the ledger up to where its head is now; what is added meanwhile is the next walk's. */
export async function verifyLedger(
  db: Database,
  clinicId: string,
  checkpoints: readonly Checkpoint[] = [],
): Promise<LedgerVerification> {
  const { head, lowest, highest, balances, containers } = await standingOf(db, clinicId);
  const covered = checkpoints.flatMap(({ ledger, at }) => (ledger && ledger.seq > 0 ? [{ ...ledger, at }] : []));
  const coveredAt = new Map(covered.map((one) => [one.seq, one]));
  const byId = new Map(containers.map((one) => [one.container_id, one]));
  const nameOf = (container: string) => byId.get(container)?.label ?? container;
  const sums = new Sums();
  const received = new Set<string>();
  let [movements, previousHash] = [0, FIRST_PREVIOUS_HASH];
  const brokenRow = (row: string, why: string): LedgerVerification => ({
    movements,
    containers: containers.length,
    broken: { clinicId, row, why },
  });
  const broken = (seq: number, why: string): LedgerVerification => ({
    movements,
    containers: containers.length,
    broken: { clinicId, row: `movement ${seq}`, seq, why },
  });

  if (lowest < 1) return broken(lowest, 'it stands before the first movement');
  if (highest > head.seq) return broken(head.seq + 1, 'it stands behind the movement at which the head points');
  while (movements < head.seq) {
    const rows = await page(db, clinicId, movements, head.seq);
    if (rows.length === 0) break;
    const reversed = await reversedBy(db, clinicId, rows);
    for (const row of rows) {
      const seq = movements + 1;
      if (row.seq !== seq) return broken(seq, 'it is missing');
      if (row.previous_hash !== previousHash)
        return broken(seq, 'its previous hash is not the hash of the movement before');
      if (hashOf(clinicId, seq, previousHash, row.entry) !== row.hash)
        return broken(seq, 'its content does not have its hash');
      const checkpoint = coveredAt.get(seq);
      if (checkpoint && checkpoint.hash !== row.hash)
        return broken(seq, `movements up to it were written anew since the checkpoint of ${checkpoint.at}`);
      const movement = movementOf(row);
      if (!movement) return broken(seq, 'its columns differ from its content');
      if (!sums.add(movement)) return broken(seq, 'it takes more than was there');
      const container = byId.get(movement.container);
      if (!container) return broken(seq, 'its container is missing');
      if (movement.kind === 'received') {
        if (!movement.receivedAs) return broken(seq, 'it does not say what was received');
        if (!isAsReceived(container, movement.receivedAs))
          return brokenRow(`the container ${container.label}`, `it is not what movement ${seq} received`);
        received.add(movement.container);
      }
      if (movement.kind === 'reversed' && !mirrors(row, reversed.get(row.reverses ?? '')))
        return broken(seq, 'it does not turn round what it says that it reverses');
      previousHash = row.hash;
      movements = seq;
    }
  }
  if (movements < head.seq) return broken(movements + 1, 'it is missing at the end');
  if (previousHash !== head.hash) return broken(head.seq, 'it is not the movement at which the head points');
  const farthest = covered.find((one) => one.seq > movements);
  if (farthest)
    return broken(
      movements + 1,
      `the ledger was cut off: the checkpoint of ${farthest.at} covers ${farthest.seq} movements, and ${movements} are here`,
    );

  for (const { container_id, account, amount_ug } of balances) {
    const sum = sums.take(container_id, account);
    if (String(sum) !== amount_ug)
      return brokenRow(
        `the balance of ${nameOf(container_id)} on ${account}`,
        `it says ${amount_ug} ug, and its movements come to ${sum} ug`,
      );
  }
  const { left } = sums;
  if (left) {
    const [container = '', account] = left[0].split(' ');
    return brokenRow(
      `the balance of ${nameOf(container)} on ${account}`,
      `it is missing: movements come to ${left[1]} ug`,
    );
  }
  const unreceived = containers.find((one) => !received.has(one.container_id));
  if (unreceived) return brokenRow(`the container ${unreceived.label}`, 'no movement received it');
  const opened = containers.find((one) => !one.opened_fits);
  if (opened) return brokenRow(`the container ${opened.label}`, 'it was not opened when its movements say');
  return { movements, containers: containers.length };
}
