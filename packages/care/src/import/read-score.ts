/** Past scores: as they were told, within what the measure can come to, or worked out from answers by the shipped scoring. */
import type { Instrument, MeasureAnswers, Scale } from '../measures/instrument.ts';
import { scaleValues, score } from '../measures/score.ts';
import { finding, type RowFinding } from './findings.ts';
import type { PastMoment, PastScore } from './past.ts';

export interface ToldScore {
  readonly column: string;
  readonly scale: Scale;
  readonly value: number;
}

/** Why a measure cannot come to this; undefined where it can. */
export function scoreProblem({ column, scale, value }: ToldScore): RowFinding | undefined {
  const { range, name, method, missing } = scale;
  if (value < range.low || value > range.high)
    return finding('score-cannot-be', `${value}: ${name} goes from ${range.low} to ${range.high}.`, {
      column,
      satisfy: 'Look it up in the source, and whether it is of this measure.',
    });
  const isCounted = method.by !== 'mean' && method.by !== 'mean_of_scales';
  // Where answers may be taken to be the mean of the others, a total is no whole number.
  if (isCounted && missing.rule === 'none' && !Number.isInteger(value))
    return finding('score-cannot-be', `${value}: ${name} is a whole number.`, {
      column,
      satisfy: 'Look it up in the source.',
    });
  const times = method.by === 'sum' ? (method.times ?? 1) : 1;
  if (missing.rule === 'none' && times > 1 && value % times !== 0)
    return finding(
      'score-cannot-be',
      `${value}: ${name} comes in steps of ${times}, since the sum of its answers is multiplied by ${times}.`,
      {
        column,
        satisfy: `A sum that was not multiplied is brought as answers, or multiplied by ${times} first.`,
      },
    );
  return undefined;
}

/** One answering of one measure; undefined where there is nothing of it, and findings where it cannot be. */
export function readMeasure(
  instrument: Instrument,
  told: readonly ToldScore[],
  answers: MeasureAnswers,
  when: PastMoment,
): { readonly score?: PastScore; readonly findings: readonly RowFinding[] } {
  const problems = told.flatMap((one) => scoreProblem(one) ?? []);
  const about = { when, instrument: instrument.id, instrumentVersion: instrument.version };
  const values = Object.fromEntries(told.map(({ scale, value }) => [scale.id, value]));
  if (Object.keys(answers).length === 0)
    return told.length === 0 || problems.length > 0
      ? { findings: problems }
      : { score: { ...about, scores: values, basis: 'score' }, findings: [] };
  const scored = score(instrument, answers);
  const findings = [
    ...problems,
    ...scored.problems.map(({ says, linkId }) =>
      finding('answer-cannot-be', `${instrument.title}: ${says}`, {
        column: `question ${linkId}`,
        satisfy: 'Look it up in the source, and whether its answers count as they do here.',
      }),
    ),
  ];
  const worked = scaleValues(scored);
  for (const { scale, value, column } of told) {
    const own = worked[scale.id];
    if (own !== undefined && Math.abs(own - value) > 0.05)
      findings.push(
        finding('score-differs', `${scale.name} is given as ${value}, and the answers come to ${own}.`, {
          column,
          satisfy: 'Look it up in the source; or leave one of the two out.',
        }),
      );
  }
  const scores = { ...values, ...worked };
  if (findings.length === 0 && Object.keys(scores).length === 0) {
    const [none] = Object.values(scored.scales).flatMap((one) => ('none' in one ? [one.says] : []));
    findings.push(
      finding('no-score-of-answers', none ?? `${instrument.title} gives no score.`, {
        satisfy: 'Bring the score that was worked out then, or leave the row out.',
      }),
    );
  }
  return findings.length > 0 ? { findings } : { score: { ...about, scores, basis: 'answers' }, findings };
}
