/** What was received and goes back again over HTTP: by a practitioner, before a witness, whole, and once; and when it can have been. */
import { randomUUID } from 'node:crypto';
import { DAY, later, MINUTE, SHIPPED_PRODUCT_DOCUMENTS } from '@holdspace/care';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setDemoPin } from '../sign-in/demo-people.ts';
import { type Answer, type Caller, type RunningClinic, runningClinic } from '../testing.ts';

const PIN = '739264';
const shipped = (is: (one: (typeof SHIPPED_PRODUCT_DOCUMENTS)[number]) => boolean) => {
  const found = SHIPPED_PRODUCT_DOCUMENTS.find(is);
  if (!found) throw new Error('what is asked for here is not shipped');
  return found;
};
const VIAL = shipped(({ id }) => id === 'ketamine-50-vial-10');
const PLAIN = shipped(({ schedule }) => schedule === 'none');

let clinic: RunningClinic;
let safe: string;
let other: string;
beforeAll(async () => {
  clinic = await runningClinic();
  const { store, clock } = clinic;
  const { clinicId, practitioners } = clinic.clinic;
  for (const { id } of Object.values(practitioners)) await setDemoPin(store, clinicId, id, clock.now);
  for (const product of [VIAL, PLAIN])
    await clinic.as('clinic_admin').ask('PUT', `/api/formulary/${product.id}`, product);
  safe = await addSafe('Main safe');
  other = await addSafe('Room safe');
});
afterAll(() => clinic.close());

const nurse = () => clinic.as('nurse');
const prescriber = () => clinic.as('prescriber');
async function addSafe(name: string): Promise<string> {
  const id = randomUUID();
  expect((await nurse().post('/api/safes', { id, name })).status).toBe(201);
  return id;
}
let labels = 0;
interface Came {
  readonly receipt: string;
  readonly containers: readonly { readonly id: string; readonly label: string }[];
}
async function came(count: number, product = VIAL): Promise<Came> {
  const containers = Array.from({ length: count }, () => {
    labels += 1;
    return { id: randomUUID(), label: `K-${String(labels).padStart(4, '0')}` };
  });
  const receipt = randomUUID();
  const { status } = await nurse().post('/api/inventory/receipts', {
    receipt: {
      id: receipt,
      at: clinic.clock.now,
      safe,
      supplier: { name: 'Lakeside Supply', deaNumber: 'AB1234563', address: '3 Lake Road' },
      invoice: 'INV-1',
      lines: [{ product: product.id, lot: 'A17', expiresOn: '2027-05-31', expected: count, containers }],
    },
  });
  expect(status).toBe(201);
  return { receipt, containers };
}
const undoing = ({ containers }: Came, more: object = {}) => ({
  at: clinic.clock.now,
  reason: 'Entered twice',
  movements: containers.map(({ id }) => ({ id: randomUUID(), container: id })),
  ...more,
});
const undo = ({ receipt }: Came, body: object, by: Caller, proof?: string) =>
  by.ask('POST', `/api/inventory/receipts/${receipt}/reversal`, body, proof ? { 'holdspace-proof': proof } : {});
type Witness = 'nurse' | 'therapist' | 'guide' | 'prescriber';
const signUndoing = ({ receipt }: Came, body: object, witness: Witness, by: Caller) =>
  by.post(`/api/inventory/receipts/${receipt}/signatures`, {
    undoing: body,
    practitioner: clinic.clinic.practitioners[witness].id,
    pin: PIN,
  });
const movement = (container: string, more: object) => ({
  id: randomUUID(),
  kind: 'moved',
  container,
  safe,
  into: other,
  amount: { value: 500, unit: 'mg' },
  at: clinic.clock.now,
  ...more,
});
const gone = (container: string, more: object) => movement(container, { into: undefined, reason: 'Expired', ...more });
const reversed = (container: string, more: object = {}) =>
  gone(container, { kind: 'reversed', safe: undefined, amount: undefined, reverses: container, ...more });
const move = (body: object, by: Caller, proof?: string) =>
  by.ask('POST', '/api/inventory/movements', body, proof ? { 'holdspace-proof': proof } : {});
const sign = (body: object, witness: Witness, by: Caller) =>
  by.post('/api/inventory/signatures', {
    movement: body,
    practitioner: clinic.clinic.practitioners[witness].id,
    pin: PIN,
  });
