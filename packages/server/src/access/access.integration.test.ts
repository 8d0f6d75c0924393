/** Who sees and does what to which patient: each role on each ground, at the addresses that matter, asked of a real server. */
import { randomUUID } from 'node:crypto';
import type { Role } from '@holdspace/care';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readEvents } from '../live/reading.ts';
import { type RunningClinic, runningClinic } from '../testing.ts';

let clinic: RunningClinic;
beforeAll(async () => {
  clinic = await runningClinic();
});
afterAll(() => clinic.close());

const TREATS: readonly Role[] = ['prescriber', 'anesthesia', 'nurse', 'therapist'];
const DAY_MINUTES = 24 * 60;
let session: string;
let patient: string;
const statusOf = async (role: Role, path: string) => (await clinic.as(role).get(path)).status;
/** What opens on a session: its events, its record, the patient's clinical record. */
const paths = () => [`/api/sessions/${session}`, `/api/sessions/${session}/events`, `/api/patients/${patient}/sharing`];
const statusesOf = (role: Role) => Promise.all(paths().map((path) => statusOf(role, path)));
const OPEN = [200, 200, 200];
const CLOSED = [403, 403, 403];
const join = (role: Role) => {
  const { id, name } = clinic.clinic.practitioners[role];
  return clinic
    .as('medical_director')
    .does(session, { type: 'JoinSession', person: { id, name, roles: [role] }, attendance: 'in_room' });
};
const vitals = {
  type: 'RecordVitalSigns',
  vitalSigns: { heartRate: { value: 71, unit: '/min' } },
} as const;

/** A patient who came and went two days ago, of whose team the guide is. */
beforeEach(async () => {
  session = await clinic.plannedSession('kap-im');
  patient = (await clinic.store.sessions.head(clinic.clinic.clinicId, session))?.patientId ?? '';
});
const twoDaysLater = () => clinic.clock.pass(2 * DAY_MINUTES);

describe('with no ground', () => {
  test.each(TREATS)('a %s sees who somebody is, and no record or session', async (role) => {
    twoDaysLater();
    expect(await statusesOf(role)).toEqual(CLOSED);
    const page = (await clinic.as(role).get(`/api/patients/${patient}`)).body;
    expect(page).toMatchObject({
      patient: { id: patient },
      seesRecord: false,
      courses: [],
      sessions: [],
      documents: [],
    });
    expect((await clinic.as(role).send(session, vitals)).status).toBe(403);
  });

  test('a guide does not even find them', async () => {
    const { body } = await clinic.as('guide').get(`/api/patients/${clinic.clinic.patientId}`);
    expect(body).toMatchObject({ status: 403, rule: 'condition: see demographics' });
    expect(JSON.stringify(body)).not.toContain('Ida');
    const ids = (await clinic.as('guide').get('/api/patients')).body.patients.map(({ id }: { id: string }) => id);
    expect(ids).toContain(patient);
    expect(ids).not.toContain(clinic.clinic.patientId);
    expect((await clinic.as('front_desk').get('/api/patients')).body.patients.length).toBeGreaterThan(ids.length);
  });

  test('the medical director sees all the same', async () => {
    twoDaysLater();
    expect(await statusesOf('medical_director')).toEqual(OPEN);
  });

  test('the refusal says what would open it', async () => {
    twoDaysLater();
    const { problem } = await clinic.as('nurse').get(`/api/sessions/${session}`);
    expect(problem).toMatchObject({
      type: '/problems/not-allowed',
      status: 403,
      rule: 'condition: see a session',
      satisfy: expect.stringContaining('care team'),
    });
  });
});

