/**
 * Screenings: what was told, asked for outside and decided, as the events that they are folded from. What they say is
 * sealed; whose, of which course, by whom and when is not, and never changes.
 */
export const screening = {
  id: '0039-screening',
  sql: `
  create table holdspace.screening_event (
    clinic_id uuid not null,
    event_id uuid not null,
    course_id uuid not null,
    patient_id uuid not null,
    seq integer not null check (seq >= 1),
    author_id uuid not null,
    recorded_at timestamptz not null,
    sealed text not null,
    primary key (clinic_id, event_id),
    foreign key (clinic_id, course_id) references holdspace.course (clinic_id, course_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id),
    foreign key (clinic_id, author_id) references holdspace.practitioner (clinic_id, practitioner_id)
  );
  create unique index screening_event_in_order on holdspace.screening_event (clinic_id, course_id, seq);
  alter table holdspace.screening_event enable row level security;
  alter table holdspace.screening_event force row level security;
  create policy same_clinic on holdspace.screening_event
    using (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid)
    with check (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid);

  create function holdspace.refuse_screening_change() returns trigger
  language plpgsql set search_path = pg_catalog
  as $refuse$ begin
    raise exception 'What was said and signed of a screening is only ever added to.' using errcode = 'insufficient_privilege';
  end $refuse$;
  create trigger never_changed before delete or update of clinic_id, event_id, course_id, patient_id, seq, author_id,
    recorded_at on holdspace.screening_event for each row execute function holdspace.refuse_screening_change();
  create trigger never_emptied before truncate on holdspace.screening_event
    for each statement execute function holdspace.refuse_screening_change();

  -- The sealed column changes when keys do; it is bound to its row, so what one row says never stands in another.
  grant select, insert, update (sealed) on holdspace.screening_event to holdspace_app;
  `,
};
