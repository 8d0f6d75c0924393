/** The registry over the API: clinics that join see each other, one that has not sees and gives nothing, and what is withdrawn goes. */
import { randomUUID } from 'node:crypto';
import { DAY, HOUR, instant, type RegistryOverview, type Role, shippedConsent } from '@holdspace/care';
import { hashOfContent, newCheckpointKey, parseCheckpointKeys } from '@holdspace/store';
import { type TestClinic, testClinic } from '@holdspace/store/testing';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { keepScore } from '../../../outcomes/src/testing-scores.ts';
import { keepSession } from '../../../outcomes/src/testing-sessions.ts';
import { createApp } from '../app.ts';
import { createLogger } from '../log.ts';
import { type Caller, type RunningClinic, runningClinic, TEST_SECRET } from '../testing.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

const FIRST = Date.UTC(2026, 2, 4, 14);
let running: RunningClinic;
let here: Caller;
let there: Caller;
let third: Caller;
let other: TestClinic;
const signatures = new Map<string, string>();
const patients: string[] = [];

/** A patient who was treated once and answered before and after; `consents`: signed the consent to research. */
async function keepPatient(
  clinicId: string,
  index: number,
  { before = 20, after = 10, consents = true } = {},
): Promise<string> {
  const { store } = running;
  const patientId = randomUUID();
  await store.patients.create(
    clinicId,
    {
      id: patientId,
      name: `Ines Invented ${index}`,
      dateOfBirth: '1979-08-09',
      recordNumber: `R-${index}`,
    },
    instant(FIRST),
  );
  const { courseId } = await keepSession(store, { clinicId, patientId, at: instant(FIRST + index * HOUR) });
  const score = (moment: string, day: number, value: number) =>
    keepScore(store, { clinicId, patientId, courseId, moment, value, at: instant(FIRST + day * DAY) });
  await score('baseline', -3, before);
  await score('at_will', 20, after);
  if (consents) await sign(clinicId, patientId);
  return patientId;
}
async function sign(clinicId: string, patientId: string): Promise<void> {
  const content = shippedConsent('research', { route: 'intravenous', substance: 'ketamine', kind: 'medical' });
  const id = randomUUID();
  signatures.set(patientId, id);
  await running.store.consents.sign(clinicId, patientId, id, () => ({
    ...{ id, patientId, documentId: 'research', version: 1, language: 'en', isDrawn: false },
    textHash: hashOfContent(content),
    signedAt: running.clock.now,
    secret: {
      ...{ name: 'Ines Invented', filled: [], from: { address: 'test' }, tries: [] },
      text: { title: content.title.en, pieces: [], ifWithdrawn: content.ifWithdrawn.en },
    },
  }));
}
const withdraw = (clinicId: string, patientId: string) =>
  running.store.consents.withdraw(clinicId, patientId, () => ({
    ...{ id: randomUUID(), signatureId: signatures.get(patientId) as string, at: running.clock.now, how: 'portal' },
    from: { address: 'test' },
  }));
const overview = async (caller: Caller): Promise<RegistryOverview> => (await caller.get('/api/registry')).body;
const give = async (caller: Caller) => expect((await caller.post('/api/registry/giving', {})).status).toBe(202);
const POOLS = '/api/registry/pools?instrument=phq-9&scale=total';

beforeAll(async () => {
  running = await runningClinic({ checkpointKeys: parseCheckpointKeys(newCheckpointKey()) });
  other = await testClinic(running.store, 'registry-there.test');
  const last = await testClinic(running.store, 'registry-third.test');
  const director = ({ clinicId, practitioners }: TestClinic) =>
    running.callerAt(running.server.url, clinicId, practitioners.medical_director.id);
  here = running.as('medical_director');
  there = await director(other);
  third = await director(last);
  for (let index = 0; index < 13; index += 1)
    patients.push(await keepPatient(running.clinic.clinicId, index, { after: 5 + index }));
  await keepPatient(running.clinic.clinicId, 50, { after: 0, consents: false });
  for (let index = 0; index < 11; index += 1)
    await keepPatient(other.clinicId, 100 + index, { after: 8 + (index % 3) });
  running.clock.pass(60 * 24 * 60);
});
afterAll(() => running?.close());

