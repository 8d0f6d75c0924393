/** Medicine in the room and in the ledger: one truth, whoever draws at the same instant and whatever breaks. */
import { randomUUID } from 'node:crypto';
import { balanceKey, balancesOf, type Movement, quantity, type Role, SHIPPED_PROTOCOLS } from '@holdspace/care';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findingFor } from '../../../care/src/session/making.ts';
import { productOf } from '../../../care/src/session/making-stock.ts';
import { type RunningClinic, runningClinic } from '../testing.ts';

const kap = SHIPPED_PROTOCOLS.find(({ id }) => id === 'kap-im');
if (!kap) throw new Error('no kap-im');
const protocol = kap;
const VIAL = productOf(protocol);
const mg = (value: number) => ({ value, unit: 'mg' as const });
const TEAM: readonly Role[] = ['nurse', 'prescriber', 'anesthesia', 'therapist'];

let clinic: RunningClinic;
let clinicId: string;
const safe = randomUUID();
let label = 0;
beforeAll(async () => {
  clinic = await runningClinic();
  ({ clinicId } = clinic.clinic);
  const recording = { by: clinic.clinic.practitioners.medical_director.id, at: clinic.clock.now };
  await clinic.store.formulary.save(clinicId, VIAL, recording);
});
afterAll(() => clinic.close());

/** A vial in the safe, with as much in it as is asked. */
async function vial(milligrams = 500) {
  const { store, clock } = clinic;
  const by = clinic.clinic.practitioners.nurse;
  await store.inventory.addSafe(clinicId, { id: safe, name: 'Safe' }, { by: by.id, at: clock.now });
  label += 1;
  const container = { id: randomUUID(), label: `K-${label}` };
  const line = { product: VIAL.id, lot: 'A12', expiresOn: '2027-12-31', expected: 1, containers: [container] };
  const receipt = {
    id: randomUUID(),
    at: clock.now,
    safe,
    supplier: { name: 'Example Supply', address: '1 Example Way', deaNumber: 'AB1234563' },
    invoice: `I-${label}`,
    lines: [line],
  };
  const { outcome } = await store.inventory.receive(clinicId, receipt, { by, recordedAt: clock.now });
  if (outcome !== 'received') throw new Error(outcome);
  const full = (await store.inventory.container(clinicId, container.id))?.places[0]?.amount.value ?? 0;
  const over = full - milligrams * 1000;
  if (over > 0) {
    const movement: Movement = {
      id: randomUUID(),
      kind: 'wasted',
      container: container.id,
      amount: quantity(over, 'ug'),
      from: { kind: 'safe', safe },
      into: { kind: 'wasted' },
      at: clock.now,
      recordedAt: clock.now,
      by,
    };
    await store.inventory.post(clinicId, [movement]);
  }
  return { ...container, product: VIAL.id, lot: 'A12' };
}
type Vial = Awaited<ReturnType<typeof vial>>;

/** A session in which a dose is ordered and checked. */
async function ready() {
  const session = await clinic.plannedSession('kap-im');
  const order = randomUUID();
  const nurse = clinic.as('nurse');
  await clinic.as('front_desk').does(session, { type: 'RecordArrival' });
  for (const role of TEAM) {
    const { id, name } = clinic.clinic.practitioners[role];
    await nurse.does(session, { type: 'JoinSession', person: { id, name, roles: [role] }, attendance: 'in_room' });
  }
  const { id, name } = clinic.clinic.practitioners.guide;
  await nurse.does(session, {
    type: 'JoinSession',
    person: { id, name, roles: ['guide'] },
    attendance: 'in_room',
  });
  for (const { gate } of protocol.gates) {
    const finding = findingFor(protocol, gate, clinic.clock.now);
    if (finding) await nurse.does(session, { type: 'ConfirmGate', finding });
  }
  await nurse.does(session, {
    type: 'RecordVitalSigns',
    vitalSigns: {
      bloodPressure: { systolic: { value: 122, unit: 'mm[Hg]' }, diastolic: { value: 78, unit: 'mm[Hg]' } },
      heartRate: { value: 72, unit: '/min' },
      oxygenSaturation: { value: 98, unit: '%' },
      respiratoryRate: { value: 14, unit: '/min' },
      sedation: { value: 0, unit: '{score}' },
    },
  });
  const dosing = protocol.phases.findIndex((phase) => phase.doseAllowed);
  for (const phase of protocol.phases.slice(0, dosing + 1))
    await nurse.does(session, { type: 'EnterPhase', phase: phase.id });
  const { basis } = protocol.dose;
  if (basis.by !== 'weight') throw new Error('by weight');
  const [ordered] = await clinic.as('prescriber').does(session, {
    type: 'OrderDose',
    order,
    purpose: 'first',
    product: protocol.medicine.products[0]?.id ?? '',
    prescribed: { by: 'weight', perKilogram: basis.usual },
  });
  await nurse.does(session, { type: 'CheckOrder', order });
  if (ordered?.type !== 'DoseOrdered') throw new Error('no order');
  return { session, order, dose: ordered.amount };
}
const drawing = (container: Vial, milligrams: number, order: string, draw = randomUUID()) => ({
  type: 'DrawMedicine' as const,
  draw,
  container,
  amount: mg(milligrams),
  order,
});
const site = protocol.delivery.kind === 'injection' ? { site: protocol.delivery.sites[0] } : {};
const movementsOf = (session: string) => clinic.store.inventory.movements(clinicId, { session });
const held = async ({ id }: Vial) =>
  (await clinic.store.inventory.container(clinicId, id))?.places.map(({ account, amount }) => [
    account.kind,
    amount.value,
  ]);

