/**
 * Plays a session from arrival to discharge, or up to a point, as the protocol says it goes. The clock is the caller's:
 * the seeder moves it, the live demo waits.
 */
import { randomUUID } from 'node:crypto';
import {
  type DrugAmount,
  type GateFinding,
  type GateKind,
  later,
  MINUTE,
  type Protocol,
  quantity,
  type ScreeningOnRecord,
  settingFinding,
} from '@holdspace/care';
import { numbersFrom, type Person, RESTING, reading } from './body.ts';
import { type DemoPerson, type DemoSession, type DemoStaff, demand, usualDose } from './driver.ts';
import { playMusic } from './music.ts';
import { containerFor } from './safe.ts';

/** How far to play. */
export type Until = 'arrived' | 'gates' | 'dosed' | 'recovery' | 'discharged';
const ORDER: readonly Until[] = ['arrived', 'gates', 'dosed', 'recovery', 'discharged'];

export interface Playing {
  readonly session: DemoSession;
  readonly protocol: Protocol;
  readonly staff: DemoStaff;
  readonly until: Until;
  readonly seed: number;
  readonly person?: Person;
  readonly kilograms: number;
  /** The course order under which the nurse places the dose; without it, the prescriber orders for the session. */
  readonly courseOrder?: { readonly id: string; readonly version: number };
  /** How many times faster than life the protocol is; 1 where it is a shipped one. */
  readonly speed?: number;
  /** Lets time pass: minutes of the session's own time. */
  pass(minutes: number): Promise<void>;
}

const ESCORT = { name: 'Rowan Lark', telephone: '555 0142' };

/** Who cares for somebody who is treated like this. */
export const carers = (protocol: Protocol, staff: DemoStaff): DemoPerson[] =>
  people(protocol, staff).map(([person]) => person);

/** Who comes in, and how near. */
function people(protocol: Protocol, staff: DemoStaff): [DemoPerson, 'in_room' | 'on_site' | 'available'][] {
  const psychotherapy = protocol.setting.length > 0;
  return psychotherapy
    ? [
        [staff.nurse, 'in_room'],
        [staff.therapist, 'in_room'],
        [staff.guide, 'in_room'],
        [staff.prescriber, 'on_site'],
      ]
    : [
        [staff.nurse, 'in_room'],
        [staff.anesthesia, 'on_site'],
        [staff.prescriber, 'on_site'],
      ];
}

interface Found {
  readonly by: DemoPerson;
  readonly finding: GateFinding;
}
/** Where a screening is signed on record it is confirmed by reference; no paper stands in for it. */
async function screeningOnRecord({ staff, session }: Playing): Promise<Found | undefined> {
  const { screening } = await demand<{ screening: ScreeningOnRecord | null }>(
    session.send,
    staff.prescriber,
    'GET',
    `/api/sessions/${session.id}/screening`,
  );
  const decision = screening?.decision;
  return (
    decision && {
      by: staff.prescriber,
      finding: { gate: 'screening', record: decision.id, signedBy: decision.by, signedOn: decision.on },
    }
  );
}

