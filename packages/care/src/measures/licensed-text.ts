/**
 * The place for words that a clinic is licensed to use and Holdspace may not pass on. They fit the structure exactly or are
 * refused, each question by its name, so that no question is put under another one's number.
 */
import { z } from 'zod';
import { hasText, type Instrument, type InstrumentItem, isRange } from './instrument.ts';

const said = z.strictObject({
  en: z.string().trim().min(1, 'must not be empty').max(2000),
  es: z.string().trim().min(1, 'must not be empty').max(2000).optional(),
});
const labels = z.record(z.string().regex(/^-?\d+$/, 'must be a whole number'), said);
export const licensedTextsSchema = z.strictObject({
  /** What the clinic holds: whose licence, and since when. */
  licence: z.string().trim().min(1, 'must say which licence the clinic holds').max(500),
  lead: said.optional(),
  items: z.record(z.string().min(1).max(64), said),
  /** What the answers are called, by their value, where all questions share them. */
  labels: labels.optional(),
  /** Where a question has answers of its own. */
  labelsOf: z.record(z.string().min(1).max(64), labels).optional(),
});
export type LicensedTexts = z.output<typeof licensedTextsSchema>;

export const TEXT_RULES = [
  'text-is-shipped',
  'text-missing',
  'text-not-asked',
  'label-missing',
  'label-not-offered',
] as const;
export interface TextProblem {
  readonly id: (typeof TEXT_RULES)[number];
  readonly linkId?: string;
  readonly says: string;
}
export type WithText =
  | { readonly ok: true; readonly instrument: Instrument }
  | { readonly ok: false; readonly problems: readonly TextProblem[] };

/** The measure with the clinic's words in it, or every question and answer that does not fit. */
export function withText(instrument: Instrument, texts: LicensedTexts): WithText {
  const { title, items, lead } = instrument;
  if (hasText(instrument))
    return {
      ok: false,
      problems: [{ id: 'text-is-shipped', says: `${title} has its words already. It needs none from the clinic.` }],
    };
  const known = new Set(items.map(({ linkId }) => linkId));
  const problems: TextProblem[] = [
    ...[...Object.keys(texts.items), ...Object.keys(texts.labelsOf ?? {})]
      .filter((linkId) => !known.has(linkId))
      .map((linkId) => problem('text-not-asked', linkId, `${title} has no question “${linkId}”.`)),
    ...items.flatMap((item) => problemsOfItem(item, texts)),
  ];
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    instrument: {
      ...instrument,
      ...((texts.lead ?? lead) && { lead: tidy(texts.lead ?? lead) }),
      items: items.map((item) => withWords(item, texts)),
    },
  };
}

const problem = (id: TextProblem['id'], linkId: string, says: string): TextProblem => ({ id, linkId, says });
const tidy = <Words extends { readonly en: string; readonly es?: string | undefined } | undefined>(words: Words) =>
  words && { en: words.en, ...(words.es !== undefined && { es: words.es }) };
const own = <Value>(all: Readonly<Record<string, Value>> | undefined, key: string): Value | undefined =>
  all && Object.hasOwn(all, key) ? all[key] : undefined;

function problemsOfItem({ linkId, about, answers }: InstrumentItem, texts: LicensedTexts): readonly TextProblem[] {
  const missing = own(texts.items, linkId)
    ? []
    : [problem('text-missing', linkId, `Question ${linkId} (${about}) has no text.`)];
  if (isRange(answers)) return missing;
  const given = own(texts.labelsOf, linkId) ?? texts.labels ?? {};
  const values = new Set(answers.map(({ value }) => String(value)));
  return [
    ...missing,
    ...Object.keys(given)
      .filter((value) => !values.has(value))
      .map((value) => problem('label-not-offered', linkId, `Question ${linkId} has no answer ${value}.`)),
    ...answers
      .filter(({ value, label, isBetween }) => !isBetween && !label && own(given, String(value)) === undefined)
      .map(({ value }) => problem('label-missing', linkId, `Answer ${value} of question ${linkId} has no words.`)),
  ];
}

function withWords(item: InstrumentItem, texts: LicensedTexts): InstrumentItem {
  const { linkId, answers } = item;
  const text = tidy(own(texts.items, linkId));
  const given = own(texts.labelsOf, linkId) ?? texts.labels ?? {};
  return {
    ...item,
    ...(text && { text }),
    answers: isRange(answers)
      ? answers
      : answers.map((option) => {
          const label = tidy(own(given, String(option.value)));
          return label ? { ...option, label } : option;
        }),
  };
}
