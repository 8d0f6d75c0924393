import { randomUUID } from 'node:crypto';
import { SHIPPED_DOCUMENTS } from '@holdspace/care';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Caller, type RunningClinic, runningClinic } from '../testing.ts';

let clinic: RunningClinic;
beforeAll(async () => {
  clinic = await runningClinic();
});
afterAll(() => clinic.close());

const director = () => clinic.as('medical_director');
const shipped = (id: string) => {
  const document = SHIPPED_DOCUMENTS.find((one) => one.id === id);
  if (!document) throw new Error(`no shipped ${id}`);
  return structuredClone(document) as Record<string, unknown> & { dose: Record<string, unknown> };
};
const standing = async (id: string, version: string) =>
  (await director().get('/api/protocols')).body.protocols.find(
    (one: { id: string; version: string }) => one.id === id && one.version === version,
  );
const REASON = { path: 'dose.jumpAsksWhyAbove', to: '40 %', reason: 'Our patients step up by a third.' };

/** A draft of a protocol as it is begun from the version given. */
async function draftOf(
  id: string,
  version = '1.0.0',
): Promise<{ id: string; revision: number; document: Record<string, unknown> & { dose: Record<string, unknown> } }> {
  const begun = await director().post('/api/protocol-drafts', { id: randomUUID(), from: { id, version } });
  expect(begun.status).toBe(201);
  return begun.body.draft;
}
const save = (who: Caller, id: string, revision: number, document: unknown) =>
  who.ask('PUT', `/api/protocol-drafts/${id}`, { revision, document });

/** A version proposed with a larger step that asks why, and its reason. */
async function proposed(id: string, version: string, percent: number, from = '1.0.0'): Promise<void> {
  const draft = await draftOf(id, from);
  const document = {
    ...draft.document,
    version,
    dose: { ...draft.document.dose, jumpAsksWhyAbove: { value: percent, unit: '%' } },
    departures: [{ ...REASON, to: `${percent} %` }],
  };
  const saved = await save(director(), draft.id, draft.revision, document);
  expect(saved.status).toBe(200);
  const answer = await director().post(`/api/protocol-drafts/${draft.id}/proposal`, { revision: draft.revision + 1 });
  expect([answer.status, answer.body]).toEqual([201, { id, version }]);
}
async function sign(id: string, version: string, more: object = {}, who = director()) {
  const page = `/api/protocols/${id}/versions/${version}`;
  const { hash, statement } = (await who.get(page)).body;
  return who.post(`${page}/sign-off`, { id: randomUUID(), hash, statement, ...more });
}
async function course(protocol: { id: string; version: string }) {
  const [patientId, id] = [randomUUID(), randomUUID()];
  await clinic.as('front_desk').post('/api/patients', {
    id: patientId,
    name: 'Ines Invented',
    dateOfBirth: '1979-08-09',
    recordNumber: `G-${patientId.slice(0, 8)}`,
  });
  const answer = await clinic.as('prescriber').post(`/api/patients/${patientId}/courses`, { id, protocol });
  return { id, patientId, answer };
}
async function visit(courseId: string): Promise<string> {
  const id = randomUUID();
  const scheduledFor = clinic.clock.now;
  await clinic
    .as('front_desk')
    .post(`/api/courses/${courseId}/visits`, { id, kind: 'dosing', scheduledFor, room: '1' });
  return id;
}
const begin = (visitId: string, id = randomUUID()) => clinic.as('nurse').post(`/api/visits/${visitId}/session`, { id });
const rules = (answer: { body: { refusals?: { rule: string }[] } }) => answer.body.refusals?.map(({ rule }) => rule);

