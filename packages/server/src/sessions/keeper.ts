/**
 * Keeps dosing sessions in memory and has the last word on every command: decides with this server's
 * clock, stores, and only then answers and tells. What is held is a copy; the store's compare-and-set on
 * the sequence number finds out when another server was faster, and then it is decided again.
 */
import {
  type Command,
  type ConsentsOnRecord,
  type CourseOrdersOnRecord,
  type CredentialsOnRecord,
  type Instant,
  type Practitioner,
  projectionOf,
  type ScreeningOnRecord,
} from '@holdspace/care';
import { type AppendAnswer, hashOfCommand, type NotTaken, type Store, type StoredEvent } from '@holdspace/store';
import type { ClinicFeed } from '../live/clinic-feed.ts';
import type { SessionFeed } from '../live/session-feed.ts';
import type { Metrics } from '../metrics.ts';
import { notFound, Problem, refused } from '../problem.ts';
import type { ProtocolShelf } from '../protocols/shelf.ts';
import { type BatchDecision, HeldSession, type SessionOrigin } from './held-session.ts';
import { stockFor } from './stock-on-record.ts';

/** A clinic's open sessions many times over; each takes some 100 kB after three hours of vital signs. */
const MOST_HELD = 500;
/** How often a command is decided again when other servers are faster; each time another command got through. */
const MOST_ATTEMPTS = 8;

export interface KeeperParts {
  readonly store: Store;
  readonly protocols: ProtocolShelf;
  readonly sessionFeed: SessionFeed;
  readonly clinicFeed: ClinicFeed;
  readonly metrics: Metrics;
  now(): Instant;
}

/** Commands for one session, from one person. */
export interface Sending {
  readonly clinicId: string;
  readonly sessionId: string;
  readonly author: Practitioner;
  /** Of the author and of who comes in, where a rule asks. */
  readonly credentials?: CredentialsOnRecord | undefined;
  /** Of the session's patient, where a command is placed or given under one. */
  readonly courseOrders?: CourseOrdersOnRecord | undefined;
  /** Of the session's course, where a command confirms it or gives medicine. */
  readonly screening?: ScreeningOnRecord | undefined;
  /** What a dose waits for, where a command asks. */
  readonly consents?: ConsentsOnRecord | undefined;
  /** Stored together or not at all. */
  readonly commands: readonly Command[];
  /** The sequence number that the sender had seen; answered with `stale` where the session has moved on. */
  readonly seenSeq?: number | undefined;
}

export class Keeper {
  readonly #parts: KeeperParts;
  /** In order of use, the longest unused first. */
  readonly #held = new Map<string, HeldSession>();
  readonly #loading = new Map<string, Promise<HeldSession>>();

  constructor(parts: KeeperParts) {
    this.#parts = parts;
  }

