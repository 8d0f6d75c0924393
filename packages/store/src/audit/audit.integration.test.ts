import { type AuditEntry, type Instant, instant, later } from '@holdspace/care';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FIRST_PREVIOUS_HASH } from '../canonical-json.ts';
import { openStore, type Store } from '../store.ts';
import { TEST_ROOT_KEYS, type TestClinic, testClinic, testStore } from '../testing.ts';
import { HOUSE_CLINIC, hashOfAuditText } from './audit-chain.ts';
import { newCheckpointKey, parseCheckpointKeys, readCheckpoint, whyNotBelieved } from './checkpoints.ts';

const BEGIN = instant(Date.UTC(2026, 2, 3, 15));
const KEYS = parseCheckpointKeys(newCheckpointKey());

let opened: Awaited<ReturnType<typeof testStore>>;
let store: Store;
beforeAll(async () => {
  opened = await testStore();
  store = opened.store;
});
afterAll(() => opened.close());

/** As whoever holds the database would: past privileges, and with the triggers switched off. */
async function tamper(statement: string, values: unknown[] = []): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: opened.databaseUrl });
  await client.connect();
  await client.query("set session_replication_role = 'replica'");
  return client.query(statement, values).finally(() => client.end());
}
const entryOf = (clinic: TestClinic, at: Instant, more: Partial<AuditEntry> = {}): AuditEntry => ({
  at,
  act: 'see the clinical record',
  outcome: 'allowed',
  who: { kind: 'practitioner', practitionerId: clinic.practitioners.nurse.id, name: 'The nurse', roles: ['nurse'] },
  patientId: clinic.patientId,
  what: 'GET /api/patients/:id',
  from: { address: '127.0.0.1' },
  ...more,
});
const addressOf = (clinic: TestClinic) => ({ id: clinic.clinicId, slug: clinic.slug });

async function clinicWith(entries: number): Promise<TestClinic> {
  const clinic = await testClinic(store);
  for (let index = 0; index < entries; index += 1)
    await store.audit.append(clinic.clinicId, entryOf(clinic, later(BEGIN, index * 1_000)));
  return clinic;
}

test('two servers that write one audit at once both succeed, and the chain never forks', async () => {
  const clinic = await testClinic(store);
  const second = openStore({ databaseUrl: opened.databaseUrl, rootKeys: TEST_ROOT_KEYS });
  const seqs = await Promise.all(
    [store, second].flatMap((one) =>
      Array.from({ length: 60 }, async (_, index) => {
        for (let pause = 0; pause < index % 7; pause += 1) await new Promise((resolve) => setTimeout(resolve, 1));
        return one.audit.append(clinic.clinicId, entryOf(clinic, later(BEGIN, index)));
      }),
    ),
  );
  await second.close();
  expect(seqs.sort((one, other) => one - other)).toEqual(Array.from({ length: 120 }, (_, index) => index + 1));
  expect(await store.audit.verify(addressOf(clinic))).toEqual({ entries: 120, clockBehind: 0 });
});

test('an entry is read back as it was written, in its place', async () => {
  const clinic = await clinicWith(2);
  const why = 'he said “\\n\t\u0001 no” 🙂';
  const seq = await store.audit.append(clinic.clinicId, entryOf(clinic, later(BEGIN, 5_000), { why }));
  const [last] = await store.audit.list(clinic.clinicId, {}, 10);
  expect(last).toMatchObject({ seq, why, patientsInTheHour: 1, refusalsInTheHour: 0 });
  const long = why.repeat(2_000);
  await store.audit.append(clinic.clinicId, entryOf(clinic, later(BEGIN, 6_000), { why: long }));
  expect(await store.audit.list(clinic.clinicId, {}, 1)).toMatchObject([{ why: long }]);
  await store.audit.append(clinic.clinicId, entryOf(clinic, later(BEGIN, 7_000), { why }));
  expect(await store.audit.verify(addressOf(clinic))).toEqual({ entries: 5, clockBehind: 0 });
});

