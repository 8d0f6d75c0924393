/** Discrepancies: whose each is, until when, what was done about it, and how it ended. Settling moves the ledger with it, or not at all. */
import { randomUUID } from 'node:crypto';
import {
  type Discrepancy,
  type DiscrepancyState,
  type Instant,
  type Movement,
  type Refusal,
  refuseSettlement,
  type SettledContainer,
  type Settlement,
  type StepKind,
} from '@holdspace/care';
import { sql } from 'kysely';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';
import { movementItem, type PostOutcome, type PostRow } from './post.ts';
import { movementsOf } from './settlement-movements.ts';

interface Person {
  readonly id: string;
  readonly name: string;
}
export interface DiscrepancyStep {
  readonly id: string;
  readonly kind: StepKind;
  readonly at: Instant;
  /** Nobody, where a deadline passed by itself. */
  readonly by?: Person;
  readonly words: string;
  readonly detail?: object;
}
export interface KeptDiscrepancy extends Discrepancy {
  readonly steps: readonly DiscrepancyStep[];
}
export type Settling =
  | { readonly outcome: 'settled' | 'repeated'; readonly discrepancy: KeptDiscrepancy }
  | { readonly outcome: 'unknown' | 'differs' }
  | { readonly outcome: 'refused'; readonly refusals: readonly Refusal[] }
  /** The ledger did not take a movement, so that nothing was stored. */
  | { readonly outcome: 'not_posted'; readonly movement: string; readonly because: PostOutcome; readonly held: number };

/** More than any clinic finds in years. */
const MOST = 5000;

const rowsOf = (transaction: ClinicTransaction, clinicId: string) =>
  transaction.selectFrom('holdspace.discrepancy').selectAll().where('clinic_id', '=', clinicId);
type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number];

const discrepancyOf = (row: Row): Discrepancy => ({
  id: row.discrepancy_id,
  at: row.at as Instant,
  openedAt: row.opened_at as Instant,
  cause: row.cause,
  what: row.what,
  ...(row.opened_by && { openedBy: row.opened_by }),
  ...(row.container_id && { container: row.container_id }),
  ...(row.product_id && { product: row.product_id }),
  ...(row.safe_id && { safe: row.safe_id }),
  ...(row.session_id && { session: row.session_id }),
  ...(row.count_id && { count: row.count_id }),
  ...(row.amount_ug !== null && { amount: Number(row.amount_ug) }),
  ...(row.owner_id && { owner: row.owner_id }),
  dueAt: row.due_at as Instant,
  state: row.state,
  ...(row.settled_at && { settledAt: row.settled_at as Instant }),
  ...(row.settled_by && { settledBy: row.settled_by }),
  ...(row.escalated_at && { escalatedAt: row.escalated_at as Instant }),
});

async function withSteps(
  transaction: ClinicTransaction,
  clinicId: string,
  rows: readonly Row[],
): Promise<KeptDiscrepancy[]> {
  if (rows.length === 0) return [];
  const steps = await transaction
    .selectFrom('holdspace.discrepancy_step')
    .selectAll()
    .where('clinic_id', '=', clinicId)
    .where(
      'discrepancy_id',
      'in',
      rows.map((row) => row.discrepancy_id),
    )
    .orderBy('at')
    .orderBy('step_id')
    .execute();
  return rows.map((row) => ({
    ...discrepancyOf(row),
    steps: steps
      .filter((step) => step.discrepancy_id === row.discrepancy_id)
      .map((step) => ({
        id: step.step_id,
        kind: step.kind as StepKind,
        at: step.at as Instant,
        ...(step.made_by && { by: { id: step.made_by, name: step.maker_name ?? '' } }),
        words: step.words,
        ...(step.detail && { detail: step.detail as unknown as object }),
      })),
  }));
}

/** Takes the transaction back, with what is answered then. */
class NotPosted extends Error {
  readonly answer: Settling;
  constructor(answer: Settling) {
    super('a movement was not posted');
    this.answer = answer;
  }
}

