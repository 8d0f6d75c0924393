/** Live streams: every event, in order, once, whichever of two servers it was sent to. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Caller, type RunningClinic, runningClinic } from '../testing.ts';
import { readEvents } from './reading.ts';

let clinic: RunningClinic;
let session: string;
beforeAll(async () => {
  clinic = await runningClinic();
  session = await clinic.plannedSession('kap-im');
  await clinic.as('front_desk').does(session, { type: 'RecordArrival' });
});
afterAll(() => clinic.close());

const pain = (value: number) =>
  ({ type: 'RecordVitalSigns', vitalSigns: { pain: { value, unit: '{score}' } } }) as const;
const watch = (caller: Caller, path: string, headers: Record<string, string> = {}) =>
  readEvents(caller.url + path, { authorization: `Bearer ${caller.token}`, ...headers });
const seqsOf = (events: readonly { data: string }[]) => events.map(({ data }) => JSON.parse(data).seq as number);
const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe('a session’s live stream', () => {
  test('begins with what has happened and goes on with what happens', async () => {
    const stream = watch(clinic.as('guide'), `/api/sessions/${session}/live`);
    expect(seqsOf(await stream.take(2))).toEqual([1, 2]);
    await clinic.as('nurse').does(session, [pain(1), pain(2)]);
    const [third, fourth] = await stream.take(2);
    expect(third).toMatchObject({ event: 'session', id: '3' });
    expect(JSON.parse(fourth?.data ?? '')).toMatchObject({
      seq: 4,
      type: 'VitalSignsRecorded',
      hash: expect.any(String),
    });
    stream.close();
  });

  test('goes on where a browser had been: after `after`, or the last event that it had', async () => {
    const late = watch(clinic.as('guide'), `/api/sessions/${session}/live?after=3`);
    expect(seqsOf(await late.take(1))).toEqual([4]);
    late.close();
    const back = watch(clinic.as('guide'), `/api/sessions/${session}/live?after=1`, { 'last-event-id': '2' });
    expect(seqsOf(await back.take(2))).toEqual([3, 4]);
    back.close();
  });

  test('loses and doubles nothing while many write', async () => {
    const busy = await clinic.plannedSession('kap-im');
    await clinic.as('front_desk').does(busy, { type: 'RecordArrival' });
    const streams = [1, 2, 3].map(() => watch(clinic.as('guide'), `/api/sessions/${busy}/live`));
    await Promise.all(Array.from({ length: 60 }, (_, value) => clinic.as('nurse').does(busy, pain(value % 10))));
    for (const stream of streams) {
      expect(seqsOf(await stream.take(62))).toEqual(upTo(62));
      stream.close();
    }
  });

  test('ends with the server, and counts those who listen', async () => {
    const other = await clinic.anotherServer();
    const caller = await clinic.callerAt(other.url, clinic.clinic.clinicId, clinic.clinic.practitioners.guide.id);
    const stream = watch(caller, `/api/sessions/${session}/live`);
    await stream.take(1);
    expect((await caller.get('/metrics')).body).toContain('holdspace_live_subscribers{stream="session"} 1');
    await other.close();
    await stream.ended;
  });
});

describe('two servers on one database', () => {
  let there: Caller;
  beforeAll(async () => {
    const other = await clinic.anotherServer();
    there = await clinic.callerAt(other.url, clinic.clinic.clinicId, clinic.clinic.practitioners.nurse.id);
  });

  test('see each other’s events live', async () => {
    const shared = await clinic.plannedSession('kap-im');
    await clinic.as('front_desk').does(shared, { type: 'RecordArrival' });
    const here = watch(clinic.as('guide'), `/api/sessions/${shared}/live?after=2`);
    const today = watch(clinic.as('front_desk'), '/api/live');
    const begun = performance.now();
    await there.does(shared, pain(3));
    expect(seqsOf(await here.take(1))).toEqual([3]);
    // By notification, not by the slower check that heals a lost one.
    expect(performance.now() - begun).toBeLessThan(3_000);
    expect(JSON.parse((await today.take(1))[0]?.data ?? '')).toEqual({ sessionId: shared, seq: 3 });
    await clinic.as('nurse').does(shared, pain(4));
    expect(seqsOf(await here.take(1))).toEqual([4]);
    here.close();
    today.close();
  });

  test('never refuse for want of what the other has just stored', async () => {
    const shared = await clinic.plannedSession('kap-im');
    const { nurse } = clinic.clinic.practitioners;
    const person = { id: nurse.id, name: nurse.name, roles: ['nurse' as const] };
    // Held here before the arrival, and told of it too late.
    expect((await clinic.as('nurse').send(shared, pain(1))).status).toBe(422);
    await there.does(shared, { type: 'RecordArrival' });
    await clinic.as('nurse').does(shared, { type: 'JoinSession', person, attendance: 'in_room' });
    await there.does(shared, pain(2));
  });

  test('decide on the same session without losing a command or forking its log', async () => {
    const shared = await clinic.plannedSession('kap-im');
    await clinic.as('front_desk').does(shared, { type: 'RecordArrival' });
    const callers = [clinic.as('nurse'), there];
    const sent = Array.from({ length: 30 }, (_, value) =>
      (callers[value % 2] as Caller).send(shared, pain(value % 10)),
    );
    const answers = await Promise.all(sent);
    const stored = answers.filter(({ status }) => status === 200).length;
    // Where both keep overtaking each other, the answer is `stale` and the sender sends again; nothing is half done.
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    const { events } = (await there.get(`/api/sessions/${shared}/events`)).body;
    expect(events).toHaveLength(2 + stored);
    expect(await clinic.store.verify([clinic.clinic.clinicId])).not.toHaveProperty('broken');
  });

  test('answer a command sent to both with the same events', async () => {
    const shared = await clinic.plannedSession('kap-im');
    await clinic.as('front_desk').does(shared, { type: 'RecordArrival' });
    const command = { ...pain(5), id: randomUUID(), at: clinic.clock.now };
    const path = `/api/sessions/${shared}/commands`;
    const [one, other] = await Promise.all([clinic.as('nurse').post(path, command), there.post(path, command)]);
    expect(one).toMatchObject({ status: 200 });
    expect(other.body).toEqual(one.body);
  });
});
