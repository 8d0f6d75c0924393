/** Consents put together: the documents of a clinic, what a course needs, and where each stands for its patient. */
import {
  type AskableConsent,
  type ConsentContent,
  type ConsentNeed,
  type ConsentPurpose,
  type ConsentStanding,
  type ConsentsOnRecord,
  consentStanding,
  consentsNeeded,
  readConsentDocumentId,
  SHIPPED_CONSENT_VERSION,
  shippedConsent,
  type WayOfTreating,
  type WhyAsked,
  wayOf,
} from '@holdspace/care';
import { type ConsentSignature, type ConsentsOfPatient, type Course, hashOfContent } from '@holdspace/store';
import type { Context } from '../context.ts';

export interface ConsentVersion {
  readonly version: number;
  readonly content: ConsentContent;
  readonly hash: string;
  /** Absent of the shipped text. */
  readonly published?: { readonly at: string; readonly by: string };
}
export interface ConsentDocument {
  readonly id: string;
  readonly purpose: ConsentPurpose;
  /** The earliest first; the last is asked for now. */
  readonly versions: readonly [ConsentVersion, ...ConsentVersion[]];
}
export interface NeededHere {
  readonly document: ConsentDocument;
  readonly need: ConsentNeed;
  readonly why: WhyAsked;
}

export const currentOf = ({ versions }: ConsentDocument): ConsentVersion => versions.at(-1) ?? versions[0];
export const signaturesOf = ({ id }: ConsentDocument, { signatures }: ConsentsOfPatient): readonly ConsentSignature[] =>
  signatures.filter((one) => one.documentId === id);
/** The moment after which answers count: who signs anew has read anew. */
export const readSince = (signatures: readonly ConsentSignature[], version: number) => {
  const last = signatures.findLast((one) => one.version === version);
  return last && (last.withdrawal?.at ?? last.signedAt);
};

export function standingOf(document: ConsentDocument, known: ConsentsOfPatient): ConsentStanding {
  const versions = document.versions.map(({ version, content }) => ({
    version,
    asksAgain: content.asksAgain,
    witnessed: content.witnessed,
  }));
  const signed = signaturesOf(document, known).map(({ id, version, signedAt, witness, withdrawal }) => ({
    id,
    version,
    signedAt,
    ...(witness && { witnessedAt: witness.at }),
    ...(withdrawal && { withdrawnAt: withdrawal.at }),
  }));
  return consentStanding(versions, signed);
}

type Parts = Pick<Context, 'store' | 'protocols'>;

export class Consents {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** A document of the clinic; null where its id is none, or is of a protocol that is not installed. */
  async document(clinicId: string, id: string, course?: Course): Promise<ConsentDocument | null> {
    const read = readConsentDocumentId(id);
    const way = read && (await this.#way(clinicId, read.protocolId, course));
    if (!read || !way) return null;
    return this.#documentOf(id, read.purpose, way, await this.#parts.store.consents.versions(clinicId, id));
  }

  #documentOf(
    id: string,
    purpose: ConsentPurpose,
    way: WayOfTreating,
    own: Awaited<ReturnType<Parts['store']['consents']['versions']>>,
  ): ConsentDocument {
    const content = shippedConsent(purpose, way);
    return {
      id,
      purpose,
      versions: [
        { version: SHIPPED_CONSENT_VERSION, content, hash: hashOfContent(content) },
        ...own.map((one) => ({
          version: one.version,
          content: one.content,
          hash: one.contentHash,
          published: { at: one.publishedAt, by: one.publishedBy },
        })),
      ],
    };
  }

  /** How a protocol treats: of the course's version, or of the last one installed. What is no protocol's has no way. */
  async #way(clinicId: string, protocolId: string | undefined, course?: Course): Promise<WayOfTreating | null> {
    if (!protocolId) return { route: 'intravenous', substance: 'ketamine', kind: 'medical' };
    const { protocols, store } = this.#parts;
    const version =
      course?.protocolId === protocolId
        ? course.protocolVersion
        : (await store.protocols.list(clinicId)).findLast(({ id }) => id === protocolId)?.version;
    const shelved = version ? await protocols.find(clinicId, protocolId, version) : null;
    return shelved && wayOf(shelved.protocol, shelved.label);
  }

  /** What the clinic asks of a course besides, as it was last said. */
  async asked(clinicId: string, courseId: string): Promise<readonly AskableConsent[]> {
    const said = new Map(
      (await this.#parts.store.consents.asked(clinicId, courseId)).map(({ purpose, asks }) => [purpose, asks]),
    );
    return [...said].flatMap(([purpose, asks]) => (asks ? [purpose] : []));
  }

  /** The consents that a course needs, in their order. */
  async needed(clinicId: string, course: Course): Promise<readonly NeededHere[]> {
    const { store, protocols } = this.#parts;
    const shelved = await protocols.find(clinicId, course.protocolId, course.protocolVersion);
    if (!shelved) throw new Error(`a course under protocol ${course.protocolId}, which is not installed`);
    const [members, outside, asked, own] = await Promise.all([
      store.groups.members(clinicId),
      store.outsideMembers.ofPatient(clinicId, course.patientId),
      this.asked(clinicId, course.id),
      store.consents.versions(clinicId),
    ]);
    const isInGroup = members.some((one) => one.courseId === course.id && one.leftAt === undefined);
    const hasOutsideMember = outside.some(({ revokedAt }) => revokedAt === undefined);
    const way = wayOf(shelved.protocol, shelved.label);
    return consentsNeeded(shelved.protocol, { isInGroup, hasOutsideMember, asked }).map(
      ({ documentId, purpose, need, why }) => ({
        need,
        why,
        document: this.#documentOf(
          documentId,
          purpose,
          way,
          own.filter((one) => one.documentId === documentId),
        ),
      }),
    );
  }

  /** Over all courses of a patient, each document once; what was signed and is asked no more comes last. */
  async ofPatient(clinicId: string, patientId: string) {
    const { store } = this.#parts;
    const [courses, known] = await Promise.all([
      store.courses.ofPatient(clinicId, patientId),
      store.consents.ofPatient(clinicId, patientId),
    ]);
    const needed = new Map<string, NeededHere | { readonly document: ConsentDocument }>();
    for (const course of courses)
      for (const one of await this.needed(clinicId, course))
        if (!needed.has(one.document.id)) needed.set(one.document.id, one);
    for (const { documentId } of known.signatures) {
      if (needed.has(documentId)) continue;
      const document = await this.document(clinicId, documentId);
      if (document) needed.set(documentId, { document });
    }
    return { known, consents: [...needed.values()] };
  }

  /** What a dose of a protocol waits for, as a session is told of it. */
  async onRecord(
    clinicId: string,
    session: { readonly patientId: string; readonly protocolId: string; readonly protocolVersion: string },
  ): Promise<ConsentsOnRecord> {
    const { store, protocols } = this.#parts;
    const [shelved, known, own] = await Promise.all([
      protocols.find(clinicId, session.protocolId, session.protocolVersion),
      store.consents.ofPatient(clinicId, session.patientId),
      store.consents.versions(clinicId),
    ]);
    if (!shelved) throw new Error('a session without its protocol');
    const way = wayOf(shelved.protocol, shelved.label);
    return consentsNeeded(shelved.protocol)
      .filter(({ need }) => need === 'before_dose')
      .map(({ documentId, purpose }) => {
        const document = this.#documentOf(
          documentId,
          purpose,
          way,
          own.filter((one) => one.documentId === documentId),
        );
        const { version, content } = currentOf(document);
        return { documentId, title: content.title.en, version, standing: standingOf(document, known) };
      });
  }
}