describe('a clinic without a safe', () => {
  test('gives as before: nothing is asked about containers, and nothing is moved', async () => {
    const { session, order, dose } = await ready();
    await clinic.as('nurse').does(session, { type: 'AdministerDose', order, amount: dose, ...site });
    expect(await movementsOf(session)).toEqual([]);
  });
});

describe('a clinic that keeps a ledger', () => {
  test('draws, gives and wastes before a witness: each an entry of the session and a movement of the ledger', async () => {
    const container = await vial();
    const { session, order, dose } = await ready();
    const nurse = clinic.as('nurse');
    const [draw, waste] = [randomUUID(), randomUUID()];
    expect(
      (await nurse.send(session, { type: 'AdministerDose', order, amount: dose, ...site })).problem.refusals,
    ).toMatchObject([{ rule: 'dose-from-a-draw' }]);
    await nurse.does(session, drawing(container, 100, order, draw));
    expect(await held(container)).toEqual([
      ['in_hand', 100_000],
      ['safe', 400_000],
    ]);
    await nurse.does(session, {
      type: 'AdministerDose',
      order,
      amount: dose,
      ...site,
      draws: [{ draw, amount: dose }],
    });
    const left = quantity(100_000 - dose.value, 'ug');
    await nurse.does(session, { type: 'WasteMedicine', waste, draw, amount: left, how: 'controlled_waste_container' });
    expect((await movementsOf(session)).map(({ kind }) => kind)).toEqual(['drawn', 'administered']);
    const own = await nurse.send(session, { type: 'WitnessWaste', waste });
    expect(own.problem.refusals).toMatchObject([{ rule: 'witness-is-another-person' }]);
    await clinic.as('therapist').does(session, { type: 'WitnessWaste', waste });
    const movements = await movementsOf(session);
    expect(movements.map(({ kind, amount, witness }) => [kind, amount.value, witness?.name])).toEqual([
      ['drawn', 100_000, undefined],
      ['administered', dose.value, undefined],
      ['wasted', left.value, clinic.clinic.practitioners.therapist.name],
    ]);
    expect(await held(container)).toEqual([['safe', 400_000]]);
    const record = await nurse.get(`/api/sessions/${session}/record`);
    expect(JSON.stringify(record.body)).toContain(`witnessed by ${clinic.clinic.practitioners.therapist.name}`);
  });

  test('two nurses who draw from one vial at the same instant: one is told the true remainder', async () => {
    const container = await vial(52);
    const rooms = await Promise.all([ready(), ready()]);
    const other = await clinic.anotherServer();
    const { id } = clinic.clinic.practitioners.nurse;
    const callers = [clinic.as('nurse'), await clinic.callerAt(other.url, clinicId, id)];
    const answers = await Promise.all(
      rooms.map(({ session, order }, index) => callers[index]?.send(session, drawing(container, 40, order))),
    );
    expect(answers.map((one) => one?.status).toSorted()).toEqual([200, 422]);
    const refused = answers.find((one) => one?.status === 422);
    expect(refused?.problem.refusals?.[0]).toMatchObject({
      rule: 'container-holds-enough',
      message: `${container.label} holds 12 mg; 40 mg were asked.`,
    });
    expect(await held(container)).toEqual([
      ['in_hand', 40_000],
      ['safe', 12_000],
    ]);
  });

  test('the same draw sent twice, at once or later, draws once', async () => {
    const container = await vial();
    const { session, order } = await ready();
    const nurse = clinic.as('nurse');
    const command = nurse.command(drawing(container, 40, order));
    const path = `/api/sessions/${session}/commands`;
    const answers = await Promise.all([nurse.post(path, command), nurse.post(path, command)]);
    answers.push(await nurse.post(path, command));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await movementsOf(session)).toHaveLength(1);
  });

  test('two draws in one list share what the vial holds: both or neither', async () => {
    const container = await vial(52);
    const { session, order } = await ready();
    const answer = await clinic
      .as('nurse')
      .send(session, [drawing(container, 40, order), drawing(container, 40, order)]);
    expect(answer.problem.refusals?.[0]).toMatchObject({ rule: 'container-holds-enough' });
    expect(await held(container)).toEqual([['safe', 52_000]]);
  });

  test('what was drawn beyond the ledger is recorded, unexplained, and has somebody who must settle it', async () => {
    const container = await vial(12);
    const { session, order } = await ready();
    await clinic.as('nurse').does(session, { ...drawing(container, 40, order), happened: { reason: 'it held more' } });
    expect((await movementsOf(session)).map(({ kind, amount }) => [kind, amount.value])).toEqual([
      ['drawn', 12_000],
      ['count_adjusted', 28_000],
    ]);
    const open = await clinic.store.discrepancies.list(clinicId, { most: 50 });
    expect(open).toContainEqual(
      expect.objectContaining({ cause: 'drawn_beyond_ledger', container: container.id, session, amount: 28_000 }),
    );
  });

  test('a strike-out turns the movement round', async () => {
    const container = await vial();
    const { session, order } = await ready();
    const nurse = clinic.as('nurse');
    const [drawn] = await nurse.does(session, drawing(container, 40, order));
    await nurse.does(session, { type: 'StrikeOut', seq: drawn?.seq ?? 0, reason: 'another vial' });
    const movements = await movementsOf(session);
    expect(movements.map(({ kind }) => kind)).toEqual(['drawn', 'reversed']);
    expect(movements[1]?.reverses).toBe(movements[0]?.id);
    expect(await held(container)).toEqual([['safe', 500_000]]);
    expect((await clinic.store.inventory.container(clinicId, container.id))?.openedAt).toBeUndefined();
  });

  test('ids sent in capitals are stored and answered as they are kept, and the ledger and the log still fit', async () => {
    const container = await vial();
    const { session, order } = await ready();
    const draw = randomUUID();
    const upper = { ...container, id: container.id.toUpperCase() as Vial['id'] };
    const [drawn] = await clinic
      .as('nurse')
      .does(
        session.toUpperCase(),
        drawing(upper, 40, order.toUpperCase() as typeof order, draw.toUpperCase() as typeof draw),
      );
    expect(drawn).toMatchObject({ draw, order, container: { id: container.id } });
    expect(await movementsOf(session)).toMatchObject([{ kind: 'drawn', container: container.id, session }]);
    const verified = await clinic.store.verify([clinicId]);
    expect(verified).not.toHaveProperty('broken');
    expect(verified.ledger).not.toHaveProperty('broken');
  });

  test('waste whose witness never signed is somebody’s to settle once the patient has left', async () => {
    const container = await vial();
    const { session, order } = await ready();
    const nurse = clinic.as('nurse');
    const [draw, waste] = [randomUUID(), randomUUID()];
    await nurse.does(session, drawing(container, 40, order, draw));
    await nurse.does(session, { type: 'WasteMedicine', waste, draw, amount: mg(40), how: 'other' });
    await nurse.does(session, { type: 'RecordDeparture', how: 'transferred', reason: 'to the hospital' });
    const open = await clinic.store.discrepancies.list(clinicId, { most: 50 });
    expect(open).toContainEqual(
      expect.objectContaining({ cause: 'left_unaccounted', container: container.id, session, amount: 40_000 }),
    );
  });

  test('whatever breaks in between: an entry and its movement are both there, or neither', async () => {
    const container = await vial();
    const rooms = await Promise.all([ready(), ready(), ready()]);
    const killer = new pg.Client({ connectionString: clinic.databaseUrl });
    await killer.connect();
    let isOver = false;
    const killing = (async () => {
      // So often that something is always cut, and not for ever: each command is sent until it is answered.
      for (let cut = 0; !isOver && cut < 30; ) {
        const { rowCount } = await killer.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid() and application_name = 'holdspace'
              and query like '%append_with_movements%' and state <> 'idle'`,
        );
        cut += rowCount ?? 0;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    })();
    const nurse = clinic.as('nurse');
    let taken = 0;
    await Promise.all(
      rooms.map(async ({ session, order }) => {
        for (let index = 0; index < 6; index++) {
          const command = nurse.command(drawing(container, 10, order));
          // Sent again until it is answered, as a device would.
          while ((await nurse.post(`/api/sessions/${session}/commands`, command)).status !== 200);
          taken += 1;
        }
      }),
    );
    isOver = true;
    await killing;
    await killer.end();
    const all: Movement[] = [];
    let entries = 0;
    for (const { session } of rooms) {
      const movements = await movementsOf(session);
      const events = await clinic.store.sessions.events(clinicId, session);
      entries += events.filter(({ type }) => type === 'MedicineDrawn').length;
      all.push(...movements);
    }
    expect(all).toHaveLength(entries);
    expect(entries).toBe(taken);
    expect(taken).toBe(18);
    const safeHas = (await held(container))?.find(([kind]) => kind === 'safe')?.[1];
    const out = balancesOf(all).get(balanceKey(container.id, { kind: 'safe', safe }))?.value;
    expect(safeHas).toBe(500_000 + (out ?? 0));
    expect(await clinic.store.verify([clinicId])).not.toHaveProperty('broken');
  });
});
