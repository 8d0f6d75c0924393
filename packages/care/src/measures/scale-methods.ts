/** The ways in which a scale comes from answers, one function each, and what each does where an answer is missing. */
import {
  type Domain,
  type Instrument,
  type InstrumentItem,
  isRange,
  type MeasureAnswers,
  type Scale,
  type ScaleMethod,
} from './instrument.ts';
import type { ScaleScore } from './score.ts';

/** Of answers that can be. `before`: the scales that stand before this one. */
export function readScale(
  instrument: Instrument,
  scale: Scale,
  answers: MeasureAnswers,
  before: Readonly<Record<string, ScaleScore>>,
): ScaleScore {
  const { method } = scale;
  switch (method.by) {
    case 'sum':
    case 'mean':
      return ofItems(instrument, scale, method, answers);
    case 'maxima':
      return maxima(scale, method.domains, answers);
    case 'clusters':
      return whenAllAnswered(instrument, scale, allOf(method.clusters), answers, (given) =>
        method.clusters.every(({ of, atLeast }) => of.filter((id) => given(id) >= method.countsFrom).length >= atLeast)
          ? 1
          : 0,
      );
    case 'ladder': {
      const reached = Math.max(0, ...method.rungs.map(({ linkId, level }) => ((answers[linkId] ?? 0) > 0 ? level : 0)));
      // A rung that could lead no higher than where somebody stands leaves nothing open.
      const higher = method.rungs.filter(({ level }) => level > reached).map(({ linkId }) => linkId);
      return whenAllAnswered(instrument, scale, higher, answers, () => reached);
    }
    case 'mean_of_scales': {
      const found = valuesOfScales(scale, method.scales, before);
      if ('none' in found) return found;
      return { value: tidy(added(found.values) / found.values.length), imputed: [] };
    }
    case 'every_scale': {
      const found = valuesOfScales(
        scale,
        method.scales.map((one) => one.scale),
        before,
      );
      if ('none' in found) return found;
      const reached = method.scales.every(({ atLeast }, index) => (found.values[index] ?? 0) >= atLeast);
      return { value: reached ? 1 : 0, imputed: [] };
    }
  }
}

const allOf = (parts: readonly { readonly of: readonly string[] }[]): readonly string[] =>
  parts.flatMap(({ of }) => of);
const added = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
/** Binary noise taken off: a mean of thirds that add up to a whole is whole. */
const tidy = (value: number): number => Math.round(value * 1e9) / 1e9;

const none = (scale: Scale, missing: readonly string[], because: string): ScaleScore => ({
  none: 'answers_missing',
  says: `${scale.name} has no score: ${because}`,
  missing,
});
const unanswered = (ids: readonly string[]): string =>
  `${ids.length === 1 ? 'question' : 'questions'} ${ids.join(', ')} ${ids.length === 1 ? 'is' : 'are'} not answered.`;

/** Not missing where it was not to be asked. */
const isAsked = ({ askedWhen }: InstrumentItem, answers: MeasureAnswers): boolean =>
  askedWhen === undefined || answers[askedWhen.linkId] === undefined || answers[askedWhen.linkId] === askedWhen.is;

/** `compute` is given 0 for what was not to be asked. */
function whenAllAnswered(
  { items }: Instrument,
  scale: Scale,
  ids: readonly string[],
  answers: MeasureAnswers,
  compute: (given: (linkId: string) => number) => number,
): ScaleScore {
  const missing = items
    .filter((item) => ids.includes(item.linkId) && answers[item.linkId] === undefined && isAsked(item, answers))
    .map(({ linkId }) => linkId);
  return missing.length > 0
    ? none(scale, missing, unanswered(missing))
    : { value: compute((linkId) => answers[linkId] ?? 0), imputed: [] };
}

function ofItems(
  { items }: Instrument,
  scale: Scale,
  { by, of, reversed = [], times = 1 }: Extract<ScaleMethod, { by: 'sum' | 'mean' }>,
  answers: MeasureAnswers,
): ScaleScore {
  const missing = of.filter((linkId) => answers[linkId] === undefined);
  const most = scale.missing.rule === 'mean_imputed' ? scale.missing.most : 0;
  if (missing.length > most)
    return none(
      scale,
      missing,
      `${unanswered(missing)}${most > 0 ? ` At most ${most} of ${of.length} may be left out.` : ''}`,
    );
  const given = of.flatMap((linkId) => {
    const value = answers[linkId];
    const item = items.find((one) => one.linkId === linkId);
    return value === undefined || !item ? [] : [reversed.includes(linkId) ? fromTheOtherEnd(item, value) : value];
  });
  const mean = added(given) / given.length;
  const whole = by === 'mean' ? mean : missing.length > 0 ? mean * of.length : added(given);
  return { value: tidy(whole * times), imputed: missing };
}

function fromTheOtherEnd({ answers }: InstrumentItem, value: number): number {
  const values = isRange(answers) ? [answers.min, answers.max] : answers.map((option) => option.value);
  return Math.min(...values) + Math.max(...values) - value;
}

function maxima(scale: Scale, domains: readonly Domain[], answers: MeasureAnswers): ScaleScore {
  const missing = domains.flatMap(({ of, either = [] }) => {
    const isGiven = (linkId: string) => answers[linkId] !== undefined;
    return of.filter((linkId) => {
      const pair = either.find((one) => one.includes(linkId));
      return pair ? !pair.some(isGiven) : !isGiven(linkId);
    });
  });
  if (missing.length > 0) return none(scale, missing, unanswered(missing));
  const highest = domains.map(({ of }) => Math.max(...of.map((linkId) => answers[linkId] ?? 0)));
  return { value: added(highest), imputed: [] };
}

type Found = { readonly values: readonly number[] } | Extract<ScaleScore, { none: string }>;
function valuesOfScales(scale: Scale, ids: readonly string[], before: Readonly<Record<string, ScaleScore>>): Found {
  const values: number[] = [];
  const missing = new Set<string>();
  for (const id of ids) {
    const read = before[id];
    if (read && 'value' in read) values.push(read.value);
    else for (const linkId of read?.missing ?? []) missing.add(linkId);
  }
  return values.length === ids.length
    ? { values }
    : {
        none: 'scale_missing',
        says: `${scale.name} has no score: ${unanswered([...missing])}`,
        missing: [...missing],
      };
}
