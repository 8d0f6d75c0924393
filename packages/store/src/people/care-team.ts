/** Who of the clinic cares for which patient, from when until when, and who said so. An end stays beside what it ends. */
import type { Instant, Role } from '@holdspace/care';
import { type Database, withClinic } from '../database.ts';
import type { Recording } from './credentials.ts';

export interface CareTeamMemberTable {
  clinic_id: string;
  member_id: string;
  patient_id: string;
  practitioner_id: string;
  since: string;
  until: string | null;
  why: string;
  added_by: string | null;
  added_at: string;
  ended_by: string | null;
  ended_at: string | null;
  ended_because: string | null;
}

export interface NewCareTeamMember {
  readonly id: string;
  readonly patientId: string;
  readonly personId: string;
  readonly why: string;
}
export interface CareTeamMember {
  readonly id: string;
  readonly person: { readonly id: string; readonly name: string; readonly roles: readonly Role[] };
  readonly since: Instant;
  readonly why: string;
  /** Absent where it was found in what had been recorded. */
  readonly addedBy?: { readonly id: string; readonly name: string };
  readonly ended?: {
    readonly at: Instant;
    readonly because: string;
    /** Absent where their work was ended at the command line. */
    readonly by?: { readonly id: string; readonly name: string };
  };
}

export function createCareTeam(db: Database) {
  return {
    /**
     * Takes somebody into a patient's team from now on; false where they belong to it already. The same id sent again,
     * as the same member, is answered as the first time.
     */
    add: (clinicId: string, member: NewCareTeamMember, { by, at }: Recording): Promise<boolean> =>
      withClinic(db, clinicId, async (transaction) => {
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('holdspace.care_team_member')
          .values({
            clinic_id: clinicId,
            member_id: member.id,
            patient_id: member.patientId,
            practitioner_id: member.personId,
            since: at,
            until: null,
            why: member.why,
            added_by: by,
            added_at: at,
            ended_by: null,
            ended_at: null,
            ended_because: null,
          })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if (numInsertedOrUpdatedRows === 1n) return true;
        const there = await transaction
          .selectFrom('holdspace.care_team_member')
          .select(['patient_id', 'practitioner_id'])
          .where('clinic_id', '=', clinicId)
          .where('member_id', '=', member.id)
          .executeTakeFirst();
        return there?.patient_id === member.patientId && there.practitioner_id === member.personId;
      }),

    /** Ends a membership from now on; null where it is no member of the patient's team now. Answers whose it was. */
    end: (
      clinicId: string,
      patientId: string,
      memberId: string,
      because: string,
      { by, at }: Recording,
    ): Promise<string | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await transaction
          .updateTable('holdspace.care_team_member')
          .set({ until: at, ended_by: by, ended_at: at, ended_because: because })
          .where('clinic_id', '=', clinicId)
          .where('patient_id', '=', patientId)
          .where('member_id', '=', memberId)
          .where('until', 'is', null)
          .returning('practitioner_id')
          .executeTakeFirst();
        return row?.practitioner_id ?? null;
      }),

    /** Everybody who belongs or belonged to a patient's team: those who do first, each by the day they came. */
    ofPatient: (clinicId: string, patientId: string): Promise<readonly CareTeamMember[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.care_team_member as member')
          .innerJoin('holdspace.practitioner as person', (join) =>
            join
              .onRef('person.clinic_id', '=', 'member.clinic_id')
              .onRef('person.practitioner_id', '=', 'member.practitioner_id'),
          )
          .leftJoin('holdspace.practitioner as adder', (join) =>
            join
              .onRef('adder.clinic_id', '=', 'member.clinic_id')
              .onRef('adder.practitioner_id', '=', 'member.added_by'),
          )
          .leftJoin('holdspace.practitioner as ender', (join) =>
            join
              .onRef('ender.clinic_id', '=', 'member.clinic_id')
              .onRef('ender.practitioner_id', '=', 'member.ended_by'),
          )
          .selectAll('member')
          .select(['person.name', 'person.roles', 'adder.name as adder_name', 'ender.name as ender_name'])
          .where('member.clinic_id', '=', clinicId)
          .where('member.patient_id', '=', patientId)
          .orderBy('member.until', (order) => order.desc().nullsFirst())
          .orderBy('member.since')
          .execute();
        return rows.map((row) => ({
          id: row.member_id,
          person: { id: row.practitioner_id, name: row.name, roles: row.roles as Role[] },
          since: row.since as Instant,
          why: row.why,
          ...(row.added_by && { addedBy: { id: row.added_by, name: row.adder_name ?? '' } }),
          ...(row.ended_at && {
            ended: {
              at: row.ended_at as Instant,
              because: row.ended_because ?? '',
              ...(row.ended_by && { by: { id: row.ended_by, name: row.ender_name ?? '' } }),
            },
          }),
        }));
      }),

    /** The patients in whose team somebody is now. */
    patientsOf: (clinicId: string, personId: string): Promise<readonly string[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.care_team_member')
          .select('patient_id')
          .where('clinic_id', '=', clinicId)
          .where('practitioner_id', '=', personId)
          .where('until', 'is', null)
          .execute();
        return rows.map((row) => row.patient_id);
      }),
  };
}
