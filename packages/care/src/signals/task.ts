/** A task: something about one patient that somebody answers for until a time, and how it ended. */
import { z } from 'zod';
import { type HardRule, refusalsOf } from '../authority/hard-rule.ts';
import { mayDo } from '../authority/may-do.ts';
import { DAY, type Instant, instantSchema, later, MINUTE } from '../instant.ts';
import { type Practitioner, ROLE_NAMES, type Role } from '../roles.ts';
import type { Refusal } from '../session/rule.ts';
import type { RuleTerms, Severity } from './rule.ts';

export const TASK_STATES = ['open', 'taken', 'done'] as const;
export type TaskState = (typeof TASK_STATES)[number];
export const TASK_STATE_WORDS: Readonly<Record<TaskState, string>> = {
  open: 'Nobody has taken it',
  taken: 'Taken',
  done: 'Done',
};

export const OUTCOMES = ['real', 'nothing_there', 'not_reached', 'duplicate'] as const;
export type TaskOutcome = (typeof OUTCOMES)[number];
export const OUTCOME_WORDS: Readonly<Record<TaskOutcome, string>> = {
  real: 'It was real, and I helped',
  nothing_there: 'Nothing was there',
  not_reached: 'I could not reach them',
  duplicate: 'Another task is about the same',
};

export const TASK_STEPS = [
  'raised',
  'paged',
  'page_failed',
  'taken',
  'handed_on',
  'reassigned',
  'escalated',
  'done',
] as const;
export type TaskStepKind = (typeof TASK_STEPS)[number];

/** What of a task its rules look at. */
export interface TaskStanding {
  readonly state: TaskState;
  readonly severity: Severity;
  readonly ownerId?: string | undefined;
}

/** Without words a year later nobody knows what was done. Of a duplicate the other task says it. */
export const wordsNeeded = (outcome: TaskOutcome, severity: Severity): boolean =>
  severity === 'now' || outcome === 'real' || outcome === 'not_reached';

const uuid = z.uuid({ error: 'must be a UUID' });
const words = z.string().trim().min(1, 'must not be empty').max(2000);
export const takingSchema = z.strictObject({ id: uuid });
/** Another owner, with the reason; another time where it says one. */
export const taskHandingSchema = z.strictObject({ id: uuid, owner: uuid, dueAt: instantSchema.optional(), words });
export const taskEndingSchema = z.strictObject({
  id: uuid,
  outcome: z.enum(OUTCOMES),
  words: z.string().trim().max(2000).optional(),
});
export type TaskHanding = z.output<typeof taskHandingSchema>;
export type TaskEnding = z.output<typeof taskEndingSchema>;

const endsOnce: HardRule<{ readonly task: TaskStanding }> = {
  id: 'task-ends-once',
  title: 'A task ends once, and stays so',
  check: ({ task }) =>
    task.state === 'done'
      ? {
          message: 'Somebody has finished this already.',
          satisfy: 'Look at how it ended. What is new about it is raised anew.',
        }
      : null,
};

const SOURCE = 'design: safety rule 4 (an alert has an owner, a time, an escalation, and a trace)';
export const refuseTaking = (task: TaskStanding): readonly Refusal[] => refusalsOf([endsOnce], { task }, SOURCE);

interface AskedHanding {
  readonly task: TaskStanding;
  /** Absent where nobody of that id works here now. */
  readonly to: Practitioner | undefined;
  readonly mayAnswer: boolean;
  readonly dueAt: Instant | undefined;
  readonly now: Instant;
}
/** A time far away is none. */
const LONGEST_DAYS = 14;
const HANDING: readonly HardRule<AskedHanding>[] = [
  endsOnce,
  {
    id: 'task-owner-works-here',
    title: 'Whoever owns a task works here',
    check: ({ to }) =>
      to
        ? null
        : { message: 'Nobody of that id works here now.', satisfy: 'Choose somebody who works at this clinic.' },
  },
  {
    id: 'task-owner-sees-the-patient',
    title: 'Whoever owns a task may see the patient',
    check: ({ to, mayAnswer }) =>
      !to || mayAnswer
        ? null
        : {
            message: `${to.name} may not see this patient’s record, so could not act on it.`,
            satisfy: 'Choose somebody of the care team, or take them into it first.',
          },
  },
  {
    id: 'task-due-lies-ahead',
    title: 'A time lies ahead, and not far',
    check({ dueAt, now }) {
      if (dueAt === undefined) return null;
      if (dueAt <= now) return { message: 'This time has passed.', satisfy: 'Choose a later one.' };
      return dueAt > later(now, LONGEST_DAYS * DAY)
        ? { message: `This time is more than ${LONGEST_DAYS} days away.`, satisfy: 'Choose an earlier one.' }
        : null;
    },
  },
];
export const refuseTaskHanding = (asked: AskedHanding): readonly Refusal[] => refusalsOf(HANDING, asked, SOURCE);

