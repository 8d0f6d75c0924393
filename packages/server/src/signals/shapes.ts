/** What is told of tasks and rules: to those who see the patient, what it is; to the others, that something waits. */
import {
  dueStanding,
  type Instant,
  OUTCOMES,
  ruleTermsSchema,
  SEVERITIES,
  type SignalRule,
  sayFact,
  sayLooksFor,
  sayStep,
  TASK_STATES,
  TASK_STEPS,
} from '@holdspace/care';
import type { Task, WholeTask } from '@holdspace/store';
import { z } from 'zod';
import { idShape, instantShape, roleShape } from '../shapes.ts';

const named = z.object({ id: idShape, name: z.string() });
const outcomeShape = z.enum(OUTCOMES);

export const taskShape = z
  .object({
    id: idShape,
    /** What it is, to those who see the patient; to others that something waits. */
    what: z.string(),
    severity: z.enum(SEVERITIES),
    state: z.enum(TASK_STATES),
    patient: named.optional(),
    course: idShape.optional(),
    owner: named.optional(),
    /** One's own, or one's own to look at: as its owner, on call, or as the next when its time has passed. */
    isMine: z.boolean(),
    mayAnswer: z.boolean(),
    raisedAt: instantShape,
    dueAt: instantShape,
    standing: z.enum(['in_time', 'soon', 'overdue', 'done']),
    escalatesTo: roleShape,
    escalatesAt: instantShape,
    escalatedAt: instantShape.optional(),
    pages: z.number().int(),
    takenAt: instantShape.optional(),
    done: z.object({ at: instantShape, by: named, outcome: outcomeShape }).optional(),
  })
  .meta({ id: 'Task' });
export const wholeTaskShape = z
  .object({
    task: taskShape,
    rule: z.object({ id: z.string(), name: z.string(), says: z.string() }),
    why: z.array(z.object({ at: instantShape, says: z.string() })).readonly(),
    steps: z
      .array(
        z.object({
          id: idShape,
          kind: z.enum(TASK_STEPS),
          says: z.string(),
          at: instantShape,
          by: named.optional(),
          told: z.array(named).readonly(),
          outcome: outcomeShape.optional(),
          words: z.string().optional(),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'WholeTask' });

export interface TaskNames {
  readonly people: ReadonlyMap<string, string>;
  readonly patients: ReadonlyMap<string, string>;
  readonly rules: ReadonlyMap<string, SignalRule>;
}
const nameOf = (names: ReadonlyMap<string, string>, id: string) => ({ id, name: names.get(id) ?? 'Somebody' });

export function showTask(
  task: Task,
  names: TaskNames,
  { sees, isMine, now }: { readonly sees: boolean; readonly isMine: boolean; readonly now: Instant },
): z.output<typeof taskShape> {
  const { id, severity, state, ownerId, raisedAt, dueAt, escalatesTo, escalatesAt, escalatedAt, pages } = task;
  return {
    id,
    what: sees ? (names.rules.get(task.ruleId)?.name ?? 'Something was raised') : 'Something about a patient',
    severity,
    state,
    ...(sees && { patient: nameOf(names.patients, task.patientId) }),
    ...(sees && task.courseId && { course: task.courseId }),
    ...(ownerId && { owner: nameOf(names.people, ownerId) }),
    isMine,
    mayAnswer: sees && state !== 'done',
    raisedAt,
    dueAt,
    standing: state === 'done' ? 'done' : dueStanding(raisedAt, dueAt, now),
    escalatesTo,
    escalatesAt,
    ...(escalatedAt && { escalatedAt }),
    pages,
    ...(task.takenAt && { takenAt: task.takenAt }),
    ...(sees &&
      task.doneAt &&
      task.doneBy &&
      task.outcome && { done: { at: task.doneAt, by: nameOf(names.people, task.doneBy), outcome: task.outcome } }),
  };
}

export function showWhole(
  whole: WholeTask,
  names: TaskNames,
  seen: { readonly isMine: boolean; readonly now: Instant },
): z.output<typeof wholeTaskShape> {
  const rule = names.rules.get(whole.ruleId);
  return {
    task: showTask(whole, names, { ...seen, sees: true }),
    rule: {
      id: whole.ruleId,
      name: rule?.name ?? 'A rule that is no longer here',
      says: rule ? sayLooksFor(rule.looksFor) : '',
    },
    why: whole.facts.map((fact) => ({ at: fact.at, says: sayFact(fact) })),
    steps: whole.steps.map(({ id, kind, at, by, told, outcome, words }) => ({
      id,
      kind,
      says: sayStep(kind, whole.escalatesTo),
      at,
      ...(by && { by: nameOf(names.people, by) }),
      told: told.map((one) => nameOf(names.people, one)),
      ...(outcome && { outcome }),
      ...(words && { words }),
    })),
  };
}

const historyShape = z.object({
  fired: z.number().int(),
  real: z.number().int(),
  nothingThere: z.number().int(),
  notReached: z.number().int(),
  duplicate: z.number().int(),
  waiting: z.number().int(),
});
export const ruleShape = z
  .object({
    id: z.string(),
    name: z.string(),
    terms: ruleTermsSchema,
    says: z.string(),
    promise: z.string(),
    source: z.string(),
    version: z.number().int(),
    history: historyShape,
    /** Of those that turned out one way or the other; absent under ten of them. */
    falseAlarms: z
      .object({ decided: z.number().int(), share: z.number(), low: z.number(), high: z.number() })
      .optional(),
    falseAlarmsSay: z.string(),
    changes: z
      .array(
        z.object({
          id: idShape,
          version: z.number().int(),
          by: named,
          at: instantShape,
          reason: z.string(),
          says: z.string(),
          promise: z.string(),
          on: z.boolean(),
        }),
      )
      .readonly(),
  })
  .meta({
    id: 'SignalRule',
    description: 'What a signal looks for, as the clinic has it, and how often it was right.',
  });
