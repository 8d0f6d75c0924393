/**
 * Appends to session logs, durably and fast: appends that arrive while a statement is under way wait and go together in
 * the next, one call and one commit for all. An answer means that PostgreSQL has flushed it.
 */
import type { SessionEvent, SessionProjection } from '@holdspace/care';
import type { Pool } from 'pg';
import { canonicalJson, hashOfText, type StoredEvent } from './chain.ts';

export interface AppendRequest {
  readonly clinicId: string;
  readonly sessionId: string;
  /** The log's length that the events follow on; another's append in between makes this one stale. */
  readonly expectedSeq: number;
  readonly previousHash: string;
  /** Each command that caused events, with what tells it from another under the same id. */
  readonly commands: readonly { readonly id: string; readonly hash: string }[];
  readonly events: readonly SessionEvent[];
  /** The first event as it is stored, where something in it is sealed; its hash covers it as it reads. */
  readonly sealedFirst?: object;
  /** What lists show of the session after these events. */
  readonly summary: SessionProjection;
}
export type AppendAnswer =
  | { readonly stored: true; readonly events: readonly StoredEvent[] }
  /** Somebody else was faster; `seq` is the log's length now, or null where there is no such session. */
  | { readonly stored: false; readonly because: 'stale'; readonly seq: number | null }
  /** A command of that id is stored already; see `commandEvents`. */
  | { readonly stored: false; readonly because: 'repeated' };

/** Told of each train that departs: how many appends share it. */
export type TrainObserver = (appends: number) => void;

interface Waiting {
  attempts: number;
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
/**
 * Statements under way at once for one clinic. While the first is being flushed, a second keeps PostgreSQL at work; it
 * leaves only when it is long enough, since two short trains cost more than they gain.
 */
const TRAINS_AT_ONCE = 2;
const LONG_ENOUGH_FOR_A_SECOND = 4;

const STATEMENT = { name: 'append', text: 'select item, outcome, seq from holdspace.append_session_events($1, $2)' };

/** One clinic's queue; each clinic's transaction sees only its own rows. */
class ClinicTrains {
  readonly #pool: Pool;
  readonly #clinicId: string;
  readonly #observe: TrainObserver;
  readonly #waiting: Waiting[] = [];
  #underWay = 0;

  constructor(pool: Pool, clinicId: string, observe: TrainObserver) {
    this.#pool = pool;
    this.#clinicId = clinicId;
    this.#observe = observe;
  }

  get isIdle(): boolean {
    return this.#underWay === 0 && this.#waiting.length === 0;
  }

  add(waiting: Waiting): void {
    this.#waiting.push(waiting);
    if (!this.#mayLeave()) return;
    this.#underWay += 1;
    // Begun after this turn of the event loop, so that appends of the same turn ride along.
    setImmediate(() => void this.#run());
  }

  /** Whether one more train may leave beside those under way. */
  #mayLeave(): boolean {
    if (this.#underWay >= TRAINS_AT_ONCE) return false;
    return this.#waiting.length >= (this.#underWay === 0 ? 1 : LONG_ENOUGH_FOR_A_SECOND);
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#depart(this.#waiting.splice(0, LONGEST_TRAIN));
      // The few that wait now ride with the train that is still under way.
      if (this.#underWay > 1 && this.#waiting.length < LONG_ENOUGH_FOR_A_SECOND) break;
    }
    this.#underWay -= 1;
  }

  async #depart(train: readonly Waiting[]): Promise<void> {
    this.#observe(train.length);
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
      // PostgreSQL answered that nothing of it was stored: whoever is at fault travels alone, and the others arrive.
      const [only] = train;
      if (train.length > 1 && wasRolledBack(error)) for (const one of train) await this.#depart([one]);
      else if (only && lostALock(error) && only.attempts < MOST_ATTEMPTS) {
        only.attempts += 1;
        await this.#depart(train);
      } else for (const one of train) one.reject(error);
    }
  }
}

/** A lock was lost to another server's train; the same again will get it. */
const MOST_ATTEMPTS = 5;
const codeOf = (error: unknown): string => String((error as { code?: unknown }).code ?? '');
/** SQLSTATE classes 22 and 23 (this data cannot be stored) and 40 (rolled back for others' sake). */
const wasRolledBack = (error: unknown): boolean => /^(22|23|40)...$/.test(codeOf(error));
const lostALock = (error: unknown): boolean => /^40...$/.test(codeOf(error));

/** Makes the append function of a store. */
export function createAppend(
  pool: Pool,
  observe: TrainObserver = () => undefined,
): (request: AppendRequest) => Promise<AppendAnswer> {
  const clinics = new Map<string, ClinicTrains>();
  const trainsOf = (clinicId: string) => {
    let trains = clinics.get(clinicId);
    if (!trains) {
      for (const [id, other] of clinics) if (other.isIdle) clinics.delete(id);
      trains = new ClinicTrains(pool, clinicId, observe);
      clinics.set(clinicId, trains);
    }
    return trains;
  };

  return (request) => {
    const { clinicId, sessionId, expectedSeq, summary } = request;
    const hashes = new Map(request.commands.map((command) => [command.id, command.hash]));
    const last = request.events.at(-1);
    if (!last) return Promise.resolve({ stored: true, events: [] });
    let { previousHash } = request;
    const stored: StoredEvent[] = [];
    const rows: string[] = [];
    for (const event of request.events) {
      // The canonical text is hashed and stored alike, so it is made once.
      const text = canonicalJson(event);
      const hash = hashOfText({ clinicId, sessionId, previousHash }, text);
      const commandHash = hashes.get(event.commandId) ?? '';
      const kept = request.sealedFirst && rows.length === 0 ? canonicalJson(request.sealedFirst) : text;
      rows.push(`{"event":${kept},"commandHash":"${commandHash}","previousHash":"${previousHash}","hash":"${hash}"}`);
      stored.push({ ...event, hash, previousHash });
      previousHash = hash;
    }
    const head = { sessionId, expectedSeq, previousHash: request.previousHash, seq: last.seq, hash: previousHash };
    const item = `${JSON.stringify({ ...head, recordedAt: last.recordedAt, summary }).slice(0, -1)},"events":[${rows.join(',')}]}`;
    return new Promise((resolve, reject) => trainsOf(clinicId).add({ attempts: 0, item, stored, resolve, reject }));
  };
}
