/**
 * The day on which a letter or clearance from outside is due, beside what is sealed: the watch over what is missed asks each
 * minute whose day has passed, and cannot open every screening for it. It says that something is waited for, and not what.
 */
export const lettersDue = {
  id: '0051-letters-due',
  sql: `
  alter table holdspace.screening_event add column clearance_due_on date;
  create index screening_event_letters_due on holdspace.screening_event (clinic_id, clearance_due_on)
    where clearance_due_on is not null;
  drop trigger never_changed on holdspace.screening_event;
  create trigger never_changed before delete or update of clinic_id, event_id, course_id, patient_id, seq, author_id,
    recorded_at, clearance_due_on on holdspace.screening_event
    for each row execute function holdspace.refuse_screening_change();
  `,
};
