/** What the protocol asks of a patient now, kept as requests. */
import {
  type CourseForMeasures,
  type DoseOfCourse,
  doseTimes,
  fold,
  HOUR,
  hasText,
  type Instant,
  instant,
  later,
  measuresDue,
  measuresOf,
  momentOfClock,
  occasionOf,
  type Protocol,
  type SessionEvent,
} from '@holdspace/care';
import type { Course, NewMeasureRequest, SessionHead, Visit } from '@holdspace/store';
import type { Context } from '../context.ts';
import { derivedId } from '../derived-id.ts';
import { type ClinicMeasures, measuresOfClinic } from './put.ts';

type Following = Pick<Context, 'store' | 'protocols' | 'now'>;
interface At {
  readonly id: string;
  readonly zone: string;
}
/** What a protocol asks and nobody can be asked here, and why. */
export interface NotAsked {
  readonly measure: string;
  readonly courseId: string;
  readonly why: 'no_text' | 'unknown';
}

/**
 * Asks what is to be asked of every course of a patient. Answers what cannot be asked. `words`: the clinic's measures, where
 * many patients are gone through; then what was asked so a little ago is not asked again.
 */
export async function followMeasures(
  context: Following,
  clinic: At,
  patientId: string,
  words?: ClinicMeasures,
): Promise<readonly NotAsked[]> {
  const { store } = context;
  const [courses, visits, heads, { inUse }] = await Promise.all([
    store.courses.ofPatient(clinic.id, patientId),
    store.visits.ofPatient(clinic.id, patientId),
    store.sessions.ofPatient(clinic.id, patientId),
    words ?? measuresOfClinic(context, clinic.id),
  ]);
  const withText = new Set(inUse.filter(hasText).map(({ id }) => id));
  const notAsked: NotAsked[] = [];
  // The newest first: an older course ends where the next one begins.
  for (const [index, course] of courses.entries()) {
    const shelved = await context.protocols.find(clinic.id, course.protocolId, course.protocolVersion);
    if (!shelved) continue;
    const { asked, unknown } = measuresOf(shelved.protocol);
    if (index === 0)
      notAsked.push(
        ...unknown.map((measure) => ({ measure, courseId: course.id, why: 'unknown' as const })),
        ...asked
          .filter(({ instrument }) => !withText.has(instrument.id))
          .map(({ instrument }) => ({ measure: instrument.title, courseId: course.id, why: 'no_text' as const })),
      );
    const facts = await courseForMeasures(context, clinic, course, courses[index - 1], visits, heads);
    await askOfCourse(context, clinic, course, shelved.protocol, facts, withText, words !== undefined);
  }
  return notAsked;
}

async function askOfCourse(
  { store, now }: Following,
  clinic: At,
  { id: courseId, patientId }: Course,
  protocol: Protocol,
  facts: CourseForMeasures,
  withText: ReadonlySet<string>,
  maySkip: boolean,
): Promise<void> {
  const at = now();
  const asked = measuresDue(protocol, facts, clinic.zone, at)
    .filter(
      ({ opensAt, closesAt, instrument }) =>
        opensAt <= at && (closesAt === undefined || closesAt > at) && withText.has(instrument),
    )
    .map((due): NewMeasureRequest => {
      const key = `${courseId} ${due.key}`;
      const by = measuresOf(protocol).asked.find(({ instrument }) => instrument.id === due.instrument)?.instrument.by;
      return {
        id: derivedId(`measure request ${key}`),
        patientId,
        courseId,
        ...(due.sessionId && { sessionId: due.sessionId }),
        key,
        occasion: occasionOf(courseId, due),
        instrument: due.instrument,
        answeredBy: by ?? 'patient',
        moment: due.moment,
        opensAt: due.opensAt,
        dueAt: due.dueAt,
        ...(due.closesAt && { closesAt: due.closesAt }),
        askedAt: at,
      };
    });
  const place = `${clinic.id} ${courseId}`;
  const same = JSON.stringify(asked.map(({ key, opensAt, dueAt, closesAt }) => [key, opensAt, dueAt, closesAt]));
  const before = followed.get(place);
  if (maySkip && before?.same === same && at < later(before.at, FOLLOWED_AGAIN_AFTER)) return;
  await store.measures.requests.follow(clinic.id, courseId, asked, at);
  if (followed.size >= MOST_REMEMBERED) followed.clear();
  followed.set(place, { same, at });
}

const MOST_REMEMBERED = 5_000;
/** Another server may have followed other facts meanwhile: what is the same is written again after a while. */
const FOLLOWED_AGAIN_AFTER = HOUR;
/** What was asked of a course last, and when. */
const followed = new Map<string, { readonly same: string; readonly at: Instant }>();

const MIDNIGHT = (day: string, zone: string): Instant => {
  const moment = momentOfClock(`${day}T00:00`, zone);
  return moment.known ? moment.at : instant(Date.parse(`${day}T00:00:00Z`));
};

async function courseForMeasures(
  context: Following,
  { id: clinicId, zone }: At,
  course: Course,
  next: Course | undefined,
  visits: readonly Visit[],
  heads: readonly SessionHead[],
): Promise<CourseForMeasures> {
  const doses: DoseOfCourse[] = [];
  for (const visit of visits) {
    if (visit.courseId !== course.id || visit.kind !== 'dosing') continue;
    const head = heads.find(({ visitId }) => visitId === visit.id);
    // Before its session is planned, a visit may still become anything.
    if (!head || head.summary?.status === 'cancelled') continue;
    const givenAt = await firstGivenAt(context, clinicId, head);
    const endedAt = head.summary?.endedAt;
    doses.push({
      sessionId: head.id,
      plannedAt: visit.scheduledFor,
      ...(givenAt && { givenAt }),
      ...(endedAt && { endedAt }),
    });
  }
  return {
    startedAt: MIDNIGHT(course.startedOn, zone),
    ...(next && { endedAt: MIDNIGHT(next.startedOn, zone) }),
    doses,
  };
}

/** When somebody was first given something in each of their sessions, earliest first. */
export async function firstDosesOf(
  context: Following,
  clinicId: string,
  patientId: string,
): Promise<readonly Instant[]> {
  const doses: Instant[] = [];
  // One after another: a long treatment is no reason for a room to wait.
  for (const head of await context.store.sessions.ofPatient(clinicId, patientId)) {
    const at = head.summary?.status === 'cancelled' ? undefined : await firstGivenAt(context, clinicId, head);
    if (at) doses.push(at);
  }
  return doses.toSorted();
}

/** When a session's first dose was given stands in its log; read once for each length of it. */
const given = new Map<string, { readonly seq: number; readonly at: Instant | undefined }>();
async function firstGivenAt({ store }: Following, clinicId: string, head: SessionHead): Promise<Instant | undefined> {
  if (!head.summary || head.summary.cumulative.value <= 0) return undefined;
  const key = `${clinicId} ${head.id}`;
  const known = given.get(key);
  if (known?.seq === head.seq) return known.at;
  const events = (await store.sessions.events(clinicId, head.id)) as readonly SessionEvent[];
  const at = events.length > 0 ? doseTimes(fold(events)).first : undefined;
  if (given.size >= MOST_REMEMBERED) given.clear();
  given.set(key, { seq: head.seq, at });
  return at;
}
