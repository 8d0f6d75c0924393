/**
 * What must be true before a dose, and whether it is: each gate of the protocol read from the session's log at a
 * moment. What is not known is not met. Source: clinical.md §2, as the protocol sets each gate.
 */
import {
  type ConsentsOnRecord,
  missingConsents,
  satisfyConsentOnRecord,
  sayConsentOnRecord,
} from '../consent/on-record.ts';
import { type ScreeningOnRecord, whyNotScreened } from '../eligibility/on-record.ts';
import { between, type Instant, SECOND } from '../instant.ts';
import type { GateKind, GateOf, Protocol, ProtocolGate } from '../protocol/schema.ts';
import { type BodyWeight, sayQuantity } from '../quantity.ts';
import type { Role } from '../roles.ts';
import { isWithin, lastReading } from './baseline.ts';
import type { GateFinding } from './commands.ts';
import { doseTimes } from './infusion.ts';
import { phaseAt, presenceFor } from './phases.ts';
import type { Stop } from './rule.ts';
import type { GateConfirmation, Session } from './session.ts';
import { dayAt, daysBetween } from './site-day.ts';
import { isOfThisVisit } from './this-visit.ts';
import { sayTouch, touchStandingAt } from './touch.ts';

export interface GateStatus {
  readonly gate: GateKind;
  readonly title: string;
  /** The id under which a dose is refused: "gate-weight". */
  readonly rule: string;
  readonly stop: Stop;
  readonly overrideBy: readonly Role[];
  readonly witnessed: boolean;
  readonly met: boolean;
  /** An override of this gate stands in the log. */
  readonly overridden: boolean;
  /** What was found, or what is missing. */
  readonly because: string;
  /** What would meet it; empty once met. */
  readonly satisfy: string;
}

export const GATE_TITLES: Record<GateKind, string> = {
  consent: 'Consent',
  touch_consent: 'Touch consent, asked today',
  screening: 'Screening signed',
  identity: 'Identity',
  weight: 'Weight',
  fasting: 'Fasting',
  escort: 'Escort home',
  pregnancy_test: 'Pregnancy test',
  intoxication: 'No acute intoxication',
  suicide_risk: 'Suicide risk reviewed',
  emergency_equipment: 'Emergency equipment',
  baseline_vital_signs: 'Baseline vital signs',
  people_present: 'People present',
  setting_prepared: 'Setting prepared',
  focus: 'Focus chosen',
};

/** One gate's answer; `stop` only where it is stricter or milder than the gate's own. */
type Answer = { met: true; because: string } | { met: false; because: string; satisfy: string; stop?: Stop };
const met = (because: string): Answer => ({ met: true, because });
const unmet = (because: string, satisfy: string, stop?: Stop): Answer => ({
  met: false,
  because,
  satisfy,
  ...(stop && { stop }),
});

/** What stands on record outside the session; what is absent is not known here, and the log alone speaks. */
export interface KnownForGates {
  readonly screening?: ScreeningOnRecord | undefined;
  readonly consents?: ConsentsOnRecord | undefined;
}
interface Asked<K extends GateKind> {
  readonly gate: GateOf<K>;
  readonly protocol: Protocol;
  readonly state: Session;
  readonly at: Instant;
  readonly today: string;
  readonly known: KnownForGates;
}
type FindingOf<K extends GateKind> = Extract<GateFinding, { gate: K }>;

/** The last confirmation of a gate at or before a moment. */
const confirmationOf = <K extends GateKind>(state: Session, gate: K, at: Instant) =>
  state.gateConfirmations.findLast((one) => one.finding.gate === gate && one.at <= at) as
    | (GateConfirmation & { finding: FindingOf<K> })
    | undefined;

/** The weight that doses are computed from at a moment, and the day it was measured. */
export function weightAt(state: Session, at: Instant): { weight: BodyWeight; measuredOn: string } | undefined {
  const found = confirmationOf(state, 'weight', at);
  return found && { weight: found.finding.weight, measuredOn: found.finding.measuredOn };
}

