/** What stands where: safes, and containers with what each place holds of them. */
import {
  type Account,
  accountOfKey,
  type Container,
  containerSchema,
  type DrugAmount,
  type Instant,
  type Product,
  productSchema,
  quantity,
} from '@holdspace/care';
import { sql } from 'kysely';
import { type Database, withClinic } from '../database.ts';
import type { Recording } from '../people/credentials.ts';

export interface Safe {
  readonly id: string;
  readonly name: string;
  readonly addedAt: Instant;
}
/** `differs`: another safe is stored under its id. */
export type SafeAdding = 'added' | 'name_taken' | 'differs';

export interface StockedContainer extends Omit<Container, 'product'> {
  /** As the formulary has it now. */
  readonly product: Product;
  readonly receipt: string;
  /** Where it is, and how much; nothing where it is empty or gone. */
  readonly places: readonly { readonly account: Account; readonly amount: DrugAmount }[];
  readonly recalled?: { readonly id: string; readonly reason: string; readonly at: Instant };
}
export interface ContainerFilter {
  readonly ids?: readonly string[] | undefined;
  readonly label?: string | undefined;
  /** Of which something lies in this safe. */
  readonly safeId?: string | undefined;
  /** Of which something is still here, in a safe or in hand. */
  readonly withStock?: boolean | undefined;
  readonly product?: string | undefined;
  readonly lot?: string | undefined;
}

interface Row {
  readonly container_id: string;
  readonly label: string;
  readonly lot: string;
  readonly expires_on: string;
  readonly serial: string | null;
  readonly opened_at: string | null;
  readonly receipt_id: string;
  readonly document: Product;
  readonly places: readonly { readonly account: string; readonly amount: number }[] | null;
  readonly recall_id: string | null;
  readonly recall_reason: string | null;
  readonly recall_at: string | null;
}

function stockedOf(row: Row): StockedContainer {
  const product = productSchema.parse(row.document);
  return {
    ...containerSchema.parse({
      id: row.container_id,
      product: product.id,
      label: row.label,
      lot: row.lot,
      expiresOn: row.expires_on,
      ...(row.serial !== null && { serial: row.serial }),
      ...(row.opened_at && { openedAt: row.opened_at }),
    }),
    receipt: row.receipt_id,
    product,
    places: (row.places ?? []).map(({ account, amount }) => ({
      account: accountOfKey(account),
      amount: quantity(amount, 'ug'),
    })),
    ...(row.recall_id && {
      recalled: { id: row.recall_id, reason: row.recall_reason ?? '', at: row.recall_at as Instant },
    }),
  };
}

export function createStock(db: Database) {
  const containers = (clinicId: string, filter: ContainerFilter = {}): Promise<readonly StockedContainer[]> =>
    withClinic(db, clinicId, async (transaction) => {
      const balances = sql`select from holdspace.balance b where b.clinic_id = ${clinicId} and b.container_id = c.container_id`;
      let query = transaction
        .selectFrom('holdspace.container as c')
        .innerJoin('holdspace.product as p', (join) =>
          join.onRef('p.clinic_id', '=', 'c.clinic_id').onRef('p.product_id', '=', 'c.product_id'),
        )
        .leftJoin('holdspace.lot_recall as r', (join) =>
          join
            .onRef('r.clinic_id', '=', 'c.clinic_id')
            .onRef('r.product_id', '=', 'c.product_id')
            .onRef('r.lot', '=', 'c.lot')
            .on(({ not, exists, selectFrom }) =>
              not(
                exists(
                  selectFrom('holdspace.lot_recall_taken_back as t')
                    .select('t.recall_id')
                    .where('t.clinic_id', '=', clinicId)
                    .whereRef('t.recall_id', '=', 'r.recall_id'),
                ),
              ),
            ),
        )
        .where('c.clinic_id', '=', clinicId);
      if (filter.ids) query = query.where('c.container_id', 'in', filter.ids.length > 0 ? filter.ids : [null as never]);
      if (filter.label !== undefined) query = query.where('c.label', '=', filter.label);
      if (filter.product !== undefined) query = query.where('c.product_id', '=', filter.product);
      if (filter.lot !== undefined) query = query.where('c.lot', '=', filter.lot);
      if (filter.safeId !== undefined)
        query = query.where(sql<boolean>`exists (${balances} and b.account = ${`safe:${filter.safeId}`})`);
      if (filter.withStock) query = query.where(sql<boolean>`exists (${balances})`);
      const rows = await query
        .select(['c.container_id', 'c.label', 'c.lot', 'c.expires_on', 'c.serial', 'c.opened_at', 'c.receipt_id'])
        .select(['p.document', 'r.recall_id', 'r.reason as recall_reason', 'r.at as recall_at'])
        .select(
          sql<
            Row['places']
          >`(select json_agg(json_build_object('account', b.account, 'amount', b.amount_ug) order by b.account)
            from holdspace.balance b where b.clinic_id = ${clinicId} and b.container_id = c.container_id)`.as('places'),
        )
        // What ends first is used first.
        .orderBy('c.expires_on')
        .orderBy('c.label')
        .execute();
      return rows.map(stockedOf);
    });

  return {
    safes: (clinicId: string): Promise<readonly Safe[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.safe')
          .select(['safe_id', 'name', 'added_at'])
          .where('clinic_id', '=', clinicId)
          .orderBy('name')
          .execute();
        return rows.map((row) => ({ id: row.safe_id, name: row.name, addedAt: row.added_at as Instant }));
      }),

    /** The same again is answered as the first time. */
    addSafe: (clinicId: string, { id, name }: Pick<Safe, 'id' | 'name'>, { by, at }: Recording): Promise<SafeAdding> =>
      withClinic(db, clinicId, async (transaction) => {
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('holdspace.safe')
          .values({ clinic_id: clinicId, safe_id: id, name, added_at: at, added_by: by })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if (numInsertedOrUpdatedRows === 1n) return 'added';
        const there = await transaction
          .selectFrom('holdspace.safe')
          .select('name')
          .where('clinic_id', '=', clinicId)
          .where('safe_id', '=', id)
          .executeTakeFirst();
        if (!there) return 'name_taken';
        return there.name === name ? 'added' : 'differs';
      }),

    /** Every safe in which any of these containers stands, or ever stood. */
    safesOf: (clinicId: string, ids: readonly string[]): Promise<ReadonlySet<string>> =>
      withClinic(db, clinicId, async (transaction) => {
        if (ids.length === 0) return new Set();
        const rows = await transaction
          .selectFrom('holdspace.movement')
          .select(['from_account', 'into_account'])
          .where('clinic_id', '=', clinicId)
          .where('container_id', 'in', [...ids])
          .execute();
        const accounts = rows.flatMap((row) => [row.from_account, row.into_account]).map(accountOfKey);
        return new Set(accounts.flatMap((account) => (account.kind === 'safe' ? [account.safe] : [])));
      }),

    containers,
    container: async (clinicId: string, id: string): Promise<StockedContainer | null> =>
      (await containers(clinicId, { ids: [id] }))[0] ?? null,
  };
}
