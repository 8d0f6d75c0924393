/**
 * Makes the demo: two clinics whose sessions, finished and under way, were sent command by command like any other. The
 * application that takes them has its clock moved to the times of the story, so that its records are timely.
 */
import { randomUUID } from 'node:crypto';
import { dayAt, type Instant, instant, MINUTE, SHIPPED_DOCUMENTS, SHIPPED_PROTOCOLS } from '@holdspace/care';
import { addUser, createApp, createLogger, DEMO_PASSWORD, setDemoPin } from '@holdspace/server';
import type { Store } from '@holdspace/store';
import { makeCircle } from './circle.ts';
import { DEMO_CLINICS, DEMO_PATIENTS, type DemoClinic, type DemoPatient } from './clinics.ts';
import { consent } from './consents.ts';
import { handOverWithOneTooFew, takeInitialInventory } from './counts.ts';
import {
  arrange,
  begin,
  type DemoStaff,
  demand,
  enrol,
  recordCredentials,
  type Send,
  signCourseOrder,
  signWhatAwaits,
  staffOf,
  writeBeforeDose,
} from './driver.ts';
import { askAndFill } from './intake.ts';
import { integrate } from './integration.ts';
import { answerMeasures, askToday } from './measures.ts';
import { carers, play, type Until } from './play.ts';
import { prepare } from './preparation.ts';
import { stockSafe } from './safe.ts';
import { reopenDemo, screenDemo } from './screening.ts';

export interface Seeding {
  /** Milliseconds since 1970: the moment at which the story's present is. */
  readonly now: number;
  readonly secret: string;
  say(line: string): void;
}

const DAY_MS = 86_400_000;
/** The demo's standing orders outlast any look at it. */
const ORDER_GOOD_FOR = 120 * DAY_MS;
/** As long as a look at the demo lasts. */
const ON_CALL_FOR = 28 * DAY_MS;
const ROOMS = ['Room 1', 'Room 2', 'Quiet room'] as const;
/** How many minutes of play lie before the present, by what today's session has come to. */
const MINUTES_BEFORE: Readonly<Record<Exclude<NonNullable<DemoPatient['today']>, 'not_begun'>, number>> = {
  arrived: 6,
  gates: 12,
  dosed: 38,
  recovery: 85,
  discharged: 150,
};

/**
 * Makes the demo where there is none, makes what is missing where an earlier making was cut off, and gives an older demo
 * visits for today. Safe to call at every start.
 */
export async function seedDemo(store: Store, seeding: Seeding): Promise<void> {
  let clock = seeding.now;
  let made: ReturnType<typeof createApp> | undefined;
  // Where all is there already nothing is sent, and what would take it is not made.
  const server = () => {
    made ??= createApp({
      store,
      secret: seeding.secret,
      logger: createLogger('silent'),
      secure: false,
      demo: false,
      clock: () => clock,
    });
    return made;
  };
  const send: Send = async ({ token, method, path, body }) => {
    const { app } = await server();
    const response = await app.inject({
      method,
      url: path,
      // What a patient answers by a link is taken from a page of ours alone.
      headers: { authorization: `Bearer ${token}`, 'sec-fetch-site': 'same-origin' },
      ...(body !== undefined && { payload: body as object }),
    });
    return { status: response.statusCode, body: response.body ? JSON.parse(response.body) : undefined };
  };
  const at = {
    now: () => clock,
    set: (moment: number) => {
      clock = moment;
    },
  };
  for (const clinic of DEMO_CLINICS) {
    const { clinicId, patients } = await whatIsThere(store, clinic, seeding.now);
    const missing = (DEMO_PATIENTS[clinic.slug] ?? []).filter((patient) => !patients.has(patient.name));
    if (missing.length === 0) {
      await signOlderDemo(store, clinicId, send, seeding.now);
      // An older demo lacks them; one that was cut off while it was made lacks patients, and does not come here.
      if ((await store.credentials.standing(clinicId)).length === 0)
        await recordCredentials(send, await staffOf(store, clinicId, seeding.now), seeding.now);
      if (!(await store.inventory.known(clinicId, [])).keepsLedger)
        await stockSafe({
          send,
          staff: await staffOf(store, clinicId, seeding.now),
          zone: clinic.zone,
          at: seeding.now,
          present: seeding.now,
        });
      await visitsForToday(store, clinic, send, seeding.now);
    } else {
      seeding.say(`Making the demo’s ${clinic.name} …`);
      await makeClinic(store, clinic, clinicId, missing, send, at, seeding.now);
      // What is missed by now waits for somebody, as it would in a clinic.
      await (await server()).context.watch.look(clinicId);
    }
  }
  await (await made)?.app.close();
}

/** A demo that was made before versions were signed has them signed now. */
async function signOlderDemo(store: Store, clinicId: string, send: Send, present: number): Promise<void> {
  const versions = await store.signOffs.versions(clinicId);
  if (versions.some(({ signOff }) => signOff !== undefined)) return;
  await signWhatAwaits(send, await staffOf(store, clinicId, present), SHIPPED_PROTOCOLS);
}