/** An age of a signed paper, in words and against how long it holds. */
function signedAnswer(what: string, signedOn: string, today: string, validSeconds: number, satisfy: string): Answer {
  const age = daysBetween(signedOn, today);
  const valid = Math.floor(validSeconds / 86400);
  if (age < 0) return unmet(`${what} is dated ${signedOn}, after today (${today})`, 'Correct the date.');
  if (age > valid) return unmet(`${what} was signed ${age} days ago; it holds for ${valid} days`, satisfy);
  return met(`${what} signed on ${signedOn}`);
}

const sayConsent = (one: ConsentsOnRecord[number], state: Session): string =>
  sayConsentOnRecord(one, (moment) => dayAt(moment, state.plan?.zone ?? 'UTC'));

function unconfirmed(consents: ConsentsOnRecord, state: Session): Answer {
  const missing = missingConsents(consents);
  if (missing.length === 0) return unmet('signed on record, not confirmed here yet', 'Confirm it from the record.');
  return unmet(
    missing.map((one) => sayConsent(one, state)).join('; '),
    [...new Set(missing.map(satisfyConsentOnRecord))].join(' '),
  );
}

/**
 * Withdrawn after it was confirmed here; or what was confirmed is a signature on record, of which the last is withdrawn
 * whatever a device's clock says, or a paper that is not of a later day.
 */
function isWithdrawnSince(
  { standing }: ConsentsOnRecord[number],
  found: GateConfirmation & { finding: FindingOf<'consent'> },
  state: Session,
  at: Instant,
): boolean {
  if (standing.kind !== 'withdrawn' || standing.at > at) return false;
  const { signatures, signedOn } = found.finding;
  return (
    signatures !== undefined || found.at < standing.at || signedOn <= dayAt(standing.at, state.plan?.zone ?? 'UTC')
  );
}

