/** The tables of course orders and medicine lists as Kysely sees them. */
import type { CourseOrderEvent, MedicineSource } from '@holdspace/care';
import type { JSONColumnType } from 'kysely';

export interface CourseOrderEventTable {
  clinic_id: string;
  order_id: string;
  seq: number;
  event_id: string;
  course_id: string;
  patient_id: string;
  author_id: string;
  recorded_at: string;
  event: JSONColumnType<CourseOrderEvent & object>;
}
export interface PatientMedicineTable {
  clinic_id: string;
  medicine_id: string;
  patient_id: string;
  name: string;
  ingredient: string | null;
  dose: string | null;
  since: string | null;
  source: MedicineSource;
  recorded_at: string;
  recorded_by: string;
  recorder_name: string;
  ended_on: string | null;
  ended_because: string | null;
  ended_at: string | null;
  ended_by: string | null;
  ender_name: string | null;
}
