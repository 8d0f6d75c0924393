/** Recalls with the names of what was recalled and of who recorded it. */
import type { LotRecall, Store } from '@holdspace/store';

export type RecallShown = LotRecall & { readonly productName: string };

export async function recallsShown(
  store: Pick<Store, 'inventory' | 'formulary' | 'practitioners'>,
  clinicId: string,
  recalls?: readonly LotRecall[],
): Promise<readonly RecallShown[]> {
  const all = recalls ?? (await store.inventory.recalls(clinicId));
  if (all.length === 0) return [];
  const [products, people] = await Promise.all([store.formulary.list(clinicId), store.practitioners.list(clinicId)]);
  const nameOf = (person: string) =>
    people.find(({ id }) => id === person)?.name ?? 'Somebody who no longer works here';
  return all.map(({ takenBack, ...recall }) => ({
    ...recall,
    productName: products.find(({ product }) => product.id === recall.product)?.product.name ?? recall.product,
    recordedBy: nameOf(recall.recordedBy),
    ...(takenBack && { takenBack: { ...takenBack, by: nameOf(takenBack.by) } }),
  }));
}
