import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '@holdspace/care';
import { createOutcomes, measuredCourses, pointsAroundDoses, timeToNextDose } from '@holdspace/outcomes';
import type { Store } from '@holdspace/store';
import { testStore } from '@holdspace/store/testing';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { DEMO_CLINICS, DEMO_PATIENTS } from './clinics.ts';
import { seedDemo } from './seed.ts';

// Two clinics with weeks of sessions: a busy machine takes its time.
vi.setConfig({ testTimeout: 240_000 });

let store: Store;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ store, close } = await testStore());
});
afterAll(() => close());

test('the demo is made whole at any hour: its running sessions began before the clinic’s midnight', async () => {
  // Ten past midnight in New York; Cedar Clinic is in Los Angeles.
  const now = Date.UTC(2026, 2, 3, 5, 10);
  await seedDemo(store, { now, secret: 'a secret for tests, of no use anywhere', say: () => undefined });
  for (const { slug } of DEMO_CLINICS) {
    const clinic = await store.clinics.bySlug(slug);
    const visits = await store.visits.between(clinic?.id ?? '', instant(now - 86_400_000), instant(now + 86_400_000));
    const expected = (DEMO_PATIENTS[slug] ?? []).filter((patient) => patient.today !== undefined);
    const found = visits.map(({ patient }) => patient.name);
    expect(found).toEqual(expect.arrayContaining(expected.map(({ name }) => name)));
    const statuses = new Map(visits.map(({ patient, session }) => [patient.name, session?.summary?.status]));
    for (const { name, today } of expected)
      expect([name, statuses.get(name)]).toEqual([
        name,
        today === 'not_begun' ? undefined : today === 'discharged' ? 'discharged' : 'open',
      ]);
  }
});

test('one patient of the demo is not here today and of no therapist, so that a closed record can be seen', async () => {
  const clinicId = (await store.clinics.bySlug('harbor.test'))?.id ?? '';
  const therapist = (await store.practitioners.list(clinicId)).find(({ roles }) => roles.includes('therapist'));
  const patients = await store.patients.list(clinicId);
  const present = Date.UTC(2026, 2, 3, 5, 10);
  const standings = await store.standings.of(clinicId, {
    practitionerId: therapist?.id ?? '',
    patientIds: patients.map(({ id }) => id),
    day: { from: instant(Date.UTC(2026, 2, 3, 5)), to: instant(Date.UTC(2026, 2, 4, 5)) },
    underWaySince: instant(Date.UTC(2026, 2, 2, 5)),
    now: instant(present),
  });
  const closed = patients.filter(({ id }) => {
    const { inCareTeam, visitToday, presentInSession } = standings.get(id) ?? {};
    return !inCareTeam && !visitToday && !presentInSession;
  });
  expect(closed.map(({ name }) => name)).toContain('Nell Harrowgate');
});

test('the outcomes of the demo are not empty: courses with both answers, doses that were followed, points around doses', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdspace-demo-'));
  const outcomes = createOutcomes({ store, folder });
  const clinicId = (await store.clinics.bySlug('harbor.test'))?.id ?? '';
  await outcomes.refresh(clinicId, instant(Date.UTC(2026, 2, 3, 5, 10)));
  const phq = { instrument: 'phq-9', scale: 'total' };
  const found = await outcomes.read(clinicId, async (ask) => ({
    courses: await measuredCourses(ask, phq),
    doses: await timeToNextDose(ask, { dose: 1 }),
    around: await pointsAroundDoses(ask, phq),
  }));
  await outcomes.close();
  rmSync(folder, { recursive: true, force: true });
  const both = found?.courses.flatMap(({ before, after }) =>
    before.filter((one, at) => one !== null && after[at] != null),
  );
  expect(both?.length).toBeGreaterThan(3);
  // Not everybody is helped alike.
  expect(new Set(found?.around.points.map(({ before, after }) => after - before)).size).toBeGreaterThan(2);
  expect(found?.doses.some(({ given }) => given.includes(true))).toBe(true);
});
