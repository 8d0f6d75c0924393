/** One dosing session in memory: its state, the protocol that decides it, and the queue that keeps commands in order. */
import {
  type Circumstances,
  type Command,
  decide,
  discrepanciesOf,
  EMPTY_SESSION,
  evolve,
  fold,
  type Movement,
  movementsOf,
  type Protocol,
  type Refusal,
  type RoomDiscrepancy,
  type Session,
  type SessionEvent,
  stockAfter,
} from '@holdspace/care';
import { FIRST_PREVIOUS_HASH, type StoredEvent } from '@holdspace/store';

/** What a session was made with; none of it changes. */
export interface SessionOrigin {
  readonly protocolId: string;
  readonly protocolVersion: string;
  readonly patientId: string;
  readonly visitId: string | null;
}

/** What deciding a batch comes to: all of it, or the first command that a rule refused. */
export type BatchDecision =
  | {
      readonly accepted: true;
      readonly events: readonly SessionEvent[];
      readonly state: Session;
      /** What they are in the ledger, and what they leave to be settled. */
      readonly movements: readonly Movement[];
      readonly discrepancies: readonly RoomDiscrepancy[];
    }
  | { readonly accepted: false; readonly refusals: readonly Refusal[]; readonly command: Command };

export class HeldSession {
  readonly clinicId: string;
  readonly sessionId: string;
  readonly head: SessionOrigin;
  readonly protocol: Protocol;
  state: Session = EMPTY_SESSION;
  /** The hash of the last event; empty before the first. */
  hash: string = FIRST_PREVIOUS_HASH;
  /** Another server is known to have stored more. */
  isBehind = false;
  readonly #commandIds = new Set<string>();
  #queue: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(clinicId: string, sessionId: string, head: SessionOrigin, protocol: Protocol) {
    this.clinicId = clinicId;
    this.sessionId = sessionId;
    this.head = head;
    this.protocol = protocol;
  }

  /** Nothing waits, so it may be put out of memory. */
  get isIdle(): boolean {
    return this.#waiting === 0;
  }

  /** Runs work on the session one after another, in the order asked. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    this.#waiting += 1;
    const mine = this.#queue.then(work);
    // The queue goes on after a failure; whoever asked for the work is told of it.
    this.#queue = mine.then(
      () => this.#done(),
      () => this.#done(),
    );
    return mine;
  }

  #done(): void {
    this.#waiting -= 1;
  }

  /** Whether a command's events are in what is held. */
  knows(commandId: string): boolean {
    return this.#commandIds.has(commandId);
  }

  decide(commands: readonly Command[], circumstances: Circumstances): BatchDecision {
    const events: SessionEvent[] = [];
    const movements: Movement[] = [];
    const discrepancies: RoomDiscrepancy[] = [];
    let { state } = this;
    let { stock } = circumstances;
    for (const command of commands) {
      const decision = decide(this.protocol, state, command, { ...circumstances, stock });
      if (!decision.accepted) return { accepted: false, refusals: decision.refusals, command };
      for (const event of decision.events) {
        const moved = movementsOf(this.sessionId, state, event);
        movements.push(...moved);
        discrepancies.push(...discrepanciesOf(this.sessionId, state, event));
        // What one command of a list takes, the next does not find.
        stock = stock && stockAfter(stock, moved);
        events.push(event);
        state = evolve(state, event);
      }
    }
    return { accepted: true, events, state, movements, discrepancies };
  }

  /** Takes over what this server has just stored. */
  advance(state: Session, events: readonly SessionEvent[], hash: string): void {
    this.state = state;
    this.hash = hash;
    this.isBehind = false;
    for (const { commandId } of events) this.#commandIds.add(commandId);
  }

  /** Takes in what the store holds beyond this state. */
  catchUp(stored: readonly StoredEvent[]): void {
    // The hashes belong to the store's chain, not to the session's meaning.
    const events = stored.map(({ hash, previousHash, ...event }) => event as SessionEvent);
    const state = this.state.seq === 0 ? fold(events) : events.reduce(evolve, this.state);
    this.advance(state, events, stored.at(-1)?.hash ?? this.hash);
  }
}
