/** Brings a database to the present shape: forward only, one at a time over all servers, each migration once. */
import { createHash } from 'node:crypto';
import pg from 'pg';
import { foundation } from './0001-foundation.ts';
import { appendBySet } from './0002-append-by-set.ts';
import { planOnce } from './0003-plan-once.ts';
import { signIn } from './0006-sign-in.ts';
import { people } from './0007-people.ts';
import { recordsApart } from './0008-records-apart.ts';
import { protocolGovernance } from './0009-protocol-governance.ts';
import { appendByKey } from './0010-append-by-key.ts';
import { careTeam } from './0011-care-team.ts';
import { audit } from './0012-audit.ts';
import { breakGlass } from './0013-break-glass.ts';
import { tokenIds } from './0014-token-ids.ts';
import { ledger } from './0016-ledger.ts';
import { counts } from './0017-counts.ts';
import { sessionMedicine } from './0018-session-medicine.ts';
import { courseOrders } from './0019-course-orders.ts';
import { teamEnds } from './0024-team-ends.ts';
import { glassTold } from './0025-glass-told.ts';
import { counting } from './0026-counting.ts';
import { preparation } from './0028-preparation.ts';
import { integration } from './0029-integration.ts';
import { music } from './0030-music.ts';
import { signals } from './0031-signals.ts';
import { circle } from './0032-circle.ts';
import { groups } from './0033-groups.ts';
import { noteTypes } from './0034-note-types.ts';
import { journalOfItsPatient } from './0035-journal-of-its-patient.ts';
import { intake } from './0038-intake.ts';
import { screening } from './0039-screening.ts';
import { consents } from './0040-consents.ts';
import { beforeDose } from './0041-before-dose.ts';
import { measures } from './0042-measures.ts';
import { outcomesFeed } from './0043-outcomes-feed.ts';
import { patientMessages } from './0046-patient-messages.ts';
import { importing } from './0047-import.ts';
import { registry } from './0049-registry.ts';
import { recallTakenBack } from './0050-recall-taken-back.ts';
import { lettersDue } from './0051-letters-due.ts';

export interface Migration {
  readonly id: string;
  readonly sql: string;
}
/** In order. A migration that has landed is never changed; another is added. */
export const MIGRATIONS: readonly Migration[] = [
  foundation,
  appendBySet,
  planOnce,
  signIn,
  people,
  recordsApart,
  protocolGovernance,
  appendByKey,
  careTeam,
  audit,
  breakGlass,
  tokenIds,
  ledger,
  counts,
  sessionMedicine,
  courseOrders,
  teamEnds,
  glassTold,
  counting,
  preparation,
  integration,
  music,
  signals,
  circle,
  groups,
  noteTypes,
  journalOfItsPatient,
  intake,
  screening,
  consents,
  beforeDose,
  measures,
  outcomesFeed,
  patientMessages,
  importing,
  registry,
  recallTakenBack,
  lettersDue,
];

/** The role under which servers act; it owns nothing and cannot pass row-level security. */
export const APPLICATION_ROLE = 'holdspace_app';
const MIGRATION_LOCK = 0x686d6967;
const OLDEST_POSTGRES = 150_000;

const checksumOf = (migration: Migration) => createHash('sha256').update(migration.sql).digest('hex');

/** Roles belong to the whole engine, so two databases being made at once may both want to make this one. */
const MAKE_ROLE = `
  do $role$ begin
    if not exists (select from pg_roles where rolname = '${APPLICATION_ROLE}') then
      create role ${APPLICATION_ROLE} nologin nosuperuser nobypassrls nocreatedb nocreaterole;
    end if;
  exception when duplicate_object or unique_violation then null;
  end $role$`;

export interface Migrated {
  readonly applied: readonly string[];
  readonly already: readonly string[];
}

/** Applies what is pending. Throws where an applied migration has since been changed, or the database is newer or too old. */
export async function migrate(databaseUrl: string, migrations: readonly Migration[] = MIGRATIONS): Promise<Migrated> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'holdspace migrate' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const { rows: versions } = await client.query<{ server_version_num: string }>('show server_version_num');
    if (Number(versions[0]?.server_version_num) < OLDEST_POSTGRES)
      throw new Error('Holdspace needs PostgreSQL 15 or later.');
    await client.query(MAKE_ROLE);
    const { rows: member } = await client.query<{ is_member: boolean }>(
      "select pg_has_role(current_user, $1, 'member') as is_member",
      [APPLICATION_ROLE],
    );
    if (!member[0]?.is_member) await client.query(`grant ${APPLICATION_ROLE} to current_user`);
    await client.query(
      'create table if not exists public.holdspace_migration (id text primary key, checksum text not null, applied_at timestamptz not null default now())',
    );
    await client.query(`grant select on public.holdspace_migration to ${APPLICATION_ROLE}`);
    const { rows } = await client.query<{ id: string; checksum: string }>(
      'select id, checksum from public.holdspace_migration order by id',
    );
    demandSameHistory(rows, migrations);
    const pending = migrations.slice(rows.length);
    for (const migration of pending) await applyOne(client, migration);
    return { applied: pending.map((one) => one.id), already: rows.map((one) => one.id) };
  } finally {
    await client.end();
  }
}

function demandSameHistory(
  applied: readonly { id: string; checksum: string }[],
  migrations: readonly Migration[],
): void {
  applied.forEach(({ id, checksum }, index) => {
    const known = migrations[index];
    if (!known)
      throw new Error(
        `The database has the migration ${id}, which this version does not know: it is newer. Start the newer version.`,
      );
    if (known.id !== id || checksumOf(known) !== checksum)
      throw new Error(
        `The migration ${id} was applied in another form than this version has. Start the version that made this database.`,
      );
  });
}

async function applyOne(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query('insert into public.holdspace_migration (id, checksum) values ($1, $2)', [
      migration.id,
      checksumOf(migration),
    ]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    throw new Error(`the migration ${migration.id} failed and was taken back`, { cause });
  }
}
