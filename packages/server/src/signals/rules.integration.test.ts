/** The rules of signals: changed with a reason, tried on what has been, and weighed by how they turned out. */
import { randomUUID } from 'node:crypto';
import { DAY, DEFAULT_RULES, MINUTE, type Role } from '@holdspace/care';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusalsOf, type WatchedClinic, watchedClinic } from './testing-watch.ts';

let running: WatchedClinic['running'];
let watched: WatchedClinic;
beforeAll(async () => {
  watched = await watchedClinic();
  running = watched.running;
});
afterAll(() => watched?.close());

describe('a rule', () => {
  const termsOf = (id: string) => {
    const {
      id: _,
      name: _n,
      source: _s,
      checked: _c,
      version: _v,
      ...terms
    } = DEFAULT_RULES.find((one) => one.id === id) as (typeof DEFAULT_RULES)[number];
    return terms;
  };
  const change = (role: Role, body: object) =>
    running.as(role).post('/api/signals/changes', { id: randomUUID(), ...body });

  test('is changed with a reason, from the version that was looked at, and the change is kept', async () => {
    const terms = { ...termsOf('no-integration-visit'), looksFor: { kind: 'no_integration_visit', days: 10 } };
    const body = {
      id: randomUUID(),
      rule: 'no-integration-visit',
      terms,
      version: 0,
      reason: 'We see them in the second week',
    };
    expect((await change('nurse', body)).status).toBe(403);
    expect((await change('therapist', { ...body, reason: 'so' })).status).toBe(400);
    const changed = await change('therapist', body);
    expect(changed.status).toBe(201);
    expect((await change('therapist', body)).status).toBe(201);
    expect((await change('therapist', { ...body, id: randomUUID() })).status).toBe(409);
    const rule = changed.body.rules.find(({ id }: { id: string }) => id === 'no-integration-visit');
    expect(rule).toMatchObject({
      version: 1,
      says: 'No integration visit was held in the 10 days after a dosing session.',
      changes: [{ version: 1, by: { name: 'The therapist' }, reason: body.reason }],
    });
  });

  test('is not given no time, another kind, or somebody who cannot act; a crisis is made less by a director alone', async () => {
    const terms = termsOf('not-safe');
    const of = (more: object) => ({
      rule: 'not-safe',
      terms: { ...terms, ...more },
      version: 0,
      reason: 'Because we think so',
    });
    const none = await change('therapist', of({ dueWithinMinutes: 0 }));
    expect(none.status).toBe(400);
    expect(none.problem.detail).toContain('must be at least 1');
    expect(refusalsOf(await change('therapist', of({ looksFor: { kind: 'distress', atLeast: 8 } })))).toEqual([
      'rule-keeps-its-kind',
    ]);
    expect(refusalsOf(await change('therapist', of({ on: false })))).toEqual(['crisis-rule-stays']);
    expect(refusalsOf(await change('therapist', of({ owner: { by: 'role', role: 'front_desk' } })))).toEqual([
      'rule-owner-can-act',
    ]);
    expect(refusalsOf(await change('therapist', of({ owner: { by: 'person', personId: randomUUID() } })))).toEqual([
      'rule-owner-can-act',
    ]);
    expect((await change('medical_director', of({ on: false }))).status).toBe(201);
  });

  test('says how often it was right here, and too few to say while it is few', async () => {
    const [one, other] = [await watched.newPatient(['therapist']), await watched.newPatient(['therapist'])];
    for (const patientId of [one, other]) await watched.raise(patientId, 'crisis');
    await watched.look();
    const { id } = await watched.oneOf(one);
    const ending = { id: randomUUID(), outcome: 'real', words: 'On the telephone for an hour; her sister is with her' };
    expect((await running.as('therapist').post(`/api/tasks/${id}/outcome`, ending)).status).toBe(200);
    const { body } = await running.as('nurse').get('/api/signals');
    const crisis = body.rules.find(({ id }: { id: string }) => id === 'crisis-raised');
    expect(crisis.history).toMatchObject({ fired: 2, real: 1, waiting: 1 });
    expect(crisis.falseAlarms).toBeUndefined();
    expect(crisis.falseAlarmsSay).toContain('Too few to say: 1 of at least 10');
  });

  test('is tried on what has been before it is changed', async () => {
    await watched.dosedPatient();
    await watched.spoil(await watched.dosedPatient());
    running.clock.pass((12 * DAY) / MINUTE);
    const preview = (days: number) =>
      running.as('therapist').post('/api/signals/preview', {
        rule: 'no-integration-visit',
        terms: { ...termsOf('no-integration-visit'), looksFor: { kind: 'no_integration_visit', days } },
      });
    const sooner = (await preview(1)).body;
    const later = (await preview(90)).body;
    expect(sooner).toMatchObject({ days: 180, notRead: 1 });
    expect(sooner.after).toBeGreaterThanOrEqual(sooner.before);
    expect(sooner.before).toBeGreaterThan(0);
    expect(later.after).toBe(0);
  });
});
