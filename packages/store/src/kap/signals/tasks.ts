/** Tasks: raised once for a signal, taken, handed on, finished once; each with a step that says who and when. */
import { randomUUID } from 'node:crypto';
import type {
  Instant,
  Refusal,
  Role,
  RuleHistory,
  Severity,
  SignalFact,
  TaskEnding,
  TaskHanding,
} from '@holdspace/care';
import { sql } from 'kysely';
import { type Database, withClinic } from '../../database.ts';
import type { Keyring } from '../../encryption/keyring.ts';
import { readingSealed } from '../../encryption/reading.ts';
import {
  addStep,
  openTask,
  type Task,
  type TaskRow,
  taskPlace,
  taskRows,
  toTask,
  type WholeTask,
} from './task-rows.ts';

export interface NewTask {
  readonly id: string;
  readonly patientId: string;
  readonly courseId?: string;
  readonly ruleId: string;
  readonly ruleVersion: number;
  readonly signalKey: string;
  readonly severity: Severity;
  readonly at: Instant;
  readonly raisedAt: Instant;
  readonly ownerId?: string;
  readonly dueAt: Instant;
  readonly escalatesTo: Role;
  readonly escalatesAt: Instant;
  readonly facts: readonly SignalFact[];
}
/** What became of an act: done, done already by the same sending, or not. */
export type Acting =
  | { readonly outcome: 'done' | 'repeated'; readonly task: WholeTask }
  | { readonly outcome: 'unknown' | 'differs' }
  | { readonly outcome: 'refused'; readonly refusals: readonly Refusal[] };
type Refuse = (task: Task) => readonly Refusal[];

