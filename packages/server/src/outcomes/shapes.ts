/** What the page of outcomes is told, for the OpenAPI document; the types are the core's. */
import {
  type Coefficient,
  type Correlation,
  type Estimate,
  type LogRank,
  type Mean,
  type MixedModel,
  type NotEstimated,
  SETTING_ELEMENTS,
  SHOWN_MOMENTS,
  type Survival,
  WHY_NONE,
  type WhyNone,
} from '@holdspace/care';
import { z } from 'zod';
import { instantShape } from '../shapes.ts';

const count = z.number().int();
const counted = { n: count, missing: count };
const intervalShape = z.object({ level: z.number(), low: z.number(), high: z.number(), method: z.string() });
const noneShape = z
  .object({ ...counted, none: z.enum(Object.keys(WHY_NONE) as [WhyNone, ...WhyNone[]]), what: z.string().optional() })
  .meta({ id: 'NotEstimated', description: 'No figure, and why.' });

/** A figure with what its kind says besides, or why there is none. */
const figure = <T>(id: string, description: string, more: z.ZodRawShape = {}): z.ZodType<T> =>
  z.union([
    z
      .looseObject({ ...counted, value: z.number(), interval: intervalShape, ...more })
      .meta({ id, description: `${description} With how many it is from, how many are missing, and its interval.` }),
    noneShape,
  ]) as unknown as z.ZodType<T>;
/** The outline of what the core defines in full. */
const outline = <T>(id: string, description: string, more: z.ZodRawShape): z.ZodType<T> =>
  z.union([z.looseObject({ ...counted, ...more }).meta({ id, description }), noneShape]) as unknown as z.ZodType<T>;

const mean = { standardDeviation: z.number(), standardError: z.number(), df: z.number() };
const meanShape = figure<Estimate<Mean>>('MeanFigure', 'A mean.', mean);
const changeFigure = figure<Estimate<Mean & { readonly p: number }>>(
  'ChangeFigure',
  'A mean change, after less before.',
  {
    ...mean,
    p: z.number(),
  },
);
const standardisedFigure = figure<Estimate<{ readonly standardError: number; readonly correlation: number }>>(
  'StandardisedFigure',
  'A change in standard deviations of the scores before.',
);
const shareFigure = figure<Estimate<{ readonly events: number }>>('ShareFigure', 'A share, from 0 to 1.', {
  events: count,
});
const rateFigure = figure<Estimate<{ readonly events: number; readonly per: 100 }>>(
  'RateFigure',
  'Events per 100 sessions.',
  { events: count, per: z.literal(100) },
);
const correlationFigure = figure<Estimate<Correlation>>('CorrelationFigure', 'A correlation.', { p: z.number() });
const coefficientFigure = figure<Coefficient | NotEstimated>('CoefficientFigure', 'A coefficient of a model.', {
  name: z.string(),
  p: z.number(),
});
const modelShape = outline<MixedModel | NotEstimated>(
  'MixedModel',
  'A model with a random intercept for each patient.',
  {
    groups: count,
    intercept: z.looseObject({}),
    covariates: z.array(z.looseObject({ name: z.string() })),
  },
);
const survivalShape = outline<Survival | NotEstimated>('Survival', 'A curve by Kaplan and Meier; times are days.', {
  events: count,
  steps: z.array(z.looseObject({ time: z.number(), atRisk: count, survival: z.number() })),
  median: z.looseObject({ value: z.number().nullable() }),
});
const logRankShape = outline<LogRank | NotEstimated>('LogRank', 'Whether the curves differ.', {
  chiSquared: z.number(),
  df: count,
  p: z.number(),
});

const named = { instrument: z.string(), scale: z.string(), title: z.string(), name: z.string() };
const measure = {
  ...named,
  higherIs: z.enum(['worse', 'better', 'neither']),
  range: z.object({ low: z.number(), high: z.number() }),
};
const protocol = { id: z.string(), title: z.string(), way: z.enum(['medical', 'kap']) };
const measureShape = z.object(measure);
const protocolShape = z.object(protocol);

export const overviewShape = z.object({
  madeAt: instantShape.nullable(),
  isMaking: z.boolean(),
  measures: z.array(z.object({ ...measure, courses: count })).readonly(),
  experiences: z.array(z.object({ ...named, sessions: count })).readonly(),
  protocols: z.array(z.object({ ...protocol, courses: count })).readonly(),
});

export const changeShape = z.object({
  measure: measureShape,
  protocols: z
    .array(
      z.object({
        protocol: protocolShape,
        courses: count,
        withBaseline: count,
        withBoth: count,
        before: meanShape,
        after: meanShape,
        change: changeFigure,
        standardised: standardisedFigure.nullable(),
        response: shareFigure.nullable(),
        remission: shareFigure.nullable(),
        reliable: z.object({ improved: count, same: count, worsened: count }).nullable(),
        moments: z
          .array(
            z.object({ moment: z.enum(SHOWN_MOMENTS), mean: meanShape, expected: count.nullable(), answered: count }),
          )
          .readonly(),
      }),
    )
    .readonly(),
  rules: z.object({
    response: z.string().optional(),
    remission: z.string().optional(),
    reliable: z.string().optional(),
  }),
});

const curvesShape = z.object({
  rule: z.string(),
  protocols: z.array(z.object({ protocol: protocolShape, survival: survivalShape })).readonly(),
  test: logRankShape,
});
export const timeShape = z.object({ relapse: curvesShape.nullable(), nextDose: curvesShape });

const relationShape = z.object({ pearson: correlationFigure, spearman: correlationFigure, model: modelShape });
export const relationsShape = z.object({
  measure: measureShape,
  experience: z.object(named).nullable(),
  dosed: count,
  share: z.number(),
  points: z
    .array(
      z.object({
        patient: count,
        protocol: z.string(),
        mgPerKg: z.number(),
        before: z.number(),
        after: z.number(),
        change: z.number(),
        experience: z.number().nullable(),
      }),
    )
    .readonly(),
  dose: relationShape,
  experiences: relationShape.nullable(),
  elements: z
    .array(
      z.object({
        element: z.enum(SETTING_ELEMENTS),
        with: count,
        without: count,
        unknown: count,
        effect: coefficientFigure,
        adjustedP: z.number().nullable(),
      }),
    )
    .readonly(),
  published: z
    .array(
      z.object({
        id: z.string(),
        title: z.string(),
        year: count.nullable(),
        n: count.nullable(),
        says: z.string(),
        r: z.object({ value: z.number(), low: z.number(), high: z.number(), n: count, says: z.string() }).optional(),
        source: z.string(),
      }),
    )
    .readonly(),
  warnings: z.array(z.string()).readonly(),
});

export const harmsShape = z.object({
  protocols: z
    .array(
      z.object({
        protocol: protocolShape,
        sessions: count,
        events: count,
        sessionsWithEvent: count,
        rate: rateFigure,
        pressure: z
          .array(z.object({ minute: z.number().int(), readings: count, mean: z.number(), highest: z.number() }))
          .readonly(),
        terms: z
          .array(z.object({ term: z.string(), isSevere: z.boolean(), events: count, rate: rateFigure }))
          .readonly(),
      }),
    )
    .readonly(),
});
