/** Each event as a sentence, as it is read in the room, in the record and in the terminal. */
import type { Instant } from '../instant.ts';
import { MUSIC_PHASE_NAMES } from '../music/phase-words.ts';
import type { Protocol } from '../protocol/schema.ts';
import { type Quantity, sayQuantity } from '../quantity.ts';
import { ROLE_NAMES } from '../roles.ts';
import type { GateFinding } from '../session/commands.ts';
import { CRITERION_TITLES } from '../session/discharge.ts';
import type { EventOf, Flag, SessionEvent } from '../session/events.ts';
import { GATE_TITLES } from '../session/gates.ts';
import type { VitalSigns } from '../session/vital-signs.ts';
import { sayInfusionStopped } from './say-infusion.ts';
import { clockIn } from './times.ts';

const words = (id: string) => id.replaceAll('_', ' ');
const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const PLACES = { in_room: 'in the room', on_site: 'on site', available: 'available' } as const;

/** "128/82 mmHg, heart rate 76, SpO2 98 %" */
export function sayVitalSigns(reading: VitalSigns): string {
  const parts: string[] = [];
  if (reading.bloodPressure)
    parts.push(`${reading.bloodPressure.systolic.value}/${reading.bloodPressure.diastolic.value} mmHg`);
  const add = (name: string, value: Quantity | undefined, unit = '') => {
    if (value) parts.push(`${name} ${value.value}${unit}`);
  };
  add('heart rate', reading.heartRate);
  add('SpO2', reading.oxygenSaturation, ' %');
  add('respiratory rate', reading.respiratoryRate);
  add('temperature', reading.temperature, ' °C');
  add('EtCO2', reading.endTidalCarbonDioxide, ' mmHg');
  add('RASS', reading.sedation);
  add('pain', reading.pain, ' of 10');
  return parts.join(', ');
}

/** What was found at a gate; clock times as the zone's clock shows them. */
export function sayFinding(finding: GateFinding, zone = 'UTC'): string {
  const clock = (moment: Instant) => `${clockIn(zone, moment)}${zone === 'UTC' ? ' UTC' : ''}`;
  const note = 'note' in finding && finding.note ? ` (${finding.note})` : '';
  switch (finding.gate) {
    case 'consent':
      return `"${finding.document}", signed ${finding.signedOn}${finding.signatures ? ', as on record' : ''}`;
    case 'touch_consent':
      return `${finding.given ? `touch as agreed: ${finding.limits}` : `no touch: ${finding.limits}`}; stop sign: ${finding.stopSign}`;
    case 'screening':
      return `signed by ${finding.signedBy}, ${finding.signedOn}${finding.record ? ', as on record' : ''}`;
    case 'identity':
      return `checked by ${finding.identifiers.map(words).join(' and ')}`;
    case 'weight':
      return `${sayQuantity(finding.weight)}, measured ${finding.measuredOn}`;
    case 'fasting':
      return `last solids ${clock(finding.lastSolids)}, last clear liquids ${clock(finding.lastClearLiquids)}`;
    case 'escort':
      return `${finding.name}, ${finding.telephone}${finding.reachable ? ', reachable' : ', not reached'}`;
    case 'pregnancy_test':
      return `${words(finding.result)}${note}`;
    case 'intoxication':
      return `${finding.signs === 'none' ? 'no signs' : 'signs present'}${note}`;
    case 'suicide_risk':
      return `${finding.instrument}: ${finding.acuteRisk ? 'ACUTE RISK' : 'no acute risk'}${note}`;
    case 'emergency_equipment':
      return finding.items.join(', ');
    case 'setting_prepared':
      return saySetting(finding);
    case 'focus':
      return `${finding.focus}${finding.intention ? `; intention: ${finding.intention}` : ''}`;
  }
}

/** Each element with what became of it; sessions of before know only which stood ready. */
function saySetting({ made, elements, changed }: Extract<GateFinding, { gate: 'setting_prepared' }>): string {
  const each = made
    ? made.map(
        (one) =>
          `${words(one.element)}${one.outcome === 'prepared' ? '' : ` (${one.outcome === 'omitted' ? 'left out' : 'changed'}: ${one.words})`}`,
      )
    : elements.map(words);
  return `${each.join(', ')}${changed ? `; changed: ${changed}` : ''}`;
}

const productName = (id: string, protocol?: Protocol) =>
  protocol?.medicine.products.find((one) => one.id === id)?.name ?? id;

