import {
  type Command,
  commandSchema,
  decide,
  EMPTY_SESSION,
  evolve,
  type Instant,
  instant,
  type Practitioner,
  quantity,
  type Session,
  type SessionEvent,
  SHIPPED_PROTOCOLS,
} from '@holdspace/care';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Problem } from '../api/problem.ts';
import { memoryOutbox, type Outbox } from './outbox.ts';
import type { Asked, LoadedSession } from './room-state.ts';
import { SessionClient } from './session-client.ts';

const START = Date.UTC(2026, 2, 2, 14);
const SESSION = '00000000-0000-4000-8000-00000000a000';
const nurse: Practitioner = { id: '00000000-0000-4000-8000-000000000004', name: 'Noor Nurse', roles: ['nurse'] };
const guide: Practitioner = { id: '00000000-0000-4000-8000-000000000006', name: 'Gil Guide', roles: ['guide'] };
const protocol = (() => {
  const found = SHIPPED_PROTOCOLS.find((one) => one.id === 'infusion-iv');
  if (!found) throw new Error('the infusion is shipped');
  return found;
})();

let ids = 0;
const newId = () => `00000000-0000-4000-9000-${String(++ids).padStart(12, '0')}`;
const settle = () => vi.advanceTimersByTimeAsync(0);
const pressure = (systolic: number): Asked => ({
  type: 'RecordVitalSigns',
  vitalSigns: { bloodPressure: { systolic: quantity(systolic, 'mm[Hg]'), diastolic: quantity(70, 'mm[Hg]') } },
});

/** A server that decides by the same core, over a line that a test can cut. */
class Server {
  state: Session = EMPTY_SESSION;
  /** The ids of commands in the order in which they came in, repeated ones too. */
  readonly asked: string[] = [];
  /** What the line does to the next calls. */
  line: 'good' | 'cut' | 'answer is lost' | 'nonsense' | 'signed out' = 'good';
  isTelling = true;
  author = nurse;
  #listeners = new Set<{ onEvent: (event: SessionEvent) => void; onState: (live: boolean) => void }>();

  constructor() {
    this.take(
      {
        type: 'PlanSession',
        patient: { id: newId(), name: 'Ida Example', dateOfBirth: '1980-05-04', recordNumber: 'H-100' },
        protocol: { id: protocol.id, version: protocol.version },
        room: 'Room 1',
        zone: 'America/New_York',
      },
      nurse,
    );
    this.take({ type: 'RecordArrival' }, nurse);
  }

  /** Somebody else records. */
  take(asked: Asked, author: Practitioner): readonly SessionEvent[] {
    return this.#store(commandSchema.parse({ at: instant(Date.now()), ...asked, id: newId(), device: 'test' }), author);
  }

  #store(command: Command, author: Practitioner): readonly SessionEvent[] {
    const known = this.state.log.filter((event) => event.commandId === command.id);
    if (known.length > 0) return known;
    const decision = decide(protocol, this.state, command, { now: instant(Date.now()), author });
    if (!decision.accepted) throw new Problem({ status: 422, title: 'Refused', refusals: decision.refusals });
    this.state = decision.events.reduce(evolve, this.state);
    if (this.isTelling) for (const { onEvent } of this.#listeners) for (const event of decision.events) onEvent(event);
    return decision.events;
  }

