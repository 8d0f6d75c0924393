/** `holdspace verify` and `holdspace checkpoint` on the audit, as an operator runs them. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AuditEntry, instant } from '@holdspace/care';
import { formatRootKeys, newCheckpointKey, openStore } from '@holdspace/store';
import { TEST_ROOT_KEY, TEST_ROOT_KEYS, type TestDatabase, testClinic, testDatabase } from '@holdspace/store/testing';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

const HOLDSPACE = join(import.meta.dirname, '..', 'bin', 'holdspace.mjs');
const ENTRIES = 6;
let database: TestDatabase;
let folder: string;
let slug: string;
let file: string;

beforeAll(async () => {
  database = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), 'holdspace-audit-'));
  file = join(folder, 'outside.json');
  writeFileSync(join(folder, 'root-keys'), formatRootKeys([TEST_ROOT_KEY]), { mode: 0o600 });
  const store = openStore({ databaseUrl: database.databaseUrl, rootKeys: TEST_ROOT_KEYS });
  const clinic = await testClinic(store);
  slug = clinic.slug;
  for (let index = 0; index < ENTRIES; index += 1)
    await store.audit.append(clinic.clinicId, {
      at: instant(Date.UTC(2026, 2, 3, 15, index)),
      act: 'see the clinical record',
      outcome: 'allowed',
      who: { kind: 'practitioner', practitionerId: clinic.practitioners.nurse.id, roles: ['nurse'] },
      patientId: clinic.patientId,
      what: 'GET /api/patients/:id',
      from: { address: '127.0.0.1' },
    } satisfies AuditEntry);
  await store.close();
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

function holdspace(args: readonly string[], more: Record<string, string> = {}) {
  const answer = spawnSync(process.execPath, [HOLDSPACE, ...args, '--json'], {
    env: { ...process.env, DATABASE_URL: database.databaseUrl, HOLDSPACE_DATA: folder, ...more },
    encoding: 'utf8',
  });
  return { ...answer, json: answer.stdout ? JSON.parse(answer.stdout) : undefined };
}
async function asSuperuser(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.databaseUrl });
  await client.connect();
  await client.query("set session_replication_role = 'replica'");
  await client.query(statement).finally(() => client.end());
}

test('a checkpoint is written for outside, and the audit is held against it', () => {
  const made = holdspace(['checkpoint', '--clinic', slug, '--out', file]);
  expect(made.status, made.stderr).toBe(0);
  expect(made.json.checkpoints).toMatchObject([{ clinic: slug, seq: ENTRIES }]);
  expect(statSync(join(folder, 'checkpoint-key.pem')).mode & 0o777).toBe(0o600);
  const verified = holdspace(['verify', '--checkpoint', file]);
  expect(verified.status, verified.stderr).toBe(0);
  expect(verified.json).toMatchObject({ sessions: 0, audit: { entries: ENTRIES, clockBehind: 0 } });
});

test('a checkpoint that was altered, or is signed by another key, says so', () => {
  const altered = join(folder, 'altered.json');
  writeFileSync(altered, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), seq: 2 }));
  const found = holdspace(['verify', '--checkpoint', altered]);
  expect(found.status).toBe(1);
  expect(found.json.disbelieved[0].why).toContain('signature does not hold');
  const other = holdspace(['verify', '--checkpoint', file], { HOLDSPACE_CHECKPOINT_KEY: newCheckpointKey() });
  expect(other.status).toBe(1);
  expect(other.json.disbelieved[0].why).toContain('not by a key of this installation');
});

test('what is no checkpoint is a wrong use', () => {
  const nothing = join(folder, 'nothing.json');
  writeFileSync(nothing, '{}');
  expect(holdspace(['verify', '--checkpoint', nothing]).status).toBe(2);
  expect(holdspace(['verify', '--checkpoint', join(folder, 'is-not-there')]).status).toBe(2);
  expect(holdspace(['verify'], { HOLDSPACE_CHECKPOINT_KEY: 'no key' }).status).toBe(2);
  expect(holdspace(['checkpoint', '--clinic', 'nowhere.test', '--out', file]).status).toBe(1);
});

test('a log that was cut off whole, head and kept checkpoints and all, is found by the checkpoint from outside alone', async () => {
  await asSuperuser('delete from holdspace.audit_entry where seq > 4; delete from holdspace.audit_checkpoint');
  await asSuperuser(
    'update holdspace.audit_head h set seq = 4, hash = (select hash from holdspace.audit_entry e where e.clinic_id = h.clinic_id and seq = 4)',
  );
  expect(holdspace(['verify']).status).toBe(0);
  const found = holdspace(['verify', '--checkpoint', file]);
  expect(found.status).toBe(1);
  expect(found.json.audit.broken).toMatchObject({ clinic: slug, seq: 5, why: expect.stringContaining('cut off') });
});

test('an altered entry is named', async () => {
  await asSuperuser("update holdspace.audit_entry set entry = replace(entry, 'nurse', 'guide') where seq = 2");
  const found = holdspace(['verify']);
  expect(found.status).toBe(1);
  expect(found.json.audit.broken).toMatchObject({ seq: 2 });
});
