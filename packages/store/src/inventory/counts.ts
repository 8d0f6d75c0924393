/**
 * Counts: each of two signed halves. The second half, the result and the discrepancies that it opens are stored together;
 * until then nothing of the ledger is read for a count, so that nothing of it can be told.
 */
import { randomUUID } from 'node:crypto';
import {
  amountInQuestion,
  type CountHalf,
  type CountKind,
  type CountResult,
  compareCount,
  containerInQuestion,
  type Finding,
  type HandOverSide,
  halfFaults,
  type InputFault,
  type Instant,
  isControlled,
  type NewCount,
  type NewHalf,
  needsDiscrepancy,
  type Product,
  productSchema,
  type Refusal,
  refuseCallingOff,
  refuseHalf,
} from '@holdspace/care';
import { sql } from 'kysely';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';
import { heldAt, labelled } from './held.ts';

interface Person {
  readonly id: string;
  readonly name: string;
}
export interface InventoryCount {
  readonly id: string;
  readonly safe: string;
  readonly kind: CountKind;
  readonly takenAt?: 'opening' | 'close';
  readonly note?: string;
  readonly openedAt: Instant;
  readonly openedBy: Person;
  readonly halves: readonly CountHalf[];
  readonly completedAt?: Instant;
  readonly result?: CountResult;
  readonly calledOff?: { readonly at: Instant; readonly by: string; readonly because: string };
}
export type CountOpening =
  | { readonly outcome: 'opened' | 'repeated'; readonly count: InventoryCount }
  | { readonly outcome: 'differs' | 'unknown_safe' }
  /** This safe is being counted. */
  | { readonly outcome: 'safe_is_counted'; readonly count: InventoryCount };
export type HalfTaking =
  | { readonly outcome: 'taken' | 'repeated'; readonly count: InventoryCount; readonly opened: readonly string[] }
  | { readonly outcome: 'unknown_count' | 'differs' }
  | { readonly outcome: 'faults'; readonly faults: readonly InputFault[] }
  | { readonly outcome: 'refused'; readonly refusals: readonly Refusal[] };

const CAUSES: Readonly<Partial<Record<Finding, string>>> = {
  less: 'count_less',
  more: 'count_more',
  exchanged: 'count_exchanged',
  counters_differ: 'counters_differ',
};

const countsOf = (transaction: ClinicTransaction, clinicId: string) =>
  transaction.selectFrom('holdspace.inventory_count').selectAll().where('clinic_id', '=', clinicId);
type Row = Awaited<ReturnType<ReturnType<typeof countsOf>['execute']>>[number];

async function withHalves(
  transaction: ClinicTransaction,
  clinicId: string,
  rows: readonly Row[],
): Promise<InventoryCount[]> {
  if (rows.length === 0) return [];
  const halves = await transaction
    .selectFrom('holdspace.inventory_count_half')
    .selectAll()
    .where('clinic_id', '=', clinicId)
    .where(
      'count_id',
      'in',
      rows.map((row) => row.count_id),
    )
    .orderBy('part')
    .execute();
  return rows.map((row) => ({
    id: row.count_id,
    safe: row.safe_id,
    kind: row.kind as CountKind,
    ...(row.taken_at && { takenAt: row.taken_at as 'opening' | 'close' }),
    ...(row.note !== null && { note: row.note }),
    openedAt: row.opened_at as Instant,
    openedBy: { id: row.opened_by, name: row.opener_name },
    halves: halves
      .filter((half) => half.count_id === row.count_id)
      .map((half) => ({
        id: half.half_id,
        by: { id: half.counted_by, name: half.counter_name },
        ...(half.counted_as && { as: half.counted_as as HandOverSide }),
        at: half.at as Instant,
        recordedAt: half.recorded_at as Instant,
        ...(half.lines as Pick<CountHalf, 'unopened' | 'opened'>),
      })),
    ...(row.completed_at && { completedAt: row.completed_at as Instant }),
    ...(row.result && { result: row.result as unknown as CountResult }),
    ...(row.called_off_at && {
      calledOff: {
        at: row.called_off_at as Instant,
        by: row.called_off_by ?? '',
        because: row.called_off_because ?? '',
      },
    }),
  }));
}

/** What a count must say something of: every controlled product that is bought, or of which any was ever received. */
async function sheetOf(transaction: ClinicTransaction, clinicId: string): Promise<readonly Product[]> {
  const rows = await transaction
    .selectFrom('holdspace.product as p')
    .select('p.document')
    .where('p.clinic_id', '=', clinicId)
    .where(
      sql<boolean>`(p.retired_at is null or exists (select from holdspace.container c
        where c.clinic_id = ${clinicId} and c.product_id = p.product_id))`,
    )
    .execute();
  return rows
    .map((row) => productSchema.parse(row.document))
    .filter(isControlled)
    .sort((one, other) => one.name.localeCompare(other.name, 'en'));
}

