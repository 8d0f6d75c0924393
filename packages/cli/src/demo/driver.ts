/** How the demo acts: as people who send the same requests as a screen does, each with a token of their own. */
import { randomUUID } from 'node:crypto';
import { type CommandInput, type Instant, instant, type Protocol, type Role } from '@holdspace/care';
import { hashOfToken, newToken } from '@holdspace/server';
import type { Store } from '@holdspace/store';
import { v7 } from 'uuid';

/** Sends one request; answers the status and the parsed body. */
export type Send = (request: {
  token: string;
  method: 'GET' | 'POST' | 'PUT';
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
      id: randomUUID(),
      hash: hashOfToken(token),
      clinicId,
      practitionerId: person.id,
      label: 'demo',
      scopes: ['everything'],
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
  method: 'GET' | 'POST' | 'PUT',
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
  readonly send: Send;
  readonly #now: () => number;
  readonly id: string;

  constructor(send: Send, id: string, now: () => number) {
    this.send = send;
    this.#now = now;
    this.id = id;
  }
  get now(): Instant {
    return instant(this.#now());
  }
  does(who: DemoPerson, body: Body): Promise<void> {
    return demand(this.send, who, 'POST', `/api/sessions/${this.id}/commands`, {
      id: v7(),
      at: this.now,
      device: 'Demo',
      ...body,
    });
  }
}

/** The medical director reads and signs those of these versions that await it, in force at once, as on the screen. */
export async function signWhatAwaits(
  send: Send,
  { medical_director: director }: DemoStaff,
  which: readonly { readonly id: string; readonly version: string }[],
): Promise<void> {
  const { protocols } = await demand<{ protocols: { id: string; version: string; standing: string }[] }>(
    send,
    director,
    'GET',
    '/api/protocols',
  );
  const awaits = protocols.filter(
    ({ id, version, standing }) =>
      standing === 'proposed' && which.some((one) => one.id === id && one.version === version),
  );
  for (const { id, version } of awaits) {
    const page = `/api/protocols/${id}/versions/${version}`;
    const { hash, statement } = await demand<{ hash: string; statement: string }>(send, director, 'GET', page);
    await demand(send, director, 'POST', `${page}/sign-off`, { id: randomUUID(), hash, statement });
  }
}

const CREDENTIALS: Readonly<Partial<Record<Role, { readonly kind: string; readonly daysLeft: number }>>> = {
  medical_director: { kind: 'Medical licence', daysLeft: 640 },
  prescriber: { kind: 'Medical licence', daysLeft: 410 },
  anesthesia: { kind: 'Medical licence', daysLeft: 290 },
  // Soon enough that the demo shows how it is said ahead of time.
  nurse: { kind: 'RN licence', daysLeft: 45 },
  therapist: { kind: 'LCSW licence', daysLeft: 330 },
  guide: { kind: 'Guide training', daysLeft: 500 },
};
const GOOD_SINCE_DAYS = 500;

/** The administrator records a licence or training for each who needs one and has none. */
export async function recordCredentials(send: Send, staff: DemoStaff, present: number): Promise<void> {
  const { people } = await demand<{ people: { id: string; credentials: unknown[] }[] }>(
    send,
    staff.clinic_admin,
    'GET',
    '/api/people',
  );
  const day = (days: number) => instant(present + days * 86_400_000).slice(0, 10);
  for (const { id, role } of Object.values(staff)) {
    const credential = CREDENTIALS[role];
    if (!credential || people.some((one) => one.id === id && one.credentials.length > 0)) continue;
    await demand(send, staff.clinic_admin, 'POST', `/api/people/${id}/credentials`, {
      id: randomUUID(),
      kind: credential.kind,
      validFrom: day(-GOOD_SINCE_DAYS),
      expiresOn: day(credential.daysLeft),
    });
  }
}

/** Registers a patient with a course and a care team, and answers how to add visits to it. */
export async function enrol(
  send: Send,
  staff: DemoStaff,
  patient: { name: string; dateOfBirth: string; recordNumber: string },
  protocol: { id: string; version: string },
  course: { startedOn: string; focus?: string; intention?: string },
  team: readonly DemoPerson[],
): Promise<{ patientId: string; courseId: string }> {
  const patientId = randomUUID();
  const courseId = randomUUID();
  await demand(send, staff.front_desk, 'POST', '/api/patients', { id: patientId, ...patient });
  await demand(send, staff.prescriber, 'POST', `/api/patients/${patientId}/courses`, {
    id: courseId,
    protocol,
    ...course,
  });
  for (const person of team)
    await demand(send, staff.prescriber, 'POST', `/api/patients/${patientId}/care-team`, {
      id: randomUUID(),
      personId: person.id,
      why: 'Treats this patient in the course that begins.',
    });
  return { patientId, courseId };
}

/** What the demo's prescriber orders under a protocol: the usual dose, or what a first session gets. */
export function usualDose({ dose: { basis } }: Protocol) {
  return basis.by === 'weight'
    ? { by: 'weight' as const, perKilogram: basis.usual }
    : { by: 'fixed' as const, amount: basis.firstSession?.[0] ?? basis.usual };
}

/** The prescriber signs an order for the whole course, and answers what a session names it by. */
export async function signCourseOrder(
  send: Send,
  staff: DemoStaff,
  courseId: string,
  protocol: Protocol,
  days: { readonly from: string; readonly until: string },
): Promise<{ readonly id: string; readonly version: number }> {
  const id = randomUUID();
  await demand(send, staff.prescriber, 'POST', `/api/courses/${courseId}/orders`, {
    id,
    terms: {
      products: protocol.medicine.products.slice(0, 1).map((product) => product.id),
      prescribed: usualDose(protocol),
      sessions: Math.max(6, protocol.visits.dosing.usualCount),
      validFrom: days.from,
      validUntil: days.until,
    },
  });
  return { id, version: 1 };
}

/** What the patient reads at home before each dose, as the prescriber wrote it. */
export async function writeBeforeDose(send: Send, staff: DemoStaff, courseId: string): Promise<void> {
  await demand(send, staff.prescriber, 'POST', `/api/courses/${courseId}/before-dose`, {
    id: randomUUID(),
    follows: 0,
    words: 'Take your other medicines as usual, with a sip of water. Call us before you change any of them.',
  });
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
