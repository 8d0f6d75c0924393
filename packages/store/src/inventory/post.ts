/**
 * Posts movements, durably: those that arrive while a statement is under way ride together in the next, one call and one
 * commit for all. PostgreSQL gives each its place and its hash, under the lock on the clinic's ledger.
 */
import { accountKey, type DrugAmount, type Movement, quantity } from '@holdspace/care';
import type { Pool } from 'pg';
import { canonicalJson } from '../canonical-json.ts';
import { lostALock, MOST_ATTEMPTS, type TrainRules, Trains, trainsByClinic, wasRolledBack } from '../trains.ts';

export type PostOutcome =
  | 'posted'
  /** It is stored already, and was sent again. */
  | 'repeated'
  /** Another movement is stored under its id. */
  | 'differs'
  /** The account that gives holds less. */
  | 'short'
  | 'unknown_container'
  | 'unknown_safe'
  /** It is not the mirror image of a movement that still stands. */
  | 'cannot_reverse';
export interface Posted {
  readonly movement: string;
  readonly outcome: PostOutcome;
  /** What the account that gives holds now, where it is one that keeps: after it was posted, or instead. */
  readonly held?: DrugAmount;
}
/** How `holdspace.post_movements` answers. */
export interface PostRow {
  readonly item: number;
  readonly outcome: PostOutcome;
  readonly held: string | null;
}

/** A movement as `holdspace.post_movements` takes it. */
export const movementItem = (movement: Movement): string =>
  JSON.stringify({
    id: movement.id,
    kind: movement.kind,
    container: movement.container,
    amountUg: movement.amount.value,
    from: accountKey(movement.from),
    into: accountKey(movement.into),
    at: movement.at,
    recordedAt: movement.recordedAt,
    session: movement.session ?? null,
    reverses: movement.reverses ?? null,
    text: canonicalJson(movement),
  });

export const postedOf = (movement: string, { outcome, held }: PostRow): Posted => ({
  movement,
  outcome,
  ...(held !== null && { held: quantity(Number(held), 'ug') }),
});

interface Waiting {
  attempts: number;
  readonly ids: readonly string[];
  readonly items: readonly string[];
  resolve(answer: readonly Posted[]): void;
  reject(error: unknown): void;
}

/** One train at a time: the next could only wait for the ledger's lock. */
const RULES: TrainRules = { longest: 64, atOnce: 1, longEnoughForASecond: 1 };
export const POST = {
  name: 'post',
  text: 'select item, outcome, held from holdspace.post_movements($1, $2) order by item',
};

function departFor(pool: Pool, clinicId: string) {
  return async function depart(train: readonly Waiting[]): Promise<void> {
    try {
      const items = `[${train.flatMap((one) => one.items).join(',')}]`;
      const { rows } = await pool.query<PostRow>({ ...POST, values: [clinicId, items] });
      let first = 0;
      for (const one of train) {
        const begin = first;
        first += one.ids.length;
        one.resolve(
          one.ids.map((id, index) => {
            const row = rows[begin + index];
            if (!row) throw new Error('a movement was not answered');
            return postedOf(id, row);
          }),
        );
      }
    } catch (error) {
      // Nothing of it was stored: whoever is at fault travels alone, and the others arrive.
      const [only] = train;
      if (train.length > 1 && wasRolledBack(error)) for (const one of train) await depart([one]);
      else if (only && lostALock(error) && only.attempts < MOST_ATTEMPTS) {
        only.attempts += 1;
        await depart(train);
      } else for (const one of train) one.reject(error);
    }
  };
}

/** Makes the post function of a store: it answers each movement, in order, once PostgreSQL has flushed what it stored. */
export function createPost(
  pool: Pool,
): (clinicId: string, movements: readonly Movement[]) => Promise<readonly Posted[]> {
  const trainsOf = trainsByClinic((clinicId) => new Trains<Waiting>(RULES, departFor(pool, clinicId)));
  return (clinicId, movements) => {
    if (movements.length === 0) return Promise.resolve([]);
    const ids = movements.map(({ id }) => id);
    const items = movements.map(movementItem);
    return new Promise((resolve, reject) => trainsOf(clinicId).add({ attempts: 0, ids, items, resolve, reject }));
  };
}