export function createCounts(db: Database) {
  const find = async (transaction: ClinicTransaction, clinicId: string, id: string): Promise<InventoryCount | null> => {
    const row = await countsOf(transaction, clinicId).where('count_id', '=', id).executeTakeFirst();
    return row ? ((await withHalves(transaction, clinicId, [row]))[0] ?? null) : null;
  };

  return {
    find: (clinicId: string, id: string): Promise<InventoryCount | null> =>
      withClinic(db, clinicId, (transaction) => find(transaction, clinicId, id)),

    sheet: (clinicId: string): Promise<readonly Product[]> =>
      withClinic(db, clinicId, (transaction) => sheetOf(transaction, clinicId)),

    /** The newest first; those that were begun in a time, or are open. */
    list: (
      clinicId: string,
      filter: { readonly isOpen?: boolean; readonly from?: Instant; readonly until?: Instant; readonly most: number },
    ): Promise<readonly InventoryCount[]> =>
      withClinic(db, clinicId, async (transaction) => {
        let query = countsOf(transaction, clinicId);
        if (filter.isOpen) query = query.where('completed_at', 'is', null).where('called_off_at', 'is', null);
        if (filter.from) query = query.where('opened_at', '>=', filter.from);
        if (filter.until) query = query.where('opened_at', '<', filter.until);
        const rows = await query.orderBy('opened_at', 'desc').orderBy('count_id').limit(filter.most).execute();
        return withHalves(transaction, clinicId, rows);
      }),

    /** By safe: when its last inventory, initial or biennial, was finished. */
    lastInventories: (clinicId: string): Promise<ReadonlyMap<string, Instant>> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.inventory_count')
          .select('safe_id')
          .select(({ fn }) => fn.max('completed_at').as('at'))
          .where('clinic_id', '=', clinicId)
          .where('kind', 'in', ['initial', 'biennial'])
          .where('completed_at', 'is not', null)
          .groupBy('safe_id')
          .execute();
        return new Map(rows.map(({ safe_id, at }) => [safe_id, at as Instant]));
      }),

    /** Begins a count. */
    open: (clinicId: string, given: NewCount, by: Person, now: Instant): Promise<CountOpening> =>
      withClinic(db, clinicId, async (transaction): Promise<CountOpening> => {
        const safe = await transaction
          .selectFrom('holdspace.safe')
          .select('safe_id')
          .where('clinic_id', '=', clinicId)
          .where('safe_id', '=', given.safe)
          .executeTakeFirst();
        if (!safe) return { outcome: 'unknown_safe' };
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('holdspace.inventory_count')
          .values({
            clinic_id: clinicId,
            count_id: given.id,
            safe_id: given.safe,
            kind: given.kind,
            taken_at: given.takenAt ?? null,
            opened_at: now,
            opened_by: by.id,
            opener_name: by.name,
            note: given.note ?? null,
            completed_at: null,
            result: null,
            called_off_at: null,
            called_off_by: null,
            called_off_because: null,
          })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        const count = await find(transaction, clinicId, given.id);
        if (numInsertedOrUpdatedRows === 1n && count) return { outcome: 'opened', count };
        if (count) {
          const isSame = count.safe === given.safe && count.kind === given.kind && count.openedBy.id === by.id;
          return isSame ? { outcome: 'repeated', count } : { outcome: 'differs' };
        }
        const other = await countsOf(transaction, clinicId)
          .where('safe_id', '=', given.safe)
          .where('completed_at', 'is', null)
          .where('called_off_at', 'is', null)
          .executeTakeFirstOrThrow();
        const [counted] = await withHalves(transaction, clinicId, [other]);
        if (!counted) throw new Error('a count that is gone');
        return { outcome: 'safe_is_counted', count: counted };
      }),

    /** Takes a signed half. The second one finishes the count, and opens a discrepancy for whatever does not agree. */
    takeHalf: (clinicId: string, id: string, half: NewHalf, by: Person, now: Instant): Promise<HalfTaking> =>
      withClinic(db, clinicId, async (transaction): Promise<HalfTaking> => {
        // Locked: two who sign at the same moment are first and second.
        const row = await countsOf(transaction, clinicId).where('count_id', '=', id).forUpdate().executeTakeFirst();
        const [count] = row ? await withHalves(transaction, clinicId, [row]) : [];
        if (!count) return { outcome: 'unknown_count' };
        const again = count.halves.find((one) => one.id === half.id);
        if (again) return again.by.id === by.id ? { outcome: 'repeated', count, opened: [] } : { outcome: 'differs' };
        const refusals = refuseHalf({ count, by, now });
        if (refusals.length > 0) return { outcome: 'refused', refusals };
        const [first] = count.halves;
        const products = await sheetOf(transaction, clinicId);
        const labels = [...half.opened, ...(first?.opened ?? [])].map(({ label }) => label);
        const containers = await labelled(transaction, clinicId, { labels: [...new Set(labels)] });
        const { openedAt, kind } = count;
        const faults = halfFaults({ kind, openedAt, half, by, now, products, containers, first });
        if (faults.length > 0) return { outcome: 'faults', faults };
        const { id: halfId, at, as, unopened, opened } = half;
        await transaction
          .insertInto('holdspace.inventory_count_half')
          .values({
            clinic_id: clinicId,
            count_id: id,
            part: count.halves.length + 1,
            half_id: halfId,
            counted_by: by.id,
            counter_name: by.name,
            counted_as: as ?? null,
            at,
            recorded_at: now,
            lines: JSON.stringify({ unopened, opened }),
          })
          .execute();
        const second: CountHalf = { id: halfId, by, ...(as && { as }), at, recordedAt: now, unopened, opened };
        const discrepancies = first
          ? await finish(transaction, clinicId, { count, first, second, products, containers, now })
          : [];
        const after = await find(transaction, clinicId, id);
        if (!after) throw new Error('a count that is gone');
        return { outcome: 'taken', count: after, opened: discrepancies };
      }),

    /** Ends a count without a result. */
    callOff: (
      clinicId: string,
      id: string,
      because: string,
      by: Person,
      now: Instant,
    ): Promise<InventoryCount | readonly Refusal[] | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await countsOf(transaction, clinicId).where('count_id', '=', id).forUpdate().executeTakeFirst();
        const [count] = row ? await withHalves(transaction, clinicId, [row]) : [];
        if (!count) return null;
        if (count.calledOff?.by === by.id && count.calledOff.because === because) return count;
        const refusals = refuseCallingOff(count, by);
        if (refusals.length > 0) return refusals;
        await transaction
          .updateTable('holdspace.inventory_count')
          .set({ called_off_at: now, called_off_by: by.id, called_off_because: because })
          .where('clinic_id', '=', clinicId)
          .where('count_id', '=', id)
          .execute();
        return find(transaction, clinicId, id);
      }),
  };
}

