/** Signatures for one act: asked for where a device does not tell who holds it, bound to that act and person, and used once. */
import { randomUUID } from 'node:crypto';
import type { CommandInput, Role } from '@holdspace/care';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningClinic, runningClinic } from '../testing.ts';
import { addPasskey, addStaff, Browser, TEST_PASSWORD } from '../testing-browser.ts';
import { SoftwareAuthenticator } from './software-authenticator.ts';

const ORIGIN = 'https://clinic.test';
const PIN = '739264';
let clinic: RunningClinic;
beforeAll(async () => {
  clinic = await runningClinic({ publicUrl: ORIGIN });
});
afterAll(() => clinic.close());

async function signedIn(name: string, role: Role) {
  const person = await addStaff(clinic, role, name);
  const at = new Browser(clinic.nobody);
  await at.signIn(person.email, TEST_PASSWORD);
  await at.ask('POST', '/api/me/pin', { pin: PIN });
  return { ...person, name, at };
}
async function readyToOrder(): Promise<string> {
  const session = await clinic.plannedSession('infusion-iv');
  const nurse = clinic.as('nurse');
  await clinic.as('front_desk').does(session, { type: 'RecordArrival' });
  await nurse.does(session, {
    type: 'ConfirmGate',
    finding: { gate: 'weight', weight: { value: 80, unit: 'kg' }, measuredOn: '2026-03-02' },
  });
  return session;
}
const order = (): CommandInput => ({
  id: randomUUID(),
  at: clinic.clock.now,
  device: 'a tablet',
  type: 'OrderDose',
  order: randomUUID(),
  purpose: 'first',
  product: 'ketamine-10',
  prescribed: { by: 'weight', perKilogram: { value: 0.5, unit: 'mg/kg' } },
});
const send = (at: Browser, session: string, command: CommandInput, proof?: string) =>
  at.ask('POST', `/api/sessions/${session}/commands`, command, proof ? { 'holdspace-proof': proof } : {});
const sign = (at: Browser, session: string, body: object) =>
  at.ask('POST', `/api/sessions/${session}/signatures`, body);
const unsigned = { status: 428, problem: { type: '/problems/signature-needed' } };

describe('an act of authority', () => {
  test('on a locked screen waits for a signature, while what happens is recorded', async () => {
    const session = await readyToOrder();
    const { at, id } = await signedIn('Ana Prescribes', 'prescriber');
    await at.ask('POST', '/api/me/lock', {});
    const vitals: CommandInput = {
      id: randomUUID(),
      at: clinic.clock.now,
      type: 'RecordVitalSigns',
      vitalSigns: { heartRate: { value: 71, unit: '/min' } },
    };
    const stop: CommandInput = { id: randomUUID(), at: clinic.clock.now, type: 'CallEmergencyStop' };
    const clear: CommandInput = {
      id: randomUUID(),
      at: clinic.clock.now,
      type: 'ClearEmergencyStop',
      reason: 'a test',
    };
    expect((await send(at, session, vitals)).status).toBe(200);
    expect((await send(at, session, stop)).status).toBe(200);
    expect(await send(at, session, clear)).toMatchObject(unsigned);
    const signed = await sign(at, session, { command: clear, practitioner: id, pin: PIN });
    expect(signed).toMatchObject({ status: 201, body: { signer: { id } } });
    expect(await send(at, session, clear, signed.body.proof)).toMatchObject({
      status: 200,
      body: { events: [{ type: 'EmergencyStopCleared', author: { id } }] },
    });
  });

  test('on one’s own open screen is one’s own, unasked', async () => {
    const session = await readyToOrder();
    const { at, id } = await signedIn('Bo Own', 'prescriber');
    expect(await send(at, session, order())).toMatchObject({ status: 200, body: { events: [{ author: { id } }] } });
  });

  test('on a nurse’s shared tablet carries the prescriber’s signature as the prescriber’s', async () => {
    const session = await readyToOrder();
    const nurse = await signedIn('Cy Nurse', 'nurse');
    const prescriber = await signedIn('Di Prescriber', 'prescriber');
    await nurse.at.ask('POST', '/api/me/device', { shared: true });
    const command = order();
    expect(await send(nurse.at, session, command)).toMatchObject(unsigned);
    const signed = await sign(nurse.at, session, { command, practitioner: prescriber.id, pin: PIN });
    const stored = await send(nurse.at, session, command, signed.body.proof);
    expect(stored.body.events[0].author).toEqual({ id: prescriber.id, name: prescriber.name, roles: ['prescriber'] });
    // A nurse's own signature is a nurse's: it does not make an order.
    const another = order();
    const own = await sign(nurse.at, session, { command: another, practitioner: nurse.id, pin: PIN });
    expect((await send(nurse.at, session, another, own.body.proof)).status).toBe(422);
  });

  test('is signed by passkey too, by whoever holds one that works here', async () => {
    const session = await readyToOrder();
    const nurse = await signedIn('Ed Nurse', 'nurse');
    const prescriber = await signedIn('Flo Key', 'prescriber');
    const key = new SoftwareAuthenticator(ORIGIN);
    await addPasskey(prescriber.at, key);
    const command = order();
    const asked = await nurse.at.ask('POST', `/api/sessions/${session}/signature-challenge`, { command });
    const signed = await sign(nurse.at, session, { command, passkey: key.assert(asked.body) });
    expect(signed).toMatchObject({ status: 201, body: { signer: { id: prescriber.id } } });
    expect((await send(nurse.at, session, command, signed.body.proof)).status).toBe(200);
  });
});

