/** What stands of the integration of a course: its sessions, check-ins and visits, gathered from what is kept. */
import {
  type CheckIn,
  type CheckInStanding,
  checkInStanding,
  checkInsAfter,
  type Dosing,
  hasCheckIns,
  type Protocol,
  type SessionEvent,
  type SessionOfArc,
  sessionOfArc,
} from '@holdspace/care';
import type { CheckInAnswer, Course, Visit } from '@holdspace/store';
import type { Context } from '../context.ts';
import { derivedId } from '../derived-id.ts';
import type { Clinic } from '../sign-in/principal.ts';

export type FollowedSession = SessionOfArc & { readonly id: string };
export interface FollowedCheckIn extends CheckIn {
  readonly id: string;
  readonly standing: CheckInStanding;
  /** Each as it was sent, earliest first. */
  readonly answers: readonly CheckInAnswer[];
}
export interface FollowedCourse {
  readonly course: Course;
  readonly protocol: Protocol;
  readonly sessions: readonly FollowedSession[];
  readonly dosings: readonly Dosing[];
  readonly checkIns: readonly FollowedCheckIn[];
  readonly visits: readonly Visit[];
}

/** A check-in follows from its session and its day, and so does its id: a link in a mail stays good. */
export const checkInIdOf = (sessionId: string, day: number): string => derivedId(`check-in ${sessionId} ${day}`);

type Following = Pick<Context, 'store' | 'protocols' | 'now'>;
type At = Pick<Clinic, 'id' | 'zone'>;

/** The courses of a patient, the newest first. */
export async function followPatient(context: Following, clinic: At, patientId: string): Promise<FollowedCourse[]> {
  const { store } = context;
  const [courses, visits, heads, answers] = await Promise.all([
    store.courses.ofPatient(clinic.id, patientId),
    store.visits.ofPatient(clinic.id, patientId),
    store.sessions.ofPatient(clinic.id, patientId),
    store.integration.checkIns.answersOf(clinic.id, patientId),
  ]);
  const followed: FollowedCourse[] = [];
  for (const course of courses) {
    const shelved = await context.protocols.find(clinic.id, course.protocolId, course.protocolVersion);
    if (!shelved) continue;
    const ofCourse = visits.filter((visit) => visit.courseId === course.id);
    const own = heads.filter(({ visitId }) => ofCourse.some(({ id }) => id === visitId));
    const sessions = await sessionsOf(context, clinic, own);
    const dosings = sessions.flatMap(({ id, day, isDosed }) =>
      isDosed && day ? [{ sessionId: id, courseId: course.id, day }] : [],
    );
    followed.push({
      course,
      protocol: shelved.protocol,
      sessions,
      dosings,
      checkIns: hasCheckIns(shelved.protocol)
        ? checkInsAfter(dosings, clinic.zone).map((one) => standing(one, answers, context.now()))
        : [],
      visits: ofCourse,
    });
  }
  return followed;
}

export async function followCourse(context: Following, clinic: At, course: Course): Promise<FollowedCourse> {
  const all = await followPatient(context, clinic, course.patientId);
  const found = all.find((one) => one.course.id === course.id);
  if (!found) throw new Error('a course without its protocol');
  return found;
}

async function sessionsOf(
  { store, protocols }: Following,
  clinic: At,
  heads: readonly { readonly id: string; readonly protocolId: string; readonly protocolVersion: string }[],
): Promise<FollowedSession[]> {
  const sessions: FollowedSession[] = [];
  for (const head of heads) {
    const shelved = await protocols.find(clinic.id, head.protocolId, head.protocolVersion);
    const events = (await store.sessions.events(clinic.id, head.id)) as readonly SessionEvent[];
    if (!shelved || events.length === 0) continue;
    sessions.push({ id: head.id, ...sessionOfArc(shelved.protocol, events, clinic.zone) });
  }
  return sessions.sort((one, other) => (one.at ?? '~').localeCompare(other.at ?? '~'));
}

function standing(checkIn: CheckIn, all: readonly CheckInAnswer[], now: ReturnType<Context['now']>): FollowedCheckIn {
  const id = checkInIdOf(checkIn.sessionId, checkIn.day);
  const answers = all.filter(({ checkInId }) => checkInId === id);
  return { ...checkIn, id, answers, standing: checkInStanding(checkIn, answers.length > 0, now) };
}
