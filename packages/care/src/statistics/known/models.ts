/** The mixed model, survival and meta-analysis beside their known answers. */
import { logRank } from '../log-rank.ts';
import { deletedResidual, pool } from '../meta-analysis.ts';
import { fitMixedModel, type MixedModel } from '../mixed-model/fit.ts';
import { gather } from '../mixed-model/gather.ts';
import { withinAndBetween } from '../mixed-model/within.ts';
import { kaplanMeier, type SurvivalInterval, survivalAt } from '../survival.ts';
import answers from './answers.json' with { type: 'json' };
import { type Check, checksFrom, must } from './check.ts';
import { LUNG } from './lung.ts';
import { SLEEP } from './sleep.ts';

type Column = ArrayLike<number>;

export const fitOf = (group: Column, outcome: Column, covariates: Readonly<Record<string, Column>>) => {
  const gathering = gather(Object.keys(covariates));
  gathering.add({ group, outcome, covariates: Object.values(covariates) });
  return fitMixedModel(gathering.sums());
};

const effects = ({ intercept, covariates }: MixedModel) => [intercept, ...covariates];

const mixed = (): Check[] => {
  const { sleep, uneven, apart, flat } = answers.mixed;
  const published = checksFrom('lme4, as published', { decimals: 4 });
  const ofSleep = must(fitOf(SLEEP.group, SLEEP.reaction, { days: SLEEP.days }));
  const ofUneven = must(fitOf(uneven.group, uneven.outcome, { dose: uneven.dose, baseline: uneven.baseline }));
  const ofApart = must(
    fitOf(uneven.group, uneven.outcome, { ...withinAndBetween(uneven.group, uneven.dose), baseline: uneven.baseline }),
  );
  const ofFlat = must(fitOf(flat.group, flat.y, { x: flat.x }));
  const named = [
    ['sleepstudy', sleep, ofSleep],
    ['uneven patients', uneven, ofUneven],
    ['within and between', apart, ofApart],
  ] as const;
  const fromR = named.flatMap(([name, known, model]) => {
    // lme4 looks for the lowest criterion by steps, and lmerTest's curvature is by finite differences: a few digits less.
    const estimates = checksFrom('R lme4', 2e-6);
    const degrees = checksFrom('R lmerTest', 2e-5);
    return effects(model)
      .flatMap((effect, at) => [
        ...estimates(`${name}, ${effect.name}`, known.estimate[at] as number, effect.value),
        ...estimates(`${name}, ${effect.name}, standard error`, known.se[at] as number, effect.standardError),
        ...degrees(`${name}, ${effect.name}, df`, known.df[at] as number, effect.df),
        ...degrees(`${name}, ${effect.name}, p`, known.p[at] as number, effect.p),
      ])
      .concat(
        estimates(`${name}, variance between`, known.between, model.betweenVariance),
        estimates(`${name}, variance within`, known.residual, model.residualVariance),
        checksFrom('R lme4', 1e-10)(`${name}, REML criterion`, known.reml, -2 * model.remlLogLikelihood),
        estimates(`${name}, intraclass correlation`, known.icc, model.intraclass.interval),
      );
  });
  const lm = checksFrom('R lm', 1e-10);
  return [
    ...published('sleepstudy, intercept', 251.4051, ofSleep.intercept.value),
    ...published('sleepstudy, days', 10.4673, effects(ofSleep)[1]?.value ?? Number.NaN),
    ...fromR,
    ...effects(ofFlat).flatMap((effect, at) => [
      ...lm(`no variance between, ${effect.name}`, flat.estimate[at] as number, effect.value),
      ...lm(`no variance between, ${effect.name}, standard error`, flat.se[at] as number, effect.standardError),
      ...lm(`no variance between, ${effect.name}, df`, flat.df, effect.df),
    ]),
  ];
};

const survival = (): Check[] => {
  const { at, log, logLog, sex, veteran, evenMedian } = answers.survival;
  const lungOf = (rows: typeof LUNG) => ({ time: rows.map(([days]) => days), event: rows.map(([, died]) => died) });
  const curves = (
    [
      ['log', log],
      ['log-log', logLog],
    ] as const
  ).flatMap(([interval, known]: readonly [SurvivalInterval, typeof log]) => {
    const curve = must(kaplanMeier(lungOf(LUNG), { interval }));
    const there = at.map((time) => survivalAt(curve, time));
    const r = checksFrom('R survfit, lung', 1e-12);
    const { value, low, high } = curve.median;
    return [
      ...r(
        `${interval}, survival`,
        known.survival,
        there.map((step) => step.survival),
      ),
      ...r(
        `${interval}, standard error`,
        known.se,
        there.map((step) => step.standardError),
      ),
      ...r(
        `${interval}, low`,
        known.low,
        there.map((step) => step.interval?.low ?? Number.NaN),
      ),
      ...r(
        `${interval}, high`,
        known.high,
        there.map((step) => step.interval?.high ?? Number.NaN),
      ),
      ...r(
        `${interval}, at risk`,
        known.atRisk,
        there.map((step) => step.atRisk),
      ),
      ...r(
        `${interval}, median and its interval`,
        known.median,
        [value, low, high].map((each) => each ?? Number.NaN),
      ),
    ];
  });
  const groups = ([1, 2] as const).map((of) => lungOf(LUNG.filter(([, , each]) => each === of)));
  const bySex = groups.map((group) => must(kaplanMeier(group)));
  const ours = must(logRank(groups));
  const cells = [1, 2, 3, 4].map((cell) => {
    const rows = veteran.time.map((_, row) => row).filter((row) => veteran.cell[row] === cell);
    return {
      time: rows.map((row) => veteran.time[row] as number),
      event: rows.map((row) => veteran.status[row] as number),
    };
  });
  const byCell = must(logRank(cells));
  const even = must(kaplanMeier({ time: [1, 2, 3, 4], event: [1, 1, 1, 1] }));
  const r = checksFrom('R survfit, lung', 1e-12);
  const test = checksFrom('R survdiff', 1e-12);
  const median = (part: 'value' | 'low' | 'high') => bySex.map((curve) => curve.median[part] ?? Number.NaN);
  return [
    ...curves,
    ...r(
      'events by sex',
      sex.events,
      bySex.map(({ events }) => events),
    ),
    ...r('median by sex', sex.medians, median('value')),
    ...r('median by sex, low', sex.low, median('low')),
    ...r('median by sex, high', sex.high, median('high')),
    ...test('lung by sex, chi-squared', sex.chiSquared, ours.chiSquared),
    ...test('lung by sex, expected', sex.expected, ours.expected),
    ...test('lung by sex, p', sex.p, ours.p),
    ...test('veteran by cell type, chi-squared', veteran.chiSquared, byCell.chiSquared),
    ...test('veteran by cell type, expected', veteran.expected, byCell.expected),
    ...test('veteran by cell type, p', veteran.p, byCell.p),
    ...checksFrom('R survfit', 0)('median where the curve stays at a half', evenMedian, even.median.value),
  ];
};

