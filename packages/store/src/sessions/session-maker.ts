/** For tests of the store: real decided events of an infusion, one command at a time, as a server would append them. */
import { randomUUID } from 'node:crypto';
import {
  type Command,
  commandSchema,
  decide,
  EMPTY_SESSION,
  evolve,
  type Instant,
  instant,
  later,
  projectionOf,
  type Session,
  type SessionEvent,
  SHIPPED_PROTOCOLS,
} from '@holdspace/care';
import { v7 } from 'uuid';
import { FIRST_PREVIOUS_HASH } from '../canonical-json.ts';
import type { Store } from '../store.ts';
import type { TestClinic } from '../testing.ts';
import type { AppendAnswer, AppendRequest } from './append.ts';
import { hashOfCommand } from './chain.ts';

const protocol = SHIPPED_PROTOCOLS[0];
if (!protocol) throw new Error('no shipped protocol');
const START: Instant = instant(Date.UTC(2026, 2, 2, 14));

/** Writes one session the way a server does: decide, append, hold what was stored. */
export class SessionWriter {
  readonly sessionId: string;
  readonly #store: Store;
  readonly #clinic: TestClinic;
  state: Session = EMPTY_SESSION;
  hash = FIRST_PREVIOUS_HASH;

  constructor(store: Store, clinic: TestClinic, sessionId: string = randomUUID()) {
    this.#store = store;
    this.#clinic = clinic;
    this.sessionId = sessionId;
  }

  /** A session planned and arrived. */
  static async begun(store: Store, clinic: TestClinic): Promise<SessionWriter> {
    const writer = new SessionWriter(store, clinic);
    await store.sessions.create(
      clinic.clinicId,
      {
        sessionId: writer.sessionId,
        patientId: clinic.patientId,
        protocolId: protocol?.id ?? '',
        protocolVersion: protocol?.version ?? '',
      },
      START,
    );
    await writer.append(
      writer.command({
        type: 'PlanSession',
        patient: { id: clinic.patientId, name: 'Ida Example', dateOfBirth: '1980-05-04', recordNumber: 'T-1' },
        protocol: { id: protocol?.id ?? '', version: protocol?.version ?? '' },
        room: 'Room 1',
        zone: 'America/New_York',
      }),
    );
    await writer.append(writer.command({ type: 'RecordArrival' }));
    return writer;
  }

  command(body: object): Command {
    return commandSchema.parse({ id: v7(), at: later(START, this.state.seq * 1000), ...body });
  }
  reading(heartRate = 72): Command {
    return this.command({ type: 'RecordVitalSigns', vitalSigns: { heartRate: { value: heartRate, unit: '/min' } } });
  }

  /** What a command becomes after what this writer holds. */
  requestFor(command: Command): AppendRequest & { readonly events: readonly SessionEvent[] } {
    if (!protocol) throw new Error('no protocol');
    const { nurse } = this.#clinic.practitioners;
    const decision = decide(protocol, this.state, command, { now: command.at, author: { ...nurse, roles: ['nurse'] } });
    if (!decision.accepted) throw new Error(decision.refusals.map((one) => one.message).join('; '));
    return {
      clinicId: this.#clinic.clinicId,
      sessionId: this.sessionId,
      expectedSeq: this.state.seq,
      previousHash: this.hash,
      commands: [{ id: command.id, hash: hashOfCommand(command) }],
      events: decision.events,
      summary: projectionOf(protocol, decision.events.reduce(evolve, this.state), command.at),
    };
  }

  async append(command: Command): Promise<AppendAnswer> {
    const request = this.requestFor(command);
    const answer = await this.#store.sessions.append(request);
    if (answer.stored) {
      this.state = request.events.reduce(evolve, this.state);
      this.hash = answer.events.at(-1)?.hash ?? this.hash;
    }
    return answer;
  }

  /** Takes in what others have stored. */
  async catchUp(): Promise<void> {
    const stored = await this.#store.sessions.events(this.#clinic.clinicId, this.sessionId, this.state.seq);
    for (const { hash, previousHash, ...event } of stored) {
      this.state = evolve(this.state, event as SessionEvent);
      this.hash = hash;
    }
  }
}
