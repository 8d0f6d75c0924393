/** For tests that walk the API: a clinic that holds one of everything that has an id, with a word in every text of it. */
import { randomUUID } from 'node:crypto';
import { DAY, instant, MUSIC_PHASES, type Role, SHIPPED_DOCUMENTS } from '@holdspace/care';
import type { TestClinic } from '@holdspace/store/testing';
import { hashOfToken, newToken } from '../sign-in/principal.ts';
import { SoftwareAuthenticator } from '../sign-in/software-authenticator.ts';
import type { Answer, Caller, RunningClinic } from '../testing.ts';
import { addPasskey, addStaff, Browser, TEST_PASSWORD } from '../testing-browser.ts';

/** What has an id and is about one patient. */
export const OF_A_PATIENT = [
  'patient',
  'course',
  'visit',
  'session',
  'assignment',
  'psychotherapyNote',
  'recordNote',
  'progressNote',
  'guideNote',
  'authorization',
  'outsideMember',
  'flag',
  'careTeamMember',
  'brokenGlass',
  'courseOrder',
  'medicine',
  'avoidedTrack',
  'preparedCourse',
  'preparedVisit',
  'preparationVersion',
  'settingPlan',
  'task',
  'practice',
  'checkIn',
  'journalEntry',
  'journalShare',
  'group',
  'groupMeeting',
] as const;
/** What has an id, or a name that stands for one, and is the clinic's. */
export const OF_A_CLINIC = [
  'person',
  'credential',
  'token',
  'invitation',
  'draft',
  'protocol',
  'version',
  'clinic',
  'signIn',
  'passkey',
  'product',
  'safe',
  'container',
  'receipt',
  'movement',
  'recall',
  'count',
  'discrepancy',
  'shift',
  'track',
  'soundtrack',
] as const;
export type Thing = (typeof OF_A_PATIENT)[number] | (typeof OF_A_CLINIC)[number];
export type Things = Readonly<Record<Thing, string>>;
export type PatientThings = Readonly<Record<(typeof OF_A_PATIENT)[number], string>>;
type ClinicThings = Readonly<Record<(typeof OF_A_CLINIC)[number], string>>;

export interface Filling {
  readonly running: RunningClinic;
  readonly clinic: TestClinic;
  /** Stands in every name, note, word and place of this clinic. */
  readonly word: string;
}

