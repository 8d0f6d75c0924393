/** What is known of a patient when an order is signed, placed or given under: earlier orders, doses, weight. */
import {
  type Command,
  type CourseOrder,
  type CourseOrderEvent,
  type CourseOrdersOnRecord,
  doseTimes,
  fold,
  foldCourseOrders,
  type Instant,
  type PastDose,
  pastDoseOf,
  type ScoreAround,
  type Session,
  type SessionEvent,
  scoresAround,
  weightAt,
} from '@holdspace/care';
import type { SessionHead } from '@holdspace/store';
import type { Context } from '../context.ts';

/** How many earlier sessions are read for the form: more than a course has, and not a life's. */
const MOST_READ = 24;

type Sessions = readonly Pick<SessionHead, 'id' | 'summary'>[];

/** By order's id: in how many sessions it was used, but for one. Read from what is kept beside each log. */
export function sessionsUsedIn(sessions: Sessions, except?: string): Readonly<Record<string, number>> {
  const used: Record<string, number> = {};
  for (const { id, summary } of sessions)
    if (id !== except) for (const order of summary?.courseOrders ?? []) used[order] = (used[order] ?? 0) + 1;
  return used;
}

/** The orders of a session's patient, as the session's rules ask for them. */
export async function courseOrdersOfSession(
  { store }: Pick<Context, 'store'>,
  clinicId: string,
  session: { readonly id: string; readonly patientId: string; readonly visitId: string | null },
): Promise<CourseOrdersOnRecord> {
  const [events, sessions, visit] = await Promise.all([
    store.courseOrders.ofPatient(clinicId, session.patientId),
    store.sessions.ofPatient(clinicId, session.patientId),
    session.visitId ? store.visits.find(clinicId, session.visitId) : null,
  ]);
  return {
    ...(visit && { courseId: visit.courseId }),
    orders: foldCourseOrders(events),
    sessionsUsed: sessionsUsedIn(sessions, session.id),
  };
}

/** Whether it takes one of the sessions that a course order was signed for. */
export const placesUnderCourseOrder = (command: Command): boolean =>
  command.type === 'OrderDose' && command.underCourseOrder !== undefined;

/** The same where one of these commands is placed, drawn up or given under an order; undefined where none is. */
export async function courseOrdersAsked(
  context: Pick<Context, 'store' | 'keeper'>,
  clinicId: string,
  sessionId: string,
  commands: readonly Command[],
): Promise<CourseOrdersOnRecord | undefined> {
  // Whether an order is under a course order is not asked of this server's copy: it may be behind.
  const isAsked = commands.some((command) => {
    if (command.type === 'OrderDose') return placesUnderCourseOrder(command);
    const gives =
      command.type === 'DrawMedicine' || command.type === 'AdministerDose' || command.type === 'StartInfusion';
    return gives && command.order !== undefined;
  });
  if (!isAsked) return undefined;
  const head = await context.keeper.originOf(clinicId, sessionId);
  return courseOrdersOfSession(context, clinicId, { ...head, id: sessionId });
}

/** The patient's latest sessions in which something has happened, each as its log folds; the newest first. */
export async function latestSessions(
  { store }: Pick<Context, 'store'>,
  clinicId: string,
  sessions: readonly SessionHead[],
  most = MOST_READ,
) {
  const begun = sessions.filter(({ seq }) => seq > 1).slice(0, most);
  return Promise.all(
    begun.map(async ({ id, protocolId, protocolVersion }) => ({
      sessionId: id,
      protocolId,
      protocolVersion,
      session: fold((await store.sessions.events(clinicId, id)) as readonly SessionEvent[]),
    })),
  );
}

/** The weight that was measured last, of those that these sessions tell. */
export function lastWeightIn(read: readonly { readonly session: Session }[]): KnownOfPatient['weight'] {
  const [weight] = read
    .flatMap(({ session }) => {
      const last = session.log.at(-1)?.at;
      const found = last && weightAt(session, last);
      return found ? [found] : [];
    })
    .sort((one, other) => other.measuredOn.localeCompare(one.measuredOn));
  return weight;
}

export interface KnownOfPatient {
  readonly events: readonly CourseOrderEvent[];
  readonly orders: readonly CourseOrder[];
  readonly sessionsUsed: Readonly<Record<string, number>>;
  /** Earliest first. */
  readonly doses: readonly (PastDose & {
    readonly sessionId: string;
    readonly protocolId: string;
    readonly protocolVersion: string;
    /** How measures stood before it and last before the next dose. */
    readonly response: readonly ScoreAround[];
  })[];
  readonly weight?: { readonly weight: { readonly value: number; readonly unit: 'kg' }; readonly measuredOn: string };
}

/** All that the form shows and the signing asks, read from the patient's latest sessions, or from so many of them. */
export async function knownOfPatient(
  { store }: Pick<Context, 'store'>,
  clinicId: string,
  patientId: string,
  most = MOST_READ,
): Promise<KnownOfPatient> {
  const [events, sessions, scores] = await Promise.all([
    store.courseOrders.ofPatient(clinicId, patientId),
    store.sessions.ofPatient(clinicId, patientId),
    store.measures.scores.ofPatient(clinicId, patientId),
  ]);
  const read = await latestSessions({ store }, clinicId, sessions, most);
  const doses = read
    .flatMap(({ session, ...of }) => {
      const dose = pastDoseOf(session);
      return dose ? [{ ...dose, ...of }] : [];
    })
    .sort((one, other) => one.at.localeCompare(other.at))
    .map((dose, index, all) => ({ ...dose, response: scoresAround(scores, dose.at, all[index + 1]?.at) }));
  const weight = lastWeightIn(read);
  return {
    events,
    orders: foldCourseOrders(events),
    sessionsUsed: sessionsUsedIn(sessions),
    doses,
    ...(weight && { weight }),
  };
}

/** When a patient was first given anything here, however many sessions came after; undefined where nothing was. */
export async function firstDoseOf(
  { store }: Pick<Context, 'store'>,
  clinicId: string,
  patientId: string,
): Promise<Instant | undefined> {
  const [first] = (await store.sessions.ofPatient(clinicId, patientId))
    .filter(({ summary }) => (summary?.cumulative.value ?? 0) > 0)
    .sort((one, other) => (one.summary?.arrivedAt ?? '').localeCompare(other.summary?.arrivedAt ?? ''));
  return first && doseTimes(fold((await store.sessions.events(clinicId, first.id)) as readonly SessionEvent[])).first;
}
