/** Bad input: named by field and rule, in plain words; nothing is stored, nothing is lost, and the log says so. */
import { randomUUID } from 'node:crypto';
import { instant, MINUTE } from '@holdspace/care';
import { testClinic } from '@holdspace/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningClinic, runningClinic } from './testing.ts';

let clinic: RunningClinic;
let session: string;
let elsewhere: { readonly id: string; readonly name: string };
beforeAll(async () => {
  clinic = await runningClinic();
  session = await clinic.plannedSession('infusion-iv');
  elsewhere = (await testClinic(clinic.store)).practitioners.prescriber;
  clinic.clock.pass(10);
  await clinic.as('nurse').does(session, { type: 'RecordArrival' });
});
afterAll(() => clinic.close());

const commands = () => `/api/sessions/${session}/commands`;
const seq = async () => (await clinic.store.sessions.head(clinic.clinic.clinicId, session))?.seq;
const minutesFromNow = (minutes: number) => instant(clinic.clock.read() + minutes * MINUTE);
const envelope = () => ({ id: randomUUID(), at: clinic.clock.now });
const vitals = (vitalSigns: unknown, more: object = {}) => ({
  type: 'RecordVitalSigns',
  ...envelope(),
  vitalSigns,
  ...more,
});
const join = ({ id, name, roles }: { id: string; name: string; roles: readonly string[] }) => ({
  type: 'JoinSession',
  ...envelope(),
  person: { id, name, roles },
  attendance: 'in_room',
});
const gate = (finding: unknown) => ({ type: 'ConfirmGate', ...envelope(), finding });

