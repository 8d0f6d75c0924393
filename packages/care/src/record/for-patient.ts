/** A dosing session as its patient reads it: what it was, what was given, how the body took it. No jargon, no notes. */
import type { Instant } from '../instant.ts';
import { labelOf } from '../protocol/label.ts';
import type { Protocol } from '../protocol/schema.ts';
import { sayQuantity } from '../quantity.ts';
import type { SessionEvent } from '../session/events.ts';
import { fold } from '../session/evolve.ts';
import { cumulativeDose } from '../session/infusion.ts';
import type { Session } from '../session/session.ts';

export interface SessionForPatient {
  readonly label: string;
  /** What the treatment includes and what not, as computed from its protocol. */
  readonly statement: string;
  readonly at?: Instant;
  readonly status: Session['status'];
  readonly ended: string;
  /** "30 mg in all" */
  readonly dose?: string;
  /** A line for each reading worth knowing: "Blood pressure: highest 142/88". */
  readonly vitalSigns: readonly string[];
  readonly happened: readonly string[];
}

const ENDED: Readonly<Record<Session['status'], string>> = {
  planned: 'Planned.',
  open: 'Going on now.',
  discharged: 'You were discharged after the clinic had checked that you were ready to leave.',
  departed: 'You left before the clinic had discharged you.',
  cancelled: 'It was cancelled.',
};

/** From a log that begins with its plan. */
export function sessionForPatient(protocol: Protocol, events: readonly SessionEvent[]): SessionForPatient {
  const state = fold(events);
  const label = labelOf(protocol);
  const end = state.endedAt ?? events.at(-1)?.at;
  const given = end && state.doses.length + state.infusions.length > 0 ? cumulativeDose(state, end) : undefined;
  return {
    label: label.name,
    statement: label.statement,
    ...(state.arrivedAt && { at: state.arrivedAt }),
    status: state.status,
    ended: ENDED[state.status],
    ...(given && { dose: `${sayQuantity(given)} of ${protocol.medicine.substance} in all` }),
    vitalSigns: vitalSignsInWords(state),
    happened: happenedInWords(state),
  };
}

function vitalSignsInWords({ vitalSigns }: Session): string[] {
  const pressures = vitalSigns.flatMap(({ vitalSigns: { bloodPressure } }) => bloodPressure ?? []);
  const hearts = vitalSigns.flatMap(({ vitalSigns: { heartRate } }) => heartRate?.value ?? []);
  const oxygens = vitalSigns.flatMap(({ vitalSigns: { oxygenSaturation } }) => oxygenSaturation?.value ?? []);
  const highest = pressures.toSorted((one, other) => other.systolic.value - one.systolic.value)[0];
  return [
    ...(highest ? [`Blood pressure: highest ${highest.systolic.value}/${highest.diastolic.value} mmHg`] : []),
    ...(hearts.length > 0 ? [`Heart rate: ${Math.min(...hearts)} to ${Math.max(...hearts)} a minute`] : []),
    ...(oxygens.length > 0 ? [`Oxygen in the blood: lowest ${Math.min(...oxygens)} %`] : []),
  ];
}

function happenedInWords(state: Session): string[] {
  const adverse = state.adverseEvents.map((one) => `Unwanted effect noted: ${one.term}.`);
  return state.emergencyStop ? ['The treatment was stopped as a precaution.', ...adverse] : adverse;
}