export function createTasks(db: Database, keyring: Keyring) {
  /** Acts on a task under its lock, with one step; the same step sent again is answered as the first time. */
  const act = (
    clinicId: string,
    taskId: string,
    step: {
      readonly id: string;
      readonly kind: 'taken' | 'handed_on' | 'done';
      readonly by: string;
      readonly at: Instant;
      readonly told?: readonly string[];
      readonly outcome?: TaskEnding['outcome'];
      readonly words?: string | undefined;
    },
    refuse: Refuse,
    change: (row: TaskRow) => Partial<TaskRow>,
  ): Promise<Acting> =>
    withClinic(db, clinicId, async (transaction): Promise<Acting> => {
      const row = await taskRows(transaction, clinicId).where('task_id', '=', taskId).forUpdate().executeTakeFirst();
      if (!row) return { outcome: 'unknown' };
      const before = await openTask(keyring, transaction, clinicId, row);
      const again = await transaction
        .selectFrom('holdspace.task_step')
        .select(['task_id', 'kind', 'made_by'])
        .where('clinic_id', '=', clinicId)
        .where('step_id', '=', step.id)
        .executeTakeFirst();
      if (again) {
        const kept = before.steps.find(({ id }) => id === step.id);
        const isSame =
          kept?.kind === step.kind &&
          kept.by === step.by &&
          kept.words === (step.words || undefined) &&
          kept.outcome === step.outcome &&
          kept.told.join() === (step.told ?? []).join();
        return isSame ? { outcome: 'repeated', task: before } : { outcome: 'differs' };
      }
      const refusals = refuse(toTask(row));
      if (refusals.length > 0) return { outcome: 'refused', refusals };
      await transaction
        .updateTable('holdspace.task')
        .set(change(row))
        .where('clinic_id', '=', clinicId)
        .where('task_id', '=', taskId)
        .execute();
      await addStep(keyring, transaction, clinicId, { ...step, taskId });
      const after = await taskRows(transaction, clinicId).where('task_id', '=', taskId).executeTakeFirstOrThrow();
      return { outcome: 'done', task: await openTask(keyring, transaction, clinicId, after) };
    });

  return {
    /** Keeps it; false where the same signal has raised one already. */
    raise: (clinicId: string, task: NewTask): Promise<boolean> =>
      withClinic(db, clinicId, async (transaction) => {
        const seal = await keyring.sealer(transaction, clinicId, 'record_notes');
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('holdspace.task')
          .values({
            clinic_id: clinicId,
            task_id: task.id,
            patient_id: task.patientId,
            course_id: task.courseId ?? null,
            rule_id: task.ruleId,
            rule_version: task.ruleVersion,
            signal_key: task.signalKey,
            severity: task.severity,
            at: task.at,
            raised_at: task.raisedAt,
            owner_id: task.ownerId ?? null,
            due_at: task.dueAt,
            escalates_to: task.escalatesTo,
            escalates_at: task.escalatesAt,
            escalated_at: null,
            taken_at: null,
            taken_by: null,
            done_at: null,
            done_by: null,
            outcome: null,
            paged_at: null,
            sealed: seal(JSON.stringify(task.facts), taskPlace(clinicId, task.id)),
          })
          .onConflict((conflict) => conflict.columns(['clinic_id', 'signal_key']).doNothing())
          .executeTakeFirst();
        if (numInsertedOrUpdatedRows !== 1n) return false;
        await addStep(keyring, transaction, clinicId, {
          id: randomUUID(),
          taskId: task.id,
          kind: 'raised',
          at: task.raisedAt,
          ...(task.ownerId && { told: [task.ownerId] }),
        });
        return true;
      }),
    /** Of these signals, those that have raised a task. */
    raised: (clinicId: string, keys: readonly string[]): Promise<ReadonlySet<string>> =>
      keys.length === 0
        ? Promise.resolve(new Set())
        : withClinic(db, clinicId, async (transaction) => {
            const rows = await transaction
              .selectFrom('holdspace.task')
              .select('signal_key')
              .where('clinic_id', '=', clinicId)
              .where('signal_key', 'in', [...keys])
              .execute();
            return new Set(rows.map((row) => row.signal_key));
          }),

    find: (clinicId: string, id: string): Promise<WholeTask | null> =>
      readingSealed(db, clinicId, async (transaction) => {
        const row = await taskRows(transaction, clinicId).where('task_id', '=', id).executeTakeFirst();
        return row ? openTask(keyring, transaction, clinicId, row) : null;
      }),
    /** Everything that waits, the nearest time first. */
    waiting: (clinicId: string): Promise<readonly Task[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await taskRows(transaction, clinicId)
          .where('state', '!=', 'done')
          .orderBy('due_at')
          .orderBy('task_id')
          .execute();
        return rows.map(toTask);
      }),
    /** What was finished last, the latest first. */
    finished: (clinicId: string, most: number): Promise<readonly Task[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await taskRows(transaction, clinicId)
          .where('state', '=', 'done')
          .orderBy('done_at', 'desc')
          .orderBy('task_id')
          .limit(most)
          .execute();
        return rows.map(toTask);
      }),
    /** Whether a crisis of this patient waits whose owner somebody is, or that nobody has finished. */
    crisesOf: (clinicId: string, patientId: string): Promise<readonly Task[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await taskRows(transaction, clinicId)
          .where('patient_id', '=', patientId)
          .where('severity', '=', 'now')
          .where('state', '!=', 'done')
          .execute();
        return rows.map(toTask);
      }),

    take: (
      clinicId: string,
      taskId: string,
      stepId: string,
      by: string,
      at: Instant,
      refuse: Refuse,
    ): Promise<Acting> =>
      act(clinicId, taskId, { id: stepId, kind: 'taken', by, at }, refuse, () => ({
        state: 'taken',
        owner_id: by,
        taken_at: at,
        taken_by: by,
      })),
    /** To another owner; nobody has taken it then, and of a crisis the new owner is paged at once. */
    handOn: (
      clinicId: string,
      taskId: string,
      { id, owner, dueAt, words }: TaskHanding,
      by: string,
      at: Instant,
      refuse: Refuse,
    ): Promise<Acting> =>
      act(clinicId, taskId, { id, kind: 'handed_on', by, at, told: [owner], words }, refuse, (row) => ({
        state: 'open',
        owner_id: owner,
        taken_at: null,
        taken_by: null,
        paged_at: null,
        ...(dueAt && {
          due_at: dueAt,
          // As long after the new time as it was after the old one.
          escalates_at: new Date(
            Date.parse(dueAt) + Date.parse(row.escalates_at) - Date.parse(row.due_at),
          ).toISOString(),
          escalated_at: null,
        }),
      })),
    end: (
      clinicId: string,
      taskId: string,
      { id, outcome, words }: TaskEnding,
      by: string,
      at: Instant,
      refuse: Refuse,
    ): Promise<Acting> =>
      act(clinicId, taskId, { id, kind: 'done', by, at, outcome, words }, refuse, () => ({
        state: 'done',
        done_at: at,
        done_by: by,
        outcome,
      })),

    /** By rule: how often it fired, and how that turned out. */
    histories: (clinicId: string): Promise<ReadonlyMap<string, RuleHistory>> =>
      withClinic(db, clinicId, async (transaction) => {
        const { rows } = await sql<{ rule_id: string } & Record<keyof RuleHistory, number>>`
          select rule_id, count(*)::integer as fired,
            (count(*) filter (where outcome = 'real'))::integer as real,
            (count(*) filter (where outcome = 'nothing_there'))::integer as "nothingThere",
            (count(*) filter (where outcome = 'not_reached'))::integer as "notReached",
            (count(*) filter (where outcome = 'duplicate'))::integer as duplicate,
            (count(*) filter (where outcome is null))::integer as waiting
           from holdspace.task where clinic_id = ${clinicId} group by rule_id`.execute(transaction);
        return new Map(rows.map(({ rule_id, ...history }) => [rule_id, history]));
      }),
  };
}