type Case = readonly [what: string, body: () => unknown, status: number, field: string, rule: string, says: RegExp];
const CASES: readonly Case[] = [
  [
    'an unknown field',
    () => vitals({ pain: { value: 1, unit: '{score}' } }, { mood: 'low' }),
    400,
    'mood',
    'unknown-field',
    /no field called "mood"/,
  ],
  [
    'an unknown field deep inside',
    () => vitals({ pain: { value: 1, unit: '{score}', by: 'me' } }),
    400,
    'vitalSigns.pain.by',
    'unknown-field',
    /no field called "by"/,
  ],
  [
    'a wrong unit',
    () => vitals({ oxygenSaturation: { value: 98, unit: 'kg' } }),
    400,
    'vitalSigns.oxygenSaturation.unit',
    'wrong-unit',
    /Oxygen saturation cannot be in "kg"/,
  ],
  [
    'pounds called lb',
    () => gate({ gate: 'weight', weight: { value: 170, unit: 'lb' }, measuredOn: '2026-03-02' }),
    400,
    'finding.weight.unit',
    'wrong-unit',
    /pounds/,
  ],
  [
    'a negative weight',
    () => gate({ gate: 'weight', weight: { value: -80, unit: 'kg' }, measuredOn: '2026-03-02' }),
    400,
    'finding.weight.value',
    'cannot-be',
    /-80 kg is outside 25 to 350 kg/,
  ],
  [
    'pounds in the field of kilograms',
    () => gate({ gate: 'weight', weight: { value: 800, unit: 'kg' }, measuredOn: '2026-03-02' }),
    400,
    'finding.weight.value',
    'cannot-be',
    /outside 25 to 350 kg/,
  ],
  [
    'SpO2 of 140 %',
    () => vitals({ oxygenSaturation: { value: 140, unit: '%' } }),
    400,
    'vitalSigns.oxygenSaturation.value',
    'cannot-be',
    /Oxygen saturation: 140 % is outside 30 to 100 %/,
  ],
  [
    'diastolic above systolic',
    () =>
      vitals({ bloodPressure: { systolic: { value: 80, unit: 'mm[Hg]' }, diastolic: { value: 95, unit: 'mm[Hg]' } } }),
    400,
    'vitalSigns.bloodPressure.diastolic',
    'cannot-be',
    /must be below systolic/,
  ],
  [
    'a dose beyond all doses',
    () => ({ type: 'AdministerDose', ...envelope(), amount: { value: 5000, unit: 'mg' } }),
    400,
    'amount.value',
    'cannot-be',
    /5000 mg is outside 0.001 mg to 2000 mg/,
  ],
  [
    '1e308',
    () => vitals({ temperature: { value: 1e308, unit: 'Cel' } }),
    400,
    'vitalSigns.temperature.value',
    'cannot-be',
    /1e\+308/,
  ],
  [
    '1e309',
    () => JSON.stringify(vitals({ temperature: { value: 7, unit: 'Cel' } })).replace('7,', '1e309,'),
    400,
    'vitalSigns.temperature.value',
    'not-a-number',
    /finite number/,
  ],
  [
    'NaN',
    () => JSON.stringify(vitals({ heartRate: { value: 7.5, unit: '/min' } })).replace('7.5', 'NaN'),
    400,
    'vitalSigns.heartRate.value',
    'not-a-number',
    /Heart rate must be a finite number/,
  ],
  [
    'a time in the future',
    () => ({ ...vitals({ pain: { value: 1, unit: '{score}' } }), at: minutesFromNow(2) }),
    422,
    'at',
    'not-in-the-future',
    /in the future/,
  ],
  [
    'a time before arrival',
    () => ({ ...vitals({ pain: { value: 1, unit: '{score}' } }), at: minutesFromNow(-5) }),
    422,
    'at',
    'not-before-arrival',
    /arriv/,
  ],
  [
    'a weight of tomorrow',
    () => gate({ gate: 'weight', weight: { value: 80, unit: 'kg' }, measuredOn: '2026-03-03' }),
    422,
    'finding.measuredOn',
    'finding-has-happened',
    /day of weighing is in the future/,
  ],
  [
    'somebody who does not work here',
    () => join({ id: randomUUID(), name: 'Dr. Nobody', roles: ['prescriber'] }),
    400,
    'person.id',
    'unknown-person',
    /Nobody of this clinic has this id/,
  ],
  [
    'somebody of another clinic',
    () => join({ ...elsewhere, roles: ['prescriber'] }),
    400,
    'person.id',
    'unknown-person',
    /Nobody of this clinic has this id/,
  ],
  [
    'a guide as a prescriber',
    () => join({ ...clinic.clinic.practitioners.guide, roles: ['guide', 'prescriber'] }),
    400,
    'person.roles',
    'another-person',
    /is not here as prescriber/,
  ],
  [
    'one person’s id with another’s name',
    () => join({ ...clinic.clinic.practitioners.guide, name: 'Dr. Nobody', roles: ['guide'] }),
    400,
    'person.name',
    'another-person',
    /This id is not Dr. Nobody’s/,
  ],
  [
    'a time that is none',
    () => ({ ...vitals({ pain: { value: 1, unit: '{score}' } }), at: 'five past two' }),
    400,
    'at',
    'wrong-form',
    /time with its offset/,
  ],
  ['no time', () => ({ type: 'RecordArrival', id: randomUUID() }), 400, 'at', 'missing', /The time is missing/],
  [
    'the character zero',
    () => '{"type":"RecordWords","words":"a\\u0000b"}',
    400,
    'words',
    'unwritable-text',
    /cannot be written down/,
  ],
  [
    'half a character',
    () => '{"type":"RecordWords","words":"\\ud83d"}',
    400,
    'words',
    'unwritable-text',
    /cannot be written down/,
  ],
  ['broken JSON', () => '{"type":"RecordArrival",', 400, '', 'json', /not JSON/],
  ['no body', () => '', 400, '', 'empty', /Nothing was sent/],
  ['one field twice', () => '{"type":"A","a":{"x":1,"x":2}}', 400, 'a.x', 'named-twice', /is there twice/],
  [
    'two commands under one id',
    () => {
      const one = vitals({ pain: { value: 1, unit: '{score}' } });
      return [one, one];
    },
    400,
    '1.id',
    'repeated-id',
    /same id/,
  ],
];

