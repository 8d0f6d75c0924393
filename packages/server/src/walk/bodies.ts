/** For tests that walk the API: what a valid body is where the schema does not say all. */
import { randomUUID } from 'node:crypto';
import { MUSIC_PHASES, shippedConsent } from '@holdspace/care';
import type { Things } from './things.ts';

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
const ANSWERED = { version: '1.0.0', answers: { 1: 0 } };
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

/** Follows on a version that nobody has published: it is refused, and changes nothing. */
const publishing = (document: string) => ({
  id: randomUUID(),
  document,
  follows: 1000,
  content: shippedConsent('off_label', { route: 'intravenous', substance: 'ketamine', kind: 'medical' }),
});

/** Whole bodies where a schema does not say enough, or its first choice is not the one to ask with. */
export const BODIES: Readonly<Record<string, (things: Things, fresh: () => string) => unknown>> = {
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
  'POST /api/courses/:id/screening': ({ screeningAnswers }) => ({
    id: randomUUID(),
    follows: screeningAnswers,
    answers: {},
  }),
  'POST /api/courses/:id/screening/signatures': ({ person }) => ({
    act: { id: randomUUID(), seen: 'Walk', outcomes: [] },
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
  'POST /api/courses/:id/consents': () => ({ id: randomUUID(), purpose: 'messages', asks: true }),
  'POST /api/courses/:id/consents/signatures': ({ person, consentSignature }) => ({
    witness: { id: randomUUID(), signature: consentSignature },
    practitioner: person,
    pin: '403917',
  }),
  'POST /api/consent-documents': ({ consentDocument }) => publishing(consentDocument),
  'POST /api/consent-documents/signature-challenge': ({ consentDocument }) => ({
    publish: publishing(consentDocument),
  }),
  'POST /api/consent-documents/signatures': ({ person, consentDocument }) => ({
    publish: publishing(consentDocument),
    practitioner: person,
    pin: '403917',
  }),
  'POST /api/reader/consents/:document/answers': () => ({
    id: randomUUID(),
    version: 1,
    piece: 'common',
    choice: 'up',
  }),
  'POST /api/reader/consents/:document/signatures': () => ({
    id: randomUUID(),
    version: 1,
    language: 'en',
    name: 'Walk',
    cannotDraw: true,
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
  'POST /api/public/clinics/:slug/consult-requests': () => ({
    id: randomUUID(),
    language: 'en',
    name: 'Walk Asking',
    dateOfBirth: '1980-01-02',
    email: 'walk@asks.test',
  }),
  'POST /api/consult-requests/:id/decline': () => ({ id: randomUUID(), reason: 'full' }),
  'POST /api/consult-requests/:id/merge': ({ patient }) => ({ id: randomUUID(), patientId: patient }),
  'POST /api/reader/forms/:form/draft': () => ({ id: randomUUID(), follows: 0, answers: { called: 'Walk' } }),
  'POST /api/reader/forms/:form/responses': () => ({ id: randomUUID(), follows: 0, language: 'en', answers: {} }),
  'POST /api/reader/forms/:form/files': () => ({ id: randomUUID(), linkId: 'letters', name: 'walk.pdf' }),
  'POST /api/patients/:id/measure-requests': () => ({ id: randomUUID(), instrument: 'phq-9' }),
  'POST /api/measure-requests/:id/link': () => ({ by: 'hand' }),
  'POST /api/measure-requests/:id/draft': () => ({ id: randomUUID(), follows: 0, ...ANSWERED }),
  'POST /api/measure-requests/:id/answers': () => ({ id: randomUUID(), language: 'en', ...ANSWERED }),
  'POST /api/reader/measures/:id/draft': () => ({ id: randomUUID(), follows: 0, ...ANSWERED }),
  'POST /api/reader/measures/:id/answers': () => ({ id: randomUUID(), language: 'en', ...ANSWERED }),
  'POST /api/imports': () => ({ id: randomUUID(), kind: 'patients', fileName: 'walk.csv' }),
  'POST /api/imports/:id/separator': () => ({ separator: ',' }),
  'POST /api/imports/:id/trials': () => ({ makesPatients: false }),
  // Another dry run than the one that counts: it is refused, and imports nothing.
  'POST /api/imports/:id/run': () => ({ trial: randomUUID(), leftOut: 0 }),
  'POST /api/imports/:id/take-back': () => ({ because: 'Walk' }),
  'PUT /api/import-mappings/:id': () => ({
    kind: 'patients',
    name: 'Walk',
    mapping: { columns: [{ header: 'Walk', as: { is: 'record_number' } }], fixed: {}, makesPatients: true },
  }),
  // It has its words: a text for it is refused, and changes nothing.
  'POST /api/measure-texts': () => ({
    id: randomUUID(),
    instrument: 'phq-9',
    texts: { licence: 'Walk', items: {} },
  }),
};
const HEARD = { kind: 'experience', words: undefined, practice: undefined, heard: { sessionId: '', seq: 1 } };
/** What an optional id needs beside it to be looked at. */
export const BESIDE: Readonly<Record<string, object>> = {
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
