/** The formulary: what a clinic buys. What a container of it holds never changes once one was received. */
import { type Instant, type Product, productSchema } from '@holdspace/care';
import { canonicalJson } from '../canonical-json.ts';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';
import type { Recording } from '../people/credentials.ts';

export interface KeptProduct {
  readonly product: Product;
  readonly savedAt: Instant;
  readonly retiredAt?: Instant;
}
/** `in_use`: containers of it were received, and this would change what they hold. */
export type ProductSaving = 'saved' | 'in_use';

/** What stands in containers of a product; the rest (name, codes, storage) may be put right at any time. */
const substanceOf = ({ substance, schedule, contents }: Product) => canonicalJson({ substance, schedule, contents });

const rowsOf = (transaction: ClinicTransaction, clinicId: string) =>
  transaction
    .selectFrom('holdspace.product')
    .select(['document', 'saved_at', 'retired_at'])
    .where('clinic_id', '=', clinicId);
const keptOf = (row: { document: Product; saved_at: string; retired_at: string | null }): KeptProduct => ({
  product: productSchema.parse(row.document),
  savedAt: row.saved_at as Instant,
  ...(row.retired_at && { retiredAt: row.retired_at as Instant }),
});

export function createFormulary(db: Database) {
  return {
    /** All of it by name, retired products too. */
    list: (clinicId: string): Promise<readonly KeptProduct[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const kept = (await rowsOf(transaction, clinicId).execute()).map(keptOf);
        return kept.sort((one, other) => one.product.name.localeCompare(other.product.name, 'en'));
      }),

    find: (clinicId: string, productId: string): Promise<KeptProduct | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await rowsOf(transaction, clinicId).where('product_id', '=', productId).executeTakeFirst();
        return row ? keptOf(row) : null;
      }),

    /** Adds a product, or puts it right; a retired one comes back. */
    save: (clinicId: string, product: Product, { by, at }: Recording): Promise<ProductSaving> =>
      withClinic(db, clinicId, async (transaction) => {
        // Locked, so that none is received of what is being changed.
        const before = await rowsOf(transaction, clinicId)
          .where('product_id', '=', product.id)
          .forUpdate()
          .executeTakeFirst();
        if (before && substanceOf(keptOf(before).product) !== substanceOf(product)) {
          const one = await transaction
            .selectFrom('holdspace.container')
            .select('container_id')
            .where('clinic_id', '=', clinicId)
            .where('product_id', '=', product.id)
            .limit(1)
            .executeTakeFirst();
          if (one) return 'in_use';
        }
        const saved = {
          document: JSON.stringify(product),
          saved_at: at,
          saved_by: by,
          retired_at: null,
          retired_by: null,
        };
        await transaction
          .insertInto('holdspace.product')
          .values({ clinic_id: clinicId, product_id: product.id, ...saved })
          .onConflict((conflict) => conflict.columns(['clinic_id', 'product_id']).doUpdateSet(saved))
          .execute();
        return 'saved';
      }),

    /** It is bought no more; what is in stock may be used up. False where there is none, or it is retired. */
    retire: (clinicId: string, productId: string, { by, at }: Recording): Promise<boolean> =>
      withClinic(db, clinicId, async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('holdspace.product')
          .set({ retired_at: at, retired_by: by })
          .where('clinic_id', '=', clinicId)
          .where('product_id', '=', productId)
          .where('retired_at', 'is', null)
          .executeTakeFirst();
        return numUpdatedRows === 1n;
      }),
  };
}
