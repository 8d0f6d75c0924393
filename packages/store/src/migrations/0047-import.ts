/**
 * The past, brought in: files as they came, what a first look and a dry run said of them, and past scores and doses in tables
 * of their own. No gate, ledger, signal or schedule reads those, so that nothing of the past can be taken for something that
 * was done here. A file goes once it is imported; what it brought may be taken back whole while nothing was built on it.
 */
const sameClinic = (name: string) => `
  alter table holdspace.${name} enable row level security;
  alter table holdspace.${name} force row level security;
  create policy same_clinic on holdspace.${name}
    using (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid)
    with check (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid);
`;
const TABLES = [
  'data_import',
  'data_import_piece',
  'data_import_rows',
  'import_mapping',
  'imported_score',
  'imported_dose',
];
const STORED_IN = `stored_in bigint not null default (pg_current_xact_id()::text)::bigint`;

export const importing = {
  id: '0047-import',
  sql: `
  create table holdspace.data_import (
    clinic_id uuid not null references holdspace.clinic (clinic_id),
    import_id uuid not null,
    kind text not null check (kind in ('patients', 'scores', 'doses', 'fhir')),
    made_at timestamptz not null,
    made_by uuid not null,
    -- Set once all of the file is there.
    bytes integer,
    sha256 text,
    sending_id uuid,
    -- The dry run that counts: its rows are those of data_import_rows, and nothing else is imported.
    trial_id uuid,
    trial_at timestamptz,
    trial_digest text,
    trial_counts jsonb,
    imported_at timestamptz,
    imported_by uuid,
    -- Refused rows that somebody agreed to leave out.
    left_out integer,
    taken_back_at timestamptz,
    taken_back_by uuid,
    -- The file's name, its first rows, what its columns are, and why it was taken back.
    sealed text not null,
    primary key (clinic_id, import_id),
    foreign key (clinic_id, made_by) references holdspace.practitioner (clinic_id, practitioner_id),
    foreign key (clinic_id, imported_by) references holdspace.practitioner (clinic_id, practitioner_id),
    foreign key (clinic_id, taken_back_by) references holdspace.practitioner (clinic_id, practitioner_id),
    check (num_nulls(bytes, sha256, sending_id) in (0, 3)),
    check (num_nulls(trial_id, trial_at, trial_digest, trial_counts) in (0, 4)),
    check (trial_id is null or sha256 is not null),
    check (num_nulls(imported_at, imported_by, left_out) in (0, 3)),
    check (imported_at is null or trial_id is not null),
    check (num_nulls(taken_back_at, taken_back_by) in (0, 2)),
    check (taken_back_at is null or imported_at is not null)
  );
  create index data_import_by_time on holdspace.data_import (clinic_id, made_at);

  create table holdspace.data_import_piece (
    clinic_id uuid not null,
    piece_id uuid not null,
    import_id uuid not null,
    -- Which sending it is of: one that broke off leaves pieces that are taken away.
    sending_id uuid not null,
    seq integer not null,
    sealed text not null,
    primary key (clinic_id, piece_id),
    foreign key (clinic_id, import_id) references holdspace.data_import (clinic_id, import_id) on delete cascade
  );
  create unique index data_import_piece_in_order on holdspace.data_import_piece (clinic_id, import_id, sending_id, seq);

  -- What a dry run said of so many rows on end.
  create table holdspace.data_import_rows (
    clinic_id uuid not null,
    chunk_id uuid not null,
    import_id uuid not null,
    trial_id uuid not null,
    seq integer not null,
    last_row integer not null,
    ready integer not null,
    here integer not null,
    refused integer not null,
    repaired integer not null,
    sealed text not null,
    primary key (clinic_id, chunk_id),
    foreign key (clinic_id, import_id) references holdspace.data_import (clinic_id, import_id) on delete cascade
  );
  create unique index data_import_rows_in_order on holdspace.data_import_rows (clinic_id, import_id, trial_id, seq);

  create table holdspace.import_mapping (
    clinic_id uuid not null,
    mapping_id uuid not null,
    kind text not null check (kind in ('patients', 'scores', 'doses')),
    saved_at timestamptz not null,
    saved_by uuid not null,
    -- Its name, and which column is what.
    sealed text not null,
    primary key (clinic_id, mapping_id),
    foreign key (clinic_id, saved_by) references holdspace.practitioner (clinic_id, practitioner_id)
  );

  create table holdspace.imported_score (
    clinic_id uuid not null,
    import_id uuid not null,
    row_number integer not null check (row_number >= 1),
    patient_id uuid not null,
    instrument text not null,
    instrument_version text not null,
    -- The day at the clinic; the moment where the source says it.
    on_day date not null,
    at timestamptz,
    basis text not null check (basis in ('score', 'answers')),
    scores jsonb not null,
    ${STORED_IN},
    primary key (clinic_id, import_id, row_number, instrument),
    foreign key (clinic_id, import_id) references holdspace.data_import (clinic_id, import_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id)
  );
  create index imported_score_by_patient on holdspace.imported_score (clinic_id, patient_id, on_day);
  create index imported_score_stored on holdspace.imported_score (clinic_id, stored_in);

  create table holdspace.imported_dose (
    clinic_id uuid not null,
    import_id uuid not null,
    row_number integer not null check (row_number >= 1),
    patient_id uuid not null,
    on_day date not null,
    at timestamptz,
    substance text not null check (substance in ('ketamine', 'esketamine')),
    route text not null
      check (route in ('intravenous', 'intramuscular', 'sublingual', 'intranasal', 'oral', 'subcutaneous')),
    amount_ug integer not null check (amount_ug between 1 and 2000000),
    weight_kg double precision check (weight_kg between 25 and 350),
    ${STORED_IN},
    primary key (clinic_id, import_id, row_number),
    foreign key (clinic_id, import_id) references holdspace.data_import (clinic_id, import_id),
    foreign key (clinic_id, patient_id) references holdspace.patient (clinic_id, patient_id)
  );
  create index imported_dose_by_patient on holdspace.imported_dose (clinic_id, patient_id, on_day);
  create index imported_dose_stored on holdspace.imported_dose (clinic_id, stored_in);

  -- The import that made a patient; nobody who came in otherwise can be taken away again.
  alter table holdspace.patient add column import_id uuid;
  alter table holdspace.patient add constraint patient_import_id_fkey
    foreign key (clinic_id, import_id) references holdspace.data_import (clinic_id, import_id);
  create index patient_by_import on holdspace.patient (clinic_id, import_id) where import_id is not null;
  ${TABLES.map(sameClinic).join('')}
  create policy of_an_import on holdspace.patient as restrictive for delete using (import_id is not null);
  create policy not_imported on holdspace.data_import as restrictive for delete using (imported_at is null);
  grant delete on holdspace.patient to holdspace_app;
  grant select, insert, delete,
    update (bytes, sha256, sending_id, trial_id, trial_at, trial_digest, trial_counts, imported_at, imported_by, left_out,
            taken_back_at, taken_back_by, sealed)
    on holdspace.data_import to holdspace_app;
  -- Sealed columns change when keys do.
  grant select, insert, update (sealed), delete on holdspace.data_import_piece, holdspace.data_import_rows to holdspace_app;
  grant select, insert, update (saved_at, saved_by, sealed) on holdspace.import_mapping to holdspace_app;
  grant select, insert, delete on holdspace.imported_score, holdspace.imported_dose to holdspace_app;
  `,
};
