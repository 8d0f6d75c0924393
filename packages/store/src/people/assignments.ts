/** Who is planned for which visit, in which role and phase. A plan that was changed stays on record with who changed it. */
import type { Instant, Role } from '@holdspace/care';
import { type Database, withClinic } from '../database.ts';
import type { Keyring } from '../encryption/keyring.ts';
import { readingSealed } from '../encryption/reading.ts';
import { openPatient } from '../patients.ts';
import type { Recording } from './credentials.ts';

export interface Assignment {
  readonly id: string;
  readonly visitId: string;
  readonly person: {
    readonly id: string;
    readonly name: string;
    readonly roles: readonly Role[];
    /** They work here no longer: somebody else must take this over. */
    readonly hasLeft: boolean;
  };
  readonly role: Role;
  /** The phase's id; absent for the whole visit. */
  readonly phase?: string;
}
export interface NewAssignment {
  readonly id: string;
  readonly visitId: string;
  readonly personId: string;
  readonly role: Role;
  readonly phase?: string | undefined;
}
/** Work that somebody still has before them. */
export interface Upcoming {
  readonly visitId: string;
  readonly scheduledFor: Instant;
  readonly room: string;
  readonly role: Role;
  readonly patient: { readonly id: string; readonly name: string };
}

export function createAssignments(db: Database, keyring: Keyring) {
  const ofVisits = (clinicId: string, visitIds: readonly string[]): Promise<readonly Assignment[]> =>
    withClinic(db, clinicId, async (transaction) => {
      if (visitIds.length === 0) return [];
      const rows = await transaction
        .selectFrom('holdspace.visit_assignment as assignment')
        .innerJoin('holdspace.practitioner as person', (join) =>
          join
            .onRef('person.clinic_id', '=', 'assignment.clinic_id')
            .onRef('person.practitioner_id', '=', 'assignment.practitioner_id'),
        )
        .selectAll('assignment')
        .select(['person.name', 'person.roles', 'person.ended_at'])
        .where('assignment.clinic_id', '=', clinicId)
        .where('assignment.visit_id', 'in', [...visitIds])
        .where('assignment.removed_at', 'is', null)
        .orderBy('assignment.assigned_at')
        .execute();
      return rows.map((row) => ({
        id: row.assignment_id,
        visitId: row.visit_id,
        person: {
          id: row.practitioner_id,
          name: row.name,
          roles: row.roles as Role[],
          hasLeft: row.ended_at !== null,
        },
        role: row.role as Role,
        ...(row.phase && { phase: row.phase }),
      }));
    });

  return {
    ofVisits,

    assign: (clinicId: string, assignment: NewAssignment, { by, at }: Recording): Promise<NewAssignment> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .insertInto('holdspace.visit_assignment')
          .values({
            clinic_id: clinicId,
            visit_id: assignment.visitId,
            assignment_id: assignment.id,
            practitioner_id: assignment.personId,
            role: assignment.role,
            phase: assignment.phase ?? null,
            assigned_at: at,
            assigned_by: by,
            removed_at: null,
            removed_by: null,
          })
          .execute();
        return assignment;
      }),

    /** Takes somebody off a visit; false where they are not on it. */
    remove: (clinicId: string, visitId: string, assignmentId: string, { by, at }: Recording): Promise<boolean> =>
      withClinic(db, clinicId, async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('holdspace.visit_assignment')
          .set({ removed_at: at, removed_by: by })
          .where('clinic_id', '=', clinicId)
          .where('visit_id', '=', visitId)
          .where('assignment_id', '=', assignmentId)
          .where('removed_at', 'is', null)
          .executeTakeFirstOrThrow();
        return numUpdatedRows > 0n;
      }),

    /** What somebody is planned for from a moment on, earliest first. */
    upcoming: (clinicId: string, personId: string, from: Instant): Promise<readonly Upcoming[]> =>
      readingSealed(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.visit_assignment as assignment')
          .innerJoin('holdspace.visit as visit', (join) =>
            join
              .onRef('visit.clinic_id', '=', 'assignment.clinic_id')
              .onRef('visit.visit_id', '=', 'assignment.visit_id'),
          )
          .innerJoin('holdspace.course as course', (join) =>
            join.onRef('course.clinic_id', '=', 'visit.clinic_id').onRef('course.course_id', '=', 'visit.course_id'),
          )
          .innerJoin('holdspace.patient as patient', (join) =>
            join
              .onRef('patient.clinic_id', '=', 'course.clinic_id')
              .onRef('patient.patient_id', '=', 'course.patient_id'),
          )
          .select([
            'visit.visit_id',
            'visit.scheduled_for',
            'visit.room',
            'assignment.role',
            'patient.patient_id',
            'patient.sealed',
          ])
          .where('assignment.clinic_id', '=', clinicId)
          .where('assignment.practitioner_id', '=', personId)
          .where('assignment.removed_at', 'is', null)
          .where('visit.scheduled_for', '>=', from)
          .orderBy('visit.scheduled_for')
          .execute();
        const upcoming: Upcoming[] = [];
        for (const row of rows) {
          const { id, name } = await openPatient(keyring, transaction, clinicId, row);
          upcoming.push({
            visitId: row.visit_id,
            scheduledFor: row.scheduled_for as Instant,
            room: row.room,
            role: row.role as Role,
            patient: { id, name },
          });
        }
        return upcoming;
      }),
  };
}
