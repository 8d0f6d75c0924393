/** The three blood pressures that the form asks for: which reading of the log each is. */
import { between, type Instant, later, MINUTE, SECOND } from '../instant.ts';
import type { Protocol } from '../protocol/schema.ts';
import type { Session, VitalSignsEntry } from '../session/session.ts';
import { type FormAnswer, known, notRecorded } from './answer.ts';

export interface Pressure {
  readonly systolic: number;
  readonly diastolic: number;
  readonly at: Instant;
  /** Whole minutes after the first device; negative before it. */
  readonly minutes: number;
}

/** When it is asked for after the first device. Source: the form, and the US label ("about 40 minutes"). */
const ASKED_AFTER = 40 * MINUTE;
/** A reading further away than this is not one at about 40 minutes. A default of this project. */
const STILL_ABOUT = 10 * MINUTE;

export function pressureAround(
  protocol: Protocol,
  state: Session,
  which: 'before' | 'after40' | 'atEnd',
  start: Instant,
  end: Instant | undefined,
): FormAnswer<Pressure> {
  const readings = state.vitalSigns.filter((one) => one.vitalSigns.bloodPressure);
  const said = (entry: VitalSignsEntry | undefined, because: string): FormAnswer<Pressure> => {
    const pressure = entry?.vitalSigns.bloodPressure;
    return entry && pressure
      ? known({
          systolic: pressure.systolic.value,
          diastolic: pressure.diastolic.value,
          at: entry.at,
          minutes: Math.floor(between(start, entry.at) / MINUTE),
        })
      : notRecorded(because);
  };
  if (which === 'before') {
    const gate = protocol.gates.find((one) => one.gate === 'baseline_vital_signs');
    const from = gate && later(start, -gate.within.value * SECOND);
    return said(
      readings.findLast((one) => one.at <= start && (!from || one.at >= from)),
      gate ? `none in the ${gate.within.value / 60} minutes before the first device` : 'none before the first device',
    );
  }
  if (which === 'after40') {
    const off = (one: VitalSignsEntry) => Math.abs(between(start, one.at) - ASKED_AFTER);
    const near = readings.filter((one) => off(one) <= STILL_ABOUT).toSorted((one, other) => off(one) - off(other))[0];
    return said(near, 'none between 30 and 50 minutes after the first device');
  }
  const rule = protocol.monitoring.rules.find((one) => one.when === 'before_leaving');
  const from = rule && end ? later(end, -rule.within.value * SECOND) : start;
  return said(
    readings.findLast((one) => one.at > start && one.at >= from && (!end || one.at <= end)),
    rule ? `none in the ${rule.within.value / 60} minutes before leaving` : 'none after the first device',
  );
}
