/** Lots that a maker or the FDA calls back: that they may not be used, and whom they reached. */
import { type DrugAmount, type Instant, quantity } from '@holdspace/care';
import { sql } from 'kysely';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';

export interface NewRecall {
  readonly id: string;
  readonly product: string;
  readonly lot: string;
  readonly reason: string;
  readonly at: Instant;
}
export interface LotRecall extends NewRecall {
  readonly recordedAt: Instant;
  readonly recordedBy: string;
}
export type Recalling =
  | { readonly outcome: 'recalled'; readonly recall: LotRecall }
  /** It was recorded before, under this id or another. */
  | { readonly outcome: 'repeated'; readonly recall: LotRecall }
  | { readonly outcome: 'differs' | 'unknown_product' };

/** What one session gave of a lot; `patient` as the session names them. */
export interface ReceivedLot {
  readonly patient: string;
  readonly session: string;
  readonly at: Instant;
  readonly amount: DrugAmount;
  readonly containers: readonly { readonly id: string; readonly label: string }[];
}

const rowsOf = (transaction: ClinicTransaction, clinicId: string) =>
  transaction.selectFrom('holdspace.lot_recall').selectAll().where('clinic_id', '=', clinicId);
type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['executeTakeFirstOrThrow']>>;
const recallOf = (row: Row): LotRecall => ({
  id: row.recall_id,
  product: row.product_id,
  lot: row.lot,
  reason: row.reason,
  at: row.at as Instant,
  recordedAt: row.recorded_at as Instant,
  recordedBy: row.recorded_by,
});

export function createRecalls(db: Database) {
  return {
    recallLot: (
      clinicId: string,
      recall: NewRecall,
      { by, at }: { readonly by: string; readonly at: Instant },
    ): Promise<Recalling> =>
      withClinic(db, clinicId, async (transaction) => {
        const product = await transaction
          .selectFrom('holdspace.product')
          .select('product_id')
          .where('clinic_id', '=', clinicId)
          .where('product_id', '=', recall.product)
          .executeTakeFirst();
        if (!product) return { outcome: 'unknown_product' };
        const inserted = await transaction
          .insertInto('holdspace.lot_recall')
          .values({
            clinic_id: clinicId,
            recall_id: recall.id,
            product_id: recall.product,
            lot: recall.lot,
            reason: recall.reason,
            at: recall.at,
            recorded_at: at,
            recorded_by: by,
          })
          .onConflict((conflict) => conflict.doNothing())
          .returningAll()
          .executeTakeFirst();
        if (inserted) return { outcome: 'recalled', recall: recallOf(inserted) };
        const there = await rowsOf(transaction, clinicId)
          .where('product_id', '=', recall.product)
          .where('lot', '=', recall.lot)
          .executeTakeFirst();
        return there ? { outcome: 'repeated', recall: recallOf(there) } : { outcome: 'differs' };
      }),

    /** The newest first. */
    recalls: (clinicId: string): Promise<readonly LotRecall[]> =>
      withClinic(db, clinicId, async (transaction) =>
        (await rowsOf(transaction, clinicId).orderBy('at', 'desc').orderBy('recall_id').execute()).map(recallOf),
      ),

    recall: (clinicId: string, id: string): Promise<LotRecall | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await rowsOf(transaction, clinicId).where('recall_id', '=', id).executeTakeFirst();
        return row ? recallOf(row) : null;
      }),

    /** Who was given something of a lot: each session once, in order of time. What was reversed was not given. */
    whoReceived: (clinicId: string, product: string, lot: string): Promise<readonly ReceivedLot[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const { rows } = await sql<{
          patient_id: string;
          session_id: string;
          at: string;
          amount: string;
          containers: { id: string; label: string }[];
        }>`
          select s.patient_id, s.session_id, min(m.at) as at, sum(m.amount_ug)::bigint as amount,
                 json_agg(distinct jsonb_build_object('id', c.container_id, 'label', c.label)) as containers
            from holdspace.container c
            join holdspace.movement m on m.clinic_id = c.clinic_id and m.container_id = c.container_id
                                     and m.kind = 'administered'
            join holdspace.session s on s.clinic_id = m.clinic_id and s.session_id = m.session_id
           where c.clinic_id = ${clinicId} and c.product_id = ${product} and c.lot = ${lot}
             and not exists (select from holdspace.movement o where o.clinic_id = ${clinicId} and o.reverses = m.movement_id)
           group by s.patient_id, s.session_id
           order by min(m.at), s.session_id`.execute(transaction);
        return rows.map((row) => ({
          patient: row.patient_id,
          session: row.session_id,
          at: row.at as Instant,
          amount: quantity(Number(row.amount), 'ug'),
          containers: row.containers,
        }));
      }),
  };
}
