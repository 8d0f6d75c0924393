/** The sentences of a protocol's gates, delivery, presence and watching; see `explain.ts` for the page they stand on. */
import { sayQuantity } from '../quantity.ts';
import { sayRoles } from '../roles.ts';
import type { Delivery, Departure, Observed, PresenceRule, ProtocolGate } from './schema.ts';

const OBSERVED_NAMES: Record<Observed, string> = {
  blood_pressure: 'blood pressure',
  heart_rate: 'heart rate',
  oxygen_saturation: 'oxygen saturation',
  respiratory_rate: 'respiratory rate',
  temperature: 'temperature',
  sedation: 'sedation',
};

/** "Blood pressure, heart rate" */
export function sayWatch(watch: readonly Observed[]): string {
  const words = watch.map((one) => OBSERVED_NAMES[one]).join(', ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const NEAR = { in_room: 'in the room', on_site: 'in the building', available: 'reachable at once' } as const;

/** "A therapist or guide in the room, without a gap." */
export function sayPresence(rule: PresenceRule): string {
  const who =
    rule.count === 1 ? `One ${sayRoles(rule.anyOf)}` : `${rule.count} people, each a ${sayRoles(rule.anyOf)},`;
  return `${who} ${NEAR[rule.attendance]}${rule.continuous ? ', without a gap' : ''}.`;
}

/** How the medicine enters, a statement each. */
export function sayDelivery(delivery: Delivery): string[] {
  switch (delivery.kind) {
    case 'infusion':
      return [
        `infused over ${sayQuantity(delivery.duration)} (allowed: ${sayQuantity(delivery.durationAllowed.low)} to ${sayQuantity(delivery.durationAllowed.high)})`,
        `diluted to ${sayQuantity(delivery.bagVolume)}`,
        `pump set in steps of ${sayQuantity(delivery.pumpStep)}, never above ${sayQuantity(delivery.highestRate)}`,
      ];
    case 'injection':
      return [`one injection, into one of: ${delivery.sites.join(', ')}`];
    case 'lozenge': {
      const after = {
        spit: 'spat out',
        swallow: 'swallowed',
        patient_choice: 'spat out or swallowed as the patient chooses',
      };
      return [`held in the mouth for ${sayQuantity(delivery.hold)}, then ${after[delivery.afterHold]}`];
    }
    case 'nasal_device':
      return [`nasal spray, ${sayQuantity(delivery.between)} between devices`];
  }
}

/** What meets a gate, a statement each. */
export function sayGate(gate: ProtocolGate): string[] {
  switch (gate.gate) {
    case 'consent':
      return [`“${gate.document}”, signed within ${sayQuantity(gate.validFor)}`];
    case 'touch_consent':
      return ['whether touch is welcome, its limits and a sign to stop, asked again on the day'];
    case 'screening':
      return [`signed within ${sayQuantity(gate.validFor)}, and not opened again since`];
    case 'identity':
      return [`by ${gate.identifiers} identifiers`];
    case 'weight':
      return [`measured within ${sayQuantity(gate.stopAfter)}; older than ${sayQuantity(gate.warnAfter)} asks why`];
    case 'fasting':
      return [`no solids for ${sayQuantity(gate.solids)}, no clear liquids for ${sayQuantity(gate.clearLiquids)}`];
    case 'escort':
      return ['somebody named and reachable takes the patient home'];
    case 'pregnancy_test':
      return ['negative, or does not apply'];
    case 'intoxication':
      return ['no signs of it'];
    case 'suicide_risk':
      return [`${gate.instrument} reviewed, no acute risk`];
    case 'emergency_equipment':
      return [`${gate.items.join(', ')}: checked within ${sayQuantity(gate.checkedWithin)}`];
    case 'baseline_vital_signs':
      return [
        `taken within ${sayQuantity(gate.within)}`,
        `blood pressure under ${sayPressure(gate.softBloodPressure)}; at ${sayPressure(gate.hardBloodPressure)} or more no dose`,
        `heart rate ${gate.heartRate.low.value} to ${sayQuantity(gate.heartRate.high)}`,
        `oxygen saturation ${sayQuantity(gate.oxygenSaturationAtLeast)} or more`,
      ];
    case 'people_present':
      return ['everybody whom the phase asks for'];
    case 'setting_prepared':
      return ['the room is made ready as below'];
    case 'focus':
      return ['the issue or goal is chosen'];
  }
}

/** Why it differs: on the medical director's word, or by its sources, whose footnotes follow. */
export const sayDeparture = ({ to, reason, sources }: Departure): string[] => [
  `Now: ${to}.`,
  sources.length > 0 ? reason : `Changed by the medical director: ${reason}`,
];

const sayPressure = (limit: { systolic: { value: number }; diastolic: { value: number } }) =>
  `${limit.systolic.value}/${limit.diastolic.value} mmHg`;
