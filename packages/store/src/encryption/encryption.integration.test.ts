/** On a real database: what lies there, what is found of it, what is moved, and keys replaced while people write. */
import { randomUUID } from 'node:crypto';
import { instant } from '@holdspace/care';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { withClinic } from '../database.ts';
import { SessionWriter } from '../sessions/session-maker.ts';
import { openStore, type Store } from '../store.ts';
import { TEST_ROOT_KEYS, type TestClinic, testClinic, testDatabase, testStore } from '../testing.ts';
import { heldRootKeys, newRootKey } from './held-root-keys.ts';
import { rsaRootKeys } from './rsa-root-keys.ts';

// Keys are replaced under load here, which a busy machine takes its time for.
vi.setConfig({ testTimeout: 180_000 });

const NOW = instant(Date.UTC(2026, 2, 2, 14));
let store: Store;
let databaseUrl: string;
let close: () => Promise<void>;
let clinic: TestClinic;
let other: TestClinic;
beforeAll(async () => {
  ({ store, databaseUrl, close } = await testStore());
  [clinic, other] = [await testClinic(store), await testClinic(store)];
});
afterAll(() => close());

let numbers = 0;
const aPatient = (name = 'Ines Sealed') => {
  numbers += 1;
  return {
    id: randomUUID(),
    name,
    dateOfBirth: '1979-08-09',
    recordNumber: `S-${numbers}`,
    telephone: '+1 555 0100',
    email: 'ines@patients.test',
    address: '1 Invented Street',
  };
};
const many = (at: Store, clinicId: string, count: number) =>
  Promise.all(Array.from({ length: count }, () => at.patients.create(clinicId, aPatient(), NOW)));
/** Statements as the application's role, one clinic in sight. */
const asApplication = <T>(
  clinicId: string,
  statement: (tx: Parameters<Parameters<typeof withClinic>[2]>[0]) => Promise<T>,
) => withClinic(store.db, clinicId, statement);
async function asSuperuser<T extends object>(
  statement: string,
  values: unknown[] = [],
  url = databaseUrl,
): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<T>(statement, values);
  await client.end();
  return rows;
}

describe('a patient', () => {
  test('comes back as they were registered', async () => {
    const patient = aPatient();
    await store.patients.create(clinic.clinicId, patient, NOW);
    expect(await store.patients.find(clinic.clinicId, patient.id)).toEqual(patient);
    expect(await store.patients.list(clinic.clinicId)).toContainEqual(patient);
  });

  test('is nowhere in the database in the clear, whoever reads it whole', async () => {
    await store.patients.create(clinic.clinicId, aPatient('Zanzibar Whole'), NOW);
    const tables = await asSuperuser<{ name: string }>(
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('holdspace', 'auth')",
    );
    for (const { name } of tables) {
      const rows = await asSuperuser<{ row: string }>(`select t::text as row from ${name} t`);
      for (const { row } of rows)
        for (const word of ['Zanzibar', '1979-08-09', '+1 555 0100', 'ines@patients', 'Invented Street'])
          expect(row, name).not.toContain(word);
    }
  });

  test('of another clinic is not found by statements as the application, and does not open there', async () => {
    const patient = aPatient();
    await store.patients.create(clinic.clinicId, patient, NOW);
    const found = await asApplication(other.clinicId, async (tx) => ({
      patients: (await sql`select 1 from holdspace.patient where patient_id = ${patient.id}`.execute(tx)).rows,
      keys: (await sql`select 1 from holdspace.data_key where clinic_id = ${clinic.clinicId}`.execute(tx)).rows,
    }));
    expect(found).toEqual({ patients: [], keys: [] });
    const [row] = await asSuperuser<{ sealed: string }>('select sealed from holdspace.patient where patient_id = $1', [
      patient.id,
    ]);
    await asSuperuser(
      'insert into holdspace.patient (clinic_id, patient_id, created_at, sealed) values ($1, $2, now(), $3)',
      [other.clinicId, patient.id, row?.sealed],
    );
    await expect(store.patients.find(other.clinicId, patient.id)).rejects.toThrow('the key is not there');
    await asSuperuser('delete from holdspace.patient where clinic_id = $1 and patient_id = $2', [
      other.clinicId,
      patient.id,
    ]);
  });

  test('whose sealed text was swapped with another’s, cut, or altered is a fault that names neither', async () => {
    const [one, two] = [aPatient('First Person'), aPatient('Second Person')];
    await store.patients.create(clinic.clinicId, one, NOW);
    await store.patients.create(clinic.clinicId, two, NOW);
    const [row] = await asSuperuser<{ sealed: string }>('select sealed from holdspace.patient where patient_id = $1', [
      two.id,
    ]);
    const sealed = row?.sealed ?? '';
    for (const text of [
      sealed,
      sealed.slice(0, -6),
      `${sealed.slice(0, -2)}AA`,
      sealed.replace(/^hs1:[^:]+/, `hs1:${randomUUID()}`),
    ]) {
      await asSuperuser('update holdspace.patient set sealed = $2 where patient_id = $1', [one.id, text]);
      const error = await store.patients.find(clinic.clinicId, one.id).then(
        () => expect.unreachable(),
        (thrown: Error) => thrown,
      );
      expect(error.message).toMatch(/^patient\.sealed does not open/);
      for (const word of ['First', 'Second', one.id, two.id]) expect(error.message).not.toContain(word);
    }
    await asSuperuser('delete from holdspace.patient where patient_id = $1', [one.id]);
  });

  test('cannot have a record number that another has, white space and case aside; in another clinic it is free', async () => {
    const patient = aPatient();
    await store.patients.create(clinic.clinicId, { ...patient, recordNumber: 'Q-77' }, NOW);
    await expect(
      store.patients.create(clinic.clinicId, { ...aPatient(), recordNumber: ' q-77 ' }, NOW),
    ).rejects.toMatchObject({ code: '23505' });
    await store.patients.create(other.clinicId, { ...aPatient(), recordNumber: 'Q-77' }, NOW);
    const rows = await asSuperuser<{ hash: string }>(
      'select record_number_lookup as hash from holdspace.patient where record_number_lookup is not null',
    );
    // Equal numbers in two clinics do not look equal.
    expect(new Set(rows.map((row) => row.hash)).size).toBe(rows.length);
  });
});