  /** A session as it stands, after a look at the store; or at once, where `seq` is all that there is and it is held. Throws 404. */
  async stateOf(
    clinicId: string,
    sessionId: string,
    seq?: number,
  ): Promise<Pick<HeldSession, 'state' | 'protocol' | 'head'>> {
    const held = await this.#hold(clinicId, sessionId);
    if (seq === undefined || held.state.seq < seq) await held.inTurn(() => this.#catchUp(held));
    return held;
  }

  /** Whose session it is and under which protocol; at once where it is held. Throws 404. */
  originOf(clinicId: string, sessionId: string): SessionOrigin | Promise<SessionOrigin> {
    const held = this.#heldNow(clinicId, sessionId);
    return held ? held.head : this.#hold(clinicId, sessionId).then(({ head }) => head);
  }

  /**
   * Decides and stores commands, and answers the events that they became. A command stored before answers
   * with its events of then. Throws a problem: refused, stale, repeated id, not found.
   */
  async send(sending: Sending): Promise<readonly StoredEvent[]> {
    const { clinicId, sessionId } = sending;
    const held = this.#heldNow(clinicId, sessionId) ?? (await this.#hold(clinicId, sessionId));
    return held.inTurn(() => this.#sendInTurn(held, sending));
  }

  /** Another server's notice, or an echo of our own: `seq` was reached. */
  noticed(clinicId: string, sessionId: string, seq: number): void {
    const held = this.#held.get(sessionId);
    if (held && held.clinicId === clinicId && held.state.seq >= seq) return;
    if (held) held.isBehind = true;
    this.#parts.clinicFeed.moved(clinicId, sessionId, seq);
    this.#parts.sessionFeed.reached(sessionId, seq);
  }

  /** Notices may have been missed: nothing held is trusted before the store was asked. */
  mayBeBehind(): void {
    for (const held of this.#held.values()) held.isBehind = true;
  }

  async #sendInTurn(held: HeldSession, sending: Sending): Promise<readonly StoredEvent[]> {
    const { metrics, now, sessionFeed, clinicFeed } = this.#parts;
    const { clinicId, sessionId, author } = sending;
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      if (held.isBehind) await this.#catchUp(held);
      let { commands } = sending;
      let repeated: readonly StoredEvent[] = [];
      if (commands.some(({ id }) => held.knows(id))) {
        ({ repeated, commands } = await this.#apartFromRepeated(held, commands));
        if (commands.length === 0) return repeated;
      }
      if (sending.seenSeq !== undefined) await this.#demandSeen(held, sending.seenSeq);

      const { credentials, courseOrders, screening, consents } = sending;
      // Looked up each time: between two attempts somebody else may have drawn from the same vial.
      const asked = stockFor(this.#parts.store, held, commands);
      const stock = asked && (await asked);
      const known = { credentials, courseOrders, screening, consents, stock };
      const decision = held.decide(commands, { now: now(), author, ...known });
      if (!decision.accepted) {
        // No is said only to the truth of this moment: what another server has just stored may make it a yes.
        if (await this.#catchUp(held)) continue;
        throw this.#refusal(decision, sending.commands);
      }
      const answer = await this.#append(held, commands, decision);
      if (answer.stored) {
        held.advance(decision.state, answer.events, answer.events.at(-1)?.hash ?? held.hash);
        for (const { type } of commands) metrics.accepted.inc({ type });
        sessionFeed.publish(sessionId, answer.events);
        clinicFeed.moved(clinicId, sessionId, decision.state.seq);
        return repeated.length > 0 ? [...repeated, ...answer.events] : answer.events;
      }
      metrics.retried.inc();
      await this.#catchUp(held);
      // Stored by another server under these very ids: taken in by now, or under another session and then refused.
      if (answer.because === 'repeated') for (const { id } of commands) await this.#demandOwn(held, id);
      if (answer.because === 'not_taken' && answer.outcome !== 'short')
        throw new Error(`the ledger does not take what was decided: ${answer.movement.kind} ${answer.outcome}`);
    }
    throw new Problem('stale', 'Others keep recording in this session at this very moment. Send it again.', {
      seq: held.state.seq,
    });
  }

  async #append(
    held: HeldSession,
    commands: readonly Command[],
    { events, state, movements, discrepancies }: Extract<BatchDecision, { accepted: true }>,
  ): Promise<AppendAnswer | NotTaken> {
    const { store, metrics, now } = this.#parts;
    const stopTimer = metrics.appendSeconds.startTimer();
    try {
      const request = {
        clinicId: held.clinicId,
        sessionId: held.sessionId,
        expectedSeq: held.state.seq,
        previousHash: held.hash,
        commands: commands.map((command) => ({ id: command.id, hash: hashOfCommand(command) })),
        events,
        summary: projectionOf(held.protocol, state, now()),
      };
      // What moves no medicine goes with the trains, as ever.
      if (movements.length + discrepancies.length === 0) return await store.sessions.append(request);
      return await store.sessions.appendWithMovements({ ...request, movements, discrepancies });
    } catch (error) {
      // Whether it was committed is not known; the next command asks the store before it decides.
      held.isBehind = true;
      throw error;
    } finally {
      stopTimer();
    }
  }

  #refusal(decision: Extract<BatchDecision, { accepted: false }>, commands: readonly Command[]): Problem {
    for (const { rule } of decision.refusals) this.#parts.metrics.refused.inc({ rule });
    const index = commands.indexOf(decision.command);
    if (commands.length === 1) return refused(decision.refusals);
    // In a list the field says which of the commands it was; none of them was stored.
    return refused(
      decision.refusals.map((refusal) => ({
        ...refusal,
        field: refusal.field ? `${index}.${refusal.field}` : String(index),
      })),
    );
  }

  /** The commands that are stored already, as the events that they became, apart from those that are new. */
  async #apartFromRepeated(
    held: HeldSession,
    commands: readonly Command[],
  ): Promise<{ repeated: readonly StoredEvent[]; commands: readonly Command[] }> {
    const repeated: StoredEvent[] = [];
    for (const command of commands) {
      if (!held.knows(command.id)) continue;
      const stored = await this.#parts.store.sessions.commandEvents(held.clinicId, command.id);
      if (stored?.commandHash !== hashOfCommand(command)) throw repeatedId();
      repeated.push(...stored.events);
      this.#parts.metrics.repeated.inc();
    }
    return { repeated, commands: commands.filter(({ id }) => !held.knows(id)) };
  }

  /** Throws where a command's id was used in another session of the clinic. */
  async #demandOwn(held: HeldSession, commandId: string): Promise<void> {
    const stored = await this.#parts.store.sessions.commandEvents(held.clinicId, commandId);
    if (stored && stored.sessionId !== held.sessionId) throw repeatedId();
  }

