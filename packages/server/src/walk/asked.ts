/**
 * For tests that walk the API: what is asked at each address. Which thing each id of it names, and what a valid body is
 * where the schema does not say all. A new address whose ids nobody has named here fails the walk.
 */
import { randomUUID } from 'node:crypto';
import { MUSIC_PHASES } from '@holdspace/care';
import type { Address } from './addresses.ts';
import type { Thing, Things } from './filled-clinic.ts';
import { idFields, type Shared, validValue } from './valid-values.ts';

/** What an id names; `new` is made by the client for what is being made. */
export type Named = Thing | 'new';
/** Where in a call an id stands. */
export interface Place {
  readonly in: 'params' | 'query' | 'body';
  /** A parameter's name, or a dotted path into the body, with `[]` for what a list holds. */
  readonly path: string;
  readonly names: Named;
}
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

const BY_FOLDER: Readonly<Record<string, Thing>> = {
  patients: 'patient',
  sessions: 'session',
  visits: 'visit',
  courses: 'course',
  people: 'person',
  credentials: 'credential',
  tokens: 'token',
  authorizations: 'authorization',
  'outside-members': 'outsideMember',
  invitations: 'invitation',
  'protocol-drafts': 'draft',
  'break-glass': 'brokenGlass',
  protocols: 'protocol',
  psychotherapy: 'psychotherapyNote',
  record: 'recordNote',
  progress: 'progressNote',
  guide: 'guideNote',
  passkeys: 'passkey',
  sso: 'clinic',
  formulary: 'product',
  safes: 'safe',
  containers: 'container',
  counts: 'count',
  discrepancies: 'discrepancy',
  receipts: 'receipt',
  movements: 'movement',
  recalls: 'recall',
  groups: 'group',
  'group-meetings': 'groupMeeting',
  tasks: 'task',
  'on-call': 'shift',
  practices: 'practice',
  'check-ins': 'checkIn',
  journal: 'journalEntry',
  'journal-shares': 'journalShare',
  tracks: 'track',
  soundtracks: 'soundtrack',
};
const BY_PARAM: Readonly<Record<string, Thing>> = {
  tokenId: 'token',
  assignmentId: 'assignment',
  memberId: 'careTeamMember',
  orderId: 'courseOrder',
  medicineId: 'medicine',
  checkInId: 'checkIn',
  avoidedId: 'avoidedTrack',
  version: 'version',
};
const BY_FIELD: Readonly<Record<string, Named>> = {
  id: 'new',
  patientId: 'patient',
  sessionId: 'session',
  courseId: 'course',
  flagId: 'flag',
  'leaders[]': 'person',
  personId: 'person',
  authorId: 'person',
  practitioner: 'person',
  recipientId: 'person',
  'noteIds[]': 'psychotherapyNote',
  consent: 'authorization',
  patient: 'patient',
  'act.id': 'new',
  'act.order': 'courseOrder',
  safe: 'safe',
  count: 'count',
  owner: 'person',
  'movements[].safe': 'safe',
  into: 'safe',
  container: 'container',
  reverses: 'movement',
  'movement.id': 'new',
  'movement.safe': 'safe',
  'movement.into': 'safe',
  'movement.container': 'container',
  'movement.reverses': 'movement',
  'receipt.id': 'new',
  'receipt.safe': 'safe',
  'receipt.lines[].containers[].id': 'new',
  'movements[].id': 'new',
  'movements[].container': 'container',
  track: 'track',
  soundtrackId: 'soundtrack',
  'document.phases[].tracks[]': 'track',
  'undoing.movements[].id': 'new',
  'undoing.movements[].container': 'container',
  'terms.owner.personId': 'person',
  follows: 'practice',
  'heard.sessionId': 'session',
};
/** Places that a name alone does not tell, or whose schema does not say that an id stands there. */
const AT_ADDRESS: Readonly<Record<string, readonly Place[]>> = {
  'GET /api/courses/:id/preparation': [{ in: 'params', path: 'id', names: 'preparedCourse' }],
  'POST /api/courses/:id/preparation': [{ in: 'params', path: 'id', names: 'preparedCourse' }],
  'GET /api/reader/courses/:id/preparation': [{ in: 'params', path: 'id', names: 'preparedCourse' }],
  'POST /api/reader/courses/:id/preparation': [{ in: 'params', path: 'id', names: 'preparedCourse' }],
  'POST /api/visits/:id/setting-plan': [{ in: 'params', path: 'id', names: 'preparedVisit' }],
  'DELETE /api/me/sessions/:id': [{ in: 'params', path: 'id', names: 'signIn' }],
  'PUT /api/notes/psychotherapy/:id': [
    { in: 'params', path: 'id', names: 'new' },
    { in: 'body', path: 'amends', names: 'psychotherapyNote' },
  ],
  'PUT /api/notes/record/:id': [
    { in: 'params', path: 'id', names: 'new' },
    { in: 'body', path: 'amends', names: 'recordNote' },
  ],
  'PUT /api/notes/progress/:id': [
    { in: 'params', path: 'id', names: 'new' },
    { in: 'body', path: 'amends', names: 'progressNote' },
  ],
  'PUT /api/notes/guide/:id': [
    { in: 'params', path: 'id', names: 'new' },
    { in: 'body', path: 'amends', names: 'guideNote' },
  ],
  'POST /api/me/clinic': [{ in: 'body', path: 'slug', names: 'clinic' }],
  'POST /api/patients/:id/courses': [{ in: 'body', path: 'protocol.id', names: 'protocol' }],
  'POST /api/protocol-drafts': [{ in: 'body', path: 'from.id', names: 'protocol' }],
  'PUT /api/music/soundtracks/:id': [{ in: 'params', path: 'id', names: 'new' }],
  'PUT /api/formulary/:product': [{ in: 'params', path: 'product', names: 'new' }],
  'POST /api/inventory/recalls': [{ in: 'body', path: 'product', names: 'product' }],
  'POST /api/inventory/receipts': [{ in: 'body', path: 'receipt.lines[].product', names: 'product' }],
  // Who comes in, and what is drawn from, stand deep in a command; its other ids name nothing outside their session.
  // An order that a command names is of the session's own patient, or refused by a rule like one that is nowhere.
  'POST /api/sessions/:id/commands': [
    { in: 'body', path: 'person.id', names: 'person' },
    { in: 'body', path: 'to.id', names: 'person' },
    { in: 'body', path: 'container.id', names: 'container' },
  ],
};
/** Ids inside a command that the session's own log alone knows, or that the sender makes. */
const OF_A_LOG =
  /(^|\.|\])(id|order|draw|waste|player|soundtrack\.id|track\.id|patient\.id|person\.id|from\.id|to\.id|container\.id|underCourseOrder\.id)$/;

