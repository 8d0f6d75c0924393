/** Patients and the care team outside: how they come in, exactly what they see, and how it ends. */
import { randomUUID } from 'node:crypto';
import { DAY, instant } from '@holdspace/care';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Answer, type RunningClinic, runningClinic } from '../testing.ts';

// Several PDFs are made here, which a busy machine takes its time for.
vi.setConfig({ testTimeout: 180_000 });

let clinic: RunningClinic;
let sessionId: string;
let patientId: string;
beforeAll(async () => {
  clinic = await runningClinic();
  sessionId = await clinic.plannedSession('kap-im');
  await clinic.as('front_desk').does(sessionId, { type: 'RecordArrival' });
  await clinic.as('nurse').does(sessionId, {
    type: 'RecordVitalSigns',
    vitalSigns: {
      bloodPressure: { systolic: { value: 124, unit: 'mm[Hg]' }, diastolic: { value: 80, unit: 'mm[Hg]' } },
      heartRate: { value: 72, unit: '/min' },
    },
  });
  await clinic.as('therapist').does(sessionId, { type: 'RecordWords', words: 'Zanzibar and the sea' });
  patientId = (await clinic.store.sessions.head(clinic.clinic.clinicId, sessionId))?.patientId ?? '';
  await clinic.takeIntoTeam(patientId, 'nurse', 'therapist');
});
afterAll(() => clinic.close());

interface Invitation {
  readonly link: string;
  readonly code: string;
}
const secretOf = ({ link }: Invitation) => link.split('#')[1] ?? '';
const comeIn = (secret: string, code: string, headers: Record<string, string> = {}): Promise<Answer> =>
  clinic.nobody.ask('POST', '/api/reader/come-in', { secret, code }, { 'sec-fetch-site': 'same-origin', ...headers });

/** Somebody who has come in, by their cookie. */
async function reader(invitation: Invitation) {
  const answer = await comeIn(secretOf(invitation), invitation.code);
  expect(answer.status).toBe(200);
  const cookie = answer.headers.get('set-cookie') ?? '';
  const ask = (method: string, path: string, body?: unknown) =>
    clinic.nobody.ask(method, path, body, {
      cookie: cookie.split(';')[0] ?? '',
      'sec-fetch-site': 'same-origin',
    });
  return {
    cookie,
    kind: answer.body.kind as string,
    get: (path: string) => ask('GET', path),
    post: (path: string, body: unknown = {}) => ask('POST', path, body),
  };
}
const patientInvitation = async (id = patientId): Promise<Invitation> =>
  (await clinic.as('front_desk').post(`/api/patients/${id}/portal-invitation`, {})).body.invitation;
const inDays = (days: number) => instant(clinic.clock.read() + days * DAY);
const outsideBody = (more: object = {}) => ({
  id: randomUUID(),
  name: 'Odd Outside',
  profession: 'Psychotherapist',
  scopes: ['focus_and_intention', 'session_summaries'],
  includesPart2: false,
  expiresAt: inDays(90),
  ...more,
});
const inviteOutside = async (more: object = {}) => {
  const { status, body } = await clinic
    .as('nurse')
    .post(`/api/patients/${patientId}/outside-members`, outsideBody(more));
  expect(status).toBe(201);
  return body as { member: { id: string }; invitation: Invitation };
};