  async #demandSeen(held: HeldSession, seenSeq: number): Promise<void> {
    if (seenSeq > held.state.seq) await this.#catchUp(held);
    if (seenSeq === held.state.seq) return;
    throw new Problem('stale', 'Somebody recorded in this session since you looked. Look again, then send.', {
      seq: held.state.seq,
    });
  }

  /** Takes in what the store has beyond what is held; answers whether there was anything. */
  async #catchUp(held: HeldSession): Promise<boolean> {
    const events = await this.#parts.store.sessions.events(held.clinicId, held.sessionId, held.state.seq);
    held.catchUp(events);
    return events.length > 0;
  }

  #heldNow(clinicId: string, sessionId: string): HeldSession | undefined {
    const held = this.#held.get(sessionId);
    if (held?.clinicId !== clinicId) return undefined;
    this.#held.delete(sessionId);
    this.#held.set(sessionId, held);
    return held;
  }

  async #hold(clinicId: string, sessionId: string): Promise<HeldSession> {
    const held = this.#heldNow(clinicId, sessionId);
    if (held) return held;
    const key = `${clinicId} ${sessionId}`;
    const loading = this.#loading.get(key) ?? this.#load(clinicId, sessionId);
    this.#loading.set(key, loading);
    try {
      return await loading;
    } finally {
      this.#loading.delete(key);
    }
  }

  async #load(clinicId: string, sessionId: string): Promise<HeldSession> {
    const { store, protocols, metrics } = this.#parts;
    const head = await store.sessions.head(clinicId, sessionId);
    if (!head) throw notFound('session');
    const shelved = await protocols.find(clinicId, head.protocolId, head.protocolVersion);
    if (!shelved) throw new Error('a session without its protocol');
    const held = new HeldSession(clinicId, sessionId, head, shelved.protocol);
    await this.#catchUp(held);
    this.#makeRoom();
    this.#held.set(sessionId, held);
    metrics.sessionsHeld.set(this.#held.size);
    return held;
  }

  #makeRoom(): void {
    for (const [id, held] of this.#held) {
      if (this.#held.size < MOST_HELD) return;
      if (held.isIdle) this.#held.delete(id);
    }
  }
}

const repeatedId = () =>
  new Problem('repeated-id', 'Something else was recorded under this id. A new command needs a new id.', {
    errors: [{ field: 'id', rule: 'repeated-id', message: 'This id was used for something else.' }],
  });
