/**
 * Drafts of protocols, the signatures under their versions, and the moves of running courses between versions. What was
 * signed, declined, retired or moved is only ever added to; where a version stands is computed from it.
 */
const tenantTable = (name: string) => `
  alter table holdspace.${name} enable row level security;
  alter table holdspace.${name} force row level security;
  create policy same_clinic on holdspace.${name}
    using (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid)
    with check (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid);
`;
const TENANT_TABLES = ['protocol_draft', 'protocol_sign_off', 'course_protocol_move'];

export const protocolGovernance = {
  id: '0009-protocol-governance',
  sql: `
  -- Every version that was there came with Holdspace: drafts begin with this migration.
  alter table holdspace.protocol_version
    add column origin text not null default 'shipped' check (origin in ('shipped', 'clinic'));

  create table holdspace.protocol_draft (
    clinic_id uuid not null,
    draft_id uuid not null,
    protocol_id text not null,
    -- The version that it was made from; null for a protocol that is new here.
    made_from text,
    document jsonb not null,
    revision integer not null,
    status text not null check (status in ('open', 'proposed', 'put_aside')),
    made_by uuid not null,
    made_at timestamptz not null,
    saved_by uuid not null,
    saved_at timestamptz not null,
    primary key (clinic_id, draft_id),
    foreign key (clinic_id, protocol_id, made_from)
      references holdspace.protocol_version (clinic_id, protocol_id, version),
    foreign key (clinic_id, made_by) references holdspace.practitioner (clinic_id, practitioner_id),
    foreign key (clinic_id, saved_by) references holdspace.practitioner (clinic_id, practitioner_id)
  );

  create table holdspace.protocol_sign_off (
    clinic_id uuid not null,
    sign_off_id uuid not null,
    protocol_id text not null,
    version text not null,
    kind text not null check (kind in ('approved', 'declined', 'retired')),
    signed_by uuid not null,
    -- As it was at signing; a later change of name does not change what was signed.
    signer_name text not null,
    signed_at timestamptz not null,
    document_hash text not null,
    statement text not null,
    takes_effect_at timestamptz not null,
    -- Where an approval says its own end.
    retires_at timestamptz,
    primary key (clinic_id, sign_off_id),
    foreign key (clinic_id, protocol_id, version)
      references holdspace.protocol_version (clinic_id, protocol_id, version),
    foreign key (clinic_id, signed_by) references holdspace.practitioner (clinic_id, practitioner_id),
    check (takes_effect_at >= signed_at),
    check (retires_at > takes_effect_at)
  );
  -- A version is decided about once, also where two sign at the same moment.
  create unique index protocol_sign_off_decides_once on holdspace.protocol_sign_off (clinic_id, protocol_id, version)
    where kind in ('approved', 'declined');
  create index protocol_sign_off_by_version on holdspace.protocol_sign_off (clinic_id, protocol_id, version);

  create table holdspace.course_protocol_move (
    clinic_id uuid not null,
    move_id uuid not null,
    course_id uuid not null,
    protocol_id text not null,
    from_version text not null,
    to_version text not null,
    reason text not null,
    acknowledged text[] not null,
    moved_by uuid not null,
    mover_name text not null,
    moved_at timestamptz not null,
    primary key (clinic_id, move_id),
    foreign key (clinic_id, course_id) references holdspace.course (clinic_id, course_id),
    foreign key (clinic_id, protocol_id, from_version)
      references holdspace.protocol_version (clinic_id, protocol_id, version),
    foreign key (clinic_id, protocol_id, to_version)
      references holdspace.protocol_version (clinic_id, protocol_id, version),
    foreign key (clinic_id, moved_by) references holdspace.practitioner (clinic_id, practitioner_id)
  );
  create index course_protocol_move_by_course on holdspace.course_protocol_move (clinic_id, course_id);
  ${TENANT_TABLES.map(tenantTable).join('')}

  grant select, insert, update on holdspace.protocol_draft to holdspace_app;
  -- Never changed, never removed.
  grant select, insert on holdspace.protocol_sign_off, holdspace.course_protocol_move to holdspace_app;
  `,
};
