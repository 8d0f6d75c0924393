/** Past scores and doses of a patient, as they were brought: always with the import and the row that they came from. */
import { type Instant, type PastDoseGiven, type PastScore, quantity } from '@holdspace/care';
import type { Selectable } from 'kysely';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';
import type { ImportedDoseTable, ImportedScoreTable } from './tables.ts';

interface FromImport {
  readonly importId: string;
  readonly row: number;
  readonly patientId: string;
}
export type ImportedScore = PastScore & FromImport;
export type ImportedDose = PastDoseGiven & FromImport;

const whenOf = ({ on_day, at }: { on_day: string; at: string | null }) => ({
  day: on_day,
  ...(at !== null && { at: at as Instant }),
});
export const importedScoreOf = (row: Selectable<ImportedScoreTable>): ImportedScore => ({
  importId: row.import_id,
  row: row.row_number,
  patientId: row.patient_id,
  when: whenOf(row),
  instrument: row.instrument,
  instrumentVersion: row.instrument_version,
  scores: row.scores,
  basis: row.basis,
});
export const importedDoseOf = (row: Selectable<ImportedDoseTable>): ImportedDose => ({
  importId: row.import_id,
  row: row.row_number,
  patientId: row.patient_id,
  when: whenOf(row),
  substance: row.substance,
  route: row.route,
  amount: quantity(row.amount_ug, 'ug'),
  ...(row.weight_kg !== null && { weight: quantity(row.weight_kg, 'kg') }),
});

export const createImportedPast = (db: Database) => ({
  scoresOf: (clinicId: string, patientId: string): Promise<readonly ImportedScore[]> =>
    withClinic(db, clinicId, async (transaction) => {
      const rows = await transaction
        .selectFrom('holdspace.imported_score')
        .selectAll()
        .where('clinic_id', '=', clinicId)
        .where('patient_id', '=', patientId)
        .orderBy('on_day')
        .orderBy('at')
        .orderBy('row_number')
        .execute();
      return rows.map(importedScoreOf);
    }),
  dosesOf: (clinicId: string, patientId: string): Promise<readonly ImportedDose[]> =>
    withClinic(db, clinicId, async (transaction) => {
      const rows = await transaction
        .selectFrom('holdspace.imported_dose')
        .selectAll()
        .where('clinic_id', '=', clinicId)
        .where('patient_id', '=', patientId)
        .orderBy('on_day')
        .orderBy('at')
        .orderBy('row_number')
        .execute();
      return rows.map(importedDoseOf);
    }),
});

/** Writes what so many rows bring; `idOf` answers the patient of each. */
export async function writePast(
  transaction: ClinicTransaction,
  about: { readonly clinicId: string; readonly importId: string },
  brought: readonly {
    readonly row: number;
    readonly scores: readonly PastScore[];
    readonly doses: readonly PastDoseGiven[];
    readonly patientId: string;
  }[],
): Promise<void> {
  const of = ({ clinicId, importId } = about) => ({ clinic_id: clinicId, import_id: importId });
  const scores = brought.flatMap(({ row, patientId, scores: all }) =>
    all.map(({ when, instrument, instrumentVersion, basis, scores: values }) => ({
      ...of(),
      row_number: row,
      patient_id: patientId,
      instrument,
      instrument_version: instrumentVersion,
      on_day: when.day,
      at: when.at ?? null,
      basis,
      scores: JSON.stringify(values),
    })),
  );
  const doses = brought.flatMap(({ row, patientId, doses: all }) =>
    all.map(({ when, substance, route, amount, weight }) => ({
      ...of(),
      row_number: row,
      patient_id: patientId,
      on_day: when.day,
      at: when.at ?? null,
      substance,
      route,
      amount_ug: amount.value,
      weight_kg: weight?.value ?? null,
    })),
  );
  if (scores.length > 0) await transaction.insertInto('holdspace.imported_score').values(scores).execute();
  if (doses.length > 0) await transaction.insertInto('holdspace.imported_dose').values(doses).execute();
}
