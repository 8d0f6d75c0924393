/** A patient's page: courses with their visits, sessions with where they stand, and the documents of those that ended. */
import type { Course, SessionHead, Visit } from '@holdspace/store';
import type { Context } from '../context.ts';
import { shownNow } from '../sessions/shown.ts';

/** Null where the clinic has no such patient. */
export async function patientPage(context: Context, clinicId: string, patientId: string) {
  const { store, protocols } = context;
  const [patient, courses, visits, sessions] = await Promise.all([
    store.patients.find(clinicId, patientId),
    store.courses.ofPatient(clinicId, patientId),
    store.visits.ofPatient(clinicId, patientId),
    store.sessions.ofPatient(clinicId, patientId),
  ]);
  if (!patient) return null;
  const sessionByVisit = new Map(sessions.map((session) => [session.visitId, session]));
  const visitById = new Map(visits.map((visit) => [visit.id, visit]));

  const showCourse = async (course: Course) => {
    const { id, startedOn, focus, intention } = course;
    const showVisit = (visit: Visit) => {
      const session = sessionByVisit.get(visit.id);
      const { courseId, ...shown } = visit;
      return { ...shown, ...(session && { sessionId: session.id }) };
    };
    return {
      id,
      startedOn,
      protocol: await protocols.show(clinicId, course.protocolId, course.protocolVersion),
      ...(focus !== undefined && { focus }),
      ...(intention !== undefined && { intention }),
      visits: visits.filter((visit) => visit.courseId === course.id).map(showVisit),
    };
  };
  const showSession = async (session: SessionHead) => {
    const visit = session.visitId ? visitById.get(session.visitId) : undefined;
    return {
      id: session.id,
      ...(visit && { visitId: visit.id, scheduledFor: visit.scheduledFor }),
      protocol: await protocols.show(clinicId, session.protocolId, session.protocolVersion),
      summary: await shownNow(context, clinicId, session),
    };
  };
  const shownSessions = await Promise.all(sessions.map(showSession));
  return {
    patient,
    courses: await Promise.all(courses.map(showCourse)),
    sessions: shownSessions,
    documents: shownSessions.flatMap(({ id, protocol, summary }) =>
      summary.endedAt === undefined
        ? []
        : [
            {
              id,
              kind: 'record' as const,
              title: `Record: ${protocol.label.name}`,
              at: summary.endedAt,
              href: `/api/sessions/${id}/record.pdf`,
            },
          ],
    ),
  };
}
