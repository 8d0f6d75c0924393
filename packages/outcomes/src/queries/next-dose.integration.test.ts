/** The time to the next dose, beside what a few lines of TypeScript count from the same logs. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { between, doseTimes, fold, type Instant, instant, kaplanMeier } from '@holdspace/care';
import { testClinic, testStore } from '@holdspace/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOutcomes, type Outcomes } from '../outcomes.ts';
import { keepSession } from '../testing-sessions.ts';
import { timeToNextDose } from './next-dose.ts';

interface Dose {
  readonly patientId: string;
  readonly protocolId: string;
  readonly at: Instant;
}
const DAY_MS = 86_400_000;
const MADE_AT = instant(Date.UTC(2026, 6, 1, 6));
/** By patient: the protocol and the day of each session; an ending “without” is a session in which nothing was given. */
const PLAN: readonly (readonly (readonly [string, number, 'without'?])[])[] = [
  [
    ['infusion-iv', 0],
    ['infusion-iv', 7],
    ['infusion-iv', 35],
  ],
  // Kept out of order, as a clinic enters its past; and the next is under another protocol.
  [
    ['kap-im', 20],
    ['infusion-iv', 3],
  ],
  [
    ['infusion-iv', 1],
    ['infusion-iv', 8, 'without'],
    ['infusion-iv', 15],
  ],
  [['infusion-iv', 40]],
  [
    ['kap-im', 2],
    ['kap-im', 9],
  ],
  [['kap-im', 5, 'without']],
];
const doses: Dose[] = [];
let opened: Awaited<ReturnType<typeof testStore>>;
let folder: string;
let outcomes: Outcomes;
let clinicId: string;
beforeAll(async () => {
  opened = await testStore();
  const { store } = opened;
  folder = mkdtempSync(join(tmpdir(), 'holdspace-next-dose-'));
  outcomes = createOutcomes({ store, folder });
  clinicId = (await testClinic(store)).clinicId;
  for (const [place, sessions] of PLAN.entries()) {
    const patientId = randomUUID();
    const patient = { id: patientId, name: 'Otto Example', dateOfBirth: '1980-05-04', recordNumber: `N-${place}` };
    await store.patients.create(clinicId, patient, MADE_AT);
    for (const [protocolId, day, without] of sessions) {
      const at = instant(Date.UTC(2026, 2, 2 + day, 15));
      const kept = await keepSession(store, {
        clinicId,
        patientId,
        protocolId,
        at,
        ...(without && { play: (room) => room }),
      });
      const first = doseTimes(fold(kept.events)).first;
      if (first) doses.push({ patientId, protocolId, at: first });
    }
  }
  await outcomes.refresh(clinicId, MADE_AT);
});
afterAll(async () => {
  await outcomes.close();
  await opened.close();
  rmSync(folder, { recursive: true, force: true });
});

/** In plain TypeScript: each patient’s doses in their order. */
function counted(dose: number) {
  const found = [...new Set(doses.map(({ patientId }) => patientId))].flatMap((patientId) => {
    const own = doses.filter((one) => one.patientId === patientId).toSorted((a, b) => a.at.localeCompare(b.at));
    const [from, next] = [own[dose - 1], own[dose]];
    if (!from) return [];
    return [{ protocolId: from.protocolId, days: between(from.at, next?.at ?? MADE_AT) / DAY_MS, given: !!next }];
  });
  return sorted(found);
}
const sorted = <One extends { protocolId: string; days: number }>(all: readonly One[]): One[] =>
  all.toSorted((a, b) => a.protocolId.localeCompare(b.protocolId) || a.days - b.days);
const asked = async (dose: number) => {
  const answer = await outcomes.read(clinicId, (ask) => timeToNextDose(ask, { dose }));
  if (answer === null) throw new Error('no copy');
  return answer;
};
const onePerPatient = (answer: Awaited<ReturnType<typeof asked>>) =>
  sorted(
    answer.flatMap(({ protocolId, days, given }) =>
      days.map((each, place) => ({ protocolId, days: each, given: given[place] })),
    ),
  );

test.each([1, 2, 3, 4])(
  'from dose %i on, each patient counts once, until the next dose or until the copy was made',
  async (dose) => {
    expect(onePerPatient(await asked(dose))).toEqual(counted(dose));
  },
);

test('what is counted is what was planned: a session without a dose is none, and a next one may be under another protocol', async () => {
  const [infusion, kap] = await asked(1);
  expect([infusion?.protocolId, infusion?.given.filter(Boolean).length, infusion?.given.length]).toEqual([
    'infusion-iv',
    3,
    4,
  ]);
  expect([kap?.protocolId, kap?.given]).toEqual(['kap-im', [true]]);
  // Doses are minutes into their sessions, in each protocol its own.
  const whole = infusion?.days.map(Math.round).toSorted((a, b) => a - b);
  expect(whole).toEqual([7, 14, 17, 81]);
});

test('the curve takes it as it is', async () => {
  const [infusion] = await asked(1);
  const curve = kaplanMeier({ time: infusion?.days ?? [], event: infusion?.given ?? [] });
  expect(curve).toMatchObject({ n: 4, events: 3, missing: 0 });
});

test('there is no dose 0, and no half of one', async () => {
  await expect(asked(0)).rejects.toThrow('no such dose');
  await expect(asked(1.5)).rejects.toThrow('no such dose');
});
