/** What the rules of the session are told of the ledger before somebody draws: see `StockKnown`. */
import type { ContainerStock, StockKnown } from '@holdspace/care';
import { type Database, withClinic } from '../database.ts';
import type { createStock, StockedContainer } from './stock.ts';

const stockOf = (
  { product, places, recalled, receipt, ...container }: StockedContainer,
  drawnFor: readonly string[],
): ContainerStock => ({
  container: { ...container, product: product.id },
  product,
  places,
  ...(recalled && { recalled: { reason: recalled.reason, at: recalled.at } }),
  drawnFor,
});

export function createKnown(db: Database, { containers }: Pick<ReturnType<typeof createStock>, 'containers'>) {
  return {
    /** Whether the clinic keeps a ledger, and what it says of these containers now. */
    known: async (clinicId: string, ids: readonly string[]): Promise<Omit<StockKnown, 'session'>> => {
      const keepsLedger = await withClinic(db, clinicId, (transaction) =>
        transaction.selectFrom('holdspace.safe').select('safe_id').where('clinic_id', '=', clinicId).executeTakeFirst(),
      );
      if (!keepsLedger) return { keepsLedger: false, containers: {} };
      if (ids.length === 0) return { keepsLedger: true, containers: {} };
      const [found, drawn] = await Promise.all([
        containers(clinicId, { ids }),
        withClinic(db, clinicId, (transaction) =>
          transaction
            .selectFrom('holdspace.movement as m')
            .select(['m.container_id', 'm.session_id'])
            .where('m.clinic_id', '=', clinicId)
            .where('m.container_id', 'in', ids)
            .where('m.kind', '=', 'drawn')
            .where('m.session_id', 'is not', null)
            .where(({ not, exists, selectFrom }) =>
              not(
                exists(
                  selectFrom('holdspace.movement as o')
                    .select('o.seq')
                    .where('o.clinic_id', '=', clinicId)
                    .whereRef('o.reverses', '=', 'm.movement_id'),
                ),
              ),
            )
            .execute(),
        ),
      ]);
      const sessionsOf = (id: string) =>
        drawn.flatMap((one) => (one.container_id === id && one.session_id ? [one.session_id] : []));
      const byId = new Map(found.map((one) => [one.id, stockOf(one, sessionsOf(one.id))]));
      return { keepsLedger: true, containers: Object.fromEntries(ids.map((id) => [id, byId.get(id) ?? null])) };
    },
  };
}
