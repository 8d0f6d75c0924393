/**
 * The record of a dosing session: the chart that a clinician reads and signs, as a document of sections. Made from the
 * log alone; struck entries stay readable and never count. Source: clinical.md §8.
 */

import { amountPerKilogram } from '../dosing/amount.ts';
import type { Instant } from '../instant.ts';
import { type Label, labelOf } from '../protocol/label.ts';
import type { Protocol } from '../protocol/schema.ts';
import { sayQuantity } from '../quantity.ts';
import { ROLE_NAMES } from '../roles.ts';
import { dischargeAt } from '../session/discharge.ts';
import type { SessionEvent } from '../session/events.ts';
import { fold } from '../session/evolve.ts';
import { GATE_TITLES, gatesAt, weightAt } from '../session/gates.ts';
import { cumulativeDose, doseTimes, infusionAt } from '../session/infusion.ts';
import type { Session } from '../session/session.ts';
import { drawnRows } from './drawn-rows.ts';
import { presenceRows } from './presence-rows.ts';
import { sayEvent, sayFinding, sayFlag, sayOrder } from './say.ts';
import { clockIn, dateTimeIn, offsetOf } from './times.ts';

export interface RecordRow {
  /** The time as the site's clock showed it; empty where a row has none. */
  readonly time: string;
  readonly label: string;
  readonly value: string;
  readonly by: string;
  readonly isStruck?: boolean;
  /** Something a reader must not miss. */
  readonly isLoud?: boolean;
}
export interface RecordSection {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly RecordRow[];
}
export interface VitalSignsRow {
  readonly time: string;
  readonly systolic: string;
  readonly diastolic: string;
  readonly heartRate: string;
  readonly oxygenSaturation: string;
  readonly respiratoryRate: string;
  readonly other: string;
  readonly by: string;
}
export interface SessionRecord {
  readonly title: string;
  readonly label: Label;
  readonly protocol: string;
  readonly patient: { readonly name: string; readonly dateOfBirth: string; readonly recordNumber: string };
  readonly room: string;
  /** "2 March 2026, 09:00" at the site, and the zone with its offset, said once. */
  readonly arrived: string;
  readonly zone: string;
  readonly status: Session['status'];
  /** The figures in a line each: dose in all, mg/kg, times. */
  readonly figures: readonly { readonly name: string; readonly value: string }[];
  readonly sections: readonly RecordSection[];
  readonly vitalSigns: readonly VitalSignsRow[];
  readonly signatures: readonly {
    readonly name: string;
    readonly roles: string;
    readonly meaning: string;
    readonly time: string;
  }[];
  /** How many events the record is made from, and the last one's hash where they carry hashes. */
  readonly events: number;
  readonly lastHash?: string;
}

const STATUS_WORDS = {
  planned: 'planned',
  open: 'not ended',
  discharged: 'discharged',
  departed: 'left without discharge',
  cancelled: 'cancelled',
} as const;
const rolesOf = (event: SessionEvent) => event.author.roles.map((role) => ROLE_NAMES[role].toLowerCase()).join(', ');

