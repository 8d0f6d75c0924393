/** The table of messages between a patient and their clinic. */
export interface PatientMessageTable {
  clinic_id: string;
  message_id: string;
  patient_id: string;
  place: number;
  written_at: string;
  author_id: string | null;
  answers: string | null;
  language: 'en' | 'es';
  crisis: boolean;
  sealed: string;
}
