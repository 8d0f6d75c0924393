/**
 * Appends to session logs, durably and fast: appends that arrive while a statement is under way wait and go together in
 * the next, one call and one commit for all. An answer means that PostgreSQL has flushed it.
 */
import type { SessionEvent, SessionProjection } from '@holdspace/care';
import type { Pool } from 'pg';
import { lostALock, MOST_ATTEMPTS, type TrainRules, Trains, trainsByClinic, wasRolledBack } from '../trains.ts';
import { appendItem } from './append-item.ts';
import type { StoredEvent } from './chain.ts';

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

const RULES: TrainRules = { longest: 64, atOnce: 2, longEnoughForASecond: 4 };

const STATEMENT = { name: 'append', text: 'select item, outcome, seq from holdspace.append_session_events($1, $2)' };

/** The departure of one clinic's trains. */
function departFor(pool: Pool, clinicId: string, observe: TrainObserver) {
  return async function depart(train: readonly Waiting[]): Promise<void> {
    observe(train.length);
    try {
      const items = `[${train.map((one) => one.item).join(',')}]`;
      const { rows } = await pool.query<Row>({ ...STATEMENT, values: [clinicId, items] });
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
      if (train.length > 1 && wasRolledBack(error)) for (const one of train) await depart([one]);
      else if (only && lostALock(error) && only.attempts < MOST_ATTEMPTS) {
        only.attempts += 1;
        await depart(train);
      } else for (const one of train) one.reject(error);
    }
  };
}

/** Makes the append function of a store. */
export function createAppend(
  pool: Pool,
  observe: TrainObserver = () => undefined,
): (request: AppendRequest) => Promise<AppendAnswer> {
  const trainsOf = trainsByClinic((clinicId) => new Trains<Waiting>(RULES, departFor(pool, clinicId, observe)));

  return (request) => {
    if (request.events.length === 0) return Promise.resolve({ stored: true, events: [] });
    const { stored, ...made } = appendItem(request);
    const item = made.item();
    return new Promise((resolve, reject) =>
      trainsOf(request.clinicId).add({ attempts: 0, item, stored, resolve, reject }),
    );
  };
}
