/**
 * The data of the REMS Patient Monitoring Form of esketamine nasal spray, made from a session's log. What the log does
 * not hold is never guessed: it is left empty and named, either because nobody recorded it or because this system does
 * not keep it and a hand fills it in. Sending the form stays the clinic's act.
 * Source: MONITORING_FORM_SOURCES.
 */
import { totalAmount } from '../dosing/amount.ts';
import { between, type Instant, MINUTE } from '../instant.ts';
import type { Protocol } from '../protocol/schema.ts';
import type { DrugAmount } from '../quantity.ts';
import { ROLE_NAMES } from '../roles.ts';
import { dischargeAt } from '../session/discharge.ts';
import type { SessionEvent } from '../session/events.ts';
import { fold } from '../session/evolve.ts';
import { gatesAt } from '../session/gates.ts';
import type { Session } from '../session/session.ts';
import { dayAt, dayLater } from '../session/site-day.ts';
import { byHand, type FormAnswer, known, notRecorded, notYet } from './answer.ts';
import { dissociationOf, respirationOf, type Seen, sedationOf } from './effects.ts';
import { type Pressure, pressureAround } from './pressures.ts';

/** What the form is made after, and how each was checked. */
export const MONITORING_FORM_SOURCES = [
  {
    citation:
      'SPRAVATO REMS Patient Monitoring Form, outpatient use only, 11/2021: its fields up to the three blood pressures, and the seven days.',
    checked: {
      how: 'background',
      on: '2026-11-26',
      note: 'first page, as a third party copied it; compare with the form that the REMS gives you',
    },
  },
  {
    citation:
      'Johnson & Johnson Medical Connect, overview of the form: first treatment and enrolment, opioids among the medicines, respiratory depression beside sedation and dissociation.',
    url: 'https://jnjmedicalconnect.com/products/spravato/video-spravato-rems-patient-monitoring-form-overview',
    checked: { how: 'verified', on: '2026-11-26', note: 'the beginning as stored' },
  },
  {
    citation:
      'The form’s questions after the blood pressures: when sedation and dissociation began and were over, serious adverse events, signature.',
    checked: { how: 'background', on: '2026-11-26', note: 'compare with the form that the REMS gives you' },
  },
] as const;

/** Days within which it is sent. Source: the form. */
const SENT_WITHIN_DAYS = 7;
/** The least time under observation, from the first device. Source: the form, and the US label. */
export const LEAST_MINUTES = 120;
/** Doses that the form names. Source: the form. */
const NAMED_DOSES = [56_000, 84_000] as const;

export interface MonitoringForm {
  readonly title: string;
  /** The site's zone, in which days and clocks are said. */
  readonly zone: string;
  readonly patient: {
    readonly name: string;
    readonly dateOfBirth: string;
    readonly recordNumber: string;
    readonly sex: FormAnswer<string>;
    readonly isFirstTreatment: FormAnswer<boolean>;
    readonly isEnrolled: FormAnswer<boolean>;
  };
  /** Medicines that may sedate or change the blood pressure, by the groups that the form asks about. */
  readonly concomitant: Readonly<Record<ConcomitantGroup, FormAnswer<boolean>>>;
  readonly provider: {
    /** Who may give medicine and was with the patient between the first device and the end. */
    readonly names: FormAnswer<readonly string[]>;
    readonly telephone: FormAnswer<string>;
    readonly email: FormAnswer<string>;
  };
  readonly setting: { readonly name: string; readonly address: FormAnswer<string> };
  readonly treatment: {
    readonly date: FormAnswer<string>;
    readonly dose: FormAnswer<DrugAmount>;
    /** As they were given; `count` is how many devices of the protocol's strength an entry comes to. */
    readonly devices: FormAnswer<
      readonly { readonly at: Instant; readonly amount: DrugAmount; readonly count: number }[]
    >;
    readonly lots: FormAnswer<readonly string[]>;
    readonly startedAt: FormAnswer<Instant>;
    readonly endedAt: FormAnswer<Instant>;
    readonly minutes: FormAnswer<number>;
    /** The form's own question: when the patient would have been ready, were there no two hours. */
    readonly readyAfterMinutes: FormAnswer<number>;
  };
  readonly vitalSigns: {
    readonly acceptableBefore: FormAnswer<{ readonly isSo: boolean; readonly because: string }>;
    readonly acceptableAtEnd: FormAnswer<{ readonly isSo: boolean; readonly because: string }>;
  };
  readonly pressures: Readonly<Record<'before' | 'after40' | 'atEnd', FormAnswer<Pressure>>>;
  readonly effects: {
    readonly sedation: FormAnswer<Seen>;
    readonly dissociation: FormAnswer<Seen>;
    readonly respiratoryDepression: FormAnswer<Seen>;
  };
  readonly adverseEvents: readonly {
    readonly at: Instant;
    readonly term: string;
    readonly grade: number;
    readonly outcome: string;
  }[];
  /** Whether any of them was serious is a clinician's judgement, not a grade's. */
  readonly hadSeriousEvent: FormAnswer<boolean>;
  readonly signature: FormAnswer<string>;
  /** The last day on which it may be sent. */
  readonly dueOn: FormAnswer<string>;
  /** What a reader must not miss: less than two hours, a dose that the label does not name. */
  readonly attention: readonly string[];
}

