/** The safe over HTTP: formulary, receiving, movements by hand with a witness, and recalls; each refusal in plain words. */
import { randomUUID } from 'node:crypto';
import { SHIPPED_PRODUCT_DOCUMENTS } from '@holdspace/care';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setDemoPin } from '../sign-in/demo-people.ts';
import { type Answer, type RunningClinic, runningClinic } from '../testing.ts';

const PIN = '739264';
const VIAL = SHIPPED_PRODUCT_DOCUMENTS.find(({ id }) => id === 'ketamine-50-vial-10') ?? SHIPPED_PRODUCT_DOCUMENTS[0];
if (!VIAL) throw new Error('nothing is shipped');
const SUPPLIER = { name: 'Lakeside Supply', address: '1 Lakeside, Anytown', deaNumber: 'AB1234563' };

let clinic: RunningClinic;
let safe: string;
let other: string;
beforeAll(async () => {
  clinic = await runningClinic();
  for (const { id } of Object.values(clinic.clinic.practitioners))
    await setDemoPin(clinic.store, clinic.clinic.clinicId, id, clinic.clock.now);
  await clinic.as('clinic_admin').ask('PUT', `/api/formulary/${VIAL.id}`, VIAL);
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
const nextLabel = () => {
  labels += 1;
  return `K-${String(labels).padStart(4, '0')}`;
};
const container = (label = nextLabel()) => ({ id: randomUUID(), label });
const line = (containers: readonly object[], more: object = {}) => ({
  product: VIAL.id,
  lot: 'A17',
  expiresOn: '2027-05-31',
  expected: containers.length,
  containers,
  ...more,
});
const receipt = (lines: readonly object[], more: object = {}) => ({
  id: randomUUID(),
  at: clinic.clock.now,
  safe,
  supplier: SUPPLIER,
  invoice: 'INV-1',
  lines,
  ...more,
});
const receive = (body: object, more: object = {}) =>
  nurse().post('/api/inventory/receipts', { receipt: body, ...more });
/** A vial of 500 mg in the safe. */
async function vial(lot = 'A17'): Promise<string> {
  const one = container();
  expect((await receive(receipt([line([one], { lot })]))).status).toBe(201);
  return one.id;
}
const movement = (id: string, more: object) => ({
  id: randomUUID(),
  kind: 'moved',
  container: id,
  safe,
  into: other,
  amount: { value: 500, unit: 'mg' },
  at: clinic.clock.now,
  ...more,
});
const gone = (id: string, kind: string, more: object = {}) =>
  movement(id, { kind, into: undefined, reason: 'Expired', ...more });
const move = (body: object, by = nurse(), proof?: string) =>
  by.ask('POST', '/api/inventory/movements', body, proof ? { 'holdspace-proof': proof } : {});
const sign = (body: object, role: 'nurse' | 'therapist' | 'guide' | 'prescriber', by = nurse()) =>
  by.post('/api/inventory/signatures', {
    movement: body,
    practitioner: clinic.clinic.practitioners[role].id,
    pin: PIN,
  });
const placesOf = async (id: string) => (await nurse().get(`/api/inventory/containers/${id}`)).body.container.places;
const rules = ({ body }: Answer) => body.errors?.map((one: { rule: string }) => one.rule);

describe('the formulary', () => {
  test('is kept by those who run the clinic, and seen by those who hold medicine', async () => {
    expect((await nurse().ask('PUT', `/api/formulary/${VIAL.id}`, VIAL)).status).toBe(403);
    expect((await clinic.as('guide').get('/api/formulary')).status).toBe(403);
    const { products } = (await nurse().get('/api/formulary')).body;
    expect(products[0]).toMatchObject({ holds: { value: 500_000 }, holdsSaid: '50 mg/mL × 10 mL = 500 mg' });
    expect((await clinic.as('clinic_admin').get('/api/formulary')).status).toBe(200);
  });

  test('refuses a concentration that does not fit the name, and a change of what containers hold', async () => {
    const admin = clinic.as('clinic_admin');
    const weaker = { ...VIAL, contents: { ...VIAL.contents, concentration: { value: 5, unit: 'mg/mL' } } };
    expect(rules(await admin.ask('PUT', `/api/formulary/${VIAL.id}`, weaker))).toEqual(['strength-fits-name']);
    await vial();
    const renamed = { ...weaker, name: 'Ketamine 5 mg/mL' };
    const answer = await admin.ask('PUT', `/api/formulary/${VIAL.id}`, renamed);
    expect(rules(answer)).toEqual(['stays-as-received']);
    expect(answer.body.detail).toContain('retire this one');
  });

  test('takes no comma for a decimal point and no number that is none', async () => {
    const admin = clinic.as('clinic_admin');
    for (const value of ['50,0', null, -50, 1e308]) {
      const odd = { ...VIAL, id: 'odd', contents: { ...VIAL.contents, concentration: { value, unit: 'mg/mL' } } };
      expect((await admin.ask('PUT', '/api/formulary/odd', odd)).status, String(value)).toBe(400);
    }
  });
});

describe('receiving', () => {
  test('sent twice takes in once; another under the same id is refused', async () => {
    const body = receipt([line([container(), container()])]);
    const first = await receive(body);
    expect(first.status).toBe(201);
    expect(first.body.containers).toHaveLength(2);
    expect((await receive(body)).status).toBe(201);
    expect((await receive({ ...body, invoice: 'INV-2' })).problem.type).toBe('/problems/repeated-id');
    expect(await placesOf(first.body.containers[0].id)).toEqual([
      { account: { kind: 'safe', safe }, amount: { value: 500_000, unit: 'ug' } },
    ]);
  });

  test('with a label that was used, in this receipt or ever, is refused by its name', async () => {
    const used = container();
    await receive(receipt([line([used])]));
    const again = await receive(receipt([line([container(used.label)])]));
    expect(again.body.detail).toContain(`${used.label} is on another container already`);
    const twice = nextLabel();
    const both = await receive(receipt([line([container(twice), container(twice)])]));
    expect(both.status).toBe(400);
    expect(both.body.detail).toContain(twice);
  });

  test('what is expired, or differs from the invoice, is asked about once', async () => {
    const body = receipt([line([container()], { expiresOn: '2026-01-31', expected: 2 })]);
    const asked = await receive(body);
    expect(rules(asked)).toEqual(['received-expired', 'differs-from-invoice']);
    expect(asked.body.detail).toContain('Confirm that this is right');
    const taken = await receive(body, { confirmed: ['received-expired', 'differs-from-invoice'] });
    expect(taken.body.differences).toEqual([{ product: VIAL.id, lot: 'A17', expected: 2, received: 1 }]);
  });

  test('asks for the supplier’s registration and address of what is controlled, and refuses one whose last digit does not fit', async () => {
    const without = receipt([line([container()])], { supplier: { name: 'Lakeside Supply' } });
    expect(rules(await receive(without))).toEqual(['without-registration', 'without-address']);
    const wrong = receipt([line([container()])], { supplier: { ...SUPPLIER, deaNumber: 'AB1234560' } });
    expect((await receive(wrong)).body.detail).toContain('DEA registration');
  });

  test('refuses a strength or a code that was read and does not fit the product', async () => {
    const body = receipt([line([container()])]);
    const strength = { line: 0, concentration: { value: 100, unit: 'mg/mL' } };
    expect(rules(await receive(body, { labelsRead: [strength] }))).toEqual(['strength-fits-product']);
    expect(rules(await receive(body, { labelsRead: [{ line: 0, ndc: '99999-9999-99' }] }))).toEqual([
      'code-fits-product',
    ]);
    expect(rules(await receive(receipt([line([container()], { product: 'unheard-of' })])))).toEqual(['in-formulary']);
  });
});

describe('a movement by hand', () => {
  test('goes into another safe, and sent twice is stored once', async () => {
    const id = await vial();
    const body = movement(id, {});
    expect((await move(body)).status).toBe(201);
    expect((await move(body)).status).toBe(201);
    expect(await placesOf(id)).toEqual([
      { account: { kind: 'safe', safe: other }, amount: { value: 500_000, unit: 'ug' } },
    ]);
  });

  test('of more than there is, of nothing, or with a comma is refused, and nothing moves', async () => {
    const id = await vial();
    const more = await move(movement(id, { amount: { value: 501, unit: 'mg' } }));
    expect(rules(more)).toEqual(['more-than-there']);
    expect(more.body.detail).toContain('there are 500 mg');
    for (const value of [0, -1, '40,5', 1e308])
      expect((await move(movement(id, { amount: { value, unit: 'mg' } }))).status, String(value)).toBe(400);
    expect((await move(movement(id, { amount: { value: 40, unit: 'mL' } }))).body.errors[0].rule).toBe('wrong-unit');
    expect((await placesOf(id))[0].amount.value).toBe(500_000);
  });

  test('that lies ahead is refused', async () => {
    const id = await vial();
    expect(rules(await move(movement(id, { at: '2030-01-01T00:00:00Z' })))).toEqual(['not-ahead']);
  });

  test('that wastes or destroys is seen by another licensed person, who signs as themselves', async () => {
    const id = await vial();
    const body = gone(id, 'wasted');
    const unsigned = await move(body);
    expect(unsigned.status).toBe(428);
    expect(unsigned.body.detail).toContain('second person');
    expect((await sign(body, 'nurse')).body.rule).toBe('witness-is-another');
    expect((await sign(body, 'guide')).body.rule).toBe('role: witness a removal from stock');
    const { proof } = (await sign(body, 'therapist')).body;
    // A signature is for this very amount.
    expect((await move({ ...body, amount: { value: 400, unit: 'mg' } }, nurse(), proof)).status).toBe(428);
    const stored = await move(body, nurse(), proof);
    expect(stored.body.movement).toMatchObject({
      by: { name: 'The nurse' },
      witness: { name: 'The therapist' },
      kind: 'wasted',
    });
    expect((await move(body, nurse(), proof)).status).toBe(201);
    expect((await move(gone(await vial(), 'wasted'), nurse(), proof)).status).toBe(428);
  });

  test('that returns or destroys is a practitioner’s', async () => {
    const id = await vial();
    expect((await move(gone(id, 'returned'))).problem.rule).toBe('role: remove medicine from stock');
    expect((await move(gone(id, 'returned', { document: 'RMA 7' }), prescriber())).status).toBe(201);
    expect(await placesOf(id)).toEqual([]);
  });

  test('of what is lost opens a discrepancy, once', async () => {
    const id = await vial();
    const body = gone(id, 'lost', { amount: { value: 100, unit: 'mg' }, reason: 'Fell, and broke' });
    expect((await move(body)).status).toBe(201);
    expect((await move(body)).status).toBe(201);
    const { discrepancies } = (await nurse().get('/api/inventory/discrepancies')).body;
    const found = discrepancies.filter((one: { id: string }) => one.id === body.id);
    expect(found).toHaveLength(1);
    expect(JSON.stringify(found[0])).toContain('Fell, and broke');
  });

  test('recorded by mistake is undone once, by whoever might do it, and both lines stay', async () => {
    const id = await vial();
    const body = gone(id, 'returned');
    await move(body, prescriber());
    const undo = (reverses: string) =>
      gone(id, 'reversed', { safe: undefined, amount: undefined, reverses, reason: 'Wrong vial' });
    expect((await move(undo(body.id))).status).toBe(403);
    expect((await move(undo(body.id), prescriber())).status).toBe(201);
    expect((await placesOf(id))[0].amount.value).toBe(500_000);
    expect(rules(await move(undo(body.id), prescriber()))).toEqual(['undone-once']);
  });
});

describe('a recall', () => {
  test('blocks the lot, names who received it to those who may see them, and tells the audit of each', async () => {
    const id = await vial('R-1');
    const session = await clinic.plannedSession('infusion-iv');
    const head = await clinic.store.sessions.head(clinic.clinic.clinicId, session);
    const by = { id: clinic.clinic.practitioners.nurse.id, name: 'The nurse' };
    const ledger = { container: id, at: clinic.clock.now, recordedAt: clinic.clock.now, by, session };
    const hand = { kind: 'in_hand', session } as const;
    const amount = { value: 36_000, unit: 'ug' } as const;
    await clinic.store.inventory.post(clinic.clinic.clinicId, [
      { ...ledger, id: randomUUID(), kind: 'drawn', amount, from: { kind: 'safe', safe }, into: hand },
      { ...ledger, id: randomUUID(), kind: 'administered', amount, from: hand, into: { kind: 'administered' } },
    ]);
    const recall = { id: randomUUID(), product: VIAL.id, lot: 'R-1', reason: 'Glass in it', at: clinic.clock.now };
    expect((await nurse().post('/api/inventory/recalls', recall)).status).toBe(201);
    expect((await nurse().get(`/api/inventory/containers/${id}`)).body.container.recalled.reason).toBe('Glass in it');
    const seen = (await clinic.as('medical_director').get(`/api/inventory/recalls/${recall.id}`)).body;
    expect(seen.given).toMatchObject([{ patient: { id: head?.patientId }, amount }]);
    expect(seen.left).toMatchObject([{ id }]);
    // An administrator may record a recall, and sees no clinical record.
    const hidden = (await clinic.as('clinic_admin').get(`/api/inventory/recalls/${recall.id}`)).body;
    expect(hidden).toMatchObject({ given: [], hiddenPatients: 1 });
    expect(JSON.stringify(hidden)).not.toContain(head?.patientId);
    const { entries } = (await clinic.as('medical_director').get(`/api/audit?patient=${head?.patientId}`)).body;
    expect(JSON.stringify(entries)).toContain('/api/inventory/recalls/:id');
  });

  test('that was recorded by mistake is taken back once, by a practitioner who says why; both stay readable', async () => {
    const id = await vial('R-2');
    const recall = { id: randomUUID(), product: VIAL.id, lot: 'R-2', reason: 'Mistyped', at: clinic.clock.now };
    expect((await nurse().post('/api/inventory/recalls', recall)).status).toBe(201);
    const back = `/api/inventory/recalls/${recall.id}/taking-back`;
    expect((await nurse().post(back, { reason: 'The notice says R-3' })).status).toBe(403);
    expect((await prescriber().post(back, { reason: ' ' })).status).toBe(400);
    const taken = await prescriber().post(back, { reason: 'The notice says R-3' });
    expect(taken.body.recall.takenBack).toMatchObject({ reason: 'The notice says R-3', at: clinic.clock.now });
    expect((await prescriber().post(back, { reason: 'The notice says R-3' })).status).toBe(200);
    expect((await prescriber().post(back, { reason: 'Something else' })).status).toBe(409);
    expect((await nurse().get(`/api/inventory/containers/${id}`)).body.container.recalled).toBeUndefined();
    const listed = (await nurse().get('/api/inventory')).body.recalls.find(
      (one: { id: string }) => one.id === recall.id,
    );
    expect(listed).toMatchObject({ reason: 'Mistyped', takenBack: { reason: 'The notice says R-3' } });
    const anew = { ...recall, id: randomUUID(), reason: 'A notice came after all' };
    expect((await nurse().post('/api/inventory/recalls', anew)).status).toBe(201);
    expect((await nurse().get(`/api/inventory/containers/${id}`)).body.container.recalled.id).toBe(anew.id);
  });
});
