/** Groups and their meetings. What was said of somebody is added and never rewritten; the last that was said stands. */
import { type Attendance, type GroupKind, type Instant, overlap } from '@holdspace/care';
import { sql } from 'kysely';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';
import type { Keyring } from '../encryption/keyring.ts';
import { readingSealed } from '../encryption/reading.ts';

export interface CareGroup {
  readonly id: string;
  readonly name: string;
  readonly kind: GroupKind;
  readonly place: string;
  /** Most patients who may be in it. */
  readonly most: number;
  readonly leaders: readonly string[];
  readonly madeAt: Instant;
  readonly madeBy: string;
}
export interface GroupMember {
  readonly id: string;
  readonly groupId: string;
  readonly courseId: string;
  readonly patientId: string;
  readonly joinedAt: Instant;
  readonly addedBy: string;
  readonly leftAt?: Instant;
}
export interface GroupConsent {
  readonly id: string;
  readonly groupId: string;
  readonly patientId: string;
  readonly textVersion: string;
  readonly signedHow: 'portal' | 'paper';
  readonly signedAt: Instant;
  readonly recordedBy?: string;
}
export interface GroupMeeting {
  readonly id: string;
  readonly groupId: string;
  readonly at: Instant;
  readonly minutes: number;
  readonly room: string;
  readonly plannedAt: Instant;
  readonly plannedBy: string;
  readonly calledOffAt?: Instant;
}
export interface SaidAttendance {
  readonly id: string;
  readonly meetingId: string;
  readonly patientId: string;
  readonly attendance: Attendance;
  /** Whether it is the patient's visit. */
  readonly counts: boolean;
  readonly visitId?: string;
  readonly saidAt: Instant;
  readonly saidBy: string;
}
export interface GroupNote {
  readonly id: string;
  readonly meetingId: string;
  readonly authorId: string;
  readonly writtenAt: Instant;
  readonly text: string;
}
export type Joining =
  | { readonly joined: true; readonly member: GroupMember }
  | { readonly joined: false; readonly because: 'full' | 'in-it' };
export type Planning =
  | { readonly planned: true; readonly meeting: GroupMeeting }
  | {
      readonly planned: false;
      readonly because: 'leader-busy';
      readonly leaderId: string;
      readonly other: GroupMeeting;
    };