describe('a problem document names the field and the rule, and nothing is stored', () => {
  test.each(CASES)('%s', async (_, body, status, field, rule, says) => {
    const before = await seq();
    const answer = await clinic.as('nurse').ask('POST', commands(), body());
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    const named = status === 422 ? answer.problem.refusals : answer.problem.errors;
    expect(named?.[0]).toMatchObject({ field, rule, message: expect.stringMatching(says) });
    expect(answer.problem.detail).toMatch(says);
    expect(await seq()).toBe(before);
    expect(clinic.log.some((line) => line.includes(rule) && line.includes('"problem"'))).toBe(true);
  });

  test('a body over the limit', async () => {
    const long = { type: 'RecordWords', ...envelope(), words: 'x'.repeat(600_000) };
    expect(await clinic.as('nurse').post(commands(), long)).toMatchObject({
      status: 413,
      problem: { type: '/problems/too-large' },
    });
  });

  test('something that is no JSON at all', async () => {
    const answer = await clinic
      .as('nurse')
      .ask('POST', commands(), 'a=b', { 'content-type': 'application/x-www-form-urlencoded' });
    expect(answer).toMatchObject({ status: 415, problem: { type: '/problems/wrong-media-type' } });
  });
});

describe('sequence numbers and ids', () => {
  const pain = (value: number) =>
    ({ type: 'RecordVitalSigns', vitalSigns: { pain: { value, unit: '{score}' } } }) as const;

  test('a stale sequence number is told, with the one reached', async () => {
    const reached = await seq();
    const answer = await clinic.as('nurse').send(session, pain(2), `?seq=${Number(reached) - 1}`);
    expect(answer).toMatchObject({ status: 409, problem: { type: '/problems/stale', seq: reached } });
    expect(await seq()).toBe(reached);
  });

  test('a sequence number from the future is stale too', async () => {
    expect(await clinic.as('nurse').send(session, pain(2), '?seq=999')).toMatchObject({ status: 409 });
  });

  test('the same command sent again, even much later, answers with its events of the first time', async () => {
    const command = clinic.as('nurse').command(pain(3));
    const first = await clinic.as('nurse').post(commands(), command);
    clinic.clock.pass(1);
    const reached = await seq();
    const second = await clinic.as('nurse').post(`${commands()}?seq=1`, command);
    expect(second.body).toEqual(first.body);
    expect(await seq()).toBe(reached);
  });

  test('another command under the same id is refused', async () => {
    const command = clinic.as('nurse').command(pain(3));
    await clinic.as('nurse').post(commands(), command);
    const answer = await clinic.as('nurse').post(commands(), { ...command, ...pain(4) });
    expect(answer).toMatchObject({
      status: 409,
      problem: { type: '/problems/repeated-id', errors: [{ field: 'id', rule: 'repeated-id' }] },
    });
  });

  test('a command id of another session is refused', async () => {
    const other = await clinic.plannedSession('infusion-iv');
    const command = clinic.as('nurse').command({ type: 'RecordArrival' });
    expect(await clinic.as('nurse').post(`/api/sessions/${other}/commands`, command)).toMatchObject({ status: 200 });
    const another = await clinic.plannedSession('infusion-iv');
    expect(await clinic.as('nurse').post(`/api/sessions/${another}/commands`, command)).toMatchObject({
      status: 409,
      problem: { type: '/problems/repeated-id' },
    });
  });

  test('a list is stored whole or not at all, and says which of it was refused', async () => {
    const before = await seq();
    const answer = await clinic
      .as('nurse')
      .send(session, [pain(1), { type: 'PauseInfusion', reason: 'rest' }, pain(2)]);
    expect(answer.status).toBe(422);
    expect(answer.problem.refusals?.[0]?.field).toMatch(/^1/);
    expect(await seq()).toBe(before);
  });

  test('a list of which a part was stored before stores the rest, once', async () => {
    const nurse = clinic.as('nurse');
    const [one, two, three] = [nurse.command(pain(5)), nurse.command(pain(6)), nurse.command(pain(7))];
    await nurse.post(commands(), [one, two]);
    const reached = Number(await seq());
    const answer = await nurse.post(commands(), [one, two, three]);
    expect(answer.body.events.map(({ commandId }: { commandId: string }) => commandId)).toEqual([
      one.id,
      two.id,
      three.id,
    ]);
    expect(await seq()).toBe(reached + 1);
    expect((await nurse.post(commands(), [one, two, three])).body).toEqual(answer.body);
  });

  test('everybody at once gets in, each exactly once', async () => {
    const nurse = clinic.as('nurse');
    const reached = Number(await seq());
    const answers = await Promise.all(Array.from({ length: 20 }, (_, value) => nurse.send(session, pain(value % 10))));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(new Set(answers.map(({ body }) => body.events[0].seq)).size).toBe(20);
    expect(await seq()).toBe(reached + 20);
  });
});

