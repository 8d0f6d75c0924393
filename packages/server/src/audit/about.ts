/** Whose data a request is about, from its address, where the look at who may has not said so. */
import type { Store } from '@holdspace/store';
import type { FastifyRequest } from 'fastify';

export interface About {
  readonly patientId?: string;
  readonly sessionId?: string;
  readonly target?: string;
}
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MOST_REMEMBERED = 5_000;

export type FindAbout = (request: FastifyRequest, status: number) => About | Promise<About>;

export function createAbout(store: Store): FindAbout {
  /** Whose session it is never changes. */
  const patientOfSession = new Map<string, string>();

  const ofSession = async (clinicId: string, sessionId: string): Promise<About> => {
    const head = await store.sessions.head(clinicId, sessionId);
    if (!head) return { target: sessionId };
    if (patientOfSession.size >= MOST_REMEMBERED) patientOfSession.clear();
    patientOfSession.set(`${clinicId} ${sessionId}`, head.patientId);
    return { patientId: head.patientId, sessionId };
  };
  /** Of a refusal, which came before anybody looked whether there is such a patient. */
  const ofPatient = async (clinicId: string, patientId: string): Promise<About> =>
    (await store.patients.find(clinicId, patientId)) ? { patientId } : { target: patientId };
  const ofCourse = async (clinicId: string, courseId: string): Promise<About> => {
    const course = await store.courses.find(clinicId, courseId);
    return course ? { patientId: course.patientId } : { target: courseId };
  };
  const ofVisit = async (clinicId: string, visitId: string): Promise<About> => {
    const visit = await store.visits.find(clinicId, visitId);
    return visit ? ofCourse(clinicId, visit.courseId) : { target: visitId };
  };
  const ofNote = async ({ principal, params, body, routeOptions }: FastifyRequest, id: string): Promise<About> => {
    const said = (body as { patientId?: unknown } | undefined)?.patientId;
    if (typeof said === 'string') return { patientId: said };
    const notes = routeOptions.url?.includes('psychotherapy') ? store.psychotherapyNotes : store.recordNotes;
    const note = await notes.find(principal.clinic.id, principal.practitioner.id, id);
    return note ? { patientId: note.patientId, target: id } : { target: (params as { id: string }).id };
  };

  const ofMember = (request: FastifyRequest, status: number): About | Promise<About> => {
    const { url = '' } = request.routeOptions;
    const { id, version } = request.params as { id?: string; version?: string };
    const clinicId = request.principal.clinic.id;
    const [, , resource] = url.split('/');
    if (resource === 'patients' && id === undefined && request.method === 'POST') {
      const { id: newId } = (request.body ?? {}) as { id?: unknown };
      return typeof newId === 'string' && status < 400 ? { patientId: newId } : {};
    }
    if (id === undefined) return {};
    // What is not in this clinic is a guess: it is written down as what was asked for, and as nobody's.
    if (status === 404 || !UUID.test(id)) return { target: version === undefined ? id : `${id} ${version}` };
    switch (resource) {
      case 'patients':
        return status < 400 ? { patientId: id } : ofPatient(clinicId, id);
      case 'sessions': {
        const patientId = patientOfSession.get(`${clinicId} ${id}`);
        return patientId ? { patientId, sessionId: id } : ofSession(clinicId, id);
      }
      case 'courses':
        return ofCourse(clinicId, id);
      case 'visits':
        return ofVisit(clinicId, id);
      case 'notes':
        return ofNote(request, id);
      case 'authorizations':
        return store.authorizations
          .find(clinicId, id)
          .then((one) => (one ? { patientId: one.patientId, target: id } : { target: id }));
      case 'outside-members':
        return store.outsideMembers
          .find(clinicId, id)
          .then((one) => (one ? { patientId: one.patientId, target: id } : { target: id }));
      default:
        return { target: id };
    }
  };

  return (request, status) => {
    const { access, reader, principal } = request;
    if (reader) {
      const { id } = (request.params ?? {}) as { id?: string };
      const patientId = reader.kind === 'patient' ? reader.patient.id : reader.member.patientId;
      return { patientId, ...(id && { target: id }) };
    }
    if (access?.patientId)
      return { patientId: access.patientId, ...(access.sessionId && { sessionId: access.sessionId }) };
    return principal ? ofMember(request, status) : {};
  };
}
