/**
 * One dosing session as this browser knows it: the server's log folded by the same core, what was entered here and
 * not confirmed yet on top of it, and the line to the server. It answers at once, and goes on without a network.
 */
import {
  type Command,
  type ConsentsOnRecord,
  type CourseOrdersOnRecord,
  commandSchema,
  decide,
  EMPTY_SESSION,
  evolve,
  fold,
  type Instant,
  instant,
  type Practitioner,
  type ScreeningOnRecord,
  type Session,
  type SessionEvent,
  type StockKnown,
} from '@holdspace/care';
import { type FieldError, Problem } from '../api/problem.ts';
import { Entries } from './entries.ts';
import type { Entry, Signature } from './outbox.ts';
import type { Answer, Asked, LoadedSession, RoomState, SessionClientParts } from './room-state.ts';
import { headersOf } from './signature-header.ts';

const RETRY_AT_FIRST = 1_000;
const RETRY_AT_MOST = 15_000;
/** A lost notice or a half-open line heals within this time. */
const ASK_AGAIN_AFTER = 20_000;
/** Above this many new events, folding anew is cheaper than evolving one by one. */
const FOLD_ABOVE = 64;

export class SessionClient {
  readonly #parts: SessionClientParts;
  readonly #listeners = new Set<() => void>();
  readonly #entries: Entries;
  #state: RoomState = {
    session: EMPTY_SESSION,
    confirmedSeq: 0,
    waiting: [],
    refused: [],
    live: false,
    durable: true,
    signedOut: false,
  };
  #confirmed: Session = EMPTY_SESSION;
  #sending = false;
  #retryIn = RETRY_AT_FIRST;
  #isRetrySet = false;
  #timers = new Set<ReturnType<typeof setTimeout>>();
  #stopListening: (() => void) | undefined;
  #containers: StockKnown['containers'] = {};
  #fetching: Promise<void> | undefined;
  #started = false;

  constructor(parts: SessionClientParts) {
    this.#parts = parts;
    this.#entries = new Entries(parts.outbox, () => {
      this.#state = { ...this.#state, durable: false };
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly read = (): RoomState => this.#state;

  get author(): Practitioner {
    return this.#parts.author;
  }

  /** Loads, listens and sends what an earlier visit left waiting; answers how to stop. */
  start(): () => void {
    this.#started = true;
    void this.#load();
    return () => {
      this.#started = false;
      this.#stopListening?.();
      for (const timer of this.#timers) clearTimeout(timer);
      this.#timers.clear();
      this.#isRetrySet = false;
    };
  }

  /** Decides at once; what is accepted is kept, shown and sent. */
  send(asked: Asked): Answer {
    const answer = this.consider(asked);
    if (answer.accepted) this.#keep(answer.command);
    return answer;
  }

  /** What `send` would answer; nothing is kept. */
  consider(asked: Asked): Answer {
    const command = this.make(asked);
    return 'errors' in command
      ? { accepted: false, refusals: [], errors: command.errors }
      : this.#decided(command, this.#parts.author);
  }

  /** What is asked as a command with an id of its own, or what about it cannot be. */
  make(asked: Asked): Command | { readonly errors: readonly FieldError[] } {
    const at = instant(this.#parts.now());
    const parsed = commandSchema.safeParse({ at, ...asked, id: this.#parts.newId(), device: this.#parts.device });
    if (parsed.success) return parsed.data;
    return { errors: parsed.error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message })) };
  }

  /** Sends what somebody has signed for itself; the author is who signed. */
  sendSigned(command: Command, signature: Signature): Answer {
    const answer = this.#decided(command, signature.signer);
    if (answer.accepted) this.#keep(command, signature);
    return answer;
  }

  #decided(command: Command, author: Practitioner): Answer {
    const { loaded } = this.#state;
    if (!loaded) throw new Error('nothing can be recorded before the session has loaded');
    const now = instant(this.#parts.now());
    const { protocol, credentials, courseOrders, screening, consents } = loaded;
    const known = { credentials, courseOrders, screening, consents, stock: this.#stock(loaded) };
    const decision = decide(protocol, this.#state.session, command, { now, author, ...known });
    return decision.accepted
      ? { accepted: true, command }
      : { accepted: false, refusals: decision.refusals, errors: [] };
  }

  /** The patient's course orders as they stand now: one may have been amended or stopped since the room was opened. */
  knowCourseOrders(courseOrders: CourseOrdersOnRecord | undefined): void {
    const { loaded } = this.#state;
    if (loaded && courseOrders) this.#show({ loaded: { ...loaded, courseOrders } });
  }

  /** The same of the screening: a medicine may have come, or a clinician has signed anew. */
  knowScreening(screening: ScreeningOnRecord | undefined): void {
    const { loaded } = this.#state;
    if (loaded && screening) this.#show({ loaded: { ...loaded, screening } });
  }

  /** The patient's consents as they stand now: one may have been signed or withdrawn since the room was opened. */
  knowConsents(consents: ConsentsOnRecord): void {
    const { loaded } = this.#state;
    if (loaded) this.#show({ loaded: { ...loaded, consents } });
  }

  /** What this device was just told of containers; of others it says nothing, and the server decides. */
  knowContainers(containers: StockKnown['containers']): void {
    this.#containers = containers;
  }

  #stock({ keepsLedger }: LoadedSession): StockKnown | undefined {
    const { sessionId: session } = this.#parts;
    return keepsLedger === undefined ? undefined : { session, keepsLedger, containers: this.#containers };
  }

  /** Lets go of an entry that the server did not take. */
  dismiss(entry: Entry): void {
    this.#settle(entry.command.id);
  }

  /** Sends an entry that was refused once more: with a reason for its overrides, or as having happened. */
  sendAgain(entry: Entry, change: Pick<Command, 'overrides' | 'happened'>): void {
    const id = this.#parts.newId();
    this.#settle(entry.command.id);
    this.#keep({ ...entry.command, ...change, id } as Command);
  }

  /** Sends an entry that was to be signed for itself, now that it is. */
  sendSignedAgain(entry: Entry, signature: Signature): void {
    this.#settle(entry.command.id);
    this.#keep(entry.command, signature);
  }

  /** Tries at once: the network is said to be back, or somebody has signed in. */
  hurry(): void {
    if (!this.#state.loaded) {
      if (this.#state.failure) void this.#load();
      return;
    }
    this.#retryIn = RETRY_AT_FIRST;
    void this.#sendWaiting();
    void this.#catchUp();
  }

  async #load(): Promise<void> {
    const { sessionId, line } = this.#parts;
    try {
      const [loaded, { events }, entries] = await Promise.all([
        line.get<LoadedSession>(`/api/sessions/${sessionId}`),
        line.get<{ events: SessionEvent[] }>(`/api/sessions/${sessionId}/events`),
        this.#entries.load(sessionId),
      ]);
      if (!this.#started) return;
      this.#confirmed = fold(events);
      this.#entries.takeUp(entries);
      this.#show({ loaded, failure: undefined });
    } catch (failure) {
      if (!this.#started) return;
      this.#show({ failure });
      if (failure instanceof Problem && failure.mayWorkLater) this.#tryAgain();
      return;
    }
    this.#retryIn = RETRY_AT_FIRST;
    // What was confirmed while the tab was closed leaves the outbox.
    const confirmed = new Set(this.#confirmed.log.map((event) => event.commandId));
    for (const { command } of this.#entries.all) if (confirmed.has(command.id)) this.#settle(command.id);
    this.#listen();
    void this.#sendWaiting();
    this.#askAgain();
  }

  #listen(): void {
    this.#stopListening?.();
    const { line, sessionId } = this.#parts;
    this.#stopListening = line.listen(
      () => `/api/sessions/${sessionId}/live?after=${this.#confirmed.seq}`,
      (event) => this.#receive([event]),
      (live) => {
        this.#show({ live });
        if (live) this.hurry();
      },
    );
  }

  #askAgain(): void {
    this.#later(ASK_AGAIN_AFTER, () => {
      void this.#catchUp();
      this.#askAgain();
    });
  }

  #later(milliseconds: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (this.#started) work();
    }, milliseconds);
    this.#timers.add(timer);
  }

  /** Fetches what lies beyond what is known; one call at a time. */
  #catchUp(): Promise<void> {
    this.#fetching ??= this.#fetch().finally(() => {
      this.#fetching = undefined;
    });
    return this.#fetching;
  }

  async #fetch(): Promise<void> {
    const { line, sessionId } = this.#parts;
    try {
      const { events } = await line.get<{ events: SessionEvent[] }>(
        `/api/sessions/${sessionId}/events?after=${this.#confirmed.seq}`,
      );
      if (this.#started) this.#receive(events);
    } catch (error) {
      // A lost network is shown by the banner and healed by the next round; anything else is a fault.
      if (!(error instanceof Problem)) throw error;
      if (error.status === 401) this.#show({ signedOut: true });
      // The ground on which one saw it has ended; what was entered here stays kept and is sent.
      if (error.status === 403) this.#closeRoom(error);
    }
  }

  #closeRoom(failure: Problem): void {
    const { loaded: _, ...state } = this.#state;
    this.#state = state;
    this.#show({ failure });
  }

  /** Takes in events of the server, each once and in order; a gap is fetched. */
  #receive(events: readonly SessionEvent[]): void {
    const fresh = events.filter((event) => event.seq > this.#confirmed.seq).sort((a, b) => a.seq - b.seq);
    if (fresh.length === 0) return;
    const isNext = fresh.every((event, index) => event.seq === this.#confirmed.seq + 1 + index);
    if (!isNext) {
      void this.#catchUp();
      return;
    }
    this.#confirmed =
      fresh.length > FOLD_ABOVE ? fold([...this.#confirmed.log, ...fresh]) : fresh.reduce(evolve, this.#confirmed);
    for (const event of fresh) this.#settle(event.commandId, false);
    this.#show({});
  }

  #keep(command: Command, signature?: Signature): void {
    const { sessionId, author } = this.#parts;
    const fresh = {
      sessionId,
      authorId: author.id,
      authorName: signature?.signer.name ?? author.name,
      command,
      ...(signature && { signature }),
    };
    this.#entries.add(fresh, () => void this.#sendWaiting());
    this.#show({});
  }

  /** An entry is done with: confirmed, or let go. */
  #settle(commandId: string, show = true): void {
    if (this.#entries.settle(commandId) && show) this.#show({});
  }

  /** Sends what waits, oldest first, one at a time. */
  async #sendWaiting(): Promise<void> {
    if (this.#sending || !this.#started) return;
    this.#sending = true;
    try {
      for (let entry = this.#nextToSend(); entry && this.#started; entry = this.#nextToSend())
        if (!(await this.#sendOne(entry))) break;
    } finally {
      this.#sending = false;
    }
  }

  #nextToSend(): Entry | undefined {
    return this.#entries.nextOf(this.#parts.author.id);
  }

  /** True when the next may be sent. */
  async #sendOne(entry: Entry): Promise<boolean> {
    const { line, sessionId } = this.#parts;
    try {
      const { events } = await line.post<{ events: SessionEvent[] }>(
        `/api/sessions/${sessionId}/commands`,
        entry.command,
        headersOf(entry),
      );
      this.#retryIn = RETRY_AT_FIRST;
      if (this.#state.signedOut) this.#show({ signedOut: false });
      this.#receive(events);
      // Where a gap had to be fetched first, the entry stays shown until its events are in.
      if (this.#confirmed.seq < (events.at(-1)?.seq ?? 0)) await this.#catchUp();
      this.#settle(entry.command.id);
      return true;
    } catch (error) {
      if (error instanceof Problem && !error.mayWorkLater) {
        await this.#refuse(entry, error);
        return true;
      }
      if (!(error instanceof Problem)) console.error('an entry could not be sent, and is sent again', error);
      else if (error.status === 401) this.#show({ signedOut: true });
      this.#tryAgain();
      return false;
    }
  }

  /** Loads or sends anew after a while, longer each time until it succeeds; one attempt waits, however often asked. */
  #tryAgain(): void {
    if (this.#isRetrySet) return;
    this.#isRetrySet = true;
    this.#later(this.#retryIn, () => {
      this.#isRetrySet = false;
      if (this.#state.loaded) void this.#sendWaiting();
      else void this.#load();
    });
    this.#retryIn = Math.min(this.#retryIn * 2, RETRY_AT_MOST);
  }

  async #refuse(entry: Entry, problem: Problem): Promise<void> {
    const { refusals, errors, title } = problem;
    const needsSignature = problem.kind === 'signature-needed';
    const kept = this.#entries.refuse(entry, { refusals, errors, title: problem.detail ?? title, needsSignature });
    this.#show({});
    await kept;
  }

  /** Draws the state anew: the confirmed session, and on top of it what waits and still makes sense. */
  #show(change: Partial<RoomState>): void {
    const next = { ...this.#state, ...change };
    let session = this.#confirmed;
    if (next.loaded)
      for (const { command, refused, authorId, signature } of this.#entries.all) {
        if (refused || authorId !== this.#parts.author.id) continue;
        const now = instant(this.#parts.now()) as Instant;
        const decision = decide(next.loaded.protocol, session, command, {
          now,
          author: signature?.signer ?? this.#parts.author,
          credentials: next.loaded.credentials,
          courseOrders: next.loaded.courseOrders,
          screening: next.loaded.screening,
          consents: next.loaded.consents,
          stock: this.#stock(next.loaded),
        });
        if (decision.accepted) session = decision.events.reduce(evolve, session);
      }
    this.#state = {
      ...next,
      session,
      confirmedSeq: this.#confirmed.seq,
      waiting: this.#entries.waiting,
      refused: this.#entries.refused,
    };
    for (const listener of this.#listeners) listener();
  }
}
