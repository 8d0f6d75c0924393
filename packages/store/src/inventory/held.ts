/** What a safe held at a moment: what it holds now, less what has happened since. Counts are compared with it. */
import { type HeldContainer, type Instant, type LabelledContainer, type Product, productSchema } from '@holdspace/care';
import { sql } from 'kysely';
import type { ClinicTransaction } from '../database.ts';

interface Row {
  readonly container_id: string;
  readonly label: string;
  readonly opened_at: string | null;
  readonly document: Product;
  readonly amount: string;
}

/** Every container of which this safe held something at a moment, by when things happened, not by when they were stored. */
export async function heldAt(
  transaction: ClinicTransaction,
  clinicId: string,
  safeId: string,
  at: Instant,
): Promise<readonly HeldContainer[]> {
  const account = `safe:${safeId}`;
  const { rows } = await sql<Row>`
    with flow as (
      select b.container_id, b.amount_ug as amount from holdspace.balance b
       where b.clinic_id = ${clinicId} and b.account = ${account}
      union all
      select m.container_id, case when m.into_account = ${account} then - m.amount_ug else m.amount_ug end
        from holdspace.movement m
       where m.clinic_id = ${clinicId} and m.at > ${at} and ${account} in (m.from_account, m.into_account))
    select c.container_id, c.label, c.opened_at, p.document, sum(f.amount)::text as amount
      from flow f
      join holdspace.container c on c.clinic_id = ${clinicId} and c.container_id = f.container_id
      join holdspace.product p on p.clinic_id = ${clinicId} and p.product_id = c.product_id
     group by c.container_id, c.label, c.opened_at, p.document
    having sum(f.amount) > 0
     order by c.label`.execute(transaction);
  return rows.map((row) => ({
    id: row.container_id,
    label: row.label,
    product: productSchema.parse(row.document),
    micrograms: Number(row.amount),
    ...(row.opened_at && { openedAt: row.opened_at as Instant }),
  }));
}

/** Containers of these labels, or of these ids. */
export async function labelled(
  transaction: ClinicTransaction,
  clinicId: string,
  by: { readonly labels: readonly string[] } | { readonly ids: readonly string[] },
): Promise<readonly (LabelledContainer & { readonly lot: string })[]> {
  const values = 'labels' in by ? by.labels : by.ids;
  if (values.length === 0) return [];
  const rows = await transaction
    .selectFrom('holdspace.container as c')
    .innerJoin('holdspace.product as p', (join) =>
      join.onRef('p.clinic_id', '=', 'c.clinic_id').onRef('p.product_id', '=', 'c.product_id'),
    )
    .where('c.clinic_id', '=', clinicId)
    .where('labels' in by ? 'c.label' : 'c.container_id', 'in', values)
    .select(['c.container_id', 'c.label', 'c.lot', 'p.document'])
    .execute();
  return rows.map((row) => ({
    id: row.container_id,
    label: row.label,
    lot: row.lot,
    product: productSchema.parse(row.document),
  }));
}
