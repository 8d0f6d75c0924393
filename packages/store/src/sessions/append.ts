/**
 * Appends to session logs, durably and fast: appends that arrive while a statement is under way wait and go together in
 * the next, one call and one commit for all. An answer means that PostgreSQL has flushed it.
 */
import type { SessionEvent, SessionSummary } from '@holdspace/care';
import type { Pool } from 'pg';
import { hashOfEvent, type StoredEvent } from './chain.ts';

export interface AppendRequest {
  readonly clinicId: string;
  readonly sessionId: string;
  /** The log's length that the events follow on; another's append in between makes this one stale. */
  readonly expectedSeq: number;
  readonly previousHash: string;
  /** Each command that caused events, with what tells it from another under the same id. */
  readonly commands: readonly { readonly id: string; readonly hash: string }[];
  readonly events: readonly SessionEvent[];
  /** What lists show of the session after these events. */
  readonly summary: SessionSummary;
}
export type AppendAnswer =
  | { readonly stored: true; readonly events: readonly StoredEvent[] }
  /** Somebody else was faster; `seq` is the log's length now, or null where there is no such session. */
  | { readonly stored: false; readonly because: 'stale'; readonly seq: number | null }
  /** A command of that id is stored already; see `commandEvents`. */
  | { readonly stored: false; readonly because: 'repeated' };

interface Waiting {
  readonly item: string;
  readonly stored: readonly StoredEvent[];
  resolve(answer: AppendAnswer): void;
  reject(error: unknown): void;
}
interface Row {
  item: number;
  outcome: 'stored' | 'stale' | 'repeated';
  seq: number | null;
}

/** A train's length in appends; beyond it a single transaction grows without gain. */
const LONGEST_TRAIN = 64;
/** Statements under way at once for one clinic: one fills while the other flushes. */
const TRAINS_AT_ONCE = 2;

const STATEMENT = { name: 'append', text: 'select item, outcome, seq from holdspace.append_session_events($1, $2)' };

/** One clinic's queue; each clinic's transaction sees only its own rows. */
class ClinicTrains {
  readonly #pool: Pool;
  readonly #clinicId: string;
  readonly #waiting: Waiting[] = [];
  #underWay = 0;

  constructor(pool: Pool, clinicId: string) {
    this.#pool = pool;
    this.#clinicId = clinicId;
  }

  get isIdle(): boolean {
    return this.#underWay === 0 && this.#waiting.length === 0;
  }

  add(waiting: Waiting): void {
    this.#waiting.push(waiting);
    if (this.#underWay < TRAINS_AT_ONCE) {
      this.#underWay += 1;
      // Begun after this turn of the event loop, so that appends of the same turn ride along.
      setImmediate(() => void this.#run());
    }
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) await this.#depart(this.#waiting.splice(0, LONGEST_TRAIN));
    this.#underWay -= 1;
  }

  async #depart(train: readonly Waiting[]): Promise<void> {
    try {
      const items = `[${train.map((one) => one.item).join(',')}]`;
      const { rows } = await this.#pool.query<Row>({ ...STATEMENT, values: [this.#clinicId, items] });
      for (const row of rows) {
        const one = train[row.item];
        if (!one) throw new Error('an answer to an append that was not asked');
        if (row.outcome === 'stored') one.resolve({ stored: true, events: one.stored });
        else if (row.outcome === 'stale') one.resolve({ stored: false, because: 'stale', seq: row.seq });
        else one.resolve({ stored: false, because: 'repeated' });
      }
    } catch (error) {
      for (const one of train) one.reject(error);
    }
  }
}

/** Makes the append function of a store. */
export function createAppend(pool: Pool): (request: AppendRequest) => Promise<AppendAnswer> {
  const clinics = new Map<string, ClinicTrains>();
  const trainsOf = (clinicId: string) => {
    let trains = clinics.get(clinicId);
    if (!trains) {
      for (const [id, other] of clinics) if (other.isIdle) clinics.delete(id);
      trains = new ClinicTrains(pool, clinicId);
      clinics.set(clinicId, trains);
    }
    return trains;
  };

  return (request) => {
    const { clinicId, sessionId, expectedSeq, summary } = request;
    const hashes = new Map(request.commands.map((command) => [command.id, command.hash]));
    let { previousHash } = request;
    const stored = request.events.map((event): StoredEvent => {
      const hash = hashOfEvent({ clinicId, sessionId, previousHash }, event);
      const placed = { ...event, hash, previousHash };
      previousHash = hash;
      return placed;
    });
    const last = request.events.at(-1);
    if (!last) return Promise.resolve({ stored: true, events: [] });
    const item = JSON.stringify({
      sessionId,
      expectedSeq,
      previousHash: request.previousHash,
      seq: last.seq,
      hash: previousHash,
      recordedAt: last.recordedAt,
      summary,
      events: request.events.map((event, index) => ({
        event,
        commandHash: hashes.get(event.commandId) ?? '',
        previousHash: stored[index]?.previousHash,
        hash: stored[index]?.hash,
      })),
    });
    return new Promise((resolve, reject) => trainsOf(clinicId).add({ item, stored, resolve, reject }));
  };
}