  #meet(): void {
    if (this.line === 'cut') throw new Problem({ status: 0, title: 'The clinic’s server cannot be reached' });
    if (this.line === 'nonsense') throw new SyntaxError('Unexpected token <');
    if (this.line === 'signed out') throw new Problem({ status: 401, title: 'Sign in' });
  }

  readonly connection = {
    get: async <T>(path: string): Promise<T> => {
      this.#meet();
      const after = Number(/after=(\d+)/.exec(path)?.[1] ?? 0);
      const loaded: LoadedSession = {
        session: { id: SESSION, patientId: 'p', seq: this.state.seq },
        patient: { name: 'Ida Example', dateOfBirth: '1980-05-04', recordNumber: 'H-100' },
        protocol,
        label: { name: protocol.name, kind: 'medical', statement: '', reasons: [] },
      };
      const answer = path.includes('/events') ? { events: this.state.log.slice(after) } : loaded;
      return answer as T;
    },
    post: async <T>(_path: string, body: unknown): Promise<T> => {
      if (this.line !== 'answer is lost') this.#meet();
      const command = body as Command;
      this.asked.push(command.id);
      const events = this.#store(command, this.author);
      if (this.line === 'answer is lost') throw new Problem({ status: 0, title: 'The answer was lost' });
      return { events } as T;
    },
    listen: (_path: () => string, onEvent: (event: SessionEvent) => void, onState: (live: boolean) => void) => {
      const listener = { onEvent, onState };
      this.#listeners.add(listener);
      return () => this.#listeners.delete(listener);
    },
  };

  cut() {
    this.line = 'cut';
    for (const { onState } of this.#listeners) onState(false);
  }
  mend() {
    this.line = 'good';
    for (const { onState } of this.#listeners) onState(true);
  }
}

let stops: (() => void)[] = [];
async function open(server: Server, outbox: Outbox = memoryOutbox(), author = nurse): Promise<SessionClient> {
  const client = new SessionClient({
    sessionId: SESSION,
    author,
    device: 'test',
    line: server.connection,
    outbox,
    now: () => Date.now(),
    newId,
  });
  stops.push(client.start());
  await settle();
  return client;
}
const systolics = (state: Session) => state.vitalSigns.map((one) => one.vitalSigns.bloodPressure?.systolic.value);

beforeEach(() => {
  vi.useFakeTimers({ now: START });
});
afterEach(() => {
  for (const stop of stops) stop();
  stops = [];
  vi.useRealTimers();
});

describe('an entry', () => {
  test('is on the screen at once, as sending, and confirmed by the server’s answer', async () => {
    const server = new Server();
    const client = await open(server);
    const answer = client.send(pressure(120));
    expect(answer.accepted).toBe(true);
    expect(systolics(client.read().session)).toEqual([120]);
    expect(client.read().waiting).toHaveLength(1);
    expect(client.read().confirmedSeq).toBe(2);
    await settle();
    expect(client.read().waiting).toEqual([]);
    expect(client.read().confirmedSeq).toBe(3);
    expect(systolics(server.state)).toEqual([120]);
  });

  test('that a rule refuses is refused here, and nothing is sent', async () => {
    const server = new Server();
    const client = await open(server);
    const answer = client.send({ type: 'SignDischarge' });
    expect(answer).toMatchObject({ accepted: false });
    await settle();
    expect(server.asked).toEqual([]);
  });

  test('that cannot be is named by its field', async () => {
    const client = await open(new Server());
    const answer = client.send(pressure(900));
    expect(answer).toMatchObject({ accepted: false, refusals: [] });
    if (!answer.accepted) expect(answer.errors[0]?.field).toContain('systolic');
  });
});

describe('without a network', () => {
  test('entries wait and go out in their order, each under the id it was made with', async () => {
    const server = new Server();
    const client = await open(server);
    server.cut();
    const sent = [118, 122, 126].map((systolic) => client.send(pressure(systolic)));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(client.read().waiting).toHaveLength(3);
    expect(systolics(client.read().session)).toEqual([118, 122, 126]);
    server.mend();
    await settle();
    expect(client.read().waiting).toEqual([]);
    expect(systolics(server.state)).toEqual([118, 122, 126]);
    expect(server.asked).toEqual(sent.map((one) => one.accepted && one.command.id));
  });

  test('they go out by themselves, without anybody saying that it is back', async () => {
    const server = new Server();
    const client = await open(server);
    server.line = 'cut';
    client.send(pressure(120));
    await settle();
    server.line = 'good';
    await vi.advanceTimersByTimeAsync(20_000);
    expect(systolics(server.state)).toEqual([120]);
  });

  test('what waits outlives the tab', async () => {
    const server = new Server();
    const outbox = memoryOutbox();
    const client = await open(server, outbox);
    server.cut();
    client.send(pressure(120));
    client.send(pressure(124));
    await settle();
    stops.pop()?.();
    server.line = 'good';
    const reopened = await open(server, outbox);
    await settle();
    expect(systolics(server.state)).toEqual([120, 124]);
    expect(reopened.read().waiting).toEqual([]);
    expect(await outbox.load(SESSION)).toEqual([]);
  });

  test('an answer lost on its way stores nothing twice', async () => {
    const server = new Server();
    const client = await open(server);
    server.isTelling = false;
    server.line = 'answer is lost';
    client.send(pressure(120));
    await settle();
    expect(client.read().waiting).toHaveLength(1);
    server.line = 'good';
    await vi.advanceTimersByTimeAsync(20_000);
    expect(new Set(server.asked).size).toBe(1);
    expect(systolics(server.state)).toEqual([120]);
    expect(systolics(client.read().session)).toEqual([120]);
    expect(client.read().waiting).toEqual([]);
  });

  test('a page of a proxy in place of an answer delays an entry and does not strand it', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const server = new Server();
    const client = await open(server);
    server.line = 'nonsense';
    client.send(pressure(120));
    await settle();
    expect(client.read().waiting).toHaveLength(1);
    server.line = 'good';
    await vi.advanceTimersByTimeAsync(30_000);
    expect(systolics(server.state)).toEqual([120]);
    expect(client.read().waiting).toEqual([]);
  });

  test('a room that could not be loaded loads by itself when the server is there again', async () => {
    const server = new Server();
    server.line = 'cut';
    const client = await open(server);
    expect(client.read().failure).toBeInstanceOf(Problem);
    server.line = 'good';
    await vi.advanceTimersByTimeAsync(20_000);
    expect(client.read().loaded).toBeDefined();
    expect(client.read().failure).toBeUndefined();
  });
});

