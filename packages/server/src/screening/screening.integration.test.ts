import { randomUUID } from 'node:crypto';
import {
  type Protocol,
  SCREENING_ITEMS,
  type ScreeningAnswers,
  type ScreeningFinding,
  SHIPPED_PROTOCOLS,
} from '@holdspace/care';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findingFor } from '../../../care/src/session/making.ts';
import { type Answer, type Caller, type RunningClinic, runningClinic } from '../testing.ts';

let running: RunningClinic;
beforeAll(async () => {
  running = await runningClinic();
});
afterAll(() => running.close());

const infusion = SHIPPED_PROTOCOLS.find(({ id }) => id === 'infusion-iv') as Protocol;
/** Every question answered so that nothing follows. */
const ANSWERS: ScreeningAnswers = Object.fromEntries(
  SCREENING_ITEMS.flatMap((item) => {
    const harmless =
      'options' in item && item.options.find(({ code, effects }) => effects.length === 0 && code !== 'all');
    return harmless && !item.kapOnly ? [[item.linkId, harmless.code]] : [];
  }),
);
const ACCEPTED = 'Spoken about with the patient.';

/** A planned session with the course that it belongs to, and its team. */
async function planned() {
  const session = await running.plannedSession('infusion-iv');
  const { body } = await running.as('nurse').get(`/api/sessions/${session}`);
  const patientId: string = body.session.patientId;
  await running.takeIntoTeam(patientId, 'prescriber', 'nurse', 'therapist', 'guide');
  const courseId = body.courseOrders.courseId as string;
  return { session, patientId, courseId, at: `/api/courses/${courseId}/screening` };
}
const look = async (at: string) => (await running.as('prescriber').get(at)).body.screening;
const tell = (at: string, answers: ScreeningAnswers, follows: string | null = null, id: string = randomUUID()) =>
  running.as('nurse').post(at, { id, follows, answers });
/** Decides every finding, accepting those that are not named. */
async function sign(at: string, named: Record<string, string> = {}, by: Caller = running.as('prescriber')) {
  const { findings, seen } = await look(at);
  const outcomes = (findings as ScreeningFinding[])
    .filter(({ outcome }) => outcome !== 'clear')
    .map(({ rule }) => ({ rule, judgement: named[rule] ?? 'accepted', reason: ACCEPTED }));
  return by.post(`${at}/decisions`, { id: randomUUID(), seen, outcomes });
}
const rulesOf = (answer: Answer) => (answer.body.refusals ?? []).map(({ rule }: { rule: string }) => rule);
const PAPER = () => ({ gate: 'screening' as const, signedBy: 'Dr. Paper', signedOn: running.clock.now.slice(0, 10) });
/** By reference, as the room confirms it. */
async function onRecord(session: string) {
  const { screening } = (await running.as('nurse').get(`/api/sessions/${session}/screening`)).body;
  const { id: record, by: signedBy, on: signedOn } = screening.decision;
  return { gate: 'screening' as const, record, signedBy, signedOn };
}
const confirm = (session: string, finding: object, more: object = {}) =>
  running.as('nurse').send(session, { type: 'ConfirmGate', finding, ...more } as never);

