/** How the demo acts: as people who send the same requests as a screen does, each with a token of their own. */
import { randomUUID } from 'node:crypto';
import { type CommandInput, type Instant, instant, type Role } from '@holdspace/care';
import { hashOfToken, newToken } from '@holdspace/server';
import type { Store } from '@holdspace/store';
import { v7 } from 'uuid';

/** Sends one request; answers the status and the parsed body. */
export type Send = (request: {
  token: string;
  method: 'GET' | 'POST';
  path: string;
  body?: unknown;
}) => Promise<{ status: number; body: unknown }>;

export interface DemoPerson {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly token: string;
}
export type DemoStaff = Readonly<Record<Role, DemoPerson>>;
type Body = CommandInput extends infer C ? (C extends CommandInput ? Omit<C, 'id' | 'at'> : never) : never;

const TOKEN_DAYS = 1;

/** Gives each of a clinic's people a token for a day. */
export async function staffOf(store: Store, clinicId: string, now: number): Promise<DemoStaff> {
  const staff: Partial<Record<Role, DemoPerson>> = {};
  for (const person of await store.practitioners.list(clinicId)) {
    const role = person.roles[0];
    if (!role) continue;
    const token = newToken();
    await store.tokens.create({
      hash: hashOfToken(token),
      clinicId,
      practitionerId: person.id,
      label: 'demo',
      createdAt: instant(now),
      expiresAt: instant(now + TOKEN_DAYS * 86_400_000),
    });
    staff[role] = { id: person.id, name: person.name, role, token };
  }
  return staff as DemoStaff;
}

/** Sends and expects success; what was refused ends the demo with the server's own words. */
export async function demand<T>(
  send: Send,
  who: DemoPerson,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<T> {
  const answer = await send({ token: who.token, method, path, body });
  if (answer.status >= 300)
    throw new Error(`${who.role} ${method} ${path}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 600)}`);
  return answer.body as T;
}

/** One session in the hands of the demo's people. */
export class DemoSession {
  readonly #send: Send;
  readonly #now: () => number;
  readonly id: string;

  constructor(send: Send, id: string, now: () => number) {
    this.#send = send;
    this.#now = now;
    this.id = id;
  }
  get now(): Instant {
    return instant(this.#now());
  }
  does(who: DemoPerson, body: Body): Promise<void> {
    return demand(this.#send, who, 'POST', `/api/sessions/${this.id}/commands`, {
      id: v7(),
      at: this.now,
      device: 'Demo',
      ...body,
    });
  }
}

/** Registers a patient with a course, and answers how to add visits to it. */
export async function enrol(
  send: Send,
  staff: DemoStaff,
  patient: { name: string; dateOfBirth: string; recordNumber: string },
  protocol: { id: string; version: string },
  course: { startedOn: string; focus?: string; intention?: string },
): Promise<{ patientId: string; courseId: string }> {
  const patientId = randomUUID();
  const courseId = randomUUID();
  await demand(send, staff.front_desk, 'POST', '/api/patients', { id: patientId, ...patient });
  await demand(send, staff.prescriber, 'POST', `/api/patients/${patientId}/courses`, {
    id: courseId,
    protocol,
    ...course,
  });
  return { patientId, courseId };
}

export async function arrange(
  send: Send,
  staff: DemoStaff,
  courseId: string,
  visit: { kind: string; scheduledFor: Instant; room: string },
): Promise<string> {
  const id = randomUUID();
  await demand(send, staff.front_desk, 'POST', `/api/courses/${courseId}/visits`, { id, ...visit });
  return id;
}

export async function begin(send: Send, staff: DemoStaff, visitId: string, now: () => number): Promise<DemoSession> {
  const id = randomUUID();
  await demand(send, staff.front_desk, 'POST', `/api/visits/${visitId}/session`, {
    id,
    command: { at: instant(now()), device: 'Front desk' },
  });
  return new DemoSession(send, id, now);
}
