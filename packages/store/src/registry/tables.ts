/** The tables of the registry across clinics. */
import type { GivenCells, RegistrySummary } from '@holdspace/care';
import type { ColumnType } from 'kysely';

type Json<T> = ColumnType<T, string, string>;

export interface RegistryStepTable {
  clinic_id: string;
  place: number;
  kind: 'joined' | 'left';
  giver_id: string;
  shown_name: string | null;
  reason: string;
  at: string;
  by: string;
}
export interface RegistryGivenTable {
  clinic_id: string;
  summary: Json<RegistrySummary>;
  cells: Json<GivenCells>;
  made_at: string;
}
export interface RegistryReceivedTable {
  clinic_id: string;
  giver_id: string;
  summary: Json<RegistrySummary>;
  made_at: string;
  received_at: string;
  from_clinic: string | null;
  key_id: string | null;
  received_by: string | null;
}
