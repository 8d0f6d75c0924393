/**
 * Walks one clinic's audit and names the first entry that does not fit: altered, removed, moved, cut off, or written anew
 * since a checkpoint. A page comes from PostgreSQL as one text, which costs a fraction of five thousand rows; the stored
 * text is hashed as it is, and the columns are held against it.
 */
import { sql } from 'kysely';
import { FIRST_PREVIOUS_HASH } from '../canonical-json.ts';
import { type Database, withClinic } from '../database.ts';
import { hashOfAuditText } from './audit-chain.ts';
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

const PAGE = 5_000;
/** Neither is ever in canonical JSON as it is. */
const [BETWEEN_ROWS, BETWEEN_COLUMNS] = ['\n', '\t'];

async function page(db: Database, clinicId: string, after: number, until: number): Promise<string> {
  return withClinic(db, clinicId, async (transaction) => {
    const { rows } = await sql<{ page: string | null }>`
      select string_agg(concat_ws(${BETWEEN_COLUMNS}, seq, hash, previous_hash,
               to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), act, outcome,
               coalesce(practitioner_id::text, ''), coalesce(patient_id::text, ''), coalesce(session_id::text, ''), entry),
             ${BETWEEN_ROWS} order by seq) as page
        from (select * from holdspace.audit_entry
               where clinic_id = ${clinicId} and seq > ${after} and seq <= ${until} order by seq limit ${PAGE}) as rows`.execute(
      transaction,
    );
    return rows[0]?.page ?? '';
  });
}

/** Whether a column agrees with the entry's text; what is not in the one is not in the other. */
const agrees = (entry: string, key: string, column: string): boolean =>
  column === '' ? !entry.includes(`"${key}":`) : entry.includes(`"${key}":"${column}"`);

/** Why a row does not follow on the one before; null where it does. */
function whyNot(columns: readonly string[], clinicId: string, seq: number, previousHash: string): string | null {
  if (columns.length !== 10) return 'it is not in the form of an entry';
  const [rowSeq, hash, previous, at, act, outcome, practitioner, patient, session, entry] = columns as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  if (Number(rowSeq) !== seq) return `entry ${seq} is missing`;
  if (previous !== previousHash) return 'its previous hash is not the hash of the entry before';
  if (hashOfAuditText({ clinicId, seq, previousHash }, entry) !== hash) return 'its content does not have its hash';
  const columnsAgree =
    agrees(entry, 'at', at) &&
    agrees(entry, 'act', act) &&
    agrees(entry, 'outcome', outcome) &&
    agrees(entry, 'practitionerId', practitioner) &&
    agrees(entry, 'patientId', patient) &&
    agrees(entry, 'sessionId', session);
  return columnsAgree ? null : 'its columns differ from its content';
}

/** Verifies a clinic's audit against its head and the checkpoints given; stops at the first entry that does not fit. */
export async function verifyAudit(
  db: Database,
  clinicId: string,
  checkpoints: readonly Checkpoint[],
): Promise<AuditVerification> {
  // Read before the walk: what is added meanwhile is the next walk's.
  const head = await headOf(db, clinicId);
  const covered = new Map(checkpoints.map((one) => [one.seq, one]));
  let [entries, clockBehind, previousHash] = [0, 0, FIRST_PREVIOUS_HASH];
  const broken = (seq: number, why: string) => ({ entries, clockBehind, broken: { clinicId, seq, why } });
  let next = page(db, clinicId, 0, head.seq);
  while (entries < head.seq) {
    const text = await next;
    if (text === '') break;
    // PostgreSQL prepares the next page while this one is hashed.
    if (entries + PAGE < head.seq) {
      next = page(db, clinicId, entries + PAGE, head.seq);
      next.catch(() => undefined);
    }
    for (const line of text.split(BETWEEN_ROWS)) {
      const seq = entries + 1;
      const columns = line.split(BETWEEN_COLUMNS);
      const why = whyNot(columns, clinicId, seq, previousHash);
      if (why !== null) return broken(seq, why);
      previousHash = columns[1] ?? '';
      const checkpoint = covered.get(seq);
      if (checkpoint && checkpoint.hash !== previousHash)
        return broken(seq, `entries up to it were written anew since the checkpoint of ${checkpoint.at}`);
      if (columns[9]?.includes('"clockBehind":')) clockBehind += 1;
      entries = seq;
    }
  }
  await next.catch(() => undefined);
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
