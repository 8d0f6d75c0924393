/** Mappings that were kept by name, for the next file of the same columns. */
import type { Instant } from '@holdspace/care';
import { type Database, withClinic } from '../database.ts';
import type { Keyring } from '../encryption/keyring.ts';
import { readingSealed } from '../encryption/reading.ts';
import type { KeptMapping } from './shapes.ts';

const place = (clinicId: string, rowId: string) =>
  ({ clinicId, table: 'import_mapping', column: 'sealed', rowId }) as const;

export const createImportMappings = (db: Database, keyring: Keyring) => ({
  /** By name. */
  list: (clinicId: string): Promise<readonly KeptMapping[]> =>
    readingSealed(db, clinicId, async (transaction) => {
      const rows = await transaction
        .selectFrom('holdspace.import_mapping')
        .selectAll()
        .where('clinic_id', '=', clinicId)
        .execute();
      const all: KeptMapping[] = [];
      for (const { mapping_id: id, kind, sealed } of rows) {
        const opened = JSON.parse(await keyring.open(transaction, sealed, place(clinicId, id)));
        all.push({ id, kind, ...(opened as Pick<KeptMapping, 'name' | 'mapping'>) });
      }
      return all.sort((one, other) => one.name.localeCompare(other.name, 'en'));
    }),
  /** Keeps it, in place of what had its id; false where that was of another kind. */
  save: (
    clinicId: string,
    { id, kind, name, mapping }: KeptMapping,
    saved: { by: string; at: Instant },
  ): Promise<boolean> =>
    withClinic(db, clinicId, async (transaction) => {
      const seal = await keyring.sealer(transaction, clinicId, 'record_notes');
      const values = {
        saved_at: saved.at,
        saved_by: saved.by,
        sealed: seal(JSON.stringify({ name, mapping }), place(clinicId, id)),
      };
      const kept = await transaction
        .insertInto('holdspace.import_mapping')
        .values({ clinic_id: clinicId, mapping_id: id, kind, ...values })
        .onConflict((conflict) =>
          conflict
            .columns(['clinic_id', 'mapping_id'])
            .doUpdateSet(values)
            .where('holdspace.import_mapping.kind', '=', kind),
        )
        .returning('mapping_id')
        .executeTakeFirst();
      return kept !== undefined;
    }),
});
