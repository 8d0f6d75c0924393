/** The table of screenings as Kysely sees it. */
export interface ScreeningEventTable {
  clinic_id: string;
  event_id: string;
  course_id: string;
  patient_id: string;
  seq: number;
  author_id: string;
  recorded_at: string;
  /** The event, as JSON, sealed for the purpose `record_notes`. */
  sealed: string;
}
