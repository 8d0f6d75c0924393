/** The monitoring form of esketamine over HTTP: who may read it, what it holds, and which sessions have one. */
import { instant, type Role, shippedProtocol } from '@holdspace/care';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findingFor } from '../../../care/src/session/making.ts';
import { type RunningClinic, runningClinic } from '../testing.ts';

let clinic: RunningClinic;
beforeAll(async () => {
  clinic = await runningClinic();
});
afterAll(() => clinic.close());

const spray = shippedProtocol('esketamine-nasal');
const TEAM: readonly Role[] = ['nurse', 'prescriber'];
const reading = (systolic: number, diastolic: number) =>
  ({
    bloodPressure: { systolic: { value: systolic, unit: 'mm[Hg]' }, diastolic: { value: diastolic, unit: 'mm[Hg]' } },
    heartRate: { value: 72, unit: '/min' },
    oxygenSaturation: { value: 98, unit: '%' },
    sedation: { value: 0, unit: '{score}' },
  }) as const;
const device = { value: 28, unit: 'mg' } as const;

async function sprayed(): Promise<string> {
  const session = await clinic.plannedSession('esketamine-nasal');
  const order = crypto.randomUUID();
  const nurse = clinic.as('nurse');
  await clinic.as('front_desk').does(session, { type: 'RecordArrival' });
  for (const role of TEAM) {
    const { id, name } = clinic.clinic.practitioners[role];
    await nurse.does(session, { type: 'JoinSession', person: { id, name, roles: [role] }, attendance: 'in_room' });
  }
  for (const { gate } of spray.gates) {
    const finding = findingFor(spray, gate, clinic.clock.now);
    if (finding) await nurse.does(session, { type: 'ConfirmGate', finding });
  }
  await nurse.does(session, { type: 'RecordVitalSigns', vitalSigns: reading(124, 80) });
  for (const phase of ['arrival', 'administration']) await nurse.does(session, { type: 'EnterPhase', phase });
  await clinic.as('prescriber').does(session, {
    type: 'OrderDose',
    order,
    purpose: 'first',
    product: 'device-28',
    prescribed: { by: 'fixed', amount: { value: 56, unit: 'mg' } },
  });
  await nurse.does(session, { type: 'CheckOrder', order });
  await nurse.does(session, { type: 'AdministerDose', order, amount: device });
  clinic.clock.pass(5);
  await nurse.does(session, { type: 'AdministerDose', order, amount: device });
  clinic.clock.pass(35);
  await nurse.does(session, { type: 'RecordVitalSigns', vitalSigns: reading(139, 88) });
  return session;
}

const formOf = (role: Role, session: string) => clinic.as(role).get(`/api/sessions/${session}/monitoring-form`);

test('it holds devices and the pressure 40 minutes after, and names what is still missing', async () => {
  const { status, body } = await formOf('nurse', await sprayed());
  expect(status).toBe(200);
  expect(body.form.treatment).toMatchObject({
    dose: { known: true, value: { value: 56_000, unit: 'ug' } },
    devices: { known: true, value: [{ count: 1 }, { count: 1 }] },
    minutes: { known: false, empty: 'not_yet', because: 'the session has not ended' },
  });
  expect(body.form.pressures).toMatchObject({
    before: { value: { systolic: 124, diastolic: 80 } },
    after40: { value: { systolic: 139, diastolic: 88, minutes: 40 } },
  });
  expect(body.form.setting.name).toMatch(/^Clinic /);
  expect(body.missing).toContain(
    'Did the patient experience, Dissociation: not recorded: neither its onset nor that there was none',
  );
  expect(body.sheet.map(({ id }: { id: string }) => id)).toContain('blood-pressure');
  expect(body.sources.length).toBeGreaterThan(0);
});

test('it is read by whoever may see the session, and by nobody else', async () => {
  const session = await sprayed();
  expect((await formOf('prescriber', session)).status).toBe(200);
  expect((await clinic.nobody.get(`/api/sessions/${session}/monitoring-form`)).status).toBe(401);
  const refused = await formOf('front_desk', session);
  expect([refused.status, refused.problem.rule]).toEqual([403, 'role: see a session']);
});

test('a session with anything else has none, and says why', async () => {
  const { status, problem } = await formOf('nurse', await clinic.plannedSession('infusion-iv'));
  expect(status).toBe(404);
  expect(problem.detail).toContain('not with esketamine nasal spray');
});

test('reading it is written into the audit as reading of this patient’s session', async () => {
  const session = await sprayed();
  await formOf('nurse', session);
  const { body } = await clinic.as('medical_director').get('/api/audit?act=see%20a%20session');
  const what = 'GET /api/sessions/:id/monitoring-form';
  const entry = body.entries.find(
    (one: { what: string; sessionId?: string }) => one.what === what && one.sessionId === session,
  );
  expect(entry).toMatchObject({ outcome: 'allowed', what });
});

test('it comes as a PDF, and that it was taken is in the patient’s accounting of disclosures', async () => {
  const session = await sprayed();
  const head = await clinic.store.sessions.head(clinic.clinic.clinicId, session);
  const pdf = await clinic.as('nurse').get(`/api/sessions/${session}/monitoring-form.pdf`);
  expect(pdf.status).toBe(200);
  expect(pdf.headers.get('content-type')).toBe('application/pdf');
  const written = await clinic.store.disclosures.ofPatient(clinic.clinic.clinicId, head?.patientId ?? '', instant(0));
  expect(written).toMatchObject([{ what: 'record_pdf', aboutId: session }]);
  const other = await clinic.plannedSession('infusion-iv');
  expect((await clinic.as('nurse').get(`/api/sessions/${other}/monitoring-form.pdf`)).status).toBe(404);
  expect((await clinic.as('front_desk').get(`/api/sessions/${session}/monitoring-form.pdf`)).status).toBe(403);
});
