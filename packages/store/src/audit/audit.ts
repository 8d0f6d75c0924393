/** The audit of every clinic, and of the house: adding, reading, verifying, and the checkpoints that stand for it outside. */
import type { Instant } from '@holdspace/care';
import type { Pool } from 'pg';
import type { Database } from '../database.ts';
import { ledgerHead } from '../inventory/verify.ts';
import { createAuditAppend } from './append.ts';
import {
  type Checkpoint,
  type CheckpointKeys,
  createCheckpoints,
  signCheckpoint,
  whyNotBelieved,
} from './checkpoints.ts';
import { createAuditReads } from './read.ts';
import { type AuditVerification, headOf, verifyAudit } from './verify.ts';

export interface AuditClinic {
  readonly id: string;
  readonly slug: string;
}

export function createAudit(db: Database, pool: Pool) {
  const checkpoints = createCheckpoints(db);
  const believed = async ({ id, slug }: AuditClinic): Promise<readonly Checkpoint[]> =>
    (await checkpoints.list(id, slug)).filter((one) => whyNotBelieved(one) === null);
  return {
    append: createAuditAppend(pool),
    ...createAuditReads(db),
    checkpoints: checkpoints.list,

    /** Signs where a clinic's audit and its ledger stand, and keeps it; null where nothing was written since the last. */
    async checkpoint(keys: CheckpointKeys, { id, slug }: AuditClinic, at: Instant): Promise<Checkpoint | null> {
      const { seq, hash } = await headOf(db, id);
      if (seq === 0) return null;
      const ledger = await ledgerHead(db, id);
      const [last] = await checkpoints.list(id, slug, 1);
      if (last?.seq === seq && last.ledger?.seq === ledger.seq && keys.ids[0] === last.keyId) return null;
      const checkpoint = signCheckpoint(keys, { clinicId: id, clinic: slug, seq, hash, ledger, at });
      await checkpoints.keep(checkpoint);
      return checkpoint;
    },

    /** The checkpoints kept here whose signatures hold. */
    believed,

    /** Walks a clinic's chain against its head, the checkpoints kept here whose signatures hold, and one from outside. */
    async verify({ id, slug }: AuditClinic, fromOutside?: Checkpoint): Promise<AuditVerification> {
      const kept = await believed({ id, slug });
      return verifyAudit(pool, db, id, fromOutside ? [...kept, fromOutside] : kept);
    },
  };
}