/** Every place of an address in which an id stands. Throws where nobody has said what it names. */
export function placesOf(address: Address, shared: Shared): Place[] {
  const said = AT_ADDRESS[address.name] ?? [];
  const isSaid = (place: Pick<Place, 'in' | 'path'>) =>
    said.some((one) => one.in === place.in && one.path === place.path);
  const places: Place[] = [...said];
  const add = (place: Pick<Place, 'in' | 'path'>, names: Named | undefined) => {
    if (isSaid(place)) return;
    if (!names) throw new Error(`${address.name}: nobody has said what the id at ${place.in} ${place.path} names`);
    places.push({ ...place, names });
  };
  // How often something was saved is no id.
  for (const param of address.params.filter((one) => one !== 'number')) {
    const folder = new RegExp(`([\\w-]+)/:${param}(/|$)`).exec(address.url)?.[1] ?? '';
    add({ in: 'params', path: param }, BY_PARAM[param] ?? BY_FOLDER[folder]);
  }
  for (const { name, schema } of address.query)
    if (schema.format === 'uuid') add({ in: 'query', path: name }, BY_FIELD[name]);
  for (const path of address.body ? idFields(address.body, shared) : []) {
    if (isOfCommand(address, path)) continue;
    add({ in: 'body', path }, BY_FIELD[path]);
  }
  return places;
}
const isOfCommand = ({ url }: Address, path: string): boolean =>
  (/\/commands$/.test(url) || path.startsWith('command.')) && OF_A_LOG.test(path);

