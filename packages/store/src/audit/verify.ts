/**
 * Walks one clinic's audit and names the first entry that does not fit: altered, removed, moved, cut off, or written anew
 * since a checkpoint. PostgreSQL sends rows as they lie and judges nothing: here the stored text is hashed and the columns
 * are held against it.
 */
import { sql } from 'kysely';
import pg, { type Pool } from 'pg';
import { FIRST_PREVIOUS_HASH } from '../canonical-json.ts';
import { type CopiedRow, copyOut } from '../copy-out.ts';
import { type Database, withClinic } from '../database.ts';
import { type AuditPlace, hashOfAuditText } from './audit-chain.ts';
import { AUDIT_COLUMNS, AUDIT_FIELDS, AuditRows } from './audit-row.ts';
import type { Checkpoint } from './checkpoints.ts';

export interface BrokenAudit {
  readonly clinicId: string;
  readonly seq: number;
  readonly why: string;
}
export interface AuditVerification {
  readonly entries: number;
  /** Entries that were marked because a clock ran backward. */
  readonly clockBehind: number;
  readonly broken?: BrokenAudit;
}

/** Entries that one statement copies; it must end within half a minute, and after a fault the rest of it comes in vain. */
const AT_ONCE = 10_000;

const rowsBetween = (clinicId: string, after: number, until: number) => ({
  fields: AUDIT_FIELDS,
  query: `select ${AUDIT_COLUMNS} from holdspace.audit_entry
    where clinic_id = ${pg.escapeLiteral(clinicId)} and seq > ${after} and seq <= ${until} order by seq`,
});

/** Why the entry that should stand at a place does not fit there, looked at by itself. */
async function whyNot(db: Database, place: AuditPlace): Promise<string> {
  const { clinicId, seq, previousHash } = place;
  const row = await withClinic(db, clinicId, (transaction) =>
    transaction
      .selectFrom('holdspace.audit_entry')
      .select(['hash', 'previous_hash', 'entry'])
      .where('clinic_id', '=', clinicId)
      .where('seq', '=', seq)
      .executeTakeFirst(),
  );
  if (!row) return `entry ${seq} is missing`;
  if (row.previous_hash !== previousHash) return 'its previous hash is not the hash of the entry before';
  if (hashOfAuditText(place, row.entry) !== row.hash) return 'its content does not have its hash';
  return 'its columns differ from its content';
}

/** Verifies a clinic's audit against its head and the checkpoints given; stops at the first entry that does not fit. */
export async function verifyAudit(
  pool: Pool,
  db: Database,
  clinicId: string,
  checkpoints: readonly Checkpoint[],
): Promise<AuditVerification> {
  // Read before the walk: what is added meanwhile is the next walk's.
  const { head, lowest, highest } = await edgesOf(db, clinicId);
  const covered = new Map(checkpoints.map((one) => [one.seq, one]));
  let [entries, clockBehind, previousHash] = [0, 0, FIRST_PREVIOUS_HASH];
  const broken = (seq: number, why: string) => ({ entries, clockBehind, broken: { clinicId, seq, why } });
  if (lowest < 1) return broken(lowest, 'it stands before the first entry');
  if (highest > head.seq) return broken(head.seq + 1, 'it stands behind the entry at which the head points');
  const rows = new AuditRows(clinicId);
  let fault: 'does not fit' | Checkpoint | undefined;
  const look = (row: CopiedRow) => {
    if (fault) return;
    const fitting = rows.ifFits(row, { seq: entries + 1, previousHash });
    const checkpoint = covered.get(entries + 1);
    if (!fitting) fault = 'does not fit';
    else if (checkpoint && checkpoint.hash !== fitting.hash) fault = checkpoint;
    else {
      entries += 1;
      previousHash = fitting.hash;
      if (fitting.isClockBehind) clockBehind += 1;
    }
  };
  for (let after = 0; after < head.seq; after += AT_ONCE) {
    await copyOut(pool, clinicId, rowsBetween(clinicId, after, Math.min(after + AT_ONCE, head.seq)), look);
    const seq = entries + 1;
    if (fault === 'does not fit') return broken(seq, await whyNot(db, { clinicId, seq, previousHash }));
    if (fault) return broken(seq, `entries up to it were written anew since the checkpoint of ${fault.at}`);
    if (entries < Math.min(after + AT_ONCE, head.seq)) break;
  }
  if (entries < head.seq) return broken(entries + 1, `entry ${entries + 1} is missing at the end`);
  if (previousHash !== head.hash) return broken(head.seq, 'it is not the entry at which the head points');
  const farthest = checkpoints.reduce<Checkpoint | null>((far, one) => (one.seq > (far?.seq ?? 0) ? one : far), null);
  if (farthest && farthest.seq > entries)
    return broken(
      entries + 1,
      `the log was cut off: the checkpoint of ${farthest.at} covers ${farthest.seq} entries, and ${entries} are here`,
    );
  return { entries, clockBehind };
}

/** The head, and between which places entries stand, as they were at one moment. */
async function edgesOf(db: Database, clinicId: string) {
  return withClinic(db, clinicId, async (transaction) => {
    const { rows } = await sql<{
      seq: number | null;
      hash: string | null;
      lowest: number | null;
      highest: number | null;
    }>`
      select h.seq, h.hash, e.lowest, e.highest
        from (select min(seq) as lowest, max(seq) as highest from holdspace.audit_entry where clinic_id = ${clinicId}) as e
        left join holdspace.audit_head h on h.clinic_id = ${clinicId}`.execute(transaction);
    const [row] = rows;
    const head = { seq: row?.seq ?? 0, hash: row?.hash ?? FIRST_PREVIOUS_HASH };
    return { head, lowest: row?.lowest ?? 1, highest: row?.highest ?? 0 };
  });
}

/** Where a clinic's audit ends. */
export async function headOf(db: Database, clinicId: string): Promise<{ readonly seq: number; readonly hash: string }> {
  const row = await withClinic(db, clinicId, (transaction) =>
    transaction
      .selectFrom('holdspace.audit_head')
      .select(['seq', 'hash'])
      .where('clinic_id', '=', clinicId)
      .executeTakeFirst(),
  );
  return row ?? { seq: 0, hash: FIRST_PREVIOUS_HASH };
}
