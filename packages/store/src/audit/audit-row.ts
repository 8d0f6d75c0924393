/** A row of the audit as the walk sees it: in its place in the chain, and its columns held against its text. */
import { hash } from 'node:crypto';
import type { CopiedRow } from '../copy-out.ts';
import { AROUND_ENTRY, type AuditPlace } from './audit-chain.ts';

/** What the walk reads of a row, in the order of `Field`. */
export const AUDIT_COLUMNS =
  'seq, at, act, outcome, practitioner_id::text, patient_id::text, session_id::text, previous_hash, hash, entry';
const Field = {
  seq: 0,
  at: 1,
  act: 2,
  outcome: 3,
  practitionerId: 4,
  patientId: 5,
  sessionId: 6,
  previousHash: 7,
  hash: 8,
  entry: 9,
} as const;
export const AUDIT_FIELDS = Object.keys(Field).length;

/** PostgreSQL counts microseconds from here. */
const EPOCH_MS = Date.UTC(2000, 0, 1);
const HIGH_HALF = 2 ** 32;

export interface FittingRow {
  readonly hash: string;
  /** It was marked because a clock ran backward. */
  readonly isClockBehind: boolean;
}

/**
 * Whether rows stand in the chain of one clinic. Works on bytes as they lie: to make a text of each entry, only to have it
 * hashed, costs more than the hash.
 */
export class AuditRows {
  readonly #clinicId: string;
  /** What is hashed is put together here. */
  #hashed = Buffer.allocUnsafe(16_384);
  readonly #begins: number;
  #day = '';
  #dayBegins = Number.NaN;

  constructor(clinicId: string) {
    this.#clinicId = clinicId;
    this.#begins = this.#hashed.write(AROUND_ENTRY.before(clinicId), 'latin1');
  }

  /** A row that fits its place and whose columns say what its text says; undefined where it does not. */
  ifFits(row: CopiedRow, { seq, previousHash }: Pick<AuditPlace, 'seq' | 'previousHash'>): FittingRow | undefined {
    if (row.bytes.readInt32BE(row.from(Field.seq)) !== seq || row.raw(Field.previousHash) !== previousHash)
      return undefined;
    const computed = this.#hashOf(row, previousHash, seq);
    const text = row.raw(Field.entry);
    if (computed !== row.raw(Field.hash) || !this.#columnsFit(row, text)) return undefined;
    return { hash: computed, isClockBehind: text.includes('"clockBehind":') };
  }

  #hashOf(row: CopiedRow, previousHash: string, seq: number): string {
    const [from, to] = [row.from(Field.entry), row.to(Field.entry)];
    const after = AROUND_ENTRY.after(previousHash, seq);
    const length = this.#begins + to - from + after.length;
    if (length > this.#hashed.length) {
      this.#hashed = Buffer.allocUnsafe(2 * length);
      this.#hashed.write(AROUND_ENTRY.before(this.#clinicId), 'latin1');
    }
    row.bytes.copy(this.#hashed, this.#begins, from, to);
    this.#hashed.write(after, this.#begins + to - from, 'latin1');
    return hash('sha256', this.#hashed.subarray(0, length), 'hex');
  }

  /**
   * What is not in the text is not in a column either. Canonical JSON has its keys in order, so that neighbours are looked
   * for together.
   */
  #columnsFit(row: CopiedRow, text: string): boolean {
    const begin = `{"act":"${row.raw(Field.act)}","at":"`;
    if (!text.startsWith(begin) || !this.#isAt(row, text.slice(begin.length, begin.length + 25))) return false;
    const outcome = `"outcome":"${row.raw(Field.outcome)}"`;
    return (
      (row.isNull(Field.patientId)
        ? text.includes(outcome) && !text.includes('"patientId":')
        : text.includes(`${outcome},"patientId":"${row.raw(Field.patientId)}"`)) &&
      agrees(text, 'sessionId', row, Field.sessionId) &&
      agrees(text, 'practitionerId', row, Field.practitionerId)
    );
  }

  /** Whether the column is the moment that a text such as `2026-03-01T14:05:00.000Z"` says. */
  #isAt(row: CopiedRow, text: string): boolean {
    const at = row.from(Field.at);
    const microseconds = row.bytes.readInt32BE(at) * HIGH_HALF + row.bytes.readUInt32BE(at + 4);
    const day = text.slice(0, 11);
    // Rows of one day follow on each other; a date is read once.
    if (day !== this.#day) [this.#day, this.#dayBegins] = [day, Date.parse(`${day}00:00:00.000Z`)];
    const moment = EPOCH_MS + microseconds / 1_000 - this.#dayBegins;
    return MOMENT.test(text) && moment === millisecondsOf(text);
  }
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"$/;
const digits = (text: string, from: number, to: number): number => {
  let value = 0;
  for (let index = from; index < to; index += 1) value = value * 10 + text.charCodeAt(index) - 48;
  return value;
};
/** Since the begin of the day. */
const millisecondsOf = (text: string): number =>
  ((digits(text, 11, 13) * 60 + digits(text, 14, 16)) * 60 + digits(text, 17, 19)) * 1_000 + digits(text, 20, 23);

const agrees = (text: string, key: string, row: CopiedRow, field: number): boolean =>
  row.isNull(field) ? !text.includes(`"${key}":`) : text.includes(`"${key}":"${row.raw(field)}"`);
