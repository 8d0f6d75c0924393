/** Signing and withdrawing, wherever they are said: what holds beforehand, and what follows. */
import { randomUUID } from 'node:crypto';
import {
  asksToSign,
  type ConsentSigning,
  consentTextIn,
  GROUP_CONSENT,
  type Instant,
  LONGEST_WORDS,
  openQuestions,
  signingFaults,
  teachBack,
} from '@holdspace/care';
import {
  type ConsentFrom,
  type ConsentSignature,
  hashOfContent,
  type NewConsentSignature,
  type NewWithdrawal,
} from '@holdspace/store';
import type { Context } from '../context.ts';
import { groupConsentOf } from '../groups/led.ts';
import { badField, notFound, Problem } from '../problem.ts';
import { type ConsentDocument, currentOf, readSince, signaturesOf, standingOf } from './consents.ts';

const UNIQUE_VIOLATION = '23505';
export const isTaken = (error: unknown): boolean => (error as { code?: unknown }).code === UNIQUE_VIOLATION;
export const repeated = () =>
  new Problem('repeated-id', 'This id was used for something else. Nothing of yours is lost: send it again.');

export const retired = (version: number) =>
  new Problem(
    'stale',
    `The clinic has changed this document since you opened it. Please read version ${version}; what you wrote is kept.`,
    { rule: 'version-retired' },
  );

export interface Signing {
  readonly clinicId: string;
  readonly patientId: string;
  readonly document: ConsentDocument;
  readonly signing: ConsentSigning;
  readonly from: ConsentFrom;
  readonly at: Instant;
}

/** Signs once. The same sent twice is stored once; what another tab has signed meanwhile is said, not signed again. */
export async function sign(store: Context['store'], of: Signing): Promise<void> {
  const { clinicId, patientId, document, signing, from, at } = of;
  const { version, content } = currentOf(document);
  try {
    await store.consents.sign(clinicId, patientId, signing.id, (known, same) => {
      const answers = known.answers.filter(({ documentId }) => documentId === document.id);
      if (same) {
        const isSame =
          same.patientId === patientId && same.documentId === document.id && same.version === signing.version;
        if (!isSame) throw repeated();
        return null;
      }
      if (signing.version !== version) throw retired(version);
      if (!asksToSign(standingOf(document, known)))
        throw new Problem('stale', 'You have signed this already, in another window or on another device.', {
          rule: 'signed-already',
        });
      const faults = signingFaults(content, signing);
      if (faults.length > 0)
        throw new Problem('bad-input', faults.map(({ message }) => message).join(' '), { errors: [...faults] });
      const asked = teachBack(content, version, answers, readSince(signaturesOf(document, known), version));
      const open = openQuestions(content, asked, signing.language);
      if (open.length > 0)
        throw badField('questions', 'not-answered', `There is still a question to answer: ${open.join('; ')}.`);
      const text = consentTextIn(content, signing.language);
      const signed: NewConsentSignature = {
        id: signing.id,
        patientId,
        documentId: document.id,
        version,
        language: signing.language,
        textHash: hashOfContent(text),
        isDrawn: signing.drawn !== undefined,
        signedAt: at,
        secret: {
          name: signing.name.trim(),
          ...(signing.drawn && { drawn: signing.drawn }),
          filled: content.asks.map(({ id, label }) => ({
            label: label[signing.language],
            words: signing.filled[id]?.trim() ?? '',
          })),
          from,
          text,
          tries: asked.map(({ piece, wrong }) => ({
            title: content.pieces.find(({ id }) => id === piece)?.title[signing.language] ?? piece,
            wrong,
          })),
        },
      };
      return signed;
    });
  } catch (error) {
    throw isTaken(error) ? repeated() : error;
  }
  if (document.purpose === 'group') await agreeInGroups(store, of);
}

/**
 * What the groups ask for is the same text: signed here, it is agreed in each of the patient's groups where it is not, or
 * was taken back. A signature that is sent again after its own withdrawal agrees to nothing.
 */
async function agreeInGroups(store: Context['store'], { clinicId, patientId, signing }: Signing): Promise<void> {
  const signature = await store.consents.find(clinicId, signing.id);
  if (!signature || signature.withdrawal) return;
  const members = await store.groups.members(clinicId);
  for (const { id, groupId } of members.filter((one) => one.patientId === patientId && one.leftAt === undefined)) {
    if (await groupConsentOf(store, clinicId, groupId, patientId)) continue;
    const before = await store.groups.consents(clinicId, groupId);
    await store.groups.consent(clinicId, {
      // Of the membership: signed twice, it is agreed once. Signed anew, each group has its own.
      id: before.some((one) => one.id === id) ? randomUUID() : id,
      groupId,
      patientId,
      textVersion: GROUP_CONSENT.version,
      signedHow: 'portal',
      signedAt: signature.signedAt,
    });
  }
}

/**
 * Withdraws a consent of the patient's, and does what was said would follow. Who says "I take it back" means what stands,
 * also where the page that it is said on shows an older signature: at worst they sign once more. Sent twice, it is kept
 * once. Words beside a consent that is withdrawn already have no place: that is said, so that nobody believes them kept.
 */
export async function withdraw(
  store: Context['store'],
  clinicId: string,
  of: { readonly patientId: string; readonly documentId?: string },
  withdrawal: NewWithdrawal,
): Promise<void> {
  const { patientId } = of;
  const { words } = withdrawal;
  const signature = await store.consents.find(clinicId, withdrawal.signatureId);
  if (signature?.patientId !== patientId) throw notFound('signature');
  const { documentId } = signature;
  if (of.documentId && documentId !== of.documentId) throw notFound('signature');
  if ((words?.length ?? 0) > LONGEST_WORDS)
    throw badField('words', 'too-long', `This is ${words?.length} characters long; ${LONGEST_WORDS} fit.`);
  let stands = false;
  let before: ConsentSignature | undefined;
  try {
    await store.consents.withdraw(clinicId, patientId, ({ signatures }) => {
      const ofDocument = signatures.filter((one) => one.documentId === documentId);
      const last = ofDocument.at(-1);
      if (ofDocument.some((one) => one.withdrawal?.id === withdrawal.id)) {
        stands = last?.withdrawal === undefined;
        return null;
      }
      const named = ofDocument.find(({ id }) => id === signature.id);
      const taken = [last, named].find((one) => one && !one.withdrawal);
      if (!taken) before = named;
      return taken ? { ...withdrawal, signatureId: taken.id } : null;
    });
  } catch (error) {
    throw isTaken(error) ? repeated() : error;
  }
  // Sent again after it was signed anew, it ends nothing.
  if (documentId === 'outside_therapist' && !stands)
    for (const member of await store.outsideMembers.ofPatient(clinicId, patientId))
      if (!member.revokedAt) await store.outsideMembers.revoke(clinicId, member.id, withdrawal.at);
  if (before && words && (await store.consents.open(clinicId, before.id))?.withdrawalWords !== words)
    throw new Problem(
      'stale',
      'It is withdrawn already, and stays so. What is written here was not kept with it: write it into the record.',
      { rule: 'withdrawn-already' },
    );
}
