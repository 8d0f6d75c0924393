/**
 * A registry across clinics: whether a clinic takes part, what it gives, and what others gave it. What a clinic is given is a
 * row of its own, behind its own wall: no table is read across clinics.
 */
export const registry = {
  id: '0049-registry',
  sql: `
  create table holdspace.registry_step (
    clinic_id uuid not null,
    place integer not null check (place > 0),
    kind text not null check (kind in ('joined', 'left')),
    -- Made by lot at each joining: under it the clinic's summaries are known to others.
    giver_id uuid not null,
    -- How others are told its name; null where the clinic would rather not be named.
    shown_name text,
    reason text not null,
    at timestamptz not null,
    by uuid not null,
    primary key (clinic_id, place),
    foreign key (clinic_id, by) references holdspace.practitioner (clinic_id, practitioner_id)
  );
  create table holdspace.registry_given (
    clinic_id uuid not null primary key,
    summary jsonb not null,
    -- Each figure with what every patient brought to it, by pseudonym, so that the next summary tells of no few either.
    cells jsonb not null,
    made_at timestamptz not null
  );
  create table holdspace.registry_received (
    clinic_id uuid not null,
    giver_id uuid not null,
    summary jsonb not null,
    made_at timestamptz not null,
    received_at timestamptz not null,
    -- Of this installation: which clinic gave it.
    from_clinic uuid,
    -- Of another: the key that signed the file, and who took it in.
    key_id text,
    received_by uuid,
    primary key (clinic_id, giver_id),
    check ((from_clinic is null) = (key_id is not null and received_by is not null)),
    foreign key (clinic_id, received_by) references holdspace.practitioner (clinic_id, practitioner_id)
  );
  alter table holdspace.registry_step enable row level security;
  alter table holdspace.registry_step force row level security;
  create policy same_clinic on holdspace.registry_step
    using (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid)
    with check (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid);
  alter table holdspace.registry_given enable row level security;
  alter table holdspace.registry_given force row level security;
  create policy same_clinic on holdspace.registry_given
    using (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid)
    with check (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid);
  alter table holdspace.registry_received enable row level security;
  alter table holdspace.registry_received force row level security;
  create policy same_clinic on holdspace.registry_received
    using (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid)
    with check (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid);
  grant select, insert on holdspace.registry_step to holdspace_app;
  grant select, insert, update on holdspace.registry_given to holdspace_app;
  grant select, insert, update, delete on holdspace.registry_received to holdspace_app;
  `,
};
