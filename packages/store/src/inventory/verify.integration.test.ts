import { randomUUID } from 'node:crypto';
import { type Account, type AuditEntry, instant } from '@holdspace/care';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newCheckpointKey, parseCheckpointKeys, readCheckpoint, whyNotBelieved } from '../audit/checkpoints.ts';
import { sha256 } from '../canonical-json.ts';
import type { Store } from '../store.ts';
import { type TestClinic, testClinic, testStore } from '../testing.ts';
import { testMovement, testStock } from './testing-stock.ts';

const AT = instant(Date.UTC(2026, 1, 4, 15));
const KEYS = parseCheckpointKeys(newCheckpointKey());
const ADMINISTERED: Account = { kind: 'administered' };

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

/** A clinic whose ledger has two vials received, and six movements: 1 and 2, and 3 to 6. */
async function clinicWithLedger(): Promise<TestClinic> {
  const clinic = await testClinic(store);
  const { safe, vials } = await testStock(store, clinic, 2);
  const [vial = '', other = ''] = vials;
  const inSafe: Account = { kind: 'safe', safe };
  const inHand: Account = { kind: 'in_hand', session: randomUUID() };
  const answers = await store.inventory.post(clinic.clinicId, [
    testMovement(clinic, 'drawn', vial, 40_000, inSafe, inHand),
    testMovement(clinic, 'administered', vial, 30_000, inHand, ADMINISTERED),
    testMovement(clinic, 'drawn', other, 20_000, inSafe, inHand),
    testMovement(clinic, 'put_back', vial, 5_000, inHand, inSafe),
  ]);
  if (answers.some(({ outcome }) => outcome !== 'posted')) throw new Error('not posted');
  const entry: AuditEntry = {
    at: AT,
    act: 'see the inventory',
    outcome: 'allowed',
    who: { kind: 'practitioner', practitionerId: clinic.practitioners.nurse.id, roles: ['nurse'] },
    what: 'GET /api/inventory',
    from: { address: '127.0.0.1' },
  };
  await store.audit.append(clinic.clinicId, entry);
  return clinic;
}
const ledgerOf = async ({ clinicId }: TestClinic, ...outside: Parameters<Store['verify']>[1] & object) =>
  (await store.verify([clinicId], outside)).ledger;

test('a ledger that nobody touched fits', async () => {
  const clinic = await clinicWithLedger();
  expect(await ledgerOf(clinic)).toEqual({ movements: 6, containers: 2 });
});

describe('verify finds', () => {
  const cases = [
    [
      'a movement that was altered',
      `update holdspace.movement set entry = replace(entry, '40000', '40001') where clinic_id = $1 and seq = 3`,
      'movement 3',
    ],
    [
      'one that was altered in a column alone',
      'update holdspace.movement set amount_ug = 1 where clinic_id = $1 and seq = 3',
      'movement 3',
    ],
    [
      'one that was given to another session',
      'update holdspace.movement set session_id = null where clinic_id = $1 and seq = 4',
      'movement 4',
    ],
    [
      'one that was dated otherwise',
      "update holdspace.movement set at = at - interval '1 day' where clinic_id = $1 and seq = 4",
      'movement 4',
    ],
    ['one that was removed', 'delete from holdspace.movement where clinic_id = $1 and seq = 4', 'movement 4'],
    ['the end cut off', 'delete from holdspace.movement where clinic_id = $1 and seq > 4', 'movement 5'],
    [
      'a head that was moved back whole',
      `update holdspace.ledger_head h set seq = 4, hash = m.hash from holdspace.movement m
        where h.clinic_id = $1 and m.clinic_id = $1 and m.seq = 4`,
      'movement 5',
    ],
    ['a head with another hash', "update holdspace.ledger_head set hash = 'x' where clinic_id = $1", 'movement 6'],
    [
      'a balance that was typed',
      'update holdspace.balance set amount_ug = amount_ug + 1 where clinic_id = $1 and amount_ug = 465000',
      'the balance of K-',
    ],
    [
      'a balance that was removed',
      'delete from holdspace.balance where clinic_id = $1 and amount_ug = 465000',
      'the balance of K-',
    ],
    [
      'a balance that no movement made',
      `insert into holdspace.balance select clinic_id, container_id, 'safe:${randomUUID()}', 5 from holdspace.container
        where clinic_id = $1`,
      'the balance of K-',
    ],
    [
      'a container of another lot',
      "update holdspace.container set lot = 'L-9' where clinic_id = $1",
      'the container K-',
    ],
    [
      'a container that nothing received',
      `insert into holdspace.container
       select (jsonb_populate_record(c, jsonb_build_object('container_id', '${randomUUID()}', 'label', 'K-none', 'opened_at', null))).*
         from holdspace.container c where c.clinic_id = $1 limit 1`,
      'the container K-none',
    ],
    [
      'a container that was opened later',
      "update holdspace.container set opened_at = opened_at + interval '1 day' where clinic_id = $1",
      'the container K-',
    ],
  ] as const;
  test.each(cases)('%s, and names it', async (_, statement, row) => {
    const clinic = await clinicWithLedger();
    expect((await tamper(statement, [clinic.clinicId])).rowCount).toBeGreaterThan(0);
    const { broken } = await ledgerOf(clinic);
    expect(broken?.clinicId).toBe(clinic.clinicId);
    expect(broken?.row).toContain(row);
  });
});