describe('a draft', () => {
  test('is saved as it stands, holding or not, by who saw it last', async () => {
    const { id, revision, document } = await draftOf('kap-im');
    const broken = { ...document, gates: 'soon' };
    expect((await save(director(), id, revision, broken)).body.draft).toMatchObject({ revision: 2, document: broken });
    const late = await save(clinic.as('prescriber'), id, revision, document);
    expect([late.status, late.problem.detail]).toEqual([
      409,
      expect.stringContaining('The medical_director saved this draft'),
    ]);
    // The same again, after an answer that was lost.
    expect((await save(director(), id, revision, broken)).body.draft.revision).toBe(2);
    const refused = await director().post(`/api/protocol-drafts/${id}/proposal`, { revision: 2 });
    expect([refused.status, rules(refused)?.[0]]).toEqual([422, 'document-holds']);
  });

  test('of two who save at once, one is told', async () => {
    const { id, revision, document } = await draftOf('kap-im');
    const both = await Promise.all(['One', 'Two'].map((name) => save(director(), id, revision, { ...document, name })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('begun twice under one id is begun once', async () => {
    const body = { id: randomUUID(), from: { id: 'kap-im', version: '1.0.0' } };
    const both = [
      await director().post('/api/protocol-drafts', body),
      await director().post('/api/protocol-drafts', body),
    ];
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    expect(
      (await director().get('/api/protocol-drafts')).body.drafts.filter((one: { id: string }) => one.id === body.id),
    ).toHaveLength(1);
  });

  test('put aside is not written on, and is out of the list', async () => {
    const { id, revision, document } = await draftOf('kap-im');
    expect((await director().post(`/api/protocol-drafts/${id}/put-aside`, { revision })).status).toBe(200);
    expect((await save(director(), id, revision + 1, document)).status).toBe(409);
    expect(
      (await director().get('/api/protocol-drafts')).body.drafts.map((one: { id: string }) => one.id),
    ).not.toContain(id);
  });

  test('comes from a file too, as a new way of treating or a next version', async () => {
    const own = { ...shipped('infusion-iv'), id: 'infusion-own', name: 'Our infusion' };
    const begun = await director().post('/api/protocol-drafts', { id: randomUUID(), document: own });
    expect(begun.body.draft).toMatchObject({ protocolId: 'infusion-own', document: own });
    expect(begun.body.draft.madeFrom).toBeUndefined();
    const next = await director().post('/api/protocol-drafts', { id: randomUUID(), document: shipped('infusion-iv') });
    expect(next.body.draft.madeFrom).toBe('1.0.0');
    const nameless = await director().post('/api/protocol-drafts', { id: randomUUID(), document: { id: '../up' } });
    expect([nameless.status, nameless.problem.errors?.[0]?.field]).toEqual([400, 'document.id']);
  });

  test('is for those who may write one', async () => {
    const { id, revision, document } = await draftOf('kap-im');
    for (const role of ['nurse', 'therapist', 'guide', 'front_desk'] as const) {
      expect((await save(clinic.as(role), id, revision, document)).status).toBe(403);
      expect((await clinic.as(role).post('/api/protocol-drafts', { id: randomUUID(), document })).status).toBe(403);
    }
  });
});

describe('a proposal', () => {
  test('with a looser limit and no reason is refused, and names the place', async () => {
    const { id, revision, document } = await draftOf('kap-im');
    const looser = {
      ...document,
      version: '1.1.0',
      dose: { ...document.dose, jumpAsksWhyAbove: { value: 40, unit: '%' } },
    };
    await save(director(), id, revision, looser);
    const answer = await director().post(`/api/protocol-drafts/${id}/proposal`, { revision: 2 });
    expect([answer.status, answer.body.refusals?.[0]]).toMatchObject([
      422,
      { rule: 'change-has-a-reason', field: 'dose.jumpAsksWhyAbove' },
    ]);
  });
});

describe('a version', () => {
  test('from draft to force: proposed, signed, in force from its time, the one before superseded', async () => {
    await proposed('kap-im', '2.0.0', 40);
    expect(await standing('kap-im', '2.0.0')).toMatchObject({
      standing: 'proposed',
      says: 'Proposed, awaiting sign-off',
    });
    expect((await course({ id: 'kap-im', version: '2.0.0' })).answer.status).toBe(422);
    const old = await course({ id: 'kap-im', version: '1.0.0' });
    expect(old.answer.status).toBe(201);

    // 10:00 in New York; the test's clock stands at 9.
    const signed = await sign('kap-im', '2.0.0', { effectiveFrom: '2026-03-02T10:00' });
    expect(signed.body.signOff).toMatchObject({
      kind: 'approved',
      takesEffectAt: '2026-03-02T15:00:00.000Z',
      signedBy: { name: 'The medical_director' },
      statement: expect.stringContaining('version 2.0.0'),
    });
    expect((await standing('kap-im', '2.0.0')).standing).toBe('signed');
    expect((await course({ id: 'kap-im', version: '1.0.0' })).answer.status).toBe(201);

    const begunBefore = randomUUID();
    expect((await begin(await visit(old.id), begunBefore)).status).toBe(201);

    clinic.clock.pass(60);
    expect((await standing('kap-im', '2.0.0')).standing).toBe('effective');
    expect((await standing('kap-im', '1.0.0')).standing).toBe('superseded');
    const late = await course({ id: 'kap-im', version: '1.0.0' });
    expect([late.answer.status, rules(late.answer)]).toEqual([422, ['course-takes-the-version-in-force']]);
    expect((await course({ id: 'kap-im', version: '2.0.0' })).answer.status).toBe(201);

    // The running course goes on under its version until it is moved.
    const underOld = (await begin(await visit(old.id))).body.events[0];
    expect(underOld.protocol).toMatchObject({ version: '1.0.0' });

    // Moved knowingly: what becomes wider is acknowledged, and the reason kept.
    const move = { id: randomUUID(), to: '2.0.0', reason: 'She tolerates larger steps.', acknowledged: [] as string[] };
    const path = `/api/courses/${old.id}/protocol-moves`;
    expect(rules(await clinic.as('prescriber').post(path, move))).toEqual(['move-is-acknowledged']);
    expect((await clinic.as('nurse').post(path, { ...move, acknowledged: ['wider_limits'] })).status).toBe(403);
    const moved = await clinic.as('prescriber').post(path, { ...move, acknowledged: ['wider_limits'] });
    expect(moved.body.move).toMatchObject({
      fromVersion: '1.0.0',
      toVersion: '2.0.0',
      movedBy: { name: 'The prescriber' },
    });
    // Sent again, it is moved once.
    await clinic.as('prescriber').post(path, { ...move, acknowledged: ['wider_limits'] });
    expect((await director().get(path)).body.moves).toHaveLength(1);

    // A session under way stays on the version that it was begun under; the next one takes the new.
    expect((await director().get(`/api/sessions/${begunBefore}`)).body.protocol.version).toBe('1.0.0');
    await clinic.as('nurse').does(begunBefore, { type: 'RecordArrival', device: 'Tablet' });
    expect((await director().get(`/api/sessions/${begunBefore}`)).body.protocol.version).toBe('1.0.0');
    expect((await begin(await visit(old.id))).body.events[0].protocol).toMatchObject({ version: '2.0.0' });
  });

  test('is signed by the medical director alone, once, never into the past, over exactly what was shown', async () => {
    await proposed('kap-sublingual', '2.0.0', 40);
    for (const role of ['prescriber', 'clinic_admin', 'nurse'] as const)
      expect((await sign('kap-sublingual', '2.0.0', {}, clinic.as(role))).status).toBe(403);
    expect(rules(await sign('kap-sublingual', '2.0.0', { hash: 'another' }))).toEqual(['signed-is-what-was-shown']);
    expect(rules(await sign('kap-sublingual', '2.0.0', { statement: 'I agree.' }))).toEqual([
      'signed-is-what-was-shown',
    ]);
    expect(rules(await sign('kap-sublingual', '2.0.0', { effectiveFrom: '2026-03-02T08:00' }))).toEqual([
      'not-in-the-past',
    ]);
    const skipped = await sign('kap-sublingual', '2.0.0', { effectiveFrom: '2026-03-08T02:30' });
    expect([skipped.status, skipped.problem.errors?.[0]?.rule]).toEqual([400, 'no-such-time']);
    const id = randomUUID();
    const both = await Promise.all([sign('kap-sublingual', '2.0.0', { id }), sign('kap-sublingual', '2.0.0')]);
    expect(both.map(({ status }) => status).sort()).not.toEqual([201, 201]);
    expect(rules(await sign('kap-sublingual', '2.0.0'))).toEqual(['not-signed-twice']);
    const history = await standing('kap-sublingual', '2.0.0');
    expect(history.signOffs).toHaveLength(1);
  });

  test('that was altered after it was signed is unsigned', async () => {
    await proposed('kap-sublingual', '3.0.0', 45, '2.0.0');
    expect((await sign('kap-sublingual', '3.0.0')).status).toBe(201);
    expect((await standing('kap-sublingual', '3.0.0')).standing).toBe('effective');
    const { Client } = await import('pg').then((one) => one.default);
    const owner = new Client({ connectionString: clinic.databaseUrl });
    await owner.connect();
    await owner.query(
      `update holdspace.protocol_version set document = jsonb_set(document, '{dose,jumpAsksWhyAbove,value}', '46') where protocol_id = 'kap-sublingual' and version = '3.0.0'`,
    );
    await owner.end();
    expect((await standing('kap-sublingual', '3.0.0')).standing).toBe('proposed');
    const refused = await course({ id: 'kap-sublingual', version: '3.0.0' });
    expect(rules(refused.answer)).toEqual(['version-is-in-force']);
  });

  test('that loses the name of psychotherapy is signed by who says that they know', async () => {
    const draft = await draftOf('kap-im');
    const document = shipped('kap-im') as unknown as {
      phases: { id: string; presence: { continuous?: boolean }[] }[];
    } & Record<string, unknown>;
    const alone = {
      ...document,
      name: 'Ketamine injection',
      version: '5.0.0',
      phases: document.phases.map((phase) => ({ ...phase, presence: phase.presence.filter((one) => !one.continuous) })),
    };
    await save(director(), draft.id, 1, alone);
    const lacking = await director().post(`/api/protocol-drafts/${draft.id}/proposal`, { revision: 2 });
    const departures = lacking.body.refusals
      .filter((one: { rule: string }) => one.rule === 'change-has-a-reason')
      .map(({ field, message }: { field: string; message: string }) => ({
        path: field,
        to: / became (.*), and no reason is given\.$/.exec(message)?.[1] ?? 'removed',
        reason: 'We give the injection alone.',
      }));
    expect(departures.length).toBeGreaterThan(0);
    await save(director(), draft.id, 2, { ...alone, departures });
    const answer = await director().post(`/api/protocol-drafts/${draft.id}/proposal`, { revision: 3 });
    expect([answer.status, answer.body]).toMatchObject([201, {}]);
    expect(rules(await sign('kap-im', '5.0.0'))).toEqual(['label-change-is-acknowledged']);
    const declined = await director().post('/api/protocols/kap-im/versions/5.0.0/decline', {
      id: randomUUID(),
      reason: 'No.',
    });
    expect(declined.status).toBe(201);
    expect((await standing('kap-im', '5.0.0')).standing).toBe('declined');
    expect(rules(await sign('kap-im', '5.0.0', { acknowledgesLabelChange: true }))).toEqual(['not-declined']);
  });

  test('retired, treats nobody any more, and says to which version to move', async () => {
    const { id } = await course({ id: 'esketamine-nasal', version: '1.0.0' });
    const retire = (more: object) =>
      director().post('/api/protocols/esketamine-nasal/versions/1.0.0/retirement', {
        id: randomUUID(),
        reason: 'Recalled.',
        ...more,
      });
    expect(rules(await retire({ from: '2026-03-01T09:00' }))).toEqual(['not-in-the-past']);
    expect((await retire({})).status).toBe(201);
    const refused = await begin(await visit(id));
    expect([refused.status, refused.problem.detail]).toEqual([422, 'esketamine-nasal 1.0.0 is retired.']);
  });
});

test('a clinic’s drafts and versions are not there for another clinic', async () => {
  const { testClinic } = await import('@holdspace/store/testing');
  const other = await testClinic(clinic.store);
  const stranger = await clinic.callerAt(clinic.server.url, other.clinicId, other.practitioners.medical_director.id);
  const { id, document } = await draftOf('infusion-iv');
  expect((await stranger.get(`/api/protocol-drafts/${id}`)).status).toBe(404);
  expect((await save(stranger, id, 1, document)).status).toBe(404);
  for (const act of ['proposal', 'put-aside'])
    expect((await stranger.post(`/api/protocol-drafts/${id}/${act}`, { revision: 1 })).status).toBe(404);
  expect((await sign('infusion-iv', '9.9.9', { hash: '', statement: '' }, stranger)).status).toBe(404);
  const { id: courseId } = await course({ id: 'infusion-iv', version: '1.0.0' });
  const move = { id: randomUUID(), to: '1.0.0', reason: 'x', acknowledged: [] };
  expect((await stranger.post(`/api/courses/${courseId}/protocol-moves`, move)).status).toBe(404);
  expect((await stranger.get(`/api/courses/${courseId}/protocol-moves`)).status).toBe(404);
});

test('in a real clinic, whose shipped protocols await sign-off, nobody is treated', async () => {
  const real = await runningClinic();
  try {
    // As `holdspace clinic add` leaves them: another way of treating that nobody has signed.
    const document = { ...shipped('infusion-iv'), id: 'infusion-two' };
    await real.store.protocols.install(real.clinic.clinicId, {
      id: 'infusion-two',
      version: '1.0.0',
      document,
      installedAt: real.clock.now,
    });
    const { clinicId, patientId } = real.clinic;
    const [courseId, visitId] = [randomUUID(), randomUUID()];
    const begun = await real.as('prescriber').post(`/api/patients/${patientId}/courses`, {
      id: courseId,
      protocol: { id: 'infusion-two', version: '1.0.0' },
    });
    expect([begun.status, begun.problem.detail]).toEqual([
      422,
      'infusion-two 1.0.0 is shipped and awaits sign-off: the medical director has not signed it.',
    ]);
    // A course from before versions were signed: its session is refused at planning, in the same words.
    await real.store.courses.create(clinicId, {
      id: courseId,
      patientId,
      protocolId: 'infusion-two',
      protocolVersion: '1.0.0',
      startedOn: '2026-03-01',
    });
    await real.as('front_desk').post(`/api/courses/${courseId}/visits`, {
      id: visitId,
      kind: 'dosing',
      scheduledFor: real.clock.now,
      room: '1',
    });
    const refused = await real.as('nurse').post(`/api/visits/${visitId}/session`, { id: randomUUID() });
    expect([refused.status, rules(refused)]).toEqual([422, ['version-is-in-force']]);
    expect(await real.store.sessions.ofVisit(clinicId, visitId)).toBeNull();
  } finally {
    await real.close();
  }
});