export function createDiscrepancies(db: Database) {
  const findIn = async (transaction: ClinicTransaction, clinicId: string, id: string) => {
    const row = await rowsOf(transaction, clinicId).where('discrepancy_id', '=', id).executeTakeFirst();
    return row ? ((await withSteps(transaction, clinicId, [row]))[0] ?? null) : null;
  };
  const lock = (transaction: ClinicTransaction, clinicId: string, id: string) =>
    rowsOf(transaction, clinicId).where('discrepancy_id', '=', id).forUpdate().executeTakeFirst();
  const addStep = (
    transaction: ClinicTransaction,
    clinicId: string,
    discrepancyId: string,
    step: Omit<DiscrepancyStep, 'by'> & { readonly by: Person | null },
  ) =>
    transaction
      .insertInto('holdspace.discrepancy_step')
      .values({
        clinic_id: clinicId,
        step_id: step.id,
        discrepancy_id: discrepancyId,
        kind: step.kind,
        at: step.at,
        made_by: step.by?.id ?? null,
        maker_name: step.by?.name ?? null,
        words: step.words,
        detail: step.detail ? JSON.stringify(step.detail) : null,
      })
      .onConflict((conflict) => conflict.columns(['clinic_id', 'step_id']).doNothing())
      .executeTakeFirst();

  return {
    find: (clinicId: string, id: string): Promise<KeptDiscrepancy | null> =>
      withClinic(db, clinicId, (transaction) => findIn(transaction, clinicId, id)),

    /** The open ones with the nearest deadline first; or those found in a time, the newest first. */
    list: (
      clinicId: string,
      filter: {
        readonly states?: readonly DiscrepancyState[];
        readonly from?: Instant;
        readonly until?: Instant;
        readonly count?: string;
        readonly most?: number;
      },
    ): Promise<readonly KeptDiscrepancy[]> =>
      withClinic(db, clinicId, async (transaction) => {
        let query = rowsOf(transaction, clinicId);
        if (filter.states) query = query.where('state', 'in', [...filter.states]);
        if (filter.from) query = query.where('at', '>=', filter.from);
        if (filter.until) query = query.where('at', '<', filter.until);
        if (filter.count) query = query.where('count_id', '=', filter.count);
        const isOpenOnly = filter.states?.every((state) => state === 'open');
        const ordered = isOpenOnly ? query.orderBy('due_at') : query.orderBy('at', 'desc');
        return withSteps(
          transaction,
          clinicId,
          await ordered
            .orderBy('discrepancy_id')
            .limit(filter.most ?? MOST)
            .execute(),
        );
      }),

    /** Marks those whose deadline has passed, once each, with a step that says so. Answers how many are new. */
    escalate: (clinicId: string, now: Instant, words: string): Promise<number> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await rowsOf(transaction, clinicId)
          .where('state', '=', 'open')
          .where('due_at', '<=', now)
          .where('escalated_at', 'is', null)
          .forUpdate()
          .skipLocked()
          .execute();
        for (const row of rows) {
          await transaction
            .updateTable('holdspace.discrepancy')
            .set({ escalated_at: now })
            .where('clinic_id', '=', clinicId)
            .where('discrepancy_id', '=', row.discrepancy_id)
            .execute();
          const step = { id: randomUUID(), kind: 'escalated' as const, at: now, by: null, words };
          await addStep(transaction, clinicId, row.discrepancy_id, step);
        }
        return rows.length;
      }),

    /** Open, with a deadline that was seen to have passed since a moment, and not told by mail yet. */
    untold: (clinicId: string, since: Instant): Promise<readonly string[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.discrepancy')
          .select('discrepancy_id')
          .where('clinic_id', '=', clinicId)
          .where('state', '=', 'open')
          .where('escalated_at', '>', since)
          .where('told_at', 'is', null)
          .orderBy('escalated_at')
          .orderBy('discrepancy_id')
          .execute();
        return rows.map((row) => row.discrepancy_id);
      }),
    /** Everybody who is to be told of these by mail was. One that was handed on meanwhile has a deadline to come. */
    told: (clinicId: string, ids: readonly string[], at: Instant): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        if (ids.length === 0) return;
        await transaction
          .updateTable('holdspace.discrepancy')
          .set({ told_at: at })
          .where('clinic_id', '=', clinicId)
          .where('discrepancy_id', 'in', [...ids])
          .where('escalated_at', 'is not', null)
          .where('told_at', 'is', null)
          .execute();
      }),

    /** Writes a note, whatever its state is. The same again is answered as the first time. */
    note: (
      clinicId: string,
      id: string,
      { id: stepId, words }: { readonly id: string; readonly words: string },
      by: Person,
      now: Instant,
    ): Promise<KeptDiscrepancy | 'differs' | null> =>
      withClinic(db, clinicId, async (transaction) => {
        if (!(await findIn(transaction, clinicId, id))) return null;
        await addStep(transaction, clinicId, id, { id: stepId, kind: 'noted', at: now, by, words });
        const after = await findIn(transaction, clinicId, id);
        const kept = after?.steps.find((step) => step.id === stepId);
        return kept?.words === words && kept.by?.id === by.id ? after : 'differs';
      }),

    /** Gives it to another owner, or another deadline; a later deadline begins anew. */
    handOn: (
      clinicId: string,
      id: string,
      handing: {
        readonly id: string;
        readonly owner: string;
        readonly dueAt: Instant;
        readonly words: string;
        readonly refusals: (discrepancy: Discrepancy) => readonly Refusal[];
      },
      by: Person,
      now: Instant,
    ): Promise<KeptDiscrepancy | readonly Refusal[] | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await lock(transaction, clinicId, id);
        if (!row) return null;
        const before = await findIn(transaction, clinicId, id);
        if (before?.steps.some((step) => step.id === handing.id && step.by?.id === by.id)) return before;
        const refusals = handing.refusals(discrepancyOf(row));
        if (refusals.length > 0) return refusals;
        await transaction
          .updateTable('holdspace.discrepancy')
          .set({ owner_id: handing.owner, due_at: handing.dueAt, escalated_at: null, told_at: null })
          .where('clinic_id', '=', clinicId)
          .where('discrepancy_id', '=', id)
          .execute();
        const detail = {
          owner: handing.owner,
          dueAt: handing.dueAt,
          before: { owner: row.owner_id, dueAt: row.due_at },
        };
        await addStep(transaction, clinicId, id, {
          id: handing.id,
          kind: 'handed_on',
          at: now,
          by,
          words: handing.words,
          detail,
        });
        return findIn(transaction, clinicId, id);
      }),

    /** Settles it once, and moves in the ledger what is adjusted or lost: all of it, or nothing. */
    settle: async (
      clinicId: string,
      id: string,
      settlement: Settlement,
      by: Person,
      now: Instant,
    ): Promise<Settling> => {
      try {
        return await withClinic(db, clinicId, async (transaction): Promise<Settling> => {
          const row = await lock(transaction, clinicId, id);
          if (!row) return { outcome: 'unknown' };
          const before = await findIn(transaction, clinicId, id);
          const again = before?.steps.find((step) => step.id === settlement.id);
          if (before && again) {
            const isSame = again.kind === settlement.how && again.words === settlement.words && again.by?.id === by.id;
            return isSame ? { outcome: 'repeated', discrepancy: before } : { outcome: 'differs' };
          }
          const discrepancy = discrepancyOf(row);
          const containers = await containersOf(transaction, clinicId, settlement);
          const refusals = refuseSettlement({ discrepancy, settlement, containers });
          if (refusals.length > 0) return { outcome: 'refused', refusals };
          const movements = movementsOf(settlement, discrepancy, by, now);
          await postAll(transaction, clinicId, movements);
          await transaction
            .updateTable('holdspace.discrepancy')
            .set({ state: settlement.how, settled_at: now, settled_by: by.id })
            .where('clinic_id', '=', clinicId)
            .where('discrepancy_id', '=', id)
            .execute();
          const detail = {
            ...(movements.length > 0 && { movements: movements.map((movement) => movement.id) }),
            ...(settlement.how === 'reported' && { report: settlement.report }),
          };
          await addStep(transaction, clinicId, id, {
            id: settlement.id,
            kind: settlement.how,
            at: now,
            by,
            words: settlement.words,
            detail,
          });
          const after = await findIn(transaction, clinicId, id);
          return after ? { outcome: 'settled', discrepancy: after } : { outcome: 'unknown' };
        });
      } catch (error) {
        if (error instanceof NotPosted) return error.answer;
        throw error;
      }
    },
  };
}

