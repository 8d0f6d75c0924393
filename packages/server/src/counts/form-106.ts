/** Form 106 of a discrepancy that was reported, from the ledger and what the director said. */
import { DAY, type Form106, form106, later, type TheftOrLoss } from '@holdspace/care';
import type { KeptDiscrepancy, Store } from '@holdspace/store';

interface OfClinic {
  readonly id: string;
  readonly zone: string;
}
type From = Pick<Store, 'months' | 'discrepancies' | 'inventory'>;

/** Null where it was not reported as theft or loss. */
export async function form106Of(store: From, clinic: OfClinic, found: KeptDiscrepancy): Promise<Form106 | null> {
  const reported = found.steps.find(({ kind }) => kind === 'reported');
  if (!reported) return null;
  const detail = reported.detail as { report: TheftOrLoss; movements?: readonly string[] };
  const since = later(found.at, -730 * DAY);
  const [registrant, earlier, lost] = await Promise.all([
    store.months.registrant(clinic.id),
    store.discrepancies.list(clinic.id, { states: ['reported'], from: since, until: found.at, most: 1000 }),
    lostBy(store, clinic.id, found, detail.movements ?? []),
  ]);
  return form106({
    registrant,
    theftOrLoss: detail.report,
    discoveredAt: found.at,
    zone: clinic.zone,
    earlierIn24Months: earlier.filter(({ id }) => id !== found.id).length,
    lost,
  });
}

/** What was lost, container by container: by this report, or before it in the session that it is about. */
async function lostBy(
  { inventory }: From,
  clinicId: string,
  { session, container }: KeptDiscrepancy,
  movementIds: readonly string[],
) {
  const own = await Promise.all(movementIds.map((id) => inventory.movements(clinicId, { id })));
  const before = session
    ? (await inventory.movements(clinicId, { session, kinds: ['lost'] })).filter(
        (movement) => container === undefined || movement.container === container,
      )
    : [];
  const movements = new Map([...own.flat(), ...before].map((movement) => [movement.id, movement]));
  const ids = [...new Set([...movements.values()].map((movement) => movement.container))];
  const containers = new Map(
    (ids.length > 0 ? await inventory.containers(clinicId, { ids }) : []).map((one) => [one.id, one]),
  );
  return [...movements.values()].flatMap((movement) => {
    const one = containers.get(movement.container);
    if (!one) return [];
    const { id, label, lot, product } = one;
    return [{ id, label, lot, product, micrograms: movement.amount.value }];
  });
}
