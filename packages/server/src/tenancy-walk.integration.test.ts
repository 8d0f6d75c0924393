/**
 * Another clinic's ids, at every address of the API, in every place that takes one, by everybody: nothing of that clinic is
 * told, nothing of it is touched, and what is there is answered as what is nowhere. Made from the OpenAPI document, so that
 * a new address is walked, or fails here, without anybody remembering to.
 */
import { randomUUID } from 'node:crypto';
import { testClinic } from '@holdspace/store/testing';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type RunningClinic, runningClinic } from './testing.ts';
import {
  type Address,
  type ApiDocument,
  addressesOf,
  collectRoutes,
  documentedNames,
  ENDS_THE_CALLER,
  isForReaders,
  isOpen,
  isPublic,
} from './walk/addresses.ts';
import { type Call, callOf } from './walk/asked.ts';
import { type Heard, nobodies, peopleAtScreens, readerCallers, tokenCallers, type WalkCaller } from './walk/callers.ts';
import { type ClinicRows, rowsOfClinic, uuidsIn } from './walk/clinic-rows.ts';
import { fillClinic } from './walk/filled-clinic.ts';
import { fillPatient } from './walk/filled-patient.ts';
import { director, type Filling, taken } from './walk/filling.ts';
import { madeAt, placesOf } from './walk/named-ids.ts';
import { nowhere, type Things } from './walk/things.ts';
import type { Shared } from './walk/valid-values.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 120_000 });

/** Stands in every text of the other clinic, and nowhere else. */
const SECRET = 'zirconheron';

let running: RunningClinic;
let document: ApiDocument;
let shared: Shared;
let addresses: readonly Address[];
let ours: Things;
let ourOther: Things;
/** Of our own: one safe is counted once at a time. */
let otherSafe: string;
let theirs: Things;
let callers: readonly WalkCaller[];
let strangers: readonly WalkCaller[];
let before: ClinicRows;
let otherClinicId: string;
let otherDirectorId: string;
const spoken = {
  calls: 0,
  words: 0,
  addresses: new Set<string>(),
  sent: new Set<string>(),
  leaks: [] as string[],
};

beforeAll(async () => {
  const collected = collectRoutes();
  running = await runningClinic({ signInsAMinute: 100_000, mailer: { send: async () => undefined } });
  collected.stop();
  document = (await running.nobody.get('/api/openapi.json')).body;
  shared = document.components.schemas;
  addresses = addressesOf(document, collected.routes);
  const other = await testClinic(running.store, `${SECRET}.test`, (role) => `${SECRET} the ${role}`);
  otherClinicId = other.clinicId;
  otherDirectorId = other.practitioners.medical_director.id;
  const their: Filling = { running, clinic: other, word: SECRET };
  const our: Filling = { running, clinic: running.clinic, word: 'ours' };
  const facts = { visitInDays: 0, present: ['nurse', 'therapist', 'guide'], team: [] } as const;
  theirs = { ...(await fillClinic(their)), ...(await fillPatient(their, facts)) };
  const things = await fillClinic(our);
  ours = { ...things, ...(await fillPatient(our, facts)) };
  ourOther = { ...things, ...(await fillPatient(our, facts)) };
  otherSafe = randomUUID();
  taken(await (await director(our)).post('/api/safes', { id: otherSafe, name: 'Other safe of ours' }));
  const readers = await readerCallers(our, ours);
  callers = [...tokenCallers(our), ...(await peopleAtScreens(our)).callers, ...readers];
  strangers = await nobodies(our);
  before = await rowsOfClinic(running.databaseUrl, otherClinicId);
});
afterAll(() => running?.close());

/** Our own audit tells what our own people asked for, whosever it was; and it is longer at each look. */
const isAudit = ({ url }: Address): boolean => url.startsWith('/api/audit');

/** Calls, and looks in all that came back for anything of the other clinic that the call itself did not say. */
async function ask(caller: WalkCaller, address: Address, call: Call): Promise<Heard> {
  const heard = await caller.call(call);
  spoken.calls += 1;
  spoken.addresses.add(address.name);
  const said = `${heard.headers} ${heard.text}`;
  const asked = JSON.stringify(call);
  const sent = uuidsIn(asked);
  for (const id of sent) spoken.sent.add(id);
  const known = isAudit(address) ? spoken.sent : sent;
  const told = [...uuidsIn(said)].filter((id) => before.ids.has(id) && !known.has(id));
  const names = [theirs.protocol, theirs.clinic].filter((name) => asked.includes(name));
  const words = names.reduce((text, name) => text.replaceAll(name, ''), said).includes(SECRET);
  if (words || told.length > 0)
    spoken.leaks.push(`${caller.name}, ${address.name}: ${words ? 'a text' : `the id ${told[0]}`} of the other clinic`);
  return heard;
}

/** What an answer says, ids and the moment aside. */
const shapeOf = ({ status, text }: Heard) =>
  `${status} ${text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '<id>').replace(/own-[\w-]+|[\w-]+\.test/g, '<name>')}`;
