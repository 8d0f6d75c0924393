/** Meetings of a group: planned, called off, who came, and what was noted. */
import { ATTENDANCES, HOUR, type Instant, later, namesIn, newMeetingSchema } from '@holdspace/care';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { newId, oneId, words } from '../fields.ts';
import { badField, Problem } from '../problem.ts';
import { idShape, instantShape } from '../shapes.ts';
import { storedOnce } from '../stored-once.ts';
import { demandLed, demandLedMeeting, LEAD, memberOf, sayAttendance } from './led.ts';
import { DONE, done, GONE, refusable } from './shapes.ts';

export function groupMeetingRoutes(app: App, context: Context): void {
  const { store, now } = context;

  app.post(
    '/api/groups/:id/meetings',
    {
      config: { act: LEAD },
      schema: {
        tags: ['groups'],
        summary: 'Plan a meeting of a group',
        params: oneId,
        body: newMeetingSchema,
        response: { 201: z.object({ meetingId: idShape }), ...refusable },
      },
    },
    async (request, reply) => {
      const { clinic, practitioner } = request.principal;
      const { params, body } = request;
      const group = await demandLed(context, request, params.id);
      const planning = await store.groups.plan(clinic.id, {
        id: body.id,
        groupId: group.id,
        at: new Date(body.at).toISOString() as Instant,
        minutes: body.minutes,
        room: body.room ?? group.place,
        plannedAt: now(),
        plannedBy: practitioner.id,
      });
      if (!planning.planned) {
        const people = await store.practitioners.list(clinic.id);
        const leader = people.find(({ id }) => id === planning.leaderId)?.name ?? GONE;
        const other = await store.groups.find(clinic.id, planning.other.groupId);
        throw badField(
          'at',
          'leader-busy',
          `When: ${leader} leads “${other?.name ?? 'another group'}” at that time, for ${planning.other.minutes} minutes. Choose another time.`,
        );
      }
      if (planning.meeting.groupId !== group.id)
        throw new Problem('repeated-id', 'This id was used for something else.');
      reply.code(201);
      return { meetingId: planning.meeting.id };
    },
  );

  app.post(
    '/api/group-meetings/:id/call-off',
    {
      config: { act: LEAD },
      schema: {
        tags: ['groups'],
        summary: 'Call a meeting off',
        params: oneId,
        body: z.strictObject({}),
        response: { 200: done, ...refusable },
      },
    },
    async (request) => {
      const { meeting } = await demandLedMeeting(context, request, request.params.id);
      await store.groups.callOff(request.principal.clinic.id, meeting.id, now());
      return DONE;
    },
  );

  app.post(
    '/api/group-meetings/:id/attendance',
    {
      config: { act: LEAD },
      schema: {
        tags: ['groups'],
        summary: 'Write down whether somebody came',
        description:
          'Kept in any case. It counts as the patient’s visit where they came and had agreed to keep what is said in the group.',
        params: oneId,
        body: z.strictObject({ id: newId, courseId: z.uuid(), attendance: z.enum(ATTENDANCES) }),
        response: { 201: z.object({ counts: z.boolean(), says: z.string().optional() }), ...refusable },
      },
    },
    async (request, reply) => {
      const { clinic, practitioner } = request.principal;
      const { params, body } = request;
      const { meeting, group } = await demandLedMeeting(context, request, params.id);
      const member = await memberOf(store, clinic.id, group.id, body.courseId);
      const came = body.attendance === 'present' || body.attendance === 'late';
      if (meeting.calledOffAt) throw badField('attendance', 'called-off', 'This meeting was called off.');
      if (came && now() < later(meeting.at, -HOUR))
        throw badField('attendance', 'not-yet', 'The meeting has not begun: who comes is written down then.');
      const { id, attendance } = body;
      const said = await sayAttendance(context, clinic.id, {
        id,
        attendance,
        group,
        meeting,
        member,
        by: practitioner.id,
      });
      reply.code(201);
      const says =
        'Written down. It does not count as a visit yet: the agreement to keep what is said in the group is not signed. Once it is, say it again.';
      return { counts: said.counts, ...(came && !said.counts && { says }) };
    },
  );

  app.post(
    '/api/group-meetings/:id/notes',
    {
      config: { act: LEAD },
      schema: {
        tags: ['groups'],
        summary: 'A note about a meeting that names nobody in it',
        params: oneId,
        body: z.strictObject({ id: newId, text: words }),
        response: { 201: z.object({ note: z.object({ id: idShape, writtenAt: instantShape }) }), ...refusable },
      },
    },
    async (request, reply) => {
      const { clinic, practitioner } = request.principal;
      const { params, body } = request;
      const { meeting, group } = await demandLedMeeting(context, request, params.id);
      const named: string[] = [];
      for (const member of (await store.groups.members(clinic.id)).filter((one) => one.groupId === group.id))
        named.push((await store.patients.find(clinic.id, member.patientId))?.name ?? '');
      const [name] = namesIn(body.text, named);
      if (name)
        throw badField(
          'text',
          'names-somebody',
          `Text: “${name}” is the name of somebody in this group. This note is about the group; what is about one of them goes into a progress note of their own.`,
        );
      const [before] = (await store.groups.notes(clinic.id, [meeting.id])).filter(({ id }) => id === body.id);
      const given = {
        ...body,
        meetingId: meeting.id,
        authorId: practitioner.id,
        writtenAt: before?.writtenAt ?? now(),
      };
      const { thing } = await storedOnce({
        given,
        create: () => store.groups.addNote(clinic.id, given),
        find: async () => (await store.groups.notes(clinic.id, [meeting.id])).find(({ id }) => id === body.id) ?? null,
        taken: () => new Problem('repeated-id', 'This id was used for something else.'),
      });
      reply.code(201);
      return { note: { id: thing.id, writtenAt: thing.writtenAt } };
    },
  );
}
