/** What the papers of the ledger are made from: the month's movements with what there was before, and whose sessions they were. */
import {
  type Instant,
  type Product,
  productSchema,
  type Receiver,
  type Registrant,
  registrantSchema,
} from '@holdspace/care';
import { sql } from 'kysely';
import { type Database, withClinic } from '../database.ts';
import type { Keyring } from '../encryption/keyring.ts';
import { readingSealed } from '../encryption/reading.ts';
import { openPatient } from '../patients.ts';
import { type PlacedMovement, placedMovement } from './movements.ts';

export interface LedgerMonth {
  /** By product: micrograms in safes and in hand when the time began. */
  readonly opening: ReadonlyMap<string, number>;
  /** By when they happened; in the order in which they were stored. */
  readonly movements: readonly PlacedMovement[];
  readonly containers: ReadonlyMap<
    string,
    { readonly id: string; readonly label: string; readonly lot: string; readonly product: Product }
  >;
  /** Every product of the formulary, retired ones too. */
  readonly products: readonly Product[];
}

export function createMonths(db: Database, keyring: Keyring) {
  return {
    /** One time of the ledger, all of it read at one moment. */
    ledger: (clinicId: string, from: Instant, until: Instant): Promise<LedgerMonth> =>
      withClinic(db, clinicId, async (transaction) => {
        // What is kept now, less what those that keep gained since the begin.
        const { rows: opening } = await sql<{ product_id: string; amount: string }>`
          with flow as (
            select b.container_id, b.amount_ug as amount from holdspace.balance b where b.clinic_id = ${clinicId}
            union all
            select m.container_id,
                   (case when m.from_account like '%:%' then m.amount_ug else 0 end)
                   - (case when m.into_account like '%:%' then m.amount_ug else 0 end)
              from holdspace.movement m where m.clinic_id = ${clinicId} and m.at >= ${from})
          select c.product_id, sum(f.amount)::text as amount
            from flow f join holdspace.container c on c.clinic_id = ${clinicId} and c.container_id = f.container_id
           group by c.product_id`.execute(transaction);
        const rows = await transaction
          .selectFrom('holdspace.movement')
          .select(['entry', 'seq', 'hash'])
          .where('clinic_id', '=', clinicId)
          .where('at', '>=', from)
          .where('at', '<', until)
          .orderBy('seq')
          .execute();
        const movements = rows.map(placedMovement);
        const products = await transaction
          .selectFrom('holdspace.product')
          .select('document')
          .where('clinic_id', '=', clinicId)
          .execute();
        const byId = new Map(
          products.map(({ document }) => {
            const product = productSchema.parse(document);
            return [product.id, product] as const;
          }),
        );
        const ids = [...new Set(movements.map(({ container }) => container))];
        const containers =
          ids.length === 0
            ? []
            : await transaction
                .selectFrom('holdspace.container')
                .select(['container_id', 'label', 'lot', 'product_id'])
                .where('clinic_id', '=', clinicId)
                .where(sql<boolean>`container_id = any(${ids}::uuid[])`)
                .execute();
        return {
          opening: new Map(opening.map(({ product_id, amount }) => [product_id, Number(amount)])),
          movements,
          containers: new Map(
            containers.flatMap((row) => {
              const product = byId.get(row.product_id);
              const { container_id: id, label, lot } = row;
              return product ? [[id, { id, label, lot, product }] as const] : [];
            }),
          ),
          products: [...byId.values()].sort((one, other) => one.name.localeCompare(other.name, 'en')),
        };
      }),

    /** By session: whose it is. */
    patientsOf: (clinicId: string, sessionIds: readonly string[]): Promise<ReadonlyMap<string, string>> =>
      withClinic(db, clinicId, async (transaction) => {
        if (sessionIds.length === 0) return new Map();
        const rows = await transaction
          .selectFrom('holdspace.session')
          .select(['session_id', 'patient_id'])
          .where('clinic_id', '=', clinicId)
          .where(sql<boolean>`session_id = any(${[...sessionIds]}::uuid[])`)
          .execute();
        return new Map(rows.map(({ session_id, patient_id }) => [session_id, patient_id]));
      }),

    /** By patient: name and address of those to whom something was given. */
    receivers: (clinicId: string, patientIds: readonly string[]): Promise<ReadonlyMap<string, Receiver>> =>
      readingSealed(db, clinicId, async (transaction) => {
        const receivers = new Map<string, Receiver>();
        if (patientIds.length === 0) return receivers;
        const rows = await transaction
          .selectFrom('holdspace.patient')
          .select(['patient_id', 'sealed'])
          .where('clinic_id', '=', clinicId)
          .where(sql<boolean>`patient_id = any(${[...patientIds]}::uuid[])`)
          .execute();
        for (const row of rows) {
          const { name, address } = await openPatient(keyring, transaction, clinicId, row);
          receivers.set(row.patient_id, { name, address: address ?? null });
        }
        return receivers;
      }),

    /** Under whose registration the medicine is kept; null until somebody has said so. */
    registrant: (clinicId: string): Promise<Registrant | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await transaction
          .selectFrom('holdspace.dea_registrant')
          .select('document')
          .where('clinic_id', '=', clinicId)
          .executeTakeFirst();
        return row ? registrantSchema.parse(row.document) : null;
      }),

    saveRegistrant: (clinicId: string, registrant: Registrant, by: string, now: Instant): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        const saved = { document: JSON.stringify(registrant), saved_at: now, saved_by: by };
        await transaction
          .insertInto('holdspace.dea_registrant')
          .values({ clinic_id: clinicId, ...saved })
          .onConflict((conflict) => conflict.column('clinic_id').doUpdateSet(saved))
          .execute();
      }),
  };
}