/** What whoever holds the whole database can do: cut, or write anew, with every hash, balance and the head made to fit. */
async function rewrite(clinic: TestClinic, keep: number, change: (text: string, seq: number) => string): Promise<void> {
  const { clinicId } = clinic;
  const { rows } = await tamper('select seq, entry from holdspace.movement where clinic_id = $1 order by seq', [
    clinicId,
  ]);
  let hash = '';
  for (const row of rows.slice(0, keep) as { seq: number; entry: string }[]) {
    const text = change(row.entry, row.seq);
    const previous = hash;
    hash = sha256(`${clinicId}|${row.seq}|${previous}|${text}`);
    await tamper(
      `update holdspace.movement set entry = $3, previous_hash = $4, hash = $5,
         amount_ug = (($3::text)::jsonb->'amount'->>'value')::bigint where clinic_id = $1 and seq = $2`,
      [clinicId, row.seq, text, previous, hash],
    );
  }
  await tamper('delete from holdspace.movement where clinic_id = $1 and seq > $2', [clinicId, keep]);
  await tamper('update holdspace.ledger_head set seq = $2, hash = $3 where clinic_id = $1', [clinicId, keep, hash]);
  await tamper('delete from holdspace.balance where clinic_id = $1', [clinicId]);
  await tamper(
    `insert into holdspace.balance
     select clinic_id, container_id, account, sum(amount) from (
       select clinic_id, container_id, into_account as account, amount_ug as amount from holdspace.movement
       union all select clinic_id, container_id, from_account, -amount_ug from holdspace.movement) as sides
      where clinic_id = $1 and account like '%:%' group by 1, 2, 3 having sum(amount) <> 0`,
    [clinicId],
  );
  await tamper(
    `update holdspace.container c set opened_at = (select min(m.at) from holdspace.movement m
       where m.clinic_id = c.clinic_id and m.container_id = c.container_id and m.kind = 'drawn') where c.clinic_id = $1`,
    [clinicId],
  );
}

describe('written anew whole, verify still finds', () => {
  const ledgerWithStrike = async () => {
    const clinic = await clinicWithLedger();
    const [drawn] = await store.inventory.movements(clinic.clinicId, { kinds: ['put_back'] });
    if (!drawn) throw new Error('nothing was put back');
    const { id: reverses, container, amount, from, into } = drawn;
    const [answer] = await store.inventory.post(clinic.clinicId, [
      testMovement(clinic, 'reversed', container, amount.value, into, from, { reverses }),
    ]);
    expect(answer?.outcome).toBe('posted');
    expect(await ledgerOf(clinic)).toEqual({ movements: 7, containers: 2 });
    return clinic;
  };

  test('a receipt that does not say what was received', async () => {
    const clinic = await ledgerWithStrike();
    await rewrite(clinic, 7, (text, seq) => (seq === 1 ? text.replace(/,"receivedAs":\{[^}]*\}/, '') : text));
    expect((await ledgerOf(clinic)).broken).toMatchObject({ seq: 1, why: 'it does not say what was received' });
  });

  test('a strike-out that takes back less than was moved', async () => {
    const clinic = await ledgerWithStrike();
    await rewrite(clinic, 7, (text, seq) => (seq === 7 ? text.replace('"value":5000', '"value":4000') : text));
    expect((await ledgerOf(clinic)).broken).toMatchObject({ seq: 7, why: expect.stringContaining('turn round') });
  });
});

describe('a checkpoint of the audit', () => {
  const signed = async (clinic: TestClinic) => {
    const made = await store.audit.checkpoint(KEYS, { id: clinic.clinicId, slug: clinic.slug }, AT);
    const read = readCheckpoint(JSON.parse(JSON.stringify(made)));
    if (!read) throw new Error('no checkpoint');
    expect(whyNotBelieved(read, KEYS.ids)).toBeNull();
    return read;
  };
  const forgetKept = (clinic: TestClinic) =>
    tamper('delete from holdspace.audit_checkpoint where clinic_id = $1', [clinic.clinicId]);

  test('covers the ledger, and is made again where the ledger alone went on', async () => {
    const clinic = await clinicWithLedger();
    const first = await signed(clinic);
    expect(first.ledger?.seq).toBe(6);
    await testStock(store, clinic, 1);
    const second = await signed(clinic);
    expect([second.seq, second.ledger?.seq]).toEqual([first.seq, 7]);
    const kept = await store.audit.checkpoints(clinic.clinicId, clinic.slug);
    expect(kept).toEqual([second, first]);
    expect(await store.audit.checkpoint(KEYS, { id: clinic.clinicId, slug: clinic.slug }, AT)).toBeNull();
    expect(await ledgerOf(clinic)).toEqual({ movements: 7, containers: 3 });
    expect(whyNotBelieved({ ...second, ledger: { seq: 6, hash: first.hash } })).toContain('signature does not hold');
  });

  test('from outside finds a ledger that was cut off, whose hashes, head and balances were made to fit', async () => {
    const clinic = await clinicWithLedger();
    const outside = await signed(clinic);
    await rewrite(clinic, 4, (text) => text);
    // Those that are kept here find it as well, until they are removed.
    expect((await ledgerOf(clinic)).broken?.why).toContain('cut off');
    await forgetKept(clinic);
    expect(await ledgerOf(clinic)).toEqual({ movements: 4, containers: 2 });
    expect((await ledgerOf(clinic, outside)).broken).toMatchObject({ seq: 5, why: expect.stringContaining('cut off') });
  });

  test('from outside finds a ledger that was written anew', async () => {
    const clinic = await clinicWithLedger();
    const outside = await signed(clinic);
    await rewrite(clinic, 6, (text, seq) => (seq === 4 ? text.replace('"value":30000', '"value":31000') : text));
    await forgetKept(clinic);
    expect(await ledgerOf(clinic)).toEqual({ movements: 6, containers: 2 });
    expect((await ledgerOf(clinic, outside)).broken).toMatchObject({
      seq: 6,
      why: expect.stringContaining('written anew'),
    });
  });
});
