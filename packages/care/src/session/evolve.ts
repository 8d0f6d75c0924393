/**
 * Folds events into the session. Total: any log that `decide` could have written folds without error,
 * and a strike leaves everything as if the struck entry had never been made, except in the log itself.
 */
import { withMusic } from '../music/state.ts';
import { quantity } from '../quantity.ts';
import { applyToHand } from './draws.ts';
import type { EventOf, SessionEvent } from './events.ts';
import { deliveredAt } from './infusion.ts';
import { withReadings } from './readings.ts';
import { EMPTY_SESSION, type Infusion, type Session } from './session.ts';

type Draft = { -readonly [K in keyof Session]: Session[K] };
/** How an item joins a list: copied for a single event, pushed while folding many. */
type Append = <T>(list: readonly T[], item: T) => readonly T[];

const copyAppend: Append = (list, item) => [...list, item];
const pushAppend: Append = (list, item) => {
  (list as (typeof item)[]).push(item);
  return list;
};

/** Adds an item where its clinical time belongs; nearly always at the end. */
function appendByTime<T extends { readonly at: string }>(list: readonly T[], item: T, append: Append): readonly T[] {
  const last = list.at(-1);
  if (!last || last.at <= item.at) return append(list, item);
  const index = list.findIndex((one) => one.at > item.at);
  return list.toSpliced(index, 0, item);
}

const replaceLast = <T>(list: readonly T[], matches: (item: T) => boolean, change: (item: T) => T): readonly T[] => {
  const index = list.findLastIndex(matches);
  return index < 0 ? list : list.with(index, change(list[index] as T));
};

const leftBy = (people: Session['people'], id: string, at: SessionEvent['at']) =>
  replaceLast(
    people,
    (person) => person.id === id && person.until === undefined,
    (person) => ({ ...person, until: at }),
  );

function keepReading(draft: Draft, event: EventOf<'VitalSignsRecorded'>, append: Append): void {
  const { seq, at, author, vitalSigns, calls = [] } = event;
  const entry = { seq, at, by: author, vitalSigns, calls };
  draft.vitalSigns = appendByTime(draft.vitalSigns, entry, append);
  draft.latestReadings = withReadings(draft.latestReadings, vitalSigns, at);
  if (calls.length > 0 && (!draft.lastCall || draft.lastCall.at <= at)) draft.lastCall = entry;
  const systolic = vitalSigns.bloodPressure?.systolic;
  if (systolic && (!draft.systolicPeak || systolic.value > draft.systolicPeak.value)) draft.systolicPeak = systolic;
}

const isActive = (infusion: Infusion) => infusion.stoppedAt === undefined;

function changeRate(infusion: Infusion, from: Infusion['stretches'][number]['from'], rate: number): Infusion {
  const stretches = [...infusion.stretches, { from, rate: quantity(rate, 'uL/h') }];
  stretches.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  return { ...infusion, stretches };
}