interface StoryClock {
  now(): number;
  set(moment: number): void;
}

/** The clinic, opened where it is not, and the names of the patients that it has. */
async function whatIsThere(
  store: Store,
  clinic: DemoClinic,
  present: number,
): Promise<{ clinicId: string; patients: ReadonlySet<string> }> {
  const found = await store.clinics.bySlug(clinic.slug);
  if (found)
    return {
      clinicId: found.id,
      patients: new Set((await store.patients.list(found.id)).map((patient) => patient.name)),
    };
  const clinicId = randomUUID();
  const { slug, name, zone } = clinic;
  await store.clinics.create({ id: clinicId, slug, name, zone, isDemo: true }, opened(present));
  return { clinicId, patients: new Set() };
}
const OPENED_BEFORE = 60 * DAY_MS;
const opened = (present: number) => instant(present - OPENED_BEFORE);

async function makeClinic(
  store: Store,
  clinic: DemoClinic,
  clinicId: string,
  patients: readonly DemoPatient[],
  send: Send,
  clock: StoryClock,
  present: number,
): Promise<void> {
  for (const document of SHIPPED_DOCUMENTS)
    if (!(await store.protocols.find(clinicId, document.id, document.version)))
      await store.protocols.install(clinicId, {
        id: document.id,
        version: document.version,
        document,
        installedAt: opened(present),
      });
  const known = new Set((await store.practitioners.list(clinicId)).map((person) => person.email));
  for (const { mailbox, name, role } of clinic.people) {
    const email = `${mailbox}@${clinic.slug}`;
    if (known.has(email)) continue;
    const user = await addUser(store, { email, name, password: DEMO_PASSWORD });
    const person = { id: randomUUID(), userId: user.id, name, email, roles: [role] };
    await store.practitioners.create(clinicId, person);
    await setDemoPin(store, clinicId, person.id, opened(present));
  }
  const staff = await staffOf(store, clinicId, present);
  // Signed when the clinic opened, before anybody was treated.
  clock.set(present - OPENED_BEFORE);
  await signWhatAwaits(send, staff, SHIPPED_PROTOCOLS);
  await recordCredentials(send, staff, present);
  // The licences of the demo are good from before it opened: what is received then is received by who may.
  await stockSafe({ send, staff, zone: clinic.zone, at: clock.now(), present });
  await takeInitialInventory({ send, staff, at: clock.now() });
  const all = DEMO_PATIENTS[clinic.slug] ?? [];
  for (const patient of patients)
    await makePatient({ store, clinicId, clinic, staff, send, clock, present }, patient, all.indexOf(patient));
  clock.set(present);
  await handOverWithOneTooFew({ send, staff, at: present });
  const evening = (moment: number) => instant(morning(moment, clinic.zone) + HOURS_TO_EVENING * 60 * MINUTE);
  await makeCircle({ store, clinicId, send, staff, present, evening });
  await askAndFill(store, clinicId, present);
  await store.onCall.add(clinicId, {
    id: randomUUID(),
    personId: staff.prescriber.id,
    from: instant(present - DAY_MS),
    until: instant(present + ON_CALL_FOR),
    plannedBy: staff.clinic_admin.id,
    plannedAt: instant(present - DAY_MS),
  });
}
/** From ten in the morning to six. */
const HOURS_TO_EVENING = 8;

interface Making {
  readonly store: Store;
  readonly clinicId: string;
  readonly clinic: DemoClinic;
  readonly staff: DemoStaff;
  readonly send: Send;
  readonly clock: StoryClock;
  readonly present: number;
}