/** Tries are counted by what is tried: that there were too many says nothing of what is there. */
const isAlike = (one: Heard, other: Heard): boolean =>
  one.status === 429 || other.status === 429 || shapeOf(one) === shapeOf(other);
const isDone = ({ status }: Heard) => status < 400;

/** Not let in: nobody's, or not from a page of ours. */
const isKeptOut = ({ status, text }: Heard) => status === 401 || (status === 403 && text.includes('other-origin'));

async function everybody(who: readonly WalkCaller[], walk: (caller: WalkCaller) => Promise<string[]>) {
  return (await Promise.all(who.map(walk))).flat();
}

test('every address of the document, and every one that is hidden from it, is walked', () => {
  const known = new Set(addresses.map(({ name }) => name));
  expect(documentedNames(document).filter((name) => !known.has(name))).toEqual([]);
  expect(addresses.filter(({ isHidden }) => isHidden).map(({ name }) => name)).toContain('POST /api/auth/sign-out');
  for (const address of addresses) expect(() => placesOf(address, shared), address.name).not.toThrow();
});

describe('with another clinic’s id', () => {
  test('in any one place, and in all at once, everybody hears what they hear of an id that is nowhere', async () => {
    const none = nowhere();
    const wrong = await everybody(callers, async (caller) => {
      const found: string[] = [];
      for (const address of addresses.filter((one) => !isPublic(one))) {
        // A version alone is a protocol's own, and no secret; with its protocol it is asked for below.
        const places = placesOf(address, shared).filter(({ names }) => names !== 'new');
        const single = places.filter(({ names }) => names !== 'version').map((place) => [place]);
        for (const at of places.length > 1 ? [...single, places] : single) {
          const where = `${caller.name}, ${address.name}, ${at.map(({ path }) => path).join(' and ')}`;
          const real = await ask(caller, address, callOf(address, shared, ours, { at, things: theirs }));
          const other = await ask(caller, address, callOf(address, shared, ours, { at, things: none }));
          // A list that is narrowed to what is not there is empty; anything else that is done would be done to it.
          const isList = address.method === 'GET' && at.every((place) => place.in === 'query');
          if (isDone(real) && !isList) found.push(`${where}: ${real.status}`);
          if (real.status >= 500) found.push(`${where}: ${real.text}`);
          if (isAudit(address) ? real.status !== other.status : !isAlike(real, other))
            found.push(`${where}: ${shapeOf(real)} | ${shapeOf(other)}`);
        }
      }
      return found;
    });
    expect(wrong).toEqual([]);
  });
});

test('lists and whatever else takes no id tell of one’s own clinic alone', async () => {
  const wrong = await everybody(callers, async (caller) => {
    const found: string[] = [];
    for (const address of addresses.filter(({ name }) => !ENDS_THE_CALLER.test(name))) {
      if (placesOf(address, shared).some(({ names }) => names !== 'new')) continue;
      const heard = await ask(caller, address, callOf(address, shared, ours));
      if (heard.status >= 500) found.push(`${caller.name}, ${address.name}: ${heard.text}`);
    }
    return found;
  });
  expect(wrong).toEqual([]);
});

describe('without a proof that stands', () => {
  test('nobody is let in anywhere, with another clinic’s ids or one’s own', async () => {
    const wrong = await everybody(strangers, async (caller) => {
      const found: string[] = [];
      for (const address of addresses.filter((one) => !isPublic(one))) {
        const at = placesOf(address, shared);
        for (const call of [callOf(address, shared, ours, { at, things: theirs }), callOf(address, shared, ours)]) {
          const heard = await ask(caller, address, call);
          if (!isOpen(address) && !isKeptOut(heard)) found.push(`${caller.name}, ${address.name}: ${shapeOf(heard)}`);
          if (isOpen(address) && /session_token=[^;]/.test(heard.headers))
            found.push(`${caller.name}, ${address.name}: a way in`);
          if (heard.status >= 500) found.push(`${caller.name}, ${address.name}: ${heard.text}`);
        }
      }
      return found;
    });
    expect(wrong).toEqual([]);
  });

  test('at the clinics’ public addresses a clinic’s name stands, and no patient, person or protocol of it', async () => {
    for (const address of addresses.filter((one) => isPublic(one) && one.method === 'GET')) {
      const asked = callOf(address, shared, theirs);
      const { status, text } = await ask(strangers[0] as WalkCaller, address, callOf(address, shared, ours));
      expect(status, address.name).toBe(200);
      const heard = await (strangers[0] as WalkCaller).call(asked);
      const told = [...uuidsIn(`${heard.text} ${text}`)].filter((id) => before.ids.has(id));
      expect(told, address.name).toEqual([]);
    }
    for (const address of addresses.filter((one) => isPublic(one) && one.method !== 'GET')) {
      const heard = await ask(strangers[0] as WalkCaller, address, callOf(address, shared, ours));
      // Not from a page of ours.
      expect(heard.status, address.name).toBe(403);
    }
  });

  test('from a page of ours another clinic’s ids are as free as any, make something of our own and touch nothing of it', async () => {
    // With all that a browser sends of itself, and nobody's.
    const page = strangers.find(({ name }) => name === 'the cookie of a sign-in that has ended') as WalkCaller;
    for (const address of addresses.filter((one) => isPublic(one) && one.method !== 'GET')) {
      const at = placesOf(address, shared).filter((place) => place.in === 'body');
      const call = callOf(address, shared, ours, { at, things: theirs });
      const body = { ...(call.body as object), words: 'I want to end my life' };
      for (const one of [call, { ...call, body: { ...body, id: theirs.patient } }]) {
        const heard = await ask(page, address, one);
        const other = await ask(page, address, { ...one, body: { ...(one.body as object), id: randomUUID() } });
        expect(heard.status, `${address.name}: ${heard.text}`).toBe(202);
        expect(shapeOf(heard), address.name).toBe(shapeOf(other));
      }
    }
    expect((await rowsOfClinic(running.databaseUrl, otherClinicId)).tables).toEqual(before.tables);
  });

  test('a practitioner is no reader, and a reader no practitioner', async () => {
    const wrong = await everybody(callers, async (caller) => {
      const found: string[] = [];
      for (const address of addresses.filter((one) => !isOpen(one))) {
        if (isForReaders(address) === (caller.by === 'reader')) continue;
        const heard = await ask(caller, address, callOf(address, shared, ours));
        if (!isKeptOut(heard)) found.push(`${caller.name}, ${address.name}: ${shapeOf(heard)}`);
      }
      return found;
    });
    expect(wrong).toEqual([]);
  });
});