function findingFor(protocol: Protocol, kind: GateKind, playing: Playing): Found | undefined {
  const { staff, session } = playing;
  const now = session.now;
  // The day before is past in every zone, so that no paper is dated tomorrow.
  const yesterday = later(now, -1440 * MINUTE).slice(0, 10);
  const asked = protocol.gates.find((gate) => gate.gate === kind);
  switch (kind) {
    case 'consent':
      return {
        by: staff.nurse,
        finding: { gate: kind, document: asked?.gate === kind ? asked.document : '', signedOn: yesterday },
      };
    case 'screening':
      return { by: staff.prescriber, finding: { gate: kind, signedBy: staff.prescriber.name, signedOn: yesterday } };
    case 'identity':
      return { by: staff.nurse, finding: { gate: kind, identifiers: ['name', 'date_of_birth'] } };
    case 'weight':
      return {
        by: staff.nurse,
        finding: { gate: kind, weight: quantity(playing.kilograms, 'kg'), measuredOn: yesterday },
      };
    case 'fasting':
      return {
        by: staff.nurse,
        finding: {
          gate: kind,
          lastSolids: later(now, -11 * 60 * MINUTE),
          lastClearLiquids: later(now, -4 * 60 * MINUTE),
        },
      };
    case 'escort':
      return { by: staff.front_desk, finding: { gate: kind, ...ESCORT, reachable: true } };
    case 'pregnancy_test':
      return { by: staff.nurse, finding: { gate: kind, result: 'does_not_apply', note: 'asked and answered' } };
    case 'intoxication':
      return { by: staff.nurse, finding: { gate: kind, signs: 'none' } };
    case 'suicide_risk':
      return {
        by: staff.prescriber,
        finding: { gate: kind, instrument: asked?.gate === kind ? asked.instrument : '', acuteRisk: false },
      };
    case 'emergency_equipment':
      return { by: staff.nurse, finding: { gate: kind, items: asked?.gate === kind ? asked.items : [] } };
    case 'touch_consent':
      return {
        by: staff.guide,
        finding: {
          gate: kind,
          given: true,
          limits: 'a hand on the hand, when asked for',
          stopSign: 'an open palm, or the word "red"',
        },
      };
    case 'setting_prepared':
      return {
        by: staff.guide,
        finding: settingFinding(
          [],
          protocol.setting.map(({ id }) =>
            id === 'temperature'
              ? { element: id, outcome: 'changed', words: 'A second blanket was brought' }
              : { element: id, outcome: 'prepared' },
          ),
        ),
      };
    case 'focus':
      return undefined;
    case 'baseline_vital_signs':
    case 'people_present':
      return undefined;
  }
}

/** Plays. Everything is sent as a person would send it; nothing is written past the rules. */
export async function play(playing: Playing): Promise<void> {
  const { session, protocol, staff, pass, person = RESTING } = playing;
  const random = numbersFrom(playing.seed);
  const goesOnTo = (point: Until) => ORDER.indexOf(playing.until) >= ORDER.indexOf(point);
  const measure = (minutes: number) =>
    session.does(staff.nurse, { type: 'RecordVitalSigns', vitalSigns: reading(person, minutes, random) });

  await session.does(staff.front_desk, { type: 'RecordArrival' });
  await pass(1);
  if (!goesOnTo('gates')) return;
  for (const [who, attendance] of people(protocol, staff))
    await session.does(staff.nurse, {
      type: 'JoinSession',
      person: { id: who.id, name: who.name, roles: [who.role] },
      attendance,
    });
  const [arrival, ...phases] = protocol.phases;
  if (arrival) await session.does(staff.nurse, { type: 'EnterPhase', phase: arrival.id });
  // Two gates stay open where the play ends here, so that the room shows what is missing.
  const leaveOpen: GateKind[] = goesOnTo('dosed') ? [] : ['escort', 'suicide_risk'];
  for (const gate of protocol.gates) {
    if (leaveOpen.includes(gate.gate)) continue;
    const found =
      (gate.gate === 'screening' && (await screeningOnRecord(playing))) || findingFor(protocol, gate.gate, playing);
    if (found) await session.does(found.by, { type: 'ConfirmGate', finding: found.finding });
  }
  await pass(4);
  await measure(-1);
  if (!goesOnTo('dosed')) return;

  const dosing = phases.findIndex((phase) => phase.doseAllowed);
  for (const phase of phases.slice(0, dosing + 1)) {
    await pass(phase.doseAllowed ? 2 : 8);
    await session.does(phase.kind === 'preparation' && protocol.setting.length > 0 ? staff.therapist : staff.nurse, {
      type: 'EnterPhase',
      phase: phase.id,
    });
  }
  const { courseOrder } = playing;
  const order = randomUUID();
  await session.does(courseOrder ? staff.nurse : staff.prescriber, {
    type: 'OrderDose',
    order,
    purpose: 'first',
    product: protocol.medicine.products[0]?.id ?? '',
    prescribed: usualDose(protocol),
    ...(courseOrder && { underCourseOrder: courseOrder }),
  });
  await pass(1);
  await session.does(courseOrder ? staff.prescriber : staff.nurse, { type: 'CheckOrder', order });
  await measure(-1);
  await giveDose(playing, order);
  await afterTheDose(playing, phases.slice(dosing + 1), measure);
}

/** A syringe is filled to half a millilitre; a cut lozenge leaves its other half. */
const SYRINGE_STEP = 500;

