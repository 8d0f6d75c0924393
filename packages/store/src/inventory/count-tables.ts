/** The tables of counts and discrepancies as Kysely sees them. */
import type { Generated, JSONColumnType } from 'kysely';

export interface InventoryCountTable {
  clinic_id: string;
  count_id: string;
  safe_id: string;
  kind: string;
  taken_at: string | null;
  opened_at: string;
  opened_by: string;
  opener_name: string;
  note: string | null;
  completed_at: string | null;
  result: JSONColumnType<object> | null;
  called_off_at: string | null;
  called_off_by: string | null;
  called_off_because: string | null;
}
export interface InventoryCountHalfTable {
  clinic_id: string;
  count_id: string;
  part: number;
  half_id: string;
  counted_by: string;
  counter_name: string;
  counted_as: string | null;
  at: string;
  recorded_at: string;
  lines: JSONColumnType<object>;
}
export interface DiscrepancyTable {
  clinic_id: string;
  discrepancy_id: string;
  at: string;
  opened_at: string;
  cause: string;
  what: string;
  opened_by: string | null;
  container_id: string | null;
  product_id: string | null;
  safe_id: string | null;
  session_id: string | null;
  count_id: string | null;
  /** PostgreSQL's bigint comes as text. */
  amount_ug: string | null;
  owner_id: string | null;
  due_at: string;
  state: Generated<'open' | 'explained' | 'adjusted' | 'reported'>;
  settled_at: string | null;
  settled_by: string | null;
  escalated_at: string | null;
  told_at: Generated<string | null>;
}
export interface DiscrepancyStepTable {
  clinic_id: string;
  step_id: string;
  discrepancy_id: string;
  kind: string;
  at: string;
  made_by: string | null;
  maker_name: string | null;
  words: string;
  detail: JSONColumnType<object> | null;
}
export interface DeaRegistrantTable {
  clinic_id: string;
  document: JSONColumnType<object>;
  saved_at: string;
  saved_by: string;
}