export const CONCOMITANT_GROUPS = {
  benzodiazepines: 'Benzodiazepines',
  sedativeHypnotics: 'Sedative hypnotics that are no benzodiazepines',
  opioids: 'Opioids',
  psychostimulants: 'Psychostimulants',
  maoInhibitors: 'Monoamine oxidase inhibitors',
} as const;
export type ConcomitantGroup = keyof typeof CONCOMITANT_GROUPS;

/** Whether a session under this protocol asks for the form: it is esketamine's alone. */
export const needsMonitoringForm = ({ medicine }: Pick<Protocol, 'medicine'>): boolean =>
  medicine.substance === 'esketamine' && medicine.route === 'intranasal';

/** Makes the form's data. Throws on a log that does not begin with its plan. */
export function monitoringFormOf(
  protocol: Protocol,
  events: readonly SessionEvent[],
  setting: { readonly name: string },
): MonitoringForm {
  const state = fold(events);
  const { plan } = state;
  if (!plan) throw new Error('a log that does not begin with the session’s plan has no form');
  const devices = state.doses;
  const startedAt = devices[0]?.at;
  const endedAt = startedAt ? state.endedAt : undefined;
  const nothingGiven = state.endedAt ? notRecorded('no device was given') : notYet('no device was given');
  const after = <T>(made: (start: Instant) => FormAnswer<T>): FormAnswer<T> =>
    startedAt ? made(startedAt) : nothingGiven;
  const ended = <T>(made: (start: Instant, end: Instant) => FormAnswer<T>): FormAnswer<T> =>
    after((start) => (endedAt ? made(start, endedAt) : notYet('the session has not ended')));

  const form: Omit<MonitoringForm, 'attention'> = {
    title: 'REMS Patient Monitoring Form, esketamine nasal spray',
    zone: plan.zone,
    patient: {
      name: plan.patient.name,
      dateOfBirth: plan.patient.dateOfBirth,
      recordNumber: plan.patient.recordNumber,
      sex: byHand('sex is not part of the session’s log'),
      // A dose of another medicine counts for the plan, and one elsewhere is not known here.
      isFirstTreatment: byHand(
        plan.lastDose
          ? `a dose of some medicine is on record here, on ${dayAt(plan.lastDose.at, plan.zone)}`
          : 'no earlier dose of this patient is on record here',
      ),
      isEnrolled: byHand('enrolment is kept by the REMS'),
    },
    concomitant: concomitantByHand(),
    provider: {
      names: after((start) => watchersOf(protocol, state, start, endedAt)),
      telephone: byHand('telephone numbers of staff are not kept here'),
      email: byHand('e-mail addresses are not part of the session’s log'),
    },
    setting: { name: setting.name, address: byHand('the address as enrolled with the REMS') },
    treatment: {
      date: after((start) => known(dayAt(start, plan.zone))),
      dose: after(() => known(totalAmount(devices.map(({ amount }) => amount)))),
      devices: after(() =>
        known(devices.map(({ at, amount }) => ({ at, amount, count: amount.value / strengthOf(protocol) }))),
      ),
      lots: after(() => lotsOf(state)),
      startedAt: after(known),
      endedAt: ended((_start, end) => known(end)),
      minutes: ended((start, end) => known(Math.floor(between(start, end) / MINUTE))),
      readyAfterMinutes: byHand('a clinician’s judgement'),
    },
    vitalSigns: {
      acceptableBefore: after((start) => baselineJudged(protocol, state, start)),
      acceptableAtEnd: ended((_start, end) => endJudged(protocol, state, end)),
    },
    pressures: {
      before: after((start) => pressureAround(protocol, state, 'before', start, endedAt)),
      after40: after((start) => pressureAround(protocol, state, 'after40', start, endedAt)),
      atEnd: ended((start, end) => pressureAround(protocol, state, 'atEnd', start, end)),
    },
    effects: {
      sedation: after((start) => sedationOf(state, start)),
      dissociation: after((start) => dissociationOf(state, start)),
      respiratoryDepression: after((start) => respirationOf(state, start)),
    },
    adverseEvents: state.adverseEvents.map(({ at, term, grade, outcome }) => ({ at, term, grade, outcome })),
    hadSeriousEvent: byHand(
      state.adverseEvents.length === 0
        ? 'no adverse event is recorded; the answer is a clinician’s'
        : 'a clinician’s judgement of what is recorded',
    ),
    signature: byHand('signed on the form itself'),
    dueOn: after((start) => known(dayLater(dayAt(start, plan.zone), SENT_WITHIN_DAYS))),
  };
  return { ...form, attention: attentionOf(form, plan.lastDose === undefined) };
}

