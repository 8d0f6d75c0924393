/** Drafts of protocol versions: saved as they are written, holding or not, by one writer at a time. */
import type { Instant, Protocol } from '@holdspace/care';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';
import type { ProtocolDraftTable } from './tables.ts';

export interface ProtocolDraft {
  readonly id: string;
  readonly protocolId: string;
  /** The version that it was made from; absent for a protocol that is new here. */
  readonly madeFrom?: string;
  /** As it stands, holding or not. */
  readonly document: object;
  /** Goes up with every saving; whoever saves names the one that they saw. */
  readonly revision: number;
  readonly status: ProtocolDraftTable['status'];
  readonly madeBy: string;
  readonly madeAt: Instant;
  readonly savedBy: string;
  readonly savedAt: Instant;
}

/** What may be done only to the draft as it was seen: it is open, and nobody saved it since. */
export interface SeenDraft {
  readonly id: string;
  readonly revision: number;
  readonly by: string;
  readonly at: Instant;
}

const toDraft = (row: {
  draft_id: string;
  protocol_id: string;
  made_from: string | null;
  document: object;
  revision: number;
  status: ProtocolDraftTable['status'];
  made_by: string;
  made_at: string;
  saved_by: string;
  saved_at: string;
}): ProtocolDraft => ({
  id: row.draft_id,
  protocolId: row.protocol_id,
  ...(row.made_from !== null && { madeFrom: row.made_from }),
  document: row.document,
  revision: row.revision,
  status: row.status,
  madeBy: row.made_by,
  madeAt: row.made_at as Instant,
  savedBy: row.saved_by,
  savedAt: row.saved_at as Instant,
});

/** The draft with a next revision, where it is open and as it was seen; null where not. */
async function change(
  transaction: ClinicTransaction,
  clinicId: string,
  seen: SeenDraft,
  to: { document?: string; status?: ProtocolDraftTable['status'] },
): Promise<ProtocolDraft | null> {
  const row = await transaction
    .updateTable('holdspace.protocol_draft')
    .set({ ...to, revision: seen.revision + 1, saved_by: seen.by, saved_at: seen.at })
    .where('clinic_id', '=', clinicId)
    .where('draft_id', '=', seen.id)
    .where('revision', '=', seen.revision)
    .where('status', '=', 'open')
    .returningAll()
    .executeTakeFirst();
  return row ? toDraft(row) : null;
}

export function createDrafts(db: Database) {
  return {
    create: (clinicId: string, draft: ProtocolDraft): Promise<ProtocolDraft> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .insertInto('holdspace.protocol_draft')
          .values({
            clinic_id: clinicId,
            draft_id: draft.id,
            protocol_id: draft.protocolId,
            made_from: draft.madeFrom ?? null,
            document: JSON.stringify(draft.document),
            revision: draft.revision,
            status: draft.status,
            made_by: draft.madeBy,
            made_at: draft.madeAt,
            saved_by: draft.savedBy,
            saved_at: draft.savedAt,
          })
          .execute();
        return draft;
      }),
    find: (clinicId: string, draftId: string): Promise<ProtocolDraft | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await transaction
          .selectFrom('holdspace.protocol_draft')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('draft_id', '=', draftId)
          .executeTakeFirst();
        return row ? toDraft(row) : null;
      }),
    /** Those that are being worked on, the one saved last first. */
    open: (clinicId: string): Promise<readonly ProtocolDraft[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.protocol_draft')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('status', '=', 'open')
          .orderBy('saved_at', 'desc')
          .execute();
        return rows.map(toDraft);
      }),
    /** Null where somebody saved it since, or it is no longer open. */
    save: (clinicId: string, seen: SeenDraft, document: object): Promise<ProtocolDraft | null> =>
      withClinic(db, clinicId, (transaction) =>
        change(transaction, clinicId, seen, { document: JSON.stringify(document) }),
      ),
    putAside: (clinicId: string, seen: SeenDraft): Promise<ProtocolDraft | null> =>
      withClinic(db, clinicId, (transaction) => change(transaction, clinicId, seen, { status: 'put_aside' })),
    /** Makes the draft a version, both or neither; null where it is not as it was seen. Throws where the number is taken. */
    propose: (clinicId: string, seen: SeenDraft, protocol: Protocol): Promise<ProtocolDraft | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const proposed = await change(transaction, clinicId, seen, { status: 'proposed' });
        if (!proposed) return null;
        await transaction
          .insertInto('holdspace.protocol_version')
          .values({
            clinic_id: clinicId,
            protocol_id: protocol.id,
            version: protocol.version,
            document: JSON.stringify(proposed.document),
            installed_at: seen.at,
            installed_by: seen.by,
            origin: 'clinic',
          })
          .execute();
        return proposed;
      }),
  };
}
