import { describe, expect, test } from 'vitest';
import type { AnswerValue, FormAnswers } from '../questionnaires/answers.ts';
import { allItems, itemText, questionnaireSchema, textIn } from '../questionnaires/questionnaire.ts';
import { evaluateIn } from '../questionnaires/rules.ts';
import { hasText, type Instrument, isRange, type MeasureAnswers } from './instrument.ts';
import { INSTRUMENTS } from './instruments/index.ts';
import { CALCULATED, codeSystemOf, optionCode, questionnaireOf, scoreLinkId } from './questionnaire-of.ts';
import { score } from './score.ts';
import { SCORING_VECTORS } from './vectors/index.ts';

/** As a form sends them: a choice by its code, a number as a number. */
function asSent({ id, items }: Instrument, answers: MeasureAnswers): FormAnswers {
  const sent: Record<string, AnswerValue> = {};
  for (const { linkId, answers: kind } of items) {
    const value = answers[linkId];
    if (value === undefined) continue;
    const option = isRange(kind) ? undefined : kind.find((one) => one.value === value);
    sent[linkId] = option
      ? { code: optionCode(option), display: '', system: option.code ? 'http://loinc.org' : codeSystemOf(id) }
      : value;
  }
  return sent;
}

describe.each(INSTRUMENTS.map((one) => [one.id, one] as const))('%s as a FHIR Questionnaire', (id, instrument) => {
  const questionnaire = questionnaireOf(instrument);
  test('is read as one, with every question in it', () => {
    expect(questionnaireSchema.safeParse(JSON.parse(JSON.stringify(questionnaire))).error).toBeUndefined();
    const ids = allItems(questionnaire).map(({ linkId }) => linkId);
    for (const { linkId } of instrument.items) expect(ids).toContain(linkId);
  });

  test('is put to people only where its words are there', () => {
    expect(questionnaire.status).toBe(hasText(instrument) ? 'active' : 'draft');
    expect(hasText(instrument)).toBe(instrument.text.isShipped);
  });

  const summed = allItems(questionnaire).flatMap((item) => {
    const expression = item.extension?.find(({ url }) => url === CALCULATED)?.valueExpression?.expression;
    const scale = instrument.scales.find((one) => scoreLinkId(one.id) === item.linkId);
    return expression && scale ? [{ scale, expression }] : [];
  });
  test('an outside engine comes to the same score from the same answers, and to none from half of them', () => {
    const vectors = (SCORING_VECTORS[id] ?? []).filter(({ refused }) => refused === undefined);
    for (const { scale, expression } of summed) {
      for (const { name, answers } of vectors) {
        const read = score(instrument, answers).scales[scale.id];
        const isComplete = read && 'value' in read && read.imputed.length === 0;
        const found = evaluateIn(expression, questionnaire, asSent(instrument, answers));
        expect(found, `${scale.id}: ${name}`).toEqual(isComplete ? [read.value] : []);
      }
    }
  });
});

test('the sums that an outside engine can work out are those that are plain sums', () => {
  const withExpression = INSTRUMENTS.flatMap((instrument) =>
    questionnaireOf(instrument)
      .item.filter(({ extension = [] }) => extension.some(({ url }) => url === CALCULATED))
      .map(({ linkId }) => `${instrument.id} ${linkId}`),
  );
  expect(withExpression).toContain('phq-9 score-total');
  expect(withExpression).toContain('gad-7 score-total');
});

test('the PHQ-9 speaks Spanish, with its lead and its answers', () => {
  const found = INSTRUMENTS.find(({ id }) => id === 'phq-9');
  if (!found) throw new Error('no PHQ-9');
  const questionnaire = questionnaireOf(found);
  const [first] = questionnaire.item;
  expect(first && itemText(first, 'es')).toBe('Poco interés o placer en hacer cosas');
  expect(textIn(questionnaire.description, questionnaire._description, 'es')).toMatch(/^Durante las últimas 2 semanas/);
});
