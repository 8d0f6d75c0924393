/**
 * For tests that walk the API: which thing each id at an address names. A new address whose ids nobody has named here fails
 * the walk.
 */
import type { Address } from './addresses.ts';
import type { Thing } from './things.ts';
import { idFields, type Shared } from './valid-values.ts';

/** What an id names; `new` is made by the client for what is being made. */
export type Named = Thing | 'new';
/** Where in a call an id stands. */
export interface Place {
  readonly in: 'params' | 'query' | 'body';
  /** A parameter's name, or a dotted path into the body, with `[]` for what a list holds. */
  readonly path: string;
  readonly names: Named;
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
  consents: 'consentDocument',
  'consent-documents': 'consentDocument',
  'consent-signatures': 'consentSignature',
  'protocol-drafts': 'draft',
  'break-glass': 'brokenGlass',
  protocols: 'protocol',
  psychotherapy: 'psychotherapyNote',
  record: 'recordNote',
  progress: 'progressNote',
  guide: 'guideNote',
  passkeys: 'passkey',
  sso: 'clinic',
  clinics: 'clinic',
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
  'consult-requests': 'consultRequest',
  'form-files': 'formFile',
  measures: 'measureRequest',
  'measure-requests': 'measureRequest',
  imports: 'dataImport',
  'import-mappings': 'importMapping',
};
const BY_PARAM: Readonly<Record<string, Thing>> = {
  tokenId: 'token',
  assignmentId: 'assignment',
  memberId: 'careTeamMember',
  orderId: 'courseOrder',
  medicineId: 'medicine',
  clearanceId: 'clearance',
  checkInId: 'checkIn',
  avoidedId: 'avoidedTrack',
  version: 'version',
  responseId: 'formResponse',
  fileId: 'formFile',
  signatureId: 'consentSignature',
  document: 'consentDocument',
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
  discrepancy: 'discrepancy',
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
  signature: 'consentSignature',
  'witness.id': 'new',
  'witness.signature': 'consentSignature',
  'publish.id': 'new',
  'heard.sessionId': 'session',
  request: 'measureRequest',
  giver: 'registryGiver',
  // Of the import itself: another than its own is refused, wherever it is from.
  trial: 'new',
};
/** Places that a name alone does not tell, or whose schema does not say that an id stands there. */
const AT_ADDRESS: Readonly<Record<string, readonly Place[]>> = {
  'GET /api/courses/:id/preparation': [{ in: 'params', path: 'id', names: 'preparedCourse' }],
  'POST /api/courses/:id/preparation': [{ in: 'params', path: 'id', names: 'preparedCourse' }],
  'GET /api/reader/courses/:id/preparation': [{ in: 'params', path: 'id', names: 'preparedCourse' }],
  'POST /api/reader/courses/:id/preparation': [{ in: 'params', path: 'id', names: 'preparedCourse' }],
  'POST /api/courses/:id/screening': [{ in: 'body', path: 'follows', names: 'screeningAnswers' }],
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
  'POST /api/patients/:id/messages': [{ in: 'body', path: 'answers', names: 'patientMessage' }],
  'POST /api/consent-documents': [{ in: 'body', path: 'document', names: 'consentDocument' }],
  'POST /api/me/clinic': [{ in: 'body', path: 'slug', names: 'clinic' }],
  'POST /api/patients/:id/courses': [{ in: 'body', path: 'protocol.id', names: 'protocol' }],
  'POST /api/protocol-drafts': [{ in: 'body', path: 'from.id', names: 'protocol' }],
  'PUT /api/import-mappings/:id': [{ in: 'params', path: 'id', names: 'new' }],
  'PUT /api/music/soundtracks/:id': [{ in: 'params', path: 'id', names: 'new' }],
  'PUT /api/formulary/:product': [{ in: 'params', path: 'product', names: 'new' }],
  'POST /api/inventory/recalls': [{ in: 'body', path: 'product', names: 'product' }],
  'POST /api/inventory/receipts': [{ in: 'body', path: 'receipt.lines[].product', names: 'product' }],
  // Who comes in, and what is drawn from, stand deep in a command; its other ids name nothing outside their session.
  // An order or a screening's decision that a command names is of the session's own, or refused like one that is nowhere.
  'POST /api/sessions/:id/commands': [
    { in: 'body', path: 'person.id', names: 'person' },
    { in: 'body', path: 'to.id', names: 'person' },
    { in: 'body', path: 'container.id', names: 'container' },
  ],
};
/** Ids inside a command that the session's own log alone knows, or that the sender makes. */
const OF_A_LOG =
  /(^|\.|\])(id|order|draw|waste|player|soundtrack\.id|track\.id|patient\.id|person\.id|from\.id|to\.id|container\.id|underCourseOrder\.id|finding\.record)$/;

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
  for (const param of address.params.filter((one) => one !== 'number' && one !== 'form')) {
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
    screening: 'screeningAnswers',
    clearances: 'clearance',
    setting: 'soundtrack',
    files: 'formFile',
    responses: 'formResponse',
    preparation: 'preparationVersion',
    answers: 'consentAnswer',
    consents: 'consentAsked',
    withdrawals: 'consentWithdrawal',
    witnessed: 'consentWitness',
    'consent-documents': 'consentVersion',
    'measure-texts': 'measureText',
    'setting-plan': 'settingPlan',
  };
  return made[folder] ?? 'patient';
}
