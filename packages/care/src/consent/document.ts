/**
 * A consent document: plain pieces that are read one by one, a question for each risk that matters, what the patient fills
 * in, and what follows when it is withdrawn. The same in every language. A version that was published is never changed;
 * another text is another version.
 */
import { z } from 'zod';
import type { Localized } from '../language.ts';

export const CONSENT_PURPOSES = [
  'treatment',
  'off_label',
  'touch',
  'recording',
  'group',
  'research',
  'messages',
  'outside_therapist',
  'family',
] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];

/** As staff call them. */
export const CONSENT_PURPOSE_WORDS: Readonly<Record<ConsentPurpose, string>> = {
  treatment: 'Treatment',
  off_label: 'Off-label use',
  touch: 'Touch',
  recording: 'Recording',
  group: 'Group',
  research: 'Research data',
  messages: 'Messages',
  outside_therapist: 'Outside therapist',
  family: 'Release to family',
};

/** How long each kind of text may be. A piece is read on a phone: longer is two pieces. */
const LINE = 200;
const PARAGRAPH = 1500;

const both = <T extends z.ZodType>(one: T) => z.strictObject({ en: one, es: one });
const line = both(z.string().trim().min(1, 'must not be empty').max(LINE));
const paragraph = both(z.string().trim().min(1, 'must not be empty').max(PARAGRAPH));
const slug = z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/, 'must be lower-case letters, digits, - or _');

const choiceSchema = z.strictObject({ id: slug, says: line, isRight: z.boolean(), reply: paragraph });
const questionSchema = z.strictObject({ asks: line, choices: z.array(choiceSchema).min(2).max(5) });
const pieceSchema = z.strictObject({
  id: slug,
  title: line,
  text: paragraph,
  /** Asked where the piece tells of a risk that matters; it must be answered rightly before signing. */
  question: questionSchema.optional(),
});
const askSchema = z.strictObject({ id: slug, label: line, most: z.number().int().min(1).max(1000) });

export const consentContentSchema = z
  .strictObject({
    title: line,
    pieces: z.array(pieceSchema).min(1).max(30),
    /** What the patient fills in, such as who may be told. */
    asks: z.array(askSchema).max(5).default([]),
    ifWithdrawn: paragraph,
    /** A member of staff signs that they saw the patient sign. */
    witnessed: z.boolean(),
    /** Who signed an earlier version is asked again. */
    asksAgain: z.boolean(),
  })
  .superRefine((content, context) => {
    const complain = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    const twice = (ids: readonly string[]) => ids.find((id, index) => ids.indexOf(id) !== index);
    const piece = twice(content.pieces.map(({ id }) => id));
    if (piece) complain(['pieces'], `has two pieces called ${piece}`);
    const ask = twice(content.asks.map(({ id }) => id));
    if (ask) complain(['asks'], `asks twice for ${ask}`);
    for (const [index, { question }] of content.pieces.entries()) {
      if (!question) continue;
      const path = ['pieces', index, 'question', 'choices'];
      if (question.choices.filter(({ isRight }) => isRight).length !== 1) complain(path, 'must have one right answer');
      if (twice(question.choices.map(({ id }) => id))) complain(path, 'has two choices of one id');
    }
  });
export type ConsentContent = z.output<typeof consentContentSchema>;
export type ConsentPiece = ConsentContent['pieces'][number];
export type ConsentQuestion = NonNullable<ConsentPiece['question']>;

/** What is read in one language: as it is signed, kept with the signature and copied to the patient. */
export interface ConsentText {
  readonly title: string;
  readonly pieces: readonly { readonly title: string; readonly text: string }[];
  readonly ifWithdrawn: string;
}
export const consentTextIn = (content: ConsentContent, language: keyof Localized): ConsentText => ({
  title: content.title[language],
  pieces: content.pieces.map(({ title, text }) => ({ title: title[language], text: text[language] })),
  ifWithdrawn: content.ifWithdrawn[language],
});

/** Treatment is consented to protocol by protocol, everything else once: "treatment.kap-im", "messages". */
export const consentDocumentId = (purpose: ConsentPurpose, protocolId: string): string =>
  purpose === 'treatment' ? `treatment.${protocolId}` : purpose;

/** What a document's id says; null where it is none. */
export function readConsentDocumentId(
  id: string,
): { readonly purpose: ConsentPurpose; readonly protocolId?: string } | null {
  const treatment = /^treatment\.([a-z][a-z0-9_-]{0,63})$/.exec(id);
  if (treatment?.[1]) return { purpose: 'treatment', protocolId: treatment[1] };
  const purpose = CONSENT_PURPOSES.find((one) => one === id && one !== 'treatment');
  return purpose ? { purpose } : null;
}
export const consentDocumentIdSchema = z
  .string()
  .max(80)
  .refine((id) => readConsentDocumentId(id) !== null, 'is no consent document');

/** Every text of a document, with where it stands, for whoever checks them all. */
export function* consentTexts(content: ConsentContent): Generator<readonly [where: string, text: Localized]> {
  yield ['title', content.title];
  for (const { id, title, text, question } of content.pieces) {
    yield [`${id}.title`, title];
    yield [`${id}.text`, text];
    if (!question) continue;
    yield [`${id}.asks`, question.asks];
    for (const choice of question.choices) {
      yield [`${id}.${choice.id}`, choice.says];
      yield [`${id}.${choice.id}.reply`, choice.reply];
    }
  }
  for (const { id, label } of content.asks) yield [`asks.${id}`, label];
  yield ['ifWithdrawn', content.ifWithdrawn];
}
