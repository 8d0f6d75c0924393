/** Makers for tests: a session that can be brought to any point in a line, with people and a clock of its own. */
import { type Instant, instant, later, MINUTE, toMilliseconds } from '../instant.ts';
import { type StockKnown, stockAfter } from '../inventory/stock.ts';
import type { GateKind, Protocol } from '../protocol/schema.ts';
import { quantity } from '../quantity.ts';
import type { Practitioner, Role } from '../roles.ts';
import { type Command, type CommandInput, commandSchema, type GateFinding } from './commands.ts';
import { decide } from './decide.ts';
import type { SessionEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { movementsOf } from './posting.ts';
import type { Decision } from './rule.ts';
import { EMPTY_SESSION, type Session } from './session.ts';
import { dayAt } from './site-day.ts';

/** A UUID from a number, so that tests repeat exactly. */
export const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

const person = (number: number, role: Role, name: string): Practitioner => ({ id: idOf(number), name, roles: [role] });
export const PEOPLE = {
  director: person(1, 'medical_director', 'Dana Director'),
  prescriber: person(2, 'prescriber', 'Petra Prescriber'),
  anesthesia: person(3, 'anesthesia', 'Anders Anesthesia'),
  nurse: person(4, 'nurse', 'Noor Nurse'),
  therapist: person(5, 'therapist', 'Thea Therapist'),
  guide: person(6, 'guide', 'Gil Guide'),
  frontDesk: person(7, 'front_desk', 'Fran Frontdesk'),
} as const;

/** The session's own id, where its ledger is asked about. */
export const SESSION = idOf(900);
/** Where the sessions of tests are. */
const ZONE = 'America/New_York';
/** Nine in the morning there. */
export const MORNING: Instant = instant(Date.UTC(2026, 2, 2, 14));

type Body = CommandInput extends infer C
  ? C extends CommandInput
    ? Omit<C, 'id' | 'at'> & { at?: string }
    : never
  : never;

/** A session in a test: immutable, each step gives the next. */
export class Room {
  readonly protocol: Protocol;
  readonly state: Session;
  readonly now: Instant;
  /** What the ledger says; absent where none is known. */
  readonly stock: StockKnown | undefined;

  constructor(protocol: Protocol, state: Session = EMPTY_SESSION, now: Instant = MORNING, stock?: StockKnown) {
    this.protocol = protocol;
    this.state = state;
    this.now = now;
    this.stock = stock;
  }

  after(minutes: number): Room {
    return new Room(this.protocol, this.state, later(this.now, minutes * MINUTE), this.stock);
  }

  /** The same room in a clinic whose ledger says this. */
  withStock(stock: StockKnown): Room {
    return new Room(this.protocol, this.state, this.now, stock);
  }

  /** The room after events, and the ledger after what they moved. */
  having(events: readonly SessionEvent[]): Room {
    return events.reduce<Room>(
      (room, event) =>
        new Room(
          room.protocol,
          evolve(room.state, event),
          room.now,
          room.stock && stockAfter(room.stock, movementsOf(SESSION, room.state, event)),
        ),
      this,
    );
  }

  command(body: Body): Command {
    return commandSchema.parse({ id: idOf(1000 + this.state.seq), at: this.now, ...body });
  }

  /** What the core answers. */
  ask(author: Practitioner, body: Body): Decision {
    return decide(this.protocol, this.state, this.command(body), {
      now: this.now,
      author,
      stock: this.stock,
    });
  }

  /** The session after an accepted command; a refusal fails the test with its words. */
  does(author: Practitioner, body: Body): Room {
    const decision = this.ask(author, body);
    if (!decision.accepted)
      throw new Error(`refused: ${decision.refusals.map((one) => `${one.rule}: ${one.message}`).join(' | ')}`);
    return this.having(decision.events);
  }

  /** The ids of the rules that refuse; empty when accepted. */
  refusedBy(author: Practitioner, body: Body): string[] {
    const decision = this.ask(author, body);
    return decision.accepted ? [] : decision.refusals.map((one) => one.rule);
  }

  planned(more: Partial<Extract<Body, { type: 'PlanSession' }>> = {}): Room {
    return this.does(PEOPLE.frontDesk, {
      type: 'PlanSession',
      patient: { id: idOf(90), name: 'Ida Example', dateOfBirth: '1980-05-04', recordNumber: 'H-100' },
      protocol: { id: this.protocol.id, version: this.protocol.version },
      room: 'Room 1',
      zone: ZONE,
      focus: 'Sleep again after the accident',
      ...more,
    });
  }

  arrived(): Room {
    return this.does(PEOPLE.frontDesk, { type: 'RecordArrival' });
  }

  /** Everybody whom any shipped protocol asks for. */
  peopled(): Room {
    return [PEOPLE.nurse, PEOPLE.prescriber, PEOPLE.anesthesia, PEOPLE.therapist, PEOPLE.guide].reduce<Room>(
      (room, one) =>
        room.does(PEOPLE.nurse, {
          type: 'JoinSession',
          person: { ...one, roles: [...one.roles] },
          attendance: 'in_room',
        }),
      this,
    );
  }

  confirmed(finding: GateFinding): Room {
    return this.does(PEOPLE.nurse, { type: 'ConfirmGate', finding });
  }

  /** Confirms every gate of the protocol but those named. */
  gatesConfirmed(...except: GateKind[]): Room {
    return this.protocol.gates.reduce<Room>((room, gate) => {
      if (except.includes(gate.gate)) return room;
      const finding = findingFor(this.protocol, gate.gate, this.now);
      return finding ? room.confirmed(finding) : room;
    }, this);
  }

  measured(systolic = 122, diastolic = 78, heartRate = 72, oxygenSaturation = 98): Room {
    return this.does(PEOPLE.nurse, {
      type: 'RecordVitalSigns',
      vitalSigns: {
        bloodPressure: { systolic: quantity(systolic, 'mm[Hg]'), diastolic: quantity(diastolic, 'mm[Hg]') },
        heartRate: quantity(heartRate, '/min'),
        oxygenSaturation: quantity(oxygenSaturation, '%'),
        respiratoryRate: quantity(14, '/min'),
        sedation: quantity(0, '{score}'),
      },
    });
  }

  /** Enters the phases in order up to and with the first in which a dose may be given. */
  inDosingPhase(): Room {
    const last = this.protocol.phases.findIndex((phase) => phase.doseAllowed);
    return this.protocol.phases
      .slice(0, last + 1)
      .reduce<Room>((room, phase) => room.does(PEOPLE.nurse, { type: 'EnterPhase', phase: phase.id }), this);
  }

  /** An order for the usual dose (or another), checked by the nurse. */
  ordered(more: Partial<Extract<Body, { type: 'OrderDose' }>> = {}, order = idOf(500)): Room {
    const { basis } = this.protocol.dose;
    const usual =
      basis.by === 'weight'
        ? { by: 'weight' as const, perKilogram: basis.usual }
        : { by: 'fixed' as const, amount: basis.firstSession?.[0] ?? basis.usual };
    return this.does(PEOPLE.prescriber, {
      type: 'OrderDose',
      order,
      purpose: 'first',
      product: this.protocol.medicine.products[0]?.id ?? '',
      prescribed: usual,
      ...more,
    }).does(PEOPLE.nurse, { type: 'CheckOrder', order });
  }

  /** All but the dose itself. */
  readyForDose(): Room {
    return this.planned().arrived().peopled().gatesConfirmed().measured().inDosingPhase().ordered();
  }

  /** The first dose: an injection, lozenge, device, or the infusion started at the ordered rate. */
  dosed(order = idOf(500)): Room {
    const found = this.state.orders.find((one) => one.id === order);
    if (!found) throw new Error('no such order');
    const { delivery } = this.protocol;
    if (delivery.kind === 'infusion' && found.dose.pump)
      return this.does(PEOPLE.nurse, { type: 'StartInfusion', order, rate: found.dose.pump.rate });
    return this.does(PEOPLE.nurse, {
      type: 'AdministerDose',
      order,
      amount: found.dose.amount,
      ...(delivery.kind === 'injection' && { site: delivery.sites[0] }),
    });
  }

  /** Ends what runs and waits out the minimum time. */
  recovered(): Room {
    const minutes = this.protocol.discharge.minimumTime.duration.value / 60;
    if (this.protocol.delivery.kind !== 'infusion') return this.after(minutes);
    return this.after(41).does(PEOPLE.nurse, { type: 'StopInfusion', reason: 'completed' }).after(minutes);
  }

  /** Measures, scores, confirms every criterion and hands over. */
  fitToLeave(): Room {
    const scored = this.measured().does(PEOPLE.nurse, {
      type: 'RecordRecoveryScore',
      aldrete: { activity: 2, respiration: 2, circulation: 2, consciousness: 2, saturation: 2 },
    });
    return this.protocol.discharge.criteria
      .reduce<Room>(
        (room, criterion) => room.does(PEOPLE.nurse, { type: 'ConfirmDischargeCriterion', criterion, met: true }),
        scored,
      )
      .does(PEOPLE.nurse, { type: 'HandOverToEscort', name: 'Ed Escort', telephone: '555 0100' });
  }

  discharged(): Room {
    return this.does(PEOPLE.prescriber, { type: 'SignDischarge' });
  }
}

/** A finding that meets a gate, where a person confirms it. */
export function findingFor(protocol: Protocol, gate: GateKind, now: Instant): GateFinding | undefined {
  const today = dayAt(now, ZONE);
  const hoursAgo = (hours: number) => instant(toMilliseconds(now) - hours * 60 * MINUTE);
  const asked = protocol.gates.find((one) => one.gate === gate);
  switch (gate) {
    case 'consent':
      return { gate, document: asked?.gate === 'consent' ? asked.document : '', signedOn: today };
    case 'touch_consent':
      return { gate, given: true, limits: 'hand only', stopSign: 'open palm' };
    case 'screening':
      return { gate, signedBy: PEOPLE.prescriber.name, signedOn: today };
    case 'identity':
      return { gate, identifiers: ['name', 'date_of_birth'] };
    case 'weight':
      return { gate, weight: quantity(80, 'kg'), measuredOn: today };
    case 'fasting':
      return { gate, lastSolids: hoursAgo(10), lastClearLiquids: hoursAgo(4) };
    case 'escort':
      return { gate, name: 'Ed Escort', telephone: '555 0100', reachable: true };
    case 'pregnancy_test':
      return { gate, result: 'does_not_apply' };
    case 'intoxication':
      return { gate, signs: 'none' };
    case 'suicide_risk':
      return { gate, instrument: 'C-SSRS', acuteRisk: false };
    case 'emergency_equipment':
      return { gate, items: asked?.gate === 'emergency_equipment' ? asked.items : [] };
    case 'setting_prepared':
      return { gate, elements: protocol.setting.map((element) => element.id) };
    case 'focus':
      return { gate, focus: 'Sleep again after the accident' };
    case 'baseline_vital_signs':
    case 'people_present':
      return undefined;
  }
}
