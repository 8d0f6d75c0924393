/** What happens to tasks by itself: times that pass, owners who are gone, pages. Each is taken by one server, with a step. */
import { randomUUID } from 'node:crypto';
import type { Instant } from '@holdspace/care';
import { type Database, withClinic } from '../../database.ts';
import type { Keyring } from '../../encryption/keyring.ts';
import { addStep, type Task, taskRows, toTask } from './task-rows.ts';

export function createDuties(db: Database, keyring: Keyring) {
  return {
    /** Those whose time has passed, marked once each. `told` says who hears of it. */
    escalate: (clinicId: string, now: Instant, told: (task: Task) => readonly string[]): Promise<readonly Task[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await taskRows(transaction, clinicId)
          .where('state', '!=', 'done')
          .where('escalates_at', '<=', now)
          .where('escalated_at', 'is', null)
          .forUpdate()
          .skipLocked()
          .execute();
        for (const row of rows) {
          await transaction
            .updateTable('holdspace.task')
            .set({ escalated_at: now })
            .where('clinic_id', '=', clinicId)
            .where('task_id', '=', row.task_id)
            .execute();
          await addStep(keyring, transaction, clinicId, {
            id: randomUUID(),
            taskId: row.task_id,
            kind: 'escalated',
            at: now,
            told: told(toTask(row)),
          });
        }
        return rows.map(toTask);
      }),

    /** Gives a task that nobody who can act owns to somebody who can, or to nobody; false where it has moved meanwhile. */
    reassign: (
      clinicId: string,
      task: Pick<Task, 'id' | 'ownerId'>,
      owner: string | undefined,
      words: string,
      now: Instant,
    ): Promise<boolean> =>
      withClinic(db, clinicId, async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('holdspace.task')
          // Its new owner of a crisis is paged at once, however lately the one before was.
          .set({ owner_id: owner ?? null, state: 'open', taken_at: null, taken_by: null, paged_at: null })
          .where('clinic_id', '=', clinicId)
          .where('task_id', '=', task.id)
          .where('state', '!=', 'done')
          .where('owner_id', task.ownerId === undefined ? 'is' : '=', task.ownerId ?? null)
          .executeTakeFirst();
        if (numUpdatedRows !== 1n) return false;
        await addStep(keyring, transaction, clinicId, {
          id: randomUUID(),
          taskId: task.id,
          kind: 'reassigned',
          at: now,
          told: owner === undefined ? [] : [owner],
          words,
        });
        return true;
      }),

    /** The crises that nobody has taken and that were not paged since `again`: each counted as one try more. */
    takePages: (
      clinicId: string,
      now: Instant,
      again: Instant,
      told: (task: Task) => readonly string[],
    ): Promise<readonly Task[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await taskRows(transaction, clinicId)
          .where('state', '=', 'open')
          .where('severity', '=', 'now')
          .where((where) => where.or([where('paged_at', 'is', null), where('paged_at', '<=', again)]))
          .forUpdate()
          .skipLocked()
          .execute();
        const paged: Task[] = [];
        for (const row of rows) {
          const task = { ...toTask(row), pages: row.pages + 1 };
          await transaction
            .updateTable('holdspace.task')
            .set({ pages: task.pages, paged_at: now })
            .where('clinic_id', '=', clinicId)
            .where('task_id', '=', row.task_id)
            .execute();
          await addStep(keyring, transaction, clinicId, {
            id: randomUUID(),
            taskId: row.task_id,
            kind: 'paged',
            at: now,
            told: told(task),
          });
          paged.push(task);
        }
        return paged;
      }),
    /** A page or a notice that no mail server took; in words where it was to somebody who does not work here. */
    pageFailed: (
      clinicId: string,
      taskId: string,
      told: readonly string[],
      now: Instant,
      words?: string,
    ): Promise<void> =>
      withClinic(db, clinicId, (transaction) =>
        addStep(keyring, transaction, clinicId, {
          id: randomUUID(),
          taskId,
          kind: 'page_failed',
          at: now,
          told,
          words,
        }),
      ),
  };
}
