/** The table of screenings as Kysely sees it. */
export interface ScreeningEventTable {
  clinic_id: string;
  event_id: string;
  course_id: string;
  patient_id: string;
  seq: number;
  author_id: string;
  recorded_at: string;
  /** Of a letter or clearance that is asked for: the day on which it is due. Open, so that nobody is forgotten. */
  clearance_due_on: string | null;
  /** The event, as JSON, sealed for the purpose `record_notes`. */
  sealed: string;
}