interface AskedEnding {
  readonly task: TaskStanding;
  readonly ending: Pick<TaskEnding, 'outcome' | 'words'>;
  readonly by: Practitioner;
}
const ENDING: readonly HardRule<AskedEnding>[] = [
  endsOnce,
  {
    id: 'task-outcome-in-words',
    title: 'How it ended is said in words',
    check: ({ task, ending: { outcome, words: said } }) =>
      wordsNeeded(outcome, task.severity) && !said
        ? {
            message: 'What you did, or saw, is missing.',
            satisfy: 'Say it in a line: whoever reads it in a year was not there.',
          }
        : null,
  },
  {
    id: 'crisis-not-left-unreached',
    title: 'A crisis does not end with somebody who was not reached',
    check: ({ task, ending, by }) =>
      task.severity === 'now' && ending.outcome === 'not_reached' && !by.roles.includes('medical_director')
        ? {
            message: 'A crisis in which nobody was reached is not over.',
            satisfy: 'Hand it on to a medical director, who decides whether somebody goes there or is called.',
          }
        : null,
  },
];
export const refuseTaskEnding = (asked: AskedEnding): readonly Refusal[] => refusalsOf(ENDING, asked, SOURCE);

/** Somebody of the patient's care team, in the order in which they came into it. */
export type TeamMember = Practitioner;
const mayAnswerInTeam = ({ roles }: Practitioner): boolean =>
  mayDo('answer what waits', { roles, conditions: { 'in the care team': true } }).allowed;
const byId = (one: Practitioner, other: Practitioner): number => one.id.localeCompare(other.id);

/**
 * Whose it is: the person or the role that the rule names, in the patient's care team; else its therapist, else its guide,
 * else a medical director. Nobody only where the clinic has no director.
 */
export function ownerFor(
  owner: RuleTerms['owner'],
  team: readonly TeamMember[],
  staff: readonly Practitioner[],
): Practitioner | undefined {
  const directors = staff.filter(({ roles }) => roles.includes('medical_director')).toSorted(byId);
  const here = team.filter(({ id }) => staff.some((one) => one.id === id)).filter(mayAnswerInTeam);
  if (owner.by === 'person') {
    const named = [...here, ...directors].find(({ id }) => id === owner.personId);
    if (named) return named;
  }
  const roles: readonly Role[] = [...(owner.by === 'role' ? [owner.role] : []), 'therapist', 'guide'];
  for (const role of roles) {
    const found = (role === 'medical_director' ? [...here, ...directors] : here).find((one) =>
      one.roles.includes(role),
    );
    if (found) return found;
  }
  return directors[0];
}

export const taskDue = (raisedAt: Instant, { dueWithinMinutes }: Pick<RuleTerms, 'dueWithinMinutes'>): Instant =>
  later(raisedAt, dueWithinMinutes * MINUTE);
export const taskEscalates = (
  dueAt: Instant,
  { escalatesAfterMinutes }: Pick<RuleTerms, 'escalatesAfterMinutes'>,
): Instant => later(dueAt, escalatesAfterMinutes * MINUTE);

export type DueStanding = 'in_time' | 'soon' | 'overdue';
/** The last quarter of what there was is soon. */
export function dueStanding(raisedAt: Instant, dueAt: Instant, now: Instant): DueStanding {
  if (now >= dueAt) return 'overdue';
  const whole = Date.parse(dueAt) - Date.parse(raisedAt);
  return Date.parse(dueAt) - Date.parse(now) <= whole / 4 ? 'soon' : 'in_time';
}

/** What a step was, in the words of a history. */
export const sayStep = (kind: TaskStepKind, escalatesTo: Role): string =>
  ({
    raised: 'It was raised',
    paged: 'Paged',
    page_failed: 'A page could not be sent',
    taken: 'took it',
    handed_on: 'handed it on',
    reassigned: 'It went to somebody who can act',
    escalated: `Its time passed: every ${ROLE_NAMES[escalatesTo].toLowerCase()} was told`,
    done: 'finished it',
  })[kind];
