/** For integration tests: a running server on a database of its own, a clinic in it, and callers of every role. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CommandInput, DAY, instant, MINUTE, type Role, type SessionEvent } from '@holdspace/care';
import { openStore, type Store } from '@holdspace/store';
import { TEST_ROOT_KEYS, type TestClinic, testClinic, testStore } from '@holdspace/store/testing';
import type { Logger } from './log.ts';
import { createLogger } from './log.ts';
import type { ProblemDocument } from './problem.ts';
import { hashOfToken, newToken } from './sign-in/principal.ts';
import { type RunningServer, type ServerOptions, startServer } from './start.ts';

/** Nine in the morning in New York, where the test clinics are. */
const MORNING = Date.UTC(2026, 2, 2, 14);
export const TEST_SECRET = 'a secret for tests, of no use anywhere';

/** A clock that stands still until it is moved. */
export class TestClock {
  #now = MORNING;
  readonly read = (): number => this.#now;
  get now() {
    return instant(this.#now);
  }
  pass(minutes: number): void {
    this.#now += minutes * MINUTE;
  }
}

/** An answer as tests look at it. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into bodies of every shape
  readonly body: any;
  readonly problem: ProblemDocument;
}

type Body = CommandInput extends infer C
  ? C extends CommandInput
    ? Omit<C, 'id' | 'at'> & { id?: string; at?: string }
    : never
  : never;

/** Somebody who calls the server, by token. */
export class Caller {
  readonly url: string;
  readonly token: string | undefined;
  readonly #clock: TestClock;

  constructor(url: string, token: string | undefined, clock: TestClock) {
    this.url = url;
    this.token = token;
    this.#clock = clock;
  }

  async ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
    redirect: RequestRedirect = 'follow',
  ): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method,
      redirect,
      headers: {
        ...(this.token && { authorization: `Bearer ${this.token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    const parsed = isJson ? JSON.parse(text) : text;
    return { status: response.status, headers: response.headers, body: parsed, problem: parsed };
  }
  get(path: string): Promise<Answer> {
    return this.ask('GET', path);
  }
  post(path: string, body: unknown): Promise<Answer> {
    return this.ask('POST', path, body);
  }

  /** A command with an id and the time it is now, where it says none. */
  command(body: Body): CommandInput {
    return { id: randomUUID(), at: this.#clock.now, ...body } as CommandInput;
  }
  send(sessionId: string, body: Body | readonly Body[], query = ''): Promise<Answer> {
    const commands = Array.isArray(body) ? body.map((one) => this.command(one)) : this.command(body as Body);
    return this.post(`/api/sessions/${sessionId}/commands${query}`, commands);
  }
  /** Sends what must be accepted, and answers the events. */
  async does(sessionId: string, body: Body | readonly Body[]): Promise<readonly SessionEvent[]> {
    const answer = await this.send(sessionId, body);
    if (answer.status !== 200) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body.events;
  }
}

export interface RunningClinic {
  readonly server: RunningServer;
  readonly store: Store;
  readonly databaseUrl: string;
  readonly clinic: TestClinic;
  readonly clock: TestClock;
  /** Everything that was logged, a line each. */
  readonly log: string[];
  as(role: Role): Caller;
  /** A caller at another server, or in another clinic. */
  callerAt(url: string, clinicId: string, practitionerId: string): Promise<Caller>;
  readonly nobody: Caller;
  /** Another server on the same database, with connections of its own. */
  anotherServer(): Promise<RunningServer>;
  /** Takes people into a patient's care team, as the prescriber does. */
  takeIntoTeam(patientId: string, ...people: readonly (Role | { readonly id: string })[]): Promise<void>;
  /** A dosing session that is planned, under a shipped protocol, for a new patient, of whose team the guide is. */
  plannedSession(protocolId: string): Promise<string>;
  close(): Promise<void>;
}

export async function runningClinic(options: Partial<ServerOptions> = {}): Promise<RunningClinic> {
  const { store, databaseUrl, close } = await testStore();
  const clinic = await testClinic(store);
  const clock = new TestClock();
  const log: string[] = [];
  const dataFolder = mkdtempSync(join(tmpdir(), 'holdspace-server-'));
  const settings = { secret: TEST_SECRET, port: 0, dataFolder, clock: clock.read, logger: loggerInto(log), ...options };
  const server = await startServer({ store, ...settings });
  const others: (() => Promise<void>)[] = [];

  const callerAt = async (url: string, clinicId: string, practitionerId: string) => {
    const token = newToken();
    const expiresAt = instant(clock.read() + 10 * 365 * DAY);
    await store.tokens.create({
      id: randomUUID(),
      hash: hashOfToken(token),
      clinicId,
      practitionerId,
      label: 'test',
      scopes: ['everything'],
      createdAt: clock.now,
      expiresAt,
    });
    return new Caller(url, token, clock);
  };
  const callers = new Map<Role, Caller>();
  for (const [role, { id }] of Object.entries(clinic.practitioners))
    callers.set(role as Role, await callerAt(server.url, clinic.clinicId, id));
  const as = (role: Role): Caller => {
    const caller = callers.get(role);
    if (!caller) throw new Error(`nobody is a ${role}`);
    return caller;
  };
  const takeIntoTeam: RunningClinic['takeIntoTeam'] = async (patientId, ...people) => {
    for (const one of people) {
      const personId = typeof one === 'string' ? clinic.practitioners[one].id : one.id;
      const body = { id: randomUUID(), personId, why: 'Treats this patient.' };
      const { status, body: said } = await as('prescriber').post(`/api/patients/${patientId}/care-team`, body);
      // Who has recorded in a session of the patient is in it already.
      if (status !== 201 && said.errors?.[0]?.rule !== 'there-already') throw new Error(JSON.stringify(said));
    }
  };
  let patients = 0;

  return {
    server,
    store,
    databaseUrl,
    clinic,
    clock,
    log,
    as,
    callerAt,
    takeIntoTeam,
    nobody: new Caller(server.url, undefined, clock),
    async anotherServer() {
      const otherStore = openStore({ databaseUrl, rootKeys: TEST_ROOT_KEYS });
      const other = await startServer({ store: otherStore, ...settings });
      others.push(async () => {
        await other.close();
        await otherStore.close();
      });
      return other;
    },
    async plannedSession(protocolId) {
      patients += 1;
      const ids = { patient: randomUUID(), course: randomUUID(), visit: randomUUID(), session: randomUUID() };
      const made = [
        await as('front_desk').post('/api/patients', {
          id: ids.patient,
          name: `Ines Invented ${patients}`,
          dateOfBirth: '1979-08-09',
          recordNumber: `R-${patients}`,
        }),
        await as('prescriber').post(`/api/patients/${ids.patient}/courses`, {
          id: ids.course,
          protocol: { id: protocolId, version: '1.0.0' },
          focus: 'To sleep again',
        }),
        await as('front_desk').post(`/api/courses/${ids.course}/visits`, {
          id: ids.visit,
          kind: 'dosing',
          scheduledFor: clock.now,
          room: 'Room 2',
        }),
        await as('nurse').post(`/api/visits/${ids.visit}/session`, { id: ids.session }),
      ];
      const failed = made.find(({ status }) => status !== 201);
      if (failed) throw new Error(JSON.stringify(failed.body));
      await takeIntoTeam(ids.patient, 'guide');
      return ids.session;
    },
    async close() {
      await server.close();
      for (const end of others) await end();
      await close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

function loggerInto(lines: string[]): Logger {
  return createLogger('debug', { write: (line: string) => void lines.push(line) });
}
