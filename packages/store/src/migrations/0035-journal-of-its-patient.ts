/**
 * An entry of a journal belongs to a course of its own patient, and its recording and its sharings to the patient whose entry it
 * is. Replacing keys visits the patients who have a course, and destroys the old key after it: a row that none of them could
 * see would be lost.
 */
export const journalOfItsPatient = {
  id: '0035-journal-of-its-patient',
  sql: `
  alter table holdspace.course add constraint course_of_patient unique (clinic_id, course_id, patient_id);
  alter table holdspace.journal_entry
    add constraint journal_entry_of_patient unique (clinic_id, entry_id, patient_id),
    add constraint journal_entry_in_own_course foreign key (clinic_id, course_id, patient_id)
      references holdspace.course (clinic_id, course_id, patient_id);
  alter table holdspace.journal_sound
    add constraint journal_sound_of_own_entry foreign key (clinic_id, entry_id, patient_id)
      references holdspace.journal_entry (clinic_id, entry_id, patient_id);
  alter table holdspace.journal_share
    add constraint journal_share_of_own_entry foreign key (clinic_id, entry_id, patient_id)
      references holdspace.journal_entry (clinic_id, entry_id, patient_id);
  `,
};
