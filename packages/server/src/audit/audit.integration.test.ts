/** What is written to the audit, before what is answered, and what happens where it cannot be written. */
import type { PlacedAuditEntry } from '@holdspace/care';
import { HOUSE_CLINIC } from '@holdspace/store';
import { testClinic } from '@holdspace/store/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../app.ts';
import { createLogger } from '../log.ts';
import { type RunningClinic, runningClinic, TEST_SECRET } from '../testing.ts';
import { addStaff, Browser, TEST_PASSWORD } from '../testing-browser.ts';

let clinic: RunningClinic;
let sessionId: string;
beforeAll(async () => {
  clinic = await runningClinic();
  sessionId = await clinic.plannedSession('infusion-iv');
});
afterAll(() => clinic.close());

const entries = async (clinicId = clinic.clinic.clinicId, most = 200): Promise<readonly PlacedAuditEntry[]> =>
  clinic.store.audit.list(clinicId, {}, most);
/** What was written since, oldest first. */
async function writtenBy(work: () => Promise<unknown>, clinicId?: string): Promise<readonly PlacedAuditEntry[]> {
  const before = (await entries(clinicId, 1))[0]?.seq ?? 0;
  await work();
  return (await entries(clinicId)).filter(({ seq }) => seq > before).reverse();
}
const patientId = () => clinic.clinic.patientId;
const nurseId = () => clinic.clinic.practitioners.nurse.id;

describe('a read of a patient’s data', () => {
  test('is written before it is answered: who, what, whose, when, from where', async () => {
    const [entry, ...more] = await writtenBy(() => clinic.as('medical_director').get(`/api/patients/${patientId()}`));
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      at: clinic.clock.now,
      outcome: 'allowed',
      who: {
        kind: 'practitioner',
        practitionerId: clinic.clinic.practitioners.medical_director.id,
        name: 'The medical_director',
        roles: ['medical_director'],
        by: 'token',
      },
      patientId: patientId(),
      what: 'GET /api/patients/:id',
      from: { address: expect.stringContaining('127.0.0.1') },
      requestId: expect.any(String),
    });
    expect(JSON.stringify(entry)).not.toContain('Ida');
  });

  test('of a session names the patient whose session it is', async () => {
    const head = await clinic.store.sessions.head(clinic.clinic.clinicId, sessionId);
    const found = await writtenBy(async () => {
      await clinic.as('nurse').get(`/api/sessions/${sessionId}`);
      await clinic.as('nurse').get(`/api/sessions/${sessionId}/record.pdf`);
    });
    expect(found.map(({ what, patientId, sessionId }) => [what, patientId, sessionId])).toEqual([
      ['GET /api/sessions/:id', head?.patientId, sessionId],
      ['GET /api/sessions/:id/record.pdf', head?.patientId, sessionId],
    ]);
  });

  test('by a screen that asks again by itself is one entry a minute', async () => {
    const look = () => clinic.as('nurse').get('/api/today');
    clinic.clock.pass(2);
    expect(await writtenBy(async () => Promise.all([look(), look(), look()]))).toHaveLength(1);
    clinic.clock.pass(2);
    expect(await writtenBy(look)).toHaveLength(1);
    expect(await writtenBy(() => clinic.as('prescriber').get('/api/today'))).toHaveLength(1);
  });

  test('as it happens is written before the stream is opened', async () => {
    const abort = new AbortController();
    const found = await writtenBy(() =>
      fetch(`${clinic.server.url}/api/sessions/${sessionId}/live`, {
        headers: { authorization: `Bearer ${clinic.as('nurse').token}` },
        signal: abort.signal,
      }),
    );
    abort.abort();
    expect(found).toMatchObject([{ what: 'GET /api/sessions/:id/live', sessionId, outcome: 'allowed' }]);
  });
});

