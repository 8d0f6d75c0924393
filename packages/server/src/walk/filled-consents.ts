/** For tests that walk the API: consents of a patient, and a consent document of the clinic's own. */
import { randomUUID } from 'node:crypto';
import { shippedConsent } from '@holdspace/care';
import type { Caller } from '../testing.ts';
import { type Filling, taken } from './filling.ts';
import type { PatientThings } from './things.ts';

/** A consent signed and answered, seen by somebody, and one withdrawn; all of a document of the clinic's own. */
export async function fillConsents({ running, clinic, word }: Filling, by: Caller, ids: PatientThings): Promise<void> {
  const { clinicId, practitioners } = clinic;
  const { consents } = running.store;
  const at = running.clock.now;
  taken(
    await by.post(`/api/courses/${ids.course}/consents`, { id: ids.consentAsked, purpose: 'messages', asks: true }),
  );
  const of = { patientId: ids.patient, documentId: `treatment.own-${word}`, version: 1 };
  const answer = { id: ids.consentAnswer, ...of, piece: 'common', choice: 'up', isRight: true, at };
  await consents.answer(clinicId, answer);
  const from = { address: '127.0.0.1', device: `A phone of ${word}` };
  const text = { title: `To ${word}`, pieces: [{ title: word, text: word }], ifWithdrawn: word };
  for (const id of [randomUUID(), ids.consentSignature]) {
    await consents.sign(clinicId, ids.patient, id, () => ({
      id,
      ...of,
      language: 'en',
      textHash: `Hash of ${word}`,
      isDrawn: false,
      signedAt: at,
      secret: { name: `Ines ${word}`, filled: [], from, text, tries: [] },
    }));
    if (id === ids.consentSignature) continue;
    const witness = { signatureId: id, practitionerId: practitioners.nurse.id, at };
    await consents.witness(clinicId, { id: ids.consentWitness, ...witness });
    const withdrawal = { id: ids.consentWithdrawal, signatureId: id, at, how: 'portal', from } as const;
    await consents.withdraw(clinicId, ids.patient, () => withdrawal);
  }
}

/** The clinic's own version of a consent document. */
export async function publishConsent({ running, clinic, word }: Filling, protocolId: string, by: string) {
  const ids = { consentDocument: `treatment.${protocolId}`, consentVersion: randomUUID() };
  const content = shippedConsent('off_label', { route: 'intravenous', substance: 'ketamine', kind: 'medical' });
  await running.store.consents.publish(clinic.clinicId, {
    id: ids.consentVersion,
    documentId: ids.consentDocument,
    version: 2,
    content: { ...content, title: { en: `Consent to ${word}`, es: `Consentimiento de ${word}` } },
    contentHash: `Hash of ${word}`,
    publishedAt: running.clock.now,
    publishedBy: by,
  });
  return ids;
}
