/**
 * Signing: what the patient sends, and whether it can stand. A name as its owner writes it, in whatever script, and a
 * drawing of it; where drawing is impossible the typed name alone is the signature, and it is said so. Source: clinical.md
 * §8 (ESIGN/UETA: a sound, symbol or process with the intent to sign; background).
 */
import { z } from 'zod';
import type { Instant } from '../instant.ts';
import { LANGUAGES, type Language } from '../language.ts';
import { uuid } from '../uuid.ts';
import type { ConsentContent } from './document.ts';

/** The sheet has its own measure, whatever the screen. */
export const SIGNATURE_SHEET = { width: 600, height: 200 } as const;
const MOST_STROKES = 300;
const MOST_POINTS = 6000;
const coordinate = (most: number) => z.number().int().min(0).max(most);
/** x, y, x, y … */
const strokeSchema = z
  .array(coordinate(SIGNATURE_SHEET.width))
  .min(2)
  .max(MOST_POINTS * 2);
export const LONGEST_NAME = 200;
/** Far above any field's own limit: what is longer is not read at all. */
const MOST_READ = 20_000;

const version = z.number().int().min(1).max(1_000_000);
export const signConsentSchema = z.strictObject({
  /** Made by the client; the same sent twice is stored once. */
  id: uuid,
  /** The version that was read. */
  version,
  language: z.enum(LANGUAGES),
  name: z.string().max(MOST_READ),
  /** The drawn signature; without it `cannotDraw` says that the typed name is meant as one. */
  drawn: z.array(strokeSchema).min(1).max(MOST_STROKES).optional(),
  cannotDraw: z.literal(true).optional(),
  /** What the document asks for, by the ask's id. */
  filled: z.record(z.string().max(40), z.string().max(MOST_READ)).default({}),
});
export type ConsentSigning = z.output<typeof signConsentSchema>;

export const answerConsentSchema = z.strictObject({
  id: uuid,
  version,
  piece: z.string().min(1).max(40),
  choice: z.string().min(1).max(40),
});
export const withdrawConsentSchema = z.strictObject({
  id: uuid,
  /** The signature that is withdrawn. */
  signature: uuid,
  words: z.string().trim().max(MOST_READ).optional(),
});
export const LONGEST_WORDS = 2000;

export interface ConsentFault {
  readonly field: string;
  readonly rule: string;
  readonly message: string;
}
const tooLong = (field: string, what: string, length: number, most: number): ConsentFault => ({
  field,
  rule: 'too-long',
  message: `${what} is ${length} characters long; ${most} fit. Nothing was stored.`,
});

/** A name is one where it has a letter of any script; a heart beside it is the owner's own affair. */
export const isName = (name: string): boolean => /\p{L}/u.test(name);

/** What about a signing cannot be; nothing is judged of the name but that it is one. */
export function signingFaults(content: ConsentContent, signing: ConsentSigning): readonly ConsentFault[] {
  const faults: ConsentFault[] = [];
  const name = signing.name.trim();
  if (name.length > LONGEST_NAME) faults.push(tooLong('name', 'The name', name.length, LONGEST_NAME));
  else if (!isName(name))
    faults.push({ field: 'name', rule: 'no-name', message: 'Write your name with letters. Any alphabet will do.' });
  if (!signing.drawn && !signing.cannotDraw)
    faults.push({
      field: 'drawn',
      rule: 'not-drawn',
      message: 'Draw your signature, or say that you cannot draw here: then your typed name is your signature.',
    });
  for (const id of Object.keys(signing.filled))
    if (!content.asks.some((ask) => ask.id === id))
      faults.push({ field: `filled.${id}`, rule: 'not-asked', message: 'This document does not ask for that.' });
  for (const { id, label, most } of content.asks) {
    const words = signing.filled[id]?.trim() ?? '';
    const says = label[signing.language];
    if (words === '') faults.push({ field: `filled.${id}`, rule: 'empty', message: `Please fill in: ${says}.` });
    else if (words.length > most) faults.push(tooLong(`filled.${id}`, says, words.length, most));
  }
  return faults;
}

/** An answer to a teach-back question, as it is kept. */
export interface TeachBackAnswer {
  readonly piece: string;
  readonly version: number;
  readonly isRight: boolean;
  readonly at: Instant;
}

/**
 * How often each question was answered wrongly, and whether rightly in the end: for this version, and since it was last
 * signed or withdrawn, for who signs anew has read anew.
 */
export function teachBack(
  content: ConsentContent,
  version: number,
  answers: readonly TeachBackAnswer[],
  since?: Instant,
): readonly { readonly piece: string; readonly wrong: number; readonly isRight: boolean }[] {
  const counted = answers.filter((one) => one.version === version && (since === undefined || one.at > since));
  return content.pieces
    .filter(({ question }) => question)
    .map(({ id }) => {
      const own = counted.filter(({ piece }) => piece === id);
      const [firstRight] = own.flatMap(({ isRight, at }) => (isRight ? [at] : [])).sort();
      const wrong = own.filter(({ isRight, at }) => !isRight && (firstRight === undefined || at <= firstRight));
      return { piece: id, wrong: wrong.length, isRight: firstRight !== undefined };
    });
}

/** Titles of pieces whose question still waits for its right answer. */
export const openQuestions = (
  content: ConsentContent,
  asked: ReturnType<typeof teachBack>,
  language: Language,
): readonly string[] =>
  asked
    .filter(({ isRight }) => !isRight)
    .map(({ piece }) => content.pieces.find(({ id }) => id === piece)?.title[language] ?? piece);
