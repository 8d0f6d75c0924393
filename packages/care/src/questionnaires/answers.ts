/** FormAnswers to a Questionnaire, as they are written, kept and judged: by the name of the question, one or several. */
import { z } from 'zod';
import { uuid } from '../uuid.ts';

/** A choice, with the code by which it is known. */
export const codedSchema = z.strictObject({
  code: z.string().min(1).max(100),
  display: z.string().max(300),
  system: z.string().max(300).optional(),
});
/** A number with its unit, as UCUM writes it. */
const amountSchema = z.strictObject({ value: z.number(), unit: z.string().min(1).max(40) });
/** A file that was sent before, by its id. */
export const fileAnswerSchema = z.strictObject({ attachment: uuid, title: z.string().max(300) });

/** More than any question takes: what is too long is said with its question, and not as a body that cannot be read. */
const MOST_LETTERS = 200_000;
export const answerValueSchema = z.union([
  z.boolean(),
  z.number(),
  z.string().max(MOST_LETTERS),
  codedSchema,
  amountSchema,
  fileAnswerSchema,
]);
export type Coded = z.output<typeof codedSchema>;
export type Amount = z.output<typeof amountSchema>;
export type FileAnswer = z.output<typeof fileAnswerSchema>;
export type AnswerValue = z.output<typeof answerValueSchema>;
export type FormAnswers = Readonly<Record<string, AnswerValue | readonly AnswerValue[]>>;

const MOST_QUESTIONS = 500;
export const answersSchema: z.ZodType<FormAnswers> = z
  .record(z.string().min(1).max(64), z.union([answerValueSchema, z.array(answerValueSchema).max(100).readonly()]))
  .refine((answers) => Object.keys(answers).length <= MOST_QUESTIONS, `holds more than ${MOST_QUESTIONS} answers`);

export const isCoded = (value: AnswerValue): value is Coded => typeof value === 'object' && 'code' in value;
export const isAmount = (value: AnswerValue): value is Amount => typeof value === 'object' && 'unit' in value;
export const isFile = (value: AnswerValue): value is FileAnswer => typeof value === 'object' && 'attachment' in value;

const isSaid = (value: AnswerValue): boolean => typeof value !== 'string' || value.trim() !== '';
/** What was answered to a question; an empty text is no answer. */
export function valuesOf(answers: FormAnswers, linkId: string): readonly AnswerValue[] {
  const given = Object.hasOwn(answers, linkId) ? answers[linkId] : undefined;
  if (given === undefined) return [];
  return (Array.isArray(given) ? (given as readonly AnswerValue[]) : [given as AnswerValue]).filter(isSaid);
}
/** Every text that somebody wrote in answers, for whoever looks for words that must not wait. */
export const textsIn = (answers: FormAnswers): string =>
  Object.keys(answers)
    .flatMap((linkId) => valuesOf(answers, linkId))
    .filter((value) => typeof value === 'string')
    .join('\n');