/** The whole arithmetic of an order, so that a second person can check it by eye. */
export function sayOrder(
  event: EventOf<'DoseOrdered'> | Omit<EventOf<'DoseOrdered'>, keyof EventOf<'PatientArrived'>>,
  protocol?: Protocol,
): string {
  const asked =
    event.prescribed.by === 'weight' ? sayQuantity(event.prescribed.perKilogram) : sayQuantity(event.prescribed.amount);
  const parts = [`${event.purpose === 'booster' ? 'booster: ' : ''}${productName(event.product, protocol)}, ${asked}`];
  if (event.prescribed.by === 'weight') parts.push(`exactly ${sayQuantity(event.exact)}`);
  const per = event.perKilogram ? ` (${sayQuantity(event.perKilogram)})` : '';
  if (event.volume) parts.push(`drawn up ${sayQuantity(event.volume)} = ${sayQuantity(event.amount)}${per}`);
  else if (event.units !== undefined) parts.push(`${event.units} counted = ${sayQuantity(event.amount)}${per}`);
  if (event.pump)
    parts.push(
      `in ${sayQuantity(event.pump.bagVolume)} at ${sayQuantity(event.pump.rate)} over ${sayQuantity(event.pump.duration)}`,
    );
  if (event.underCourseOrder)
    parts.push(
      `under the course order of ${event.underCourseOrder.signedBy.name}, version ${event.underCourseOrder.version}`,
    );
  return parts.join('; ');
}

/** "K-0042, lot A12": a container as it is told from others. */
const sayContainer = ({ label, lot }: EventOf<'MedicineDrawn'>['container']) => `${label}, lot ${lot}`;

/** What the music did, and where: "Music gone on to return, after the recorded peak." */
function sayMusic({ action, soundtrack, track, phase, seconds, followed }: EventOf<'MusicRecorded'>): string {
  const place = phase ? MUSIC_PHASE_NAMES[phase].toLowerCase() : '';
  switch (action) {
    case 'started':
      return `Music started: ${soundtrack ? `“${soundtrack.name}”, version ${soundtrack.version}` : 'without a soundtrack'}${place && `, at ${place}`}.`;
    case 'track':
      return `Music: “${track?.title ?? 'a track'}”${place && ` (${place})`}.`;
    case 'stretched':
      return `Music made longer${place && ` in ${place}`}${seconds ? `, by ${Math.round(seconds / 6) / 10} min` : ''}.`;
    case 'shortened':
      return `Music brought on${place && ` to ${place}`}${followed ? `, following the ${followed}` : ''}.`;
    case 'paused':
      return 'Music paused.';
    case 'resumed':
      return 'Music goes on.';
    case 'stopped':
      return 'Music stopped.';
    case 'taken_over':
      return 'Music taken over by another device.';
    case 'faded_for_emergency':
      return 'Music faded to silence for the emergency stop.';
  }
}

