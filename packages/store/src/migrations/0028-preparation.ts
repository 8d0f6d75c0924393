/**
 * Preparation and setting plans: versions that are only ever added to, each following on the one before, so that two who
 * write at once never overwrite each other. What was said is sealed; by whom and when is not.
 */
const sameClinic = (name: string) => `
  alter table holdspace.${name} enable row level security;
  alter table holdspace.${name} force row level security;
  create policy same_clinic on holdspace.${name}
    using (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid)
    with check (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid);
`;

export const preparation = {
  id: '0028-preparation',
  sql: `
  create table holdspace.preparation_version (
    clinic_id uuid not null,
    version_id uuid not null,
    course_id uuid not null,
    section text not null,
    version integer not null check (version >= 1),
    author_kind text not null check (author_kind in ('patient', 'practitioner')),
    -- A patient or a practitioner, as the kind says.
    author_id uuid not null,
    saved_at timestamptz not null,
    sealed text not null,
    primary key (clinic_id, version_id),
    foreign key (clinic_id, course_id) references holdspace.course (clinic_id, course_id)
  );
  create unique index preparation_version_follows
    on holdspace.preparation_version (clinic_id, course_id, section, version);

  create table holdspace.setting_plan_version (
    clinic_id uuid not null,
    version_id uuid not null,
    visit_id uuid not null,
    version integer not null check (version >= 1),
    author_id uuid not null,
    saved_at timestamptz not null,
    sealed text not null,
    primary key (clinic_id, version_id),
    foreign key (clinic_id, visit_id) references holdspace.visit (clinic_id, visit_id),
    foreign key (clinic_id, author_id) references holdspace.practitioner (clinic_id, practitioner_id)
  );
  create unique index setting_plan_version_follows on holdspace.setting_plan_version (clinic_id, visit_id, version);
  ${['preparation_version', 'setting_plan_version'].map(sameClinic).join('')}

  -- Sealed columns change when keys do; who said it, when and after what never does, and nothing is removed.
  grant select, insert, update (sealed) on holdspace.preparation_version, holdspace.setting_plan_version to holdspace_app;
  `,
};
