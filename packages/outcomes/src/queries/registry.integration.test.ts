/** One course of each patient, by hand: what counts as before, as the last answer, and as that of the first dose. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY, HOUR, instant } from '@holdspace/care';
import { testClinic, testStore } from '@holdspace/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOutcomes } from '../outcomes.ts';
import { keepScore } from '../testing-scores.ts';
import { keepSession } from '../testing-sessions.ts';
import { registryRows } from './registry.ts';

const FIRST = Date.UTC(2026, 2, 4, 14);
const on = (day: number) => instant(FIRST + day * DAY + 4 * HOUR);
let opened: Awaited<ReturnType<typeof testStore>>;
let base: string;
beforeAll(async () => {
  opened = await testStore();
  base = mkdtempSync(join(tmpdir(), 'holdspace-registry-rows-'));
});
afterAll(async () => {
  await opened.close();
  rmSync(base, { recursive: true, force: true });
});

test('a patient counts once under a protocol, from their first course, and a scale that was not asked for not at all', async () => {
  const { store } = opened;
  const { clinicId, patientId } = await testClinic(store);
  const wanted = { clinicId, patientId };
  const first = await keepSession(store, { ...wanted, at: instant(FIRST) });
  await keepSession(store, { ...wanted, courseId: first.courseId, at: instant(FIRST + 7 * DAY) });
  const again = await keepSession(store, { ...wanted, at: instant(FIRST + 100 * DAY) });
  await keepSession(store, { ...wanted, protocolId: 'kap-im', at: instant(FIRST + 200 * DAY) });
  const answer = (
    moment: string,
    day: number,
    value: number,
    more: { sessionId?: string; courseId?: string; scale?: string } = {},
  ) => keepScore(store, { ...wanted, courseId: first.courseId, moment, value, at: on(day), ...more });
  await answer('baseline', -9, 21);
  await answer('before_dose', -1, 19, { sessionId: first.sessionId });
  await answer('day_1', 1, 15, { sessionId: first.sessionId });
  await answer('right_after', 2, 99, { sessionId: first.sessionId });
  await answer('at_will', 30, 8);
  await answer('baseline', -9, 3, { scale: 'other' });
  await answer('baseline', 90, 17, { courseId: again.courseId });
  await answer('at_will', 120, 5, { courseId: again.courseId });
  const outcomes = createOutcomes({ store, folder: base });
  await outcomes.refresh(clinicId, instant(FIRST + 300 * DAY));
  const rows = await outcomes.read(clinicId, (ask) => registryRows(ask, [{ instrument: 'phq-9', scale: 'total' }]));
  await outcomes.close();
  const patient = rows?.treated[0]?.patient as string;
  expect(patient).not.toBe(patientId);
  const of = { patient, protocol: 'infusion-iv', instrument: 'phq-9', scale: 'total', before: 19 };
  expect(rows?.changes.toSorted((one, two) => two.after - one.after)).toEqual([
    { ...of, moment: 'day_1', after: 15 },
    { ...of, moment: 'last', after: 8 },
  ]);
  expect(rows?.treated.map(({ protocol }) => protocol).toSorted()).toEqual(['infusion-iv', 'kap-im']);
  expect(rows?.sessions.map(({ protocol, sessions }) => `${protocol} ${sessions}`).toSorted()).toEqual([
    'infusion-iv 3',
    'kap-im 1',
  ]);
});
