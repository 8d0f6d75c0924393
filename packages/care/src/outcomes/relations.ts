/** Dose, experience and setting beside the change of a score, over sessions. What goes together, and not what does what. */
import { type Correlation, pearson, spearman } from '../statistics/correlation.ts';
import { type Counted, DEFAULT_LEVEL, type Estimate, type NotEstimated, type Values } from '../statistics/estimate.ts';
import { fitMixedModel, type MixedModel } from '../statistics/mixed-model/fit.ts';
import { gather } from '../statistics/mixed-model/gather.ts';
import { holm } from '../statistics/multiplicity.ts';
import {
  type ElementRelation,
  type OutcomePoint,
  type OutcomeRelation,
  type OutcomesRelations,
  SETTING_ELEMENTS,
  type SettingElement,
} from './contract.ts';
import { experienceShown, type FoundScale, measureShown } from './measure.ts';
import { PUBLISHED_FIGURES } from './published.ts';
import { warningsFor } from './warnings.ts';

/** One session with an answer on both sides of its dose. */
export interface SessionPoint {
  /** By pseudonym: it stays here. */
  readonly patientId: string;
  readonly protocolId: string;
  readonly mgPerKg: number;
  readonly before: number;
  readonly after: number;
  readonly experience: number | null;
  readonly music: boolean | null;
  readonly eyeCover: boolean | null;
  readonly guidePresent: boolean | null;
}
export interface SessionPoints {
  readonly points: readonly SessionPoint[];
  /** Sessions with a known dose per kilogram, of all patients. */
  readonly dosed: number;
  readonly share: number;
  /** Of the share: the sessions that could have been points, and whose they are. */
  readonly sessions: number;
  readonly patients: number;
}

const MOST_POINTS = 1_500;
/** Clearer than chance makes one of so many looked at, at the level of every interval here. A reason to look, and no proof. */
export const isWorthALook = (adjustedP: number): boolean => adjustedP < 1 - DEFAULT_LEVEL;

type Column = readonly (number | null)[];
/** A covariate by its name. */
type Covariate = readonly [name: string, values: Column];

export function outcomesRelations(
  found: FoundScale,
  experience: FoundScale | undefined,
  asked: SessionPoints,
): OutcomesRelations {
  // By pseudonym, which says nothing of anybody: the same points at each look.
  const points = asked.points.toSorted((one, other) =>
    one.patientId < other.patientId ? -1 : Number(one.patientId > other.patientId),
  );
  const numberOf = new Map([...new Set(points.map(({ patientId }) => patientId))].map((id, index) => [id, index]));
  const patients = points.map(({ patientId }) => numberOf.get(patientId) as number);
  const lacking = {
    sessions: Math.max(0, asked.sessions - points.length),
    patients: Math.max(0, asked.patients - numberOf.size),
  };
  const change = points.map(({ before, after }) => after - before);
  const dose: Covariate = ['mgPerKg', points.map(({ mgPerKg }) => mgPerKg)];
  const before: Covariate = ['before', points.map((point) => point.before)];
  const protocols = protocolColumns(points);
  const related = ([name, values]: Covariate, besides: readonly Covariate[]): OutcomeRelation => ({
    ...correlations(patients, values, change, lacking.patients),
    model: modelOf(patients, change, [name, values], besides, lacking.sessions),
  });
  return {
    measure: measureShown(found),
    experience: experience ? experienceShown(experience) : null,
    dosed: asked.dosed,
    share: asked.share,
    points: shown(points, patients),
    dose: related(dose, [before, ...protocols]),
    experiences: experience
      ? related(['experience', points.map((point) => point.experience)], [dose, before, ...protocols])
      : null,
    elements: elementsOf(points, (values, name) =>
      modelOf(patients, change, [name, values], [dose, before, ...protocols], lacking.sessions),
    ),
    published: PUBLISHED_FIGURES,
    warnings: warningsFor({ experience, protocols: protocols.length + 1, share: asked.share }),
  };
}

/** Milligrams by one route are not those by another: sessions are compared within their protocol. */
function protocolColumns(points: readonly SessionPoint[]): readonly Covariate[] {
  const [, ...others] = [...new Set(points.map(({ protocolId }) => protocolId))].toSorted();
  return others.map((id) => [`protocol ${id}`, points.map(({ protocolId }) => Number(protocolId === id))]);
}