describe('a screening', () => {
  test('is asked, found, decided and signed, and confirmed in the room by reference to the record', async () => {
    const { session, at } = await planned();
    expect((await look(at)).state).toBe('none');
    const told = await tell(at, { ...ANSWERS, heart: ['rhythm'] });
    expect(told.status).toBe(201);
    expect(told.body.screening.state).toBe('unsigned');
    const heart = told.body.screening.findings.find(({ rule }: ScreeningFinding) => rule === 'heart');
    expect(heart).toMatchObject({ outcome: 'needs_clearance', by: 'a cardiologist' });
    expect(heart.sources[0].citation).toContain('clinical reference');

    const unsigned = await confirm(session, PAPER());
    expect(unsigned.status).toBe(422);
    expect(unsigned.body.refusals[0]).toMatchObject({ rule: 'screening-as-on-record' });

    const signed = await sign(at);
    expect(signed.body).toMatchObject({ screening: { state: 'signed', decisions: [{ decision: 'fits' }] } });
    const { screening } = (await running.as('nurse').get(`/api/sessions/${session}/screening`)).body;
    expect(screening).toMatchObject({ state: 'signed', because: [] });
    expect((await confirm(session, await onRecord(session))).status).toBe(200);
  });

  test('sent twice is kept once; another under the same id is refused', async () => {
    const { at } = await planned();
    const id = randomUUID();
    expect((await tell(at, ANSWERS, null, id)).status).toBe(201);
    expect((await tell(at, ANSWERS, null, id)).status).toBe(201);
    expect((await tell(at, { ...ANSWERS, stroke: 'yes' }, null, id)).problem.type).toContain('repeated-id');
    expect((await tell((await planned()).at, ANSWERS, null, id)).problem.type).toContain('repeated-id');
    expect((await look(at)).answers.id).toBe(id);
  });

  test('of two who write answers at once the second is told, and loses nothing', async () => {
    const { at } = await planned();
    await tell(at, ANSWERS);
    const late = await tell(at, { ...ANSWERS, stroke: 'yes' });
    expect([late.status, rulesOf(late)]).toEqual([422, ['answers-as-seen']]);
    const { answers } = await look(at);
    expect((await tell(at, { ...ANSWERS, stroke: 'yes' }, answers.id)).status).toBe(201);
  });

  test('is signed over what was looked at: a medicine that came meanwhile asks for another look', async () => {
    const { at, patientId } = await planned();
    await tell(at, ANSWERS);
    const before = await look(at);
    const outcomes = (before.findings as ScreeningFinding[])
      .filter(({ outcome }) => outcome !== 'clear')
      .map(({ rule }) => ({ rule, judgement: 'accepted', reason: ACCEPTED }));
    await running
      .as('nurse')
      .post(`/api/patients/${patientId}/medicines`, { id: randomUUID(), name: 'Ativan', source: 'patient' });
    const late = await running
      .as('prescriber')
      .post(`${at}/decisions`, { id: randomUUID(), seen: before.seen, outcomes });
    expect(late.status).toBe(422);
    expect(rulesOf(late)).toContain('screening-as-seen');
  });

  test('is decided by whoever may order, and written down by whoever treats', async () => {
    const { at } = await planned();
    await tell(at, ANSWERS);
    for (const role of ['nurse', 'therapist', 'guide', 'front_desk', 'clinic_admin'] as const)
      expect((await sign(at, {}, running.as(role))).status, role).toBe(403);
    for (const role of ['guide', 'front_desk', 'clinic_admin'] as const)
      expect((await running.as(role).post(at, { id: randomUUID(), follows: null, answers: {} })).status, role).toBe(
        403,
      );
    expect((await running.as('front_desk').get(at)).status).toBe(403);
    expect((await sign(at)).status).toBe(201);
  });

  test.each([
    [{ weight_told: { value: 7, unit: 'kg' } }, 'answers.weight_told', '25 to 350 kg'],
    [{ weight_told: { value: 1000, unit: '[lb_av]' } }, 'answers.weight_told', '25 to 350 kg'],
    [{ heart: ['none', 'rhythm'] }, 'answers.heart', 'cannot both be so'],
    [{ no_such: 'yes' }, 'answers.no_such', 'no question'],
  ])('answers %j kindly, by field', async (answers, field, words) => {
    const { at } = await planned();
    const refused = await tell(at, answers);
    expect(refused.status).toBe(400);
    expect(refused.problem.errors?.[0]).toMatchObject({ field });
    expect(refused.problem.errors?.[0]?.message).toContain(words);
    expect((await look(at)).state).toBe('none');
  });

  test('takes 4,000 characters, emoji and right-to-left words, and says so of 20,000', async () => {
    const { at } = await planned();
    const words = 'يعقوب 🧡 '.repeat(300).trim();
    const told = await tell(at, { ...ANSWERS, other_illness: 'yes', other_illness_words: words });
    expect(told.status).toBe(201);
    expect((await look(at)).answers.answers.other_illness_words).toBe(words);
    const tooLong = await tell(at, { other_illness: 'yes', other_illness_words: 'a'.repeat(20_000) }, told.body.id);
    expect(tooLong.status).toBe(400);
    expect(JSON.stringify(tooLong.problem)).toContain('4000');
  });

  test('is sealed, and only ever added to', async () => {
    const { at, courseId } = await planned();
    await tell(at, { ...ANSWERS, other_illness: 'yes', other_illness_words: 'The heron in the reeds' });
    const client = new pg.Client({ connectionString: running.databaseUrl });
    await client.connect();
    try {
      const { rows } = await client.query('select * from holdspace.screening_event where course_id = $1', [courseId]);
      expect(rows).toHaveLength(1);
      expect(JSON.stringify(rows)).not.toContain('heron');
      for (const statement of [
        'delete from holdspace.screening_event',
        'update holdspace.screening_event set seq = seq + 1',
        'truncate holdspace.screening_event',
      ])
        await expect(client.query(statement)).rejects.toThrow('only ever added to');
    } finally {
      await client.end();
    }
  });
});

