/** Questions over whole courses, of a small clinic by chance (a fixed seed), against the same counted plainly from its facts. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY, HOUR, type Instant, instant, toMilliseconds } from '@holdspace/care';
import { testClinic, testStore } from '@holdspace/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOutcomes, type Outcomes } from '../outcomes.ts';
import { keepScore } from '../testing-scores.ts';
import { keepSession } from '../testing-sessions.ts';
import { pointsAroundDoses } from './around-doses.ts';
import type { Ask } from './asked.ts';
import { measuredCourses } from './courses.ts';
import { type FollowUps, relapseFollowUps } from './follow-ups.ts';
import { measuredMoments } from './occasions.ts';
import { answeredScales, begunCourses } from './overview.ts';

const PHQ = { instrument: 'phq-9', scale: 'total' } as const;
const ZONE = 'America/New_York';
/** Twenty weeks after the first morning. */
const NOW = instant(Date.UTC(2026, 6, 20, 12));

interface Answered {
  readonly moment: string;
  readonly at: number;
  readonly value: number;
  readonly session?: number;
}
interface Course {
  readonly protocolId: string;
  /** When each dose was first given. */
  readonly doses: readonly number[];
  readonly answers: readonly Answered[];
  readonly experiences: readonly (number | null)[];
}
const courses: Course[] = [];
let opened: Awaited<ReturnType<typeof testStore>>;
let folder: string;
let clinicId: string;
let outcomes: Outcomes;
const asked = async <T>(work: (ask: Ask) => Promise<T>): Promise<T> => {
  const answer = await outcomes.read(clinicId, work);
  if (answer === null) throw new Error('no copy');
  return answer;
};