/** A sentence for an event, without its time and author. Exhaustive: a new event does not compile without one. */
export function sayEvent(event: SessionEvent, protocol?: Protocol, zone?: string): string {
  switch (event.type) {
    case 'SessionPlanned':
      return `Session planned for ${event.patient.name} in ${event.room}, under ${protocol?.name ?? event.protocol.id} ${event.protocol.version}.`;
    case 'PatientArrived':
      return 'The patient arrived.';
    case 'GateConfirmed':
      return `${GATE_TITLES[event.finding.gate]}: ${sayFinding(event.finding, zone)}.`;
    case 'PersonJoined':
      return `${event.person.name} (${event.person.roles.map((role) => ROLE_NAMES[role].toLowerCase()).join(', ')}) came: ${PLACES[event.attendance]}.`;
    case 'PersonLeft':
      return `${event.person.name} left.`;
    case 'PresenceHandedOver':
      return `${event.from.name} handed over to ${event.to.name} and left${event.words ? `: “${event.words}”` : '.'}`;
    case 'PhaseEntered':
      return `Phase: ${protocol?.phases.find((phase) => phase.id === event.phase)?.name ?? event.phase}.`;
    case 'VitalSignsRecorded': {
      const calls = event.calls?.map((call) => ` ${call.message}`).join('') ?? '';
      return `${sentence(sayVitalSigns(event.vitalSigns))}.${event.confirmed ? ' Confirmed as right.' : ''}${calls}`;
    }
    case 'DoseOrdered':
      return `Ordered: ${sayOrder(event, protocol)}.`;
    case 'OrderChecked':
      return 'The order was checked by a second person.';
    case 'OrderStopped':
      return `The order was stopped: ${event.reason}.`;
    case 'MedicineDrawn': {
      const { amount, volume, container, ledger } = event;
      const beyond = ledger?.unexplained
        ? ` ${sayQuantity(ledger.unexplained).toUpperCase()} MORE THAN THE LEDGER HELD.`
        : '';
      return `Drawn: ${volume ? `${sayQuantity(volume)} = ` : ''}${sayQuantity(amount)} out of ${sayContainer(container)}.${beyond}`;
    }
    case 'MedicineWasted':
      return `Wasted: ${sayQuantity(event.amount)} (${words(event.how)}${event.note ? `, ${event.note}` : ''})${event.needsWitness ? ', before a witness who signs apart' : ''}.`;
    case 'WasteWitnessed':
      return 'The waste was witnessed.';
    case 'MedicinePutBack':
      return `Put back unopened: ${sayQuantity(event.amount)}${event.note ? ` (${event.note})` : ''}.`;
    case 'MedicineLost':
      return `LOST: ${sayQuantity(event.amount)} (${words(event.how)}): ${event.note}.`;
    case 'DoseAdministered':
      return `Given: ${sayQuantity(event.amount)}${event.site ? `, ${event.site}` : ''}${event.order ? '' : ', WITHOUT AN ORDER'}. In all ${sayQuantity(event.cumulative)}.`;
    case 'InfusionStarted':
      return `Infusion started: ${sayQuantity(event.amount)} in ${sayQuantity(event.bagVolume)} at ${sayQuantity(event.rate)}.`;
    case 'InfusionRateChanged':
      return `Infusion set to ${sayQuantity(event.rate)} (${event.reason}); ${sayQuantity(event.delivered)} delivered.`;
    case 'InfusionPaused':
      return `Infusion paused (${event.reason}); ${sayQuantity(event.delivered)} delivered.`;
    case 'InfusionResumed':
      return `Infusion resumed; ${sayQuantity(event.delivered)} delivered.`;
    case 'InfusionStopped':
      return sayInfusionStopped(event);
    case 'NoscRecorded':
      return `Non-ordinary state: ${event.moment}.`;
    case 'ObservationRecorded':
      return `Seen: ${words(event.observation)}${event.note ? ` (${event.note})` : ''}.`;
    case 'WordsRecorded':
      return `${event.about === 'carry_home' ? 'The patient carries home' : 'The patient said'}: “${event.words}”`;
    case 'InterventionRecorded':
      return `Done: ${words(event.intervention)}${event.note ? ` (${event.note})` : ''}.`;
    case 'MusicRecorded':
      return sayMusic(event);
    case 'TouchConsentWithdrawn':
      return `TOUCH WITHDRAWN${event.by === 'patient' ? ' by the patient' : ' by somebody present, for the patient'}${event.note ? ` (${event.note})` : ''}: nobody touches.`;
    case 'AdverseEventRecorded':
      return `Adverse event: ${event.term}, grade ${event.grade}, ${event.relatedness}. Done: ${event.done}. Outcome: ${event.outcome}.`;
    case 'EmergencyStopCalled':
      return `EMERGENCY STOP${event.reason ? `: ${event.reason}` : ''}.`;
    case 'EmergencyStopCleared':
      return `Emergency stop cleared: ${event.reason}.`;
    case 'RecoveryScored':
      return `Recovery score (modified Aldrete): ${event.total} of 10.`;
    case 'DischargeCriterionConfirmed':
      return `${CRITERION_TITLES[event.criterion]}: ${event.met ? 'yes' : 'no'}${event.note ? ` (${event.note})` : ''}.`;
    case 'HandedOverToEscort':
      return `Handed over to ${event.name}, ${event.telephone}.`;
    case 'DischargeSigned':
      return 'Discharge signed.';
    case 'PatientDeparted':
      return `The patient left without a signed discharge (${words(event.how)}): ${event.reason}.`;
    case 'SessionCancelled':
      return `Session cancelled: ${event.reason}.`;
    case 'OverrideSigned':
      return `Override of "${event.rule}" signed: ${event.reason}.`;
    case 'StruckOut':
      return `Entry ${event.struck} struck out: ${event.reason}.`;
    case 'RecordSigned':
      return event.meaning === 'author' ? 'Record signed as its author.' : 'Record signed after review.';
  }
}

/** A rule that was passed, and on whose word. */
export const sayFlag = (flag: Flag): string =>
  flag.why === 'overridden'
    ? `Overridden (${flag.rule}): ${flag.message} Reason: ${flag.reason}.${flag.signedBy ? ` Signed by ${flag.signedBy.name}.` : ''}`
    : `RECORDED AGAINST A RULE (${flag.rule}): ${flag.message} Reason: ${flag.reason}.`;
