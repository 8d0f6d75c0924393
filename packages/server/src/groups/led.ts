/** A group as its leaders act on it, and who sees it besides: who may, and what a held meeting does to the visits of those who came. */
import { type Act, type Attendance, countsAsVisit, GROUP_CONSENT, mayDo } from '@holdspace/care';
import type { CareGroup, GroupConsent, GroupMeeting, SaidAttendance } from '@holdspace/store';
import type { FastifyRequest } from 'fastify';
import { demandHolding } from '../access/access.ts';
import type { Context } from '../context.ts';
import { demandCredentialed } from '../inventory/credentialed.ts';
import { badField, notFound, Problem } from '../problem.ts';
import { GONE, isInIt } from './shapes.ts';

export const LEAD = 'lead a group';
export const SEE = 'see a group';

/** The group of an address, to one of its leaders. Throws 403 by role or papers, 404, then 422 where others lead it. */
export async function demandLed(
  context: Context,
  request: FastifyRequest,
  groupId: string,
  act: Act = LEAD,
): Promise<CareGroup> {
  const { store, now } = context;
  const { clinic, practitioner } = request.principal;
  await demandCredentialed(context, request, act, now());
  const group = await store.groups.find(clinic.id, groupId);
  if (!group) throw notFound('group');
  if (!group.leaders.includes(practitioner.id)) {
    const names = new Map((await store.practitioners.list(clinic.id)).map(({ id, name }) => [id, name]));
    const leaders = group.leaders.map((id) => names.get(id) ?? GONE).join(' and ');
    throw new Problem(
      'refused',
      `This group is led by ${leaders}. Who is in it, and what was noted, is theirs to see.`,
      {
        rule: 'leads-the-group',
        satisfy: `Ask ${leaders}.`,
      },
    );
  }
  return group;
}

/** The group of an address, to one of its leaders, or to whoever sees every group by their role. */
export async function demandSeen(context: Context, request: FastifyRequest, groupId: string): Promise<CareGroup> {
  const { clinic, practitioner } = request.principal;
  if (!mayDo(SEE, { roles: practitioner.roles }).allowed) return demandLed(context, request, groupId, SEE);
  demandHolding(request, SEE, {});
  const group = await context.store.groups.find(clinic.id, groupId);
  if (!group) throw notFound('group');
  return group;
}

export async function demandLedMeeting(context: Context, request: FastifyRequest, meetingId: string) {
  const { store, now } = context;
  await demandCredentialed(context, request, LEAD, now());
  const meetings = await store.groups.meetings(request.principal.clinic.id);
  const meeting = meetings.find(({ id }) => id === meetingId);
  if (!meeting) throw notFound('meeting of a group');
  return { meeting, group: await demandLed(context, request, meeting.groupId) };
}

/** Who is in a group by their course. */
export async function memberOf(store: Context['store'], clinicId: string, groupId: string, courseId: string) {
  const members = await store.groups.members(clinicId);
  const member = members.filter(isInIt(groupId)).find((one) => one.courseId === courseId);
  if (!member) throw notFound('course in this group');
  return member;
}

/** What somebody signs is the text as it is now. */
export function demandThisText(version: string): void {
  if (version !== GROUP_CONSENT.version)
    throw badField(
      'textVersion',
      'other-text',
      `The text has changed since: it is version ${GROUP_CONSENT.version} now. Read it again, and sign that.`,
    );
}

/**
 * How a patient has agreed to keep what is said in the group, under the text as it is now, however they signed it; absent
 * where they have not, or have taken it back since.
 */
export async function groupConsentOf(
  store: Context['store'],
  clinicId: string,
  groupId: string,
  patientId: string,
): Promise<GroupConsent | undefined> {
  const [consents, { signatures }] = await Promise.all([
    store.groups.consents(clinicId, groupId),
    store.consents.ofPatient(clinicId, patientId),
  ]);
  const last = consents.findLast((one) => one.patientId === patientId && one.textVersion === GROUP_CONSENT.version);
  const isTakenBack = signatures.some(
    ({ documentId, withdrawal }) => documentId === 'group' && last && withdrawal && last.signedAt <= withdrawal.at,
  );
  return isTakenBack ? undefined : last;
}

interface Saying {
  readonly id: string;
  readonly attendance: Attendance;
  readonly group: CareGroup;
  readonly meeting: GroupMeeting;
  readonly member: { readonly patientId: string; readonly courseId: string };
  readonly by: string;
}

/**
 * Writes down who came. It is kept in any case; where it counts, it is the patient's visit of the group's kind, and what
 * counted and was wrong makes that visit one that was not held. The visit's id is that of the first saying, so that what
 * broke off is made whole when it is sent again.
 */
export async function sayAttendance(context: Context, clinicId: string, saying: Saying): Promise<SaidAttendance> {
  const { store, now } = context;
  const { id, attendance, group, meeting, member, by } = saying;
  const { patientId, courseId } = member;
  const before = (await store.groups.attendance(clinicId)).filter(
    (one) => one.meetingId === meeting.id && one.patientId === patientId,
  );
  const same = before.find((one) => one.id === id);
  if (same) {
    if (same.attendance === attendance) return same;
    throw new Problem('repeated-id', 'Something else was said under this id. Look again before saying it anew.');
  }
  const counts = countsAsVisit(attendance, (await groupConsentOf(store, clinicId, group.id, patientId)) !== undefined);
  const earlier = before.find(({ visitId }) => visitId !== undefined)?.visitId;
  const visitId = earlier ?? (counts ? id : undefined);
  if (visitId && !(await store.visits.find(clinicId, visitId)))
    await store.visits.create(clinicId, {
      id: visitId,
      courseId,
      kind: group.kind,
      scheduledFor: meeting.at,
      room: meeting.room,
    });
  const said: SaidAttendance = {
    id,
    meetingId: meeting.id,
    patientId,
    attendance,
    counts,
    ...(visitId && { visitId }),
    saidAt: now(),
    saidBy: by,
  };
  if (visitId) {
    const outcome = counts ? 'held' : attendance === 'excused' ? 'called_off' : 'missed';
    const outcomes = await store.integration.checkIns.outcomesOf(clinicId, courseId);
    if (!outcomes.some((one) => one.id === id))
      await store.integration.checkIns.sayOutcome(clinicId, {
        id,
        visitId,
        courseId,
        outcome,
        saidAt: now(),
        saidBy: by,
      });
  }
  await store.groups.sayAttendance(clinicId, said);
  return said;
}
