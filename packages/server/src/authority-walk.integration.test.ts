/**
 * Every address of the API, asked by each role about each kind of patient that there is to them, and the answers compared
 * with the authority table: whom it refuses gets 403, whom it allows does not. What is expected is computed from the table
 * and from what the fixture made true, so that a row changed there changes what is asked here.
 */
import { type Act, CONDITIONS, type Holding, mayDo, mayEver, type Role } from '@holdspace/care';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type RunningClinic, runningClinic } from './testing.ts';
import {
  type Address,
  type ApiDocument,
  addressesOf,
  collectRoutes,
  ENDS_THE_CALLER,
  isForReaders,
  isOpen,
} from './walk/addresses.ts';
import { callOf } from './walk/asked.ts';
import { type Heard, peopleAtScreens, type WalkCaller } from './walk/callers.ts';
import { fillClinic } from './walk/filled-clinic.ts';
import { fillPatient, type PatientFacts } from './walk/filled-patient.ts';
import type { Filling } from './walk/filling.ts';
import { placesOf } from './walk/named-ids.ts';
import { OF_A_PATIENT, type Things } from './walk/things.ts';
import type { Shared } from './walk/valid-values.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 120_000 });

const IN_THREE_WEEKS = 21;
/** Patients such that each condition of the table holds for one and not for another. */
const PATIENTS = {
  'one whom nobody treats': { visitInDays: IN_THREE_WEEKS, present: [], team: [] },
  'one of their care team': {
    visitInDays: IN_THREE_WEEKS,
    present: [],
    team: ['prescriber', 'anesthesia', 'nurse', 'therapist', 'guide'],
  },
  'one who comes today': { visitInDays: 0, present: [], team: [] },
  'one in whose session the guide is': { visitInDays: 0, present: ['guide'], team: [] },
} as const satisfies Record<string, PatientFacts>;
type Kind = keyof typeof PATIENTS;
const KINDS = Object.keys(PATIENTS) as Kind[];

/** What holds between somebody and a patient, as the fixture made it; what a route sees to itself, it is let see. */
function holdingOf(role: Role, { visitInDays, present, team }: PatientFacts): Holding {
  return {
    'in the care team': team.includes(role),
    'present in the session': present.includes(role),
    'a visit today': visitInDays === 0,
    'glass broken': false,
    // No crisis waits in the fixture.
    'called to a crisis': false,
    // One's own account, tokens and notes; and the authorization that is being recorded.
    'own record': true,
    'a patient’s authorization': true,
    // Everybody of the fixture who needs a licence or a training has one that is good.
    'credentials in order': true,
  };
}
const isExpected = (acts: readonly Act[], role: Role, holding: Holding): boolean =>
  acts.some((act) => mayDo(act, { roles: [role], conditions: holding }).allowed);
const isEver = (acts: readonly Act[], role: Role): boolean => acts.some((act) => mayEver(act, [role]));
const isRefusedByTable = ({ status, text }: Heard): boolean => status === 403 && text.includes('/problems/not-allowed');

interface Asking {
  readonly acts: readonly Act[];
  /** What of the body makes it this act. */
  readonly body?: object;
}
const stop = { type: 'CallEmergencyStop', words: undefined, reason: 'Walked by' };
const withdraw = { type: 'WithdrawTouchConsent', words: undefined, by: 'patient' };
const cancel = { type: 'CancelSession', words: undefined, reason: 'Walked by' };
/** Where one address serves several acts: what is asked for each, and whom that is open to. */
const ASKINGS: Readonly<Record<string, readonly Asking[]>> = {
  'POST /api/sessions/:id/commands': [
    { acts: ['take part in a session'] },
    { acts: ['call an emergency stop'], body: stop },
    { acts: ['withdraw touch consent'], body: withdraw },
    { acts: ['cancel a session'], body: cancel },
  ],
  'POST /api/patients/:id/authorizations': [
    { acts: ['record a patient’s authorization'] },
    { acts: ['keep psychotherapy notes of one’s own'], body: { covers: 'psychotherapy_notes' } },
  ],
  // What came with the fixture's receipt is controlled: undone by those who remove it from stock, and by nobody else.
  'POST /api/inventory/receipts/:id/reversal': [{ acts: ['remove medicine from stock'] }],
  // One's own notes are one's own after one has left the team: the answer holds those, and none of the record.
  'GET /api/patients/:id/notes': [
    { acts: ['write and read notes of the record', 'keep psychotherapy notes of one’s own'] },
  ],
};
/** A list holds what is open to who asks, and is refused to nobody who may ever see something of it; looked into below. */
const LISTS = ['GET /api/patients'];

let running: RunningClinic;
let shared: Shared;
let addresses: readonly Address[];
let things: Readonly<Record<Kind, Things>>;
let callers: readonly WalkCaller[];
const walked = { calls: 0, allowed: 0, refused: 0, addresses: new Set<string>() };

