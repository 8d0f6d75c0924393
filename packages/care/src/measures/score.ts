/**
 * Scores from answers. A score is a number or the reason why there is none, never a number from half a form. An answer that
 * cannot be is refused by name, and nothing is scored around it; what acts at once is read all the same.
 */
import { actsOf, type MeasureAct } from './acts.ts';
import {
  type Band,
  type Instrument,
  type InstrumentItem,
  isRange,
  type MeasureAnswers,
  type Scale,
} from './instrument.ts';
import { readScale } from './scale-methods.ts';

export const MEASURE_RULES = [
  'not_asked',
  'not_a_number',
  'not_offered',
  'too_small',
  'too_large',
  'not_whole',
] as const;
export interface MeasureProblem {
  readonly id: (typeof MEASURE_RULES)[number];
  readonly linkId: string;
  readonly says: string;
}
export const NO_SCORE = ['answers_refused', 'answers_missing', 'scale_missing'] as const;
export type ScaleScore =
  | {
      readonly value: number;
      /** Taken to be the mean of the others, as the measure's own rule has it. */
      readonly imputed: readonly string[];
    }
  | { readonly none: (typeof NO_SCORE)[number]; readonly says: string; readonly missing: readonly string[] };
export interface Scored {
  readonly instrument: string;
  readonly version: string;
  readonly scales: Readonly<Record<string, ScaleScore>>;
  /** Of the scales that have a value and bands. */
  readonly bands: Readonly<Record<string, Band>>;
  readonly acts: readonly MeasureAct[];
  readonly problems: readonly MeasureProblem[];
}

export function score(instrument: Instrument, answers: MeasureAnswers): Scored {
  const problems = answerProblems(instrument, answers);
  const scales: Record<string, ScaleScore> = {};
  const bands: Record<string, Band> = {};
  for (const scale of instrument.scales) {
    const read: ScaleScore =
      problems.length > 0 ? refused(instrument, problems) : readScale(instrument, scale, answers, scales);
    scales[scale.id] = read;
    const band = 'value' in read ? bandOf(scale, read.value) : undefined;
    if (band) bands[scale.id] = band;
  }
  const { id, version } = instrument;
  return { instrument: id, version, scales, bands, acts: actsOf(instrument, answers), problems };
}

const refused = ({ title }: Instrument, problems: readonly MeasureProblem[]): ScaleScore => ({
  none: 'answers_refused',
  says: `${title} is not scored: ${problems.map(({ says }) => says).join(' ')}`,
  missing: [],
});

/** The band in which a score lies. A score between two whole numbers lies in the lower one. */
export const bandOf = ({ bands = [] }: Pick<Scale, 'bands'>, value: number): Band | undefined =>
  bands.findLast(({ from }) => value >= from);

/** The numbers alone, as they are kept: one for each scale that has one. */
export const scaleValues = ({ scales }: Pick<Scored, 'scales'>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(scales).flatMap(([id, read]) => ('value' in read ? [[id, read.value]] : [])));

/** Which answers cannot be, each by its question. */
export function answerProblems({ title, items }: Instrument, answers: MeasureAnswers): readonly MeasureProblem[] {
  const byId = new Map(items.map((item) => [item.linkId, item]));
  return Object.entries(answers).flatMap(([linkId, value]) => {
    const item = byId.get(linkId);
    if (!item) return [{ id: 'not_asked', linkId, says: `${title} has no question “${linkId}”.` } as const];
    return problemWith(item, value) ?? [];
  });
}

function problemWith({ linkId, answers }: InstrumentItem, value: number): MeasureProblem | undefined {
  const problem = (id: MeasureProblem['id'], says: string): MeasureProblem => ({
    id,
    linkId,
    says: `Question ${linkId}: ${says}`,
  });
  if (typeof value !== 'number' || !Number.isFinite(value)) return problem('not_a_number', 'the answer is no number.');
  if (isRange(answers)) {
    const { min, max } = answers;
    if (value < min) return problem('too_small', `${value} is less than ${min}, the lowest there is.`);
    if (value > max) return problem('too_large', `${value} is more than ${max}, the highest there is.`);
    return Number.isInteger(value) ? undefined : problem('not_whole', `${value} is not a whole number.`);
  }
  const values = answers.map((option) => option.value);
  return values.includes(value)
    ? undefined
    : problem('not_offered', `${value} is not one of its answers (${values.join(', ')}).`);
}
