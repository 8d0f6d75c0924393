/** Groups: the schedule for everybody who works here; who is in one, for its leaders and the medical director. */
import { GROUP_CONSENT, newGroupSchema } from '@holdspace/care';
import { z } from 'zod';
import { hasAccess } from '../access/access.ts';
import type { App, Context } from '../context.ts';
import { newId, oneId } from '../fields.ts';
import { demandCredentialed, inOrder } from '../inventory/credentialed.ts';
import { badField, notFound, Problem } from '../problem.ts';
import { idShape, problems } from '../shapes.ts';
import { storedOnce } from '../stored-once.ts';
import { demandLed, demandSeen, demandThisText, groupConsentOf, LEAD, memberOf, SEE } from './led.ts';
import { DONE, done, GONE, groupShape, ledGroupShape, refusable, showGroup } from './shapes.ts';

export function groupsRoutes(app: App, context: Context): void {
  const { store, now } = context;
  const namesAt = async (clinicId: string) =>
    new Map((await store.practitioners.list(clinicId)).map(({ id, name }) => [id, name]));

  app.get(
    '/api/groups',
    {
      config: { act: 'see the schedule' },
      schema: {
        tags: ['groups'],
        summary: 'Groups and when they meet, without who is in them',
        response: { 200: z.object({ groups: z.array(groupShape).readonly() }), ...problems(401, 403) },
      },
    },
    async ({ principal: { clinic } }) => {
      const [groups, members, meetings, names] = await Promise.all([
        store.groups.list(clinic.id),
        store.groups.members(clinic.id),
        store.groups.meetings(clinic.id),
        namesAt(clinic.id),
      ]);
      return { groups: groups.map((group) => showGroup(group, members, meetings, names)) };
    },
  );

  app.post(
    '/api/groups',
    {
      config: { act: LEAD },
      schema: {
        tags: ['groups'],
        summary: 'Make a group, led by therapists or guides whose papers are in order',
        body: newGroupSchema,
        response: { 201: z.object({ group: groupShape }), ...refusable },
      },
    },
    async (request, reply) => {
      const { clinic, practitioner } = request.principal;
      const { body } = request;
      await demandCredentialed(context, request, LEAD, now());
      const people = await store.practitioners.list(clinic.id);
      for (const leader of body.leaders) {
        const person = people.find(({ id }) => id === leader);
        if (!person) throw badField('leaders', 'unknown', 'Leaders: nobody of this clinic.');
        if (!(await inOrder(context, clinic, person, LEAD, now())))
          throw badField(
            'leaders',
            'no-credentials',
            `Leaders: ${person.name} has no valid licence or training as a therapist or guide on record. Record it with the people of the clinic, or choose somebody else.`,
          );
      }
      const before = await store.groups.find(clinic.id, body.id);
      const leaders = [...new Set(body.leaders)].sort();
      const given = { ...body, leaders, madeAt: before?.madeAt ?? now(), madeBy: practitioner.id };
      const { thing } = await storedOnce({
        given,
        create: () => store.groups.create(clinic.id, given),
        find: () => store.groups.find(clinic.id, body.id),
        taken: () => new Problem('repeated-id', 'This id was used for something else.'),
      });
      reply.code(201);
      return { group: showGroup(thing, [], [], await namesAt(clinic.id)) };
    },
  );

  app.get(
    '/api/groups/:id',
    {
      config: { act: SEE },
      schema: {
        tags: ['groups'],
        summary: 'A group as its leaders see it, and the medical director: who is in it, who came, and what was noted',
        params: oneId,
        response: {
          200: z.object({ group: ledGroupShape, consentText: z.array(z.string()).readonly() }),
          ...refusable,
        },
      },
    },
    async (request) => {
      const { clinic } = request.principal;
      const group = await demandSeen(context, request, request.params.id);
      const [members, meetings, attendance, names] = await Promise.all([
        store.groups.members(clinic.id),
        store.groups.meetings(clinic.id),
        store.groups.attendance(clinic.id),
        namesAt(clinic.id),
      ]);
      const ours = meetings.filter(({ groupId }) => groupId === group.id);
      const notes = await store.groups.notes(
        clinic.id,
        ours.map(({ id }) => id),
      );
      const shown = [];
      for (const { groupId, addedBy, ...member } of members.filter((one) => one.groupId === group.id)) {
        const patient = await store.patients.find(clinic.id, member.patientId);
        const consent = await groupConsentOf(store, clinic.id, group.id, member.patientId);
        const signed = consent && {
          signedAt: consent.signedAt,
          signedHow: consent.signedHow,
          textVersion: consent.textVersion,
        };
        shown.push({ ...member, name: patient?.name ?? 'a patient', ...(signed && { consent: signed }) });
      }
      return {
        consentText: GROUP_CONSENT.text,
        group: {
          ...showGroup(group, members, meetings, names),
          members: shown,
          held: ours.map(({ id: meetingId }) => {
            const said = attendance.filter((one) => one.meetingId === meetingId);
            const last = new Map(said.map((one) => [one.patientId, one]));
            return {
              meetingId,
              attendance: [...last.values()].map(({ patientId, attendance, counts, saidAt }) => ({
                patientId,
                attendance,
                counts,
                saidAt,
              })),
              notes: notes
                .filter((one) => one.meetingId === meetingId)
                .map(({ id, authorId, writtenAt, text }) => ({
                  id,
                  author: names.get(authorId) ?? GONE,
                  writtenAt,
                  text,
                })),
            };
          }),
        },
      };
    },
  );

  app.post(
    '/api/groups/:id/members',
    {
      config: { act: LEAD },
      schema: {
        tags: ['groups'],
        summary: 'Take a patient’s course into a group',
        params: oneId,
        body: z.strictObject({ id: newId, courseId: z.uuid() }),
        response: { 201: z.object({ memberId: idShape }), ...refusable },
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      const { clinic, practitioner } = request.principal;
      const group = await demandLed(context, request, params.id);
      const course = await store.courses.find(clinic.id, body.courseId);
      if (!course) throw notFound('course');
      const { patientId } = course;
      if (!(await hasAccess(context, request, 'see the clinical record', { patientId })))
        throw new Problem('refused', 'This patient is not one of yours.', {
          rule: 'own-patients-join',
          satisfy: 'Whoever belongs to their care team and leads this group takes them in.',
        });
      const joining = await store.groups.join(
        clinic.id,
        { id: body.id, groupId: group.id, courseId: course.id, patientId, joinedAt: now(), addedBy: practitioner.id },
        group.most,
      );
      if (!joining.joined)
        throw joining.because === 'full'
          ? badField(
              'courseId',
              'group-full',
              `The group is full: it takes ${group.most}, and ${group.most} are in it. Somebody leaves first, or another group is made.`,
            )
          : badField('courseId', 'in-the-group', 'This patient is in the group already.');
      if (joining.member.courseId !== course.id || joining.member.groupId !== group.id)
        throw new Problem('repeated-id', 'This id was used for something else.');
      reply.code(201);
      return { memberId: joining.member.id };
    },
  );

  app.post(
    '/api/groups/:id/members/leave',
    {
      config: { act: LEAD },
      schema: {
        tags: ['groups'],
        summary: 'Somebody leaves a group; that they were in it stays',
        params: oneId,
        body: z.strictObject({ courseId: z.uuid() }),
        response: { 200: done, ...refusable },
      },
    },
    async (request) => {
      const { clinic } = request.principal;
      const group = await demandLed(context, request, request.params.id);
      const member = await memberOf(store, clinic.id, group.id, request.body.courseId);
      await store.groups.leave(clinic.id, member.id, now());
      return DONE;
    },
  );

  app.post(
    '/api/groups/:id/consents',
    {
      config: { act: LEAD },
      schema: {
        tags: ['groups'],
        summary: 'Record that somebody signed, on paper, to keep what is said in the group',
        params: oneId,
        body: z.strictObject({ id: newId, courseId: z.uuid(), textVersion: z.string().max(20) }),
        response: { 201: done, ...refusable },
      },
    },
    async (request, reply) => {
      const { clinic, practitioner } = request.principal;
      const { params, body } = request;
      const group = await demandLed(context, request, params.id);
      const { patientId } = await memberOf(store, clinic.id, group.id, body.courseId);
      demandThisText(body.textVersion);
      await store.groups.consent(clinic.id, {
        id: body.id,
        groupId: group.id,
        patientId,
        textVersion: body.textVersion,
        signedHow: 'paper',
        signedAt: now(),
        recordedBy: practitioner.id,
      });
      reply.code(201);
      return DONE;
    },
  );
}
