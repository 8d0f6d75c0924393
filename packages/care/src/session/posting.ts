/**
 * What an event of a session is in the ledger: each thing that happens to medicine in the room is one entry here and one
 * movement there, stored together. Made from the log alone, with ids that follow from the command's own.
 */
import type { Account } from '../inventory/account.ts';
import type { Movement, MovementKind } from '../inventory/movement.ts';
import { type DrugAmount, quantity, sayQuantity } from '../quantity.ts';
import type { Practitioner } from '../roles.ts';
import { type DrawnMedicine, drawFrom, drawOf, leftOf, unaccounted } from './draws.ts';
import type { DrawPart, EventOf, SessionEvent } from './events.ts';
import { evolve } from './evolve.ts';
import type { Session } from './session.ts';

/** Something to settle that the room tells of. */
export interface RoomDiscrepancy {
  readonly id: string;
  readonly cause: 'dose_without_container' | 'drawn_beyond_ledger' | 'given_beyond_draw' | 'lost' | 'left_unaccounted';
  readonly at: SessionEvent['at'];
  readonly recordedAt: SessionEvent['recordedAt'];
  readonly session: string;
  readonly container: string | null;
  readonly amountUg: number | null;
  readonly what: string;
  readonly openedBy: string;
}

/** From which number on ids of discrepancies are made, so that they are never those of movements. */
const DISCREPANCIES = 0x800;

/**
 * An id that follows from an event's place in its command: the command's own id, as version 8 (RFC 9562: one's own making),
 * with the second group changed by a number.
 */
export function idFrom({ commandId, part }: Pick<SessionEvent, 'commandId' | 'part'>, number: number): string {
  const [first = '', second = '', third = '', ...rest] = commandId.split('-');
  const changed = Number.parseInt(second, 16) ^ ((part << 12) | number);
  return [first, (changed & 0xffff).toString(16).padStart(4, '0'), `8${third.slice(1)}`, ...rest].join('-');
}

interface Posting {
  readonly kind: MovementKind;
  readonly draw: DrawnMedicine;
  readonly amount: DrugAmount;
  readonly from: Account;
  readonly into: Account;
  readonly reason?: string;
}

const nameOf = ({ id, name }: Practitioner) => ({ id, name });
const UNEXPLAINED: Account = { kind: 'unexplained' };

/** A draw of which the ledger knows the container. */
const onLedger = (state: Session, id: string): DrawnMedicine | undefined => {
  const draw = drawOf(state, id);
  return draw?.ledger ? draw : undefined;
};

/** What the ledger should know of: of a container in it, or of one that should have been and was not. */
const concernsLedger = (state: Session, { seq, ledger }: DrawnMedicine): boolean =>
  ledger !== undefined || state.flags.some((flag) => flag.seq === seq && flag.rule === 'container-in-stock');

/** The postings of an event, without their ids; `hand` is the session's own account. */
function postingsOf(state: Session, event: SessionEvent, hand: Account): Posting[] {
  const beyond = (draw: DrawnMedicine, amount: DrugAmount): Posting => ({
    ...{ kind: 'count_adjusted', draw, amount, from: UNEXPLAINED, into: hand },
    reason: 'more than the ledger held',
  });
  const parts = (list: readonly DrawPart[] | undefined, of: (draw: DrawnMedicine, part: DrawPart) => Posting[]) =>
    (list ?? []).flatMap((part) => {
      const draw = onLedger(state, part.draw);
      return draw ? of(draw, part) : [];
    });
  const out = (
    kind: MovementKind,
    { draw, amount }: DrawPart,
    into: Account | undefined,
    reason?: string,
  ): Posting[] => {
    const found = onLedger(state, draw);
    return found && into ? [{ kind, draw: found, amount, from: hand, into, ...(reason && { reason }) }] : [];
  };
  switch (event.type) {
    case 'MedicineDrawn': {
      if (!event.ledger) return [];
      const { safe, unexplained } = event.ledger;
      const draw = drawFrom(event);
      const held = quantity(event.amount.value - (unexplained?.value ?? 0), 'ug');
      return [
        ...(safe && held.value > 0
          ? [{ kind: 'drawn' as const, draw, amount: held, from: { kind: 'safe' as const, safe }, into: hand }]
          : []),
        ...(unexplained ? [beyond(draw, unexplained)] : []),
      ];
    }
    case 'InfusionStarted':
      return parts(event.draws, (draw, { unexplained }) => (unexplained ? [beyond(draw, unexplained)] : []));
    case 'DoseAdministered':
      return parts(event.draws, (draw, part) => [
        ...(part.unexplained ? [beyond(draw, part.unexplained)] : []),
        ...out('administered', part, { kind: 'administered' }),
      ]);
    case 'InfusionStopped':
      return parts(event.draws, (_draw, part) => out('administered', part, { kind: 'administered' }));
    case 'MedicineWasted':
      return event.needsWitness ? [] : out('wasted', event, { kind: 'wasted' }, sayWaste(event));
    case 'WasteWitnessed': {
      const waste = state.wastes.find((one) => one.id === event.waste);
      return waste ? out('wasted', waste, { kind: 'wasted' }, sayWaste(waste)) : [];
    }
    case 'MedicinePutBack': {
      const safe = drawOf(state, event.draw)?.ledger?.safe;
      return out('put_back', event, safe ? { kind: 'safe', safe } : undefined, event.note);
    }
    case 'MedicineLost':
      return out('lost', event, { kind: 'lost' }, `${event.how.replaceAll('_', ' ')}: ${event.note}`.slice(0, 300));
    default:
      return [];
  }
}

