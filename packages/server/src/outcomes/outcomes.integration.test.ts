/** The page of outcomes over the API: a small clinic counted by hand, whoever may not look, and a clinic without a copy. */
import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY, HOUR, instant } from '@holdspace/care';
import { testClinic } from '@holdspace/store/testing';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { keepScore } from '../../../outcomes/src/testing-scores.ts';
import { keepSession, type SessionWanted } from '../../../outcomes/src/testing-sessions.ts';
import { comeInAs } from '../consents/testing-consents.ts';
import { type Caller, type RunningClinic, runningClinic } from '../testing.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const FIRST = Date.UTC(2026, 2, 4, 14);
let dataFolder: string;
let running: RunningClinic;
let director: Caller;
let otherDirector: Caller;
let patients = 0;

async function newPatient(): Promise<string> {
  const id = randomUUID();
  patients += 1;
  const body = { id, name: `Ines Invented ${patients}`, dateOfBirth: '1979-08-09', recordNumber: `O-${patients}` };
  expect((await running.as('front_desk').post('/api/patients', body)).status).toBe(201);
  return id;
}
/** A course with doses on the days named, counted from the first of all; answers with days from its own first dose. */
async function keepCourse(
  {
    protocolId = 'infusion-iv',
    doses,
    play,
  }: { protocolId?: string; doses: readonly number[] } & Pick<SessionWanted, 'play'>,
  answers: readonly (readonly [moment: string, day: number, value: number, session?: number, instrument?: string])[],
): Promise<void> {
  const { clinicId } = running.clinic;
  const patientId = await newPatient();
  const sessions: string[] = [];
  let courseId: string | undefined;
  for (const day of doses) {
    const at = instant(FIRST + day * DAY);
    const kept = await keepSession(running.store, {
      clinicId,
      patientId,
      protocolId,
      at,
      ...(courseId && { courseId }),
      ...(play && { play }),
    });
    courseId = kept.courseId;
    sessions.push(kept.sessionId);
  }
  for (const [moment, day, value, session, instrument] of answers)
    await keepScore(running.store, {
      ...{ clinicId, patientId, courseId: courseId as string, moment, value, ...(instrument && { instrument }) },
      sessionId: session === undefined ? undefined : sessions[session],
      at: instant(FIRST + ((doses[0] as number) + day) * DAY + 4 * HOUR),
    });
}
/** Waits for what is being made. */
async function made(caller: Caller) {
  for (let tries = 0; tries < 200; tries += 1) {
    const { body } = await caller.get('/api/outcomes');
    if (!body.isMaking) return body;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('a copy is still being made');
}

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'holdspace-outcomes-'));
  running = await runningClinic({ dataFolder });
  director = running.as('medical_director');
  const other = await testClinic(running.store, 'other-outcomes.test');
  otherDirector = await running.callerAt(running.server.url, other.clinicId, other.practitioners.medical_director.id);
  // Twelve weeks on, with all that was asked long due.
  running.clock.pass(84 * 24 * 60);
});
afterAll(async () => {
  await running?.close();
  await rm(dataFolder, { recursive: true, force: true });
});

test('without a copy there is nothing to see, and the first look has one made; nobody waits for it', async () => {
  const empty = { measures: [], experiences: [], protocols: [] };
  expect((await director.get('/api/outcomes')).body).toEqual({ madeAt: null, isMaking: true, ...empty });
  expect(await made(director)).toEqual({ madeAt: running.clock.now, isMaking: false, ...empty });
  expect(statSync(join(dataFolder, 'outcomes', running.clinic.clinicId)).mode & 0o777).toBe(0o700);
  const { body } = await director.get('/api/outcomes/relations?instrument=phq-9&scale=total');
  expect(body).toMatchObject({ dosed: 0, points: [], dose: { model: { n: 0, none: 'nothing-observed' } } });
});