test('an entry that cannot be kept fails alone', async () => {
  const clinic = await testClinic(store);
  const answers = await Promise.allSettled(
    ['a', 'b', 'c'].map((_, index) =>
      store.audit.append(clinic.clinicId, entryOf(clinic, BEGIN, index === 1 ? { sessionId: 'none' } : {})),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await store.audit.verify(addressOf(clinic))).toMatchObject({ entries: 2 });
});

test('what happens before a clinic is known goes to a chain of the house, out of every clinic’s sight', async () => {
  const clinic = await clinicWith(1);
  const { patientId: _, ...nobody } = entryOf(clinic, BEGIN, {
    who: { kind: 'nobody', roles: [] },
    outcome: 'refused',
  });
  await store.audit.append(HOUSE_CLINIC, nobody);
  expect(await store.audit.list(clinic.clinicId, {}, 10)).toHaveLength(1);
  expect(await store.audit.list(HOUSE_CLINIC, {}, 10)).toHaveLength(1);
  expect(await store.audit.verify({ id: HOUSE_CLINIC, slug: '' })).toMatchObject({ entries: 1 });
});

test('a clock that runs backward is kept in order by the chain, and marked', async () => {
  const clinic = await clinicWith(2);
  await store.audit.append(clinic.clinicId, entryOf(clinic, later(BEGIN, -60_000)));
  await store.audit.append(clinic.clinicId, entryOf(clinic, later(BEGIN, -50_000), { isLate: true }));
  await store.audit.append(clinic.clinicId, entryOf(clinic, later(BEGIN, 2_000)));
  const found = await store.audit.list(clinic.clinicId, {}, 10);
  expect(found.map(({ seq, clockBehind }) => [seq, clockBehind])).toEqual([
    [5, undefined],
    [4, undefined],
    [3, 61_000],
    [2, undefined],
    [1, undefined],
  ]);
  expect(await store.audit.verify(addressOf(clinic))).toEqual({ entries: 5, clockBehind: 1 });
});

describe('a look at the audit', () => {
  test('finds by patient, person, outcome and time, page by page, in one clinic alone', async () => {
    const clinic = await clinicWith(5);
    await store.audit.append(
      clinic.clinicId,
      entryOf(clinic, later(BEGIN, 9_000), {
        outcome: 'refused',
        who: { kind: 'practitioner', practitionerId: clinic.practitioners.guide.id, roles: ['guide'] },
      }),
    );
    const seqs = async (filter: Parameters<Store['audit']['list']>[1], most = 10) =>
      (await store.audit.list(clinic.clinicId, filter, most)).map(({ seq }) => seq);
    expect(await seqs({ practitionerId: clinic.practitioners.guide.id })).toEqual([6]);
    expect(await seqs({ patientId: clinic.patientId, outcome: 'allowed' }, 2)).toEqual([5, 4]);
    expect(await seqs({ before: 3 })).toEqual([2, 1]);
    expect(await seqs({ from: later(BEGIN, 1_000), to: later(BEGIN, 3_000) })).toEqual([3, 2]);
    const other = await testClinic(store);
    expect(await store.audit.list(other.clinicId, { patientId: clinic.patientId }, 10)).toEqual([]);
  });
});

describe('the application’s role', () => {
  test.each([
    'update holdspace.audit_entry set seq = 1',
    'delete from holdspace.audit_entry',
    'truncate holdspace.audit_entry',
    'delete from holdspace.audit_head',
    'update holdspace.audit_checkpoint set seq = 1',
    'alter table holdspace.audit_entry disable trigger all',
  ])('may not %s', async (statement) => {
    await expect(store.pool.query(statement)).rejects.toThrow(/permission denied|must be owner/);
  });
});

describe('the owner', () => {
  test.each([
    'update holdspace.audit_entry set act = act',
    'delete from holdspace.audit_entry',
    'truncate holdspace.audit_entry',
    'delete from holdspace.audit_checkpoint',
  ])('is stopped by the trigger from %s', async (statement) => {
    const clinic = await clinicWith(1);
    await store.audit.checkpoint(KEYS, addressOf(clinic), BEGIN);
    const client = new pg.Client({ connectionString: opened.databaseUrl });
    await client.connect();
    await expect(client.query(statement).finally(() => client.end())).rejects.toThrow('only ever added to');
  });
});

describe('verify finds an entry that was', () => {
  const cases = [
    [
      'altered',
      "update holdspace.audit_entry set entry = replace(entry, '127.0.0.1', '127.0.0.2') where clinic_id = $1 and seq = 4",
      4,
    ],
    [
      'altered in a column alone',
      "update holdspace.audit_entry set outcome = 'refused' where clinic_id = $1 and seq = 4",
      4,
    ],
    [
      'given to another patient',
      'update holdspace.audit_entry set patient_id = null where clinic_id = $1 and seq = 4',
      4,
    ],
    [
      'dated otherwise',
      "update holdspace.audit_entry set at = at - interval '1 day' where clinic_id = $1 and seq = 4",
      4,
    ],
    [
      'dated otherwise by less than is shown',
      "update holdspace.audit_entry set at = at + interval '1 microsecond' where clinic_id = $1 and seq = 4",
      4,
    ],
    [
      'given to another person',
      'update holdspace.audit_entry set practitioner_id = patient_id where clinic_id = $1 and seq = 4',
      4,
    ],
    [
      'put into a session',
      'update holdspace.audit_entry set session_id = patient_id where clinic_id = $1 and seq = 4',
      4,
    ],
    ['removed', 'delete from holdspace.audit_entry where clinic_id = $1 and seq = 4', 4],
    [
      'moved',
      'update holdspace.audit_entry set seq = case seq when 4 then -5 when 5 then -4 end where clinic_id = $1 and seq in (4, 5)',
      4,
    ],
    ['cut off at the end', 'delete from holdspace.audit_entry where clinic_id = $1 and seq > 4', 5],
    [
      'slipped in',
      "insert into holdspace.audit_entry select clinic_id, 0, at, act, outcome, practitioner_id, patient_id, session_id, entry, '', hash from holdspace.audit_entry where clinic_id = $1 and seq = 1",
      0,
    ],
    [
      'left beyond a head that was moved back whole',
      'update holdspace.audit_head h set seq = 4, hash = e.hash from holdspace.audit_entry e where h.clinic_id = $1 and e.clinic_id = $1 and e.seq = 4',
      5,
    ],
    ['broken into rows', "update holdspace.audit_entry set act = E'a\\nb\\tc' where clinic_id = $1 and seq = 4", 4],
    ['not the one to whose hash the head points', "update holdspace.audit_head set hash = 'x' where clinic_id = $1", 6],
  ] as const;
  test.each(cases)('%s, and names it', async (how, statement, seq) => {
    const clinic = await clinicWith(6);
    expect(await store.audit.verify(addressOf(clinic))).toEqual({ entries: 6, clockBehind: 0 });
    await tamper(statement, [clinic.clinicId]);
    if (how === 'moved')
      await tamper('update holdspace.audit_entry set seq = -seq where clinic_id = $1 and seq < 0', [clinic.clinicId]);
    const { broken } = await store.audit.verify(addressOf(clinic));
    expect(broken).toMatchObject({ clinicId: clinic.clinicId, seq });
  });
});

describe('a checkpoint', () => {
  /** What whoever holds the whole database can do: cut, or write anew, with every hash and the head made to fit. */
  async function rewrite(
    clinic: TestClinic,
    keep: number,
    change: (text: string, seq: number) => string,
  ): Promise<void> {
    const { clinicId } = clinic;
    const { rows } = await tamper('select seq, entry from holdspace.audit_entry where clinic_id = $1 order by seq', [
      clinicId,
    ]);
    let previousHash = FIRST_PREVIOUS_HASH;
    for (const row of rows.slice(0, keep) as { seq: number; entry: string }[]) {
      const text = change(row.entry, row.seq);
      const hash = hashOfAuditText({ clinicId, seq: row.seq, previousHash }, text);
      await tamper(
        'update holdspace.audit_entry set entry = $3, previous_hash = $4, hash = $5 where clinic_id = $1 and seq = $2',
        [clinicId, row.seq, text, previousHash, hash],
      );
      previousHash = hash;
    }
    await tamper('delete from holdspace.audit_entry where clinic_id = $1 and seq > $2', [clinicId, keep]);
    await tamper('delete from holdspace.audit_checkpoint where clinic_id = $1', [clinicId]);
    await tamper('update holdspace.audit_head set seq = $2, hash = $3 where clinic_id = $1', [
      clinicId,
      keep,
      previousHash,
    ]);
  }
  const signed = async (clinic: TestClinic) => {
    const checkpoint = await store.audit.checkpoint(KEYS, addressOf(clinic), later(BEGIN, 60_000));
    if (!checkpoint) throw new Error('no checkpoint');
    return checkpoint;
  };

  test('from outside finds a log that was cut off, whose hashes and head were made to fit', async () => {
    const clinic = await clinicWith(6);
    const outside = await signed(clinic);
    await rewrite(clinic, 4, (text) => text);
    expect(await store.audit.verify(addressOf(clinic))).toEqual({ entries: 4, clockBehind: 0 });
    expect(await store.audit.verify(addressOf(clinic), outside)).toMatchObject({
      broken: { seq: 5, why: expect.stringContaining('cut off') },
    });
  });

  test('from outside finds a log that was written anew', async () => {
    const clinic = await clinicWith(6);
    const outside = await signed(clinic);
    await rewrite(clinic, 6, (text, seq) => (seq === 2 ? text.replace('127.0.0.1', '127.0.0.9') : text));
    expect(await store.audit.verify(addressOf(clinic))).toEqual({ entries: 6, clockBehind: 0 });
    expect(await store.audit.verify(addressOf(clinic), outside)).toMatchObject({
      broken: { seq: 6, why: expect.stringContaining('written anew') },
    });
  });

  test('that is kept here is held against the log as well, and later entries do not trouble it', async () => {
    const clinic = await clinicWith(3);
    await signed(clinic);
    await store.audit.append(clinic.clinicId, entryOf(clinic, later(BEGIN, 90_000)));
    expect(await store.audit.verify(addressOf(clinic))).toEqual({ entries: 4, clockBehind: 0 });
    expect(await store.audit.checkpoint(KEYS, addressOf(clinic), BEGIN)).toMatchObject({ seq: 4 });
    expect(await store.audit.checkpoint(KEYS, addressOf(clinic), BEGIN)).toBeNull();
    expect((await store.audit.checkpoints(clinic.clinicId, clinic.slug)).map(({ seq }) => seq)).toEqual([4, 3]);
  });

  test('is believed only as it was signed, by the key that is expected', async () => {
    const checkpoint = readCheckpoint(JSON.parse(JSON.stringify(await signed(await clinicWith(2)))));
    if (!checkpoint) throw new Error('not read');
    const other = parseCheckpointKeys(newCheckpointKey());
    expect(whyNotBelieved(checkpoint, KEYS.ids)).toBeNull();
    expect(whyNotBelieved(checkpoint, other.ids)).toContain('not by a key of this installation');
    expect(whyNotBelieved({ ...checkpoint, seq: 1 })).toContain('signature does not hold');
    expect(whyNotBelieved({ ...checkpoint, publicKey: 'AAAA' })).toContain('signature does not hold');
    expect(readCheckpoint({ ...checkpoint, hash: 3 })).toBeNull();
    expect(() => parseCheckpointKeys('-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----')).toThrow(
      'checkpoint key 1',
    );
  });
});

test('a page ends anywhere, and the walk goes on', async () => {
  const clinic = await testClinic(store);
  await Promise.all(
    Array.from({ length: 10_001 }, (_, index) =>
      store.audit.append(clinic.clinicId, entryOf(clinic, later(BEGIN, index))),
    ),
  );
  expect(await store.audit.verify(addressOf(clinic))).toMatchObject({ entries: 10_001 });
  await tamper("update holdspace.audit_entry set entry = entry || ' ' where clinic_id = $1 and seq = 10001", [
    clinic.clinicId,
  ]);
  expect((await store.audit.verify(addressOf(clinic))).broken?.seq).toBe(10_001);
});