const pageOf = async (id: string) => (await nurse().get(`/api/inventory/containers/${id}`)).body;
const kindsOf = async (id: string) => (await pageOf(id)).movements.map(({ kind }: { kind: string }) => kind);
const rules = ({ body }: Answer) => body.errors?.map((one: { rule: string }) => one.rule);

describe('a receipt of controlled medicine', () => {
  test('is undone by a practitioner and before a witness who signs, not by a nurse alone', async () => {
    const parcel = await came(2);
    const body = undoing(parcel);
    expect((await undo(parcel, body, nurse())).problem.rule).toBe('role: remove medicine from stock');
    const unsigned = await undo(parcel, body, prescriber());
    expect(unsigned.status).toBe(428);
    expect(unsigned.body.detail).toContain('INV-1');
    expect((await signUndoing(parcel, body, 'prescriber', prescriber())).body.rule).toBe('witness-is-another');
    expect((await signUndoing(parcel, body, 'guide', prescriber())).body.rule).toBe(
      'role: witness a removal from stock',
    );
    const { proof } = (await signUndoing(parcel, body, 'therapist', prescriber())).body;
    // A signature is for this very undoing.
    expect((await undo(parcel, { ...body, reason: 'Something else' }, prescriber(), proof)).status).toBe(428);
    expect(await kindsOf(parcel.containers[0]?.id ?? '')).toEqual(['received']);
    expect((await undo(parcel, body, prescriber(), proof)).status).toBe(200);
    for (const { id } of parcel.containers) {
      const { container, movements } = await pageOf(id);
      expect(container.places).toEqual([]);
      expect(movements[1]).toMatchObject({
        kind: 'reversed',
        by: { name: 'The prescriber' },
        witness: { name: 'The therapist' },
      });
    }
    // Sent again after a lost answer, with the signature used up: answered, and stored once.
    expect((await undo(parcel, body, prescriber(), proof)).status).toBe(200);
    expect((await undo(parcel, body, prescriber())).status).toBe(200);
    expect(await kindsOf(parcel.containers[0]?.id ?? '')).toEqual(['received', 'reversed']);
    const anew = undoing(parcel);
    expect(rules(await undo(parcel, anew, prescriber(), proof))).toEqual(['untouched']);
  });

  test('is undone whole or not at all, while all of it is as it came', async () => {
    const parcel = await came(2);
    const [one, two] = parcel.containers;
    if (!one || !two) throw new Error('two came');
    const part = undoing(parcel, { movements: [{ id: randomUUID(), container: one.id }] });
    const whole = await undo(parcel, part, prescriber());
    expect(whole.body.errors).toMatchObject([{ field: 'movements', rule: 'cannot-be' }]);
    expect(whole.body.detail).toContain('each of its 2 containers once');
    expect((await signUndoing(parcel, part, 'therapist', prescriber())).status).toBe(400);
    await move(movement(one.id, {}), nurse());
    const touched = await undo(parcel, undoing(parcel), prescriber());
    expect(touched.body.errors).toMatchObject([{ field: 'movements', rule: 'untouched' }]);
    expect(touched.body.detail).toContain(`${one.label} (0 mg of 500 mg in the safe that it came into)`);
    expect(touched.body.detail).not.toContain(two.label);
    await move(movement(one.id, { safe: other, into: safe }), nurse());
    const body = undoing(parcel);
    const { proof } = (await signUndoing(parcel, body, 'therapist', prescriber())).body;
    expect((await undo(parcel, body, prescriber(), proof)).status).toBe(200);
    expect(await kindsOf(one.id)).toEqual(['received', 'moved', 'moved', 'reversed']);
  });

  test('that meets an id of another movement leaves all of it where it was', async () => {
    const parcel = await came(2);
    const elsewhere = await came(1);
    const taken = elsewhere.containers[0]?.id ?? '';
    const [one, two] = undoing(parcel).movements;
    const body = undoing(parcel, { movements: [one, { ...two, id: taken }] });
    const { proof } = (await signUndoing(parcel, body, 'therapist', prescriber())).body;
    const answer = await undo(parcel, body, prescriber(), proof);
    expect([answer.status, rules(answer)]).toEqual([409, ['repeated-id']]);
    expect(answer.body.detail).toContain(taken);
    for (const { id } of parcel.containers) expect(await kindsOf(id)).toEqual(['received']);
  });

  test('is not dated before it was received', async () => {
    const parcel = await came(1);
    const early = undoing(parcel, { at: later(clinic.clock.now, -MINUTE) });
    const answer = await undo(parcel, early, prescriber());
    expect(answer.body.errors).toMatchObject([{ field: 'at', rule: 'not-before-received' }]);
    expect(answer.body.detail).toContain(clinic.clock.now);
  });
});

