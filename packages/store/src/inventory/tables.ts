/** The tables of medicine as Kysely sees them. `bigint` comes as text. */
import type { Product } from '@holdspace/care';
import type { JSONColumnType } from 'kysely';

export interface ProductTable {
  clinic_id: string;
  product_id: string;
  document: JSONColumnType<Product>;
  saved_at: string;
  saved_by: string | null;
  retired_at: string | null;
  retired_by: string | null;
}
export interface SafeTable {
  clinic_id: string;
  safe_id: string;
  name: string;
  added_at: string;
  added_by: string | null;
}
export interface ReceiptTable {
  clinic_id: string;
  receipt_id: string;
  at: string;
  recorded_at: string;
  recorded_by: string;
  /** `StoredReceipt`. */
  document: JSONColumnType<object>;
}
export interface ContainerTable {
  clinic_id: string;
  container_id: string;
  product_id: string;
  label: string;
  lot: string;
  expires_on: string;
  serial: string | null;
  opened_at: string | null;
  receipt_id: string;
}
export interface MovementTable {
  clinic_id: string;
  seq: number;
  movement_id: string;
  kind: string;
  container_id: string;
  amount_ug: string;
  from_account: string;
  into_account: string;
  at: string;
  recorded_at: string;
  session_id: string | null;
  reverses: string | null;
  /** `Movement` as canonical JSON. */
  entry: string;
  previous_hash: string;
  hash: string;
}
export interface BalanceTable {
  clinic_id: string;
  container_id: string;
  account: string;
  amount_ug: string;
}
export interface LedgerHeadTable {
  clinic_id: string;
  seq: number;
  hash: string;
}
export interface LotRecallTable {
  clinic_id: string;
  recall_id: string;
  product_id: string;
  lot: string;
  reason: string;
  at: string;
  recorded_at: string;
  recorded_by: string;
  /** Which recall of its lot it is. */
  place: number;
}
export interface LotRecallTakenBackTable {
  clinic_id: string;
  recall_id: string;
  reason: string;
  at: string;
  by: string;
}