interface Drawn {
  readonly draw: string;
  readonly left: DrugAmount;
}

/** Takes out of the safe what the dose needs, as a hand does: to a mark of the syringe, or in whole pieces. */
async function drawUp(playing: Playing, order: string, dose: DrugAmount): Promise<Drawn | undefined> {
  const { session, protocol, staff } = playing;
  const [product] = protocol.medicine.products;
  if (!product) return undefined;
  const step =
    product.form === 'solution' ? (SYRINGE_STEP * product.concentration.value) / 1000 : product.strength.value;
  const amount = quantity(Math.ceil(dose.value / step) * step, 'ug');
  const asked = { substance: protocol.medicine.substance, product, amount };
  // The demo is in one zone or another; a day more or less tells nothing of a container that is fit for weeks.
  const container = await containerFor(session.send, staff, asked, { now: Date.parse(session.now), zone: 'UTC' });
  if (!container) return undefined;
  const draw = randomUUID();
  const volume =
    product.form === 'solution'
      ? { volume: quantity(Math.round((amount.value * 1000) / product.concentration.value), 'uL') }
      : {};
  await session.does(staff.nurse, { type: 'DrawMedicine', draw, container, amount, order, ...volume });
  return { draw, left: quantity(amount.value - dose.value, 'ug') };
}

/** What is left is made unusable before the eyes of a second licensed person. */
async function wasteRest({ session, protocol, staff }: Playing, { draw, left }: Drawn): Promise<void> {
  if (left.value === 0) return;
  const waste = randomUUID();
  await session.does(staff.nurse, {
    type: 'WasteMedicine',
    waste,
    draw,
    amount: left,
    how: 'controlled_waste_container',
  });
  const witness = protocol.setting.length > 0 ? staff.therapist : staff.anesthesia;
  await session.does(witness, { type: 'WitnessWaste', waste });
}

async function giveDose(playing: Playing, order: string): Promise<void> {
  const { session, protocol, staff, kilograms } = playing;
  const { delivery, dose, medicine } = protocol;
  const product = medicine.products[0];
  const asked =
    dose.basis.by === 'weight'
      ? Math.round(dose.basis.usual.value * kilograms)
      : (dose.basis.firstSession?.[0] ?? dose.basis.usual).value;
  // As it is drawn up: whole steps of the syringe, or whole parts of a lozenge.
  const step =
    product?.form === 'solution'
      ? (product.drawStep.value * product.concentration.value) / 1000
      : (product?.strength.value ?? 1) / (product?.divisibleInto ?? 1);
  const amount = quantity(Math.round(asked / step) * step, 'ug');
  const drawn = await drawUp(playing, order, amount);
  const draws = drawn && { draws: [{ draw: drawn.draw, amount }] };
  if (delivery.kind === 'infusion') {
    const rate =
      Math.round((delivery.bagVolume.value * 3600) / delivery.duration.value / delivery.pumpStep.value) *
      delivery.pumpStep.value;
    await session.does(staff.nurse, { type: 'StartInfusion', order, rate: quantity(rate, 'uL/h'), ...draws });
  } else
    await session.does(staff.nurse, {
      type: 'AdministerDose',
      order,
      amount,
      ...draws,
      ...(delivery.kind === 'injection' && { site: delivery.sites[0] }),
    });
  if (drawn) await wasteRest(playing, drawn);
}

/** What a guide sees on a usual journey, by minutes after the dose. */
const JOURNEY: readonly { minute: number; act(session: DemoSession, staff: DemoStaff): Promise<void> }[] = [
  { minute: 4, act: (session, staff) => session.does(staff.guide, { type: 'RecordNosc', moment: 'onset' }) },
  {
    minute: 8,
    act: (session, staff) => session.does(staff.guide, { type: 'RecordObservation', observation: 'still' }),
  },
  { minute: 16, act: (session, staff) => session.does(staff.guide, { type: 'RecordNosc', moment: 'peak' }) },
  {
    minute: 22,
    act: (session, staff) => session.does(staff.guide, { type: 'RecordObservation', observation: 'tearful' }),
  },
  {
    minute: 23,
    act: (session, staff) =>
      session.does(staff.guide, { type: 'RecordIntervention', intervention: 'hand', note: 'asked for, as agreed' }),
  },
  {
    minute: 38,
    act: (session, staff) =>
      session.does(staff.therapist, {
        type: 'RecordWords',
        words: 'It was the same road, and this time I could look at it.',
      }),
  },
  { minute: 47, act: (session, staff) => session.does(staff.guide, { type: 'RecordNosc', moment: 'return' }) },
];