describe('a signature', () => {
  test('is for one command to the letter, of one session, once, and not for long', async () => {
    const [session, other] = [await readyToOrder(), await readyToOrder()];
    const { at, id } = await signedIn('Gus Letter', 'prescriber');
    await at.ask('POST', '/api/me/device', { shared: true });
    const command = order();
    const proof = (await sign(at, session, { command, practitioner: id, pin: PIN })).body.proof;
    const twice = {
      ...command,
      prescribed: { by: 'weight', perKilogram: { value: 1, unit: 'mg/kg' } },
    } as CommandInput;
    for (const [where, what] of [
      [session, twice],
      [session, { ...command, id: randomUUID() }],
      [other, command],
    ] as const)
      expect(await send(at, where, what, proof)).toMatchObject(unsigned);
    expect((await send(at, session, command, proof)).status).toBe(200);
    // Sent again after a lost answer, it is answered as before; for anything else it is used up.
    expect((await send(at, session, command, proof)).status).toBe(200);
    expect(await send(at, session, { ...order(), id: randomUUID() }, proof)).toMatchObject(unsigned);
    const late = order();
    const old = (await sign(at, other, { command: late, practitioner: id, pin: PIN })).body.proof;
    clinic.clock.pass(3);
    expect(await send(at, other, late, old)).toMatchObject(unsigned);
  });

  test('is not made by a wrong PIN, by another clinic’s person, or for somebody else’s passkey', async () => {
    const session = await readyToOrder();
    const { at, id } = await signedIn('Hal Refused', 'nurse');
    const prescriber = await signedIn('Ida Named', 'prescriber');
    const colleague = await signedIn('Jo Key', 'nurse');
    const key = new SoftwareAuthenticator(ORIGIN);
    await addPasskey(colleague.at, key);
    const command = order();
    const asked = await at.ask('POST', `/api/sessions/${session}/signature-challenge`, { command });
    const elsewhere = await at.ask('POST', `/api/sessions/${session}/signature-challenge`, { command: order() });
    for (const body of [
      { command, practitioner: prescriber.id, pin: '000000' },
      { command, practitioner: randomUUID(), pin: PIN },
      { command, practitioner: clinic.clinic.practitioners.prescriber.id, pin: PIN },
      { command, practitioner: prescriber.id, passkey: key.assert(asked.body) },
      { command, passkey: key.assert(elsewhere.body) },
      { command, passkey: new SoftwareAuthenticator(ORIGIN).assert(asked.body) },
    ])
      expect(await sign(at, session, body)).toMatchObject({ status: 403, problem: { type: '/problems/not-proved' } });
    expect(id).not.toBe(prescriber.id);
    expect((await sign(at, randomUUID(), { command, practitioner: id, pin: PIN })).status).toBe(404);
  });

  test('cannot be guessed at through another’s PIN for long', async () => {
    const session = await readyToOrder();
    const { at } = await signedIn('Kai Guesses', 'nurse');
    const prescriber = await signedIn('Lou Target', 'prescriber');
    const command = order();
    const guess = (pin: string) => sign(at, session, { command, practitioner: prescriber.id, pin });
    for (let count = 0; count < 5; count++) expect((await guess(`00000${count}`)).status).toBe(403);
    expect((await guess(PIN)).status).toBe(429);
  });

  test('is kept as a hash, with who gave it, by what and at whose sign-in', async () => {
    const session = await readyToOrder();
    const nurse = await signedIn('Max Host', 'nurse');
    const prescriber = await signedIn('Ned Signs', 'prescriber');
    const command = order();
    const { proof } = (await sign(nurse.at, session, { command, practitioner: prescriber.id, pin: PIN })).body;
    const client = new pg.Client({ connectionString: clinic.databaseUrl });
    await client.connect();
    const { rows } = await client.query('select * from holdspace.signature_proof where command_id = $1', [command.id]);
    await client.end();
    expect(rows[0]).toMatchObject({
      practitioner_id: prescriber.id,
      at_sign_in_of: nurse.id,
      proved_by: 'pin',
      used_at: null,
    });
    expect(JSON.stringify(rows)).not.toContain(proof);
  });
});
