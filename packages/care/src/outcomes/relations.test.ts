import { expect, test } from 'vitest';
import { twoSidedT } from '../statistics/distributions.ts';
import type { Coefficient } from '../statistics/mixed-model/fit.ts';
import { type FoundScale, scaleFound } from './measure.ts';
import { PUBLISHED_FIGURES } from './published.ts';
import { allowedFor, isWorthALook, outcomesRelations, type SessionPoint, type SessionPoints } from './relations.ts';

const PHQ = scaleFound('phq-9', 'total') as FoundScale;
const CADSS = scaleFound('cadss', 'total') as FoundScale;
const point = (more: Partial<SessionPoint>): SessionPoint => ({
  ...{ patientId: 'p', protocolId: 'infusion-iv', mgPerKg: 0.5, before: 20, after: 10, experience: null },
  ...{ music: null, eyeCover: null, guidePresent: false },
  ...more,
});
const asked = (points: readonly SessionPoint[], more: Partial<SessionPoints> = {}): SessionPoints => ({
  ...{ points, dosed: points.length, share: 1, sessions: points.length },
  patients: new Set(points.map(({ patientId }) => patientId)).size,
  ...more,
});
/** Thirty patients with two sessions each; 0.1 mg/kg goes with one point less, and what is left over is a small zigzag. */
const MANY = Array.from({ length: 60 }, (_, row) => {
  const patient = Math.floor(row / 2);
  const mgPerKg = 0.4 + ((row * 7) % 10) / 10;
  const before = 12 + ((row * 5) % 9);
  const rest = ((row * 13) % 7) / 7 + (patient % 4);
  return point({
    patientId: `p-${String(patient).padStart(2, '0')}`,
    ...{ mgPerKg, before, after: before - 10 * mgPerKg + rest, experience: 20 + ((row * 11) % 17) },
    ...{ music: row % 3 === 0 ? null : row % 2 === 0, guidePresent: row % 5 < 2 },
  });
});

test('a model takes every session, a correlation one pair of each patient; numbers keep their sign', () => {
  const { dose } = outcomesRelations(PHQ, undefined, asked(MANY, { sessions: 70, patients: 34 }));
  if ('none' in dose.model) throw new Error(dose.model.none);
  expect(dose.model).toMatchObject({ n: 60, missing: 10, groups: 30 });
  expect(dose.model.covariates.map(({ name }) => name)).toEqual(['mgPerKg', 'before']);
  const [slope] = dose.model.covariates;
  expect(slope?.missing).toBe(10);
  expect(Math.abs((slope?.value ?? 0) + 10)).toBeLessThan(0.5);
  expect(dose.pearson).toMatchObject({ n: 30, missing: 4 });
  expect('value' in dose.pearson && dose.pearson.value).toBeLessThan(0);
});

test('the means of four patients, by hand: r of 0.4 0.6 0.8 1.0 with -1 -3 -2 -6 is -0.8552', () => {
  const points = [
    ['a', 0.4, -1],
    ['b', 0.5, -2],
    ['b', 0.7, -4],
    ['c', 0.8, -2],
    ['d', 1, -6],
  ].map(([patientId, mgPerKg, change]) =>
    point({ patientId: patientId as string, mgPerKg: mgPerKg as number, after: 20 + (change as number) }),
  );
  const { dose } = outcomesRelations(PHQ, undefined, asked(points));
  // Deviations -0.3 -0.1 0.1 0.3 and 2 0 1 -3: -1.4 / √(0.2 · 14).
  expect(dose.pearson).toMatchObject({ n: 4, value: expect.closeTo(-1.4 / Math.sqrt(2.8), 9) });
  // Ranks 1 2 3 4 and 4 2 3 1: 1 - 6 · (9 + 0 + 0 + 9) / 60.
  expect(dose.spearman).toMatchObject({ value: expect.closeTo(-0.8, 9) });
});

test('sessions are compared within their protocol, and what is the same in all of them is adjusted for by nothing', () => {
  const two = MANY.map((one, row) => ({ ...one, protocolId: row % 4 < 2 ? 'infusion-iv' : 'kap-im' }));
  const { dose, warnings } = outcomesRelations(PHQ, undefined, asked(two));
  expect('covariates' in dose.model && dose.model.covariates.map(({ name }) => name)).toEqual([
    'mgPerKg',
    'before',
    'protocol kap-im',
  ]);
  expect(warnings.join(' ')).toContain('by one route');
  const same = MANY.map((one) => ({ ...one, mgPerKg: 0.5 }));
  const { dose: constant, experiences } = outcomesRelations(PHQ, CADSS, asked(same));
  expect(constant.model).toMatchObject({ none: 'constant-covariate', what: 'mgPerKg' });
  expect(
    experiences && 'covariates' in experiences.model && experiences.model.covariates.map(({ name }) => name),
  ).toEqual(['experience', 'before']);
});