const command = (more: object) => ({ id: randomUUID(), at: NOW, ...more });
/** The tests' clock stands here: nothing is recorded before it, and nothing after. */
const NOW = '2026-03-02T14:00:00.000Z';
const COURSE_TERMS = {
  products: ['ketamine-50'],
  prescribed: { by: 'weight', perKilogram: { value: 0.5, unit: 'mg/kg' } },
  sessions: 6,
  validFrom: '2026-03-02',
  validUntil: '2026-05-02',
};
const RULE_TERMS = {
  looksFor: { kind: 'distress', atLeast: 9 },
  severity: 'today',
  owner: { by: 'role', role: 'therapist' },
  dueWithinMinutes: 240,
  escalatesTo: 'medical_director',
  escalatesAfterMinutes: 0,
  on: true,
};
const PRACTICE = { when: { by: 'time', time: '07:30' }, often: { how: 'daily' } };
const THREAD_ENTRY = () => ({ id: randomUUID(), kind: 'practice', words: 'Walk', practice: PRACTICE });
const WORDS = { type: 'RecordWords', words: 'Walked by' };

/** Of our own containers: into the safe in which it stands, which is refused in words and moves nothing. */
const moving = ({ container, safe }: Things) => ({
  id: randomUUID(),
  kind: 'moved',
  container,
  safe,
  into: safe,
  amount: { value: 1, unit: 'mg' },
  at: NOW,
});

/** Of a receipt of what is controlled: unsigned, it is refused, and undoes nothing. */
const undoing = ({ container }: Things) => ({
  at: NOW,
  reason: 'Walk',
  movements: [{ id: randomUUID(), container }],
});