const CHECKS: { [K in GateKind]: (asked: Asked<K>) => Answer } = {
  consent({ gate, state, at, today, known: { consents } }) {
    const satisfy = `Record the signed consent "${gate.document}".`;
    const found = confirmationOf(state, 'consent', at);
    if (!found) return consents?.length ? unconfirmed(consents, state) : unmet('not recorded', satisfy);
    const withdrawn = consents?.find((one) => isWithdrawnSince(one, found, state, at));
    if (withdrawn) return unmet(sayConsent(withdrawn, state), `No dose is given. ${satisfyConsentOnRecord(withdrawn)}`);
    if (found.finding.document !== gate.document)
      return unmet(`the consent on record is "${found.finding.document}", not "${gate.document}"`, satisfy);
    return signedAnswer(`"${gate.document}"`, found.finding.signedOn, today, gate.validFor.value, satisfy);
  },
  touch_consent({ state, at }) {
    const touch = touchStandingAt(state, at);
    if (touch.kind === 'not_asked')
      return unmet('not asked today', 'Ask about touch today, and agree how to say stop.');
    return met(sayTouch(touch));
  },
  screening({ gate, state, at, today, known }) {
    const satisfy = 'Have a clinician review and sign the screening.';
    const stands = known.screening && whyNotScreened(known.screening);
    if (stands) return unmet(stands, satisfy);
    const found = confirmationOf(state, 'screening', at);
    if (!found) return unmet('not recorded', satisfy);
    return signedAnswer(
      `screening by ${found.finding.signedBy}`,
      found.finding.signedOn,
      today,
      gate.validFor.value,
      satisfy,
    );
  },
  identity({ gate, state, at }) {
    const found = confirmationOf(state, 'identity', at);
    const count = found?.finding.identifiers.length ?? 0;
    if (count < gate.identifiers)
      return unmet(
        `${count} of ${gate.identifiers} identifiers checked`,
        `Check ${gate.identifiers} identifiers with the patient.`,
      );
    return met(`checked by ${found?.finding.identifiers.map((one) => one.replaceAll('_', ' ')).join(' and ')}`);
  },
  weight({ gate, state, at, today }) {
    const found = weightAt(state, at);
    if (!found) return unmet('not measured', 'Weigh the patient.');
    const age = daysBetween(found.measuredOn, today);
    const says = `${sayQuantity(found.weight)}, measured ${age === 0 ? 'today' : `${age} days ago`}`;
    if (age < 0) return unmet(`the weight is dated ${found.measuredOn}, after today (${today})`, 'Correct the date.');
    if (age > gate.stopAfter.value / 86400)
      return unmet(`${says}; the limit is ${sayQuantity(gate.stopAfter)}`, 'Weigh the patient today.', 'hard');
    if (age > gate.warnAfter.value / 86400)
      return unmet(`${says}; older than ${sayQuantity(gate.warnAfter)}`, 'Weigh the patient today.', 'soft');
    return met(says);
  },
  fasting({ gate, state, at }) {
    const found = confirmationOf(state, 'fasting', at);
    if (!found) return unmet('not asked', 'Ask when the patient last ate and drank.');
    const waiting = [
      { what: 'solids', since: between(found.finding.lastSolids, at), asked: gate.solids },
      { what: 'clear liquids', since: between(found.finding.lastClearLiquids, at), asked: gate.clearLiquids },
    ].filter((one) => one.since < one.asked.value * SECOND);
    if (waiting.length === 0) return met('fasted long enough');
    const says = waiting.map(
      (one) => `${one.what} ${Math.max(0, Math.floor(one.since / 60000))} min ago, ${sayQuantity(one.asked)} asked`,
    );
    return unmet(says.join('; '), 'Wait until the fasting time has passed.');
  },
  escort({ state, at }) {
    const found = confirmationOf(state, 'escort', at);
    if (!found) return unmet('nobody named', 'Name the person who takes the patient home.');
    const { name, reachable } = found.finding;
    return reachable
      ? met(`${name}, reachable`)
      : unmet(`${name} was not reached`, 'Reach the escort, or name another.');
  },
  pregnancy_test({ state, at }) {
    const found = confirmationOf(state, 'pregnancy_test', at);
    if (!found) return unmet('not recorded', 'Record the test, or that it does not apply and why.');
    if (found.finding.result === 'positive')
      return unmet('the test is positive', 'Talk with the prescriber; a dose is not given.', 'hard');
    return met(found.finding.result === 'negative' ? 'negative' : 'does not apply');
  },
  intoxication({ state, at }) {
    const found = confirmationOf(state, 'intoxication', at);
    if (!found) return unmet('not looked at', 'Look for signs of intoxication.');
    return found.finding.signs === 'none' ? met('no signs') : unmet('signs are present', 'Talk with the prescriber.');
  },
  suicide_risk({ gate, state, at }) {
    const found = confirmationOf(state, 'suicide_risk', at);
    if (!found) return unmet('not reviewed', `Review ${gate.instrument}.`);
    return found.finding.acuteRisk
      ? unmet('acute risk was found', 'Page the on-call clinician; follow the safety plan.')
      : met('reviewed, no acute risk');
  },
  emergency_equipment({ gate, state, at }) {
    const found = confirmationOf(state, 'emergency_equipment', at);
    const missing = gate.items.filter((item) => !found?.finding.items.includes(item));
    if (!found || missing.length > 0)
      return unmet(`not checked: ${missing.join(', ')}`, 'Check each item and record it.');
    if (!isWithin(found.at, at, gate.checkedWithin.value))
      return unmet(`checked more than ${sayQuantity(gate.checkedWithin)} ago`, 'Check the equipment again.');
    return met('all items checked');
  },
  baseline_vital_signs({ gate, state, at }) {
    const first = doseTimes(state).first;
    const moment = first !== undefined && first < at ? first : at;
    const pressure = lastReading(state, 'bloodPressure', moment);
    const rate = lastReading(state, 'heartRate', moment);
    const saturation = lastReading(state, 'oxygenSaturation', moment);
    const take = 'Take blood pressure, heart rate and oxygen saturation.';
    if (!pressure || !rate || !saturation) return unmet('not complete', take);
    if (![pressure, rate, saturation].every((one) => isWithin(one.entry.at, moment, gate.within.value)))
      return unmet(`older than ${sayQuantity(gate.within)}`, take);
    const { systolic, diastolic } = pressure.value;
    const says = `${systolic.value}/${diastolic.value} mmHg, heart rate ${rate.value.value}, SpO2 ${saturation.value.value} %`;
    const over = (limit: typeof gate.hardBloodPressure) =>
      systolic.value >= limit.systolic.value || diastolic.value >= limit.diastolic.value;
    const sayLimit = (limit: typeof gate.hardBloodPressure) => `${limit.systolic.value}/${limit.diastolic.value} mmHg`;
    if (over(gate.hardBloodPressure))
      return unmet(
        `${says}: at or over ${sayLimit(gate.hardBloodPressure)}`,
        'Do not give a dose; rest, measure again, talk with the prescriber.',
        'hard',
      );
    if (over(gate.softBloodPressure))
      return unmet(
        `${says}: at or over ${sayLimit(gate.softBloodPressure)}`,
        'Rest and measure again, or let the prescriber decide.',
        'soft',
      );
    if (rate.value.value < gate.heartRate.low.value || rate.value.value > gate.heartRate.high.value)
      return unmet(
        `${says}: heart rate outside ${gate.heartRate.low.value} to ${gate.heartRate.high.value}`,
        'Measure again, or let the prescriber decide.',
      );
    if (saturation.value.value < gate.oxygenSaturationAtLeast.value)
      return unmet(
        `${says}: oxygen saturation under ${sayQuantity(gate.oxygenSaturationAtLeast)}`,
        'Measure again, or let the prescriber decide.',
      );
    return met(says);
  },
  people_present({ protocol, state, at }) {
    const current = phaseAt(protocol, state, at)?.phase;
    const dosing = current?.doseAllowed ? current : protocol.phases.find((phase) => phase.doseAllowed);
    if (!dosing) return unmet('the protocol has no phase in which a dose is given', 'Correct the protocol.', 'hard');
    const statuses = presenceFor(dosing, state, at);
    const missing = statuses.filter((status) => !status.met);
    if (missing.length > 0) return unmet(missing.map((status) => status.says).join('; '), 'Record who has come in.');
    return met(statuses.map((status) => status.says).join('; ') || 'nobody is asked for');
  },
  setting_prepared({ protocol, state, at, today }) {
    const found = confirmationOf(state, 'setting_prepared', at);
    if (!found || !isOfThisVisit(state, found.at, today))
      return unmet('not made ready today', 'Go through the setting plan.');
    const { elements, changed, made } = found.finding;
    const named = new Set([...elements, ...(made ?? []).map((one) => one.element)]);
    const left = protocol.setting.filter((element) => !named.has(element.id));
    if (left.length > 0 && !changed)
      return unmet(
        `left out: ${left.map((element) => element.name).join(', ')}`,
        'Make it ready, or write what was changed.',
      );
    const nameOf = (id: string) => protocol.setting.find((element) => element.id === id)?.name ?? id;
    const otherwise = [
      ...(made ?? []).flatMap((one) =>
        one.outcome === 'prepared'
          ? []
          : [`${nameOf(one.element)} ${one.outcome === 'omitted' ? 'left out' : 'changed'}: ${one.words}`],
      ),
      ...(changed ? [changed] : []),
    ];
    return met(otherwise.length > 0 ? `ready; ${otherwise.join('; ')}` : 'ready as planned');
  },
  focus({ state }) {
    return state.focus ? met(state.focus) : unmet('not chosen', 'Choose the focus with the patient.');
  },
};

/** One gate at a moment. */
function gateAt(gate: ProtocolGate, asked: Omit<Asked<GateKind>, 'gate'>): GateStatus {
  const { state } = asked;
  const check = CHECKS[gate.gate] as (asked: unknown) => Answer;
  const answer = check({ ...asked, gate });
  const rule = `gate-${gate.gate.replaceAll('_', '-')}`;
  const stop = answer.met ? gate.stop : (answer.stop ?? gate.stop);
  return {
    gate: gate.gate,
    title: GATE_TITLES[gate.gate],
    rule,
    stop,
    overrideBy: stop === 'soft' ? gate.overrideBy : [],
    witnessed: stop === 'soft' && gate.witnessed,
    met: answer.met,
    overridden: state.flags.some((flag) => flag.rule === rule && flag.why === 'overridden'),
    because: answer.because,
    satisfy: answer.met ? '' : answer.satisfy,
  };
}

/** Every gate of the protocol at a moment, in the protocol's order. */
export function gatesAt(protocol: Protocol, state: Session, at: Instant, known: KnownForGates = {}): GateStatus[] {
  const today = dayAt(at, state.plan?.zone ?? 'UTC');
  return protocol.gates.map((gate) => gateAt(gate, { protocol, state, at, today, known }));
}
