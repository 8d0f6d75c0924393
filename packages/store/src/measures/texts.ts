/** The words that a clinic is licensed to use; the last that were loaded of a measure count. */
import type { Instant, LicensedTexts } from '@holdspace/care';
import { type Database, withClinic } from '../database.ts';

export interface MeasureText {
  readonly id: string;
  readonly instrument: string;
  readonly instrumentVersion: string;
  readonly texts: LicensedTexts;
  readonly loadedAt: Instant;
  readonly loadedBy: string;
}

export function createMeasureTexts(db: Database) {
  return {
    load: (clinicId: string, text: MeasureText): Promise<MeasureText> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .insertInto('holdspace.measure_text')
          .values({
            clinic_id: clinicId,
            text_id: text.id,
            instrument: text.instrument,
            instrument_version: text.instrumentVersion,
            texts: JSON.stringify(text.texts),
            loaded_at: text.loadedAt,
            loaded_by: text.loadedBy,
          })
          .execute();
        return text;
      }),
    /** The latest last. */
    all: (clinicId: string): Promise<readonly MeasureText[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.measure_text')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .orderBy('loaded_at')
          .orderBy('text_id')
          .execute();
        return rows.map((row) => ({
          id: row.text_id,
          instrument: row.instrument,
          instrumentVersion: row.instrument_version,
          texts: row.texts,
          loadedAt: row.loaded_at as Instant,
          loadedBy: row.loaded_by,
        }));
      }),
  };
}