const concomitantByHand = () => {
  const unknown = byHand('compare with the patient’s medicine list');
  return {
    benzodiazepines: unknown,
    sedativeHypnotics: unknown,
    opioids: unknown,
    psychostimulants: unknown,
    maoInhibitors: unknown,
  };
};

/** What one device delivers. */
function strengthOf({ medicine }: Protocol): number {
  const device = medicine.products.find((product) => product.form === 'unit');
  if (device?.form !== 'unit') throw new Error('a protocol of nasal devices that names none');
  return device.strength.value;
}

/** Those who may give medicine and were in the room or the site while the patient was watched. */
function watchersOf(
  protocol: Protocol,
  state: Session,
  start: Instant,
  end: Instant | undefined,
): FormAnswer<readonly string[]> {
  const names = state.people
    .filter(
      (person) =>
        person.attendance !== 'available' &&
        (end === undefined || person.from <= end) &&
        (person.until === undefined || person.until >= start) &&
        person.roles.some((role) => protocol.dose.giveBy.includes(role)),
    )
    .map(({ name, roles }) => `${name} (${roles.map((role) => ROLE_NAMES[role].toLowerCase()).join(', ')})`);
  const distinct = [...new Set(names)];
  return distinct.length > 0 ? known(distinct) : notRecorded('nobody who may give medicine is recorded as present');
}

/** Lots of what was given, from the containers that it was drawn out of. */
function lotsOf(state: Session): FormAnswer<readonly string[]> {
  const lots = state.draws.filter(({ given }) => given.value > 0).map(({ container }) => container.lot);
  return lots.length > 0 ? known([...new Set(lots)]) : notRecorded('no container was drawn from for these devices');
}

function baselineJudged(protocol: Protocol, state: Session, at: Instant) {
  const gate = gatesAt(protocol, state, at).find((one) => one.gate === 'baseline_vital_signs');
  return gate
    ? known({ isSo: gate.met, because: gate.because })
    : notRecorded('the protocol has no limits for the vital signs before a dose');
}

function endJudged(protocol: Protocol, state: Session, at: Instant) {
  const criteria = dischargeAt(protocol, state, at).criteria.filter(
    ({ criterion }) => criterion === 'blood_pressure' || criterion === 'oxygen_saturation',
  );
  return criteria.length > 0
    ? known({
        isSo: criteria.every((one) => one.met),
        because: criteria.map((one) => one.because).join('; '),
      })
    : notRecorded('the protocol has no limits for the vital signs at leaving');
}

function attentionOf(
  { treatment, pressures, vitalSigns }: Omit<MonitoringForm, 'attention'>,
  isFirstKnown: boolean,
): string[] {
  const says: string[] = [];
  const { minutes, dose } = treatment;
  if (minutes.known && minutes.value < LEAST_MINUTES)
    says.push(`Watched for ${minutes.value} minutes; the REMS asks for at least ${LEAST_MINUTES}.`);
  if (dose.known && !NAMED_DOSES.some((named) => named === dose.value.value))
    says.push(`${dose.value.value / 1000} mg is neither 56 nor 84 mg: write it beside "other".`);
  if (dose.known && isFirstKnown && dose.value.value > NAMED_DOSES[0])
    says.push(
      'No earlier dose is on record here, and this one was above 56 mg, which the label begins with in treatment-resistant depression.',
    );
  for (const [answer, what] of [
    [pressures.before, 'before the first device'],
    [pressures.after40, 'about 40 minutes after'],
    [pressures.atEnd, 'before leaving'],
  ] as const)
    if (!answer.known && treatment.startedAt.known && treatment.endedAt.known)
      says.push(`No blood pressure ${what}: ${answer.because}.`);
  for (const [answer, what] of [
    [vitalSigns.acceptableBefore, 'before administration'],
    [vitalSigns.acceptableAtEnd, 'at the end'],
  ] as const)
    if (answer.known && !answer.value.isSo)
      says.push(`Vital signs were not in range ${what}: ${answer.value.because}.`);
  return says;
}