/** What a model allowed for besides what it is asked about, in words: adjusters that never vary were left out of it. */
export function allowedFor({ covariates }: Pick<MixedModel, 'covariates'>): readonly string[] {
  const words = covariates
    .slice(1)
    .map(({ name }) => (name === 'before' ? 'the score before' : name === 'mgPerKg' ? 'the dose' : 'the protocol'));
  return ['each patient’s own level', ...new Set(words)];
}

const isSame = (values: Column): boolean => values.every((value) => value === values[0]);

/** What is the same in every session that counts has nothing to be adjusted for. */
function modelOf(
  patients: readonly number[],
  change: Column,
  [name, values]: Covariate,
  besides: readonly Covariate[],
  lacking: number,
): MixedModel | NotEstimated {
  const isThere = values.map((value) => value !== null);
  const adjusted = besides.filter(([, column]) => !isSame(column.filter((_, row) => isThere[row])));
  const gathering = gather([name, ...adjusted.map(([one]) => one)]);
  gathering.add({ group: patients, outcome: change, covariates: [values, ...adjusted.map(([, column]) => column)] });
  return plusMissing(fitMixedModel(gathering.sums()), lacking);
}

/** Sessions without an answer on both sides are missing from every figure in the model. */
function plusMissing(model: MixedModel | NotEstimated, lacking: number): MixedModel | NotEstimated {
  const more = <C extends Counted>(one: C): C => ({ ...one, missing: one.missing + lacking });
  if ('none' in model) return more(model);
  return {
    ...more(model),
    intercept: more(model.intercept),
    covariates: model.covariates.map(more),
    intraclass: more(model.intraclass),
  };
}

/** One pair for each patient, the means of their sessions that have both: sessions of one patient are not independent. */
function correlations(
  patients: readonly number[],
  left: Column,
  right: Column,
  lacking: number,
): { readonly pearson: Estimate<Correlation>; readonly spearman: Estimate<Correlation> } {
  const sums = new Map<number, { n: number; left: number; right: number }>();
  for (const [row, patient] of patients.entries()) {
    const of = sums.get(patient) ?? { n: 0, left: 0, right: 0 };
    sums.set(patient, of);
    const [x, y] = [left[row], right[row]];
    if (typeof x !== 'number' || typeof y !== 'number') continue;
    of.n += 1;
    of.left += x;
    of.right += y;
  }
  const all = [...sums.values(), ...Array.from({ length: lacking }, () => ({ n: 0, left: 0, right: 0 }))];
  const mean = (side: 'left' | 'right'): Values => all.map((one) => (one.n === 0 ? null : one[side] / one.n));
  return { pearson: pearson(mean('left'), mean('right')), spearman: spearman(mean('left'), mean('right')) };
}

function elementsOf(
  points: readonly SessionPoint[],
  model: (values: Column, name: SettingElement) => MixedModel | NotEstimated,
): readonly ElementRelation[] {
  const found = SETTING_ELEMENTS.map((element) => {
    const values = points.map((point) => (point[element] === null ? null : Number(point[element])));
    const fitted = model(values, element);
    const effect = 'none' in fitted ? fitted : fitted.covariates[0];
    if (!effect) throw new Error('a model without its covariate');
    const count = (which: number | null) => values.filter((value) => value === which).length;
    return { element, with: count(1), without: count(0), unknown: count(null), effect };
  });
  const adjusted = holm(found.map(({ effect }) => ('none' in effect ? null : effect.p)));
  return found.map((one, place) => ({ ...one, adjustedP: adjusted[place] ?? null }));
}

/** As many whole patients as there is room for. */
function shown(points: readonly SessionPoint[], patients: readonly number[]): readonly OutcomePoint[] {
  const next = points.length > MOST_POINTS ? patients[MOST_POINTS] : undefined;
  return points.flatMap(({ protocolId, mgPerKg, before, after, experience }, row): readonly OutcomePoint[] => {
    const patient = patients[row] as number;
    if (next !== undefined && patient >= next) return [];
    return [{ patient: patient + 1, protocol: protocolId, mgPerKg, before, after, change: after - before, experience }];
  });
}
