import { randomUUID } from 'node:crypto';
import { type Account, accountKey, instant, type Movement, quantity } from '@holdspace/care';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../store.ts';
import { TEST_ROOT_KEYS, type TestClinic, testClinic, testStore } from '../testing.ts';
import { TEST_VIAL, testMovement, testReceipt, testStock } from './testing-stock.ts';

const FULL = 500_000;
const AT = instant(Date.UTC(2026, 1, 3, 16));
const ADMINISTERED: Account = { kind: 'administered' };
const WASTED: Account = { kind: 'wasted' };

let opened: Awaited<ReturnType<typeof testStore>>;
let store: Store;
let clinic: TestClinic;
beforeAll(async () => {
  opened = await testStore();
  store = opened.store;
  clinic = await testClinic(store);
});
afterAll(() => opened.close());

async function asOwner(statement: string, values: unknown[] = []): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: opened.databaseUrl });
  await client.connect();
  return client.query(statement, values).finally(() => client.end());
}
/** A vial in a safe and a session that takes from it. */
async function oneVial(count = 1) {
  const { safe, vials } = await testStock(store, clinic, count);
  const inSafe: Account = { kind: 'safe', safe };
  const inHand: Account = { kind: 'in_hand', session: randomUUID() };
  return { vial: vials[0] as string, vials, safe, inSafe, inHand };
}
const post = async (...movements: Movement[]) =>
  (await store.inventory.post(clinic.clinicId, movements)).map(({ outcome }) => outcome);
const placesOf = async (vial: string, of = clinic) => {
  const container = await store.inventory.container(of.clinicId, vial);
  return Object.fromEntries(container?.places.map(({ account, amount }) => [accountKey(account), amount.value]) ?? []);
};

describe('a movement', () => {
  test('takes from one account what it gives another, and what is used up is nowhere here', async () => {
    const { vial, inSafe, inHand } = await oneVial();
    const session = inHand.kind === 'in_hand' ? inHand.session : '';
    const answers = await store.inventory.post(clinic.clinicId, [
      testMovement(clinic, 'drawn', vial, 40_000, inSafe, inHand),
      testMovement(clinic, 'administered', vial, 30_000, inHand, ADMINISTERED),
      testMovement(clinic, 'wasted', vial, 4_000, inHand, WASTED),
      testMovement(clinic, 'put_back', vial, 6_000, inHand, inSafe),
    ]);
    expect(answers.map(({ outcome, held }) => [outcome, held?.value])).toEqual([
      ['posted', 460_000],
      ['posted', 10_000],
      ['posted', 6_000],
      ['posted', 0],
    ]);
    expect(await placesOf(vial)).toEqual({ [accountKey(inSafe)]: 466_000 });
    const read = await store.inventory.movements(clinic.clinicId, { session });
    expect(read.map(({ kind }) => kind)).toEqual(['drawn', 'administered', 'wasted', 'put_back']);
    expect(read[0]).toMatchObject({ container: vial, by: clinic.practitioners.nurse, session });
  });

  test('of more than there is, is short, says what is held, and moves nothing', async () => {
    const { vial, inSafe, inHand } = await oneVial();
    const [answer] = await store.inventory.post(clinic.clinicId, [
      testMovement(clinic, 'drawn', vial, FULL + 1, inSafe, inHand),
    ]);
    expect(answer).toMatchObject({ outcome: 'short', held: quantity(FULL, 'ug') });
    expect(await post(testMovement(clinic, 'administered', vial, 1, inHand, ADMINISTERED))).toEqual(['short']);
    expect(await placesOf(vial)).toEqual({ [accountKey(inSafe)]: FULL });
  });

  test('sent twice is stored once, though it is recorded later; another under its id is refused', async () => {
    const { vial, inSafe, inHand } = await oneVial();
    const drawn = testMovement(clinic, 'drawn', vial, 40_000, inSafe, inHand);
    expect(await post(drawn, drawn)).toEqual(['posted', 'repeated']);
    expect(await post({ ...drawn, recordedAt: AT })).toEqual(['repeated']);
    expect(await post({ ...drawn, amount: quantity(41_000, 'ug') })).toEqual(['differs']);
    expect(await placesOf(vial)).toEqual({ [accountKey(inSafe)]: 460_000, [accountKey(inHand)]: 40_000 });
  });

  test('of a container, or into a safe, that is not the clinic’s is refused', async () => {
    const { vial, inSafe, inHand } = await oneVial();
    expect(await post(testMovement(clinic, 'drawn', randomUUID(), 1, inSafe, inHand))).toEqual(['unknown_container']);
    const elsewhere: Account = { kind: 'safe', safe: randomUUID() };
    expect(await post(testMovement(clinic, 'moved', vial, 1, inSafe, elsewhere))).toEqual(['unknown_safe']);
    const other = await testClinic(store);
    const [answer] = await store.inventory.post(other.clinicId, [
      testMovement(other, 'drawn', vial, 1, inSafe, inHand),
    ]);
    expect(answer?.outcome).toBe('unknown_container');
  });

  test('is reversed once, whole, and only as it was', async () => {
    const { vial, inSafe, inHand } = await oneVial();
    const drawn = testMovement(clinic, 'drawn', vial, 40_000, inSafe, inHand);
    const undo = (more: Partial<Movement> = {}) =>
      testMovement(clinic, 'reversed', vial, 40_000, inHand, inSafe, { reverses: drawn.id, ...more });
    expect(await post(undo())).toEqual(['cannot_reverse']);
    expect(await post(drawn)).toEqual(['posted']);
    expect((await store.inventory.container(clinic.clinicId, vial))?.openedAt).toBe(drawn.at);
    expect(await post(undo({ amount: quantity(39_999, 'ug') }), undo({ into: WASTED }))).toEqual([
      'cannot_reverse',
      'cannot_reverse',
    ]);
    expect(await post(undo(), undo())).toEqual(['posted', 'cannot_reverse']);
    expect(await placesOf(vial)).toEqual({ [accountKey(inSafe)]: FULL });
    // It was never opened after all.
    expect(await store.inventory.container(clinic.clinicId, vial)).not.toHaveProperty('openedAt');
  });

  test('that cannot be kept fails alone, and the others of its train arrive', async () => {
    const { vial, inSafe, inHand } = await oneVial();
    const good = () => testMovement(clinic, 'drawn', vial, 1_000, inSafe, inHand);
    const bad = { ...good(), kind: 'administered' as const };
    const answers = await Promise.allSettled([good(), bad, good()].map((one) => post(one)));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await placesOf(vial)).toMatchObject({ [accountKey(inHand)]: 2_000 });
  });
});

