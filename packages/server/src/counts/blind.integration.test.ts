/** What is shut to those who count, and to whoever may be the second, while they do; and until when. */
import { randomUUID } from 'node:crypto';
import type { Role } from '@holdspace/care';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningClinic } from '../testing.ts';
import { type CountedClinic, countedClinic, halves, left, ruleOf, VIAL } from './testing-counts.ts';

let counted: CountedClinic;
let running: RunningClinic;
let containers: readonly string[];
let SAFE: string;
let OTHER_SAFE: string;
beforeAll(async () => {
  counted = await countedClinic();
  ({ running, containers, safe: SAFE, otherSafe: OTHER_SAFE } = counted);
});
afterAll(() => running?.close());
const as = (role: Role) => running.as(role);
const begin: CountedClinic['begin'] = (...given) => counted.begin(...given);
const half: CountedClinic['half'] = (...given) => counted.half(...given);

describe('while a safe is counted', () => {
  const COUNTS: readonly Role[] = ['nurse', 'anesthesia', 'prescriber', 'medical_director'];
  let earlier: string;
  let recall: string;
  let receipt: string;
  /** All that says what the ledger has of the safe that is counted. */
  const pages = () => [
    '/api/inventory',
    '/api/inventory?all=true',
    `/api/inventory/containers/${containers[0]}`,
    '/api/inventory/receipts',
    `/api/inventory/receipts/${receipt}`,
    `/api/inventory/recalls/${recall}`,
    `/api/inventory/counts/${earlier}`,
    '/api/inventory/month',
  ];
  const answers = (role: Role) => Promise.all(pages().map((path) => as(role).get(path)));
  const callOff = (id: string) => counted.callOff(id);

  beforeAll(async () => {
    recall = randomUUID();
    const lot = { id: recall, product: VIAL.id, lot: 'L1', reason: 'Glass in it', at: running.clock.now };
    expect((await as('clinic_admin').post('/api/inventory/recalls', lot)).status).toBe(201);
    earlier = await begin('nurse');
    for (const role of ['nurse', 'prescriber'] as const)
      expect((await as(role).post(halves(earlier), half(3, [left(7.4)]))).status).toBe(201);
    receipt = (await as('nurse').get('/api/inventory/receipts')).body.receipts[0].id;
  });

  test('nothing that says what it holds is open to those who may be its second person', async () => {
    expect((await answers('nurse')).map(({ status }) => status)).toEqual(pages().map(() => 200));
    const id = await begin('nurse');
    for (const role of COUNTS)
      for (const answer of await answers(role)) {
        expect([answer.status, ruleOf(answer)]).toEqual([422, 'count-is-blind']);
        expect(answer.problem.detail).toContain('Main safe is being counted (routine count, begun by The nurse');
        expect(answer.problem.refusals?.[0]?.satisfy).toContain('called off');
      }
    const { counts } = (await as('prescriber').get('/api/inventory/counts')).body;
    expect(counts.filter((one: { state: string }) => one.state === 'complete')).toHaveLength(1);
    expect(JSON.stringify(counts)).not.toContain('"result"');
    const { count } = (await as('prescriber').get(`/api/inventory/counts/${id}`)).body;
    expect(count.state).toBe('open');
    // Nor does a movement that is too large say how much there is.
    const movement = {
      id: randomUUID(),
      kind: 'moved',
      container: containers[0],
      safe: SAFE,
      into: OTHER_SAFE,
      amount: { value: 999, unit: 'mg' },
      at: running.clock.now,
    };
    expect(ruleOf(await as('nurse').post('/api/inventory/movements', movement))).toBe('count-is-blind');
    // Who may not count is shown who received a lot, as ever; and what a patient needs is drawn.
    expect((await as('clinic_admin').get(`/api/inventory/recalls/${recall}`)).status).toBe(200);
    const session = await running.plannedSession('infusion-iv');
    await as('front_desk').does(session, { type: 'RecordArrival' });
    const toDraw = await as('nurse').get(`/api/sessions/${session}/containers`);
    expect(toDraw.body.containers.map((one: { label: string }) => one.label)).toContain('K-1');
    expect((await as('nurse').get(`/api/sessions/${randomUUID()}/containers`)).status).toBe(404);
    await callOff(id);
    expect((await answers('nurse')).map(({ status }) => status)).toEqual(pages().map(() => 200));
  });

  test('the room says what is there for a patient who is here, to who treats them, and for no other session', async () => {
    const session = await running.plannedSession('infusion-iv');
    const look = () => as('nurse').get(`/api/sessions/${session}/containers`);
    const planned = await look();
    expect([planned.status, ruleOf(planned)]).toEqual([422, 'drawn-while-open']);
    expect(planned.problem.refusals?.[0]?.satisfy).toContain('arrival');
    await as('front_desk').does(session, { type: 'RecordArrival' });
    expect((await look()).status).toBe(200);
    // Days later they are neither of the care team nor there, and the visit was another day.
    running.clock.pass(72 * 60);
    const id = await begin('nurse');
    const stranger = await look();
    expect([stranger.status, stranger.body.containers]).toEqual([403, undefined]);
    const { id: nurse, name } = running.clinic.practitioners.nurse;
    const joined = { person: { id: nurse, name, roles: ['nurse' as const] }, attendance: 'in_room' as const };
    await as('medical_director').does(session, { type: 'JoinSession', ...joined });
    expect((await look()).status).toBe(200);
    await as('medical_director').does(session, { type: 'RecordDeparture', how: 'against_advice', reason: 'Had to go' });
    const over = await look();
    expect([over.status, ruleOf(over), over.body.containers]).toEqual([422, 'drawn-while-open', undefined]);
    expect((await as('therapist').get(`/api/sessions/${session}/containers`)).status).toBe(403);
    await callOff(id);
  });

  test('what never stood in it is open', async () => {
    const id = await begin('nurse', {}, OTHER_SAFE);
    const open = [`containers/${containers[0]}`, `receipts/${receipt}`, `recalls/${recall}`, `counts/${earlier}`];
    for (const path of open) expect((await as('nurse').get(`/api/inventory/${path}`)).status).toBe(200);
    expect(ruleOf(await as('nurse').get('/api/inventory'))).toBe('count-is-blind');
    await callOff(id);
  });

  test('a second count of it is told which one is under way', async () => {
    const id = await begin('nurse');
    const answer = await as('prescriber').post('/api/inventory/counts', {
      id: randomUUID(),
      safe: SAFE,
      kind: 'routine',
    });
    expect([answer.status, answer.body.count]).toEqual([409, id]);
    expect(answer.problem.detail).toContain('Main safe is being counted (routine count, begun by The nurse');
    await callOff(id);
  });

  test('and it is left lying, after a day all is open again and no half is taken', async () => {
    const id = await begin('nurse');
    await as('nurse').post(halves(id), half(3, [left(7.4)]));
    running.clock.pass(24 * 60);
    expect(ruleOf(await as('anesthesia').get('/api/inventory'))).toBe('count-is-blind');
    running.clock.pass(1);
    expect((await as('anesthesia').get('/api/inventory')).status).toBe(200);
    const late = await as('anesthesia').post(halves(id), half(3, [left(7.4)]));
    expect([late.status, ruleOf(late)]).toEqual([422, 'count-too-old']);
    expect(late.problem.refusals?.[0]?.satisfy).toContain('begin another');
    await callOff(id);
  });
});
