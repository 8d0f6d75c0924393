/**
 * What is to be measured, when it is due and when overdue, at any moment. Source: clinical.md §1 "watching",
 * as the protocol's monitoring schedule sets it.
 */
import { type Instant, later, latest, SECOND } from '../instant.ts';
import type { Observed, Protocol } from '../protocol/schema.ts';
import { sayQuantity } from '../quantity.ts';
import { earliestDischarge } from './discharge.ts';
import { doseTimes } from './infusion.ts';
import { phaseAt } from './phases.ts';
import { firstReadAt, lastReadAt } from './readings.ts';
import type { Session } from './session.ts';
import type { VitalSigns } from './vital-signs.ts';

export interface MonitoringItem {
  /** Stable while the same reading is asked for. */
  readonly key: string;
  readonly watch: readonly Observed[];
  readonly dueAt: Instant;
  readonly overdueAt: Instant;
  readonly status: 'upcoming' | 'due' | 'overdue' | 'done';
  readonly says: string;
  readonly doneAt?: Instant;
}

const FIELD: Record<Observed, keyof VitalSigns> = {
  blood_pressure: 'bloodPressure',
  heart_rate: 'heartRate',
  oxygen_saturation: 'oxygenSaturation',
  respiratory_rate: 'respiratoryRate',
  temperature: 'temperature',
  sedation: 'sedation',
};
const NAME: Record<Observed, string> = {
  blood_pressure: 'blood pressure',
  heart_rate: 'heart rate',
  oxygen_saturation: 'SpO2',
  respiratory_rate: 'respiratory rate',
  temperature: 'temperature',
  sedation: 'sedation',
};

/** When every one of `watch` had last been read, at or before a moment and not before `since`. */
function completeSince(state: Session, watch: readonly Observed[], since: Instant, at: Instant): Instant | undefined {
  let complete: Instant | undefined;
  for (const kind of watch) {
    const read = lastReadAt(state, FIELD[kind], at);
    if (read === undefined || read < since) return undefined;
    if (complete === undefined || read < complete) complete = read;
  }
  return complete;
}

/** The first moment from `since` on by which every one of `watch` had been read. */
function firstCompleteSince(
  state: Session,
  watch: readonly Observed[],
  since: Instant,
  at: Instant,
): Instant | undefined {
  let complete: Instant | undefined;
  for (const kind of watch) {
    const read = firstReadAt(state, FIELD[kind], since, at);
    if (read === undefined) return undefined;
    if (complete === undefined || read > complete) complete = read;
  }
  return complete;
}

/**
 * Every reading that the schedule asks for at a moment: for repeated ones the next, for fixed ones each.
 * Nothing is asked for before the patient has come or after the session has ended.
 */
export function monitoringAt(protocol: Protocol, state: Session, at: Instant): MonitoringItem[] {
  if (state.status !== 'open') return [];
  const graceMilliseconds = protocol.monitoring.grace.value * SECOND;
  const item = (
    key: string,
    watch: readonly Observed[],
    dueAt: Instant,
    reason: string,
    doneAt?: Instant,
  ): MonitoringItem => {
    const overdueAt = later(dueAt, graceMilliseconds);
    const status = doneAt ? 'done' : at < dueAt ? 'upcoming' : at <= overdueAt ? 'due' : 'overdue';
    const says = `${watch.map((kind) => NAME[kind]).join(', ')} (${reason})`;
    return { key, watch, dueAt, overdueAt, status, says, ...(doneAt && { doneAt }) };
  };
  const current = phaseAt(protocol, state, at);
  const { first, last } = doseTimes(state);
  const items: MonitoringItem[] = [];
  protocol.monitoring.rules.forEach((rule, index) => {
    switch (rule.when) {
      case 'every': {
        if (!current || !rule.during.includes(current.phase.id)) return;
        // The stretch of phases that this rule covers without a break began with the first of them.
        const before = state.phases.findLast(
          (entry) => entry.at <= current.entry.at && !rule.during.includes(entry.phase),
        );
        const start = state.phases.find(
          (entry) => rule.during.includes(entry.phase) && (!before || entry.at >= before.at),
        );
        const anchor = start?.at ?? current.entry.at;
        const done = completeSince(state, rule.watch, anchor, at) ?? anchor;
        const dueAt = later(done, rule.every.value * SECOND);
        items.push(item(`every-${index}-${dueAt}`, rule.watch, dueAt, `every ${sayQuantity(rule.every)}`));
        return;
      }
      case 'after_dose': {
        if (!first) return;
        for (const moment of rule.at) {
          const dueAt = later(first, moment.value * SECOND);
          const doneAt = firstCompleteSince(state, rule.watch, later(dueAt, -graceMilliseconds), at);
          items.push(
            item(`after-${index}-${moment.value}`, rule.watch, dueAt, `${sayQuantity(moment)} after the dose`, doneAt),
          );
        }
        return;
      }
      case 'before_leaving': {
        const earliest = earliestDischarge(protocol, state);
        if (!earliest || !last) return;
        const opens = later(earliest, -rule.within.value * SECOND);
        const from = latest(opens, last);
        const done = completeSince(state, rule.watch, from, at);
        const dueAt = done ? later(done, rule.within.value * SECOND) : from;
        items.push(
          item(`leaving-${index}-${dueAt}`, rule.watch, dueAt, `within ${sayQuantity(rule.within)} before leaving`),
        );
        return;
      }
    }
  });
  return items.sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0));
}

/** The next reading that is not done; overdue ones come first, since their moment has passed. */
export const nextDue = (items: readonly MonitoringItem[]): MonitoringItem | undefined =>
  items.find((one) => one.status !== 'done');