const sayWaste = ({ how }: Pick<EventOf<'MedicineWasted'>, 'how'>) => how.replaceAll('_', ' ');

/** The movements that an event is, in order; `state` is the session before it, `session` its id. */
export function movementsOf(session: string, state: Session, event: SessionEvent): Movement[] {
  if (event.type === 'StruckOut') return reversalsOf(session, state, event);
  const hand: Account = { kind: 'in_hand', session };
  // Waste counts from when it was made, once its witness has signed.
  const waste = event.type === 'WasteWitnessed' ? state.wastes.find((one) => one.id === event.waste) : undefined;
  return postingsOf(state, event, hand)
    .filter(({ amount }) => amount.value > 0)
    .map(({ kind, draw, amount, from, into, reason }, index) => ({
      id: idFrom(event, index + 1),
      kind,
      container: draw.container.id,
      amount,
      from,
      into,
      at: waste?.at ?? event.at,
      recordedAt: event.recordedAt,
      by: nameOf(waste?.by ?? event.author),
      ...(waste && { witness: nameOf(event.author) }),
      ...(reason && { reason }),
      session,
    }));
}

/** A strike-out turns round what the struck entry moved, the last of it first. */
function reversalsOf(session: string, state: Session, event: EventOf<'StruckOut'>): Movement[] {
  const struck = state.log.find((one) => one.seq === event.struck);
  if (!struck) return [];
  return movementsOf(session, state, struck)
    .toReversed()
    .map(({ id, container, amount, from, into }, index) => ({
      id: idFrom(event, index + 1),
      kind: 'reversed' as const,
      container,
      amount,
      from: into,
      into: from,
      at: event.at,
      recordedAt: event.recordedAt,
      by: nameOf(event.author),
      reason: event.reason,
      session,
      reverses: id,
    }));
}

const isFlagged = (event: SessionEvent, rule: string) => event.flags?.some((flag) => flag.rule === rule) ?? false;
const ENDS: ReadonlySet<SessionEvent['type']> = new Set(['DischargeSigned', 'PatientDeparted', 'SessionCancelled']);

type Told = Pick<RoomDiscrepancy, 'cause' | 'what'> & { draw?: DrawnMedicine; amount?: DrugAmount };

function toldBy(state: Session, event: SessionEvent): Told[] {
  if (ENDS.has(event.type)) return [...leftTold(state), ...unwitnessedTold(state)];
  // What an entry after the end leaves in hand would otherwise be asked about by nobody.
  return [...toldByItself(state, event), ...(state.endedAt ? moreTold(state, evolve(state, event)) : [])];
}