/** Whole bodies where a schema does not say enough, or its first choice is not the one to ask with. */
const BODIES: Readonly<Record<string, (things: Things, fresh: () => string) => unknown>> = {
  'POST /api/sessions/:id/commands': () => command(WORDS),
  'POST /api/sessions/:id/signature-challenge': () => ({ command: command({ type: 'SignRecord', meaning: 'author' }) }),
  'POST /api/sessions/:id/signatures': ({ person }) => ({
    command: command({ type: 'SignRecord', meaning: 'author' }),
    practitioner: person,
    pin: '403917',
  }),
  'POST /api/patients': (_, fresh) => ({
    id: randomUUID(),
    name: 'Walk Patient',
    dateOfBirth: '1980-01-02',
    recordNumber: fresh(),
  }),
  'POST /api/patients/:id/courses': () => ({ id: randomUUID(), protocol: { id: 'infusion-iv', version: '1.0.0' } }),
  'POST /api/courses/:id/visits': () => ({
    id: randomUUID(),
    kind: 'follow_up',
    scheduledFor: '2026-05-01T15:00:00.000Z',
    room: 'Room 9',
  }),
  'POST /api/courses/:id/orders': () => ({ id: randomUUID(), terms: COURSE_TERMS }),
  'POST /api/courses/:id/orders/:orderId/amendments': () => ({
    id: randomUUID(),
    version: 1,
    terms: COURSE_TERMS,
    reason: 'Walk',
  }),
  'POST /api/courses/:id/signature-challenge': () => ({
    act: { act: 'sign', id: randomUUID(), terms: COURSE_TERMS },
  }),
  'POST /api/courses/:id/signatures': ({ person }) => ({
    act: { act: 'sign', id: randomUUID(), terms: COURSE_TERMS },
    practitioner: person,
    pin: '403917',
  }),
  'POST /api/visits/:id/session': () => ({ id: randomUUID() }),
  'POST /api/courses/:id/protocol-moves': () => ({ id: randomUUID(), to: '9.9.9', reason: 'Walk', acknowledged: [] }),
  'POST /api/visits/:id/assignments': ({ person }) => ({ id: randomUUID(), personId: person, role: 'nurse' }),
  'POST /api/protocol-drafts': () => ({ id: randomUUID(), from: { id: 'infusion-iv', version: '1.0.0' } }),
  'PUT /api/notes/psychotherapy/:id': ({ patient }) => ({ patientId: patient, text: 'Walk', version: 0 }),
  'PUT /api/notes/record/:id': ({ patient }) => ({ patientId: patient, text: 'Walk', version: 0 }),
  'PUT /api/notes/progress/:id': ({ patient }) => ({
    patientId: patient,
    template: 'dap',
    sections: { data: 'Walk' },
    version: 0,
  }),
  'PUT /api/notes/guide/:id': ({ patient }) => ({ patientId: patient, text: 'Walk', version: 0 }),
  'POST /api/patients/:id/authorizations': () => ({
    id: randomUUID(),
    covers: 'part_2',
    recipientKind: 'other',
    recipient: 'Walk',
    purpose: 'Walk',
    expiresAt: '2026-04-01T15:00:00.000Z',
  }),
  'POST /api/reader/authorizations': ({ person }) => ({
    id: randomUUID(),
    authorId: person,
    recipientKind: 'practitioner',
    recipientId: person,
    purpose: 'Walk',
    expiresAt: '2026-04-01T15:00:00.000Z',
  }),
  'POST /api/patients/:id/break-glass': () => ({
    id: randomUUID(),
    kind: 'emergency',
    words: 'The pharmacy calls about this patient.',
  }),
  'POST /api/break-glass/:id/review': () => ({ verdict: 'justified', words: 'Asked about it.' }),
  'POST /api/safes': (_, fresh) => ({ id: randomUUID(), name: fresh() }),
  'PUT /api/formulary/:product': () => ({
    id: 'walked-by',
    name: 'Walked by',
    substance: 'ketamine',
    schedule: 'III',
    contents: {
      form: 'solution',
      concentration: { value: 50, unit: 'mg/mL' },
      volume: { value: 10, unit: 'mL' },
      use: 'multi_dose',
    },
    codes: { ndc: [] },
    storage: 'In the dark',
  }),
  'POST /api/inventory/receipts': ({ safe, product }, fresh) => ({
    receipt: {
      id: randomUUID(),
      at: NOW,
      safe,
      supplier: { name: 'Walk' },
      invoice: 'Walk',
      lines: [
        {
          product,
          lot: 'Walk',
          expiresOn: '2030-01-01',
          expected: 1,
          containers: [{ id: randomUUID(), label: fresh() }],
        },
      ],
    },
    confirmed: ['without-registration', 'without-address'],
  }),
  'POST /api/inventory/receipts/:id/reversal': undoing,
  'POST /api/inventory/receipts/:id/signature-challenge': (things) => ({ undoing: undoing(things) }),
  'POST /api/inventory/receipts/:id/signatures': (things) => ({
    undoing: undoing(things),
    practitioner: things.person,
    pin: '403917',
  }),
  'POST /api/inventory/counts': ({ safe }) => ({ id: randomUUID(), safe, kind: 'routine' }),
  'POST /api/inventory/counts/:id/halves': ({ product }) => ({
    id: randomUUID(),
    at: NOW,
    unopened: [{ product, containers: 1 }],
    opened: [],
  }),
  'POST /api/inventory/discrepancies/:id/owner': ({ person }) => ({
    id: randomUUID(),
    owner: person,
    dueAt: '2026-03-20T15:00:00.000Z',
    words: 'Walk',
  }),
  'POST /api/inventory/discrepancies/:id/settlement': () => ({ id: randomUUID(), how: 'explained', words: 'Walk' }),
  'PUT /api/inventory/registrant': () => ({
    name: 'Walk',
    deaNumber: 'AB1234563',
    street: '1 Walk',
    city: 'Walk',
    state: 'NY',
    zip: '12207',
    county: 'Walk',
    telephone: '555 0100',
    contact: 'Walk',
    business: 'practitioner',
  }),
  'POST /api/inventory/movements': moving,
  'POST /api/inventory/signature-challenge': (things) => ({ movement: moving(things) }),
  'POST /api/inventory/signatures': (things) => ({
    movement: moving(things),
    practitioner: things.person,
    pin: '403917',
  }),
  'POST /api/inventory/recalls': ({ product }, fresh) => ({
    id: randomUUID(),
    product,
    lot: fresh(),
    reason: 'Walk',
    at: NOW,
  }),
  'POST /api/tasks/:id/owner': ({ person }) => ({ id: randomUUID(), owner: person, words: 'Walk' }),
  'POST /api/tasks/:id/outcome': () => ({ id: randomUUID(), outcome: 'nothing_there', words: 'Walk' }),
  'POST /api/signals/preview': () => ({ rule: 'distress-high', terms: RULE_TERMS }),
  'POST /api/signals/changes': () => ({
    id: randomUUID(),
    rule: 'distress-high',
    terms: RULE_TERMS,
    version: 0,
    reason: 'Walked by it',
  }),
  'POST /api/on-call': ({ person }) => ({
    id: randomUUID(),
    personId: person,
    from: '2026-05-01T15:00:00.000Z',
    until: '2026-05-02T15:00:00.000Z',
  }),
  'POST /api/courses/:id/integration/entries': () => THREAD_ENTRY(),
  'POST /api/reader/courses/:id/entries': () => THREAD_ENTRY(),
  'POST /api/courses/:id/check-ins/:checkInId/answers': () => ({ id: randomUUID(), answers: { sleep: 'well' } }),
  'POST /api/reader/check-ins/:id/answers': () => ({ id: randomUUID(), answers: { sleep: 'well' } }),
  'POST /api/visits/:id/outcomes': () => ({ id: randomUUID(), outcome: 'called_off' }),
  'POST /api/reader/practices/:id/marks': () => ({ id: randomUUID(), day: NOW.slice(0, 10), mark: 'kept' }),
  'POST /api/reader/journal': ({ course }) => ({
    id: randomUUID(),
    courseId: course,
    content: { kind: 'text', words: 'Walk' },
  }),
  'POST /api/groups': ({ person }) => ({
    id: randomUUID(),
    name: 'Walk',
    kind: 'integration',
    place: 'Walk',
    most: 6,
    leaders: [person],
  }),
  'POST /api/groups/:id/meetings': () => ({ id: randomUUID(), at: '2026-05-01T15:00:00.000Z', minutes: 90 }),
  'POST /api/groups/:id/consents': ({ course }) => ({ id: randomUUID(), courseId: course, textVersion: '1' }),
  'POST /api/reader/groups/:id/consent': () => ({ id: randomUUID(), textVersion: '1' }),
  'PUT /api/music/soundtracks/:id': ({ track }) => ({
    version: 1,
    document: {
      name: 'Walk',
      crossfade: 4,
      phases: MUSIC_PHASES.map((phase) => ({ phase, tracks: [track] })),
    },
  }),
  'PUT /api/music/setting': ({ soundtrack }) => ({ id: randomUUID(), soundtrackId: soundtrack, target: -23 }),
  'POST /api/courses/:id/music-avoided': ({ track }) => ({ id: randomUUID(), track, reason: 'Walk' }),
  'POST /api/me/clinic': ({ clinic }) => ({ slug: clinic }),
  'POST /api/me/device': () => ({ shared: false }),
};
const HEARD = { kind: 'experience', words: undefined, practice: undefined, heard: { sessionId: '', seq: 1 } };
/** What an optional id needs beside it to be looked at. */
const BESIDE: Readonly<Record<string, object>> = {
  'POST /api/signals/preview terms.owner.personId': {
    terms: { ...RULE_TERMS, owner: { by: 'person', personId: '' } },
  },
  'POST /api/signals/changes terms.owner.personId': {
    terms: { ...RULE_TERMS, owner: { by: 'person', personId: '' } },
  },
  'POST /api/courses/:id/integration/entries heard.sessionId': HEARD,
  'POST /api/reader/courses/:id/entries heard.sessionId': HEARD,
  'POST /api/inventory/discrepancies/:id/settlement movements[].id': { how: 'adjusted' },
  'POST /api/inventory/discrepancies/:id/settlement movements[].container': { how: 'adjusted' },
  'POST /api/inventory/discrepancies/:id/settlement movements[].safe': { how: 'adjusted' },
  'POST /api/patients/:id/authorizations recipientId': { recipientKind: 'practitioner' },
  'POST /api/patients/:id/authorizations noteIds[]': { covers: 'psychotherapy_notes' },
  'POST /api/sessions/:id/commands person.id': {
    type: 'JoinSession',
    words: undefined,
    person: { id: '', name: 'Somebody', roles: ['nurse'] },
    attendance: 'in_room',
  },
  'POST /api/sessions/:id/commands to.id': {
    type: 'HandOverPresence',
    words: undefined,
    from: { id: randomUUID() },
    to: { id: '', name: 'Somebody', roles: ['nurse'] },
  },
  'POST /api/sessions/:id/commands container.id': {
    type: 'DrawMedicine',
    words: undefined,
    draw: randomUUID(),
    container: { id: '', label: 'K-0', product: 'none', lot: 'none' },
    amount: { value: 1, unit: 'mg' },
  },
  'POST /api/inventory/movements reverses': {
    kind: 'reversed',
    safe: undefined,
    into: undefined,
    amount: undefined,
    reason: 'Walk',
  },
};

