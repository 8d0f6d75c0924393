/** Looking at the audit: who may, what they find, that the look itself is written, and what leaves as FHIR. */
import { newCheckpointKey, parseCheckpointKeys, readCheckpoint, whyNotBelieved } from '@holdspace/store';
import { testClinic } from '@holdspace/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningClinic, runningClinic } from '../testing.ts';

const KEYS = parseCheckpointKeys(newCheckpointKey());
let clinic: RunningClinic;
beforeAll(async () => {
  clinic = await runningClinic({ checkpointKeys: KEYS });
});
afterAll(() => clinic.close());
const officer = () => clinic.as('clinic_admin');

describe('who may look', () => {
  test.each(['prescriber', 'anesthesia', 'nurse', 'therapist', 'guide', 'front_desk'] as const)(
    'not a %s',
    async (role) => {
      for (const path of [
        '/api/audit',
        '/api/audit/unusual',
        '/api/audit/people',
        '/api/audit/export',
        '/api/audit/checkpoints',
      ])
        expect((await clinic.as(role).get(path)).status, path).toBe(403);
    },
  );

  test('and their look is written as well', async () => {
    expect((await officer().get('/api/audit')).status).toBe(200);
    const { entries } = (await officer().get('/api/audit')).body;
    expect(entries[0]).toMatchObject({ act: 'read the audit', outcome: 'allowed', what: 'GET /api/audit' });
  });
});

test('who saw a patient is answered person by person, with what is unusual', async () => {
  const { patientId } = clinic.clinic;
  await clinic.as('medical_director').get(`/api/patients/${patientId}`);
  await clinic.as('medical_director').get(`/api/patients/${patientId}`);
  for (let time = 0; time < 5; time += 1) await clinic.as('guide').get(`/api/patients/${patientId}/disclosures`);
  const { people } = (await officer().get(`/api/audit/people?patient=${patientId}`)).body;
  expect(people).toMatchObject([
    { who: { name: 'The guide' }, times: 0, refused: 5, unusual: ['refused repeatedly'] },
    { who: { name: 'The medical_director' }, times: 2, refused: 0 },
  ]);
  const { entries, patients } = (await officer().get(`/api/audit/unusual?patient=${patientId}`)).body;
  expect(entries.map((one: { unusual: string[] }) => one.unusual)).toContainEqual(['refused repeatedly']);
  expect(patients).toEqual({ [patientId]: 'Ida Example' });
});

test('days are the clinic’s own, and pages follow on each other', async () => {
  const on = async (query: string) => (await officer().get(`/api/audit?${query}`)).body;
  expect((await on('from=2026-03-02&to=2026-03-02')).entries.length).toBeGreaterThan(3);
  expect((await on('to=2026-03-01')).entries).toEqual([]);
  expect((await officer().get('/api/audit?from=yesterday')).status).toBe(400);
  const [first, second] = (await on('')).entries;
  expect((await on(`before=${first.seq}`)).entries[0]).toMatchObject({ seq: second.seq });
});

test('an export is a FHIR AuditEvent a line, and is written before it leaves', async () => {
  const { patientId } = clinic.clinic;
  await clinic.as('nurse').get(`/api/patients/${patientId}`);
  const answer = await fetch(`${clinic.server.url}/api/audit/export?patient=${patientId}`, {
    headers: { authorization: `Bearer ${officer().token}` },
  });
  expect(answer.headers.get('content-type')).toContain('application/fhir+ndjson');
  const lines = (await answer.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines[0]).toMatchObject({
    resourceType: 'AuditEvent',
    type: { code: 'rest' },
    action: 'R',
    recorded: clinic.clock.now,
    outcome: '0',
    agent: [
      {
        who: { reference: `Practitioner/${clinic.clinic.practitioners.nurse.id}` },
        requestor: true,
        network: { type: '2' },
      },
    ],
    source: { observer: { identifier: { value: clinic.clinic.clinicId } } },
    entity: [
      { what: { reference: `Patient/${patientId}` } },
      { detail: [{ valueString: 'GET /api/patients/:id' }, {}] },
    ],
  });
  for (const line of lines) {
    expect(line.type.system && line.recorded && line.agent[0].who && line.source.observer).toBeTruthy();
    expect(['C', 'R', 'U', 'D', 'E']).toContain(line.action);
    expect(['0', '4', '8', '12']).toContain(line.outcome);
    expect(typeof line.agent[0].requestor).toBe('boolean');
    expect(line.id).toMatch(/^[A-Za-z0-9.-]{1,64}$/);
  }
  expect(JSON.stringify(lines)).not.toContain('Ida');
  const { entries } = (await officer().get('/api/audit?act=export&outcome=allowed')).body;
  expect(entries).toMatchObject([{ what: 'GET /api/audit/export', outcome: 'allowed' }]);
});

test('a checkpoint is signed, kept and taken outside', async () => {
  const { checkpoint } = (await officer().post('/api/audit/checkpoints', {})).body;
  const read = readCheckpoint(checkpoint);
  expect(read && whyNotBelieved(read, KEYS.ids)).toBeNull();
  const { checkpoints } = (await officer().get('/api/audit/checkpoints')).body;
  expect(checkpoints[0]).toEqual(checkpoint);
});

test('another clinic’s officer finds nothing of this one', async () => {
  const other = await testClinic(clinic.store);
  const caller = await clinic.callerAt(clinic.server.url, other.clinicId, other.practitioners.clinic_admin.id);
  const { body } = await caller.get(`/api/audit?patient=${clinic.clinic.patientId}`);
  expect(body).toMatchObject({ entries: [], patients: {} });
});