test('a receipt of what is not controlled is undone by who received it, alone', async () => {
  const parcel = await came(1, PLAIN);
  expect((await undo(parcel, undoing(parcel), nurse())).status).toBe(200);
});

describe('one container of a receipt', () => {
  test('is undone as the whole is: by a practitioner, before a witness', async () => {
    const [one] = (await came(2)).containers;
    if (!one) throw new Error('two came');
    const body = reversed(one.id);
    expect((await move(body, nurse())).problem.rule).toBe('role: remove medicine from stock');
    expect((await move(body, prescriber())).status).toBe(428);
    const { proof } = (await sign(body, 'nurse', prescriber())).body;
    const stored = await move(body, prescriber(), proof);
    expect(stored.body.movement).toMatchObject({ kind: 'reversed', witness: { name: 'The nurse' } });
    expect((await move(body, prescriber(), proof)).status).toBe(201);
    expect((await pageOf(one.id)).container.places).toEqual([]);
    expect(rules(await move(reversed(one.id), prescriber()))).toEqual(['undone-once']);
  });

  test('is not undone once it was moved', async () => {
    const [one] = (await came(1)).containers;
    if (!one) throw new Error('one came');
    await move(movement(one.id, {}), nurse());
    const answer = await move(reversed(one.id), prescriber());
    expect(answer.body.errors).toMatchObject([{ field: 'reverses', rule: 'untouched' }]);
    expect(answer.body.detail).toContain(one.label);
  });
});

describe('a movement by hand', () => {
  test('takes what goes whole whole, and says how much there is', async () => {
    const [one] = (await came(1)).containers;
    const answer = await move(movement(one?.id ?? '', { amount: { value: 400, unit: 'mg' } }), nurse());
    expect(answer.body.errors).toMatchObject([{ field: 'amount', rule: 'goes-whole' }]);
    expect(answer.body.detail).toContain('500 mg');
    expect(await kindsOf(one?.id ?? '')).toEqual(['received']);
  });

  test('is not dated before its container was received', async () => {
    const [one] = (await came(1)).containers;
    const early = movement(one?.id ?? '', { at: later(clinic.clock.now, -DAY) });
    const answer = await move(early, nurse());
    expect(answer.body.errors).toMatchObject([{ field: 'at', rule: 'not-before-received' }]);
    expect(answer.body.detail).toContain(one?.label);
    expect(await kindsOf(one?.id ?? '')).toEqual(['received']);
  });

  test('under an id of another says which, and what to do', async () => {
    const [one, two] = (await came(2)).containers;
    const body = movement(one?.id ?? '', {});
    await move(body, nurse());
    const answer = await move({ ...body, container: two?.id }, nurse());
    expect(answer.body.errors).toMatchObject([{ field: 'id', rule: 'repeated-id' }]);
    for (const said of [body.id, two?.label, '500 mg']) expect(answer.body.detail).toContain(said);
  });

  test('dated back is not witnessed by whose licence has ended since', async () => {
    const [one] = (await came(1)).containers;
    const { store, clock } = clinic;
    const { clinicId, practitioners } = clinic.clinic;
    const body = gone(one?.id ?? '', { kind: 'wasted' });
    const { therapist } = practitioners;
    for (const { id } of await store.credentials.ofPerson(clinicId, therapist.id))
      await store.credentials.end(
        clinicId,
        id,
        { on: later(clock.now, DAY).slice(0, 10), because: 'Given up' },
        { by: therapist.id, at: clock.now },
      );
    clock.pass((3 * DAY) / MINUTE);
    // What the server knows of people's papers is a moment old at most: another server has not looked yet.
    const fresh = await clinic.anotherServer();
    const by = await clinic.callerAt(fresh.url, clinicId, practitioners.nurse.id);
    expect((await sign(body, 'therapist', by)).body.rule).toBe('condition: witness a removal from stock');
    expect((await sign(body, 'prescriber', by)).status).toBe(201);
  });
});
