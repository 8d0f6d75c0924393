/**
 * Adds to the audit, durably: entries that come while a statement is under way ride together in the next. The head is
 * compared and set, so servers never fork a chain: whoever was overtaken chains on to what the other stored.
 */
import { type AuditEntry, type Instant, toMilliseconds } from '@holdspace/care';
import type { Pool } from 'pg';
import { canonicalJson, FIRST_PREVIOUS_HASH } from '../canonical-json.ts';
import { lostALock, MOST_ATTEMPTS, type TrainRules, Trains, trainsByClinic, wasRolledBack } from '../trains.ts';
import { hashOfAuditText } from './audit-chain.ts';

/** One train at a time: each begins with the hash at which the one before ended. */
const RULES: TrainRules = { longest: 256, atOnce: 1, longEnoughForASecond: 1 };
/** Servers' clocks differ by less; what is farther behind is a clock that went backward. */
const CLOCK_TOLERANCE_MS = 2_000;

interface Head {
  readonly seq: number;
  readonly hash: string;
  readonly latestAt: Instant | undefined;
}
interface Waiting {
  readonly entry: AuditEntry;
  resolve(seq: number): void;
  reject(error: unknown): void;
}
interface Row {
  readonly stored: boolean;
  readonly seq: number;
  readonly hash: string;
  readonly latest_at: string;
}

const NOTHING_YET: Head = { seq: 0, hash: FIRST_PREVIOUS_HASH, latestAt: undefined };
/** Expects what never is, so that the answer says where the head stands. */
const LOOK: Head = { seq: -1, hash: '', latestAt: undefined };
const STATEMENT = {
  name: 'audit',
  text: `select stored, seq, hash, latest_at
    from holdspace.append_audit_entries($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
};

class ClinicAudit {
  readonly #pool: Pool;
  readonly #clinicId: string;
  readonly #trains: Trains<Waiting>;
  /** Where the chain ends, as far as this server knows. */
  #head: Head | undefined;

  constructor(pool: Pool, clinicId: string) {
    this.#pool = pool;
    this.#clinicId = clinicId;
    this.#trains = new Trains(RULES, (train) => this.#depart(train));
  }

  get isIdle(): boolean {
    return this.#trains.isIdle;
  }

  add(waiting: Waiting): void {
    this.#trains.add(waiting);
  }

  async #depart(train: readonly Waiting[]): Promise<void> {
    for (let lostLocks = 0; ; ) {
      try {
        this.#head ??= (await this.#store(LOOK, [])).head;
        const before = this.#head;
        const { stored, head } = await this.#store(before, train);
        this.#head = head;
        // Overtaken by another server; one of all who try is stored each time, so this ends.
        if (!stored) continue;
        train.forEach((one, index) => {
          one.resolve(before.seq + 1 + index);
        });
        return;
      } catch (error) {
        // Whether anything was stored is not known: look before the next.
        this.#head = undefined;
        if (train.length > 1 && wasRolledBack(error) && !lostALock(error)) {
          for (const one of train) await this.#depart([one]);
          return;
        }
        if (lostALock(error) && lostLocks++ < MOST_ATTEMPTS) continue;
        for (const one of train) one.reject(error);
        return;
      }
    }
  }

  async #store(head: Head, train: readonly Waiting[]): Promise<{ stored: boolean; head: Head }> {
    const clinicId = this.#clinicId;
    let { hash, latestAt } = head;
    const texts: string[] = [];
    const hashes: string[] = [];
    train.forEach(({ entry }, index) => {
      const text = canonicalJson(withClock(entry, latestAt));
      hash = hashOfAuditText({ clinicId, seq: head.seq + 1 + index, previousHash: hash }, text);
      if (latestAt === undefined || entry.at > latestAt) latestAt = entry.at;
      texts.push(text);
      hashes.push(hash);
    });
    const entries = train.map(({ entry }) => entry);
    const { rows } = await this.#pool.query<Row>({
      ...STATEMENT,
      values: [
        clinicId,
        head.seq,
        head.hash,
        entries.map(({ at }) => at),
        entries.map(({ act }) => act),
        entries.map(({ outcome }) => outcome),
        entries.map(({ who }) => who.practitionerId ?? null),
        entries.map(({ patientId }) => patientId ?? null),
        entries.map(({ sessionId }) => sessionId ?? null),
        texts,
        hashes,
      ],
    });
    const [row] = rows;
    if (!row) return { stored: false, head: NOTHING_YET };
    return { stored: row.stored, head: { seq: row.seq, hash: row.hash, latestAt: row.latest_at as Instant } };
  }
}

/** An entry that was held back is late, and its clock is not to blame. */
function withClock(entry: AuditEntry, latestAt: Instant | undefined): AuditEntry {
  if (latestAt === undefined || entry.at >= latestAt || entry.isLate) return entry;
  const clockBehind = toMilliseconds(latestAt) - toMilliseconds(entry.at);
  return clockBehind > CLOCK_TOLERANCE_MS ? { ...entry, clockBehind } : entry;
}

/** Makes the append function of a store: it answers with the entry's place once PostgreSQL has flushed it. */
export function createAuditAppend(pool: Pool): (clinicId: string, entry: AuditEntry) => Promise<number> {
  const auditOf = trainsByClinic((clinicId) => new ClinicAudit(pool, clinicId));
  return (clinicId, entry) => new Promise((resolve, reject) => auditOf(clinicId).add({ entry, resolve, reject }));
}
