/** Tasks and their steps as they are kept, with what is sealed of them opened. */
import type { Instant, Role, Severity, SignalFact, TaskOutcome, TaskState, TaskStepKind } from '@holdspace/care';
import type { ClinicTransaction } from '../../database.ts';
import type { Keyring } from '../../encryption/keyring.ts';

export interface TaskStep {
  readonly id: string;
  readonly kind: TaskStepKind;
  readonly at: Instant;
  /** Absent where it came about by itself. */
  readonly by?: string;
  /** Whom it went to, or who was told. */
  readonly told: readonly string[];
  readonly outcome?: TaskOutcome;
  readonly words?: string;
}
export interface Task {
  readonly id: string;
  readonly patientId: string;
  readonly courseId?: string;
  readonly ruleId: string;
  readonly ruleVersion: number;
  readonly severity: Severity;
  readonly at: Instant;
  readonly raisedAt: Instant;
  readonly ownerId?: string;
  readonly dueAt: Instant;
  readonly escalatesTo: Role;
  readonly escalatesAt: Instant;
  readonly escalatedAt?: Instant;
  readonly state: TaskState;
  readonly takenAt?: Instant;
  readonly takenBy?: string;
  readonly doneAt?: Instant;
  readonly doneBy?: string;
  readonly outcome?: TaskOutcome;
  readonly pages: number;
}
export interface WholeTask extends Task {
  readonly facts: readonly SignalFact[];
  readonly steps: readonly TaskStep[];
}

export const taskPlace = (clinicId: string, rowId: string) => ({
  clinicId,
  table: 'task',
  column: 'sealed',
  rowId,
});
export const stepPlace = (clinicId: string, rowId: string) => ({
  clinicId,
  table: 'task_step',
  column: 'sealed',
  rowId,
});

export const taskRows = (transaction: ClinicTransaction, clinicId: string) =>
  transaction.selectFrom('holdspace.task').selectAll().where('clinic_id', '=', clinicId);
export type TaskRow = Awaited<ReturnType<ReturnType<typeof taskRows>['execute']>>[number];

export const toTask = (row: TaskRow): Task => ({
  id: row.task_id,
  patientId: row.patient_id,
  ...(row.course_id && { courseId: row.course_id }),
  ruleId: row.rule_id,
  ruleVersion: row.rule_version,
  severity: row.severity,
  at: row.at as Instant,
  raisedAt: row.raised_at as Instant,
  ...(row.owner_id && { ownerId: row.owner_id }),
  dueAt: row.due_at as Instant,
  escalatesTo: row.escalates_to as Role,
  escalatesAt: row.escalates_at as Instant,
  ...(row.escalated_at && { escalatedAt: row.escalated_at as Instant }),
  state: row.state,
  ...(row.taken_at && { takenAt: row.taken_at as Instant }),
  ...(row.taken_by && { takenBy: row.taken_by }),
  ...(row.done_at && { doneAt: row.done_at as Instant }),
  ...(row.done_by && { doneBy: row.done_by }),
  ...(row.outcome && { outcome: row.outcome }),
  pages: row.pages,
});

/** With its facts and its steps. */
export async function openTask(
  keyring: Keyring,
  transaction: ClinicTransaction,
  clinicId: string,
  row: TaskRow,
): Promise<WholeTask> {
  const rows = await transaction
    .selectFrom('holdspace.task_step')
    .selectAll()
    .where('clinic_id', '=', clinicId)
    .where('task_id', '=', row.task_id)
    .orderBy('place')
    .orderBy('step_id')
    .execute();
  const steps: TaskStep[] = [];
  for (const step of rows)
    steps.push({
      id: step.step_id,
      kind: step.kind,
      at: step.at as Instant,
      ...(step.made_by && { by: step.made_by }),
      told: step.told,
      ...(step.outcome && { outcome: step.outcome as TaskOutcome }),
      ...(step.sealed && {
        words: await keyring.open(transaction, step.sealed, stepPlace(clinicId, step.step_id)),
      }),
    });
  const facts = JSON.parse(await keyring.open(transaction, row.sealed, taskPlace(clinicId, row.task_id)));
  return { ...toTask(row), facts, steps };
}

export interface NewStep {
  readonly id: string;
  readonly taskId: string;
  readonly kind: TaskStepKind;
  readonly at: Instant;
  readonly by?: string | undefined;
  readonly told?: readonly string[];
  readonly outcome?: TaskOutcome;
  readonly words?: string | undefined;
}

export async function addStep(
  keyring: Keyring,
  transaction: ClinicTransaction,
  clinicId: string,
  step: NewStep,
): Promise<void> {
  const { steps } = await transaction
    .selectFrom('holdspace.task_step')
    .select(({ fn }) => fn.countAll<string>().as('steps'))
    .where('clinic_id', '=', clinicId)
    .where('task_id', '=', step.taskId)
    .executeTakeFirstOrThrow();
  const seal = step.words ? await keyring.sealer(transaction, clinicId, 'record_notes') : undefined;
  await transaction
    .insertInto('holdspace.task_step')
    .values({
      clinic_id: clinicId,
      step_id: step.id,
      task_id: step.taskId,
      place: Number(steps) + 1,
      kind: step.kind,
      at: step.at,
      made_by: step.by ?? null,
      told: [...(step.told ?? [])],
      outcome: step.outcome ?? null,
      sealed: seal && step.words ? seal(step.words, stepPlace(clinicId, step.id)) : null,
    })
    .execute();
}