const notePlace = (clinicId: string, rowId: string) => ({
  clinicId,
  table: 'care_group_note',
  column: 'sealed',
  rowId,
});
/** What is counted and then added to is done by one at a time in a clinic. */
const alone = (transaction: ClinicTransaction, clinicId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`care groups ${clinicId}`}, 0))`.execute(transaction);

export function createGroups(db: Database, keyring: Keyring) {
  const membersIn = async (transaction: ClinicTransaction, clinicId: string): Promise<readonly GroupMember[]> =>
    (
      await transaction
        .selectFrom('holdspace.care_group_member')
        .selectAll()
        .where('clinic_id', '=', clinicId)
        .orderBy('joined_at')
        .orderBy('member_id')
        .execute()
    ).map((row) => ({
      id: row.member_id,
      groupId: row.group_id,
      courseId: row.course_id,
      patientId: row.patient_id,
      joinedAt: row.joined_at as Instant,
      addedBy: row.added_by,
      ...(row.left_at && { leftAt: row.left_at as Instant }),
    }));
  const meetingsIn = async (transaction: ClinicTransaction, clinicId: string): Promise<readonly GroupMeeting[]> =>
    (
      await transaction
        .selectFrom('holdspace.care_group_meeting')
        .selectAll()
        .where('clinic_id', '=', clinicId)
        .orderBy('at')
        .orderBy('meeting_id')
        .execute()
    ).map((row) => ({
      id: row.meeting_id,
      groupId: row.group_id,
      at: row.at as Instant,
      minutes: row.minutes,
      room: row.room,
      plannedAt: row.planned_at as Instant,
      plannedBy: row.planned_by,
      ...(row.called_off_at && { calledOffAt: row.called_off_at as Instant }),
    }));
  const groupsIn = async (transaction: ClinicTransaction, clinicId: string): Promise<readonly CareGroup[]> => {
    const leaders = await transaction
      .selectFrom('holdspace.care_group_leader')
      .selectAll()
      .where('clinic_id', '=', clinicId)
      .orderBy('practitioner_id')
      .execute();
    const rows = await transaction
      .selectFrom('holdspace.care_group')
      .selectAll()
      .where('clinic_id', '=', clinicId)
      .orderBy('made_at')
      .orderBy('group_id')
      .execute();
    return rows.map((row) => ({
      id: row.group_id,
      name: row.name,
      kind: row.kind,
      place: row.place,
      most: row.most,
      leaders: leaders.filter((one) => one.group_id === row.group_id).map((one) => one.practitioner_id),
      madeAt: row.made_at as Instant,
      madeBy: row.made_by,
    }));
  };
  const within = <T>(clinicId: string, work: (transaction: ClinicTransaction) => Promise<T>) =>
    withClinic(db, clinicId, work);

  return {
    /** Throws where the id is taken. */
    create: (clinicId: string, group: CareGroup): Promise<CareGroup> =>
      within(clinicId, async (transaction) => {
        const { id, name, kind, place, most, madeAt, madeBy } = group;
        await transaction
          .insertInto('holdspace.care_group')
          .values({ clinic_id: clinicId, group_id: id, name, kind, place, most, made_at: madeAt, made_by: madeBy })
          .execute();
        await transaction
          .insertInto('holdspace.care_group_leader')
          .values(group.leaders.map((leader) => ({ clinic_id: clinicId, group_id: id, practitioner_id: leader })))
          .execute();
        return group;
      }),
    list: (clinicId: string): Promise<readonly CareGroup[]> =>
      within(clinicId, (transaction) => groupsIn(transaction, clinicId)),
    find: async (clinicId: string, id: string): Promise<CareGroup | null> =>
      within(
        clinicId,
        async (transaction) => (await groupsIn(transaction, clinicId)).find((one) => one.id === id) ?? null,
      ),

    members: (clinicId: string): Promise<readonly GroupMember[]> =>
      within(clinicId, (transaction) => membersIn(transaction, clinicId)),
    join: (clinicId: string, member: GroupMember, most: number): Promise<Joining> =>
      within(clinicId, async (transaction) => {
        await alone(transaction, clinicId);
        const all = await membersIn(transaction, clinicId);
        const same = all.find((one) => one.id === member.id);
        if (same) return { joined: true, member: same };
        const inIt = all.filter((one) => one.groupId === member.groupId && one.leftAt === undefined);
        if (inIt.some((one) => one.patientId === member.patientId)) return { joined: false, because: 'in-it' };
        if (inIt.length >= most) return { joined: false, because: 'full' };
        await transaction
          .insertInto('holdspace.care_group_member')
          .values({
            clinic_id: clinicId,
            member_id: member.id,
            group_id: member.groupId,
            course_id: member.courseId,
            patient_id: member.patientId,
            joined_at: member.joinedAt,
            added_by: member.addedBy,
            left_at: null,
          })
          .execute();
        return { joined: true, member };
      }),
    leave: (clinicId: string, memberId: string, now: Instant): Promise<void> =>
      within(clinicId, async (transaction) => {
        await transaction
          .updateTable('holdspace.care_group_member')
          .set({ left_at: now })
          .where('clinic_id', '=', clinicId)
          .where('member_id', '=', memberId)
          .where('left_at', 'is', null)
          .execute();
      }),

    /** Sent twice, it is kept once. */
    consent: (clinicId: string, consent: GroupConsent): Promise<void> =>
      within(clinicId, async (transaction) => {
        await transaction
          .insertInto('holdspace.care_group_consent')
          .values({
            clinic_id: clinicId,
            consent_id: consent.id,
            group_id: consent.groupId,
            patient_id: consent.patientId,
            text_version: consent.textVersion,
            signed_how: consent.signedHow,
            signed_at: consent.signedAt,
            recorded_by: consent.recordedBy ?? null,
          })
          .onConflict((conflict) => conflict.columns(['clinic_id', 'consent_id']).doNothing())
          .execute();
      }),
    /** The earliest of each patient first. */
    consents: (clinicId: string, groupId: string): Promise<readonly GroupConsent[]> =>
      within(clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.care_group_consent')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('group_id', '=', groupId)
          .orderBy('signed_at')
          .execute();
        return rows.map((row) => ({
          id: row.consent_id,
          groupId: row.group_id,
          patientId: row.patient_id,
          textVersion: row.text_version,
          signedHow: row.signed_how,
          signedAt: row.signed_at as Instant,
          ...(row.recorded_by && { recordedBy: row.recorded_by }),
        }));
      }),

    meetings: (clinicId: string): Promise<readonly GroupMeeting[]> =>
      within(clinicId, (transaction) => meetingsIn(transaction, clinicId)),
    /** Nobody leads two meetings at once. */
    plan: (clinicId: string, meeting: GroupMeeting): Promise<Planning> =>
      within(clinicId, async (transaction) => {
        await alone(transaction, clinicId);
        const [all, groups] = [await meetingsIn(transaction, clinicId), await groupsIn(transaction, clinicId)];
        const same = all.find((one) => one.id === meeting.id);
        if (same) return { planned: true, meeting: same };
        const leadersOf = (groupId: string) => groups.find((one) => one.id === groupId)?.leaders ?? [];
        const leading = leadersOf(meeting.groupId);
        for (const other of all) {
          if (other.calledOffAt || !overlap(meeting, other)) continue;
          const leaderId = leadersOf(other.groupId).find((one) => leading.includes(one));
          if (leaderId) return { planned: false, because: 'leader-busy', leaderId, other };
        }
        await transaction
          .insertInto('holdspace.care_group_meeting')
          .values({
            clinic_id: clinicId,
            meeting_id: meeting.id,
            group_id: meeting.groupId,
            at: meeting.at,
            minutes: meeting.minutes,
            room: meeting.room,
            planned_at: meeting.plannedAt,
            planned_by: meeting.plannedBy,
            called_off_at: null,
          })
          .execute();
        return { planned: true, meeting };
      }),
    callOff: (clinicId: string, meetingId: string, now: Instant): Promise<void> =>
      within(clinicId, async (transaction) => {
        await transaction
          .updateTable('holdspace.care_group_meeting')
          .set({ called_off_at: now })
          .where('clinic_id', '=', clinicId)
          .where('meeting_id', '=', meetingId)
          .where('called_off_at', 'is', null)
          .execute();
      }),

    /** Sent twice, it is kept once. */
    sayAttendance: (clinicId: string, said: SaidAttendance): Promise<void> =>
      within(clinicId, async (transaction) => {
        await transaction
          .insertInto('holdspace.care_group_attendance')
          .values({
            clinic_id: clinicId,
            attendance_id: said.id,
            meeting_id: said.meetingId,
            patient_id: said.patientId,
            attendance: said.attendance,
            counts: said.counts,
            visit_id: said.visitId ?? null,
            said_at: said.saidAt,
            said_by: said.saidBy,
          })
          .onConflict((conflict) => conflict.columns(['clinic_id', 'attendance_id']).doNothing())
          .execute();
      }),
    /** In the order in which it was said. */
    attendance: (clinicId: string): Promise<readonly SaidAttendance[]> =>
      within(clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.care_group_attendance')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .orderBy('said_at')
          .orderBy('attendance_id')
          .execute();
        return rows.map((row) => ({
          id: row.attendance_id,
          meetingId: row.meeting_id,
          patientId: row.patient_id,
          attendance: row.attendance,
          counts: row.counts,
          ...(row.visit_id && { visitId: row.visit_id }),
          saidAt: row.said_at as Instant,
          saidBy: row.said_by,
        }));
      }),

    /** Throws where the id is taken. */
    addNote: (clinicId: string, note: GroupNote): Promise<GroupNote> =>
      within(clinicId, async (transaction) => {
        const seal = await keyring.sealer(transaction, clinicId, 'record_notes');
        await transaction
          .insertInto('holdspace.care_group_note')
          .values({
            clinic_id: clinicId,
            note_id: note.id,
            meeting_id: note.meetingId,
            author_id: note.authorId,
            written_at: note.writtenAt,
            sealed: seal(note.text, notePlace(clinicId, note.id)),
          })
          .execute();
        return note;
      }),
    notes: (clinicId: string, meetingIds: readonly string[]): Promise<readonly GroupNote[]> =>
      readingSealed(db, clinicId, async (transaction) => {
        if (meetingIds.length === 0) return [];
        const rows = await transaction
          .selectFrom('holdspace.care_group_note')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('meeting_id', 'in', [...meetingIds])
          .orderBy('written_at')
          .execute();
        const all: GroupNote[] = [];
        for (const row of rows)
          all.push({
            id: row.note_id,
            meetingId: row.meeting_id,
            authorId: row.author_id,
            writtenAt: row.written_at as Instant,
            text: await keyring.open(transaction, row.sealed, notePlace(clinicId, row.note_id)),
          });
        return all;
      }),
  };
}
