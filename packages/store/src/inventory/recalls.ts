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
/** That it was recorded by mistake: both stay readable, and the lot is blocked no more. */
export interface TakenBack {
  readonly at: Instant;
  readonly by: string;
  readonly reason: string;
}
export interface LotRecall extends NewRecall {
  readonly recordedAt: Instant;
  readonly recordedBy: string;
  readonly takenBack?: TakenBack;
}
export type Recalling =
  | { readonly outcome: 'recalled'; readonly recall: LotRecall }
  /** It was recorded before, under this id or another, and stands. */
  | { readonly outcome: 'repeated'; readonly recall: LotRecall }
  | { readonly outcome: 'differs' | 'unknown_product' };
export type TakingBack =
  | { readonly outcome: 'taken_back' | 'repeated'; readonly recall: LotRecall }
  /** Somebody took it back before, for another reason. */
  | { readonly outcome: 'taken_back_before'; readonly recall: LotRecall };

/** What one session gave of a lot; `patient` as the session names them. */
export interface ReceivedLot {
  readonly patient: string;
  readonly session: string;
  readonly at: Instant;
  readonly amount: DrugAmount;
  readonly containers: readonly { readonly id: string; readonly label: string }[];
}

const rowsOf = (transaction: ClinicTransaction, clinicId: string) =>
  transaction
    .selectFrom('holdspace.lot_recall as r')
    .leftJoin('holdspace.lot_recall_taken_back as t', (join) =>
      join.onRef('t.clinic_id', '=', 'r.clinic_id').onRef('t.recall_id', '=', 'r.recall_id'),
    )
    .select(['r.recall_id', 'r.product_id', 'r.lot', 'r.reason', 'r.at', 'r.recorded_at', 'r.recorded_by', 'r.place'])
    .select(['t.at as back_at', 't.by as back_by', 't.reason as back_reason'])
    .where('r.clinic_id', '=', clinicId);
type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['executeTakeFirstOrThrow']>>;
const recallOf = (row: Row): LotRecall => ({
  id: row.recall_id,
  product: row.product_id,
  lot: row.lot,
  reason: row.reason,
  at: row.at as Instant,
  recordedAt: row.recorded_at as Instant,
  recordedBy: row.recorded_by,
  ...(row.back_at && {
    takenBack: { at: row.back_at as Instant, by: row.back_by ?? '', reason: row.back_reason ?? '' },
  }),
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
        const before = await rowsOf(transaction, clinicId)
          .where('r.product_id', '=', recall.product)
          .where('r.lot', '=', recall.lot)
          .orderBy('r.place', 'desc')
          .executeTakeFirst();
        // The last one stands: it is recalled already. Taken back, the lot is recalled anew, in the next place.
        if (before && !before.back_at) return { outcome: 'repeated', recall: recallOf(before) };
        const place = (before?.place ?? 0) + 1;
        await transaction
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
            place,
          })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        const there = await rowsOf(transaction, clinicId)
          .where('r.product_id', '=', recall.product)
          .where('r.lot', '=', recall.lot)
          .where('r.place', '=', place)
          .executeTakeFirst();
        if (!there) return { outcome: 'differs' };
        return { outcome: there.recall_id === recall.id ? 'recalled' : 'repeated', recall: recallOf(there) };
      }),

    /** Takes back what was recorded by mistake, once; the same again is answered as the first time. Null where there is none. */
    takeBack: (
      clinicId: string,
      id: string,
      reason: string,
      { by, at }: { readonly by: string; readonly at: Instant },
    ): Promise<TakingBack | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const find = () => rowsOf(transaction, clinicId).where('r.recall_id', '=', id).executeTakeFirst();
        if (!(await find())) return null;
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('holdspace.lot_recall_taken_back')
          .values({ clinic_id: clinicId, recall_id: id, reason, at, by })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        const row = await find();
        if (!row) throw new Error('a recall that is gone');
        const recall = recallOf(row);
        if (numInsertedOrUpdatedRows === 1n) return { outcome: 'taken_back', recall };
        const isSame = row.back_by === by && row.back_reason === reason;
        return { outcome: isSame ? 'repeated' : 'taken_back_before', recall };
      }),

    /** The newest first. */
    recalls: (clinicId: string): Promise<readonly LotRecall[]> =>
      withClinic(db, clinicId, async (transaction) =>
        (await rowsOf(transaction, clinicId).orderBy('r.at', 'desc').orderBy('r.recall_id').execute()).map(recallOf),
      ),

    recall: (clinicId: string, id: string): Promise<LotRecall | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await rowsOf(transaction, clinicId).where('r.recall_id', '=', id).executeTakeFirst();
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