interface Finishing {
  readonly count: InventoryCount;
  readonly first: CountHalf;
  readonly second: CountHalf;
  readonly products: readonly Product[];
  readonly containers: Awaited<ReturnType<typeof labelled>>;
  readonly now: Instant;
}
async function finish(
  transaction: ClinicTransaction,
  clinicId: string,
  { count, first, second, products, containers, now }: Finishing,
): Promise<string[]> {
  const result = compareCount({
    products,
    containers,
    first: { half: first, held: await heldAt(transaction, clinicId, count.safe, first.at) },
    second: { half: second, held: await heldAt(transaction, clinicId, count.safe, second.at) },
  });
  await transaction
    .updateTable('holdspace.inventory_count')
    .set({ completed_at: now, result: JSON.stringify(result) })
    .where('clinic_id', '=', clinicId)
    .where('count_id', '=', count.id)
    .execute();
  const opened: string[] = [];
  for (const one of result.products.filter(needsDiscrepancy)) {
    const id = randomUUID();
    const amountUg = amountInQuestion(one);
    const item = {
      id,
      cause: CAUSES[one.finding],
      at: second.at,
      recordedAt: now,
      container: containerInQuestion(one) ?? null,
      product: one.product,
      safe: count.safe,
      count: count.id,
      session: null,
      amountUg,
      what: `${one.name}: ${FINDING_OF_COUNT[one.finding] ?? one.finding}, ${amountUg / 1000} mg.`,
      openedBy: second.by.id,
    };
    await sql`select holdspace.open_discrepancy(${clinicId}, ${JSON.stringify(item)}::jsonb)`.execute(transaction);
    opened.push(id);
  }
  return opened;
}
const FINDING_OF_COUNT: Readonly<Partial<Record<Finding, string>>> = {
  less: 'two people found less than the ledger says',
  more: 'two people found more than the ledger says',
  exchanged: 'as much as the ledger says, but in other containers',
  counters_differ: 'the two people counted differently',
};