function toldByItself(state: Session, event: SessionEvent): Told[] {
  const beyond = (list: readonly DrawPart[] | undefined): Told[] =>
    (list ?? []).flatMap(({ draw, unexplained }) => {
      const found = onLedger(state, draw);
      if (!found || !unexplained) return [];
      const what = `${sayQuantity(unexplained)} more was given out of ${found.container.label} than was recorded as drawn.`;
      return [{ cause: 'given_beyond_draw', what, draw: found, amount: unexplained }];
    });
  const { type } = event;
  if (type === 'MedicineDrawn') {
    const { ledger, amount, container } = event;
    const unexplained = ledger?.unexplained;
    if (unexplained) {
      const what = `${sayQuantity(unexplained)} more was drawn from ${container.label} than the ledger held.`;
      return [{ cause: 'drawn_beyond_ledger', what, draw: drawFrom(event), amount: unexplained }];
    }
    if (!isFlagged(event, 'container-in-stock')) return [];
    const what = `${sayQuantity(amount)} was drawn from ${container.label}, lot ${container.lot}, which is not in the ledger under that label and lot.`;
    return [{ cause: 'drawn_beyond_ledger', what, amount, ...(ledger && { draw: drawFrom(event) }) }];
  }
  if (type === 'DoseAdministered' || type === 'InfusionStarted') {
    if (!isFlagged(event, 'dose-from-a-draw')) return beyond(event.draws);
    const what = `${sayQuantity(event.amount)} was ${type === 'InfusionStarted' ? 'hung as an infusion' : 'given'} with no container named.`;
    return [{ cause: 'dose_without_container', what, amount: event.amount }];
  }
  if (type === 'MedicineLost') {
    const draw = drawOf(state, event.draw);
    if (!draw || !concernsLedger(state, draw)) return [];
    const what = `${sayQuantity(event.amount)} of ${draw.container.label}: ${event.how.replaceAll('_', ' ')}, ${event.note}`;
    return [{ cause: 'lost', what, draw, amount: event.amount }];
  }
  return [];
}

const leftTold = (state: Session): Told[] =>
  unaccounted(state).left.flatMap((draw): Told[] => {
    if (!concernsLedger(state, draw)) return [];
    const amount = leftOf(draw);
    const what = `${sayQuantity(amount)} of ${draw.container.label} was in hand when the session ended.`;
    return [{ cause: 'left_unaccounted', what, draw, amount }];
  });

/** Waste that nobody has seen is still in hand by the ledger. */
const unwitnessedTold = (state: Session): Told[] =>
  unaccounted(state).unwitnessed.flatMap(({ draw: id, amount, by }): Told[] => {
    const draw = drawOf(state, id);
    if (!draw || !concernsLedger(state, draw)) return [];
    const what = `${sayQuantity(amount)} of ${draw.container.label} was wasted by ${by.name}, and no witness had signed when the session ended.`;
    return [{ cause: 'left_unaccounted', what, draw, amount }];
  });

/** What of a draw is accounted for by nobody: it is left in hand, or was wasted and not seen. */
function inHandOf(state: Session, draw: DrawnMedicine | undefined): number {
  if (!draw) return 0;
  const unseen = unaccounted(state).unwitnessed.filter((one) => one.draw === draw.id);
  return unseen.reduce((sum, { amount }) => sum + amount.value, leftOf(draw).value);
}

const moreTold = (before: Session, after: Session): Told[] =>
  after.draws.flatMap((draw): Told[] => {
    const more = inHandOf(after, draw) - inHandOf(before, drawOf(before, draw.id));
    if (more <= 0 || !concernsLedger(after, draw)) return [];
    const amount = quantity(more, 'ug');
    const what = `${sayQuantity(amount)} more of ${draw.container.label} is in hand than when the session ended.`;
    return [{ cause: 'left_unaccounted', what, draw, amount }];
  });

/** What an event leaves to be settled by somebody with a deadline; `state` is the session before it. */
export const discrepanciesOf = (session: string, state: Session, event: SessionEvent): RoomDiscrepancy[] =>
  toldBy(state, event).map(({ cause, what, draw, amount }, index) => ({
    id: idFrom(event, DISCREPANCIES + index),
    cause,
    at: event.at,
    recordedAt: event.recordedAt,
    session,
    container: (draw?.ledger && draw.container.id) ?? null,
    amountUg: amount?.value ?? null,
    what,
    openedBy: event.author.id,
  }));
