/** The tables of preparation and setting plans as Kysely sees them. */
import type { Filler } from '@holdspace/care';

export interface PreparationVersionTable {
  clinic_id: string;
  version_id: string;
  course_id: string;
  section: string;
  version: number;
  author_kind: Filler;
  author_id: string;
  saved_at: string;
  /** The answers by field, as JSON, sealed for the purpose `record_notes`. */
  sealed: string;
}
export interface SettingPlanVersionTable {
  clinic_id: string;
  version_id: string;
  visit_id: string;
  version: number;
  author_id: string;
  saved_at: string;
  sealed: string;
}
export interface BeforeDoseWordsTable {
  clinic_id: string;
  words_id: string;
  course_id: string;
  version: number;
  author_id: string;
  saved_at: string;
  /** The words, sealed for the purpose `record_notes`. */
  sealed: string;
}
