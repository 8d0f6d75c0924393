/** Both ways of treating, from arrival to a signed record, by the API alone. */
import { type CommandOf, compareProtocols, fold, type Protocol, type Role, SHIPPED_PROTOCOLS } from '@holdspace/care';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findingFor } from '../../../care/src/session/making.ts';
import { type RunningClinic, runningClinic } from '../testing.ts';

let clinic: RunningClinic;
beforeAll(async () => {
  clinic = await runningClinic();
});
afterAll(() => clinic.close());

const TEAM: readonly Role[] = ['nurse', 'prescriber', 'anesthesia', 'therapist', 'guide'];
const READING = {
  bloodPressure: { systolic: { value: 122, unit: 'mm[Hg]' }, diastolic: { value: 78, unit: 'mm[Hg]' } },
  heartRate: { value: 72, unit: '/min' },
  oxygenSaturation: { value: 98, unit: '%' },
  respiratoryRate: { value: 14, unit: '/min' },
  sedation: { value: 0, unit: '{score}' },
} as const;

/** Everything up to the first dose. */
async function readyForDose(session: string, protocol: Protocol, order: string): Promise<void> {
  const nurse = clinic.as('nurse');
  await clinic.as('front_desk').does(session, { type: 'RecordArrival' });
  for (const role of TEAM) {
    const { id, name } = clinic.clinic.practitioners[role];
    await nurse.does(session, { type: 'JoinSession', person: { id, name, roles: [role] }, attendance: 'in_room' });
  }
  for (const { gate } of protocol.gates) {
    const finding = findingFor(protocol, gate, clinic.clock.now);
    if (finding) await nurse.does(session, { type: 'ConfirmGate', finding });
  }
  await nurse.does(session, { type: 'RecordVitalSigns', vitalSigns: READING });
  const dosing = protocol.phases.findIndex((phase) => phase.doseAllowed);
  for (const { id } of protocol.phases.slice(0, dosing + 1))
    await nurse.does(session, { type: 'EnterPhase', phase: id });
  const { basis } = protocol.dose;
  const prescribed =
    basis.by === 'weight'
      ? { by: 'weight' as const, perKilogram: basis.usual }
      : { by: 'fixed' as const, amount: basis.firstSession?.[0] ?? basis.usual };
  const product = protocol.medicine.products[0]?.id ?? '';
  await clinic.as('prescriber').does(session, { type: 'OrderDose', order, purpose: 'first', product, prescribed });
  await nurse.does(session, { type: 'CheckOrder', order });
}

async function home(session: string, protocol: Protocol): Promise<void> {
  const nurse = clinic.as('nurse');
  const later = protocol.phases.slice(protocol.phases.findIndex((phase) => phase.doseAllowed) + 1);
  for (const { id } of later) await nurse.does(session, { type: 'EnterPhase', phase: id });
  clinic.clock.pass(protocol.discharge.minimumTime.duration.value / 60);
  await nurse.does(session, { type: 'RecordVitalSigns', vitalSigns: READING });
  await nurse.does(session, {
    type: 'RecordRecoveryScore',
    aldrete: { activity: 2, respiration: 2, circulation: 2, consciousness: 2, saturation: 2 },
  });
  for (const criterion of protocol.discharge.criteria)
    await nurse.does(session, { type: 'ConfirmDischargeCriterion', criterion, met: true });
  await nurse.does(session, { type: 'HandOverToEscort', name: 'Ed Escort', telephone: '555 0100' });
  await clinic.as('prescriber').does(session, { type: 'SignDischarge' });
  await nurse.does(session, { type: 'SignRecord', meaning: 'author' });
}

test.each(SHIPPED_PROTOCOLS.map((protocol) => [protocol.id, protocol] as const))(
  'a whole session under %s is run by the API, and what is stored folds to what was answered',
  async (id, protocol) => {
    const session = await clinic.plannedSession(id);
    const order = crypto.randomUUID();
    await readyForDose(session, protocol, order);
    const nurse = clinic.as('nurse');
    const ordered = (await nurse.get(`/api/sessions/${session}/events`)).body.events.find(
      ({ type }: { type: string }) => type === 'DoseOrdered',
    );
    if (protocol.delivery.kind === 'infusion') {
      await nurse.does(session, { type: 'StartInfusion', order, rate: ordered.pump.rate });
      clinic.clock.pass(41);
      await nurse.does(session, { type: 'StopInfusion', reason: 'completed' });
    } else {
      const site = protocol.delivery.kind === 'injection' ? protocol.delivery.sites[0] : undefined;
      await nurse.does(session, { type: 'AdministerDose', order, amount: ordered.amount, ...(site && { site }) });
      clinic.clock.pass(20);
      await clinic.as('guide').does(session, [
        { type: 'RecordNosc', moment: 'onset' },
        { type: 'RecordObservation', observation: 'still' },
      ]);
    }
    await home(session, protocol);

    const { body } = await nurse.get(`/api/sessions/${session}/events`);
    const state = fold(body.events);
    expect(state.status).toBe('discharged');
    expect(state.flags).toEqual([]);
    const today = await nurse.get('/api/today');
    const shown = today.body.visits.find((visit: { session?: { id: string } }) => visit.session?.id === session);
    expect(shown.session.summary).toMatchObject({ status: 'discharged', seq: state.seq, signed: true, openGates: [] });
    expect(shown.protocol.label.name).not.toBe('');
  },
);

test('the room is told what the session is, under which protocol, and what it may be called', async () => {
  const session = await clinic.plannedSession('kap-im');
  const { body } = await clinic.as('guide').get(`/api/sessions/${session}`);
  expect(body).toMatchObject({
    session: { id: session, protocolId: 'kap-im', seq: 1 },
    patient: { name: expect.stringMatching(/^Ines/) },
    label: { kind: 'kap' },
  });
  const shipped = SHIPPED_PROTOCOLS.find(({ id }) => id === 'kap-im') as Protocol;
  expect(compareProtocols(shipped, body.protocol)).toEqual([]);
});

test('the next session knows the weight and dose of the last', async () => {
  const { body } = await clinic.as('nurse').get('/api/today');
  const finished = body.visits.find(
    ({ protocol, session }: { protocol: { id: string }; session: { summary: { status: string } } }) =>
      protocol.id === 'infusion-iv' && session?.summary.status === 'discharged',
  );
  const patient = (await clinic.as('nurse').get(`/api/patients/${finished.patient.id}`)).body;
  const [visit, session] = [crypto.randomUUID(), crypto.randomUUID()];
  await clinic.as('front_desk').post(`/api/courses/${patient.courses[0].id}/visits`, {
    id: visit,
    kind: 'dosing',
    scheduledFor: clinic.clock.now,
    room: 'Room 1',
  });
  const begun = await clinic.as('nurse').post(`/api/visits/${visit}/session`, { id: session });
  const [planned] = begun.body.events as [CommandOf<'PlanSession'>];
  expect(planned).toMatchObject({
    type: 'SessionPlanned',
    lastWeight: { value: 80, unit: 'kg' },
    lastDose: { amount: finished.session.summary.cumulative },
  });
});
