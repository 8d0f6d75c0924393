/**
 * Orders for a whole course, as the events that they are folded from, and patients' medicine lists. What somebody signed is
 * only ever added to; an entry of the list gets its end once.
 */
const sameClinic = (name: string) => `
  alter table holdspace.${name} enable row level security;
  alter table holdspace.${name} force row level security;
  create policy same_clinic on holdspace.${name}
    using (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid)
    with check (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid);
`;

export const courseOrders = {
  id: '0019-course-orders',
  sql: `
  create table holdspace.course_order_event (
    clinic_id uuid not null,
    order_id uuid not null,
    seq integer not null check (seq >= 1),
    event_id uuid not null,
    course_id uuid not null,
    patient_id uuid not null,
    author_id uuid not null,
    recorded_at timestamptz not null,
    event jsonb not null,
    primary key (clinic_id, order_id, seq),
    foreign key (clinic_id, course_id) references holdspace.course (clinic_id, course_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id),
    foreign key (clinic_id, author_id) references holdspace.practitioner (clinic_id, practitioner_id)
  );
  create unique index course_order_event_once on holdspace.course_order_event (clinic_id, event_id);
  create index course_order_event_by_patient on holdspace.course_order_event (clinic_id, patient_id);

  create table holdspace.patient_medicine (
    clinic_id uuid not null,
    medicine_id uuid not null,
    patient_id uuid not null,
    name text not null,
    ingredient text,
    dose text,
    since date,
    source text not null check (source in ('patient', 'letter', 'pharmacy', 'relative')),
    recorded_at timestamptz not null,
    recorded_by uuid not null,
    recorder_name text not null,
    ended_on date,
    ended_because text,
    ended_at timestamptz,
    ended_by uuid,
    ender_name text,
    primary key (clinic_id, medicine_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id),
    foreign key (clinic_id, recorded_by) references holdspace.practitioner (clinic_id, practitioner_id),
    check ((ended_on is null) = (ended_because is null) and (ended_on is null) = (ended_by is null))
  );
  create index patient_medicine_by_patient on holdspace.patient_medicine (clinic_id, patient_id);
  ${['course_order_event', 'patient_medicine'].map(sameClinic).join('')}

  create function holdspace.refuse_order_change() returns trigger
  language plpgsql set search_path = pg_catalog
  as $refuse$ begin
    raise exception 'What was signed of an order is only ever added to.' using errcode = 'insufficient_privilege';
  end $refuse$;
  create trigger never_changed before update or delete on holdspace.course_order_event
    for each row execute function holdspace.refuse_order_change();
  create trigger never_emptied before truncate on holdspace.course_order_event
    for each statement execute function holdspace.refuse_order_change();

  grant select, insert on holdspace.course_order_event to holdspace_app;
  grant select, insert, update (ended_on, ended_because, ended_at, ended_by, ender_name) on holdspace.patient_medicine
    to holdspace_app;
  `,
};
