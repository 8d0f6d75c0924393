/** The protocol versions of a clinic, courses and visits: the ordinary rows around the session log. */
import type { Instant, SessionProjection } from '@holdspace/care';
import { type Database, withClinic } from './database.ts';
import type { Keyring } from './encryption/keyring.ts';
import { readingSealed } from './encryption/reading.ts';
import { openPatient, type Patient } from './patients.ts';
import type { VisitKind } from './tables.ts';

export interface InstalledProtocol {
  readonly id: string;
  readonly version: string;
  /** As it was installed; parsed by who reads it. */
  readonly document: unknown;
  readonly installedAt: Instant;
}
export interface Course {
  readonly id: string;
  readonly patientId: string;
  readonly protocolId: string;
  readonly protocolVersion: string;
  readonly startedOn: string;
  readonly focus?: string;
  readonly intention?: string;
}
export interface Visit {
  readonly id: string;
  readonly courseId: string;
  readonly kind: VisitKind;
  readonly scheduledFor: Instant;
  readonly room: string;
}
/** A visit of the day with whom it is for and how its dosing session stands. */
export interface DayVisit {
  readonly visit: Visit;
  readonly patient: Pick<Patient, 'id' | 'name'>;
  readonly protocolId: string;
  readonly protocolVersion: string;
  readonly session?: { readonly id: string; readonly summary: SessionProjection | null };
}

const toCourse = (row: {
  course_id: string;
  patient_id: string;
  protocol_id: string;
  protocol_version: string;
  started_on: string;
  focus: string | null;
  intention: string | null;
}): Course => ({
  id: row.course_id,
  patientId: row.patient_id,
  protocolId: row.protocol_id,
  protocolVersion: row.protocol_version,
  startedOn: row.started_on,
  ...(row.focus && { focus: row.focus }),
  ...(row.intention && { intention: row.intention }),
});
const toVisit = (row: {
  visit_id: string;
  course_id: string;
  kind: VisitKind;
  scheduled_for: string;
  room: string;
}): Visit => ({
  id: row.visit_id,
  courseId: row.course_id,
  kind: row.kind,
  scheduledFor: row.scheduled_for as Instant,
  room: row.room,
});

export function createProtocols(db: Database) {
  return {
    /** Installs a version; an installed version never changes. */
    install: (clinicId: string, protocol: InstalledProtocol, by?: string): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .insertInto('holdspace.protocol_version')
          .values({
            clinic_id: clinicId,
            protocol_id: protocol.id,
            version: protocol.version,
            document: JSON.stringify(protocol.document),
            installed_at: protocol.installedAt,
            installed_by: by ?? null,
          })
          .execute();
      }),
    list: (clinicId: string): Promise<readonly InstalledProtocol[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.protocol_version')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .orderBy('protocol_id')
          .orderBy('installed_at')
          .execute();
        return rows.map((row) => ({
          id: row.protocol_id,
          version: row.version,
          document: row.document,
          installedAt: row.installed_at as Instant,
        }));
      }),
    find: (clinicId: string, id: string, version: string): Promise<InstalledProtocol | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await transaction
          .selectFrom('holdspace.protocol_version')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('protocol_id', '=', id)
          .where('version', '=', version)
          .executeTakeFirst();
        return row ? { id, version, document: row.document, installedAt: row.installed_at as Instant } : null;
      }),
  };
}

export function createCourses(db: Database) {
  return {
    create: (clinicId: string, course: Course): Promise<Course> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .insertInto('holdspace.course')
          .values({
            clinic_id: clinicId,
            course_id: course.id,
            patient_id: course.patientId,
            protocol_id: course.protocolId,
            protocol_version: course.protocolVersion,
            started_on: course.startedOn,
            focus: course.focus ?? null,
            intention: course.intention ?? null,
          })
          .execute();
        return course;
      }),
    find: (clinicId: string, courseId: string): Promise<Course | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await transaction
          .selectFrom('holdspace.course')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('course_id', '=', courseId)
          .executeTakeFirst();
        return row ? toCourse(row) : null;
      }),
    ofPatient: (clinicId: string, patientId: string): Promise<readonly Course[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.course')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('patient_id', '=', patientId)
          .orderBy('started_on', 'desc')
          .execute();
        return rows.map(toCourse);
      }),
  };
}

export function createVisits(db: Database, keyring: Keyring) {
  return {
    create: (clinicId: string, visit: Visit): Promise<Visit> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .insertInto('holdspace.visit')
          .values({
            clinic_id: clinicId,
            visit_id: visit.id,
            course_id: visit.courseId,
            kind: visit.kind,
            scheduled_for: visit.scheduledFor,
            room: visit.room,
          })
          .execute();
        return visit;
      }),
    find: (clinicId: string, visitId: string): Promise<Visit | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await transaction
          .selectFrom('holdspace.visit')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('visit_id', '=', visitId)
          .executeTakeFirst();
        return row ? toVisit(row) : null;
      }),
    /** The visits of a patient's courses, earliest first. */
    ofPatient: (clinicId: string, patientId: string): Promise<readonly Visit[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.visit as visit')
          .innerJoin('holdspace.course as course', (join) =>
            join.onRef('course.clinic_id', '=', 'visit.clinic_id').onRef('course.course_id', '=', 'visit.course_id'),
          )
          .selectAll('visit')
          .where('visit.clinic_id', '=', clinicId)
          .where('course.patient_id', '=', patientId)
          .orderBy('visit.scheduled_for')
          .execute();
        return rows.map(toVisit);
      }),
    /** The visits of a span of time, with patient, protocol and session; earliest first. */
    between: (clinicId: string, from: Instant, to: Instant): Promise<readonly DayVisit[]> =>
      readingSealed(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.visit as visit')
          .innerJoin('holdspace.course as course', (join) =>
            join.onRef('course.clinic_id', '=', 'visit.clinic_id').onRef('course.course_id', '=', 'visit.course_id'),
          )
          .innerJoin('holdspace.patient as patient', (join) =>
            join
              .onRef('patient.clinic_id', '=', 'course.clinic_id')
              .onRef('patient.patient_id', '=', 'course.patient_id'),
          )
          .leftJoin('holdspace.session as session', (join) =>
            join.onRef('session.clinic_id', '=', 'visit.clinic_id').onRef('session.visit_id', '=', 'visit.visit_id'),
          )
          .select([
            'visit.visit_id',
            'visit.course_id',
            'visit.kind',
            'visit.scheduled_for',
            'visit.room',
            'patient.patient_id',
            'patient.sealed',
            'course.protocol_id',
            'course.protocol_version',
            'session.session_id',
            'session.summary',
          ])
          .where('visit.clinic_id', '=', clinicId)
          .where('visit.scheduled_for', '>=', from)
          .where('visit.scheduled_for', '<', to)
          .orderBy('visit.scheduled_for')
          .execute();
        const visits: DayVisit[] = [];
        for (const row of rows) {
          const { id, name } = await openPatient(keyring, transaction, clinicId, row);
          visits.push({
            visit: toVisit(row),
            patient: { id, name },
            protocolId: row.protocol_id,
            protocolVersion: row.protocol_version,
            ...(row.session_id && { session: { id: row.session_id, summary: row.summary } }),
          });
        }
        return visits;
      }),
  };
}