/**
 * Of the BCG trials (Colditz et al. 1994): as metafor's manual prints its model (Viechtbauer 2010, J Stat Softw 36(3)), and the
 * externally standardized residuals of the first six that metafor's own tests hold (test_misc_residuals.r, read 2026-11-26).
 */
const PRINTED = {
  ...{ value: -0.7145, standardError: 0.1798, low: -1.0669, high: -0.3622, tau2: 0.3132, iSquared: 0.9222 },
  residuals: [0.1426, -0.9957, -0.4591, -1.1949, 2.0949, 0.433],
} as const;

type KnownPool = (typeof answers.meta)['dl'];

const meta = (): Check[] => {
  const { yi, vi, fixed, dl, pm, alike, tau2Interval, predictionDl, predictionPm } = answers.meta;
  const clinics = (values: readonly number[], variances: readonly number[]) =>
    values.map((value, at) => ({
      name: `${at}`,
      value,
      standardError: Math.sqrt(variances[at] as number),
      n: 1,
      missing: 0,
    }));
  const bcg = clinics(yi, vi);
  const pooled = {
    fixed: must(pool(bcg, { by: 'fixed' })),
    DL: must(pool(bcg, { by: 'DL', interval: 'normal' })),
    PM: must(pool(bcg)),
    alike: must(pool(clinics(alike.yi, alike.vi))),
  };
  const r = checksFrom('R metafor, BCG trials', 1e-9);
  const one = (name: string, known: KnownPool, ours: typeof pooled.DL): Check[] => [
    ...r(name, known.value, ours.value),
    ...r(`${name}, standard error`, known.se, ours.standardError),
    ...r(name, known.interval, ours.interval),
    ...r(`${name}, p`, known.p, ours.p),
    ...r(`${name}, tau²`, known.tau2, ours.betweenVariance),
    ...r(`${name}, I²`, known.I2 / 100, ours.iSquared),
    ...r(`${name}, Q`, known.Q, ours.q),
    ...r(`${name}, Q, p`, known.Qp, ours.qP),
  ];
  const reml = must(pool(bcg, { by: 'REML', interval: 'normal' }));
  const printed = checksFrom('metafor, as printed', { decimals: 4 });
  const six = bcg.slice(0, 6);
  const residuals = six.map((one) => {
    const others = must(
      pool(
        six.filter((other) => other !== one),
        { by: 'REML', interval: 'normal' },
      ),
    );
    const { value, standardError } = deletedResidual(one, others);
    return value / standardError;
  });
  const formula = checksFrom('Higgins et al. 2009, formula in R', 1e-9);
  return [
    ...one('one figure for all', fixed, pooled.fixed),
    ...one('DerSimonian–Laird', dl, pooled.DL),
    ...one('Paule–Mandel, Hartung–Knapp', pm, pooled.PM),
    ...printed('restricted maximum likelihood', PRINTED.value, reml.value),
    ...printed('restricted maximum likelihood, standard error', PRINTED.standardError, reml.standardError),
    ...printed('restricted maximum likelihood', [PRINTED.low, PRINTED.high], reml.interval),
    ...printed('restricted maximum likelihood, tau²', PRINTED.tau2, reml.betweenVariance),
    ...printed('restricted maximum likelihood, I²', PRINTED.iSquared, reml.iSquared),
    ...checksFrom('metafor’s own tests', { decimals: 4 })('deleted residual', PRINTED.residuals, residuals),
    ...one('clinics alike, Hartung–Knapp not below the plain', alike.adhoc, pooled.alike),
    ...checksFrom('R metafor confint', 1e-7)('tau²', tau2Interval, pooled.PM.betweenVarianceInterval),
    ...formula('prediction, DerSimonian–Laird', predictionDl, pooled.DL.prediction),
    ...formula('prediction, Paule–Mandel', predictionPm, pooled.PM.prediction),
  ];
};

export const modelChecks = (): Check[] => [...mixed(), ...survival(), ...meta()];