describe('what was signed', () => {
  async function signedCourse() {
    const course = await planned();
    await tell(course.at, ANSWERS);
    expect((await sign(course.at)).body.screening.state).toBe('signed');
    return course;
  }
  const addMedicine = (patientId: string, name: string) =>
    running.as('nurse').post(`/api/patients/${patientId}/medicines`, { id: randomUUID(), name, source: 'patient' });

  test('is re-opened by a new medicine, in the room too, until somebody signs again', async () => {
    const { at, session, patientId } = await signedCourse();
    await addMedicine(patientId, 'Ativan');
    expect(await look(at)).toMatchObject({
      state: 'reopened',
      changes: [{ what: 'medicine', says: 'New on the medicine list: Ativan.' }],
    });
    const refused = await confirm(session, PAPER());
    expect(refused.status).toBe(422);
    expect(refused.body.refusals[0].message).toContain('New on the medicine list: Ativan.');
    const happened = { happened: { reason: 'The prescriber looked at it by telephone.' } };
    const recorded = await confirm(session, PAPER(), happened);
    expect(recorded.status).toBe(200);
    expect(recorded.body.events[0].flags[0]).toMatchObject({ rule: 'screening-as-on-record' });
    expect((await sign(at)).body.screening.state).toBe('signed');
    expect(rulesOf(await confirm(session, PAPER()))).toEqual(['screening-as-on-record']);
    expect((await confirm(session, await onRecord(session))).status).toBe(200);
  });

  test('holds no dose back while it stands, and does once a medicine comes after the gate was confirmed', async () => {
    const { session, patientId } = await signedCourse();
    const nurse = running.as('nurse');
    await running.as('front_desk').does(session, { type: 'RecordArrival' });
    for (const { gate } of infusion.gates) {
      const finding = gate === 'screening' ? await onRecord(session) : findingFor(infusion, gate, running.clock.now);
      if (finding) await nurse.does(session, { type: 'ConfirmGate', finding });
    }
    const give = () => nurse.send(session, { type: 'AdministerDose', amount: { value: 20, unit: 'mg' } } as never);
    expect(rulesOf(await give())).not.toContain('gate-screening');
    await addMedicine(patientId, 'Phenelzine');
    const refused = await give();
    expect(rulesOf(refused)).toContain('gate-screening');
    expect(JSON.stringify(refused.body)).toContain('New on the medicine list: Phenelzine.');
  });

  test('is re-opened by a pressure at rest over the protocol’s limit; this session’s own is for its own gate', async () => {
    const { at, session } = await signedCourse();
    const nurse = running.as('nurse');
    await running.as('front_desk').does(session, { type: 'RecordArrival' });
    running.clock.pass(1);
    await nurse.does(session, {
      type: 'RecordVitalSigns',
      vitalSigns: {
        bloodPressure: { systolic: { value: 152, unit: 'mm[Hg]' }, diastolic: { value: 94, unit: 'mm[Hg]' } },
      },
    });
    const shown = await look(at);
    expect(shown).toMatchObject({ state: 'reopened', changes: [{ what: 'pressure' }] });
    expect(shown.changes[0].says).toContain('152/94 mmHg');
    const here = await nurse.get(`/api/sessions/${session}/screening`);
    expect(here.body.screening.state).toBe('signed');
  });

  test('is re-opened by a new answer and by a weight over 150 kg', async () => {
    const { at, session } = await signedCourse();
    const { answers } = await look(at);
    await tell(at, { ...ANSWERS, seizure: 'yes' }, answers.id);
    expect((await look(at)).changes).toEqual([{ what: 'answer', says: 'A new answer to “Seizures”: Yes.' }]);
    await sign(at);
    const measuredOn = running.clock.now.slice(0, 10);
    const weight = { value: 163, unit: 'kg' } as const;
    await running.as('nurse').does(session, { type: 'ConfirmGate', finding: { gate: 'weight', weight, measuredOn } });
    expect((await look(at)).changes).toEqual([expect.objectContaining({ what: 'finding' })]);
  });
});