/** Applies one event's meaning; the log, seq and strikes are kept by the callers. */
function apply(draft: Draft, event: SessionEvent, append: Append): void {
  switch (event.type) {
    case 'SessionPlanned': {
      const { seq, recordedAt, author, device, commandId, part, flags, lateEntry, type, at, ...plan } = event;
      draft.plan = plan;
      if (plan.focus) draft.focus = plan.focus;
      if (plan.intention) draft.intention = plan.intention;
      break;
    }
    case 'PatientArrived':
      draft.status = 'open';
      draft.arrivedAt = event.at;
      break;
    case 'GateConfirmed':
      draft.gateConfirmations = appendByTime(
        draft.gateConfirmations,
        { finding: event.finding, at: event.at, by: event.author, seq: event.seq },
        append,
      );
      if (event.finding.gate === 'focus') {
        draft.focus = event.finding.focus;
        if (event.finding.intention) draft.intention = event.finding.intention;
      }
      break;
    case 'PersonJoined':
      draft.people = append(draft.people, { ...event.person, attendance: event.attendance, from: event.at });
      break;
    case 'PersonLeft':
      draft.people = leftBy(draft.people, event.person.id, event.at);
      break;
    case 'PresenceHandedOver':
      draft.people = leftBy(draft.people, event.from.id, event.at);
      break;
    case 'PhaseEntered':
      draft.phases = appendByTime(draft.phases, { phase: event.phase, at: event.at, seq: event.seq }, append);
      break;
    case 'VitalSignsRecorded':
      keepReading(draft, event, append);
      break;
    case 'DoseOrdered': {
      const { seq, at, author, recordedAt, device, commandId, part, flags, lateEntry, type, order, ...dose } = event;
      draft.orders = append(draft.orders, { seq, id: order, at, by: author, dose, used: false });
      break;
    }
    case 'OrderChecked':
      draft.orders = replaceLast(
        draft.orders,
        (order) => order.id === event.order,
        (order) => ({ ...order, checkedBy: event.author }),
      );
      break;
    case 'OrderStopped':
      draft.orders = replaceLast(
        draft.orders,
        (order) => order.id === event.order,
        (order) => ({ ...order, stopped: { reason: event.reason } }),
      );
      break;
    case 'DoseAdministered': {
      const order = draft.orders.find((one) => one.id === event.order);
      draft.doses = appendByTime(
        draft.doses,
        {
          seq: event.seq,
          at: event.at,
          by: event.author,
          amount: event.amount,
          purpose: order ? order.dose.purpose : 'unordered',
          ...(event.order && { order: event.order }),
          ...(event.site && { site: event.site }),
        },
        append,
      );
      draft.orders = markUsed(draft.orders, event.order);
      applyToHand(draft, event);
      break;
    }
    case 'InfusionStarted':
      draft.infusions = append(draft.infusions, {
        seq: event.seq,
        order: event.order,
        concentration: event.concentration,
        bagVolume: event.bagVolume,
        amount: event.amount,
        rate: event.rate,
        stretches: [{ from: event.at, rate: event.rate }],
        ...(event.draws && { draws: event.draws }),
      });
      draft.orders = markUsed(draft.orders, event.order);
      applyToHand(draft, event);
      break;
    case 'InfusionRateChanged':
      draft.infusions = replaceLast(draft.infusions, isActive, (infusion) => ({
        ...changeRate(infusion, event.at, event.rate.value),
        rate: event.rate,
      }));
      break;
    case 'InfusionPaused':
      draft.infusions = replaceLast(draft.infusions, isActive, (infusion) => changeRate(infusion, event.at, 0));
      break;
    case 'InfusionResumed':
      draft.infusions = replaceLast(draft.infusions, isActive, (infusion) =>
        changeRate(infusion, event.at, infusion.rate.value),
      );
      break;
    case 'InfusionStopped':
      applyToHand(draft, event, draft.infusions.findLast(isActive)?.draws);
      draft.infusions = replaceLast(draft.infusions, isActive, (infusion) => ({
        ...infusion,
        stoppedAt: event.at,
        delivered: deliveredAt(infusion, event.at),
      }));
      break;
    case 'MedicineDrawn':
    case 'MedicineWasted':
    case 'WasteWitnessed':
    case 'MedicinePutBack':
    case 'MedicineLost':
      applyToHand(draft, event);
      break;
    case 'NoscRecorded':
      draft.nosc = { ...draft.nosc, [event.moment]: event.at };
      break;
    case 'MusicRecorded': {
      const music = withMusic(draft.music, event);
      if (music) draft.music = music;
      break;
    }
    case 'TouchConsentWithdrawn':
      draft.touchWithdrawals = appendByTime(
        draft.touchWithdrawals,
        {
          at: event.at,
          by: event.author,
          from: event.by,
          ...(event.note && { note: event.note }),
          seq: event.seq,
        },
        append,
      );
      break;
    case 'AdverseEventRecorded':
      draft.adverseEvents = append(draft.adverseEvents, event);
      break;
    case 'EmergencyStopCalled':
      draft.emergencyStop = { at: event.at, ...(event.reason && { reason: event.reason }) };
      break;
    case 'EmergencyStopCleared':
      delete draft.emergencyStop;
      break;
    case 'RecoveryScored':
      draft.recoveryScores = appendByTime(draft.recoveryScores, { at: event.at, total: event.total }, append);
      break;
    case 'DischargeCriterionConfirmed':
      draft.criteria = appendByTime(
        draft.criteria,
        {
          criterion: event.criterion,
          met: event.met,
          at: event.at,
          by: event.author,
          ...(event.note && { note: event.note }),
        },
        append,
      );
      break;
    case 'HandedOverToEscort':
      draft.escort = { name: event.name, telephone: event.telephone, at: event.at };
      break;
    case 'DischargeSigned':
      draft.status = 'discharged';
      draft.endedAt = event.at;
      break;
    case 'PatientDeparted':
      draft.status = 'departed';
      draft.endedAt = event.at;
      break;
    case 'SessionCancelled':
      draft.status = 'cancelled';
      draft.endedAt = event.at;
      break;
    case 'OverrideSigned':
      draft.signedOverrides = append(draft.signedOverrides, {
        rule: event.rule,
        reason: event.reason,
        by: event.author,
        seq: event.seq,
      });
      break;
    case 'RecordSigned':
      draft.signatures = append(draft.signatures, { by: event.author, at: event.at, meaning: event.meaning });
      break;
    case 'ObservationRecorded':
    case 'InterventionRecorded':
    case 'WordsRecorded':
    case 'StruckOut':
      // Read from the log; nothing is decided by them.
      break;
    default:
      unknownEvent(event);
  }
  for (const flag of event.flags ?? []) {
    draft.flags = append(draft.flags, { ...flag, seq: event.seq });
    // A second person's signature serves once.
    if (flag.signedBy) {
      const used = draft.signedOverrides.findIndex((one) => one.rule === flag.rule && one.by.id === flag.signedBy?.id);
      if (used >= 0) draft.signedOverrides = draft.signedOverrides.toSpliced(used, 1);
    }
  }
}

