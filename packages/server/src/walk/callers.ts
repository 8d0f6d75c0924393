/** For tests that walk the API: who calls. Each role by token and by cookie, readers, and those who are nobody. */
import { randomUUID } from 'node:crypto';
import { DAY, instant, ROLES, type Role } from '@holdspace/care';
import type { TestClinic } from '@holdspace/store/testing';
import { hashOfToken, newToken } from '../sign-in/principal.ts';
import type { RunningClinic } from '../testing.ts';
import { addStaff, Browser, TEST_PASSWORD } from '../testing-browser.ts';
import type { Call } from './asked.ts';
import { type Filling, taken } from './filling.ts';
import type { PatientThings } from './things.ts';

/** An answer as a walk looks at it: the text as it came, so that nothing hides in a part that is not parsed. */
export interface Heard {
  readonly status: number;
  readonly headers: string;
  readonly text: string;
}

/** A stream goes on for ever; what it says of itself it says at once. */
const LONGEST_LISTENING_MS = 150;

export interface WalkCaller {
  readonly name: string;
  /** Of a practitioner: their one role. */
  readonly role?: Role;
  readonly by: 'token' | 'cookie' | 'reader' | 'nobody';
  call(call: Call): Promise<Heard>;
}

async function hear(url: string, { method, path, body }: Call, headers: Record<string, string>): Promise<Heard> {
  const listening = new AbortController();
  const response = await fetch(url + path, {
    method,
    redirect: 'manual',
    signal: listening.signal,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  const heard = { status: response.status, headers: JSON.stringify([...response.headers]) };
  if (!isStream || !response.body) return { ...heard, text: await response.text() };
  let text = '';
  const end = setTimeout(() => listening.abort(), LONGEST_LISTENING_MS);
  try {
    for await (const chunk of response.body) text += Buffer.from(chunk).toString('utf8');
  } catch {
    // Cut off by us.
  } finally {
    clearTimeout(end);
  }
  return { ...heard, text };
}

const byHeaders = (
  running: RunningClinic,
  caller: Omit<WalkCaller, 'call'>,
  headers: () => Record<string, string>,
): WalkCaller => ({ ...caller, call: (call) => hear(running.server.url, call, headers()) });

const byToken = (running: RunningClinic, name: string, token: string, role?: Role): WalkCaller =>
  byHeaders(running, { name, by: role ? 'token' : 'nobody', ...(role && { role }) }, () => ({
    authorization: `Bearer ${token}`,
  }));
/** With all that a browser sends of itself: a page of this very server asks. */
const byCookie = (running: RunningClinic, caller: Omit<WalkCaller, 'call'>, cookie: string): WalkCaller =>
  byHeaders(running, caller, () => ({ cookie, 'sec-fetch-site': 'same-origin' }));

/** The clinic's one practitioner of each role, by an API token for everything. */
export const tokenCallers = ({ running }: Filling): WalkCaller[] =>
  ROLES.map((role) => byToken(running, `${role} by token`, running.as(role).token ?? '', role));

/** Another person of each role, signed in at a screen; once for them all. */
export async function peopleAtScreens(filling: Filling): Promise<{
  readonly callers: readonly WalkCaller[];
  /** The same people as a clinic's own, for a fixture about them. */
  readonly practitioners: TestClinic['practitioners'];
}> {
  const callers: WalkCaller[] = [];
  const people: Partial<Record<Role, { id: string; name: string }>> = {};
  for (const role of ROLES) {
    const name = `Walk ${role}`;
    const { id, email } = await addStaff({ ...filling.running, clinic: filling.clinic }, role, name);
    people[role] = { id, name };
    const recording = { by: id, at: filling.running.clock.now };
    const content = { kind: role === 'guide' ? 'Guide training' : 'Licence', expiresOn: '2099-12-31' };
    await filling.running.store.credentials.add(filling.clinic.clinicId, id, randomUUID(), content, recording);
    const browser = new Browser(filling.running.nobody);
    taken(await browser.signIn(email, TEST_PASSWORD));
    callers.push(byCookie(filling.running, { name: `${role} by cookie`, by: 'cookie', role }, browser.cookie));
  }
  return { callers, practitioners: people as TestClinic['practitioners'] };
}

/** A patient of the clinic and a member of their care team outside, who have come in by their links. */
export async function readerCallers({ running }: Filling, things: PatientThings): Promise<WalkCaller[]> {
  const asked = {
    patient: taken(await running.as('medical_director').post(`/api/patients/${things.patient}/portal-invitation`, {})),
    outside: taken(
      await running.as('medical_director').post(`/api/patients/${things.patient}/outside-members`, {
        id: randomUUID(),
        name: 'Walk Outside',
        profession: 'Therapist',
        scopes: ['focus_and_intention', 'session_summaries'],
        includesPart2: true,
        expiresAt: instant(running.clock.read() + 30 * DAY),
      }),
    ),
  };
  const callers: WalkCaller[] = [];
  for (const [name, { invitation }] of Object.entries(asked)) {
    const secret = invitation.link.split('#')[1];
    const entered = await running.nobody.ask(
      'POST',
      '/api/reader/come-in',
      { secret, code: invitation.code },
      { 'sec-fetch-site': 'same-origin' },
    );
    taken(entered);
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
    callers.push(byCookie(running, { name: `a reader, ${name}`, by: 'reader' }, cookie));
  }
  return callers;
}

/** Those whom nothing lets in: no proof at all, and every proof that is forged, changed, too old or taken back. */
export async function nobodies(filling: Filling): Promise<WalkCaller[]> {
  const { running, clinic } = filling;
  const { store, clock } = running;
  const token = async (more: { expiresAt?: number; clinicId?: string; practitionerId?: string }) => {
    const secret = newToken();
    const id = randomUUID();
    await store.tokens.create({
      id,
      hash: hashOfToken(secret),
      clinicId: more.clinicId ?? clinic.clinicId,
      practitionerId: more.practitionerId ?? clinic.practitioners.medical_director.id,
      label: 'walk',
      scopes: ['everything'],
      createdAt: clock.now,
      expiresAt: instant(more.expiresAt ?? clock.read() + DAY),
    });
    return { id, secret };
  };
  const revoked = await token({});
  await store.tokens.revoke(
    clinic.clinicId,
    clinic.practitioners.medical_director.id,
    revoked.id,
    instant(clock.read()),
  );
  const left = await addStaff({ store, clinic }, 'medical_director', 'Walk Left');
  const ofWhoLeft = await token({ practitionerId: left.id });
  const admin = running.as('clinic_admin');
  const { email } = await addStaff({ store, clinic }, 'nurse', 'Walk Ended');
  const browser = new Browser(running.nobody);
  taken(await browser.signIn(email, TEST_PASSWORD));
  const ended = browser.cookie;
  taken(await browser.ask('POST', '/api/auth/sign-out', {}));
  taken(await browser.signIn(email, TEST_PASSWORD));
  const changed = browser.cookie.replace(
    /(session_token=)(.)/,
    (_, name, first) => `${name}${first === 'a' ? 'b' : 'a'}`,
  );
  const cookieLeft = new Browser(running.nobody);
  taken(await cookieLeft.signIn(left.email, TEST_PASSWORD));
  taken(await admin.post(`/api/people/${left.id}/end`, { because: 'Left' }));
  const cookie = (name: string, value: string) => byCookie(running, { name, by: 'nobody' }, value);
  return [
    byHeaders(running, { name: 'nobody', by: 'nobody' }, () => ({})),
    byToken(running, 'a forged token', newToken()),
    byToken(running, 'an expired token', (await token({ expiresAt: clock.read() - 1 })).secret),
    byToken(running, 'a revoked token', revoked.secret),
    byToken(running, 'the token of who has left', ofWhoLeft.secret),
    cookie('the cookie of who has left', cookieLeft.cookie),
    cookie('the cookie of a sign-in that has ended', ended),
    cookie('a cookie with a changed letter', changed),
  ];
}
