/** Signatures under protocol versions: append-only, each over the SHA-256 of the canonical document. */
import { hash } from 'node:crypto';
import type { Instant, VersionFacts } from '@holdspace/care';
import { canonicalJson } from '../canonical-json.ts';
import { type Database, withClinic } from '../database.ts';
import type { ProtocolSignOffTable } from './tables.ts';

/** What a signature is under: the canonical text of the document (RFC 8785), so that no white space matters. */
export const hashOfDocument = (document: unknown): string => hash('sha256', canonicalJson(document), 'hex');

export interface ProtocolSignOff {
  readonly id: string;
  readonly protocolId: string;
  readonly version: string;
  readonly kind: ProtocolSignOffTable['kind'];
  readonly signedBy: { readonly id: string; readonly name: string };
  readonly signedAt: Instant;
  readonly documentHash: string;
  /** The words that were signed; of a decline or a retirement, the reason. */
  readonly statement: string;
  readonly takesEffectAt: Instant;
  readonly retiresAt?: Instant;
}

/** A version with what was signed about it, earliest first. */
export interface GovernedVersion extends VersionFacts {
  readonly installedAt: Instant;
  readonly signOffs: readonly ProtocolSignOff[];
}

const toSignOff = (row: {
  sign_off_id: string;
  protocol_id: string;
  version: string;
  kind: ProtocolSignOffTable['kind'];
  signed_by: string;
  signer_name: string;
  signed_at: string;
  document_hash: string;
  statement: string;
  takes_effect_at: string;
  retires_at: string | null;
}): ProtocolSignOff => ({
  id: row.sign_off_id,
  protocolId: row.protocol_id,
  version: row.version,
  kind: row.kind,
  signedBy: { id: row.signed_by, name: row.signer_name },
  signedAt: row.signed_at as Instant,
  documentHash: row.document_hash,
  statement: row.statement,
  takesEffectAt: row.takes_effect_at as Instant,
  ...(row.retires_at !== null && { retiresAt: row.retires_at as Instant }),
});

function factsOf(
  row: { protocol_id: string; version: string; document: object; origin: 'shipped' | 'clinic'; installed_at: string },
  signOffs: readonly ProtocolSignOff[],
): GovernedVersion {
  const approved = signOffs.find(({ kind }) => kind === 'approved');
  const declined = signOffs.find(({ kind }) => kind === 'declined');
  const [retiredFrom] = signOffs
    .flatMap((one) => (one.kind === 'retired' ? [one.takesEffectAt] : one.retiresAt ? [one.retiresAt] : []))
    .sort();
  return {
    protocolId: row.protocol_id,
    version: row.version,
    origin: row.origin,
    // Of what is stored at this moment: a document that was altered since is a document that nobody signed.
    documentHash: hashOfDocument(row.document),
    installedAt: row.installed_at as Instant,
    ...(approved && {
      signOff: {
        signedBy: approved.signedBy,
        signedAt: approved.signedAt,
        documentHash: approved.documentHash,
        effectiveFrom: approved.takesEffectAt,
      },
    }),
    ...(declined && { declinedAt: declined.signedAt }),
    ...(retiredFrom !== undefined && { retiredFrom }),
    signOffs,
  };
}

export function createSignOffs(db: Database) {
  return {
    /** Throws a unique violation where the version was decided about already, or the id was used. */
    add: (clinicId: string, signOff: ProtocolSignOff): Promise<ProtocolSignOff> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .insertInto('holdspace.protocol_sign_off')
          .values({
            clinic_id: clinicId,
            sign_off_id: signOff.id,
            protocol_id: signOff.protocolId,
            version: signOff.version,
            kind: signOff.kind,
            signed_by: signOff.signedBy.id,
            signer_name: signOff.signedBy.name,
            signed_at: signOff.signedAt,
            document_hash: signOff.documentHash,
            statement: signOff.statement,
            takes_effect_at: signOff.takesEffectAt,
            retires_at: signOff.retiresAt ?? null,
          })
          .execute();
        return signOff;
      }),
    find: (clinicId: string, signOffId: string): Promise<ProtocolSignOff | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await transaction
          .selectFrom('holdspace.protocol_sign_off')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('sign_off_id', '=', signOffId)
          .executeTakeFirst();
        return row ? toSignOff(row) : null;
      }),
    /** The versions of a protocol, or of all, as far as their life goes, in the order in which they came. */
    versions: (clinicId: string, protocolId?: string): Promise<readonly GovernedVersion[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const versions = await transaction
          .selectFrom('holdspace.protocol_version')
          .select(['protocol_id', 'version', 'document', 'origin', 'installed_at'])
          .where('clinic_id', '=', clinicId)
          .$if(protocolId !== undefined, (query) => query.where('protocol_id', '=', protocolId ?? ''))
          .orderBy('protocol_id')
          .orderBy('installed_at')
          .execute();
        const signOffs = await transaction
          .selectFrom('holdspace.protocol_sign_off')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .$if(protocolId !== undefined, (query) => query.where('protocol_id', '=', protocolId ?? ''))
          .orderBy('signed_at')
          .execute();
        const all = signOffs.map(toSignOff);
        return versions.map((row) =>
          factsOf(
            row,
            all.filter((one) => one.protocolId === row.protocol_id && one.version === row.version),
          ),
        );
      }),
  };
}