const markUsed = (orders: Session['orders'], id: string | undefined) =>
  id === undefined
    ? orders
    : replaceLast(
        orders,
        (order) => order.id === id,
        (order) => ({ ...order, used: true }),
      );

/** A log written by a newer version is not guessed at. */
function unknownEvent(event: never): never {
  throw new TypeError(
    `an event of a type that this version does not know: ${JSON.stringify((event as { type?: unknown }).type)}`,
  );
}

/** A draft whose lists belong to it alone, so that folding may push. */
function emptyDraft(): Draft {
  const draft: Record<string, unknown> = { ...EMPTY_SESSION };
  for (const [key, value] of Object.entries(draft)) if (Array.isArray(value)) draft[key] = [];
  return draft as unknown as Draft;
}

/** The session that a whole log describes. */
export function fold(events: readonly SessionEvent[]): Session {
  const struck = new Set(events.flatMap((event) => (event.type === 'StruckOut' ? [event.struck] : [])));
  const draft = emptyDraft();
  for (const event of events) if (!struck.has(event.seq)) apply(draft, event, pushAppend);
  draft.seq = events.at(-1)?.seq ?? 0;
  draft.struck = [...struck];
  draft.log = [...events];
  return draft;
}

/** The session after one more event. The one given is left as it was. */
export function evolve(state: Session, event: SessionEvent): Session {
  if (event.type === 'StruckOut') return fold([...state.log, event]);
  const draft: Draft = { ...state };
  apply(draft, event, copyAppend);
  draft.seq = event.seq;
  draft.log = [...state.log, event];
  return draft;
}