test('before it joins, a clinic sees what it would give and nothing of others; nobody is given anything', async () => {
  await here.post('/api/outcomes/refresh', {});
  await expect.poll(async () => (await overview(here)).next, { timeout: 60_000 }).not.toBeNull();
  const { isJoined, next, given, others } = await overview(here);
  expect({ isJoined, given, others }).toEqual({ isJoined: false, given: null, others: [] });
  expect(next).toMatchObject({ consenting: 13, treated: 14, heldBack: 0 });
  // Falls of 15 to 3 from 20: a mean of 9; six of thirteen fell by half, which is hidden with the seven who did not.
  expect(next?.summary.changes).toEqual([
    {
      ...{ protocol: 'infusion-iv', instrument: 'phq-9', scale: 'total', moment: 'last', patients: 13 },
      ...{ meanChange: -9, standardDeviation: 3.89, responded: null, remitted: 0, missing: 0 },
    },
  ]);
  expect(next?.summary.harms).toEqual([{ protocol: 'infusion-iv', sessions: 13, events: 0 }]);
  expect((await here.get(POOLS)).body).toEqual({ protocols: [], forests: [] });
});

test('only who may see it does, and the medical director alone joins', async () => {
  for (const role of ['nurse', 'therapist', 'guide', 'front_desk', 'clinic_admin'] as const satisfies readonly Role[])
    expect((await running.as(role).get('/api/registry')).status, role).toBe(403);
  expect((await running.as('prescriber').get('/api/registry')).status).toBe(200);
  for (const path of ['joining', 'leaving', 'giving', 'files', 'removals'])
    expect((await running.as('prescriber').post(`/api/registry/${path}`, {})).status, path).toBe(403);
});