describe('what is not there', () => {
  test.each([
    ['a session', 'GET', () => `/api/sessions/${randomUUID()}`],
    ['the events of a session', 'GET', () => `/api/sessions/${randomUUID()}/events`],
    ['an id that is none', 'GET', () => '/api/sessions/7'],
    ['a patient', 'GET', () => `/api/patients/${randomUUID()}`],
    ['a protocol version', 'GET', () => '/api/protocols/infusion-iv/versions/9.9.9'],
    ['an address', 'GET', () => '/api/nothing'],
    ['an address for a method', 'DELETE', () => '/api/patients'],
  ])('%s', async (_, method, path) => {
    const answer = await clinic.as('nurse').ask(method, path());
    expect(answer).toMatchObject({ status: 404, problem: { type: '/problems/not-found', status: 404 } });
  });

  test('commands to a session that is not there', async () => {
    expect(await clinic.as('nurse').send(randomUUID(), { type: 'RecordArrival' })).toMatchObject({ status: 404 });
  });

  test('a query that is none', async () => {
    expect(await clinic.as('nurse').get(`/api/sessions/${session}/events?after=soon`)).toMatchObject({
      status: 400,
      problem: { errors: [{ field: 'after' }] },
    });
    expect(await clinic.as('nurse').get('/api/today?day=tomorrow')).toMatchObject({
      status: 400,
      problem: { errors: [{ field: 'day' }] },
    });
  });
});

test('an unlikely reading asks "is this right?", and is stored with the answer', async () => {
  const high = { heartRate: { value: 165, unit: '/min' } } as const;
  const asked = await clinic.as('nurse').send(session, { type: 'RecordVitalSigns', vitalSigns: high });
  expect(asked).toMatchObject({ status: 422, problem: { refusals: [{ rule: 'is-this-right' }] } });
  const [event] = await clinic
    .as('nurse')
    .does(session, { type: 'RecordVitalSigns', vitalSigns: high, confirmed: ['heartRate'] });
  expect(event).toMatchObject({ confirmed: [{ field: 'heartRate' }] });
});

test('what happened in the room is recorded even against a rule: flagged and reasoned', async () => {
  const dose = { type: 'AdministerDose', amount: { value: 40, unit: 'mg' } } as const;
  expect((await clinic.as('nurse').send(session, dose)).status).toBe(422);
  const [event] = await clinic.as('nurse').does(session, { ...dose, happened: { reason: 'given in an emergency' } });
  expect(event?.flags?.length).toBeGreaterThan(0);
});

test('a refusal says the rule, the numbers, what would satisfy it and who may override', async () => {
  const { problem, status } = await clinic.as('guide').send(session, {
    type: 'OrderDose',
    order: randomUUID(),
    purpose: 'first',
    product: 'x',
    prescribed: { by: 'weight', perKilogram: { value: 0.5, unit: 'mg/kg' } },
  });
  expect(status).toBe(422);
  expect(problem.refusals?.[0]).toMatchObject({
    rule: expect.any(String),
    title: expect.any(String),
    stop: 'hard',
    satisfy: expect.any(String),
    overrideBy: [],
    numbers: expect.any(Object),
  });
});