describe('replacing data keys', () => {
  const keysOf = (url: string, clinicId: string) =>
    asSuperuser<{ key_id: string; state: string; wrapped: string | null }>(
      "select key_id, state, wrapped from holdspace.data_key where clinic_id = $1 and purpose = 'identifiers'",
      [clinicId],
      url,
    );
  const sealedUnder = async (url: string, keyId: string) =>
    (await asSuperuser(`select 1 from holdspace.patient where sealed like 'hs1:${keyId}:%'`, [], url)).length;

  test('while people write and read: everything opens at every moment, and the old key is destroyed', async () => {
    const { store: mine, databaseUrl: url, close: end } = await testStore();
    const { clinicId } = await testClinic(mine);
    await many(mine, clinicId, 120);
    const elsewhere = openStore({ databaseUrl: url, rootKeys: TEST_ROOT_KEYS });
    let stopped = false;
    const written: string[] = [];
    const writer = async (at: Store) => {
      while (!stopped) written.push((await at.patients.create(clinicId, aPatient(), NOW)).id);
    };
    const reader = async (at: Store) => {
      while (!stopped) await at.patients.list(clinicId);
    };
    const running = [writer(mine), writer(elsewhere), reader(elsewhere)];
    const first = await mine.keys.rotate();
    const second = await elsewhere.keys.rotate();
    stopped = true;
    await Promise.all(running);
    expect(first.resealed).toBeGreaterThanOrEqual(121);
    expect(second.retired).toBeGreaterThanOrEqual(1);
    const afresh = openStore({ databaseUrl: url, rootKeys: TEST_ROOT_KEYS });
    const ids = new Set((await afresh.patients.list(clinicId)).map(({ id }) => id));
    await afresh.close();
    expect(written.filter((id) => !ids.has(id))).toEqual([]);
    expect(written.length).toBeGreaterThan(0);
    await elsewhere.close();
    await end();
  });

  test('cut off in the middle leaves everything readable, and the same again finishes it with the key it had begun', async () => {
    const { store: mine, databaseUrl: url, close: end } = await testStore();
    const { clinicId } = await testClinic(mine);
    await many(mine, clinicId, 120);
    const before = await mine.patients.list(clinicId);
    const cut = mine.keys.rotate(() => {
      throw new Error('cut off');
    });
    await expect(cut).rejects.toThrow('cut off');
    const half = await keysOf(url, clinicId);
    const old = half.find((key) => key.state === 'old')?.key_id ?? '';
    const current = half.find((key) => key.state === 'current')?.key_id;
    expect(await sealedUnder(url, old)).toBeGreaterThan(0);
    expect(await mine.patients.list(clinicId)).toEqual(before);
    await mine.keys.rotate();
    const after = await keysOf(url, clinicId);
    expect(after.find((key) => key.key_id === old)).toMatchObject({ state: 'retired', wrapped: null });
    expect(after.find((key) => key.state === 'current')?.key_id).toBe(current);
    expect(await sealedUnder(url, old)).toBe(0);
    const afresh = openStore({ databaseUrl: url, rootKeys: TEST_ROOT_KEYS });
    expect(await afresh.patients.list(clinicId)).toEqual(before);
    await afresh.close();
    await end();
  });
});

