/** The clinic's own consent documents, version by version, and what it asks of a course besides. */
import type { AskableConsent, ConsentContent, Instant } from '@holdspace/care';
import { type Database, withClinic } from '../database.ts';

export interface ConsentDocumentVersion {
  readonly id: string;
  readonly documentId: string;
  readonly version: number;
  readonly content: ConsentContent;
  readonly contentHash: string;
  readonly publishedAt: Instant;
  readonly publishedBy: string;
}
export interface ConsentAsked {
  readonly id: string;
  readonly courseId: string;
  readonly purpose: AskableConsent;
  readonly asks: boolean;
  readonly at: Instant;
  readonly by: string;
}

export function createConsentDocuments(db: Database) {
  return {
    /** Of one document, or of all; the earliest first. */
    versions: (clinicId: string, documentId?: string): Promise<readonly ConsentDocumentVersion[]> =>
      withClinic(db, clinicId, async (transaction) => {
        let query = transaction
          .selectFrom('holdspace.consent_document_version')
          .selectAll()
          .where('clinic_id', '=', clinicId);
        if (documentId !== undefined) query = query.where('document_id', '=', documentId);
        const rows = await query.orderBy('document_id').orderBy('version').execute();
        return rows.map((row) => ({
          id: row.version_id,
          documentId: row.document_id,
          version: row.version,
          content: row.content,
          contentHash: row.content_hash,
          publishedAt: row.published_at as Instant,
          publishedBy: row.published_by,
        }));
      }),
    /** Throws where the version is there already, or the id is taken. */
    publish: (clinicId: string, given: ConsentDocumentVersion): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .insertInto('holdspace.consent_document_version')
          .values({
            clinic_id: clinicId,
            version_id: given.id,
            document_id: given.documentId,
            version: given.version,
            content: JSON.stringify(given.content),
            content_hash: given.contentHash,
            published_at: given.publishedAt,
            published_by: given.publishedBy,
          })
          .execute();
      }),

    /** Throws where the id is taken. */
    ask: (clinicId: string, given: ConsentAsked): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .insertInto('holdspace.consent_asked')
          .values({
            clinic_id: clinicId,
            asked_id: given.id,
            course_id: given.courseId,
            purpose: given.purpose,
            asks: given.asks,
            asked_at: given.at,
            asked_by: given.by,
          })
          .execute();
      }),
    /** In the order in which it was said. */
    asked: (clinicId: string, courseId: string): Promise<readonly ConsentAsked[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.consent_asked')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('course_id', '=', courseId)
          .orderBy('asked_at')
          .orderBy('asked_id')
          .execute();
        return rows.map((row) => ({
          id: row.asked_id,
          courseId: row.course_id,
          purpose: row.purpose as AskableConsent,
          asks: row.asks,
          at: row.asked_at as Instant,
          by: row.asked_by,
        }));
      }),
  };
}