let fresh = 0;
/** Valid once: a number that nothing had before. */
const freshLine = (): string => {
  fresh += 1;
  return `Walk-${fresh}`;
};

/** What nothing has yet: a product is named by a word, which no number begins. */
const newId = (made: Thing): string => (made === 'product' ? `own-${randomUUID()}` : randomUUID());

/** A call of an address with one clinic's things, and those of another at the places named. */
export function callOf(
  address: Address,
  shared: Shared,
  own: Things,
  foreign: { readonly at: readonly Place[]; readonly things: Things } = { at: [], things: own },
): Call {
  const isForeign = (place: Place) => foreign.at.some((one) => one.in === place.in && one.path === place.path);
  const idAt = (place: Place): string => {
    if (!isForeign(place)) return place.names === 'new' ? newId(madeAt(address)) : own[place.names];
    return place.names === 'new' ? foreign.things[madeAt(address)] : foreign.things[place.names];
  };
  const places = placesOf(address, shared);
  let { url } = address;
  const query = new URLSearchParams();
  for (const { name, isRequired, schema } of address.query)
    if (isRequired) query.set(name, String(validValue(schema, shared)));
  let body = BODIES[address.name]?.(own, freshLine) ?? (address.body ? validValue(address.body, shared) : undefined);
  for (const place of places) {
    if (place.in === 'params') url = url.replace(`:${place.path}`, encodeURIComponent(idAt(place)));
    else if (place.in === 'query') {
      if (isForeign(place)) query.set(place.path, idAt(place));
    } else if (isForeign(place)) {
      body = { ...(body as object), ...BESIDE[`${address.name} ${place.path}`] };
      body = withValue(body, place.path.split('.'), idAt(place));
    } else if (body !== undefined && place.names !== 'new' && hasPath(body, place.path.split('.')))
      body = withValue(body, place.path.split('.'), idAt(place));
  }
  url = url.replace('*', 'walk').replace(':number', '1');
  const text = query.toString();
  return {
    method: address.method,
    path: text === '' ? url : `${url}?${text}`,
    ...(body !== undefined && { body }),
    ...(body === undefined && address.method === 'POST' && { body: {} }),
  };
}

