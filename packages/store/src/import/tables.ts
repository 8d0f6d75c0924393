/** The tables of imports as Kysely sees them. */
import type { ImportKind, PastRoute, PastScore, PastSubstance, TrialCounts } from '@holdspace/care';
import type { ColumnType, Generated, JSONColumnType } from 'kysely';

export interface DataImportTable {
  clinic_id: string;
  import_id: string;
  kind: ImportKind;
  made_at: string;
  made_by: string;
  bytes: Generated<number | null>;
  sha256: Generated<string | null>;
  sending_id: Generated<string | null>;
  trial_id: Generated<string | null>;
  trial_at: Generated<string | null>;
  trial_digest: Generated<string | null>;
  trial_counts: ColumnType<TrialCounts | null, string | null | undefined, string | null>;
  imported_at: Generated<string | null>;
  imported_by: Generated<string | null>;
  left_out: Generated<number | null>;
  taken_back_at: Generated<string | null>;
  taken_back_by: Generated<string | null>;
  sealed: string;
}
export interface DataImportPieceTable {
  clinic_id: string;
  piece_id: string;
  import_id: string;
  sending_id: string;
  seq: number;
  sealed: string;
}
export interface DataImportRowsTable {
  clinic_id: string;
  chunk_id: string;
  import_id: string;
  trial_id: string;
  seq: number;
  last_row: number;
  ready: number;
  here: number;
  refused: number;
  repaired: number;
  sealed: string;
}
export interface ImportMappingTable {
  clinic_id: string;
  mapping_id: string;
  kind: Exclude<ImportKind, 'fhir'>;
  saved_at: string;
  saved_by: string;
  sealed: string;
}
export interface ImportedScoreTable {
  clinic_id: string;
  import_id: string;
  row_number: number;
  patient_id: string;
  instrument: string;
  instrument_version: string;
  on_day: string;
  at: string | null;
  basis: PastScore['basis'];
  scores: JSONColumnType<Readonly<Record<string, number>>, string, never>;
  stored_in: Generated<string>;
}
export interface ImportedDoseTable {
  clinic_id: string;
  import_id: string;
  row_number: number;
  patient_id: string;
  on_day: string;
  at: string | null;
  substance: PastSubstance;
  route: PastRoute;
  amount_ug: number;
  weight_kg: number | null;
  stored_in: Generated<string>;
}
