/** What is known of a patient that rules look at, gathered from what every part keeps. */
import {
  checkInsAfter,
  crisisIn,
  DAY,
  type Dosing,
  dayAt,
  hasCheckIns,
  type Instant,
  later,
  type SignalFact,
} from '@holdspace/care';
import type { CheckInAnswer, Concern, JournalShare, SessionHead, Visit } from '@holdspace/store';
import type { Context } from '../context.ts';
import { checkInIdOf } from '../integration/following.ts';

type Gathering = Pick<Context, 'store' | 'protocols'>;
interface At {
  readonly id: string;
  readonly zone: string;
}

/** Everything, whichever course it belongs to. What belongs to none is of the newest. */
export async function factsOfPatient(
  { store, protocols }: Gathering,
  clinic: At,
  patientId: string,
  now: Instant,
): Promise<readonly SignalFact[]> {
  const { checkIns, journal } = store.integration;
  const [courses, visits, heads, concerns, answers, shares] = await Promise.all([
    store.courses.ofPatient(clinic.id, patientId),
    store.visits.ofPatient(clinic.id, patientId),
    store.sessions.ofPatient(clinic.id, patientId),
    store.concerns.ofPatient(clinic.id, patientId),
    checkIns.answersOf(clinic.id, patientId),
    journal.sharesOf(clinic.id, patientId),
  ]);
  const newest = courses[0]?.id ?? '';
  const facts: SignalFact[] = [
    ...concerns.map((concern) => ofConcern(concern, patientId, newest)),
    ...answers.flatMap(ofAnswer),
    ...shares.map(ofShare),
  ];
  for (const course of courses) {
    const own = visits.filter(({ courseId }) => courseId === course.id);
    const outcomes = await checkIns.outcomesOf(clinic.id, course.id);
    const held = new Map(outcomes.map(({ visitId, outcome }) => [visitId, outcome === 'held']));
    // Where the protocol is not to be had, somebody looks rather than nobody.
    const shelved = await protocols.find(clinic.id, course.protocolId, course.protocolVersion);
    const promisesIntegration = shelved === null || hasCheckIns(shelved.protocol);
    const ended = heads
      .filter((head) => (head.visitId === null ? course.id === newest : own.some(({ id }) => id === head.visitId)))
      .flatMap((head) => endOf(head, now, clinic.zone));
    const of = { patientId, courseId: course.id };
    facts.push(
      ...ended.map(({ sessionId, at }): SignalFact => {
        return { kind: 'session_ended', id: `session ${sessionId}`, at, ...of, promisesIntegration };
      }),
      ...own.flatMap((visit) => ofVisit(visit, patientId, held.get(visit.id), now)),
      ...(shelved && promisesIntegration ? dueAfter(ended, of, clinic.zone, now) : []),
    );
  }
  return facts;
}

interface Ended {
  readonly sessionId: string;
  readonly at: Instant;
  /** The calendar day at the clinic from which check-ins are counted. */
  readonly day: string;
}
/** When a session in which medicine was given was over; one that nobody closed is over a day after it began. */
function endOf({ id, summary }: SessionHead, now: Instant, zone: string): readonly Ended[] {
  if (!summary || summary.cumulative.value <= 0) return [];
  const { arrivedAt, endedAt } = summary;
  const at = endedAt ?? (arrivedAt && later(arrivedAt, DAY));
  if (at === undefined || at > now) return [];
  return [{ sessionId: id, at, day: dayAt(arrivedAt ?? at, zone) }];
}

/** The check-ins whose time has run out. */
const dueAfter = (
  ended: readonly Ended[],
  of: { readonly patientId: string; readonly courseId: string },
  zone: string,
  now: Instant,
): readonly SignalFact[] =>
  checkInsAfter(
    ended.map(({ sessionId, day }): Dosing => ({ sessionId, day, courseId: of.courseId })),
    zone,
  ).flatMap(({ sessionId, day, closesAt }): readonly SignalFact[] => {
    const checkIn = checkInIdOf(sessionId, day);
    return closesAt > now ? [] : [{ kind: 'check_in_due', id: `due ${checkIn}`, at: closesAt, ...of, checkIn, day }];
  });

/** An answer, and, where words of it are crisis words, that they were shared; the words themselves stay where they are. */
function ofAnswer({ id, checkInId, courseId, patientId, day, answeredAt, answers }: CheckInAnswer): SignalFact[] {
  const { distress, sleep, safe, words } = answers;
  const of = { at: answeredAt, patientId, courseId };
  const hasCrisisWords = words !== undefined && crisisIn({ words }).crisis;
  return [
    {
      kind: 'check_in_answered',
      id: `answer ${id}`,
      ...of,
      checkIn: checkInId,
      day,
      ...(distress !== undefined && { distress }),
      ...(sleep && { sleep }),
      ...(safe && { safe }),
    },
    ...(hasCrisisWords ? [{ kind: 'words_shared' as const, id: `words ${id}`, ...of, crisisWords: 1 }] : []),
  ];
}

/** That an entry was shared, withdrawn since or not: a crisis is not over because its words were taken back. */
const ofShare = ({ id, courseId, patientId, sharedAt, crisis }: JournalShare): SignalFact => ({
  kind: 'words_shared',
  id: `share ${id}`,
  at: sharedAt,
  patientId,
  courseId,
  crisisWords: crisis ? 1 : 0,
});

/** A visit of which nobody has said that it was held was not, where integration is promised: somebody looks, or says so. */
function ofVisit(visit: Visit, patientId: string, isHeld: boolean | undefined, now: Instant): readonly SignalFact[] {
  const { id, kind, scheduledFor, courseId } = visit;
  if (isHeld !== true || scheduledFor > now) return [];
  return [{ kind: 'visit_held', id: `visit ${id}`, at: scheduledFor, patientId, courseId, visit: kind }];
}

const ofConcern = (concern: Concern, patientId: string, newest: string): SignalFact => ({
  kind: 'concern',
  id: `concern ${concern.id}`,
  at: concern.at,
  patientId,
  courseId: concern.courseId ?? newest,
  concern: concern.kind,
});