describe('of a small clinic', () => {
  beforeAll(async () => {
    await keepCourse({ doses: [0, 7] }, [
      ['baseline', -5, 20],
      ['before_dose', -0.5, 20, 0],
      ['right_after', 0, 30, 0, 'cadss'],
      ['before_dose', 6.5, 12, 1],
      ['day_7', 14, 8, 1],
    ]);
    await keepCourse(
      {
        doses: [1],
        play: (room) =>
          room
            .dosed()
            .after(10)
            .does(
              { id: running.clinic.practitioners.nurse.id, name: 'The nurse', roles: ['nurse'] },
              {
                type: 'RecordAdverseEvent',
                term: 'Nausea',
                grade: 3,
                relatedness: 'possible',
                done: 'ondansetron',
                outcome: 'resolved',
              },
            ),
      },
      [
        ['baseline', -5, 16],
        ['day_7', 7, 14, 0],
      ],
    );
    await keepCourse({ doses: [2] }, [
      ['baseline', -5, 10],
      ['day_7', 7, 4, 0],
      ['monthly', 30, 12],
    ]);
    // Who never answered is there as well.
    await keepCourse({ doses: [3] }, []);
    await keepCourse({ doses: [4], protocolId: 'kap-im' }, [['baseline', -5, 18]]);
    expect((await director.post('/api/outcomes/refresh', {})).status).toBe(202);
    await made(director);
  });

  test('scales and protocols are those that there is something of', async () => {
    expect(await made(director)).toMatchObject({
      measures: [
        {
          instrument: 'phq-9',
          scale: 'total',
          title: 'PHQ-9',
          higherIs: 'worse',
          range: { low: 0, high: 27 },
          courses: 4,
        },
      ],
      experiences: [{ instrument: 'cadss', scale: 'total', sessions: 1 }],
      protocols: [
        { id: 'infusion-iv', way: 'medical', courses: 4 },
        { id: 'kap-im', way: 'kap', courses: 1 },
      ],
    });
  });

  test('change is of courses with both answers, and every figure has the others beside it as missing', async () => {
    const { body } = await director.get('/api/outcomes/change?instrument=phq-9&scale=total');
    const [infusion, kap] = body.protocols;
    // 20 to 8, 16 to 14, 10 to 12: by -12, -2 and 2.
    expect(infusion).toMatchObject({
      courses: 4,
      withBaseline: 3,
      withBoth: 3,
      before: { n: 3, missing: 1, value: expect.closeTo(46 / 3, 9) },
      after: { n: 3, missing: 1, value: expect.closeTo(34 / 3, 9) },
      change: {
        n: 3,
        missing: 1,
        value: -4,
        // √52 / √3 · 4.30265, by the t table for 2 degrees of freedom.
        interval: {
          level: 0.95,
          low: expect.closeTo(-21.913, 3),
          high: expect.closeTo(13.913, 3),
          method: 'Student t',
        },
      },
      response: { n: 3, missing: 1, events: 1 },
      // The third began at 10 and came to 4, and did not stay there.
      remission: { n: 3, missing: 1, events: 0 },
      reliable: { improved: 1, same: 2, worsened: 0 },
    });
    expect(infusion.moments.map((one: Record<string, unknown>) => [one.moment, one.answered, one.expected])).toEqual([
      ['baseline', 3, 4],
      ['before_dose', 2, 5],
      // A week after the first dose of the first course was the day of its second.
      ['day_7', 3, 4],
      ['monthly', 1, null],
    ]);
    expect(kap).toMatchObject({
      courses: 1,
      withBaseline: 1,
      withBoth: 0,
      change: { n: 0, missing: 1, none: 'no-complete-pairs' },
    });
    expect(body.rules.response).toContain('50 %');
    expect(body.rules.reliable).toContain('background');
  });

  test('a response is followed until it is lost, and a dose to the next one', async () => {
    const { body } = await director.get('/api/outcomes/time?instrument=phq-9&scale=total');
    expect(body.relapse.protocols).toMatchObject([
      {
        protocol: { id: 'infusion-iv' },
        // The first course responded with its last answer; the third after 7 days, and was at 12 again on day 30.
        survival: {
          n: 2,
          missing: 1,
          events: 1,
          steps: [
            { time: 0, atRisk: 2, events: 0, survival: 1 },
            { time: 23, atRisk: 1, events: 1, survival: 0 },
          ],
        },
      },
      { protocol: { id: 'kap-im' }, survival: { n: 0, missing: 1, none: 'nothing-observed' } },
    ]);
    expect(body.relapse.test).toMatchObject({ none: 'one-group' });
    // One follow-up for each patient: of four under this protocol one had another dose, after a week.
    expect(body.nextDose.protocols[0].survival).toMatchObject({ n: 4, events: 1 });
    expect(body.nextDose.protocols[0].survival.steps[0]).toMatchObject({
      time: 7,
      atRisk: 4,
      events: 1,
      survival: 0.75,
    });
    expect(body.nextDose.protocols[1].survival).toMatchObject({ n: 1, events: 0 });
    // From the second dose on there is one patient, and nobody had a third.
    const later = await director.get('/api/outcomes/time?instrument=phq-9&scale=total&dose=2');
    expect(later.body.nextDose.protocols).toMatchObject([{ survival: { n: 1, events: 0 } }]);
    expect((await director.get('/api/outcomes/time?instrument=phq-9&scale=total&dose=0')).status).toBe(400);
    // A scale without a rule of response has no relapse either.
    const cadss = await director.get('/api/outcomes/time?instrument=cadss&scale=total');
    expect(cadss.body.relapse).toBeNull();
  });

  test('points bear numbers and no ids; sessions without an answer on both sides are missing', async () => {
    const { body } = await director.get('/api/outcomes/relations?instrument=phq-9&scale=total&experience=cadss:total');
    const told = body.points.map((one: Record<string, unknown>) => [one.before, one.after, one.change, one.experience]);
    expect(told.toSorted()).toEqual([
      [10, 4, -6, null],
      [12, 8, -4, null],
      [16, 14, -2, null],
      [20, 12, -8, 30],
    ]);
    expect(new Set(body.points.map(({ patient }: { patient: number }) => patient))).toEqual(new Set([1, 2, 3]));
    expect(JSON.stringify(body)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    expect(body).toMatchObject({
      dosed: 6,
      share: 1,
      dose: { pearson: { n: 3, missing: 2, none: 'too-few' }, model: { n: 4, missing: 2 } },
    });
    expect(
      body.elements.map((one: Record<string, unknown>) => [one.element, one.with, one.without, one.unknown]),
    ).toEqual([
      ['music', 0, 0, 4],
      ['eyeCover', 0, 0, 4],
      ['guidePresent', 4, 0, 0],
    ]);
    expect(body.published[0]).toMatchObject({ id: 'luckenbaugh-2014-230-min', n: 108 });
  });

  test('harms stand beside the sessions that they could have happened in', async () => {
    const { body } = await director.get('/api/outcomes/harms');
    const [infusion, kap] = body.protocols;
    expect(infusion).toMatchObject({
      sessions: 5,
      events: 1,
      sessionsWithEvent: 1,
      // Garwood: 0.02532 and 5.5716 events, in five sessions.
      rate: { value: 20, n: 5, interval: { low: expect.closeTo(0.506, 3), high: expect.closeTo(111.43, 2) } },
      terms: [{ term: 'nausea', isSevere: true, events: 1, rate: { value: 20 } }],
    });
    // None seen is not none.
    expect(kap).toMatchObject({
      sessions: 1,
      events: 0,
      rate: { value: 0, interval: { low: 0, high: expect.closeTo(368.89, 2) } },
    });
  });

  test('another clinic sees nothing of it', async () => {
    await made(otherDirector);
    expect(await made(otherDirector)).toMatchObject({ measures: [], protocols: [] });
    const { body } = await otherDirector.get('/api/outcomes/change?instrument=phq-9&scale=total');
    expect(body.protocols).toEqual([]);
    expect((await otherDirector.get('/api/outcomes/harms')).body).toEqual({ protocols: [] });
  });
});

test('it is for the medical director and prescribers alone', async () => {
  for (const role of ['front_desk', 'clinic_admin', 'nurse', 'therapist', 'guide'] as const)
    for (const path of ['', '/change?instrument=phq-9&scale=total', '/harms'])
      expect((await running.as(role).get(`/api/outcomes${path}`)).status, `${role} ${path}`).toBe(403);
  expect((await running.as('front_desk').post('/api/outcomes/refresh', {})).status).toBe(403);
  expect((await running.as('prescriber').get('/api/outcomes')).status).toBe(200);
});

test('a scale that the catalogue does not have is refused by name', async () => {
  for (const [query, field] of [
    ['instrument=phq-10&scale=total', 'instrument'],
    ['instrument=phq-9&scale=amnesia', 'scale'],
    ['instrument=phq-9&scale=total&experience=cadss:joy', 'experience'],
    ['instrument=phq-9&scale=total&experience=cadss', 'experience'],
  ]) {
    const { status, problem } = await director.get(`/api/outcomes/relations?${query}`);
    expect(status, query).toBe(400);
    expect(problem.errors?.[0]?.field, query).toBe(field);
  }
});

test('a patient reads their own course: what they answered about themselves, and nobody’s rating', async () => {
  const patientId = await newPatient();
  const { clinicId } = running.clinic;
  const { courseId } = await keepSession(running.store, { clinicId, patientId, at: instant(FIRST) });
  const score = (instrument: string, day: number, value: number) =>
    keepScore(running.store, {
      ...{ clinicId, patientId, courseId, instrument, value, moment: 'at_will' },
      at: instant(FIRST + day * DAY),
    });
  await score('phq-9', -3, 17);
  await score('phq-9', 6, 8);
  await score('cadss', 0, 31);
  const { body } = await (await comeInAs(running, patientId)).get('/api/reader/course');
  expect(body.doses).toHaveLength(1);
  expect(body.lines).toMatchObject([
    { measure: 'phq-9', betterIs: 'lower', move: 'better', points: [{ value: 17 }, { value: 8 }] },
  ]);
  const other = await comeInAs(running, await newPatient());
  expect((await other.get('/api/reader/course')).body).toEqual({ doses: [], lines: [] });
});
