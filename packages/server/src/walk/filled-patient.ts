/** For tests that walk the API: a patient who has one of everything that is theirs, with a word in every text of it. */
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { DAY, instant, type Role } from '@holdspace/care';
import { followMeasures } from '../measures/follow.ts';
import { ProtocolShelf } from '../protocols/shelf.ts';
import type { Caller } from '../testing.ts';
import { addStaff } from '../testing-browser.ts';
import { fillConsents } from './filled-consents.ts';
import { enterTrack } from './filled-music.ts';
import { director, type Filling, taken } from './filling.ts';
import { OF_A_PATIENT, type PatientThings } from './things.ts';

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
  await fillScreening(filling, by, ids);
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
  await fillForms(filling, ids);
  await fillConsents(filling, by, ids);
  await fillMeasures(filling, ids);
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

/** Answers on record, and a letter that is waited for. */
async function fillScreening({ running, word }: Filling, by: Caller, ids: PatientThings): Promise<void> {
  const screening = `/api/courses/${ids.course}/screening`;
  const answers = { heart: ['rhythm'], other_illness: 'yes', other_illness_words: `The ${word} illness` };
  taken(await by.post(screening, { id: ids.screeningAnswers, follows: null, answers }));
  taken(
    await by.post(`${screening}/clearances`, {
      id: ids.clearance,
      rules: ['heart'],
      of: `Dr. ${word}`,
      what: `Whether ${word} stands against it`,
      askedOn: running.clock.now.slice(0, 10),
      dueOn: '2026-06-01',
    }),
  );
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

/** A group of the therapist's that the patient is in, with a meeting, a note of it, a message from outside, and one of their own. */
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
  const own = { id: ids.patientMessage, patientId: ids.patient, writtenAt: at, language: 'en', crisis: false } as const;
  await running.store.messages.write(clinicId, { ...own, text: `May I ask about ${word}?` });
  // Answered, so that nothing of the clinic's own happens to it while the walk is under way.
  const answer = { ...own, id: randomUUID(), authorId: by, answers: own.id };
  await running.store.messages.write(clinicId, { ...answer, text: `Of ${word}, at any time.` });
}

/** A form that was sent, with a file. */
async function fillForms({ running, clinic, word }: Filling, ids: PatientThings): Promise<void> {
  const { clinicId } = clinic;
  const { forms, formFiles } = running.store;
  const of = { patientId: ids.patient, questionnaire: 'intake' };
  const at = running.clock.now;
  await formFiles.announce(clinicId, { id: ids.formFile, ...of, linkId: 'letters', name: `${word}.pdf`, madeAt: at });
  const pieces = Readable.from([Buffer.from(`%PDF-1.7 of ${word}`)]);
  await formFiles.save(clinicId, ids.formFile, 'application/pdf', pieces);
  await forms.submit(
    clinicId,
    {
      id: ids.formResponse,
      ...of,
      questionnaireVersion: '1.0.0',
      language: 'en',
      by: { kind: 'patient', id: ids.patient },
      submittedAt: at,
      crisis: false,
      answers: { brings: `To speak of ${word}`, letters: [{ attachment: ids.formFile, title: `${word}.pdf` }] },
    },
    0,
  );
}

/** A measure that the patient is asked, with a link to it. */
async function fillMeasures({ running, clinic }: Filling, ids: PatientThings): Promise<void> {
  const { requests, links } = running.store.measures;
  const at = running.clock.now;
  const of = { patientId: ids.patient, occasion: `at-will:${ids.measureRequest}` };
  await requests.ask(clinic.clinicId, {
    id: ids.measureRequest,
    ...of,
    courseId: ids.course,
    key: `at will ${ids.measureRequest}`,
    instrument: 'phq-9',
    answeredBy: 'patient',
    moment: 'at_will',
    opensAt: at,
    dueAt: instant(running.clock.read() + 2 * DAY),
    askedAt: at,
    askedBy: clinic.practitioners.medical_director.id,
  });
  const expiresAt = instant(running.clock.read() + 7 * DAY);
  await links.make(clinic.clinicId, { ...of, kind: 'link', hash: ids.measureRequest, madeAt: at, expiresAt });
  // What the protocol asks is there before the walk, as the server would ask it by itself meanwhile.
  const { store } = running;
  const asking = { store, protocols: new ProtocolShelf(store), now: () => at };
  await followMeasures(asking, { id: clinic.clinicId, zone: 'America/New_York' }, ids.patient);
}