describe('nothing is below zero', () => {
  test('when many draw from one vial at once, through two servers', async () => {
    const { vial, inSafe } = await oneVial();
    const second = openStore({ databaseUrl: opened.databaseUrl, rootKeys: TEST_ROOT_KEYS });
    const answers = await Promise.all(
      Array.from({ length: 80 }, async (_, index) => {
        await new Promise((resolve) => setTimeout(resolve, index % 7));
        const inHand: Account = { kind: 'in_hand', session: randomUUID() };
        const drawn = testMovement(clinic, 'drawn', vial, 30_000, inSafe, inHand);
        return (index % 2 === 0 ? store : second).inventory.post(clinic.clinicId, [drawn]);
      }),
    );
    await second.close();
    const outcomes = answers.flat().map(({ outcome }) => outcome);
    expect(outcomes.filter((one) => one === 'posted')).toHaveLength(16);
    expect(outcomes.filter((one) => one === 'short')).toHaveLength(64);
    expect((await placesOf(vial))[accountKey(inSafe)]).toBe(20_000);
  });

  test.each([
    ['update holdspace.balance set amount_ug = -1', 'violates check'],
    ['update holdspace.balance set amount_ug = 0', 'violates check'],
  ])('by hand either: %s', async (statement, why) => {
    await oneVial();
    await expect(asOwner(statement)).rejects.toThrow(why);
  });
});

