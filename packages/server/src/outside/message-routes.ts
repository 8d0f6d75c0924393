/** Notes and messages between the care team and a member of it outside. All are the patient's to read, and both sides know. */
import { randomUUID } from 'node:crypto';
import { agreementStanding, OUTSIDE_MESSAGE_KINDS, outsideMessageSchema, tellOfCrisisSchema } from '@holdspace/care';
import type { OutsideMember, OutsideMessage } from '@holdspace/store';
import { z } from 'zod';
import { demandAccess, demandEver } from '../access/access.ts';
import type { App, Context } from '../context.ts';
import { newId, oneId } from '../fields.ts';
import { notFound, Problem } from '../problem.ts';
import { demandOutside, demandPatient } from '../readers/reader.ts';
import { idShape, instantShape, problems } from '../shapes.ts';
import { storedOnce } from '../stored-once.ts';

const HEAR = 'hear from the care team outside';

const messageShape = z
  .object({
    id: idShape,
    memberId: idShape,
    kind: z.enum(OUTSIDE_MESSAGE_KINDS),
    writtenAt: instantShape,
    /** Who wrote it, by name. */
    from: z.string(),
    side: z.enum(['clinic', 'outside']),
    text: z.string(),
  })
  .meta({ id: 'OutsideMessage', description: 'A note or message between the clinic and a member outside.' });
const listOf = {
  response: { 200: z.object({ messages: z.array(messageShape).readonly() }), ...problems(401, 403, 404) },
};
const oneOf = {
  response: { 201: z.object({ message: messageShape }), ...problems(400, 401, 403, 404, 409) },
};

const isOpen = (member: OutsideMember, now: Parameters<typeof agreementStanding>[1]): boolean =>
  agreementStanding({ ...member, signedAt: member.consentedAt }, now) === 'in_force';

function shower(context: Context) {
  const { store } = context;
  /** With the names of those who wrote; of the clinic’s people and of the members alike. */
  return async (clinicId: string, patientId: string, messages: readonly OutsideMessage[]) => {
    const [people, members] = await Promise.all([
      store.practitioners.list(clinicId),
      store.outsideMembers.ofPatient(clinicId, patientId),
    ]);
    const names = new Map([...people, ...members].map(({ id, name }) => [id, name]));
    return messages.map(({ id, memberId, kind, writtenAt, authorId, text }) => ({
      id,
      memberId,
      kind,
      writtenAt,
      from: names.get(authorId ?? memberId) ?? 'somebody who has left',
      side: authorId ? ('clinic' as const) : ('outside' as const),
      text,
    }));
  };
}

/** Keeps one, once: sending twice is the same thing, also where both are under way at once, each with a moment of its own. */
async function keep({ store }: Context, clinicId: string, given: OutsideMessage) {
  const find = () => store.circle.find(clinicId, given.id);
  const { thing, isNew } = await storedOnce({
    given,
    create: () => store.circle.write(clinicId, given),
    find: async () => {
      const kept = await find();
      return kept && { ...kept, writtenAt: given.writtenAt };
    },
    taken: () => new Problem('repeated-id', 'Something else is kept under this id.'),
  });
  return { message: (isNew ? undefined : await find()) ?? thing, isNew };
}