/** Makes the record of a log under its protocol. Throws on a log that does not begin with its plan. */
export function recordOf(protocol: Protocol, events: readonly SessionEvent[]): SessionRecord {
  const state = fold(events);
  const plan = state.plan;
  if (!plan) throw new Error('a log that does not begin with the session’s plan has no record');
  const { zone } = plan;
  const end = events.at(-1)?.at as Instant;
  const struck = new Set(state.struck);
  const standing = events.filter((event) => !struck.has(event.seq));
  const lastHash = (events.at(-1) as { hash?: string } | undefined)?.hash;

  const row = (
    event: SessionEvent,
    label: string,
    value = sayEvent(event, protocol, zone),
    more: Partial<RecordRow> = {},
  ): RecordRow => ({
    time: clockIn(zone, event.at),
    label,
    value: event.lateEntry ? `${value} (late entry, recorded ${dateTimeIn(zone, event.recordedAt)})` : value,
    by: event.author.name,
    ...more,
  });
  const rowsOf = (...types: SessionEvent['type'][]) =>
    standing.filter((event) => types.includes(event.type)).map((event) => row(event, ''));

  const flagged = standing
    .filter((event) => event.flags?.length)
    .flatMap((event) =>
      (event.flags ?? []).map((flag) => row(event, sayEvent(event, protocol, zone), sayFlag(flag), { isLoud: true })),
    );
  const called = standing.flatMap((event) =>
    event.type === 'VitalSignsRecorded'
      ? (event.calls ?? []).map((call) => row(event, 'Call limit', call.message, { isLoud: true }))
      : [],
  );
  const loudEvents = standing
    .filter(
      (event) =>
        event.type === 'EmergencyStopCalled' ||
        event.type === 'EmergencyStopCleared' ||
        event.type === 'AdverseEventRecorded',
    )
    .map((event) =>
      row(
        event,
        event.type === 'AdverseEventRecorded' ? 'Adverse event' : 'Emergency stop',
        sayEvent(event, protocol, zone),
        { isLoud: true },
      ),
    );

  const sections: RecordSection[] = [
    {
      id: 'notice',
      title: 'To be noticed',
      rows: [...flagged, ...called, ...presenceRows(protocol, state, end, zone), ...loudEvents],
    },
    {
      id: 'purpose',
      title: 'Focus and intention',
      rows: [
        ...(state.focus ? [{ time: '', label: 'Focus', value: state.focus, by: '' }] : []),
        ...(state.intention ? [{ time: '', label: 'Intention', value: state.intention, by: '' }] : []),
      ],
    },
    { id: 'gates', title: 'Before the dose', rows: gateRows(protocol, state, standing, row) },
    {
      id: 'people',
      title: 'People present',
      rows: [
        ...state.people.map((person) => ({
          time: clockIn(zone, person.from),
          label: person.name,
          value: `${person.roles.map((role) => ROLE_NAMES[role].toLowerCase()).join(', ')}, ${person.attendance.replaceAll('_', ' ')}${person.until ? `, until ${clockIn(zone, person.until)}` : ''}`,
          by: '',
        })),
        ...rowsOf('PresenceHandedOver'),
      ],
    },
    { id: 'phases', title: 'Phases', rows: rowsOf('PhaseEntered') },
    {
      id: 'medicine',
      title: 'Medicine',
      rows: standing.flatMap((event) => {
        if (event.type === 'DoseOrdered') return [row(event, 'Order', `${sayOrder(event, protocol)}.`)];
        if (event.type === 'OrderChecked') return [row(event, 'Second-person check', 'Checked.')];
        return MEDICINE.has(event.type) ? [row(event, '')] : [];
      }),
    },
    { id: 'drawn', title: 'Drawn, given and wasted', rows: drawnRows(state, zone) },
    {
      id: 'nosc',
      title: 'Non-ordinary state',
      rows: rowsOf('NoscRecorded'),
    },
    {
      id: 'course',
      title: 'Seen, said and done',
      rows: rowsOf('ObservationRecorded', 'WordsRecorded', 'InterventionRecorded', 'TouchConsentWithdrawn'),
    },
    { id: 'music', title: 'Music', rows: rowsOf('MusicRecorded') },
    { id: 'leaving', title: 'Leaving', rows: leavingRows(protocol, state, standing, row, end) },
    {
      id: 'struck',
      title: 'Struck out',
      rows: events.flatMap((event) => {
        if (event.type !== 'StruckOut') return [];
        const entry = events.find((one) => one.seq === event.struck);
        return entry
          ? [
              row(entry, `Entry ${entry.seq}`, sayEvent(entry, protocol, zone), { isStruck: true }),
              row(event, `Entry ${event.seq}`),
            ]
          : [];
      }),
    },
  ];

  return {
    title: protocol.name,
    label: labelOf(protocol),
    protocol: `${protocol.id} ${protocol.version}`,
    patient: {
      name: plan.patient.name,
      dateOfBirth: plan.patient.dateOfBirth,
      recordNumber: plan.patient.recordNumber,
    },
    room: plan.room,
    arrived: state.arrivedAt ? dateTimeIn(zone, state.arrivedAt) : 'not arrived',
    zone: `${zone} (${offsetOf(zone, state.arrivedAt ?? end)})`,
    status: state.status,
    figures: figuresOf(state, end, zone),
    sections: sections.filter((section) => section.rows.length > 0),
    vitalSigns: state.vitalSigns.map((entry): VitalSignsRow => {
      const {
        bloodPressure,
        heartRate,
        oxygenSaturation,
        respiratoryRate,
        temperature,
        sedation,
        pain,
        endTidalCarbonDioxide,
      } = entry.vitalSigns;
      const say = (value: { value: number } | undefined) => (value ? String(value.value) : '');
      const other = [
        temperature && `${temperature.value} °C`,
        endTidalCarbonDioxide && `EtCO2 ${endTidalCarbonDioxide.value}`,
        sedation && `RASS ${sedation.value}`,
        pain && `pain ${pain.value}`,
      ];
      return {
        time: clockIn(zone, entry.at),
        systolic: say(bloodPressure?.systolic),
        diastolic: say(bloodPressure?.diastolic),
        heartRate: say(heartRate),
        oxygenSaturation: say(oxygenSaturation),
        respiratoryRate: say(respiratoryRate),
        other: other.filter(Boolean).join(', '),
        by: entry.by.name,
      };
    }),
    signatures: standing.flatMap((event) =>
      event.type === 'DischargeSigned' || event.type === 'RecordSigned'
        ? [
            {
              name: event.author.name,
              roles: rolesOf(event),
              meaning:
                event.type === 'DischargeSigned'
                  ? 'Discharge'
                  : event.meaning === 'author'
                    ? 'Author of the record'
                    : 'Reviewed',
              time: dateTimeIn(zone, event.at),
            },
          ]
        : [],
    ),
    events: events.length,
    ...(lastHash && { lastHash }),
  };
}

