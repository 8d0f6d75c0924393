/**
 * What was answered, as a questionnaire answers: by link id, a code or several, a quantity, words. Read here in one place,
 * whoever asked and in whichever form; and what cannot be an answer is said in words that help to mend it.
 */
import { z } from 'zod';
import { type BodyWeight, quantityOf } from '../quantity.ts';
import type { ScreeningItem, ScreeningOption } from './item.ts';
import { SCREENING_ITEMS } from './items.ts';

export const LONGEST_ANSWER = 4000;
const code = z.string().trim().min(1, 'must not be empty').max(64);
const answerSchema = z.union([
  z.boolean(),
  z.number(),
  z.string().max(LONGEST_ANSWER, `must be at most ${LONGEST_ANSWER} characters; keep the rest in a note`),
  z.strictObject({ code, display: z.string().max(300), system: z.string().max(300).optional() }),
  z.strictObject({ value: z.number({ error: 'must be a number' }), unit: z.string().max(20) }),
]);
export type ScreeningAnswer = z.output<typeof answerSchema>;
export const screeningAnswersSchema = z.record(
  z.string().max(64),
  z.union([answerSchema, z.array(answerSchema).max(20)]),
);
/** By the question's link id. */
export type ScreeningAnswers = Readonly<Record<string, ScreeningAnswer | readonly ScreeningAnswer[]>>;

const listOf = (answers: ScreeningAnswers, linkId: string): readonly ScreeningAnswer[] => {
  const given = answers[linkId];
  if (given === undefined) return [];
  return Array.isArray(given) ? given : [given as ScreeningAnswer];
};

const codeOf = (answer: ScreeningAnswer): string | undefined => {
  if (typeof answer === 'boolean') return answer ? 'yes' : 'no';
  if (typeof answer === 'string') return answer;
  return typeof answer === 'object' && 'code' in answer ? answer.code : undefined;
};

/** The codes that were answered to a question, each once, in order; none where it was not answered. */
export const codesAnswered = (answers: ScreeningAnswers, linkId: string): readonly string[] =>
  [...new Set(listOf(answers, linkId).flatMap((answer) => codeOf(answer) ?? []))].toSorted();

const weightSchema = quantityOf('mass_of_body', { low: 25, high: 350 });

/** The weight that was told; null where what was told cannot be one. */
export function weightTold(answers: ScreeningAnswers): BodyWeight | null | undefined {
  const [given] = listOf(answers, 'weight_told');
  if (given === undefined) return undefined;
  const parsed = weightSchema.safeParse(given);
  return parsed.success ? parsed.data : null;
}

export const wordsAnswered = (answers: ScreeningAnswers, linkId: string): string | undefined => {
  const [given] = listOf(answers, linkId);
  return typeof given === 'string' && given.trim() !== '' ? given.trim() : undefined;
};

/** What was answered, as a person reads it; undefined where nothing was. */
export function sayAnswer(item: ScreeningItem, answers: ScreeningAnswers): string | undefined {
  if (item.kind === 'text') return wordsAnswered(answers, item.linkId);
  if (item.kind === 'weight') {
    const told = weightTold(answers);
    return told ? `${Math.round(told.value * 10) / 10} kg` : undefined;
  }
  const codes = codesAnswered(answers, item.linkId);
  if (codes.length === 0) return undefined;
  return codes.map((one) => item.options.find((option) => option.code === one)?.words.en ?? one).join('; ');
}

export interface AnswerProblem {
  readonly linkId: string;
  readonly rule:
    | 'unknown-question'
    | 'unknown-answer'
    | 'one-answer'
    | 'none-and-others'
    | 'impossible-weight'
    | 'words';
  readonly message: string;
}

/** What is wrong with answers, question by question; empty where all can be kept. A question may be left out. */
export function problemsOfScreening(answers: ScreeningAnswers): readonly AnswerProblem[] {
  return Object.keys(answers).flatMap((linkId): AnswerProblem[] => {
    const item = SCREENING_ITEMS.find((one) => one.linkId === linkId);
    if (!item) return [{ linkId, rule: 'unknown-question', message: `The screening has no question “${linkId}”.` }];
    const given = listOf(answers, linkId);
    if (item.kind === 'weight') return problemsOfWeight(item, answers);
    if (item.kind === 'text')
      return given.length === 1 && typeof given[0] === 'string'
        ? []
        : [{ linkId, rule: 'words', message: `${item.title}: is answered in words.` }];
    return problemsOfChoice(item.title, linkId, item.kind, item.options, given);
  });
}

function problemsOfWeight(item: ScreeningItem, answers: ScreeningAnswers): AnswerProblem[] {
  if (weightTold(answers) !== null) return [];
  return [
    {
      linkId: item.linkId,
      rule: 'impossible-weight',
      message:
        'A weight is from 25 to 350 kg (55 to 772 lb). Look at the number and at the unit again; without one, leave it empty: everybody is weighed here.',
    },
  ];
}

function problemsOfChoice(
  title: string,
  linkId: string,
  kind: 'one' | 'several',
  options: readonly ScreeningOption[],
  given: readonly ScreeningAnswer[],
): AnswerProblem[] {
  const chosen = given.map((answer) => options.find((option) => option.code === codeOf(answer)));
  if (chosen.some((option) => option === undefined))
    return [{ linkId, rule: 'unknown-answer', message: `${title}: this is none of the answers. Choose one of them.` }];
  if (kind === 'one' && chosen.length > 1)
    return [{ linkId, rule: 'one-answer', message: `${title}: takes one answer.` }];
  const alone = chosen.find((option) => option?.alone);
  if (alone && new Set(chosen).size > 1)
    return [
      {
        linkId,
        rule: 'none-and-others',
        message: `${title}: “${alone.words.en}” and another answer cannot both be so. Keep the one that is true.`,
      },
    ];
  return [];
}