// Last of what calls: from here on our own clinic has things under the same ids.
test('another clinic’s id is as free as any other for what is made, and makes something of one’s own', async () => {
  const caller = callers.find(({ name }) => name === 'medical_director by cookie');
  if (!caller) throw new Error('nobody directs');
  const wrong: string[] = [];
  const made = new Set<string>();
  for (const address of addresses.filter((one) => !isForReaders(one)))
    for (const place of placesOf(address, shared).filter(({ names }) => names === 'new' && !isPublic(address))) {
      // One of each sort: a second would find our own first.
      if (made.has(madeAt(address))) continue;
      made.add(madeAt(address));
      const at = [place];
      const real = await ask(caller, address, callOf(address, shared, ours, { at, things: theirs }));
      // What can be made once, such as a session of a visit, is made for another of our patients, or of another safe.
      const beside = address.url === '/api/inventory/counts' ? { ...ourOther, safe: otherSafe } : ourOther;
      const other = await ask(caller, address, callOf(address, shared, beside, { at, things: nowhere() }));
      if (real.status !== other.status)
        wrong.push(`${address.name}, ${place.path}: ${shapeOf(real)} | ${shapeOf(other)}`);
    }
  expect(wrong).toEqual([]);
});

test('what ends one’s own way in ends nobody else’s', async () => {
  for (const caller of callers)
    for (const address of addresses.filter(({ name }) => ENDS_THE_CALLER.test(name)))
      await ask(caller, address, callOf(address, shared, ours));
});

test('no answer held anything of the other clinic, and not a row of it has changed', async () => {
  const after = await rowsOfClinic(running.databaseUrl, otherClinicId);
  process.stdout.write(
    `tenancy walk: ${spoken.calls} calls to ${spoken.addresses.size} addresses, ${spoken.leaks.length} leaks\n`,
  );
  expect(spoken.leaks).toEqual([]);
  expect(after.tables).toEqual(before.tables);
  expect(Object.values(before.tables).filter((table) => !table.startsWith('0 rows')).length).toBeGreaterThan(20);
  expect(addresses.map(({ name }) => name).filter((name) => !spoken.addresses.has(name))).toEqual([]);
});

/** There is no such form of what the fixture holds, and that is said in words: another medicine, and no loss reported. */
const NO_FORM = ['GET /api/sessions/:id/monitoring-form: 404', 'GET /api/inventory/discrepancies/:id/form-106: 409'];

test('all of it is there: to the other clinic’s own director the same ids are answered, in words', async () => {
  const asked = await running.callerAt(running.server.url, otherClinicId, otherDirectorId);
  const silent: string[] = [];
  for (const address of addresses.filter((one) => one.method === 'GET' && !isOpen(one) && !isForReaders(one))) {
    const { path } = callOf(address, shared, theirs);
    if (!path.includes('-') || address.url.endsWith('/live') || address.url.endsWith('.pdf')) continue;
    const { status, body } = await asked.get(path);
    if (status !== 200) silent.push(`${address.name}: ${status}`);
    else if (address.params.length > 0) spoken.words += JSON.stringify(body).split(SECRET).length - 1;
  }
  expect(silent.sort()).toEqual(NO_FORM.sort());
  expect(spoken.words).toBeGreaterThan(30);
});