describe('recording', () => {
  test('is written once a minute for each kind of command; the session’s own chain holds each', async () => {
    clinic.clock.pass(2);
    const found = await writtenBy(async () => {
      await clinic.as('nurse').does(sessionId, { type: 'RecordArrival' });
      for (const note of ['calm', 'quiet', 'asleep'])
        await clinic.as('nurse').does(sessionId, { type: 'RecordWords', words: note });
    });
    expect(found.map(({ commands, outcome, sessionId: id }) => [commands, outcome, id])).toEqual([
      [['RecordArrival'], 'allowed', sessionId],
      [['RecordWords'], 'allowed', sessionId],
    ]);
    expect(JSON.stringify(found)).not.toContain('asleep');
  });

  test('that a rule refused is written each time, with the rule', async () => {
    const refused = () => clinic.as('nurse').send(sessionId, { type: 'RecordArrival' });
    const found = await writtenBy(async () => {
      expect((await refused()).status).toBe(422);
      await refused();
    });
    expect(found).toHaveLength(2);
    expect(found[0]).toMatchObject({ outcome: 'refused', why: 'refused: arrived-once', sessionId });
  });
});

describe('a refusal is written', () => {
  test('where a role may not, with whose data was asked for', async () => {
    const found = await writtenBy(() => clinic.as('nurse').get(`/api/patients/${patientId()}/disclosures`));
    expect(found).toMatchObject([{ outcome: 'refused', who: { practitionerId: nurseId() }, patientId: patientId() }]);
  });

  test('where a guess is another clinic’s, as what was asked for and as nobody’s', async () => {
    const other = await testClinic(clinic.store);
    const found = await writtenBy(() => clinic.as('nurse').get(`/api/patients/${other.patientId}`));
    expect(found).toMatchObject([{ outcome: 'refused', why: 'not-found', target: other.patientId }]);
    expect(found[0]).not.toHaveProperty('patientId');
    expect(await entries(other.clinicId)).toEqual([]);
  });

  test('where nobody has signed in, at the house, and once a minute from one place', async () => {
    const found = await writtenBy(async () => {
      await clinic.nobody.get(`/api/patients/${patientId()}`);
      await clinic.nobody.get(`/api/patients/${patientId()}`);
    }, HOUSE_CLINIC);
    expect(found).toMatchObject([{ outcome: 'refused', who: { kind: 'nobody' }, what: 'GET /api/patients/:id' }]);
  });

  test('where an address that is not audited otherwise refuses somebody', async () => {
    const found = await writtenBy(() => clinic.as('nurse').post('/api/me/lock', {}));
    expect(found.every(({ outcome }) => outcome === 'refused')).toBe(true);
  });
});

describe('at the door', () => {
  test('a sign-in is written under the person at their clinic, a wrong password under nobody, with whom they claimed', async () => {
    const { id, email } = await addStaff(clinic, 'nurse', 'Door Nurse');
    const browser = new Browser(clinic.nobody);
    const found = await writtenBy(async () => {
      expect((await browser.signIn(email, 'not the password at all')).status).toBe(401);
      expect((await browser.signIn(email, TEST_PASSWORD)).status).toBe(200);
    });
    expect(found).toMatchObject([
      {
        act: 'sign in',
        outcome: 'refused',
        who: { kind: 'nobody' },
        claimed: id,
        what: 'sign-in-refused, by password',
      },
      {
        act: 'sign in',
        outcome: 'allowed',
        who: { kind: 'practitioner', practitionerId: id, name: 'Door Nurse' },
        what: 'signed-in, by password',
      },
    ]);
  });

  test('an e-mail that nobody has here is written at the house, without the e-mail', async () => {
    const browser = new Browser(clinic.nobody);
    const found = await writtenBy(() => browser.signIn('nobody@nowhere.test', 'whatever it may be'), HOUSE_CLINIC);
    expect(found).toMatchObject([
      { outcome: 'refused', what: 'sign-in-refused, by password', who: { kind: 'nobody' } },
    ]);
    expect(JSON.stringify(found)).not.toContain('nowhere');
  });

  test('a refused signature is written under who is signed in, with the claimed person as claimed', async () => {
    const claimed = clinic.clinic.practitioners.prescriber.id;
    const command = clinic.as('nurse').command({ type: 'SignRecord', meaning: 'author' } as never);
    const found = await writtenBy(() =>
      clinic
        .as('nurse')
        .post(`/api/sessions/${sessionId}/signatures`, { command, practitioner: claimed, pin: '918273' }),
    );
    expect(found).toContainEqual(
      expect.objectContaining({
        what: 'proof-refused, by pin',
        outcome: 'refused',
        claimed,
        who: expect.objectContaining({ practitionerId: nurseId() }),
      }),
    );
  });
});

