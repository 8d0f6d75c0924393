/** The events that an accepted command becomes. Nothing is judged here; what was computed is written down. */
import { isControlled } from '../formulary/product.ts';
import { safeOf } from '../inventory/stock.ts';
import { courseOrderExpiresAt } from '../orders/standing.ts';
import { type DrugAmount, quantity } from '../quantity.ts';
import { callsFor } from './calls.ts';
import { ALDRETE_PARTS, type Command, type CommandOf } from './commands.ts';
import { drawOf, partsFrom, sharesOf } from './draws.ts';
import type { Bodies, EventDraft } from './events.ts';
import { activeInfusion, cumulativeDose, deliveredAt } from './infusion.ts';
import type { RuleContext } from './rule.ts';
import { courseOrderOf, preparedFor } from './rules/course-order.ts';
import type { Infusion, Session } from './session.ts';
import { implausibleReadings } from './vital-signs.ts';

/** A rule has made sure of it; should one ever not have, that is a fault and is said. */
function expected<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`accepted without ${what}`);
  return value;
}

const infusionOf = (state: Session): Infusion => expected(activeInfusion(state), 'an infusion');

function stopped(infusion: Infusion, at: Command['at']) {
  const delivered = deliveredAt(infusion, at);
  return {
    delivered,
    remainder: quantity(infusion.amount.value - delivered.value, 'ug'),
    ...(infusion.draws && { draws: sharesOf(delivered, infusion.draws) }),
  };
}

/** What one piece holds, where pieces were taken: by the ledger's product, or else by what was ordered. */
function pieceOf({ protocol, stock }: RuleContext, state: Session, command: CommandOf<'DrawMedicine'>) {
  const contents = stock?.containers[command.container.id]?.product.contents;
  if (contents) return contents.form === 'unit' ? contents.strength : undefined;
  const ordered = state.orders.find((one) => one.id === command.order)?.dose.product;
  const product = protocol.medicine.products.find((one) => one.id === ordered);
  return product?.form === 'unit' ? product.strength : undefined;
}

/** What the ledger says of the container at this moment is written down with the draw, so that it reads the same ever after. */
function drawn(context: RuleContext, state: Session, command: CommandOf<'DrawMedicine'>): Bodies['MedicineDrawn'] {
  const { stock } = context;
  const { draw, container, amount, volume, order } = command;
  const known = stock?.keepsLedger ? stock.containers[container.id] : undefined;
  const piece: DrugAmount | undefined = volume ? undefined : pieceOf(context, state, command);
  const lies = known && safeOf(known);
  const beyond = amount.value - (lies?.amount.value ?? 0);
  return {
    ...{ draw, container, amount },
    ...(volume && { volume }),
    ...(order && { order }),
    ...(piece && { piece }),
    ...(known && {
      ledger: {
        ...(lies && { safe: lies.account.safe }),
        isControlled: isControlled(known.product),
        ...(beyond > 0 && { unexplained: quantity(beyond, 'ug') }),
      },
    }),
  };
}

/** What the log says of the course order that an order is placed under: enough to read it years later without it. */
function placedUnder(context: RuleContext, command: CommandOf<'OrderDose'>) {
  const order = expected(courseOrderOf(context, command), 'a course order');
  const { id, version, signedBy } = order;
  return {
    id,
    version,
    signedBy: { id: signedBy.id, name: signedBy.name },
    expiresAt: courseOrderExpiresAt(order),
  };
}

/** Who takes over comes in, unless they are in the room already; then the other leaves. */
function handedOver(state: Session, { from, to, words }: CommandOf<'HandOverPresence'>): EventDraft[] {
  const isThere = (id: string) => state.people.findLast((one) => one.id === id && one.until === undefined);
  const { name } = expected(isThere(from.id), 'a person');
  const there = isThere(to.id);
  const { id } = to;
  const comes: EventDraft[] =
    there?.attendance === 'in_room' ? [] : [{ type: 'PersonJoined', person: to, attendance: 'in_room' }];
  const leaves: EventDraft[] =
    there && comes.length > 0 ? [{ type: 'PersonLeft', person: { id, name: there.name } }] : [];
  const over: EventDraft = {
    type: 'PresenceHandedOver',
    from: { id: from.id, name },
    to: { id, name: to.name },
    ...(words && { words }),
  };
  return [...leaves, ...comes, over];
}