describe('the server has the last word', () => {
  test('an entry that others have overtaken is shown as not taken, and the next ones still go out', async () => {
    const server = new Server();
    const client = await open(server);
    server.cut();
    server.isTelling = false;
    client.send({ type: 'RecordNosc', moment: 'onset', overrides: [{ rule: 'nosc-after-dose', reason: 'a test' }] });
    client.send(pressure(120));
    server.take(
      { type: 'RecordNosc', moment: 'onset', overrides: [{ rule: 'nosc-after-dose', reason: 'the guide was first' }] },
      guide,
    );
    await settle();
    server.mend();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(client.read().refused).toHaveLength(1);
    expect(client.read().refused[0]?.refused?.refusals[0]?.rule).toBe('nosc-in-order');
    expect(client.read().waiting).toEqual([]);
    expect(systolics(server.state)).toEqual([120]);
    expect(client.read().session.seq).toBe(server.state.seq);
  });

  test('a refused entry is kept until somebody lets go of it', async () => {
    const server = new Server();
    const outbox = memoryOutbox();
    const client = await open(server, outbox);
    server.cut();
    server.isTelling = false;
    client.send({ type: 'RecordNosc', moment: 'onset', overrides: [{ rule: 'nosc-after-dose', reason: 'a test' }] });
    server.take(
      { type: 'RecordNosc', moment: 'onset', overrides: [{ rule: 'nosc-after-dose', reason: 'the guide was first' }] },
      guide,
    );
    await settle();
    server.mend();
    await vi.advanceTimersByTimeAsync(20_000);
    stops.pop()?.();
    const reopened = await open(server, outbox);
    const [entry] = reopened.read().refused;
    expect(entry).toBeDefined();
    if (entry) reopened.dismiss(entry);
    await settle();
    expect(await outbox.load(SESSION)).toEqual([]);
  });

  test('what others record appears, and a gap in what is told is filled', async () => {
    const server = new Server();
    const client = await open(server);
    server.isTelling = false;
    server.take(pressure(110), guide);
    server.isTelling = true;
    server.take(pressure(112), guide);
    await settle();
    expect(systolics(client.read().session)).toEqual([110, 112]);
  });

  test('a lost notice heals by itself', async () => {
    const server = new Server();
    const client = await open(server);
    server.isTelling = false;
    server.take(pressure(110), guide);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(systolics(client.read().session)).toEqual([110]);
  });
});

describe('whose entry it is', () => {
  test('nobody sends what another has entered; it waits for their sign-in', async () => {
    const server = new Server();
    const outbox = memoryOutbox();
    await open(server, outbox);
    server.cut();
    const client = await open(server, memoryOutbox());
    expect(client.read().loaded).toBeUndefined();
    server.mend();
    const nurses = await open(server, outbox);
    server.cut();
    nurses.send(pressure(120));
    await settle();
    stops.pop()?.();
    server.mend();
    server.author = guide;
    const guides = await open(server, outbox, guide);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(server.asked).toEqual([]);
    expect(guides.read().waiting.map((one) => one.authorName)).toEqual(['Noor Nurse']);
    expect(systolics(guides.read().session)).toEqual([]);
  });

  test('a sign-in that has ended is told, and entries wait for it', async () => {
    const server = new Server();
    const client = await open(server);
    server.line = 'signed out';
    client.send(pressure(120));
    await settle();
    expect(client.read().signedOut).toBe(true);
    expect(client.read().waiting).toHaveLength(1);
    server.line = 'good';
    await vi.advanceTimersByTimeAsync(20_000);
    expect(client.read().signedOut).toBe(false);
    expect(systolics(server.state)).toEqual([120]);
  });
});

test('a browser that keeps nothing still sends, and says that it keeps nothing', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  const server = new Server();
  const broken: Outbox = { ...memoryOutbox(), add: () => Promise.reject(new Error('private window')) };
  const client = await open(server, broken);
  client.send(pressure(120));
  await settle();
  expect(client.read().durable).toBe(false);
  expect(systolics(server.state)).toEqual([120]);
});

test('whoever reads the state gets the same value until something changes', async () => {
  const client = await open(new Server());
  const before: Instant | undefined = client.read().session.arrivedAt;
  expect(client.read()).toBe(client.read());
  client.send(pressure(120));
  expect(client.read().session.arrivedAt).toBe(before);
});