describe('a receipt', () => {
  test('stores each container with its label and a movement of all it holds', async () => {
    const { safe, receipt, vials } = await testStock(store, clinic, 3);
    const containers = await store.inventory.containers(clinic.clinicId, { safeId: safe });
    expect(containers.map(({ id }) => id).sort()).toEqual([...vials].sort());
    expect(containers[0]).toMatchObject({ product: TEST_VIAL, lot: 'L-1', receipt: receipt.id });
    expect(await placesOf(vials[0] as string)).toEqual({ [`safe:${safe}`]: FULL });
    expect(await store.inventory.receipt(clinic.clinicId, receipt.id)).toMatchObject({
      ...receipt,
      by: clinic.practitioners.nurse,
    });
  });

  const recorded = () => ({ by: clinic.practitioners.nurse, recordedAt: AT });
  test('sent twice is stored once; another under its id is refused', async () => {
    const { receipt } = await testStock(store, clinic, 1);
    const { clinicId } = clinic;
    expect((await store.inventory.receive(clinicId, receipt, recorded())).outcome).toBe('repeated');
    const other = { ...receipt, invoice: 'INV-2' };
    expect((await store.inventory.receive(clinicId, other, recorded())).outcome).toBe('differs');
  });

  test('with a label that stands on another container is refused whole', async () => {
    const { safe, receipt } = await testStock(store, clinic, 1);
    const label = receipt.lines[0]?.containers[0]?.label ?? '';
    const next = testReceipt(safe, 2);
    const [line] = next.lines;
    const containers = line?.containers.map((one, index) => (index === 1 ? { ...one, label } : one)) ?? [];
    const again = { ...next, lines: [{ ...(line as NonNullable<typeof line>), containers }] };
    expect(await store.inventory.receive(clinic.clinicId, again, recorded())).toEqual({
      outcome: 'label_taken',
      labels: [label],
    });
    expect(await store.inventory.receipt(clinic.clinicId, next.id)).toBeNull();
    expect(await store.inventory.container(clinic.clinicId, containers[0]?.id ?? '')).toBeNull();
  });

  test('of what is not, or no more, in the formulary, or for a safe that is not, is refused', async () => {
    const { safe, receipt } = await testStock(store, clinic, 1);
    const of = (more: object) => {
      const next = testReceipt(safe, 1);
      return { ...next, lines: next.lines.map((line) => ({ ...line, ...more })) };
    };
    expect(await store.inventory.receive(clinic.clinicId, of({ product: 'nothing' }), recorded())).toEqual({
      outcome: 'unknown_product',
      products: ['nothing'],
    });
    const nowhere = testReceipt(randomUUID(), 1);
    expect((await store.inventory.receive(clinic.clinicId, nowhere, recorded())).outcome).toBe('unknown_safe');
    const retired = { ...TEST_VIAL, id: 'retired-vial' };
    const recording = { by: clinic.practitioners.medical_director.id, at: AT };
    await store.formulary.save(clinic.clinicId, retired, recording);
    expect(await store.formulary.retire(clinic.clinicId, retired.id, recording)).toBe(true);
    expect((await store.inventory.receive(clinic.clinicId, of({ product: retired.id }), recorded())).outcome).toBe(
      'retired_product',
    );
    expect(receipt.lines).toHaveLength(1);
  });
});

describe('a product', () => {
  test('of which containers were received keeps what it holds; its name may be put right', async () => {
    await testStock(store, clinic, 1);
    const recording = { by: clinic.practitioners.medical_director.id, at: AT };
    const renamed = { ...TEST_VIAL, name: 'Ketamine, vial' };
    expect(await store.formulary.save(clinic.clinicId, renamed, recording)).toBe('saved');
    expect((await store.formulary.find(clinic.clinicId, TEST_VIAL.id))?.product).toEqual(renamed);
    expect(await store.formulary.save(clinic.clinicId, { ...TEST_VIAL, schedule: 'none' }, recording)).toBe('in_use');
  });
});

describe('a recall', () => {
  test('names each session that was given something of the lot, and marks what is left', async () => {
    const { vial, inSafe } = await oneVial();
    const { vials: others } = await testStock(store, clinic, 1, 'L-2');
    const sessions: readonly string[] = [randomUUID(), randomUUID()];
    for (const session of sessions)
      await asOwner(
        `insert into holdspace.session (clinic_id, session_id, patient_id, protocol_id, protocol_version, seq, head_hash, updated_at)
         values ($1, $2, $3, 'infusion-iv', '1.0.0', 0, '', now())`,
        [clinic.clinicId, session, clinic.patientId],
      );
    const given = (session: string, amount: number) => {
      const inHand: Account = { kind: 'in_hand', session };
      return [
        testMovement(clinic, 'drawn', vial, amount, inSafe, inHand),
        testMovement(clinic, 'administered', vial, amount, inHand, ADMINISTERED),
      ];
    };
    const [first, second] = sessions as [string, string];
    const mistaken = given(second, 7_000);
    expect(await post(...given(first, 40_000), ...given(first, 10_000), ...mistaken)).toEqual(Array(6).fill('posted'));
    const undone = testMovement(
      clinic,
      'reversed',
      vial,
      7_000,
      ADMINISTERED,
      { kind: 'in_hand', session: second },
      {
        reverses: mistaken[1]?.id as string,
      },
    );
    expect(await post(undone)).toEqual(['posted']);
    const received = await store.inventory.whoReceived(clinic.clinicId, TEST_VIAL.id, 'L-1');
    expect(received.filter(({ session }) => sessions.includes(session))).toMatchObject([
      { patient: clinic.patientId, session: first, amount: quantity(50_000, 'ug'), containers: [{ id: vial }] },
    ]);
    const recall = { id: randomUUID(), product: TEST_VIAL.id, lot: 'L-2', reason: 'Particles', at: AT };
    const recording = { by: clinic.practitioners.nurse.id, at: AT };
    expect((await store.inventory.recallLot(clinic.clinicId, recall, recording)).outcome).toBe('recalled');
    const again = await store.inventory.recallLot(clinic.clinicId, { ...recall, id: randomUUID() }, recording);
    expect(again).toMatchObject({ outcome: 'repeated', recall: { id: recall.id } });
    expect(await store.inventory.container(clinic.clinicId, others[0] as string)).toMatchObject({
      recalled: { id: recall.id, reason: 'Particles' },
    });

    const back = (reason: string, id = recall.id) => store.inventory.takeBack(clinic.clinicId, id, reason, recording);
    expect(await back('Wrong lot', randomUUID())).toBeNull();
    expect(await back('Wrong lot')).toMatchObject({
      outcome: 'taken_back',
      recall: { takenBack: { reason: 'Wrong lot' } },
    });
    expect(await back('Wrong lot')).toMatchObject({ outcome: 'repeated' });
    expect(await back('Another reason')).toMatchObject({ outcome: 'taken_back_before' });
    const free = await store.inventory.container(clinic.clinicId, others[0] as string);
    expect(free?.recalled).toBeUndefined();
    // Twice at once, it is recalled anew once.
    const anew = [randomUUID(), randomUUID()].map((id) =>
      store.inventory.recallLot(clinic.clinicId, { ...recall, id, reason: 'Anew' }, recording),
    );
    expect((await Promise.all(anew)).map(({ outcome }) => outcome).sort()).toEqual(['recalled', 'repeated']);
    expect(
      (await store.inventory.containers(clinic.clinicId, { lot: 'L-2' })).map((one) => one.recalled?.reason),
    ).toEqual(['Anew']);
    const all = (await store.inventory.recalls(clinic.clinicId)).filter(({ lot }) => lot === 'L-2');
    expect(all.map(({ reason, takenBack }) => [reason, takenBack?.reason]).sort()).toEqual([
      ['Anew', undefined],
      ['Particles', 'Wrong lot'],
    ]);
  });
});