/** The kind of thing that is made at an address. */
export function madeAt({ url }: Address): Thing {
  const folder =
    url
      .split('/')
      .filter((part) => !part.startsWith(':'))
      .at(-1) ?? '';
  const made: Readonly<Record<string, Thing>> = {
    ...BY_FOLDER,
    assignments: 'assignment',
    'part-2': 'flag',
    correction: 'credential',
    'care-team': 'careTeamMember',
    orders: 'courseOrder',
    medicines: 'medicine',
    'music-avoided': 'avoidedTrack',
    setting: 'soundtrack',
    preparation: 'preparationVersion',
    'setting-plan': 'settingPlan',
  };
  return made[folder] ?? 'patient';
}

function hasPath(value: unknown, [first = '', ...rest]: readonly string[]): boolean {
  const name = first.replace('[]', '');
  if (typeof value !== 'object' || value === null || !(name in value)) return false;
  const inside = (value as Record<string, unknown>)[name];
  return rest.length === 0 || hasPath(Array.isArray(inside) ? inside[0] : inside, rest);
}
function withValue(value: unknown, [first = '', ...rest]: readonly string[], to: string): object {
  const name = first.replace('[]', '');
  const inside = (value as Record<string, unknown> | undefined)?.[name];
  const isList = first.endsWith('[]');
  const one = isList && Array.isArray(inside) ? inside[0] : inside;
  const next = rest.length === 0 ? to : withValue(one ?? {}, rest, to);
  return { ...(value as object), [name]: isList ? [next] : next };
}
