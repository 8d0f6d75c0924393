/** Consents as they are shown, to patients and to staff. */
import { CONSENT_PURPOSES, type ConsentContent, type ConsentStanding, LANGUAGES, teachBack } from '@holdspace/care';
import type { ConsentSignature, ConsentsOfPatient } from '@holdspace/store';
import { z } from 'zod';
import { idShape, instantShape } from '../shapes.ts';
import { type ConsentDocument, currentOf, type NeededHere, readSince, signaturesOf, standingOf } from './consents.ts';

const words = z.object({ en: z.string(), es: z.string() });
export const purposeShape = z.enum(CONSENT_PURPOSES);
const standingShape = z.object({
  kind: z.enum(['never_signed', 'signed', 'awaits_witness', 'newer_version', 'withdrawn']),
  signature: idShape.optional(),
  version: z.number().int().optional(),
  at: instantShape.optional(),
}) as unknown as z.ZodType<ConsentStanding>;

export const consentOnRecordShape = z
  .array(z.object({ documentId: z.string(), title: z.string(), version: z.number().int(), standing: standingShape }))
  .readonly();

const signatureShape = z.object({
  id: idShape,
  version: z.number().int(),
  language: z.enum(LANGUAGES),
  isDrawn: z.boolean(),
  signedAt: instantShape,
  witness: z.object({ name: z.string(), at: instantShape }).optional(),
  withdrawal: z
    .object({ at: instantShape, how: z.enum(['portal', 'clinic']), recordedBy: z.string().optional() })
    .optional(),
});
export const consentShape = z
  .object({
    document: z.string(),
    purpose: purposeShape,
    title: words,
    version: z.number().int(),
    witnessed: z.boolean(),
    /** Absent where it was signed once and is asked no more. */
    need: z.enum(['before_dose', 'before_use']).optional(),
    why: z.enum(['protocol', 'off_label', 'touch', 'in_a_group', 'outside_member', 'asked']).optional(),
    standing: standingShape,
    signatures: z.array(signatureShape).readonly(),
    /** Of the version that is asked for now, since it was last signed or withdrawn. */
    questions: z.array(z.object({ piece: z.string(), wrong: z.number().int(), isRight: z.boolean() })).readonly(),
  })
  .meta({ id: 'Consent', description: 'A consent document and where it stands for a patient.' });

/** What is read: all but which choice is right, which the answer says. */
export const readingShape = z.object({
  title: words,
  pieces: z
    .array(
      z.object({
        id: z.string(),
        title: words,
        text: words,
        question: z
          .object({ asks: words, choices: z.array(z.object({ id: z.string(), says: words })).readonly() })
          .optional(),
      }),
    )
    .readonly(),
  asks: z.array(z.object({ id: z.string(), label: words, most: z.number().int() })).readonly(),
  ifWithdrawn: words,
});
export const showReading = ({ title, pieces, asks, ifWithdrawn }: ConsentContent): z.output<typeof readingShape> => ({
  title,
  pieces: pieces.map(({ id, title, text, question }) => ({
    id,
    title,
    text,
    ...(question && {
      question: { asks: question.asks, choices: question.choices.map(({ id, says }) => ({ id, says })) },
    }),
  })),
  asks,
  ifWithdrawn,
});

export type Names = ReadonlyMap<string, string>;
export const GONE = 'somebody who has left';

const showSignature = (signature: ConsentSignature, names: Names): z.output<typeof signatureShape> => {
  const { id, version, language, isDrawn, signedAt, witness, withdrawal } = signature;
  return {
    id,
    version,
    language,
    isDrawn,
    signedAt,
    ...(witness && { witness: { name: names.get(witness.practitionerId) ?? GONE, at: witness.at } }),
    ...(withdrawal && {
      withdrawal: {
        at: withdrawal.at,
        how: withdrawal.how,
        ...(withdrawal.recordedBy && { recordedBy: names.get(withdrawal.recordedBy) ?? GONE }),
      },
    }),
  };
};

export function showConsent(
  one: NeededHere | { readonly document: ConsentDocument },
  known: ConsentsOfPatient,
  names: Names,
): z.output<typeof consentShape> {
  const { document } = one;
  const { version, content } = currentOf(document);
  const signatures = signaturesOf(document, known);
  const answers = known.answers.filter(({ documentId }) => documentId === document.id);
  return {
    document: document.id,
    purpose: document.purpose,
    title: content.title,
    version,
    witnessed: content.witnessed,
    ...('need' in one && { need: one.need, why: one.why }),
    standing: standingOf(document, known),
    signatures: signatures.map((signature) => showSignature(signature, names)),
    questions: teachBack(content, version, answers, readSince(signatures, version)),
  };
}