async function makePatient(making: Making, patient: DemoPatient, index: number): Promise<void> {
  const { store, clinicId, clinic, staff, send, clock, present } = making;
  const protocol = SHIPPED_PROTOCOLS.find((one) => one.id === patient.protocol);
  if (!protocol) throw new Error(`no shipped protocol ${patient.protocol}`);
  const room = ROOMS[index % ROOMS.length] ?? ROOMS[0];
  const begun = present - (Math.max(3, ...patient.finishedDaysAgo) + 10) * DAY_MS;
  clock.set(begun);
  const { patientId, courseId } = await enrol(
    send,
    staff,
    {
      name: patient.name,
      dateOfBirth: patient.dateOfBirth,
      recordNumber: `${clinic.slug.slice(0, 1).toUpperCase()}-${1040 + index}`,
    },
    { id: protocol.id, version: protocol.version },
    {
      startedOn: dayAt(instant(begun), clinic.zone),
      ...(patient.focus && { focus: patient.focus }),
      ...(patient.intention && { intention: patient.intention }),
    },
    carers(protocol, staff),
  );
  const courseOrder = await signCourseOrder(send, staff, courseId, protocol, {
    from: dayAt(instant(begun), clinic.zone),
    until: dayAt(instant(present + ORDER_GOOD_FOR), clinic.zone),
  });
  await writeBeforeDose(send, staff, courseId);
  for (const medicine of patient.medicines ?? [])
    await demand(send, staff.nurse, 'POST', `/api/patients/${patientId}/medicines`, {
      id: randomUUID(),
      ...medicine,
      source: 'patient',
    });
  const screened = { send, staff, zone: clinic.zone, courseId, patientName: patient.name };
  await screenDemo(screened);
  if (protocol.visits.preparation.length > 0)
    for (const days of [6, 3])
      await arrange(send, staff, courseId, {
        kind: 'preparation',
        scheduledFor: instant(begun + (10 - days) * DAY_MS),
        room,
      });
  clock.set(begun + 7 * DAY_MS);
  await prepare({
    ...{ store, clinicId, send, staff, protocol, courseId },
    patient: { id: patientId, name: patient.name },
    at: begun + 5 * DAY_MS,
  });
  if (patient.finishedDaysAgo.length > 0)
    await consent({
      ...{ store, clinicId, protocol },
      patient: { id: patientId, name: patient.name },
      witnessId: staff.nurse.id,
      at: begun + 6 * DAY_MS,
    });
  const playTo = async (scheduled: number, until: Until, seed: number) => {
    clock.set(scheduled);
    const visitId = await arrange(send, staff, courseId, { kind: 'dosing', scheduledFor: instant(scheduled), room });
    const session = await begin(send, staff, visitId, clock.now);
    await play({
      session,
      protocol,
      staff,
      until,
      seed,
      kilograms: patient.kilograms,
      courseOrder,
      pass: async (minutes) => clock.set(clock.now() + minutes * MINUTE),
    });
  };
  for (const days of patient.finishedDaysAgo)
    await playTo(morning(present - days * DAY_MS, clinic.zone), 'discharged', 100 * index + days);
  const visits: string[] = [];
  for (const days of patient.integrationDays ?? [])
    visits.push(
      await arrange(send, staff, courseId, {
        kind: 'integration',
        scheduledFor: instant(morning(present - days * DAY_MS, clinic.zone)),
        room,
      }),
    );
  const [lastSession] = patient.finishedDaysAgo.slice(-1);
  if (lastSession !== undefined && visits.length > 0) {
    const session = morning(present - lastSession * DAY_MS, clinic.zone);
    const whose = { clinicId, zone: clinic.zone, patientId, courseId };
    await integrate({ store, send, staff, ...whose, session, present, visits, setClock: clock.set });
  }
  const answering = { send, staff, patientId, setClock: clock.set };
  if (patient.finishedDaysAgo.length > 0)
    await answerMeasures(
      answering,
      [
        begun + DAY_MS,
        ...patient.finishedDaysAgo
          .map((days) => morning(present - days * DAY_MS, clinic.zone) + DAY_MS)
          .filter((moment) => moment < present)
          .sort((one, other) => one - other),
      ],
      index,
    );
  clock.set(present);
  if (patient.finishedDaysAgo.length > 0) await askToday(answering);
  if (patient.today === undefined) return;
  await reopenDemo(screened, present);
  if (patient.today === 'not_begun') {
    await arrange(send, staff, courseId, { kind: 'dosing', scheduledFor: nextHalfHour(present, index), room });
    return;
  }
  await playTo(present - MINUTES_BEFORE[patient.today] * MINUTE, patient.today, 100 * index);
}

/** Ten in the morning of the day, at the clinic: a finished session lies wholly within its day. */
function morning(moment: number, zone: string): number {
  const day = dayAt(instant(moment), zone);
  const noonUtc = Date.parse(`${day}T12:00:00Z`);
  const hourThere = Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(noonUtc),
  );
  return noonUtc + (10 - hourThere) * 60 * MINUTE;
}

/** A round time soon after the present, a half hour apart for each patient. */
function nextHalfHour(present: number, index: number): Instant {
  const step = 30 * MINUTE;
  return instant(Math.ceil(present / step) * step + (index % 3) * step);
}

/** A demo of yesterday has an empty day; it is given a visit for each of two patients, so that there is something to open. */
async function visitsForToday(store: Store, clinic: DemoClinic, send: Send, present: number): Promise<void> {
  const found = await store.clinics.bySlug(clinic.slug);
  if (!found) return;
  const visits = await store.visits.between(found.id, instant(present - DAY_MS), instant(present + DAY_MS));
  if (visits.some((day) => dayAt(day.visit.scheduledFor, clinic.zone) === dayAt(instant(present), clinic.zone))) return;
  const staff = await staffOf(store, found.id, present);
  const patients = await store.patients.list(found.id);
  const courses = (await Promise.all(patients.map((patient) => store.courses.ofPatient(found.id, patient.id)))).flat();
  for (const [index, id] of (['infusion-iv', 'kap-im'] as const).entries()) {
    const course = courses.find((one) => one.protocolId === id);
    if (course)
      await arrange(send, staff, course.id, {
        kind: 'dosing',
        scheduledFor: nextHalfHour(present, index),
        room: ROOMS[index] ?? 'Room 1',
      });
  }
}
