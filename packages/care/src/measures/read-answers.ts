/** Answers as a form sends them, read as numbers: a choice by its code, a yes as 1, a number as itself. */
import { type AnswerValue, type FormAnswers, isCoded, valuesOf } from '../questionnaires/answers.ts';
import { type Instrument, type InstrumentItem, isRange, type MeasureAnswers } from './instrument.ts';
import { optionCode, scoreLinkId } from './questionnaire-of.ts';

/**
 * What cannot be read is kept as no number, so that `score` refuses it by name and nothing is left out in silence. Scores that
 * an outside engine worked out and sent along are not answers: they are worked out here.
 */
export function answersFrom({ items, scales }: Instrument, given: FormAnswers): MeasureAnswers {
  const byId = new Map(items.map((item) => [item.linkId, item]));
  const scores = new Set(scales.map(({ id }) => scoreLinkId(id)));
  return Object.fromEntries(
    Object.keys(given)
      .filter((linkId) => !scores.has(linkId))
      .flatMap((linkId) => {
        const [value, ...more] = valuesOf(given, linkId);
        if (value === undefined) return [];
        const item = byId.get(linkId);
        return [[linkId, more.length === 0 && item ? numberOf(item, value) : Number.NaN]];
      }),
  );
}

function numberOf({ answers }: InstrumentItem, value: AnswerValue): number {
  if (typeof value === 'number') return value;
  if (isRange(answers)) return Number.NaN;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return isCoded(value)
    ? (answers.find((option) => optionCode(option) === value.code)?.value ?? Number.NaN)
    : Number.NaN;
}