describe('a clearance', () => {
  const asking = (more: object = {}) => ({
    id: randomUUID(),
    rules: ['heart'],
    of: 'Cardiology, Dr. Vale',
    what: 'Whether the arrhythmia stands against a dose.',
    askedOn: running.clock.now.slice(0, 10),
    dueOn: running.clock.now.slice(0, 10),
    ...more,
  });

  test('is waited for by name and day, becomes overdue, arrives, and asks for another look', async () => {
    const { at, session } = await planned();
    await tell(at, { ...ANSWERS, heart: ['rhythm'] });
    expect(rulesOf(await sign(at, { heart: 'clearance_asked' }))).toEqual(['clearance-is-tracked']);
    const asked = asking();
    const nurse = running.as('nurse');
    expect((await nurse.post(`${at}/clearances`, asked)).status).toBe(201);
    expect((await sign(at, { heart: 'clearance_asked' })).body.screening.state).toBe('waits');
    expect((await confirm(session, PAPER())).body.refusals[0].message).toContain('Cardiology, Dr. Vale');
    running.clock.pass(2 * 24 * 60);
    expect((await look(at)).clearances).toMatchObject([{ state: 'overdue' }]);
    const letter = {
      id: randomUUID(),
      arrivedOn: running.clock.now.slice(0, 10),
      from: 'Dr. Vale',
      verdict: 'agrees',
      says: 'Benign extrasystoles.',
    };
    expect((await nurse.post(`${at}/clearances/${asked.id}/arrival`, letter)).status).toBe(201);
    expect((await nurse.post(`${at}/clearances/${asked.id}/arrival`, letter)).status).toBe(201);
    const shown = await look(at);
    expect(shown).toMatchObject({ state: 'waits', clearances: [{ state: 'arrived' }], changes: [{ what: 'letter' }] });
    expect((await sign(at)).body.screening.state).toBe('signed');
    expect((await look(at)).decisions.map(({ decision }: { decision: string }) => decision)).toEqual(['fits', 'waits']);
  });

  test('of another course is not there', async () => {
    const [one, other] = [await planned(), await planned()];
    await tell(one.at, { ...ANSWERS, heart: ['rhythm'] });
    const asked = asking();
    await running.as('nurse').post(`${one.at}/clearances`, asked);
    const ended = { id: randomUUID(), reason: 'Not needed.' };
    expect((await running.as('nurse').post(`${other.at}/clearances/${asked.id}/end`, ended)).status).toBe(404);
    expect((await running.as('nurse').post(`${one.at}/clearances/${asked.id}/end`, ended)).status).toBe(201);
  });
});

describe('what a patient answers at home', () => {
  const SAME = { 'sec-fetch-site': 'same-origin' };
  async function atHome(patientId: string) {
    const { body } = await running.as('front_desk').post(`/api/patients/${patientId}/portal-invitation`, {});
    const { link, code } = body.invitation as { link: string; code: string };
    const come = { secret: link.split('#')[1], code };
    const entered = await running.nobody.ask('POST', '/api/reader/come-in', come, SAME);
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
    return (answers: object) =>
      running.nobody.ask(
        'POST',
        '/api/reader/forms/screening/responses',
        { id: randomUUID(), follows: 0, language: 'es', answers },
        { ...SAME, cookie },
      );
  }
  /** As the form has it: by code, in the words that were read. */
  const chosen = (linkId: string, code: string) => {
    const item = SCREENING_ITEMS.find((one) => one.linkId === linkId);
    const option = item && 'options' in item ? item.options.find((one) => one.code === code) : undefined;
    return { code, display: option?.words.es ?? code, system: 'urn:holdspace:screening' };
  };
  const harmless = Object.fromEntries(
    Object.entries(ANSWERS).map(([linkId, code]) => [linkId, chosen(linkId, String(code))]),
  );
  const forKap = Object.fromEntries(
    SCREENING_ITEMS.flatMap((item) => {
      const option = item.kapOnly && 'options' in item && item.options.find(({ effects }) => effects.length === 0);
      return option ? [[item.linkId, chosen(item.linkId, option.code)]] : [];
    }),
  );

  test('is there for the clinician to sign, and a change at home re-opens what was signed', async () => {
    const { patientId, at, session } = await planned();
    const send = await atHome(patientId);
    const sent = await send({ ...harmless, ...forKap, weight_told: { value: 82, unit: 'kg' } });
    expect(sent.body).toMatchObject({});
    expect(sent.status).toBe(201);
    expect(await look(at)).toMatchObject({ answers: { by: 'the patient' } });
    expect((await sign(at)).status).toBe(201);
    expect((await look(at)).state).toBe('signed');
    running.clock.pass(1);
    expect((await send({ ...harmless, ...forKap, seizure: chosen('seizure', 'yes') })).status).toBe(201);
    expect((await look(at)).state).toBe('reopened');
    expect(rulesOf(await confirm(session, PAPER()))).toContain('screening-as-on-record');
  });

  test('gives way to what staff write down later', async () => {
    const { patientId, at } = await planned();
    await (await atHome(patientId))({ ...harmless, ...forKap });
    running.clock.pass(1);
    const { answers } = await look(at);
    expect((await tell(at, { ...ANSWERS, seizure: 'yes' }, answers.id)).status).toBe(201);
    expect((await look(at)).answers.by).not.toBe('the patient');
  });
});
