/** Broken glass: who opened whose record in need, for what reason, until when, and what was thought of it afterwards. */
export const breakGlass = {
  id: '0013-break-glass',
  sql: `
  create table holdspace.break_glass (
    clinic_id uuid not null,
    break_glass_id uuid not null,
    patient_id uuid not null,
    practitioner_id uuid not null,
    reason_kind text not null check (reason_kind in ('emergency', 'covering', 'urgent_question', 'other')),
    -- The reason in words, which may name anybody.
    sealed text not null,
    at timestamptz not null,
    until timestamptz not null,
    ended_at timestamptz,
    ended_by uuid,
    reviewed_at timestamptz,
    reviewed_by uuid,
    verdict text check (verdict in ('justified', 'not_justified', 'follow_up')),
    review_sealed text,
    primary key (clinic_id, break_glass_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id),
    foreign key (clinic_id, practitioner_id) references holdspace.practitioner (clinic_id, practitioner_id),
    foreign key (clinic_id, ended_by) references holdspace.practitioner (clinic_id, practitioner_id),
    foreign key (clinic_id, reviewed_by) references holdspace.practitioner (clinic_id, practitioner_id),
    check (until > at),
    check ((ended_at is null) = (ended_by is null)),
    -- A review is whole, and not by whom it is about.
    check (num_nulls(reviewed_at, reviewed_by, verdict, review_sealed) in (0, 4)),
    check (reviewed_by <> practitioner_id)
  );
  -- Asked at every look into a record.
  create index break_glass_by_person on holdspace.break_glass (clinic_id, practitioner_id, patient_id, until);
  create index break_glass_by_review on holdspace.break_glass (clinic_id, reviewed_at, at);

  alter table holdspace.break_glass enable row level security;
  alter table holdspace.break_glass force row level security;
  create policy same_clinic on holdspace.break_glass
    using (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid)
    with check (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid);

  -- Sealed columns change when keys do; who, whose, why and how long never do, and nothing is removed.
  grant select, insert,
        update (ended_at, ended_by, reviewed_at, reviewed_by, verdict, review_sealed, sealed)
     on holdspace.break_glass to holdspace_app;
  `,
};
