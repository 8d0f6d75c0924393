/** How a screening stands: from its events and what is on record, never from a flag. */
import { dayAt } from '../session/site-day.ts';
import type { ScreeningOnRecord, ScreeningState } from './on-record.ts';
import { changesSince, type OnRecordNow, type ScreeningChange } from './reopened.ts';
import { clearanceState, type Screening, type ScreeningEventOf } from './screening.ts';

export interface ScreeningStanding {
  readonly state: ScreeningState;
  /** The last decision. */
  readonly decision?: ScreeningEventOf<'ScreeningSigned'>;
  /** What has come since it, whatever it said. */
  readonly changes: readonly ScreeningChange[];
}

export function screeningStanding(screening: Screening, now: OnRecordNow): ScreeningStanding {
  const decision = screening.decisions.at(-1);
  if (!decision) {
    const isBegun = screening.answers !== undefined || screening.clearances.length > 0;
    return { state: isBegun ? 'unsigned' : 'none', changes: [] };
  }
  const changes = changesSince(decision, now);
  if (decision.decision !== 'fits') return { state: decision.decision, decision, changes };
  return { state: changes.length > 0 ? 'reopened' : 'signed', decision, changes };
}

/** The same for a room: each item in words. */
export function screeningOnRecord(courseId: string, screening: Screening, now: OnRecordNow): ScreeningOnRecord {
  const { state, decision, changes } = screeningStanding(screening, now);
  const { zone } = now.chart;
  const today = dayAt(now.at, zone);
  const titleOf = (rule: string) => decision?.findings.find((one) => one.rule === rule)?.title ?? rule;
  const judged = (decision?.outcomes ?? [])
    .filter(({ judgement }) => judgement !== 'accepted')
    .map(({ rule, judgement, reason }) => {
      if (judgement === 'does_not_fit') return `${titleOf(rule)}: ${reason}`;
      const asked = screening.clearances.findLast(({ rules, ended }) => !ended && rules.includes(rule));
      const state = asked && clearanceState(asked, today);
      if (!asked || !state) return `${titleOf(rule)}: a clearance.`;
      return state === 'arrived'
        ? `${titleOf(rule)}: the letter of ${asked.of} has come, and waits to be decided.`
        : `${titleOf(rule)}: asked of ${asked.of}, due ${asked.dueOn}${state === 'overdue' ? ', overdue' : ''}.`;
    });
  return {
    courseId,
    state,
    ...(decision && {
      decision: { id: decision.id, by: decision.author.name, on: dayAt(decision.at, zone), at: decision.at },
    }),
    because: state === 'signed' ? [] : [...judged, ...changes.map(({ says }) => says)],
  };
}