/** What is told of the medicine beside orders and their checks. */
const MEDICINE: ReadonlySet<SessionEvent['type']> = new Set([
  'OrderStopped',
  'MedicineDrawn',
  'MedicineWasted',
  'WasteWitnessed',
  'MedicinePutBack',
  'MedicineLost',
  'DoseAdministered',
  'InfusionStarted',
  'InfusionRateChanged',
  'InfusionPaused',
  'InfusionResumed',
  'InfusionStopped',
]);

type MakeRow = (event: SessionEvent, label: string, value?: string, more?: Partial<RecordRow>) => RecordRow;

/** Each gate as it stood when the first dose was given (or at the end): its finding, or that it was not met. */
function gateRows(protocol: Protocol, state: Session, standing: readonly SessionEvent[], row: MakeRow): RecordRow[] {
  const dosed = standing.find((event) => event.type === 'DoseAdministered' || event.type === 'InfusionStarted');
  const at = dosed?.at ?? standing.at(-1)?.at;
  if (!at) return [];
  return gatesAt(protocol, state, at).map((gate) => {
    const confirmed = standing.findLast(
      (event) => event.type === 'GateConfirmed' && event.finding.gate === gate.gate && event.at <= at,
    );
    const isLoud = !gate.met && dosed !== undefined;
    const suffix = gate.met ? '' : ` (not met: ${gate.because}${gate.overridden ? '; overridden' : ''})`;
    if (confirmed?.type === 'GateConfirmed')
      return row(confirmed, GATE_TITLES[gate.gate], `${sayFinding(confirmed.finding, state.plan?.zone)}${suffix}`, {
        isLoud,
      });
    return {
      time: '',
      label: GATE_TITLES[gate.gate],
      value: gate.met ? gate.because : `not met: ${gate.because}`,
      by: '',
      isLoud,
    };
  });
}

function leavingRows(
  protocol: Protocol,
  state: Session,
  standing: readonly SessionEvent[],
  row: MakeRow,
  end: Instant,
): RecordRow[] {
  const zone = state.plan?.zone ?? 'UTC';
  const ended = standing.find(
    (event) =>
      event.type === 'DischargeSigned' || event.type === 'PatientDeparted' || event.type === 'SessionCancelled',
  );
  if (doseTimes(state).first === undefined) return ended ? [row(ended, '')] : [];
  const status = dischargeAt(protocol, state, ended?.at ?? end);
  return [
    ...(status.earliest
      ? [
          {
            time: clockIn(zone, status.earliest),
            label: 'Earliest by the minimum time',
            value: status.minimumTimeMet ? 'passed' : 'NOT PASSED',
            by: '',
            isLoud: ended !== undefined && !status.minimumTimeMet,
          },
        ]
      : []),
    ...status.criteria.map((one) => ({
      time: '',
      label: one.title,
      value: one.met ? one.because : `not met: ${one.because}`,
      by: '',
      isLoud: ended?.type === 'DischargeSigned' && !one.met,
    })),
    ...standing.filter((event) => event.type === 'HandedOverToEscort').map((event) => row(event, '')),
    ...(ended ? [row(ended, '')] : []),
  ];
}

function figuresOf(state: Session, end: Instant, zone: string): { name: string; value: string }[] {
  const figures: { name: string; value: string }[] = [];
  const weight = weightAt(state, end);
  if (weight) figures.push({ name: 'Weight', value: `${sayQuantity(weight.weight)} (${weight.measuredOn})` });
  const { first } = doseTimes(state);
  if (first) {
    const cumulative = cumulativeDose(state, end);
    figures.push({
      name: 'Given in all',
      value: `${sayQuantity(cumulative)}${weight ? ` (${sayQuantity(amountPerKilogram(cumulative, weight.weight))})` : ''}`,
    });
    figures.push({ name: 'First dose', value: clockIn(zone, first) });
  }
  for (const infusion of state.infusions) {
    const progress = infusionAt(infusion, end);
    figures.push({
      name: 'Infusion',
      value: `${sayQuantity(progress.delivered)} delivered, ${sayQuantity(progress.remaining)} left`,
    });
  }
  const systolics = state.vitalSigns.flatMap((one) => one.vitalSigns.bloodPressure?.systolic.value ?? []);
  if (systolics.length > 0) figures.push({ name: 'Highest systolic', value: `${Math.max(...systolics)} mmHg` });
  if (state.endedAt)
    figures.push({ name: `Ended (${STATUS_WORDS[state.status]})`, value: clockIn(zone, state.endedAt) });
  return figures;
}