describe('a ground opens', () => {
  test.each(TREATS)('a visit today, to a %s', async (role) => {
    expect(await statusesOf(role)).toEqual(OPEN);
    await clinic.as('front_desk').does(session, { type: 'RecordArrival' });
    expect((await clinic.as(role).send(session, vitals)).status).toBe(200);
  });

  test.each([...TREATS, 'guide'] as const)('the care team, to a %s, until it is ended', async (role) => {
    if (role !== 'guide') await clinic.takeIntoTeam(patient, role);
    twoDaysLater();
    expect(await statusesOf(role)).toEqual(OPEN);
    const team = `/api/patients/${patient}/care-team`;
    const { members } = (await clinic.as('clinic_admin').get(team)).body;
    const mine = members.find(({ person }: { person: { roles: Role[] } }) => person.roles.includes(role));
    const end = () => clinic.as('clinic_admin').post(`${team}/${mine.id}/end`, { because: 'Another takes over.' });
    expect([(await end()).status, (await end()).status]).toEqual([200, 404]);
    expect(await statusesOf(role)).toEqual(CLOSED);
    const after = (await clinic.as('clinic_admin').get(team)).body.members;
    expect(after.find(({ id }: { id: string }) => id === mine.id)).toMatchObject({
      ended: { because: 'Another takes over.', by: { name: 'The clinic_admin' } },
    });
  });

  test.each([...TREATS, 'guide'] as const)('having been present, to a %s, after the day too', async (role) => {
    await join(role);
    twoDaysLater();
    expect(await statusesOf(role)).toEqual(OPEN);
  });

  test('having recorded on the day of the visit, though nobody wrote down that they came in', async () => {
    await clinic.as('front_desk').does(session, { type: 'RecordArrival' });
    await clinic.as('nurse').does(session, vitals);
    twoDaysLater();
    expect(await statusesOf('nurse')).toEqual(OPEN);
    expect(await statusesOf('therapist')).toEqual(CLOSED);
    const { members } = (await clinic.as('nurse').get(`/api/patients/${patient}/care-team`)).body;
    expect(members).toContainEqual(
      expect.objectContaining({
        person: expect.objectContaining({ id: clinic.clinic.practitioners.nurse.id }),
        why: 'Recorded in a session of this patient.',
      }),
    );
  });

  test('but not a presence that was struck out', async () => {
    const [joined] = await join('nurse');
    await clinic.as('medical_director').does(session, { type: 'StrikeOut', seq: joined?.seq ?? 0, reason: 'A slip.' });
    twoDaysLater();
    expect(await statusesOf('nurse')).toEqual(CLOSED);
  });

  test('a session that began yesterday and is under way, to whoever is here', async () => {
    await clinic.as('front_desk').does(session, { type: 'RecordArrival' });
    clinic.clock.pass(DAY_MINUTES);
    expect(await statusesOf('nurse')).toEqual(OPEN);
    expect((await clinic.as('nurse').send(session, vitals)).status).toBe(200);
    // What was left open and not touched since is under way no longer.
    clinic.clock.pass(3 * DAY_MINUTES);
    expect(await statusesOf('therapist')).toEqual(CLOSED);
  });

  test('being planned for a visit of the day, to a guide of no team', async () => {
    const { body } = await clinic.as('front_desk').get('/api/today');
    const { visitId } = body.visits.find((visit: { session?: { id: string } }) => visit.session?.id === session);
    const guide = clinic.clinic.practitioners.guide.id;
    const { members } = (await clinic.as('prescriber').get(`/api/patients/${patient}/care-team`)).body;
    const end = `/api/patients/${patient}/care-team/${members[0].id}/end`;
    await clinic.as('prescriber').post(end, { because: 'To be planned instead.' });
    expect(await statusesOf('guide')).toEqual(CLOSED);
    const assignment = { id: randomUUID(), personId: guide, role: 'guide' };
    await clinic.as('front_desk').post(`/api/visits/${visitId}/assignments`, assignment);
    expect(await statusesOf('guide')).toEqual(OPEN);
    await clinic.as('front_desk').post(`/api/visits/${visitId}/assignments/${assignment.id}/remove`, {});
    expect(await statusesOf('guide')).toEqual(CLOSED);
  });
});

