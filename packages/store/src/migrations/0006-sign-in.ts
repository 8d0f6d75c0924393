/**
 * What signing in needs beyond a password: second factors, passkeys, one-time links, what is counted of guesses, and what
 * a person proves for one act. People are apart from clinics (`auth`); a PIN and a proof belong to one clinic's practitioner.
 */
const tenantTable = (name: string) => `
  alter table holdspace.${name} enable row level security;
  alter table holdspace.${name} force row level security;
  create policy same_clinic on holdspace.${name}
    using (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid)
    with check (clinic_id = nullif(current_setting('holdspace.clinic', true), '')::uuid);
`;

export const signIn = {
  id: '0006-sign-in',
  sql: `
  alter table auth."user" add column "twoFactorEnabled" boolean not null default false;
  alter table auth.session
    add column "touchedAt" timestamptz not null default now(),
    add column "provedAt" timestamptz not null default now(),
    add column "signedInBy" text not null default 'password',
    add column "isShared" boolean not null default false;

  create unique index account_by_outside_name on auth.account ("providerId", "accountId");

  -- The sign-in library's own: the authenticator app's secret and the backup codes, both encrypted by it.
  create table auth."twoFactor" (
    id uuid primary key default gen_random_uuid(),
    secret text not null,
    "backupCodes" text not null,
    "userId" uuid not null unique references auth."user" (id) on delete cascade,
    verified boolean not null default true,
    "failedVerificationCount" integer not null default 0,
    "lockedUntil" timestamptz
  );
  -- A code of an authenticator app counts once.
  create table auth.used_code (
    user_id uuid not null references auth."user" (id) on delete cascade,
    code_hash text not null,
    used_at timestamptz not null,
    primary key (user_id, code_hash)
  );

  create table auth.passkey (
    passkey_id uuid primary key,
    user_id uuid not null references auth."user" (id) on delete cascade,
    credential_id text not null unique,
    public_key text not null,
    counter bigint not null,
    transports text[] not null,
    name text not null,
    is_synced boolean not null,
    created_at timestamptz not null,
    last_used_at timestamptz
  );
  create index passkey_by_user on auth.passkey (user_id);
  create table auth.passkey_challenge (
    challenge text primary key,
    -- What the answer is good for, and nothing else.
    bound_to text not null,
    expires_at timestamptz not null
  );
  create index passkey_challenge_by_end on auth.passkey_challenge (expires_at);

  create table auth.one_time_link (
    hash text primary key,
    user_id uuid not null references auth."user" (id) on delete cascade,
    expires_at timestamptz not null,
    used_at timestamptz
  );
  create index one_time_link_by_user on auth.one_time_link (user_id);
  create table auth.patient_account (
    user_id uuid not null references auth."user" (id),
    clinic_id uuid not null,
    patient_id uuid not null,
    primary key (user_id, clinic_id),
    unique (clinic_id, patient_id)
  );

  create table auth.single_sign_on (
    state text primary key,
    clinic_slug text not null,
    nonce text not null,
    verifier text not null,
    next_path text not null,
    expires_at timestamptz not null
  );

  -- Tries at whatever can be guessed, counted for all servers together.
  create table auth.guess (
    subject text primary key,
    tries integer not null,
    last_at timestamptz not null,
    blocked_until timestamptz
  );
  create index guess_by_time on auth.guess (last_at);

  create table holdspace.signing_pin (
    clinic_id uuid not null,
    practitioner_id uuid not null,
    hash text not null,
    set_at timestamptz not null,
    primary key (clinic_id, practitioner_id),
    foreign key (clinic_id, practitioner_id) references holdspace.practitioner (clinic_id, practitioner_id)
  );
  create table holdspace.signature_proof (
    clinic_id uuid not null,
    proof_hash text not null,
    practitioner_id uuid not null,
    session_id uuid not null,
    command_id uuid not null,
    command_hash text not null,
    proved_by text not null check (proved_by in ('passkey', 'pin')),
    at_sign_in_of uuid not null,
    made_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    primary key (clinic_id, proof_hash),
    foreign key (clinic_id, practitioner_id) references holdspace.practitioner (clinic_id, practitioner_id)
  );
  create index signature_proof_by_command on holdspace.signature_proof (clinic_id, command_id);
  ${['signing_pin', 'signature_proof'].map(tenantTable).join('')}

  grant select, insert, update, delete on
    auth."twoFactor", auth.used_code, auth.passkey, auth.passkey_challenge, auth.one_time_link, auth.patient_account,
    auth.single_sign_on, auth.guess, holdspace.signing_pin to holdspace_app;
  grant select, insert, update on holdspace.signature_proof to holdspace_app;
  `,
};
