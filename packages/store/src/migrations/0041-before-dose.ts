/** What a prescriber writes for a patient to do before a dose: versions that are only ever added to, each after the one before. */
export const beforeDose = {
  id: '0041-before-dose',
  sql: `
  create table holdspace.before_dose_words (
    clinic_id uuid not null,
    words_id uuid not null,
    course_id uuid not null,
    version integer not null check (version >= 1),
    author_id uuid not null,
    saved_at timestamptz not null,
    sealed text not null,
    primary key (clinic_id, words_id),
    foreign key (clinic_id, course_id) references holdspace.course (clinic_id, course_id),
    foreign key (clinic_id, author_id) references holdspace.practitioner (clinic_id, practitioner_id)
  );
  create unique index before_dose_words_follow on holdspace.before_dose_words (clinic_id, course_id, version);
  alter table holdspace.before_dose_words enable row level security;
  alter table holdspace.before_dose_words force row level security;
  create policy same_clinic on holdspace.before_dose_words
    using (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid)
    with check (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid);
  -- Sealed columns change when keys do; who wrote it, when and after what never does, and nothing is removed.
  grant select, insert, update (sealed) on holdspace.before_dose_words to holdspace_app;
  `,
};
