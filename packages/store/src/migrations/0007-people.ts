/**
 * The people of a clinic over time: invitations, what became of whose roles, credentials that are corrected but never
 * removed, tokens that may do part of what their owner may, and who is planned for which visit.
 */
const tenantTable = (name: string) => `
  alter table holdspace.${name} enable row level security;
  alter table holdspace.${name} force row level security;
  create policy same_clinic on holdspace.${name}
    using (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid)
    with check (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid);
`;

export const people = {
  id: '0007-people',
  sql: `
  create table holdspace.practitioner_change (
    clinic_id uuid not null,
    practitioner_id uuid not null,
    change_id uuid not null,
    kind text not null check (kind in ('joined', 'roles_changed', 'ended', 'returned')),
    roles_before text[] not null,
    roles text[] not null,
    because text,
    changed_at timestamptz not null,
    -- Nobody's where it was done at the command line.
    changed_by uuid,
    primary key (clinic_id, practitioner_id, change_id),
    foreign key (clinic_id, practitioner_id) references holdspace.practitioner (clinic_id, practitioner_id),
    foreign key (clinic_id, changed_by) references holdspace.practitioner (clinic_id, practitioner_id)
  );

  -- A row never says another thing than it said: a correction is another row, which this one then names.
  alter table holdspace.credential
    add column issuer text,
    add column valid_from date,
    add column recorded_at timestamptz,
    add column recorded_by uuid,
    add column replaced_by uuid,
    add column ended_on date,
    add column ended_because text,
    add column ended_at timestamptz,
    add column ended_by uuid,
    add foreign key (clinic_id, practitioner_id, replaced_by)
      references holdspace.credential (clinic_id, practitioner_id, credential_id);

  -- Told apart from those elsewhere without a look into the other clinic.
  alter table auth.membership add column ended_at timestamptz;

  create table holdspace.invitation (
    clinic_id uuid not null references holdspace.clinic (clinic_id),
    invitation_id uuid not null,
    name text not null,
    email text not null,
    roles text[] not null,
    invited_by uuid,
    invited_at timestamptz not null,
    expires_at timestamptz not null,
    withdrawn_at timestamptz,
    accepted_at timestamptz,
    practitioner_id uuid,
    primary key (clinic_id, invitation_id),
    foreign key (clinic_id, invited_by) references holdspace.practitioner (clinic_id, practitioner_id),
    foreign key (clinic_id, practitioner_id) references holdspace.practitioner (clinic_id, practitioner_id)
  );
  create index invitation_by_email on holdspace.invitation (clinic_id, email);
  -- Whose link this is must be known before the clinic is; the link itself is kept by nobody.
  create table auth.invitation_link (
    hash text primary key,
    clinic_id uuid not null,
    invitation_id uuid not null
  );

  alter table auth.api_token
    add column token_id uuid not null default gen_random_uuid() unique,
    -- Of tokens made before scopes were: whatever their owner may do.
    add column scopes text[] not null default '{everything}',
    add column last_used_on date;
  alter table auth.api_token alter column scopes drop default;
  create index api_token_by_owner on auth.api_token (clinic_id, practitioner_id);

  create table holdspace.visit_assignment (
    clinic_id uuid not null,
    visit_id uuid not null,
    assignment_id uuid not null,
    practitioner_id uuid not null,
    role text not null,
    -- Of the protocol; none for the whole visit.
    phase text,
    assigned_at timestamptz not null,
    assigned_by uuid not null,
    removed_at timestamptz,
    removed_by uuid,
    primary key (clinic_id, visit_id, assignment_id),
    foreign key (clinic_id, visit_id) references holdspace.visit (clinic_id, visit_id),
    foreign key (clinic_id, practitioner_id) references holdspace.practitioner (clinic_id, practitioner_id)
  );
  create index visit_assignment_by_person on holdspace.visit_assignment (clinic_id, practitioner_id);
  ${['practitioner_change', 'invitation', 'visit_assignment'].map(tenantTable).join('')}

  grant select, insert on holdspace.practitioner_change to holdspace_app;
  grant select, insert, update on holdspace.invitation, holdspace.visit_assignment to holdspace_app;
  grant select, insert on auth.invitation_link to holdspace_app;
  `,
};
