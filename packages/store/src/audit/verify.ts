/**
 * Walks one clinic's audit and names the first entry that does not fit: altered, removed, moved, cut off, or written anew
 * since a checkpoint. A page comes from PostgreSQL as one text, which costs a fraction of five thousand rows; the stored
 * text is hashed as it is, and the columns are held against it.
 */
import { sql } from 'kysely';
import { FIRST_PREVIOUS_HASH } from '../canonical-json.ts';
import { type Database, withClinic } from '../database.ts';
import { type AuditPlace, hashOfAuditText } from './audit-chain.ts';
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

const PAGE = 2_000;
/** Is never in canonical JSON as it is. */
const BETWEEN_ROWS = '\n';
const HASH_LENGTH = 64;

/** A page of the log: whether its columns fit, its hash and its text, a line each, in order. */
interface Page {
  readonly lines: string;
  /** The previous hash that stands in its first row. */
  readonly begins: string;
}

/**
 * Whether the columns of a row say what its text says; what is not in the one is not in the other. Canonical JSON has its
 * keys in order, so that neighbours are looked for together.
 */
const COLUMNS_FIT = `
  starts_with(entry, '{"act":"' || act || '","at":"' || to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  and case when patient_id is null
        then strpos(entry, '"outcome":"' || outcome || '"') > 0 and strpos(entry, '"patientId":') = 0
        else strpos(entry, '"outcome":"' || outcome || '","patientId":"' || patient_id || '"') > 0 end
  and case when session_id is null then strpos(entry, '"sessionId":') = 0
        else strpos(entry, '"sessionId":"' || session_id || '"') > 0 end
  and case when practitioner_id is null then strpos(entry, '"practitionerId":') = 0
        else strpos(entry, '"practitionerId":"' || practitioner_id || '"') > 0 end`;

/** PostgreSQL holds the columns against the text; the hashes are computed here, on what is stored as it is. */
async function page(db: Database, clinicId: string, after: number, until: number): Promise<Page> {
  return withClinic(db, clinicId, async (transaction) => {
    // By places and not by a count: only then does PostgreSQL look at these rows alone.
    const { rows } = await sql<{ lines: string | null; begins: string | null }>`
      select string_agg(case when fits then '1' else '0' end || hash || entry, ${BETWEEN_ROWS} order by seq) as lines,
             min(previous_hash) filter (where seq = ${after + 1}) as begins
        from (select seq, hash, entry, previous_hash,
                     previous_hash = lag(hash, 1, previous_hash) over (order by seq) and (${sql.raw(COLUMNS_FIT)}) as fits
                from holdspace.audit_entry
               where clinic_id = ${clinicId} and seq > ${after} and seq <= ${Math.min(after + PAGE, until)}) as rows`.execute(
      transaction,
    );
    return { lines: rows[0]?.lines ?? '', begins: rows[0]?.begins ?? '' };
  });
}

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
  let next = page(db, clinicId, 0, head.seq);
  while (entries < head.seq) {
    const { lines, begins } = await next;
    if (lines === '') break;
    // PostgreSQL prepares the next page while this one is hashed.
    if (entries + PAGE < head.seq) {
      next = page(db, clinicId, entries + PAGE, head.seq);
      next.catch(() => undefined);
    }
    let isFirst = true;
    for (let from = 0; from < lines.length; ) {
      const end = lines.indexOf(BETWEEN_ROWS, from);
      const to = end < 0 ? lines.length : end;
      const seq = entries + 1;
      const fits = lines[from] === '1' && (!isFirst || begins === previousHash);
      const hash = lines.slice(from + 1, from + 1 + HASH_LENGTH);
      const entry = lines.slice(from + 1 + HASH_LENGTH, to);
      const place = { clinicId, seq, previousHash };
      if (!fits || hashOfAuditText(place, entry) !== hash) return broken(seq, await whyNot(db, place));
      previousHash = hash;
      const checkpoint = covered.get(seq);
      if (checkpoint && checkpoint.hash !== previousHash)
        return broken(seq, `entries up to it were written anew since the checkpoint of ${checkpoint.at}`);
      if (entry.includes('"clockBehind":')) clockBehind += 1;
      entries = seq;
      isFirst = false;
      from = to + 1;
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
