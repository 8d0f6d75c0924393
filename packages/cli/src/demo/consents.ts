/** The demo's consents: those who have been treated signed before their first session; the others still read. */
import { randomUUID } from 'node:crypto';
import {
  consentsNeeded,
  consentTextIn,
  instant,
  labelOf,
  type Protocol,
  SHIPPED_CONSENT_VERSION,
  shippedConsent,
  wayOf,
} from '@holdspace/care';
import { hashOfContent, type Store } from '@holdspace/store';

const MINUTE = 60_000;

interface DemoConsenting {
  readonly store: Store;
  readonly clinicId: string;
  readonly protocol: Protocol;
  readonly patient: { readonly id: string; readonly name: string };
  /** Who saw the patient sign, where a document asks for a witness. */
  readonly witnessId: string;
  readonly at: number;
}

export async function consent({ store, clinicId, protocol, patient, witnessId, at }: DemoConsenting): Promise<void> {
  const way = wayOf(protocol, labelOf(protocol));
  for (const [index, { purpose, documentId }] of consentsNeeded(protocol).entries()) {
    const content = shippedConsent(purpose, way);
    const text = consentTextIn(content, 'en');
    const id = randomUUID();
    const signedAt = instant(at + index * 6 * MINUTE);
    await store.consents.sign(clinicId, patient.id, id, () => ({
      id,
      patientId: patient.id,
      documentId,
      version: SHIPPED_CONSENT_VERSION,
      language: 'en',
      textHash: hashOfContent(text),
      isDrawn: false,
      signedAt,
      secret: {
        name: patient.name,
        filled: [],
        from: { address: '127.0.0.1', device: 'Demo' },
        text,
        tries: content.pieces.filter(({ question }) => question).map(({ title }) => ({ title: title.en, wrong: 0 })),
      },
    }));
    if (content.witnessed)
      await store.consents.witness(clinicId, {
        id: randomUUID(),
        signatureId: id,
        practitionerId: witnessId,
        at: instant(at + index * 6 * MINUTE + MINUTE),
      });
  }
}