describe('what is read', () => {
  test('is of one clinic alone', async () => {
    const { vial, safe } = await oneVial();
    const other = await testClinic(store);
    expect(await store.inventory.container(other.clinicId, vial)).toBeNull();
    expect(await store.inventory.containers(other.clinicId, { safeId: safe })).toEqual([]);
    expect(await store.inventory.movements(other.clinicId, { container: vial })).toEqual([]);
    expect(await store.inventory.safes(other.clinicId)).toEqual([]);
    expect(await store.formulary.list(other.clinicId)).toEqual([]);
  });

  test('is found by container, product, lot, kind, time and place', async () => {
    const { vial, inSafe, inHand } = await oneVial();
    await post(testMovement(clinic, 'drawn', vial, 1_000, inSafe, inHand));
    const found = async (filter: Parameters<Store['inventory']['movements']>[1]) =>
      (await store.inventory.movements(clinic.clinicId, filter)).filter(({ container }) => container === vial);
    expect((await found({ container: vial })).map(({ kind }) => kind)).toEqual(['received', 'drawn']);
    expect(await found({ product: TEST_VIAL.id, lot: 'L-1', kinds: ['drawn'] })).toHaveLength(1);
    expect(await found({ lot: 'none' })).toEqual([]);
    expect(await found({ from: instant(Date.UTC(2026, 1, 3)), to: instant(Date.UTC(2026, 1, 4)) })).toHaveLength(1);
    const [first] = await found({ container: vial });
    expect((await found({ container: vial, afterSeq: first?.seq })).map(({ kind }) => kind)).toEqual(['drawn']);
  });
});

describe('the application’s role', () => {
  test.each([
    'update holdspace.movement set amount_ug = 1',
    'delete from holdspace.movement',
    'truncate holdspace.movement',
    "update holdspace.container set lot = 'L-9'",
    'delete from holdspace.container',
    'delete from holdspace.receipt',
    'delete from holdspace.lot_recall',
    'delete from holdspace.lot_recall_taken_back',
    'update holdspace.lot_recall set place = 2',
    'delete from holdspace.ledger_head',
    'alter table holdspace.movement disable trigger all',
  ])('may not %s', async (statement) => {
    await expect(store.pool.query(statement)).rejects.toThrow(/permission denied|must be owner/);
  });
});

describe('the owner', () => {
  test.each([
    'update holdspace.movement set amount_ug = amount_ug',
    'delete from holdspace.movement',
    'truncate holdspace.movement',
    "update holdspace.container set lot = 'L-9'",
    'delete from holdspace.container',
    'truncate holdspace.container cascade',
    'update holdspace.receipt set recorded_at = now()',
  ])('is stopped by the trigger from %s', async (statement) => {
    await oneVial();
    await expect(asOwner(statement)).rejects.toThrow('only ever added to');
  });
});
