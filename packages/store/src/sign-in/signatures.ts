/** What a person shows for one act: the PIN that they may show it with, and the proof, good for one act and once. */
import type { Instant } from '@holdspace/care';
import { type Database, withClinic } from '../database.ts';

export interface Proof {
  readonly hash: string;
  /** Who has shown who they are, and will be the author. */
  readonly practitionerId: string;
  /** Whose act it is: a session's, or a container's. */
  readonly about: string;
  readonly actId: string;
  readonly actHash: string;
  readonly provedBy: 'passkey' | 'pin';
  /** Under whose sign-in, on whose device, it was shown. */
  readonly atSignInOf: string;
  readonly madeAt: Instant;
  readonly expiresAt: Instant;
}

export function createSignatures(db: Database) {
  return {
    setPin: (clinicId: string, practitionerId: string, hash: string, now: Instant): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .insertInto('holdspace.signing_pin')
          .values({ clinic_id: clinicId, practitioner_id: practitionerId, hash, set_at: now })
          .onConflict((conflict) =>
            conflict.columns(['clinic_id', 'practitioner_id']).doUpdateSet({ hash, set_at: now }),
          )
          .execute();
      }),
    removePin: (clinicId: string, practitionerId: string): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .deleteFrom('holdspace.signing_pin')
          .where('clinic_id', '=', clinicId)
          .where('practitioner_id', '=', practitionerId)
          .execute();
      }),
    /** The PIN's hash; null where none was set. */
    pinHash: (clinicId: string, practitionerId: string): Promise<string | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await transaction
          .selectFrom('holdspace.signing_pin')
          .select('hash')
          .where('clinic_id', '=', clinicId)
          .where('practitioner_id', '=', practitionerId)
          .executeTakeFirst();
        return row?.hash ?? null;
      }),

    keepProof: (clinicId: string, proof: Proof): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .insertInto('holdspace.signature_proof')
          .values({
            clinic_id: clinicId,
            proof_hash: proof.hash,
            practitioner_id: proof.practitionerId,
            session_id: proof.about,
            command_id: proof.actId,
            command_hash: proof.actHash,
            proved_by: proof.provedBy,
            at_sign_in_of: proof.atSignInOf,
            made_at: proof.madeAt,
            expires_at: proof.expiresAt,
            used_at: null,
          })
          .execute();
      }),
    /** Uses a proof up; answers who gave it, or null where it is for something else, too old, or used. */
    useProof: (
      clinicId: string,
      shown: Pick<Proof, 'hash' | 'about' | 'actId' | 'actHash'>,
      now: Instant,
    ): Promise<{ readonly practitionerId: string } | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await transaction
          .updateTable('holdspace.signature_proof')
          .set({ used_at: now })
          .where('clinic_id', '=', clinicId)
          .where('proof_hash', '=', shown.hash)
          .where('session_id', '=', shown.about)
          .where('command_id', '=', shown.actId)
          .where('command_hash', '=', shown.actHash)
          .where('used_at', 'is', null)
          .where('expires_at', '>', now)
          .returning('practitioner_id')
          .executeTakeFirst();
        return row ? { practitionerId: row.practitioner_id } : null;
      }),
  };
}