describe('by role alone', () => {
  test.each(['front_desk', 'clinic_admin'] as const)(
    'a %s sees no record, and is not told whether a thing exists',
    async (role) => {
      expect(await statusesOf(role)).toEqual(CLOSED);
      for (const path of [`/api/sessions/${randomUUID()}`, `/api/patients/${randomUUID()}/sharing`])
        expect(await statusOf(role, path), path).toBe(403);
    },
  );

  test('what does not exist, or is another clinic’s, is not found by those who might see it', async () => {
    for (const path of [`/api/sessions/${randomUUID()}`, `/api/patients/${randomUUID()}/sharing`])
      expect(await statusOf('nurse', path), path).toBe(404);
  });

  test('the front desk sees when somebody comes, records that they came, and not how the session stands', async () => {
    const shown = async (role: Role) =>
      (await clinic.as(role).get('/api/today')).body.visits.find(
        (visit: { session?: { id: string } }) => visit.session?.id === session,
      );
    await clinic.as('front_desk').does(session, { type: 'RecordArrival' });
    const seen = await shown('front_desk');
    expect(seen).toMatchObject({ patient: { id: patient }, session: { status: 'open', emergencyStop: false } });
    expect(seen.session).not.toHaveProperty('summary');
    expect(seen.session.awaitsEscort).toBe(true);
    await clinic.as('front_desk').does(session, {
      type: 'ConfirmGate',
      finding: { gate: 'escort', name: 'Ed Escort', telephone: '555 0100', reachable: true },
    });
    expect((await shown('front_desk')).session.awaitsEscort).toBe(false);
    expect((await shown('clinic_admin')).session).not.toHaveProperty('awaitsEscort');
    expect((await shown('nurse')).session.summary).toMatchObject({ status: 'open' });
  });

  test.each(['front_desk', 'clinic_admin', 'guide', 'nurse'] as const)(
    'anybody calls the emergency stop, a %s too, and everybody sees that it was called',
    async (role) => {
      await clinic.as('front_desk').does(session, { type: 'RecordArrival' });
      expect((await clinic.as(role).send(session, { type: 'CallEmergencyStop' })).status).toBe(200);
      for (const other of ['front_desk', 'clinic_admin'] as const) {
        const { visits } = (await clinic.as(other).get('/api/today')).body;
        const found = visits.find((visit: { session?: { id: string } }) => visit.session?.id === session);
        expect(found.session.emergencyStop).toBe(true);
      }
      expect((await clinic.as('clinic_admin').send(session, vitals)).status).toBe(403);
    },
  );

  test('care teams are changed by whoever treats or runs the clinic, and hold nobody who does not treat', async () => {
    const body = (role: Role) => ({ id: randomUUID(), personId: clinic.clinic.practitioners[role].id, why: 'Treats.' });
    const team = `/api/patients/${patient}/care-team`;
    for (const role of ['nurse', 'therapist', 'guide', 'front_desk'] as const)
      expect((await clinic.as(role).post(team, body('nurse'))).status, role).toBe(403);
    const nurse = body('nurse');
    for (let time = 0; time < 2; time++) expect((await clinic.as('clinic_admin').post(team, nurse)).status).toBe(201);
    expect((await clinic.as('clinic_admin').post(team, body('nurse'))).problem.errors).toMatchObject([
      { rule: 'there-already' },
    ]);
    expect((await clinic.as('prescriber').post(team, body('front_desk'))).problem.errors).toMatchObject([
      { rule: 'no-clinician' },
    ]);
  });
});

test('a stream ends with the ground on which it was opened', async () => {
  twoDaysLater();
  const { url, token } = clinic.as('guide');
  const stream = readEvents(`${url}/api/sessions/${session}/live`, { authorization: `Bearer ${token}` });
  await stream.take(1);
  const team = `/api/patients/${patient}/care-team`;
  const { members } = (await clinic.as('prescriber').get(team)).body;
  await clinic.as('prescriber').post(`${team}/${members[0].id}/end`, { because: 'Another takes over.' });
  await stream.ended;
});

describe('credentials at the clinical time', () => {
  test('stop who comes in without them, and what happened all the same is recorded, flagged', async () => {
    const { id, name } = clinic.clinic.practitioners.anesthesia;
    const { credentials } = (await clinic.as('clinic_admin').get(`/api/people/${id}`)).body;
    const on = clinic.clock.now.slice(0, 10);
    await clinic.as('clinic_admin').post(`/api/credentials/${credentials[0].id}/end`, { on, because: 'Surrendered' });
    const comesIn = {
      type: 'JoinSession' as const,
      person: { id, name, roles: ['anesthesia' as Role] },
      attendance: 'in_room' as const,
    };
    const refused = await clinic.as('medical_director').send(session, comesIn);
    expect(refused.problem.refusals).toMatchObject([{ rule: 'credentials-in-order', stop: 'hard' }]);
    const happened = { reason: 'There was nobody else.' };
    const [event] = await clinic.as('medical_director').does(session, { ...comesIn, happened });
    expect(event?.flags).toMatchObject([{ rule: 'credentials-in-order', why: 'recorded_against_rule' }]);
    expect((await clinic.as('nurse').get(`/api/sessions/${session}`)).body.credentials[id]).toMatchObject([
      { endedOn: on },
    ]);
  });
});
