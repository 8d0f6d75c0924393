/** What stands in the way of taking an import back, in words: something that hangs on a patient whom it made. */
const WORDS: Readonly<Record<string, string>> = {
  course: 'a course was begun',
  session: 'a session was planned',
  care_team_member: 'somebody joined the care team',
  imported_score: 'another import brought scores',
  imported_dose: 'another import brought doses',
  patient_message: 'a message was written',
  measure_request: 'a measure was asked for',
  patient_medicine: 'a medicine was entered',
  form_response: 'a form was sent',
};

export const takenBackWords = (table: string): { readonly message: string; readonly satisfy: string } => ({
  message: `Of a patient whom this import made, ${WORDS[table] ?? 'something else was recorded'}: it stands on this import.`,
  satisfy:
    table === 'imported_score' || table === 'imported_dose'
      ? 'Take the later import back first.'
      : 'What was recorded since stays, and so does the import.',
});