beforeAll(async () => {
  const collected = collectRoutes();
  running = await runningClinic({ signInsAMinute: 100_000 });
  collected.stop();
  const document: ApiDocument = (await running.nobody.get('/api/openapi.json')).body;
  shared = document.components.schemas;
  addresses = addressesOf(document, collected.routes).filter((one) => !isOpen(one) && !isForReaders(one));
  const people = await peopleAtScreens({ running, clinic: running.clinic, word: 'ours' });
  callers = people.callers;
  const filling: Filling = {
    running,
    clinic: { ...running.clinic, practitioners: people.practitioners },
    word: 'ours',
  };
  const ofClinic = await fillClinic(filling);
  const filled: Partial<Record<Kind, Things>> = {};
  for (const kind of KINDS) filled[kind] = { ...ofClinic, ...(await fillPatient(filling, PATIENTS[kind])) };
  things = filled as Record<Kind, Things>;
});
afterAll(() => running?.close());

const isAboutAPatient = (address: Address): boolean =>
  placesOf(address, shared).some(({ names }) => (OF_A_PATIENT as readonly string[]).includes(names));

/** Asks one thing of everybody: first those whom the table refuses, who must find everything as it was. */
async function walk(address: Address, { acts, body }: Asking, kind: Kind): Promise<string[]> {
  const wrong: string[] = [];
  const asked = callers.flatMap(({ role, call }) => {
    if (role === undefined) return [];
    const isEverOpen = isEver(acts, role);
    const isOpenNow = isExpected(acts, role, holdingOf(role, PATIENTS[kind]));
    return [{ role, call, isEverOpen, isAllowed: LISTS.includes(address.name) ? isEverOpen : isOpenNow }];
  });
  const refusedFirst = asked.toSorted((one, other) => Number(one.isAllowed) - Number(other.isAllowed));
  for (const { role, call, isEverOpen, isAllowed } of refusedFirst) {
    const plain = callOf(address, shared, things[kind]);
    const heard = await call(body ? { ...plain, body: { ...(plain.body as object), ...body } } : plain);
    walked.calls += 1;
    walked[isAllowed ? 'allowed' : 'refused'] += 1;
    walked.addresses.add(address.name);
    const isRefused = isRefusedByTable(heard);
    // Of what is nobody else's, such as a draft, even that it is there is not said to who could see it some other day.
    const isRight = isAllowed ? !isRefused : isRefused || (isEverOpen && heard.status === 404);
    if (!isRight || heard.status === 401 || heard.status >= 500)
      wrong.push(
        `${role}, ${address.name} (${acts.join(' or ')}), of ${kind}: the table ${isAllowed ? 'allows' : 'refuses'}, the server says ${heard.status} ${heard.text.slice(0, 160)}`,
      );
  }
  return wrong;
}

test('every condition that hangs on a patient holds for one of the fixture’s and not for another', () => {
  const patientConditions = ['in the care team', 'present in the session', 'a visit today'] as const;
  expect(Object.keys(CONDITIONS)).toEqual(expect.arrayContaining([...patientConditions]));
  for (const condition of patientConditions)
    for (const answer of [true, false])
      expect(
        KINDS.some((kind) => holdingOf('guide', PATIENTS[kind])[condition] === answer),
        condition,
      ).toBe(true);
});

test('a list holds those patients, and of a day those sessions, that the table opens to who asks', async () => {
  for (const { name, role, call } of callers) {
    if (role === undefined) continue;
    const mayOf = (act: Act) =>
      KINDS.filter((kind) => mayDo(act, { roles: [role], conditions: holdingOf(role, PATIENTS[kind]) }).allowed);
    const kindOf = (id: string) => KINDS.find((kind) => things[kind].patient === id);
    const listed = await call({ method: 'GET', path: '/api/patients' });
    const { patients }: { patients: { id: string }[] } = JSON.parse(listed.text);
    expect(patients.flatMap(({ id }) => kindOf(id) ?? []).toSorted(), name).toEqual(
      mayOf('see demographics').toSorted(),
    );
    const today = await call({ method: 'GET', path: '/api/today' });
    const { visits }: { visits: { patient: { id: string }; session?: { summary?: object } }[] } = JSON.parse(
      today.text,
    );
    const told = visits.flatMap(({ patient, session }) => (session?.summary ? (kindOf(patient.id) ?? []) : []));
    const onToday = mayOf('see a session').filter((kind) => PATIENTS[kind].visitInDays === 0);
    expect(told.toSorted(), name).toEqual(onToday.toSorted());
  }
});

test('at every address whoever the table refuses is refused, and whoever it allows is not', async () => {
  const wrong: string[] = [];
  // What breaks the glass makes a condition true, so all else is asked before it.
  const lateness = ({ name }: Address) => (ENDS_THE_CALLER.test(name) ? 2 : name.endsWith('/break-glass') ? 1 : 0);
  const inOrder = addresses.toSorted((one, other) => lateness(one) - lateness(other));
  for (const address of inOrder)
    for (const asking of ASKINGS[address.name] ?? [{ acts: [address.act, ...address.orActs] }])
      for (const kind of isAboutAPatient(address) ? KINDS : KINDS.slice(0, 1))
        wrong.push(...(await walk(address, asking, kind)));
  process.stdout.write(
    `authority walk: ${walked.calls} calls to ${walked.addresses.size} addresses, ${walked.allowed} to be allowed and ${walked.refused} to be refused, ${wrong.length} otherwise\n`,
  );
  expect(wrong).toEqual([]);
  expect([...walked.addresses].toSorted()).toEqual(addresses.map(({ name }) => name).toSorted());
});
