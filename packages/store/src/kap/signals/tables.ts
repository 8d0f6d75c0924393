/** The tables of signals and tasks as Kysely sees them. */
import type { ConcernKind, RuleTerms, Severity, TaskOutcome, TaskState, TaskStepKind } from '@holdspace/care';
import type { Generated, JSONColumnType } from 'kysely';

export interface ConcernTable {
  clinic_id: string;
  concern_id: string;
  patient_id: string;
  course_id: string | null;
  kind: ConcernKind;
  source_kind: string;
  source_id: string;
  at: string;
}
export interface SignalRuleChangeTable {
  clinic_id: string;
  change_id: string;
  rule_id: string;
  version: number;
  terms: JSONColumnType<RuleTerms>;
  reason: string;
  changed_by: string;
  changed_at: string;
}
export interface TaskTable {
  clinic_id: string;
  task_id: string;
  patient_id: string;
  course_id: string | null;
  rule_id: string;
  rule_version: number;
  signal_key: string;
  severity: Severity;
  at: string;
  raised_at: string;
  owner_id: string | null;
  due_at: string;
  escalates_to: string;
  escalates_at: string;
  escalated_at: string | null;
  state: Generated<TaskState>;
  taken_at: string | null;
  taken_by: string | null;
  done_at: string | null;
  done_by: string | null;
  outcome: TaskOutcome | null;
  pages: Generated<number>;
  paged_at: string | null;
  sealed: string;
}
export interface TaskStepTable {
  clinic_id: string;
  step_id: string;
  task_id: string;
  place: number;
  kind: TaskStepKind;
  at: string;
  made_by: string | null;
  told: string[];
  outcome: string | null;
  sealed: string | null;
}
export interface OnCallShiftTable {
  clinic_id: string;
  shift_id: string;
  practitioner_id: string;
  from_at: string;
  until_at: string;
  planned_by: string;
  planned_at: string;
  withdrawn_at: string | null;
  withdrawn_by: string | null;
}
