import { describe, expect, test } from 'vitest';
import { hasText, type Instrument, isRange } from './instrument.ts';
import { INSTRUMENTS } from './instruments/index.ts';
import { MADRS } from './instruments/madrs.ts';
import { PHQ_9 } from './instruments/phq-9.ts';
import { WHO_5 } from './instruments/who-5.ts';
import { type LicensedTexts, licensedTextsSchema, withText } from './licensed-text.ts';
import { questionnaireOf } from './questionnaire-of.ts';

const said = (en: string) => ({ en });
const textsFor = ({ items }: Instrument): LicensedTexts => ({
  licence: 'Ours, since 2026',
  items: Object.fromEntries(items.map(({ linkId }) => [linkId, said(`Text of ${linkId}`)])),
  labelsOf: Object.fromEntries(
    items.flatMap(({ linkId, answers }) =>
      isRange(answers)
        ? []
        : [
            [
              linkId,
              Object.fromEntries(
                answers.flatMap(({ value, isBetween }) =>
                  isBetween ? [] : [[String(value), said(`Answer ${value}`)]],
                ),
              ),
            ],
          ],
    ),
  ),
});
const broken = (instrument: Instrument, texts: LicensedTexts) => {
  const read = withText(instrument, texts);
  return read.ok ? [] : read.problems.map(({ id, linkId }) => `${id}${linkId ? ` ${linkId}` : ''}`);
};
const withoutWords = INSTRUMENTS.filter((one) => !hasText(one));

test.each(withoutWords.map((one) => [one.id, one] as const))(
  '%s, once the clinic has loaded its words, can be put to people',
  (_, instrument) => {
    const read = withText(instrument, textsFor(instrument));
    expect(read.ok).toBe(true);
    if (!read.ok) return;
    expect(hasText(read.instrument)).toBe(true);
    expect(questionnaireOf(read.instrument)).toMatchObject({ status: 'active', version: instrument.version });
    expect(read.instrument.scales).toBe(instrument.scales);
  },
);

describe('words that do not fit are refused by name', () => {
  const texts = textsFor(WHO_5);
  test('a question without its text', () => {
    const { 3: _, ...items } = texts.items;
    expect(broken(WHO_5, { ...texts, items })).toEqual(['text-missing 3']);
  });
  test('a text that no question asks for', () => {
    expect(broken(WHO_5, { ...texts, items: { ...texts.items, 6: said('More') } })).toEqual(['text-not-asked 6']);
  });
  test('an answer without words, and words for an answer that is not offered', () => {
    const labels = Object.fromEntries([0, 1, 2, 3, 4, 6].map((value) => [String(value), said(`Answer ${value}`)]));
    const { labelsOf: _, ...rest } = texts;
    const found = broken(WHO_5, { ...rest, labels });
    expect(found.slice(0, 2)).toEqual(['label-not-offered 1', 'label-missing 1']);
    expect(found).toHaveLength(10);
  });
  test('a measure that has its words already takes none', () => {
    expect(broken(PHQ_9, textsFor(PHQ_9))).toEqual(['text-is-shipped']);
  });
  test('the steps between those of the MADRS need no words', () => {
    expect(broken(MADRS, textsFor(MADRS))).toEqual([]);
  });
  test('and what is empty or of no licence is not read at all', () => {
    expect(licensedTextsSchema.safeParse({ ...texts, licence: ' ' }).success).toBe(false);
    expect(licensedTextsSchema.safeParse({ ...texts, items: { 1: { en: '' } } }).success).toBe(false);
    expect(licensedTextsSchema.safeParse(texts).success).toBe(true);
  });
});