describe('the root key', () => {
  test('is replaced: every data key is wrapped anew, and the old one is not needed any more', async () => {
    const { databaseUrl: url, drop } = await testDatabase();
    let held = [newRootKey('2026-03-01')];
    const first = openStore({ databaseUrl: url, rootKeys: heldRootKeys(() => held) });
    await first.keys.prepare();
    const { clinicId, patientId } = await testClinic(first);
    held = [newRootKey('2026-03-02'), ...held];
    expect(await first.keys.rewrap()).toBeGreaterThan(0);
    const [newest] = held;
    held = newest ? [newest] : [];
    const later = openStore({ databaseUrl: url, rootKeys: heldRootKeys(() => held) });
    await later.keys.prepare();
    expect((await later.patients.find(clinicId, patientId))?.name).toBe('Ida Example');
    await first.close();
    await later.close();
    await drop();
  });

  test('may be somebody else’s: another kind takes over without a row being sealed anew', async () => {
    const { store: mine, databaseUrl: url, close: end } = await testStore();
    await mine.keys.prepare();
    const { clinicId, patientId } = await testClinic(mine);
    const rsa = rsaRootKeys('rsa-1');
    const both = openStore({
      databaseUrl: url,
      rootKeys: {
        ...rsa,
        get currentId() {
          return rsa.currentId;
        },
        unwrap: (id, wrapped, context) => (rsa.knows(id) ? rsa : TEST_ROOT_KEYS).unwrap(id, wrapped, context),
      },
    });
    expect(await both.keys.rewrap()).toBeGreaterThan(0);
    const rsaAlone = openStore({ databaseUrl: url, rootKeys: rsa });
    await rsaAlone.keys.prepare();
    expect((await rsaAlone.patients.find(clinicId, patientId))?.name).toBe('Ida Example');
    await both.close();
    await rsaAlone.close();
    await end();
  });

  test('that is missing, or has the right name and the wrong bytes, stops a start and changes nothing', async () => {
    const { store: mine, databaseUrl: url, close: end } = await testStore();
    await mine.keys.prepare();
    for (const rootKeys of [
      heldRootKeys(() => []),
      heldRootKeys(() => [newRootKey('2026-03-01')]),
      heldRootKeys(() => [{ id: 'root-of-tests', bytes: Buffer.alloc(32, 'wrong') }]),
    ]) {
      const without = openStore({ databaseUrl: url, rootKeys });
      await expect(without.keys.prepare()).rejects.toMatchObject({ rootKeyIds: ['root-of-tests'] });
      await without.close();
    }
    expect(await mine.keys.rootKeysInUse()).toEqual(['root-of-tests']);
    await end();
  });
});

describe('a database from before', () => {
  test('has its patients and the first entries of its logs sealed at start, and its chains still fit', async () => {
    const { store: mine, databaseUrl: url, close: end } = await testStore();
    const theClinic = await testClinic(mine);
    const { clinicId, patientId } = theClinic;
    const { sessionId } = await SessionWriter.begun(mine, theClinic);
    const ida = await mine.patients.find(clinicId, patientId);
    // As it lay there before: the same rows, unsealed.
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(
      'update holdspace.patient set sealed = null, record_number_lookup = null, name = $1, date_of_birth = $2, record_number = $3',
      [ida?.name, ida?.dateOfBirth, ida?.recordNumber],
    );
    await client.query(
      "update holdspace.session_event set event = jsonb_set(event, '{patient}', $1) where type = 'SessionPlanned'",
      [JSON.stringify(ida)],
    );
    expect(await mine.verify()).toMatchObject({ sessions: 1, events: 2 });
    expect(await mine.keys.prepare()).toBe(2);
    expect(await mine.patients.find(clinicId, patientId)).toEqual(ida);
    expect((await mine.sessions.events(clinicId, sessionId))[0]).toMatchObject({
      type: 'SessionPlanned',
      patient: { id: patientId, name: 'Ida Example' },
    });
    expect(await mine.verify()).toMatchObject({ sessions: 1, events: 2 });
    const { rows } = await client.query<{ row: string }>(
      'select e::text as row from holdspace.session_event e union all select p::text from holdspace.patient p',
    );
    for (const { row } of rows) expect(row).not.toContain('Ida');
    expect(await mine.keys.prepare()).toBe(0);
    await client.end();
    await end();
  });

  test('whose log’s identity was swapped with another session’s is found by the walk over the chains', async () => {
    const { store: mine, databaseUrl: url, close: end } = await testStore();
    const theClinic = await testClinic(mine);
    const [one, two] = [await SessionWriter.begun(mine, theClinic), await SessionWriter.begun(mine, theClinic)];
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(
      `update holdspace.session_event e set event = jsonb_set(e.event, '{patient}', o.event->'patient')
         from holdspace.session_event o where e.session_id = $1 and e.seq = 1 and o.session_id = $2 and o.seq = 1`,
      [one.sessionId, two.sessionId],
    );
    expect((await mine.verify()).broken).toMatchObject({
      sessionId: one.sessionId,
      seq: 1,
      why: 'who it is about does not open',
    });
    await client.end();
    await end();
  });
});