describe('the language of a patient', () => {
  const spoken = async () => (await clinic.as('nurse').get(`/api/patients/${patientId}`)).body.patient.language;

  test('is the one in which they read their own pages; the clinic writes to them in it', async () => {
    const patient = await reader(await patientInvitation());
    expect(await spoken()).toBeUndefined();
    expect(await patient.post('/api/reader/language', { language: 'es' })).toMatchObject({
      status: 200,
      body: { language: 'es' },
    });
    expect(await spoken()).toBe('es');
    // Who they are stays as it was.
    const shown = (await clinic.as('nurse').get(`/api/patients/${patientId}`)).body.patient;
    expect(shown.recordNumber).toBeTruthy();
    expect((await clinic.as('nurse').get('/api/patients')).body.patients).toContainEqual(shown);
    expect((await patient.post('/api/reader/language', { language: 'fr' })).status).toBe(400);
    expect(await spoken()).toBe('es');
    const { link } = await patientInvitation();
    expect(link).toMatch(/^\/come-in\?language=es#/);
  });

  test('is no matter of a member outside', async () => {
    const outside = await reader((await inviteOutside()).invitation);
    expect((await outside.post('/api/reader/language', { language: 'en' })).status).toBe(404);
    expect(await spoken()).toBe('es');
  });
});

describe('coming in', () => {
  test('takes the link and its code, once; the cookie is kept from scripts, other sites and other addresses', async () => {
    const invitation = await patientInvitation();
    const patient = await reader(invitation);
    expect(patient.kind).toBe('patient');
    expect(patient.cookie).toMatch(/Path=\/api\/reader;.*HttpOnly; SameSite=Strict/);
    expect((await comeIn(secretOf(invitation), invitation.code)).status).toBe(401);
  });

  test('with a wrong code is refused alike with a wrong link, and five wrong codes end the link', async () => {
    const invitation = await patientInvitation();
    const wrong = invitation.code === '00000000' ? '00000001' : '00000000';
    const none = await comeIn('x'.repeat(43), wrong);
    for (let tries = 0; tries < 5; tries++) {
      const answer = await comeIn(secretOf(invitation), wrong);
      expect([answer.status, answer.body]).toEqual([401, none.body]);
    }
    expect((await comeIn(secretOf(invitation), invitation.code)).status).toBe(401);
  });

  test('a week later is too late', async () => {
    const invitation = await patientInvitation();
    clinic.clock.pass(7 * 24 * 60);
    expect((await comeIn(secretOf(invitation), invitation.code)).status).toBe(401);
  });

  test('from another site is refused', async () => {
    const invitation = await patientInvitation();
    expect((await comeIn(secretOf(invitation), invitation.code, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });

  test('the link’s secret and code are nowhere in the database', async () => {
    const invitation = await patientInvitation();
    const { rows } = await clinic.store.pool.query<{ row: string }>(
      'select i::text as row from auth.reader_invitation i',
    );
    for (const { row } of rows) {
      expect(row).not.toContain(secretOf(invitation));
      expect(row).not.toContain(invitation.code);
    }
  });
});

describe('a reader is no practitioner, and a practitioner no reader', () => {
  test('a patient’s cookie opens no address of the clinic', async () => {
    const patient = await reader(await patientInvitation());
    for (const path of [
      '/api/me',
      '/api/patients',
      `/api/patients/${patientId}`,
      `/api/sessions/${sessionId}`,
      '/api/today',
      '/api/practitioners',
    ])
      expect((await patient.get(path)).status, path).toBe(401);
    expect((await patient.post(`/api/patients/${patientId}/portal-invitation`)).status).toBe(401);
  });

  test('a practitioner’s token opens no address of readers', async () => {
    for (const path of ['/api/reader/me', '/api/reader/record', '/api/reader/outside', '/api/reader/notes'])
      expect((await clinic.as('medical_director').get(path)).status, path).toBe(401);
  });

  test('a patient is not let into the outside’s page, nor the outside into a patient’s', async () => {
    const patient = await reader(await patientInvitation());
    const outside = await reader((await inviteOutside()).invitation);
    expect((await patient.get('/api/reader/outside')).status).toBe(404);
    for (const path of ['/api/reader/record', '/api/reader/sharing', '/api/reader/disclosures'])
      expect((await outside.get(path)).status, path).toBe(404);
    expect((await outside.post('/api/reader/outside-members', outsideBody())).status).toBe(404);
  });
});

describe('a patient', () => {
  test('reads their own record in plain words: the label, the vital signs, and not what was noted', async () => {
    const patient = await reader(await patientInvitation());
    const { status, body } = await patient.get('/api/reader/record');
    expect(status).toBe(200);
    expect(body.patient.id).toBe(patientId);
    expect(body.sessions).toEqual([
      expect.objectContaining({
        label: expect.objectContaining({
          en: expect.objectContaining({ name: 'Ketamine-assisted psychotherapy (KAP)' }),
          es: expect.objectContaining({ name: 'Psicoterapia con ketamina (KAP)' }),
        }),
        vitalSigns: ['Blood pressure: highest 124/80 mmHg', 'Heart rate: 72 to 72 a minute'],
      }),
    ]);
    expect(JSON.stringify(body)).not.toContain('Zanzibar');
  });

  test('reads psychotherapy notes only on their own authorization, until they take it back', async () => {
    const patient = await reader(await patientInvitation());
    const id = randomUUID();
    await clinic
      .as('therapist')
      .ask('PUT', `/api/notes/psychotherapy/${id}`, { patientId, text: 'The heron', version: 0 });
    await clinic.as('therapist').post(`/api/notes/psychotherapy/${id}/sign`, { version: 1 });
    expect((await patient.get('/api/reader/notes')).body.disclosed).toEqual([]);
    const made = await patient.post('/api/reader/authorizations', {
      id: randomUUID(),
      authorId: clinic.clinic.practitioners.therapist.id,
      recipientKind: 'patient',
      purpose: 'To read what was noted',
      expiresAt: inDays(7),
    });
    expect(made.status).toBe(201);
    expect((await patient.get('/api/reader/notes')).body.disclosed[0].notes).toMatchObject([{ id, text: 'The heron' }]);
    await patient.post(`/api/reader/authorizations/${made.body.authorization.id}/revoke`);
    expect((await patient.get('/api/reader/notes')).body.disclosed).toEqual([]);
    const { disclosures } = (await patient.get('/api/reader/disclosures')).body;
    expect(disclosures.filter(({ what }: { what: string }) => what === 'psychotherapy_notes')).toHaveLength(1);
  });

  test('cannot touch what another patient has agreed to, nor learn that it is there', async () => {
    const other = await clinic.as('therapist').post(`/api/patients/${clinic.clinic.patientId}/authorizations`, {
      id: randomUUID(),
      covers: 'psychotherapy_notes',
      recipientKind: 'patient',
      purpose: 'To read',
      expiresAt: inDays(7),
    });
    const patient = await reader(await patientInvitation());
    const real = await patient.post(`/api/reader/authorizations/${other.body.authorization.id}/revoke`);
    const none = await patient.post(`/api/reader/authorizations/${randomUUID()}/revoke`);
    expect([real.status, real.body]).toEqual([404, none.body]);
  });

  test('is out after leaving', async () => {
    const patient = await reader(await patientInvitation());
    await patient.post('/api/reader/leave');
    expect((await patient.get('/api/reader/record')).status).toBe(401);
  });
});

describe('the therapist outside', () => {
  test('sees what the patient consented to and nothing else, and each look is written down', async () => {
    const outside = await reader((await inviteOutside({ scopes: ['focus_and_intention'] })).invitation);
    const { body } = await outside.get('/api/reader/outside');
    expect(body.focus).toEqual([{ label: 'Ketamine-assisted psychotherapy (KAP)', focus: 'To sleep again' }]);
    expect(body).not.toHaveProperty('sessions');
    const said = JSON.stringify(body);
    for (const word of ['Zanzibar', 'heron', '1979-08-09', 'R-1', '124']) expect(said).not.toContain(word);
    const more = await reader((await inviteOutside({ scopes: ['session_summaries'] })).invitation);
    const summaries = (await more.get('/api/reader/outside')).body;
    expect(summaries).not.toHaveProperty('focus');
    expect(summaries.sessions).toMatchObject([{ ended: 'Going on now.' }]);
    const { disclosures } = (await clinic.as('clinic_admin').get(`/api/patients/${patientId}/disclosures`)).body;
    expect(
      disclosures.filter(
        ({ what, recipient }: { what: string; recipient: string }) =>
          what === 'outside_view' && recipient === 'Odd Outside, Psychotherapist',
      ).length,
    ).toBe(2);
  });

  test('is out at the moment at which the patient or the clinic ends it, with every session that was open', async () => {
    const { member, invitation } = await inviteOutside();
    const outside = await reader(invitation);
    expect((await outside.get('/api/reader/outside')).status).toBe(200);
    const patient = await reader(await patientInvitation());
    expect((await patient.post(`/api/reader/outside-members/${member.id}/revoke`)).status).toBe(200);
    expect((await outside.get('/api/reader/outside')).status).toBe(401);
    const second = await inviteOutside();
    await clinic.as('front_desk').post(`/api/outside-members/${second.member.id}/revoke`, {});
    // A link that was not used yet leads nowhere either.
    const late = await comeIn(secretOf(second.invitation), second.invitation.code);
    const cookie = (late.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    expect((await clinic.nobody.ask('GET', '/api/reader/outside', undefined, { cookie })).status).toBe(401);
  });

  test('is out when the consent’s time is over', async () => {
    const outside = await reader((await inviteOutside({ expiresAt: inDays(2) })).invitation);
    clinic.clock.pass(2 * 24 * 60);
    expect((await outside.get('/api/reader/outside')).status).toBe(401);
  });

  test('is invited by the patient themself, from their own pages', async () => {
    const patient = await reader(await patientInvitation());
    const { status, body } = await patient.post('/api/reader/outside-members', outsideBody());
    expect(status).toBe(201);
    expect(body.member.consentedHow).toBe('portal');
    expect((await reader(body.invitation)).kind).toBe('outside');
  });
});

describe('records of treatment for substance use', () => {
  const pdf = (query = '') => clinic.as('nurse').get(`/api/sessions/${sessionId}/record.pdf${query}`);
  test('go out on consent or in an emergency alone, with the notice, and are kept from the outside', async () => {
    expect((await pdf()).status).toBe(200);
    const outside = await reader((await inviteOutside()).invitation);
    const named = await reader((await inviteOutside({ includesPart2: true })).invitation);
    const flagId = randomUUID();
    const flagged = await clinic.as('prescriber').post(`/api/patients/${patientId}/part-2`, { id: flagId });
    expect(flagged.status).toBe(201);
    expect(await pdf()).toMatchObject({ status: 403, problem: { type: '/problems/consent-needed' } });
    expect((await pdf(`?consent=${randomUUID()}`)).status).toBe(403);
    const consent = await clinic.as('nurse').post(`/api/patients/${patientId}/authorizations`, {
      id: randomUUID(),
      covers: 'part_2',
      recipientKind: 'other',
      recipient: 'Dr. Elsewhere',
      purpose: 'Treatment there',
      expiresAt: inDays(10),
    });
    const { id } = consent.body.authorization;
    expect((await pdf(`?consent=${id}`)).status).toBe(200);
    expect((await pdf('?emergency=Unconscious%20in%20the%20emergency%20department')).status).toBe(200);
    const state = (await clinic.as('nurse').get(`/api/sessions/${sessionId}/part-2`)).body;
    expect(state).toMatchObject({ isFlagged: true, consents: [{ id, recipient: 'Dr. Elsewhere' }] });
    expect(state.notice).toContain('42 CFR part 2 prohibits');
    expect((await outside.get('/api/reader/outside')).body).toMatchObject({ focus: [], sessions: [], keptBack: true });
    expect((await named.get('/api/reader/outside')).body).toMatchObject({
      keptBack: false,
      notice: { statement: expect.stringContaining('42 CFR part 2') },
    });
    const { disclosures } = (await clinic.as('clinic_admin').get(`/api/patients/${patientId}/disclosures`)).body;
    const bases = disclosures
      .filter(({ what }: { what: string }) => what === 'record_pdf')
      .map(({ basis, purpose }: { basis: string; purpose: string }) => `${basis}: ${purpose}`);
    expect(bases.toSorted()).toEqual([
      'authorization: Treatment there',
      'emergency: Unconscious in the emergency department',
      'treatment: Treatment',
    ]);
    await clinic.as('nurse').post(`/api/authorizations/${id}/revoke`, {});
    expect((await pdf(`?consent=${id}`)).status).toBe(403);
    await clinic.as('prescriber').post(`/api/patients/${patientId}/part-2/lift`, { flagId });
    expect((await pdf()).status).toBe(200);
  });
});

test('nothing of another clinic is told apart from what does not exist', async () => {
  const stranger = randomUUID();
  for (const path of ['notes', 'sharing', 'disclosed-notes', 'disclosures'])
    expect((await clinic.as('medical_director').get(`/api/patients/${stranger}/${path}`)).status, path).toBe(404);
});