test('elements of the setting are adjusted for one another’s number; what nobody recorded is unknown, and no comparison', () => {
  const { elements } = outcomesRelations(PHQ, undefined, asked(MANY));
  const [music, eyeCover, guide] = elements;
  expect([music?.with, music?.without, music?.unknown]).toEqual([20, 20, 20]);
  expect(eyeCover).toMatchObject({
    unknown: 60,
    effect: { n: 0, missing: 60, none: 'nothing-observed' },
    adjustedP: null,
  });
  if (!music || !guide || 'none' in music.effect || 'none' in guide.effect) throw new Error('no effect');
  // Two comparisons: Holm doubles the smaller p.
  const smaller = Math.min(music.effect.p, guide.effect.p);
  expect(Math.min(music.adjustedP ?? 9, guide.adjustedP ?? 9)).toBeCloseTo(Math.min(1, 2 * smaller), 12);
});

test('of very many points whole patients are shown, always the same ones, with numbers in place of ids', () => {
  const many = Array.from({ length: 1_600 }, (_, row) =>
    point({ patientId: `p-${String(Math.floor(row / 4)).padStart(3, '0')}` }),
  );
  const { points } = outcomesRelations(PHQ, undefined, asked(many));
  expect(points.length).toBe(1_500);
  expect(points.at(-1)?.patient).toBe(375);
  const shuffled = outcomesRelations(PHQ, undefined, asked(many.toReversed()));
  expect(shuffled.points.map(({ patient }) => patient)).toEqual(points.map(({ patient }) => patient));
  // Of who does not fit in whole, nothing is shown.
  const [first, ...rest] = many;
  const odd = outcomesRelations(PHQ, undefined, asked([{ ...(first as SessionPoint), patientId: 'p' }, ...rest]));
  expect(odd.points.length).toBe(1_500);
});

test('of the published correlations the interval is Fisher’s, with as many people as their own p goes with', () => {
  for (const [id, p] of [
    ['luckenbaugh-2014-230-min', 0.007],
    ['luckenbaugh-2014-day-7', 0.01],
  ] as const) {
    const r = PUBLISHED_FIGURES.find((one) => one.id === id)?.r;
    if (!r) throw new Error('no correlation');
    const reach = 1.959964 / Math.sqrt(r.n - 3);
    expect(r.low).toBeCloseTo(Math.tanh(Math.atanh(r.value) - reach), 3);
    expect(r.high).toBeCloseTo(Math.tanh(Math.atanh(r.value) + reach), 3);
    const pOf = (n: number) => twoSidedT(r.value * Math.sqrt((n - 2) / (1 - r.value ** 2)), n - 2);
    expect(Math.abs(pOf(r.n) - p)).toBeLessThan(0.0006);
    expect(pOf(108)).toBeLessThan(0.0003);
  }
});

test('an experience is never shown without saying that findings are mixed and that it is no aim', () => {
  const said = (experience?: FoundScale) => outcomesRelations(PHQ, experience, asked([])).warnings.join(' ');
  expect(said(CADSS)).toMatch(/mixed.*not the aim/);
  expect(said()).not.toMatch(/mixed/);
  for (const one of [said(), said(CADSS)]) expect(one).toMatch(/observed/);
});

test('an element is worth a look where chance alone would seldom make it so clear, at the level of the intervals', () => {
  expect([isWorthALook(0.049), isWorthALook(0.051)]).toEqual([true, false]);
});
test('what a model allowed for is said as it was, each thing once', () => {
  const named = (...names: string[]) => names.map((name) => ({ name }) as Coefficient);
  expect(allowedFor({ covariates: named('experience', 'mgPerKg', 'before', 'protocol a', 'protocol b') })).toEqual([
    'each patient’s own level',
    'the dose',
    'the score before',
    'the protocol',
  ]);
  expect(allowedFor({ covariates: named('mgPerKg') })).toEqual(['each patient’s own level']);
});
