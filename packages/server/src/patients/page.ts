/** A patient's page: courses with their visits, sessions with where they stand, and the documents of those that ended. */
import { hasCheckIns, hasPreparation } from '@holdspace/care';
import type { Course, Patient, SessionHead, Visit } from '@holdspace/store';
import type { Context } from '../context.ts';
import { shownNow } from '../sessions/shown.ts';

export async function patientPage(context: Context, clinicId: string, patient: Patient) {
  const patientId = patient.id;
  const { store, protocols } = context;
  const [courses, visits, sessions] = await Promise.all([
    store.courses.ofPatient(clinicId, patientId),
    store.visits.ofPatient(clinicId, patientId),
    store.sessions.ofPatient(clinicId, patientId),
  ]);
  const sessionByVisit = new Map(sessions.map((session) => [session.visitId, session]));
  const visitById = new Map(visits.map((visit) => [visit.id, visit]));

  const showCourse = async (course: Course) => {
    const { id, startedOn, focus, intention } = course;
    const shelved = await protocols.find(clinicId, course.protocolId, course.protocolVersion);
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
      prepares: shelved !== null && hasPreparation(shelved.protocol),
      integrates: shelved !== null && hasCheckIns(shelved.protocol),
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
    seesRecord: true,
    schedule: courses.map(scheduleOf(visits)),
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

/** What those see who may not see the record: the course's treatment and when its visits are, so that they arrange more. */
export async function patientForSchedule({ store }: Context, clinicId: string, patient: Patient) {
  const [courses, visits] = await Promise.all([
    store.courses.ofPatient(clinicId, patient.id),
    store.visits.ofPatient(clinicId, patient.id),
  ]);
  return {
    patient,
    seesRecord: false,
    schedule: courses.map(scheduleOf(visits)),
    courses: [],
    sessions: [],
    documents: [],
  };
}

const scheduleOf =
  (visits: readonly Visit[]) =>
  ({ id, protocolId }: Course) => ({
    courseId: id,
    protocolId,
    visits: visits
      .filter(({ courseId }) => courseId === id)
      .map(({ id: visitId, kind, scheduledFor, room }) => ({ id: visitId, kind, scheduledFor, room })),
  });
