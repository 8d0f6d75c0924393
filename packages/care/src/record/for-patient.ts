/** A dosing session as its patient reads it: what it was, what was given, how the body took it. No jargon, no notes. */
import { type PublicService, publicService } from '../decision/services.ts';
import type { Instant } from '../instant.ts';
import type { Language, Localized } from '../language.ts';
import type { Protocol } from '../protocol/schema.ts';
import { sayQuantity } from '../quantity.ts';
import type { SessionEvent } from '../session/events.ts';
import { fold } from '../session/evolve.ts';
import { cumulativeDose } from '../session/infusion.ts';
import type { Session } from '../session/session.ts';

export interface SessionForPatient {
  /** What the treatment is called, and what it includes and what not, as computed from its protocol. */
  readonly label: PublicService['label'];
  readonly at?: Instant;
  readonly status: Session['status'];
  readonly ended: string;
  /** "30 mg in all" */
  readonly dose?: string;
  /** A line for each reading worth knowing: "Blood pressure: highest 142/88". */
  readonly vitalSigns: readonly string[];
  readonly happened: readonly string[];
}

const ENDED: Readonly<Record<Session['status'], Localized>> = {
  planned: { en: 'Planned.', es: 'Planeada.' },
  open: { en: 'Going on now.', es: 'En curso ahora.' },
  discharged: {
    en: 'You were discharged after the clinic had checked that you were ready to leave.',
    es: 'Se le dio el alta después de que la clínica comprobó que podía irse.',
  },
  departed: {
    en: 'You left before the clinic had discharged you.',
    es: 'Usted se fue antes de que la clínica le diera el alta.',
  },
  cancelled: { en: 'It was cancelled.', es: 'Se canceló.' },
};
/** What a medicine is called in Spanish. */
const IN_SPANISH = { ketamine: 'ketamina', esketamine: 'esketamina' } as const satisfies Record<
  Protocol['medicine']['substance'],
  string
>;

/** From a log that begins with its plan. */
export function sessionForPatient(
  protocol: Protocol,
  events: readonly SessionEvent[],
  language: Language = 'en',
): SessionForPatient {
  const state = fold(events);
  const end = state.endedAt ?? events.at(-1)?.at;
  const given = end && state.doses.length + state.infusions.length > 0 ? cumulativeDose(state, end) : undefined;
  const { substance } = protocol.medicine;
  const dose = given && {
    en: `${sayQuantity(given)} of ${substance} in all`,
    es: `${sayQuantity(given)} de ${IN_SPANISH[substance]} en total`,
  };
  return {
    label: publicService(protocol).label,
    ...(state.arrivedAt && { at: state.arrivedAt }),
    status: state.status,
    ended: ENDED[state.status][language],
    ...(dose && { dose: dose[language] }),
    vitalSigns: vitalSignsInWords(state).map((line) => line[language]),
    happened: happenedInWords(state).map((line) => line[language]),
  };
}

function vitalSignsInWords({ vitalSigns }: Session): Localized[] {
  const pressures = vitalSigns.flatMap(({ vitalSigns: { bloodPressure } }) => bloodPressure ?? []);
  const hearts = vitalSigns.flatMap(({ vitalSigns: { heartRate } }) => heartRate?.value ?? []);
  const oxygens = vitalSigns.flatMap(({ vitalSigns: { oxygenSaturation } }) => oxygenSaturation?.value ?? []);
  const highest = pressures.toSorted((one, other) => other.systolic.value - one.systolic.value)[0];
  const pressure = highest && `${highest.systolic.value}/${highest.diastolic.value} mmHg`;
  const [slowest, fastest, lowest] = [Math.min(...hearts), Math.max(...hearts), Math.min(...oxygens)];
  return [
    ...(pressure
      ? [{ en: `Blood pressure: highest ${pressure}`, es: `Presión arterial: la más alta, ${pressure}` }]
      : []),
    ...(hearts.length > 0
      ? [
          {
            en: `Heart rate: ${slowest} to ${fastest} a minute`,
            es: `Latidos del corazón: de ${slowest} a ${fastest} por minuto`,
          },
        ]
      : []),
    ...(oxygens.length > 0
      ? [{ en: `Oxygen in the blood: lowest ${lowest} %`, es: `Oxígeno en la sangre: el más bajo, ${lowest} %` }]
      : []),
  ];
}

/** The term of an effect stays as it was noted. */
function happenedInWords(state: Session): Localized[] {
  const adverse = state.adverseEvents.map(({ term }) => ({
    en: `Unwanted effect noted: ${term}.`,
    es: `Efecto no deseado, como se anotó: ${term}.`,
  }));
  const stopped = {
    en: 'The treatment was stopped as a precaution.',
    es: 'El tratamiento se detuvo por precaución.',
  };
  return state.emergencyStop ? [stopped, ...adverse] : adverse;
}
