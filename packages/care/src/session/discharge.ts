/**
 * Whether the patient may leave: the minimum time since the last of the medicine, and each criterion of the
 * protocol. Source: clinical.md §4 "Leaving".
 */
import { between, type Instant, later, SECOND } from '../instant.ts';
import type { DischargeCriterion, Protocol } from '../protocol/schema.ts';
import { sayQuantity } from '../quantity.ts';
import { baselineReading, lastReading } from './baseline.ts';
import { doseTimes } from './infusion.ts';
import type { Session } from './session.ts';

export interface CriterionStatus {
  readonly criterion: DischargeCriterion;
  readonly title: string;
  /** The id under which a discharge is refused: "discharge-oriented". */
  readonly rule: string;
  readonly met: boolean;
  readonly because: string;
  /** Read from the log, so that nobody ticks it. */
  readonly measured: boolean;
}

export interface DischargeStatus {
  /** The first moment at which the minimum time has passed; absent where nothing was given. */
  readonly earliest?: Instant;
  readonly minimumTimeMet: boolean;
  readonly criteria: readonly CriterionStatus[];
  readonly ready: boolean;
  /** What is still missing, in words. */
  readonly missing: readonly string[];
}

export const CRITERION_TITLES: Record<DischargeCriterion, string> = {
  recovery_score: 'Recovery score (modified Aldrete)',
  blood_pressure: 'Blood pressure near baseline',
  oxygen_saturation: 'Oxygen saturation at baseline',
  oriented: 'Oriented to person, place and time',
  steady_walk: 'Walks steadily',
  nausea_controlled: 'Nausea controlled',
  no_acute_distress: 'Not in acute distress',
  debrief_held: 'Debrief held',
  escort_present: 'Escort present and named',
  written_instructions: 'Written instructions given',
  contact_known: 'Knows whom to call in the next 24 hours',
  no_driving_understood: 'Understands not to drive until tomorrow, after sleep',
};

interface Found {
  readonly met: boolean;
  readonly because: string;
}

/** A criterion that a person confirms: the last answer given after the last of the medicine. */
function confirmed(state: Session, criterion: DischargeCriterion, at: Instant): Found {
  const last = doseTimes(state).last;
  const found = state.criteria.findLast(
    (one) => one.criterion === criterion && one.at <= at && (!last || one.at >= last),
  );
  if (!found) return { met: false, because: 'not confirmed since the last dose' };
  const note = found.note ? ` (${found.note})` : '';
  return { met: found.met, because: `${found.met ? 'confirmed' : 'not so'}${note}, ${found.by.name}` };
}

/** Criteria that are read from what was measured. */
const MEASURED: Partial<Record<DischargeCriterion, (protocol: Protocol, state: Session, at: Instant) => Found>> = {
  recovery_score(protocol, state, at) {
    const last = doseTimes(state).last;
    const found = state.recoveryScores.findLast((one) => one.at <= at && (!last || one.at >= last));
    const asked = protocol.discharge.recoveryScoreAtLeast.value;
    if (!found) return { met: false, because: `not scored since the last dose; ${asked} of 10 asked` };
    return { met: found.total >= asked, because: `${found.total} of 10; ${asked} asked` };
  },
  blood_pressure(protocol, state, at) {
    const last = doseTimes(state).last;
    const now = lastReading(state, 'bloodPressure', at);
    if (!now || (last && now.entry.at < last)) return { met: false, because: 'not measured since the last dose' };
    const { systolic, diastolic } = now.value;
    const { bloodPressureUnder: under, bloodPressureWithin: within } = protocol.discharge;
    const says = `${systolic.value}/${diastolic.value} mmHg`;
    if (systolic.value < under.systolic.value && diastolic.value < under.diastolic.value)
      return { met: true, because: `${says}, under ${under.systolic.value}/${under.diastolic.value}` };
    const baseline = baselineReading(state, 'bloodPressure', at)?.value;
    if (!baseline) return { met: false, because: `${says}; no baseline to compare with` };
    const near = (value: number, base: number) => Math.abs(value - base) * 100 <= base * within.value;
    return {
      met: near(systolic.value, baseline.systolic.value) && near(diastolic.value, baseline.diastolic.value),
      because: `${says}; baseline ${baseline.systolic.value}/${baseline.diastolic.value}, within ${sayQuantity(within)} asked`,
    };
  },
  oxygen_saturation(protocol, state, at) {
    const last = doseTimes(state).last;
    const now = lastReading(state, 'oxygenSaturation', at);
    if (!now || (last && now.entry.at < last)) return { met: false, because: 'not measured since the last dose' };
    const gate = protocol.gates.find((one) => one.gate === 'baseline_vital_signs');
    const baseline = baselineReading(state, 'oxygenSaturation', at)?.value.value;
    const asked = Math.min(baseline ?? 100, gate?.oxygenSaturationAtLeast.value ?? 100);
    return { met: now.value.value >= asked, because: `${sayQuantity(now.value)}; ${asked} % asked` };
  },
  escort_present(_protocol, state) {
    return state.escort
      ? { met: true, because: `handed over to ${state.escort.name}` }
      : { met: false, because: 'not handed over yet' };
  },
};

/** The first moment at which the minimum time has passed. An infusion that still runs has no such moment. */
export function earliestDischarge(protocol: Protocol, state: Session): Instant | undefined {
  const last = doseTimes(state).last;
  if (!last || state.infusions.some((infusion) => !infusion.stoppedAt)) return undefined;
  return later(last, protocol.discharge.minimumTime.duration.value * SECOND);
}

/** How near the patient is to leaving. */
export function dischargeAt(protocol: Protocol, state: Session, at: Instant): DischargeStatus {
  const earliest = earliestDischarge(protocol, state);
  const somethingGiven = doseTimes(state).first !== undefined;
  const minimumTimeMet = !somethingGiven || (earliest !== undefined && between(earliest, at) >= 0);
  const criteria = protocol.discharge.criteria.map((criterion): CriterionStatus => {
    const measure = MEASURED[criterion];
    const found = measure ? measure(protocol, state, at) : confirmed(state, criterion, at);
    return {
      criterion,
      title: CRITERION_TITLES[criterion],
      rule: `discharge-${criterion.replaceAll('_', '-')}`,
      measured: measure !== undefined,
      ...found,
    };
  });
  const missing = criteria.filter((one) => !one.met).map((one) => `${one.title}: ${one.because}`);
  if (!minimumTimeMet) missing.unshift('The minimum time has not passed');
  return { ...(earliest && { earliest }), minimumTimeMet, criteria, ready: missing.length === 0, missing };
}