test('a change of role and a change of protocol are written with whom and what they are about', async () => {
  const { id } = await addStaff(clinic, 'nurse', 'Changed Nurse');
  const found = await writtenBy(() => clinic.as('clinic_admin').post(`/api/people/${id}/roles`, { roles: ['guide'] }));
  expect(found).toMatchObject([{ act: 'change who works here', outcome: 'allowed', target: id }]);
});

describe('where the audit cannot be written', () => {
  const asOwner = async (statement: string) => {
    const client = new pg.Client({ connectionString: clinic.databaseUrl });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  test('reading fails closed, recording stays open and is written later, and leaving is never held up', async () => {
    const { email } = await addStaff(clinic, 'nurse', 'Late Nurse');
    const browser = new Browser(clinic.nobody);
    await browser.signIn(email, TEST_PASSWORD);
    clinic.clock.pass(2);
    await asOwner('revoke insert on holdspace.audit_entry from holdspace_app');
    try {
      const read = await clinic.as('nurse').get(`/api/patients/${patientId()}`);
      expect(read.status).toBe(503);
      expect(JSON.stringify(read.body)).not.toContain('Ida');
      const recorded = await clinic.as('nurse').send(sessionId, { type: 'RecordWords', words: 'in the dark' });
      expect(recorded.status).toBe(200);
      expect((await clinic.as('clinic_admin').post('/api/people/x/roles', { roles: ['nurse'] })).status).not.toBe(200);
      const { id } = clinic.clinic.practitioners.guide;
      expect((await clinic.as('clinic_admin').post(`/api/people/${id}/roles`, { roles: ['nurse'] })).status).toBe(503);
      expect((await browser.ask('POST', '/api/auth/sign-out', {})).status).toBe(200);
      const metrics = await clinic.nobody.get('/metrics');
      expect(metrics.body).toMatch(/holdspace_audit_waiting [1-9]/);
    } finally {
      await asOwner('grant insert on holdspace.audit_entry to holdspace_app');
    }
    expect((await clinic.as('nurse').get(`/api/patients/${patientId()}`)).status).toBe(200);
    const late = (await entries()).filter(({ isLate }) => isLate);
    expect(late.map(({ what, outcome }) => [what, outcome])).toEqual(
      expect.arrayContaining([
        ['POST /api/sessions/:id/commands', 'allowed'],
        ['GET /api/patients/:id', 'failed'],
        ['signed-out', 'allowed'],
      ]),
    );
    expect((await clinic.nobody.get('/metrics')).body).toContain('holdspace_audit_waiting 0');
    expect(await clinic.store.audit.verify({ id: clinic.clinic.clinicId, slug: '' })).not.toHaveProperty('broken');
  });
});

test('every route is audited, or is on the short list of those that need not be', async () => {
  const options = {
    store: clinic.store,
    secret: TEST_SECRET,
    logger: createLogger('silent'),
    secure: false,
    demo: false,
  };
  const { app, auditedRoutes } = await createApp(options);
  await app.close();
  expect(auditedRoutes.length).toBeGreaterThan(90);
  const written = auditedRoutes.filter(({ notBecause }) => notBecause === null);
  expect(written.length).toBeGreaterThan(50);
  const left = auditedRoutes.filter(({ notBecause, route }) => notBecause !== null && !route.startsWith('HEAD'));
  // Of these, none is about a patient.
  expect(
    left.map(({ route }) => route).filter((route) => /patients|\/sessions|notes|courses|visits|record/.test(route)),
  ).toEqual(['DELETE /api/me/sessions/:id']);
  expect(new Set(left.map(({ act }) => act))).toEqual(
    new Set([
      'read what is open to all',
      'sign in',
      'use one’s own account',
      'see the clinic',
      'see who works here',
      'play music',
      'read protocols',
    ]),
  );
  for (const { route, act } of left.filter(({ route }) => !route.startsWith('GET')))
    expect(['sign in', 'use one’s own account', 'read protocols'], route).toContain(act);
});
