/** For tests that walk the API: every row that is one clinic's, found by walking the catalogue as a superuser. */
import { createHash } from 'node:crypto';
import pg from 'pg';

/** What a clinic's rows are: counted and summed by table, and every id that stands in them. */
export interface ClinicRows {
  /** By table: how many rows there are, and a checksum over all of them. */
  readonly tables: Readonly<Record<string, string>>;
  readonly ids: ReadonlySet<string>;
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
export const uuidsIn = (text: string): Set<string> => new Set(text.match(UUID));

/** Tables with a column that says the clinic, and those of sign-in, which belong to a clinic through its people. */
const TABLES = `select format('%I.%I', n.nspname, c.relname) as name,
    string_agg(distinct a.attname, ',') as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
  where c.relkind in ('r', 'p') and not c.relispartition and n.nspname in ('holdspace', 'auth')
    and a.attname in ('clinic_id', 'user_id', 'userId') and not a.attisdropped
  group by 1 order by 1`;
const USERS = `select p.user_id from holdspace.practitioner p where p.clinic_id = $1
  union select a.user_id from auth.patient_account a where a.clinic_id = $1`;

function belonging(columns: readonly string[]): string {
  if (columns.includes('clinic_id')) return 't.clinic_id = $1';
  return `t.${columns.includes('userId') ? '"userId"' : 'user_id'} in (${USERS})`;
}

/** Reads all that is a clinic's. `databaseUrl` is a superuser's: row-level security would hide what it guards. */
export async function rowsOfClinic(databaseUrl: string, clinicId: string): Promise<ClinicRows> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows: found } = await client.query<{ name: string; columns: string }>(TABLES);
    const tables: Record<string, string> = {};
    const ids = new Set<string>();
    for (const { name, columns } of [...found, { name: 'auth."user"', columns: '' }]) {
      const where = columns === '' ? `t.id in (${USERS})` : belonging(columns.split(','));
      const { rows } = await client.query<{ row: string }>(
        `select t::text as row from ${name} t where ${where} order by t::text`,
        [clinicId],
      );
      const sum = createHash('sha256').update(rows.map(({ row }) => row).join('\n'));
      tables[name] = `${rows.length} rows, ${sum.digest('hex')}`;
      for (const { row } of rows) for (const id of uuidsIn(row)) ids.add(id);
    }
    return { tables, ids };
  } finally {
    await client.end();
  }
}
