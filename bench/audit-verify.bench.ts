/**
 * Verifies one clinic's audit of a million entries: each read from PostgreSQL, hashed in its chain and held against its
 * columns, in one process on one core. Limit: at least 100,000 entries a second.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AuditEntry, instant } from '@holdspace/care';
import { canonicalJson, migrate, openStore, startEngine } from '@holdspace/store';
import { TEST_ROOT_KEYS, testClinic } from '@holdspace/store/testing';
import pg from 'pg';
import { median, report } from './report.ts';

const ENTRIES = 1_000_000;
const AT_ONCE = 10_000;
const ROUNDS = 3;
const LIMIT = 100_000;
const BEGIN = Date.UTC(2026, 0, 5, 14);

const folder = mkdtempSync(join(tmpdir(), 'holdspace-bench-'));
const engine = await startEngine({ folder });
await migrate(engine.databaseUrl);
const store = openStore({ databaseUrl: engine.databaseUrl, rootKeys: TEST_ROOT_KEYS });
const clinic = await testClinic(store);
const { clinicId, slug, patientId } = clinic;
const practitionerId = clinic.practitioners.nurse.id;

const entryAt = (index: number): AuditEntry => ({
  at: instant(BEGIN + index * 1_000),
  act: 'see the clinical record',
  outcome: 'allowed',
  who: { kind: 'practitioner', practitionerId, name: 'The nurse', roles: ['nurse'], by: 'cookie' },
  patientId,
  what: 'GET /api/patients/:id',
  grounds: ['in the care team'],
  from: { address: '10.0.0.7', device: 'Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15' },
  requestId: `req-${index.toString(36)}`,
});

// Written as the application writes them, but in long statements; the chain is made here, as a second hand would make it.
const client = new pg.Client({ connectionString: engine.databaseUrl });
await client.connect();
await client.query("set session_replication_role = 'replica'; set synchronous_commit = off");
let previous = '';
let bytes = 0;
for (let first = 0; first < ENTRIES; first += AT_ONCE) {
  const [ats, texts, befores, hashes]: [string[], string[], string[], string[]] = [[], [], [], []];
  for (let index = first; index < first + AT_ONCE; index += 1) {
    const entry = entryAt(index);
    const text = canonicalJson(entry);
    const place = `{"clinicId":"${clinicId}","entry":${text},"previousHash":"${previous}","seq":${index + 1}}`;
    befores.push(previous);
    previous = createHash('sha256').update(place).digest('hex');
    ats.push(entry.at);
    texts.push(text);
    hashes.push(previous);
    bytes += text.length;
  }
  await client.query(
    `insert into holdspace.audit_entry
       (clinic_id, seq, at, act, outcome, practitioner_id, patient_id, session_id, entry, previous_hash, hash)
     select $1, $2 + n, at, 'see the clinical record', 'allowed', $3, $4, null, entry, before, hash
       from unnest($5::timestamptz[], $6::text[], $7::text[], $8::text[]) with ordinality as t(at, entry, before, hash, n)`,
    [clinicId, first, practitionerId, patientId, ats, texts, befores, hashes],
  );
}
await client.query('insert into holdspace.audit_head (clinic_id, seq, hash, latest_at) values ($1, $2, $3, now())', [
  clinicId,
  ENTRIES,
  previous,
]);
await client.query('vacuum analyze holdspace.audit_entry');

const { rows: sizes } = await client.query<{ bytes: string }>(
  "select pg_total_relation_size('holdspace.audit_entry') as bytes",
);

const rates: number[] = [];
const shares: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const [begin, used] = [performance.now(), process.cpuUsage()];
  const found = await store.audit.verify({ id: clinicId, slug });
  const seconds = (performance.now() - begin) / 1000;
  if (found.broken || found.entries !== ENTRIES) throw new Error(JSON.stringify(found));
  const { user, system } = process.cpuUsage(used);
  rates.push(ENTRIES / seconds);
  shares.push((user + system) / 1e6 / seconds);
}
report(
  'audit-verify: a chain of a million audit entries, walked',
  [
    { name: 'entry', value: bytes / ENTRIES, unit: 'bytes' },
    { name: 'kept, with indexes', value: Number(sizes[0]?.bytes) / ENTRIES, unit: 'bytes an entry' },
    { name: 'slowest round', value: Math.min(...rates), unit: '/s' },
    { name: 'this process’s share of a core', value: median(shares), unit: '' },
  ],
  [{ name: 'entries a second', value: median(rates), limit: LIMIT, bound: 'at_least' }],
);
await client.end();
await store.close();
await engine.stop();
rmSync(folder, { recursive: true, force: true });