describe('of clinics that have joined', () => {
  beforeAll(async () => {
    for (const caller of [here, there]) {
      const { status } = await caller.post('/api/registry/joining', {
        reason: 'To learn with others',
        isNamed: caller === there,
      });
      expect(status).toBe(201);
      await give(caller);
    }
  });

  test('each has the other’s summary, in the pool of one scale; a third that has not joined has none', async () => {
    const [ours, theirs] = [await overview(here), await overview(there)];
    expect(ours.others).toMatchObject([{ giver: theirs.given?.summary.giver, name: theirs.clinicName }]);
    expect(theirs.others).toMatchObject([{ giver: ours.given?.summary.giver, name: null }]);
    expect(JSON.stringify(theirs.others)).not.toContain(running.clinic.clinicId);
    const [change] = (await here.get(POOLS)).body.forests;
    expect(change).toMatchObject({
      ...{ figure: 'change', protocol: 'infusion-iv', moment: 'last', standing: null },
      rows: [
        { isOwn: true, estimate: { value: -9, n: 13 } },
        { isOwn: false, name: theirs.clinicName, estimate: { n: 11 } },
      ],
      pooled: { clinics: 2, n: 24, prediction: null },
    });
    const [harms] = (await there.get('/api/registry/harms')).body.forests;
    expect(harms.rows).toHaveLength(2);
    expect((await overview(third)).others).toEqual([]);
    expect((await third.get(POOLS)).body.forests).toEqual([]);
  });

  test('joining, leaving and giving are in the audit, with the reason', async () => {
    const { entries } = (await running.as('clinic_admin').get('/api/audit?act=take%20part%20in%20the%20registry')).body;
    expect(entries).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ what: 'POST /api/registry/joining', why: 'To learn with others' }),
        expect.objectContaining({
          what: expect.stringMatching(/^registry summary given to \d+ other clinics$/),
          who: expect.objectContaining({ kind: 'system' }),
        }),
      ]),
    );
  });

  test('one patient more changes nothing; one who withdraws is gone from the next summary, and the figure with them', async () => {
    const { clinicId } = running.clinic;
    const before = (await overview(here)).given?.summary.changes;
    await keepPatient(clinicId, 60, { after: 1 });
    await give(here);
    expect((await overview(here)).given?.summary.changes).toEqual(before);
    await withdraw(clinicId, patients[3] as string);
    running.clock.pass(1);
    await give(here);
    const now = await overview(here);
    expect(now.given?.summary.changes).toEqual([]);
    expect(now.next).toMatchObject({ consenting: 13, treated: 15, heldBack: 2 });
    const [change] = (await there.get(POOLS)).body.forests;
    expect(change.rows).toMatchObject([{ isOwn: true }]);
  });

  test('a file is taken in by another installation’s clinic, once, unaltered and of a known version', async () => {
    const { body: file } = await there.get('/api/registry/file');
    await third.post('/api/registry/joining', { reason: 'To learn', isNamed: false });
    // It is of the same installation here, so it has been given already, from there.
    expect((await third.post('/api/registry/files', { file })).problem.errors?.[0]?.rule).toBe('another-source');
    const giver = file.summary.giver;
    expect((await third.post('/api/registry/removals', { giver })).status).toBe(201);
    expect((await third.post('/api/registry/removals', { giver })).status).toBe(404);
    const taken = await third.post('/api/registry/files', { file });
    expect(taken.status).toBe(201);
    expect((await overview(third)).others).toContainEqual(
      expect.objectContaining({ giver, file: { keyId: taken.body.keyId, takenBy: 'The medical_director' } }),
    );
    const ruleOf = async (given: unknown) =>
      (await third.post('/api/registry/files', { file: given })).problem.errors?.[0]?.rule;
    expect(await ruleOf(file)).toBe('not-newer');
    const change = { ...file.summary.changes[0], meanChange: -25 };
    expect(await ruleOf({ ...file, summary: { ...file.summary, changes: [change] } })).toBe('altered');
    expect(await ruleOf({ ...file, madeAt: running.clock.now })).toBe('altered');
    expect(await ruleOf({ ...file, summary: { ...file.summary, version: 2 } })).toBe('unknown-version');
    expect(await ruleOf({ ...file, signature: 'none' })).toBe('altered');
    expect(await ruleOf({ some: 'thing' })).toBe('not-a-summary');
    expect((await there.post('/api/registry/files', { file })).problem.errors?.[0]?.rule).toBe('own');
  });

  test('who leaves takes back what was given, and is given nothing more', async () => {
    expect((await there.post('/api/registry/leaving', { reason: 'Enough' })).status).toBe(201);
    expect((await there.post('/api/registry/leaving', { reason: 'Enough' })).problem.errors?.[0]?.rule).toBe(
      'not-joined',
    );
    expect((await overview(here)).others.map(({ name }) => name)).not.toContain('registry-there.test');
    await give(here);
    const { isJoined, others, given, steps } = await overview(there);
    expect({ isJoined, others, given }).toEqual({ isJoined: false, others: [], given: null });
    expect(steps.map(({ kind }) => kind)).toEqual(['joined', 'left']);
    expect((await there.get(POOLS)).body.forests).toEqual([]);
  });
});

test('what a clinic gave that has left is taken back again within the hour, should a server have stopped in between', async () => {
  const { store } = running;
  const summary = (await overview(here)).given?.summary;
  const at = running.clock.now;
  await third.post('/api/registry/leaving', { reason: 'Enough' });
  await third.post('/api/registry/joining', { reason: 'Again', isNamed: false });
  await here.post('/api/registry/leaving', { reason: 'Enough' });
  const thirdId = (await third.get('/api/me')).body.clinic.id as string;
  // As it would stand if it had been given in the very moment of leaving.
  if (!summary) throw new Error('nothing was given');
  await store.registry.receive(thirdId, {
    summary,
    madeAt: at,
    receivedAt: at,
    from: { clinicId: running.clinic.clinicId },
  });
  expect((await overview(third)).others).toHaveLength(1);
  const { context } = await createApp({
    store,
    secret: TEST_SECRET,
    logger: createLogger('silent'),
    secure: false,
    demo: false,
    clock: running.clock.read,
  });
  await context.registry.look();
  expect((await overview(third)).others).toEqual([]);
});

test('no row of one clinic’s registry is seen by another, nor without a clinic', async () => {
  for (const table of ['registry_step', 'registry_given', 'registry_received']) {
    const { rows } = await running.store.pool.query(
      `with clinic as (select set_config('holdspace.clinic', $1, true)) select clinic_id from clinic, holdspace.${table}`,
      [other.clinicId],
    );
    for (const row of rows) expect(row.clinic_id).toBe(other.clinicId);
    expect((await running.store.pool.query(`select from holdspace.${table}`)).rowCount).toBe(0);
  }
});