/** The patient’s own words first, then what they carry home. */
async function debrief(session: DemoSession, staff: DemoStaff): Promise<void> {
  await session.does(staff.therapist, {
    type: 'RecordWords',
    about: 'experience',
    words: 'Somebody walked beside me, and I did not have to hurry.',
  });
  await session.does(staff.therapist, {
    type: 'RecordWords',
    about: 'carry_home',
    words: 'That I can go slowly, and with company.',
  });
}

async function afterTheDose(
  playing: Playing,
  toCome: Protocol['phases'],
  measure: (minutes: number) => Promise<void>,
): Promise<void> {
  const { session, protocol, staff, pass, until } = playing;
  const isInfusion = protocol.delivery.kind === 'infusion';
  const psychotherapy = protocol.setting.length > 0;
  const stopAt = until === 'dosed' ? MIDDLE : Number.POSITIVE_INFINITY;
  const dosingEnds = isInfusion ? Math.ceil(FULL_INFUSION) : psychotherapy ? 2 : 5;
  const minimumTime = (protocol.discharge.minimumTime.duration.value * (playing.speed ?? 1)) / 60;
  const leaving = isInfusion ? dosingEnds + 62 : Math.ceil(minimumTime) + 4;
  const debriefAt = leaving - 22;
  const inRecovery = isInfusion ? dosingEnds + 30 : 61;
  const phases = [...toCome];
  const enterNext = async () => {
    const next = phases.shift();
    if (next) await session.does(psychotherapy ? staff.therapist : staff.nurse, { type: 'EnterPhase', phase: next.id });
  };
  for (let minute = 1; minute <= leaving; minute += 1) {
    await pass(1);
    for (const moment of JOURNEY) if (psychotherapy && moment.minute === minute) await moment.act(session, staff);
    // Of a session that is left open, somebody who looks at it starts the music.
    if (psychotherapy && until !== 'dosed') await playMusic(session, staff, minute);
    if (minute === dosingEnds) {
      if (isInfusion) await session.does(staff.nurse, { type: 'StopInfusion', reason: 'completed' });
      await enterNext();
    }
    if (psychotherapy && minute === 55) await enterNext();
    if (psychotherapy && minute === debriefAt) {
      await enterNext();
      await debrief(session, staff);
    }
    if (
      isInfusion
        ? minute % (minute <= dosingEnds ? 10 : 15) === 0
        : [15, 30, 40, 60, 80].includes(minute) || minute === leaving - 10
    )
      await measure(minute);
    if (isInfusion && minute === 14)
      await session.does(staff.nurse, { type: 'RecordObservation', observation: 'nausea', note: 'mild' });
    if (minute >= stopAt || (until === 'recovery' && minute >= inRecovery)) return;
  }
  await measure(leaving);
  await session.does(staff.nurse, {
    type: 'RecordRecoveryScore',
    aldrete: { activity: 2, respiration: 2, circulation: 2, consciousness: 2, saturation: 2 },
  });
  for (const criterion of protocol.discharge.criteria) {
    if (['recovery_score', 'blood_pressure', 'oxygen_saturation', 'escort_present'].includes(criterion)) continue;
    await session.does(criterion === 'debrief_held' ? staff.therapist : staff.nurse, {
      type: 'ConfirmDischargeCriterion',
      criterion,
      met: true,
    });
  }
  await session.does(staff.nurse, { type: 'HandOverToEscort', ...ESCORT });
  await session.does(staff.nurse, { type: 'SignDischarge' });
  await pass(1);
  await session.does(staff.prescriber, { type: 'SignRecord', meaning: 'author' });
}

/** Minutes after the dose at which a session that is shown in its middle stands: a reading was just taken. */
const MIDDLE = 21;
/** Minutes that a shipped infusion takes, with a minute to spare for the pump's rounding. */
const FULL_INFUSION = 41;