/** The same numbers at every run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
const next = chance(7);
const upTo = (most: number): number => Math.floor(next() * (most + 1));

async function keepCourse(patientId: string, place: number): Promise<void> {
  const protocolId = place % 3 === 0 ? 'kap-im' : 'infusion-iv';
  const { store } = opened;
  const begun = Date.UTC(2026, 2, 2, 14) + upTo(20) * DAY;
  const doses: number[] = [];
  const sessions: string[] = [];
  let courseId: string | undefined;
  let at = begun;
  for (let count = 1 + upTo(3); count > 0; count -= 1) {
    const kept = await keepSession(store, {
      clinicId,
      patientId,
      protocolId,
      at: instant(at),
      ...(courseId && { courseId }),
    });
    courseId = kept.courseId;
    sessions.push(kept.sessionId);
    const given = kept.events.find(({ type }) => type === 'DoseAdministered' || type === 'InfusionStarted');
    doses.push(toMilliseconds((given?.at ?? '') as Instant));
    at += (3 + upTo(16)) * DAY;
  }
  const answers: Answered[] = [];
  const say = (moment: string, when: number, session?: number) => {
    for (let times = next() < 0.1 ? 2 : 1; times > 0; times -= 1)
      answers.push({ moment, at: when + times * HOUR, value: upTo(27), ...(session !== undefined && { session }) });
  };
  const first = doses[0] as number;
  if (next() < 0.8) say('baseline', first - 5 * DAY);
  for (const [session, dose] of doses.entries()) {
    if (next() < 0.6) say('before_dose', dose - 5 * HOUR, session);
    if (next() < 0.6) say('day_1', dose + DAY, session);
    const later = doses[session + 1];
    if (next() < 0.6 && (later === undefined || later > dose + 8 * DAY)) say('day_7', dose + 7 * DAY, session);
  }
  if (next() < 0.5) say('monthly', first + 40 * DAY);
  if (next() < 0.5) say('monthly', first + 71 * DAY);
  if (next() < 0.3) say('at_will', first + 50 * DAY);
  const experiences: (number | null)[] = doses.map(() => (next() < 0.7 ? upTo(60) : null));
  for (const one of answers)
    await keepScore(store, {
      ...{
        clinicId,
        patientId,
        courseId: courseId as string,
        ...PHQ,
        moment: one.moment,
        at: instant(one.at),
        value: one.value,
      },
      sessionId: one.session === undefined ? undefined : sessions[one.session],
    });
  for (const [session, value] of experiences.entries())
    if (value !== null)
      await keepScore(store, {
        ...{ clinicId, patientId, courseId: courseId as string, sessionId: sessions[session] },
        ...{ moment: 'right_after', at: instant((doses[session] as number) + HOUR), value, instrument: 'cadss' },
      });
  courses.push({ protocolId, doses, answers, experiences });
}

beforeAll(async () => {
  opened = await testStore();
  folder = mkdtempSync(join(tmpdir(), 'holdspace-courses-'));
  outcomes = createOutcomes({ store: opened.store, folder });
  const clinic = await testClinic(opened.store);
  ({ clinicId } = clinic);
  for (let place = 0; place < 24; place += 1) await keepCourse(clinic.patientId, place);
  await outcomes.refresh(clinicId, NOW);
}, 120_000);
afterAll(async () => {
  await outcomes.close();
  await opened.close();
  rmSync(folder, { recursive: true, force: true });
});

const PROTOCOLS = ['infusion-iv', 'kap-im'] as const;
const under = (protocolId: string): readonly Course[] => courses.filter((one) => one.protocolId === protocolId);
const last = (answers: readonly Answered[]): number | null =>
  answers.toSorted((one, other) => one.at - other.at).at(-1)?.value ?? null;
const beforeAny = ({ answers, doses }: Course) => last(answers.filter(({ at }) => at <= (doses[0] as number)));
const afterAny = ({ answers, doses }: Course) => last(answers.filter(({ at }) => at > (doses[0] as number)));
const together = (rows: readonly { days: number; happened: boolean }[]) => {
  const counted = new Map<string, number>();
  for (const { days, happened } of rows)
    counted.set(`${days} ${happened}`, (counted.get(`${days} ${happened}`) ?? 0) + 1);
  return [...counted].map(([key, n]) => `${key} ${n}`).toSorted();
};
const told = (rows: readonly FollowUps[], protocolId: string) =>
  rows
    .filter((one) => one.protocolId === protocolId)
    .map(({ days, happened, n }) => `${days} ${happened} ${n}`)
    .toSorted();
const daysFrom = (from: number, until: number): number => Math.floor((until - from) / DAY);

test('a course is measured by the last answer before its first dose and the last one after it', async () => {
  const rows = await asked((ask) => measuredCourses(ask, PHQ));
  expect(rows.map(({ protocolId }) => protocolId)).toEqual(PROTOCOLS);
  for (const { protocolId, courses: begun, before, after } of rows) {
    expect(begun).toBe(under(protocolId).length);
    const pairs = before.map((value, place) => `${value} ${after[place]}`).toSorted();
    const counted = under(protocolId)
      .filter(({ answers }) => answers.length > 0)
      .map((one) => `${beforeAny(one)} ${afterAny(one)}`)
      .toSorted();
    expect(pairs).toEqual(counted);
  }
});

test('a response lasts until the first later answer that is none, and else counts until the last answer', async () => {
  const rows = await asked((ask) => relapseFollowUps(ask, { ...PHQ, higherIs: 'worse', percent: 50 }));
  let followed = 0;
  for (const protocolId of PROTOCOLS) {
    const counted = under(protocolId).flatMap((course) => {
      const beginning = beforeAny(course);
      if (beginning === null || beginning === 0) return [];
      // Of a form that was sent twice, the last.
      const occasions = new Map(
        course.answers
          .toSorted((one, other) => one.at - other.at)
          .map((one, place) => [
            one.moment === 'monthly' || one.moment === 'at_will' ? `${place}` : `${one.moment} ${one.session}`,
            one,
          ]),
      );
      const later = [...occasions.values()]
        .filter(({ at }) => at > (course.doses[0] as number))
        .toSorted((one, other) => one.at - other.at);
      const responds = ({ value }: Answered) => beginning - value >= beginning / 2;
      const first = later.find(responds);
      if (!first) return [];
      const lost = later.find((one) => one.at > first.at && !responds(one));
      return [{ days: daysFrom(first.at, (lost ?? later.at(-1) ?? first).at), happened: lost !== undefined }];
    });
    followed += counted.length;
    expect(told(rows, protocolId)).toEqual(together(counted));
  }
  expect(followed).toBeGreaterThan(8);
});

test.each(['long after', 'three days after the last dose'])(
  'what is expected at a moment is what the schedule asked, %s: nothing of a week after where the next dose came before',
  async (when) => {
    const lastDose = Math.max(...courses.flatMap(({ doses }) => doses));
    const now = when === 'long after' ? NOW : instant(lastDose + 3 * DAY);
    const rows = await asked((ask) => measuredMoments(ask, { ...PHQ, zone: ZONE, now }));
    const dayOf = (at: number) => new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(at);
    for (const protocolId of PROTOCOLS) {
      const row = (moment: string) => rows.find((one) => one.protocolId === protocolId && one.moment === moment);
      const sessions = under(protocolId).flatMap(({ doses, answers }) =>
        doses.map((at, session) => ({
          at,
          following: doses[session + 1],
          of: answers.filter((one) => one.session === session),
        })),
      );
      for (const [moment, days, overdue] of [
        ['before_dose', -1, 0],
        ['day_1', 1, 1],
        ['day_7', 7, 2],
      ] as const) {
        const values = sessions.flatMap(({ of }) => last(of.filter((one) => one.moment === moment)) ?? []);
        const expected = sessions.filter(
          ({ at, following, of }) =>
            of.some((one) => one.moment === moment) ||
            ((following === undefined || dayOf(following) > dayOf(at + days * DAY)) &&
              dayOf(at + (days + overdue) * DAY) <= dayOf(toMilliseconds(now))),
        ).length;
        expect(row(moment), moment).toMatchObject({ answered: values.length, expected });
        expect(row(moment)?.mean).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / values.length, 9);
      }
      const begun = under(protocolId).filter(({ answers }) => answers.some(({ moment }) => moment === 'baseline'));
      expect(row('baseline')).toMatchObject({ answered: begun.length, expected: under(protocolId).length });
      expect(row('monthly')?.expected).toBeNull();
    }
  },
);

test('a session is a point with the last answers around its dose, none of them after the next dose or far away', async () => {
  const { points, dosed, share, sessions, patients } = await asked((ask) =>
    pointsAroundDoses(ask, { ...PHQ, experience: { instrument: 'cadss', scale: 'total' } }),
  );
  const counted = courses.flatMap(({ doses, answers, experiences }) =>
    doses.flatMap((at, session) => {
      const until = Math.min(at + 14 * DAY, doses[session + 1] ?? Number.POSITIVE_INFINITY);
      const before = last(answers.filter((one) => one.at <= at && one.at >= at - 14 * DAY));
      const after = last(answers.filter((one) => one.at > at && one.at <= until));
      return before === null || after === null ? [] : [`${before} ${after} ${experiences[session]}`];
    }),
  );
  expect(counted.length).toBeGreaterThan(20);
  expect(points.map((one) => `${one.before} ${one.after} ${one.experience}`).toSorted()).toEqual(counted.toSorted());
  const all = courses.reduce((sum, { doses }) => sum + doses.length, 0);
  expect({ dosed, share, sessions, patients }).toEqual({ dosed: all, share: 1, sessions: all, patients: 1 });
});

test('scales are counted by courses, and those of an experience by sessions', async () => {
  const [cadss, phq] = await asked(answeredScales);
  expect(cadss).toEqual({
    instrument: 'cadss',
    scale: 'total',
    courses: 0,
    sessions: courses.flatMap(({ experiences }) => experiences).filter((one) => one !== null).length,
  });
  expect(phq).toMatchObject({
    ...PHQ,
    courses: courses.filter(({ answers }) => answers.length > 0).length,
    sessions: 0,
  });
  expect(await asked(begunCourses)).toEqual(
    PROTOCOLS.map((protocolId) => ({ protocolId, courses: under(protocolId).length })),
  );
});