/** Those of a settlement's containers that the ledger knows. */
async function containersOf(
  transaction: ClinicTransaction,
  clinicId: string,
  settlement: Settlement,
): Promise<readonly SettledContainer[]> {
  const ids = settlement.how === 'explained' ? [] : settlement.movements.map(({ container }) => container);
  if (ids.length === 0) return [];
  const rows = await transaction
    .selectFrom('holdspace.container')
    .select(['container_id', 'label', 'product_id'])
    .where('clinic_id', '=', clinicId)
    .where('container_id', 'in', ids)
    .execute();
  return rows.map((row) => ({ id: row.container_id, label: row.label, product: row.product_id }));
}

async function postAll(
  transaction: ClinicTransaction,
  clinicId: string,
  movements: readonly Movement[],
): Promise<void> {
  if (movements.length === 0) return;
  const items = `[${movements.map(movementItem).join(',')}]`;
  const { rows } = await sql<PostRow>`
    select item, outcome, held from holdspace.post_movements(${clinicId}, ${items}::jsonb) order by item`.execute(
    transaction,
  );
  for (const { item, outcome, held } of rows)
    if (outcome !== 'posted')
      throw new NotPosted({
        outcome: 'not_posted',
        movement: movements[item]?.id ?? '',
        because: outcome,
        held: Number(held ?? 0),
      });
}
