/**
 * For tests that walk the API: what is asked at each address. Which thing each id of it names, and what a valid body is
 * where the schema does not say all. A new address whose ids nobody has named here fails the walk.
 */
import { randomUUID } from 'node:crypto';
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
  passkeys: 'passkey',
  sso: 'clinic',
};
const BY_PARAM: Readonly<Record<string, Thing>> = {
  tokenId: 'token',
  assignmentId: 'assignment',
  memberId: 'careTeamMember',
  orderId: 'courseOrder',
  medicineId: 'medicine',
  version: 'version',
};
const BY_FIELD: Readonly<Record<string, Named>> = {
  id: 'new',
  patientId: 'patient',
  sessionId: 'session',
  courseId: 'course',
  flagId: 'flag',
  personId: 'person',
  authorId: 'person',
  practitioner: 'person',
  recipientId: 'person',
  'noteIds[]': 'psychotherapyNote',
  consent: 'authorization',
  patient: 'patient',
  'act.id': 'new',
  'act.order': 'courseOrder',
};
/** Places that a name alone does not tell, or whose schema does not say that an id stands there. */
const AT_ADDRESS: Readonly<Record<string, readonly Place[]>> = {
  'DELETE /api/me/sessions/:id': [{ in: 'params', path: 'id', names: 'signIn' }],
  'PUT /api/notes/psychotherapy/:id': [
    { in: 'params', path: 'id', names: 'new' },
    { in: 'body', path: 'amends', names: 'psychotherapyNote' },
  ],
  'PUT /api/notes/record/:id': [
    { in: 'params', path: 'id', names: 'new' },
    { in: 'body', path: 'amends', names: 'recordNote' },
  ],
  'POST /api/me/clinic': [{ in: 'body', path: 'slug', names: 'clinic' }],
  'POST /api/patients/:id/courses': [{ in: 'body', path: 'protocol.id', names: 'protocol' }],
  'POST /api/protocol-drafts': [{ in: 'body', path: 'from.id', names: 'protocol' }],
  // A person who comes in stands deep in a command; the other ids of commands name nothing outside their session.
  // An order that a command names is of the session's own patient, or refused by a rule like one that is nowhere.
  'POST /api/sessions/:id/commands': [{ in: 'body', path: 'person.id', names: 'person' }],
};
/** Ids inside a command that the session's own log alone knows, or that the sender makes. */
const OF_A_LOG = /(^|\.|\])(id|order|patient\.id|person\.id|underCourseOrder\.id)$/;

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
  for (const param of address.params) {
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
const WORDS = { type: 'RecordWords', words: 'Walked by' };

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
  'POST /api/me/clinic': ({ clinic }) => ({ slug: clinic }),
  'POST /api/me/device': () => ({ shared: false }),
};
/** What an optional id needs beside it to be looked at. */
const BESIDE: Readonly<Record<string, object>> = {
  'POST /api/patients/:id/authorizations recipientId': { recipientKind: 'practitioner' },
  'POST /api/patients/:id/authorizations noteIds[]': { covers: 'psychotherapy_notes' },
  'POST /api/sessions/:id/commands person.id': {
    type: 'JoinSession',
    words: undefined,
    person: { id: '', name: 'Somebody', roles: ['nurse'] },
    attendance: 'in_room',
  },
};

let fresh = 0;
/** Valid once: a number that nothing had before. */
const freshLine = (): string => {
  fresh += 1;
  return `Walk-${fresh}`;
};

/** A call of an address with one clinic's things, and those of another at the places named. */
export function callOf(
  address: Address,
  shared: Shared,
  own: Things,
  foreign: { readonly at: readonly Place[]; readonly things: Things } = { at: [], things: own },
): Call {
  const isForeign = (place: Place) => foreign.at.some((one) => one.in === place.in && one.path === place.path);
  const idAt = (place: Place): string => {
    if (!isForeign(place)) return place.names === 'new' ? randomUUID() : own[place.names];
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
  url = url.replace('*', 'walk');
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
  };
  return made[folder] ?? 'patient';
}

function hasPath(value: unknown, [first = '', ...rest]: readonly string[]): boolean {
  const name = first.replace('[]', '');
  if (typeof value !== 'object' || value === null || !(name in value)) return false;
  return rest.length === 0 || hasPath((value as Record<string, unknown>)[name], rest);
}
function withValue(value: unknown, [first = '', ...rest]: readonly string[], to: string): object {
  const name = first.replace('[]', '');
  const inside = (value as Record<string, unknown> | undefined)?.[name];
  const next = rest.length === 0 ? (first.endsWith('[]') ? [to] : to) : withValue(inside ?? {}, rest, to);
  return { ...(value as object), [name]: next };
}