/** What follows from a command that no rule refused. */
export function draftsFor(context: RuleContext, state: Session, command: Command): EventDraft[] {
  const { protocol } = context;
  switch (command.type) {
    case 'PlanSession': {
      const { type, id, at, device, overrides, happened, ...plan } = command;
      return [{ type: 'SessionPlanned', ...plan }];
    }
    case 'RecordArrival':
      return [{ type: 'PatientArrived' }];
    case 'ConfirmGate':
      return [{ type: 'GateConfirmed', finding: command.finding }];
    case 'JoinSession':
      return [{ type: 'PersonJoined', person: command.person, attendance: command.attendance }];
    case 'LeaveSession': {
      const { name } = expected(
        state.people.findLast((one) => one.id === command.person.id),
        'a person',
      );
      return [{ type: 'PersonLeft', person: { id: command.person.id, name } }];
    }
    case 'HandOverPresence':
      return handedOver(state, command);
    case 'EnterPhase':
      return [{ type: 'PhaseEntered', phase: command.phase }];
    case 'RecordVitalSigns': {
      const calls = callsFor(protocol, state, command.vitalSigns, command.at);
      const confirmed = implausibleReadings(command.vitalSigns);
      return [
        {
          type: 'VitalSignsRecorded',
          vitalSigns: command.vitalSigns,
          ...(confirmed.length > 0 && { confirmed }),
          ...(calls.length > 0 && { calls }),
        },
      ];
    }
    case 'OrderDose': {
      const { order, purpose, product, prescribed, over, validUntil } = command;
      const prepared = preparedFor(protocol, state, command);
      if (!prepared.known) throw new Error(`accepted an order that cannot be prepared: ${prepared.because}`);
      const { known, ...dose } = prepared;
      const asked = { order, purpose, product, prescribed, ...(over && { over }), ...(validUntil && { validUntil }) };
      const underCourseOrder = command.underCourseOrder && placedUnder(context, command);
      return [{ type: 'DoseOrdered', ...asked, ...dose, ...(underCourseOrder && { underCourseOrder }) }];
    }
    case 'CheckOrder':
      return [{ type: 'OrderChecked', order: command.order }];
    case 'StopOrder':
      return [{ type: 'OrderStopped', order: command.order, reason: command.reason }];
    case 'DrawMedicine':
      return [{ type: 'MedicineDrawn', ...drawn(context, state, command) }];
    case 'AdministerDose': {
      const { amount, order, site, draws } = command;
      const cumulative = quantity(cumulativeDose(state, command.at).value + amount.value, 'ug');
      return [
        {
          ...{ type: 'DoseAdministered', amount, cumulative },
          ...(order && { order }),
          ...(site && { site }),
          ...(draws && { draws: partsFrom(state, draws) }),
        },
      ];
    }
    case 'StartInfusion': {
      const order = expected(
        state.orders.find((one) => one.id === command.order),
        'an order',
      );
      const pump = expected(order.dose.pump, 'a pump program');
      return [
        {
          type: 'InfusionStarted',
          order: command.order,
          rate: command.rate,
          concentration: pump.concentration,
          bagVolume: pump.bagVolume,
          amount: order.dose.amount,
          ...(command.draws && { draws: partsFrom(state, command.draws) }),
        },
      ];
    }
    case 'ChangeInfusionRate':
      return [
        {
          type: 'InfusionRateChanged',
          rate: command.rate,
          reason: command.reason,
          delivered: deliveredAt(infusionOf(state), command.at),
        },
      ];
    case 'PauseInfusion':
      return [
        { type: 'InfusionPaused', reason: command.reason, delivered: deliveredAt(infusionOf(state), command.at) },
      ];
    case 'ResumeInfusion':
      return [{ type: 'InfusionResumed', delivered: deliveredAt(infusionOf(state), command.at) }];
    case 'StopInfusion':
      return [
        {
          type: 'InfusionStopped',
          reason: command.reason,
          ...(command.note && { note: command.note }),
          ...stopped(infusionOf(state), command.at),
        },
      ];
    case 'WasteMedicine': {
      const { waste, draw, amount, how, note } = command;
      // Where the ledger does not say otherwise, what is drawn up in a session is taken for controlled.
      const needsWitness = drawOf(state, draw)?.ledger?.isControlled ?? true;
      return [{ type: 'MedicineWasted', waste, draw, amount, how, ...(note && { note }), needsWitness }];
    }
    case 'WitnessWaste':
      return [{ type: 'WasteWitnessed', waste: command.waste }];
    case 'PutBackMedicine': {
      const { draw, amount, note } = command;
      return [{ type: 'MedicinePutBack', draw, amount, ...(note && { note }) }];
    }
    case 'LoseMedicine': {
      const { draw, amount, how, note } = command;
      return [{ type: 'MedicineLost', draw, amount, how, note }];
    }
    case 'RecordNosc':
      return [{ type: 'NoscRecorded', moment: command.moment }];
    case 'RecordObservation':
      return [
        { type: 'ObservationRecorded', observation: command.observation, ...(command.note && { note: command.note }) },
      ];
    case 'RecordWords':
      return [{ type: 'WordsRecorded', words: command.words, ...(command.about && { about: command.about }) }];
    case 'RecordIntervention':
      return [
        {
          type: 'InterventionRecorded',
          intervention: command.intervention,
          ...(command.note && { note: command.note }),
        },
      ];
    case 'RecordMusic': {
      const { type, id, at, device, overrides, happened, ...music } = command;
      return [{ type: 'MusicRecorded', ...music }];
    }
    case 'WithdrawTouchConsent':
      return [{ type: 'TouchConsentWithdrawn', by: command.by, ...(command.note && { note: command.note }) }];
    case 'RecordAdverseEvent': {
      const { term, grade, relatedness, done, outcome } = command;
      return [{ type: 'AdverseEventRecorded', term, grade, relatedness, done, outcome }];
    }
    case 'CallEmergencyStop': {
      const called: EventDraft = { type: 'EmergencyStopCalled', ...(command.reason && { reason: command.reason }) };
      const infusion = activeInfusion(state);
      const drafts: EventDraft[] = [called];
      if (infusion)
        drafts.push({ type: 'InfusionStopped', reason: 'emergency_stop', ...stopped(infusion, command.at) });
      if (state.music?.status === 'playing')
        drafts.push({ type: 'MusicRecorded', action: 'faded_for_emergency', player: state.music.player });
      return drafts;
    }
    case 'ClearEmergencyStop':
      return [{ type: 'EmergencyStopCleared', reason: command.reason }];
    case 'RecordRecoveryScore': {
      const total = ALDRETE_PARTS.reduce((sum, part) => sum + command.aldrete[part], 0);
      return [{ type: 'RecoveryScored', aldrete: command.aldrete, total }];
    }
    case 'ConfirmDischargeCriterion': {
      const { criterion, met, note } = command;
      return [{ type: 'DischargeCriterionConfirmed', criterion, met, ...(note && { note }) }];
    }
    case 'HandOverToEscort':
      return [{ type: 'HandedOverToEscort', name: command.name, telephone: command.telephone }];
    case 'SignDischarge':
      return [{ type: 'DischargeSigned' }];
    case 'RecordDeparture':
      return [{ type: 'PatientDeparted', how: command.how, reason: command.reason }];
    case 'CancelSession':
      return [{ type: 'SessionCancelled', reason: command.reason }];
    case 'SignOverride':
      return [{ type: 'OverrideSigned', rule: command.rule, reason: command.reason }];
    case 'StrikeOut':
      return [{ type: 'StruckOut', struck: command.seq, reason: command.reason }];
    case 'SignRecord':
      return [{ type: 'RecordSigned', meaning: command.meaning }];
  }
}