/** Throws where something of a fixture was not taken. */
export function taken(answer: Answer): Answer['body'] {
  if (answer.status >= 300) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** Who runs the clinic and treats everybody in it: what a fixture needs, they may do. */
export const director = ({ running, clinic }: Filling): Promise<Caller> =>
  running.callerAt(running.server.url, clinic.clinicId, clinic.practitioners.medical_director.id);

export interface PatientFacts {
  /** Days from today of their only visit. */
  readonly visitInDays: number;
  /** Who belongs to their care team. */
  readonly team: readonly Role[];
  /** Who is written into their session's log as present; somebody present means that it has begun. */
  readonly present: readonly Role[];
}

let patients = 0;
/** A patient with a course, a visit, a session, notes, agreements and a flag. */
export async function fillPatient(filling: Filling, facts: PatientFacts): Promise<PatientThings> {
  const { running, clinic, word } = filling;
  const by = await director(filling);
  const ids = Object.fromEntries(OF_A_PATIENT.map((thing) => [thing, randomUUID()])) as Record<
    keyof PatientThings,
    string
  >;
  const expiresAt = instant(running.clock.read() + 30 * DAY);
  patients += 1;
  const at = `/api/patients/${ids.patient}`;
  taken(
    await by.post('/api/patients', {
      id: ids.patient,
      name: `Ines ${word} ${patients}`,
      dateOfBirth: '1979-08-09',
      recordNumber: `${word}-${patients}`,
      telephone: `555 ${word}`,
      email: `${word}.${patients}@patients.test`,
      address: `1 ${word} Street`,
    }),
  );
  const protocol = { id: 'infusion-iv', version: '1.0.0' };
  taken(await by.post(`${at}/courses`, { id: ids.course, protocol, focus: `To ${word}`, intention: `${word} again` }));
  taken(
    await by.post(`/api/courses/${ids.course}/orders`, {
      id: ids.courseOrder,
      terms: {
        products: ['ketamine-50'],
        prescribed: { by: 'weight', perKilogram: { value: 0.5, unit: 'mg/kg' } },
        sessions: 6,
        validFrom: running.clock.now.slice(0, 10),
        validUntil: instant(running.clock.read() + 90 * DAY).slice(0, 10),
        note: `As agreed with ${word}`,
      },
    }),
  );
  taken(
    await by.post(`${at}/medicines`, {
      id: ids.medicine,
      name: `${word} of the evening`,
      dose: `A spoon of ${word}`,
      source: 'patient',
    }),
  );
  const scheduledFor = instant(running.clock.read() + facts.visitInDays * DAY);
  taken(
    await by.post(`/api/courses/${ids.course}/visits`, {
      id: ids.visit,
      kind: 'dosing',
      scheduledFor,
      room: `Room ${word}`,
    }),
  );
  await prepare(filling, by, ids, scheduledFor);
  taken(await by.post(`/api/visits/${ids.visit}/session`, { id: ids.session }));
  if (facts.present.length > 0) {
    await by.does(ids.session, { type: 'RecordArrival' });
    for (const role of facts.present) {
      const { id, name } = clinic.practitioners[role];
      await by.does(ids.session, { type: 'JoinSession', person: { id, name, roles: [role] }, attendance: 'in_room' });
    }
    await by.does(ids.session, { type: 'RecordWords', words: `The ${word} and the sea` });
  }
  // Somebody must be in the team for it to have an id; who registered the patient is in it already.
  const member = await addStaff({ store: running.store, clinic }, 'guide', `Team ${word} ${patients}`);
  taken(await by.post(`${at}/care-team`, { id: ids.careTeamMember, personId: member.id, why: `For ${word}` }));
  for (const role of facts.team)
    taken(
      await by.post(`${at}/care-team`, { id: randomUUID(), personId: clinic.practitioners[role].id, why: 'To treat' }),
    );
  const breaker = await addStaff({ store: running.store, clinic }, 'nurse', `Glass ${word} ${patients}`);
  const glass = { id: ids.brokenGlass, kind: 'emergency', words: `The pharmacy calls about ${word}.` };
  const breaking = await running.callerAt(running.server.url, clinic.clinicId, breaker.id);
  taken(await breaking.post(`${at}/break-glass`, glass));
  const personId = clinic.practitioners.nurse.id;
  taken(await by.post(`/api/visits/${ids.visit}/assignments`, { id: ids.assignment, personId, role: 'nurse' }));
  for (const [kind, id] of [
    ['psychotherapy', ids.psychotherapyNote],
    ['record', ids.recordNote],
  ] as const) {
    const note = { patientId: ids.patient, text: `What was said of ${word}`, version: 0 };
    taken(await by.ask('PUT', `/api/notes/${kind}/${id}`, note));
    taken(await by.post(`/api/notes/${kind}/${id}/sign`, { version: 1 }));
  }
  const guide = await running.callerAt(running.server.url, clinic.clinicId, member.id);
  const said = { patientId: ids.patient, version: 0 };
  const sections = { data: `Came, and spoke of ${word}` };
  taken(await by.ask('PUT', `/api/notes/progress/${ids.progressNote}`, { ...said, template: 'dap', sections }));
  taken(await guide.ask('PUT', `/api/notes/guide/${ids.guideNote}`, { ...said, text: `Spoke of ${word}` }));
  taken(
    await by.post(`${at}/authorizations`, {
      id: ids.authorization,
      covers: 'psychotherapy_notes',
      recipientKind: 'practitioner',
      recipientId: clinic.practitioners.therapist.id,
      purpose: `To take over ${word}`,
      expiresAt,
    }),
  );
  taken(
    await by.post(`${at}/outside-members`, {
      id: ids.outsideMember,
      name: `Odd ${word}`,
      profession: `${word} therapist`,
      scopes: ['focus_and_intention'],
      includesPart2: true,
      expiresAt,
    }),
  );
  taken(await by.post(`${at}/part-2`, { id: ids.flag }));
  await fillTask(filling, ids);
  await fillIntegration(filling, ids);
  await fillCircle(filling, ids);
  // A track of the clinic's own: those that come with Holdspace have the same ids everywhere.
  const track = await enterTrack(by, word);
  taken(
    await by.post(`/api/courses/${ids.course}/music-avoided`, {
      id: ids.avoidedTrack,
      track,
      reason: `Played when ${word} left`,
    }),
  );
  return ids;
}

/** A course with preparation: a section saved by the clinic, and the setting of a dosing visit settled. */
async function prepare({ word }: Filling, by: Caller, ids: PatientThings, scheduledFor: string): Promise<void> {
  const protocol = { id: 'kap-im', version: '1.0.0' };
  taken(await by.post(`/api/patients/${ids.patient}/courses`, { id: ids.preparedCourse, protocol }));
  const visit = { id: ids.preparedVisit, kind: 'dosing', scheduledFor, room: `Other room ${word}` };
  taken(await by.post(`/api/courses/${ids.preparedCourse}/visits`, visit));
  const hopes = { id: ids.preparationVersion, section: 'hopes', follows: 0, fields: { hopes: `To ${word}` } };
  taken(await by.post(`/api/courses/${ids.preparedCourse}/preparation`, hopes));
  const setting = { id: ids.settingPlan, follows: 0, elements: { light: `A ${word} lamp` } };
  taken(await by.post(`/api/visits/${ids.preparedVisit}/setting-plan`, setting));
}

/** Something that waits about the patient, for the director; nothing that pages anybody. */
async function fillTask({ running, clinic, word }: Filling, ids: PatientThings): Promise<void> {
  const { store, clock } = running;
  const dueAt = instant(clock.read() + 7 * DAY);
  await store.tasks.raise(clinic.clinicId, {
    id: ids.task,
    patientId: ids.patient,
    courseId: ids.course,
    ruleId: 'phq-9-item-9',
    ruleVersion: 0,
    signalKey: `walk ${ids.task}`,
    severity: 'today',
    at: clock.now,
    raisedAt: clock.now,
    ownerId: clinic.practitioners.medical_director.id,
    dueAt,
    escalatesTo: 'medical_director',
    escalatesAt: dueAt,
    facts: [
      {
        kind: 'score',
        id: `score ${ids.task}`,
        at: clock.now,
        patientId: ids.patient,
        courseId: ids.course,
        measure: `phq-9 of ${word}`,
        item: '9',
        value: 1,
      },
    ],
  });
}

/** A practice, and an entry of the patient’s journal that is shared. No dose was given, so nobody is asked how they are. */
async function fillIntegration({ running, clinic, word }: Filling, ids: PatientThings): Promise<void> {
  const { clinicId } = clinic;
  const { threads, journal } = running.store.integration;
  const at = running.clock.now;
  const of = { courseId: ids.course, patientId: ids.patient };
  await threads.add(clinicId, {
    id: ids.practice,
    ...of,
    kind: 'practice',
    writtenAt: at,
    words: `To walk to ${word}`,
    practice: { when: { by: 'after', after: `the ${word}` }, often: { how: 'daily' } },
  });
  await journal.write(clinicId, { id: ids.journalEntry, ...of, kind: 'text', writtenAt: at, words: `Dear ${word}` });
  const share = { id: ids.journalShare, entryId: ids.journalEntry, kind: 'text', sharedAt: at, crisis: false } as const;
  await journal.share(clinicId, { ...share, ...of });
}

/** A group of the therapist's that the patient is in, with a meeting, a note of it, and a message from outside. */
async function fillCircle({ running, clinic, word }: Filling, ids: PatientThings): Promise<void> {
  const { clinicId, practitioners } = clinic;
  const { groups, circle } = running.store;
  const [at, by] = [running.clock.now, practitioners.therapist.id];
  const [of, groupId] = [{ patientId: ids.patient, courseId: ids.course }, ids.group];
  const named = { id: groupId, name: `Circle of ${word}`, place: `The ${word} room` };
  await groups.create(clinicId, { ...named, kind: 'integration', most: 6, leaders: [by], madeAt: at, madeBy: by });
  await groups.join(clinicId, { id: randomUUID(), groupId, ...of, joinedAt: at, addedBy: by }, 6);
  const when = instant(running.clock.read() + patients * DAY);
  const meeting = { id: ids.groupMeeting, groupId, at: when, minutes: 90, room: `The ${word} room` };
  await groups.plan(clinicId, { ...meeting, plannedAt: at, plannedBy: by });
  const note = { id: randomUUID(), meetingId: ids.groupMeeting, authorId: by, writtenAt: at };
  await groups.addNote(clinicId, { ...note, text: `They spoke of ${word}` });
  const message = { id: randomUUID(), memberId: ids.outsideMember, patientId: ids.patient, writtenAt: at };
  await circle.write(clinicId, { ...message, kind: 'message', text: `How is ${word}?` });
}

/** What the clinic has beside its patients. */
export async function fillClinic(filling: Filling): Promise<ClinicThings> {
  const { running, clinic, word } = filling;
  const { store, clock } = running;
  const by = await director(filling);
  const ids = {
    credential: randomUUID(),
    token: randomUUID(),
    invitation: randomUUID(),
    draft: randomUUID(),
    shift: randomUUID(),
  };
  const spare = await addStaff({ store, clinic }, 'nurse', `Spare ${word}`);
  taken(
    await by.post(`/api/people/${spare.id}/credentials`, {
      id: ids.credential,
      kind: 'Nursing licence',
      number: `N-${word}`,
      issuer: `Board of ${word}`,
      expiresOn: '2027-01-01',
    }),
  );
  await store.tokens.create({
    id: ids.token,
    hash: hashOfToken(newToken()),
    clinicId: clinic.clinicId,
    practitionerId: spare.id,
    label: `Token of ${word}`,
    scopes: ['everything'],
    createdAt: clock.now,
    expiresAt: instant(clock.read() + DAY),
  });
  // In a month: nobody is on call while the walk is under way.
  const from = instant(clock.read() + 30 * DAY);
  const until = instant(clock.read() + 31 * DAY);
  taken(await by.post('/api/on-call', { id: ids.shift, personId: spare.id, from, until }));
  const invited = { name: `Ivo ${word}`, email: `${word}.ivo@people.test`, roles: ['guide'] };
  taken(await by.post('/api/invitations', { id: ids.invitation, ...invited }));
  const document = { ...SHIPPED_DOCUMENTS[0], id: `own-${word}`, name: `The way of ${word}`, version: '1.0.0' };
  taken(await by.post('/api/protocol-drafts', { id: ids.draft, document }));
  await store.protocols.install(clinic.clinicId, {
    id: document.id,
    version: document.version,
    document,
    installedAt: clock.now,
  });
  const browser = new Browser(running.nobody);
  taken(await browser.signIn(spare.email, TEST_PASSWORD));
  await addPasskey(browser, new SoftwareAuthenticator(running.server.url));
  const account = taken(await browser.ask('GET', '/api/me/account'));
  return {
    ...ids,
    ...(await fillSafe(filling, by)),
    ...(await fillMusic(filling, by)),
    person: spare.id,
    protocol: document.id,
    version: document.version,
    clinic: clinic.slug,
    signIn: account.sessions[0].id,
    passkey: account.passkeys[0].id,
  };
}

/** A product, a safe, one container received into it, and the recall of another lot. */
async function fillSafe(filling: Filling, by: Caller) {
  const { running, word } = filling;
  const ids = { safe: randomUUID(), container: randomUUID(), receipt: randomUUID(), recall: randomUUID() };
  const product = `own-${word}`;
  const at = running.clock.now;
  taken(
    await by.ask('PUT', `/api/formulary/${product}`, {
      id: product,
      name: `Ketamine of ${word}`,
      substance: 'ketamine',
      schedule: 'III',
      contents: {
        form: 'solution',
        concentration: { value: 50, unit: 'mg/mL' },
        volume: { value: 10, unit: 'mL' },
        use: 'multi_dose',
      },
      codes: { ndc: [] },
      storage: `Beside ${word}`,
    }),
  );
  taken(await by.post('/api/safes', { id: ids.safe, name: `Safe of ${word}` }));
  const line = { product, lot: `Lot ${word}`, expiresOn: '2030-01-01', expected: 1 };
  taken(
    await by.post('/api/inventory/receipts', {
      receipt: {
        id: ids.receipt,
        at,
        safe: ids.safe,
        supplier: { name: `Supplier of ${word}` },
        invoice: `Invoice ${word}`,
        lines: [{ ...line, containers: [{ id: ids.container, label: `K-${word}` }] }],
      },
      confirmed: ['without-registration', 'without-address'],
    }),
  );
  const reason = `Notice of ${word}`;
  taken(await by.post('/api/inventory/recalls', { id: ids.recall, product, lot: `Other ${word}`, reason, at }));
  // A container is received by the movement of its id.
  return { ...ids, ...(await fillCount(filling, ids.safe, product)), product, movement: ids.container };
}

/** Enters a track, without its sound. */
async function enterTrack(by: Caller, word: string): Promise<string> {
  const id = randomUUID();
  const about = { id, title: `Song of ${word}`, maker: `Choir of ${word}`, licence: `Leave of ${word}` };
  const heard = { phases: ['peak'], energy: 3, lyrics: { has: false } };
  const measured = { lengthMilliseconds: 1000, loudness: -20, truePeak: -3 };
  taken(await by.post('/api/music/tracks', { ...about, ...heard, ...measured }));
  return id;
}

/** A track, whose sound is a second of silence, and a soundtrack of it alone. */
async function fillMusic({ running, word }: Filling, by: Caller) {
  const soundtrack = randomUUID();
  const track = await enterTrack(by, word);
  const sent = await fetch(`${running.server.url}/api/music/tracks/${track}/audio`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${by.token}`, 'content-type': 'audio/wav' },
    body: new Uint8Array(silence(1)),
  });
  if (!sent.ok) throw new Error(`${sent.status}: ${await sent.text()}`);
  const phases = MUSIC_PHASES.map((phase) => ({ phase, tracks: [track] }));
  const document = { name: `Arc of ${word}`, crossfade: 4, phases };
  taken(await by.ask('PUT', `/api/music/soundtracks/${soundtrack}`, { version: 1, document }));
  return { track, soundtrack };
}

/** A WAV file of silence, 8 kHz and one channel. */
export function silence(seconds: number): Buffer {
  const bytes = Buffer.alloc(44 + seconds * 16_000);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8);
  for (const [at, value] of [
    [16, 16],
    [24, 8000],
    [28, 16_000],
    [40, bytes.length - 44],
  ] as const)
    bytes.writeUInt32LE(value, at);
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 2],
    [34, 16],
  ] as const)
    bytes.writeUInt16LE(value, at);
  bytes.write('data', 36);
  return bytes;
}

/** A count by two people who find nothing in the safe, and what that opens. */
async function fillCount({ running, clinic, word }: Filling, safe: string, product: string) {
  const count = randomUUID();
  const callerOf = (role: Role) => running.callerAt(running.server.url, clinic.clinicId, clinic.practitioners[role].id);
  const [nurse, prescriber] = [await callerOf('nurse'), await callerOf('prescriber')];
  taken(await nurse.post('/api/inventory/counts', { id: count, safe, kind: 'routine', note: `Count of ${word}` }));
  const half = () => ({
    id: randomUUID(),
    at: running.clock.now,
    unopened: [{ product, containers: 0 }],
    opened: [],
  });
  taken(await nurse.post(`/api/inventory/counts/${count}/halves`, half()));
  taken(await prescriber.post(`/api/inventory/counts/${count}/halves`, half()));
  const { discrepancies } = taken(await nurse.get(`/api/inventory/discrepancies?count=${count}`));
  return { count, discrepancy: discrepancies[0].id };
}

/** Ids that stand for nothing anywhere, of the same form. */
export const nowhere = (): Things => ({
  ...(Object.fromEntries([...OF_A_PATIENT, ...OF_A_CLINIC].map((thing) => [thing, randomUUID()])) as Things),
  protocol: `own-${randomUUID().slice(0, 8)}`,
  product: `own-${randomUUID().slice(0, 8)}`,
  version: '1.0.0',
  clinic: `clinic-${randomUUID().slice(0, 8)}.test`,
});
