/**
 * Medicine in hand: what was drawn out of containers for this session, and what became of it. Whatever was drawn is in
 * hand, in a running bag, given, wasted, put back or lost; the sum never changes.
 */
import type { Instant } from '../instant.ts';
import { type DrugAmount, quantity } from '../quantity.ts';
import type { Practitioner } from '../roles.ts';
import type { DrawPart, EventOf } from './events.ts';
import type { Session } from './session.ts';

export interface DrawnMedicine {
  readonly seq: number;
  readonly id: string;
  readonly at: Instant;
  readonly by: Practitioner;
  readonly container: EventOf<'MedicineDrawn'>['container'];
  readonly order?: string;
  readonly volume?: EventOf<'MedicineDrawn'>['volume'];
  readonly piece?: DrugAmount;
  readonly ledger?: EventOf<'MedicineDrawn'>['ledger'];
  /** All that came out of it: what was recorded as drawn, and what it turned out to hold beyond that. */
  readonly drawn: DrugAmount;
  readonly given: DrugAmount;
  /** In a bag that is running. */
  readonly inBag: DrugAmount;
  /** Witnessed or not. */
  readonly wasted: DrugAmount;
  readonly putBack: DrugAmount;
  readonly lost: DrugAmount;
}

export interface WastedMedicine {
  readonly seq: number;
  readonly id: string;
  readonly draw: string;
  readonly at: Instant;
  readonly by: Practitioner;
  readonly amount: DrugAmount;
  readonly how: EventOf<'MedicineWasted'>['how'];
  readonly needsWitness: boolean;
  readonly witness?: Practitioner;
}

type Fate = 'given' | 'inBag' | 'wasted' | 'putBack' | 'lost';

const plus = (one: DrugAmount, other: DrugAmount, sign = 1) => quantity(one.value + sign * other.value, 'ug');
export const NOTHING: DrugAmount = quantity(0, 'ug');

export const drawOf = (state: Pick<Session, 'draws'>, id: string): DrawnMedicine | undefined =>
  state.draws.find((one) => one.id === id);

/** What is left of a draw in hand: neither given nor in a bag, wasted, put back or lost. */
export const leftOf = ({ drawn, given, inBag, wasted, putBack, lost }: DrawnMedicine): DrugAmount =>
  quantity(drawn.value - given.value - inBag.value - wasted.value - putBack.value - lost.value, 'ug');

/** Waste that nobody else has seen yet. */
export const awaitsWitness = ({ needsWitness, witness }: WastedMedicine): boolean => needsWitness && !witness;

/** Who had a hand in what was wasted, and so is no witness of it, with the nearest of what each did. */
export function handsOn(
  state: Pick<Session, 'draws' | 'log' | 'struck'>,
  waste: WastedMedicine,
): ReadonlyMap<string, 'wasted' | 'gave' | 'drew'> {
  const hands = new Map<string, 'wasted' | 'gave' | 'drew'>();
  const drawer = drawOf(state, waste.draw)?.by.id;
  if (drawer !== undefined) hands.set(drawer, 'drew');
  for (const event of state.log)
    if (
      (event.type === 'DoseAdministered' || event.type === 'InfusionStarted') &&
      !state.struck.includes(event.seq) &&
      event.draws?.some(({ draw }) => draw === waste.draw)
    )
      hands.set(event.author.id, 'gave');
  return hands.set(waste.by.id, 'wasted');
}

/** What does not add up yet: what is left in hand, draw by draw, and waste that waits for its witness. */
export function unaccounted(state: Session): {
  left: readonly DrawnMedicine[];
  unwitnessed: readonly WastedMedicine[];
} {
  return { left: state.draws.filter((one) => leftOf(one).value > 0), unwitnessed: state.wastes.filter(awaitsWitness) };
}

/**
 * How what was delivered falls on the draws that a bag was made of: by their shares, in whole micrograms that add up to
 * it exactly and never exceed a draw's own.
 */
export function sharesOf(delivered: DrugAmount, parts: readonly DrawPart[]): DrawPart[] {
  const total = parts.reduce((sum, part) => sum + BigInt(part.amount.value), 0n);
  let through = 0n;
  let told = 0n;
  return parts.map(({ draw, amount }) => {
    through += BigInt(amount.value);
    const upTo = total === 0n ? 0n : (BigInt(delivered.value) * through) / total;
    const share = Number(upTo - told);
    told = upTo;
    return { draw, amount: quantity(share, 'ug') };
  });
}

/** The parts with what each takes beyond what is left of its draw written down. */
export const partsFrom = (state: Session, parts: readonly DrawPart[]): DrawPart[] =>
  parts.map(({ draw, amount }) => {
    const found = drawOf(state, draw);
    const beyond = found ? amount.value - leftOf(found).value : 0;
    return { draw, amount, ...(beyond > 0 && { unexplained: quantity(beyond, 'ug') }) };
  });

type Held = { draws: Session['draws']; wastes: Session['wastes'] };

function move(held: Held, id: string, change: (draw: DrawnMedicine) => DrawnMedicine): void {
  held.draws = held.draws.map((draw) => (draw.id === id ? change(draw) : draw));
}
const add = (held: Held, { draw, amount, unexplained }: DrawPart, fate: Fate, sign = 1) =>
  move(held, draw, (one) => ({
    ...one,
    [fate]: plus(one[fate], amount, sign),
    ...(unexplained && { drawn: plus(one.drawn, unexplained) }),
  }));

/** The draw that an event makes, before anything has become of it. */
export function drawFrom(event: EventOf<'MedicineDrawn'>): DrawnMedicine {
  const { seq, draw: id, at, author: by, container, amount, volume, order, piece, ledger } = event;
  return {
    ...{ seq, id, at, by, container, drawn: amount },
    ...(volume && { volume }),
    ...(order && { order }),
    ...(piece && { piece }),
    ...(ledger && { ledger }),
    ...{ given: NOTHING, inBag: NOTHING, wasted: NOTHING, putBack: NOTHING, lost: NOTHING },
  };
}

type MedicineEvent = EventOf<
  | 'MedicineDrawn'
  | 'DoseAdministered'
  | 'InfusionStarted'
  | 'InfusionStopped'
  | 'MedicineWasted'
  | 'WasteWitnessed'
  | 'MedicinePutBack'
  | 'MedicineLost'
>;

/** What an event does to the medicine in hand. `bag` is what the infusion that it stops was made of. */
export function applyToHand(held: Held, event: MedicineEvent, bag: readonly DrawPart[] = []): void {
  switch (event.type) {
    case 'MedicineDrawn':
      held.draws = [...held.draws, drawFrom(event)];
      break;
    case 'DoseAdministered':
      for (const part of event.draws ?? []) add(held, part, 'given');
      break;
    case 'InfusionStarted':
      for (const part of event.draws ?? []) add(held, part, 'inBag');
      break;
    case 'InfusionStopped':
      for (const { draw, amount } of bag) add(held, { draw, amount }, 'inBag', -1);
      for (const part of event.draws ?? []) add(held, part, 'given');
      break;
    case 'MedicineWasted': {
      const { seq, waste: id, draw, at, author: by, amount, how, needsWitness } = event;
      add(held, event, 'wasted');
      held.wastes = [...held.wastes, { seq, id, draw, at, by, amount, how, needsWitness }];
      break;
    }
    case 'WasteWitnessed':
      held.wastes = held.wastes.map((one) => (one.id === event.waste ? { ...one, witness: event.author } : one));
      break;
    case 'MedicinePutBack':
      add(held, event, 'putBack');
      break;
    case 'MedicineLost':
      add(held, event, 'lost');
      break;
  }
}