export function outsideMessageRoutes(app: App, context: Context): void {
  const { store, now } = context;
  const show = shower(context);

  app.get(
    '/api/patients/:id/outside-messages',
    {
      config: { act: HEAR },
      schema: {
        tags: ['outside'],
        summary: 'Notes and messages between the clinic and the care team outside, in the order they were written',
        params: oneId,
        ...listOf,
      },
    },
    async (request) => {
      const { clinic } = request.principal;
      const { id } = request.params;
      demandEver(request, HEAR);
      if (!(await store.patients.find(clinic.id, id))) throw notFound('patient');
      await demandAccess(context, request, HEAR, { patientId: id });
      return { messages: await show(clinic.id, id, await store.circle.messages(clinic.id, id)) };
    },
  );

  app.post(
    '/api/outside-members/:id/messages',
    {
      config: { act: HEAR },
      schema: {
        tags: ['outside'],
        summary: 'Write to a member of the care team outside; the patient reads it too',
        params: oneId,
        body: outsideMessageSchema,
        ...oneOf,
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      const { clinic, practitioner } = request.principal;
      demandEver(request, HEAR);
      const member = await store.outsideMembers.find(clinic.id, params.id);
      if (!member) throw notFound('member of a care team');
      const { patientId } = member;
      await demandAccess(context, request, HEAR, { patientId });
      if (!isOpen(member, now()))
        throw new Problem(
          'consent-needed',
          `${member.name} is no longer of the care team: the patient’s consent is over. Nothing goes to them any more.`,
        );
      const { message, isNew } = await keep(context, clinic.id, {
        ...body,
        memberId: member.id,
        patientId,
        writtenAt: now(),
        authorId: practitioner.id,
      });
      if (isNew)
        await store.disclosures.write(clinic.id, {
          id: randomUUID(),
          patientId,
          at: now(),
          what: 'outside_message',
          aboutId: member.id,
          basis: 'authorization',
          byPractitioner: practitioner.id,
          recipient: `${member.name}, ${member.profession}`,
          purpose: 'Care outside the clinic, as the patient consented',
        });
      reply.code(201);
      const [shown] = await show(clinic.id, patientId, [message]);
      return { message: shown as NonNullable<typeof shown> };
    },
  );
}

/** The member's own side, and the patient's, who reads all of it and says whether they are told of a crisis. */
export function outsideMessageReaderRoutes(app: App, context: Context): void {
  const { store, now } = context;
  const show = shower(context);

  app.get(
    '/api/reader/outside/messages',
    {
      config: { act: 'share with the care team outside' },
      schema: { tags: ['outside'], summary: 'What went between oneself and the clinic', ...listOf },
    },
    async (request) => {
      const { clinic, member } = demandOutside(request);
      const { patientId } = member;
      return {
        messages: await show(clinic.id, patientId, await store.circle.messages(clinic.id, patientId, member.id)),
      };
    },
  );

  app.post(
    '/api/reader/outside/messages',
    {
      config: { act: 'share with the care team outside' },
      schema: {
        tags: ['outside'],
        summary: 'Write to the patient’s care team at the clinic; the patient reads it too',
        body: outsideMessageSchema,
        ...oneOf,
      },
    },
    async (request, reply) => {
      const { clinic, member } = demandOutside(request);
      const given = { ...request.body, memberId: member.id, patientId: member.patientId, writtenAt: now() };
      const { message } = await keep(context, clinic.id, given);
      reply.code(201);
      const [shown] = await show(clinic.id, member.patientId, [message]);
      return { message: shown as NonNullable<typeof shown> };
    },
  );

  app.get(
    '/api/reader/outside-messages',
    {
      config: { act: 'see one’s own record' },
      schema: { tags: ['portal'], summary: 'What the clinic and one’s own therapist wrote to each other', ...listOf },
    },
    async (request) => {
      const { clinic, patient } = demandPatient(request);
      return { messages: await show(clinic.id, patient.id, await store.circle.messages(clinic.id, patient.id)) };
    },
  );

  app.post(
    '/api/reader/outside-members/:id/crisis',
    {
      config: { act: 'write in one’s own record' },
      schema: {
        tags: ['portal'],
        summary: 'Say whether somebody of one’s care team outside is told when something urgent happens',
        params: oneId,
        body: z.strictObject({ id: newId, choice: tellOfCrisisSchema }),
        response: { 201: z.object({ tells: z.boolean() }), ...problems(400, 401, 404, 409) },
      },
    },
    async (request, reply) => {
      const { clinic, patient } = demandPatient(request);
      const { params, body } = request;
      const member = await store.outsideMembers.find(clinic.id, params.id);
      if (member?.patientId !== patient.id) throw notFound('person');
      if (!isOpen(member, now()))
        throw new Problem(
          'consent-needed',
          `What ${member.name} sees has ended, and they are told of nothing any more.`,
        );
      await store.circle.choose(clinic.id, {
        ...body,
        memberId: member.id,
        patientId: patient.id,
        chosenAt: now(),
        chosenHow: 'portal',
      });
      reply.code(201);
      return { tells: body.choice.tells };
    },
  );
}
