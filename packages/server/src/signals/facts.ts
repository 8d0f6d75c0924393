/** What is known of a patient that rules look at, gathered from what every part keeps. */
import { DAY, type Instant, later, type SignalFact } from '@holdspace/care';
import type { Concern, Course, SessionHead, Visit } from '@holdspace/store';
import type { Context } from '../context.ts';

type Gathering = Pick<Context, 'store' | 'protocols'>;

/** Everything, whichever course it belongs to. What belongs to none is of the newest. */
export async function factsOfPatient(
  { store, protocols }: Gathering,
  clinic: { readonly id: string; readonly zone: string },
  patientId: string,
  now: Instant,
): Promise<readonly SignalFact[]> {
  const [courses, visits, heads, concerns] = await Promise.all([
    store.courses.ofPatient(clinic.id, patientId),
    store.visits.ofPatient(clinic.id, patientId),
    store.sessions.ofPatient(clinic.id, patientId),
    store.concerns.ofPatient(clinic.id, patientId),
  ]);
  const newest = courses[0]?.id ?? '';
  const facts: SignalFact[] = concerns.map((concern) => ofConcern(concern, patientId, newest));
  for (const course of courses) {
    const own = visits.filter(({ courseId }) => courseId === course.id);
    const promisesIntegration = await promises(course);
    facts.push(
      ...heads.flatMap((head) => (belongs(head, course, own, newest) ? ofSession(head, course) : [])),
      ...own.flatMap((visit) => ofVisit(visit, course)),
    );

    function ofSession(head: SessionHead, { id: courseId }: Course): readonly SignalFact[] {
      const at = endOf(head, now);
      return at === undefined
        ? []
        : [{ kind: 'session_ended', id: `session ${head.id}`, at, patientId, courseId, promisesIntegration }];
    }
  }
  return facts;

  /** Where the protocol is not to be had, somebody looks rather than nobody. */
  async function promises({ protocolId, protocolVersion }: Course): Promise<boolean> {
    const shelved = await protocols.find(clinic.id, protocolId, protocolVersion);
    return shelved === null || shelved.protocol.visits.integration.length > 0;
  }
  /** A visit that lies behind was held, as far as anybody has said. */
  function ofVisit({ id, kind, scheduledFor }: Visit, { id: courseId }: Course): readonly SignalFact[] {
    return scheduledFor > now
      ? []
      : [{ kind: 'visit_held', id: `visit ${id}`, at: scheduledFor, patientId, courseId, visit: kind }];
  }
}

const belongs = (head: SessionHead, course: Course, own: readonly Visit[], newest: string): boolean =>
  head.visitId === null ? course.id === newest : own.some(({ id }) => id === head.visitId);

/** When a session in which medicine was given was over; one that nobody closed is over a day after it began. */
function endOf({ summary }: SessionHead, now: Instant): Instant | undefined {
  if (!summary || summary.cumulative.value <= 0) return undefined;
  if (summary.endedAt) return summary.endedAt;
  const given = summary.arrivedAt && later(summary.arrivedAt, DAY);
  return given && given <= now ? given : undefined;
}

const ofConcern = (concern: Concern, patientId: string, newest: string): SignalFact => ({
  kind: 'concern',
  id: `concern ${concern.id}`,
  at: concern.at,
  patientId,
  courseId: concern.courseId ?? newest,
  concern: concern.kind,
});
