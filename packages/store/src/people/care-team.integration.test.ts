/** Care teams: never more than once, never removed; and those who treated before there were teams belong to them. */
import { randomUUID } from 'node:crypto';
import { DAY, type Instant, instant, later, type Role } from '@holdspace/care';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { careTeam } from '../migrations/0011-care-team.ts';
import { SessionWriter } from '../sessions/session-maker.ts';
import type { Store } from '../store.ts';
import { type TestClinic, testClinic, testStore } from '../testing.ts';

let store: Store;
let databaseUrl: string;
let clinic: TestClinic;
let close: () => Promise<void>;
const NOW: Instant = instant(Date.UTC(2026, 2, 2, 15));
const idOf = (role: Role) => clinic.practitioners[role].id;
const by = (role: Role) => ({ by: idOf(role), at: NOW });
beforeAll(async () => {
  ({ store, databaseUrl, close } = await testStore());
  clinic = await testClinic(store);
});
afterAll(() => close());

const standing = async (role: Role, now = NOW) =>
  (
    await store.standings.of(clinic.clinicId, {
      practitionerId: idOf(role),
      patientIds: [clinic.patientId],
      day: { from: now, to: later(now, DAY) },
      underWaySince: later(now, -DAY),
      now,
    })
  ).get(clinic.patientId);

test('somebody is taken in once, ended with a reason, and may be taken in again', async () => {
  const member = { id: randomUUID(), patientId: clinic.patientId, personId: idOf('therapist'), why: 'Treats.' };
  const add = (one = member) => store.careTeam.add(clinic.clinicId, one, by('prescriber'));
  expect([await add(), await add(), await add({ ...member, id: randomUUID() })]).toEqual([true, true, false]);
  expect((await standing('therapist'))?.inCareTeam).toBe(true);
  expect(await store.careTeam.patientsOf(clinic.clinicId, idOf('therapist'))).toEqual([clinic.patientId]);
  const end = () => store.careTeam.end(clinic.clinicId, clinic.patientId, member.id, 'Moves.', by('clinic_admin'));
  expect([await end(), await end()]).toEqual([idOf('therapist'), null]);
  expect((await standing('therapist'))?.inCareTeam).toBe(false);
  expect(await add({ ...member, id: randomUUID() })).toBe(true);
  const shown = await store.careTeam.ofPatient(clinic.clinicId, clinic.patientId);
  expect(shown.map(({ ended }) => ended?.because)).toEqual([undefined, 'Moves.']);
});

test('another clinic’s team is out of sight, and its patient out of reach', async () => {
  const other = await testClinic(store);
  expect(await store.careTeam.ofPatient(other.clinicId, clinic.patientId)).toEqual([]);
  const member = { id: randomUUID(), patientId: clinic.patientId, personId: other.practitioners.nurse.id, why: 'No.' };
  const recording = { by: other.practitioners.nurse.id, at: NOW };
  await expect(store.careTeam.add(other.clinicId, member, recording)).rejects.toThrow('foreign key');
});

test('the migration takes in whoever wrote in a session, came in, or was planned, so that nobody is locked out', async () => {
  const writer = await SessionWriter.begun(store, clinic);
  const guide = clinic.practitioners.guide;
  await writer.append(
    writer.command({ type: 'JoinSession', person: { ...guide, roles: ['guide'] }, attendance: 'in_room' }),
  );
  expect((await standing('guide'))?.presentInSession).toBe(true);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  // As it was before: no table of teams, and a log.
  await client.query('drop table holdspace.care_team_member');
  await client.query('drop index holdspace.session_event_of_presence, holdspace.session_event_of_strikes');
  await client.query(careTeam.sql);
  await client.end();
  const names = (await store.careTeam.ofPatient(clinic.clinicId, clinic.patientId)).map(({ person }) => person.name);
  expect(names.sort()).toEqual(['The guide', 'The nurse']);
  expect((await standing('nurse'))?.inCareTeam).toBe(true);
});
