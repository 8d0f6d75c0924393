/** What a patient has agreed to, as the clinic keeps it: authorizations, flags of Part 2, the care team outside, disclosures. */
import { randomUUID } from 'node:crypto';
import { agreementStanding, type Holding, type Instant, instant, toMilliseconds } from '@holdspace/care';
import { z } from 'zod';
import { demandAccess, demandEver } from '../access/access.ts';
import type { App, Context } from '../context.ts';
import { anyId, line, newId, oneId } from '../fields.ts';
import { noteShape } from '../notes/routes.ts';
import { badField, notFound } from '../problem.ts';
import { inviteReader } from '../readers/reader.ts';
import { dayShape, idShape, instantShape, problems } from '../shapes.ts';
import { inviteMember } from './invite-member.ts';
import { demandOwnNotes, recipientOf } from './named-in-authorization.ts';
import {
  authorizationShape,
  disclosureShape,
  endOfTerm,
  invitationShape,
  outsideMemberBody,
  outsideMemberShape,
  showAuthorization,
  showDisclosure,
  showMember,
} from './shapes.ts';

const flagShape = z.object({ id: idShape, courseId: idShape.optional(), setBy: z.string(), setAt: instantShape });

const authorizationBody = z.strictObject({
  id: newId,
  covers: z.enum(['psychotherapy_notes', 'part_2']),
  noteIds: z.array(anyId).min(1).max(200).optional(),
  recipientKind: z.enum(['practitioner', 'outside_member', 'patient', 'other']),
  recipientId: anyId.optional(),
  /** Who it is, where it is somebody whom this clinic does not know. */
  recipient: line.optional(),
  purpose: line,
  expiresAt: z.iso.datetime({ offset: true }),
});
export type AuthorizationBody = z.output<typeof authorizationBody>;

const AUTHORIZED: Holding = { 'a patient’s authorization': true };

/** The accounting of disclosures reaches back six years: 45 CFR 164.528(a)(1). */
export const sixYearsBefore = (now: Instant): Instant => {
  const then = new Date(toMilliseconds(now));
  then.setUTCFullYear(then.getUTCFullYear() - 6);
  return instant(then.getTime());
};

export function sharingRoutes(app: App, context: Context): void {
  const { store, now } = context;
  const namesAt = async (clinicId: string) =>
    new Map((await store.practitioners.list(clinicId)).map(({ id, name }) => [id, name]));
  const demandPatientAt = async (clinicId: string, patientId: string) => {
    const patient = await store.patients.find(clinicId, patientId);
    if (!patient) throw notFound('patient');
    return patient;
  };

  app.get(
    '/api/patients/:id/sharing',
    {
      config: { act: 'see the clinical record' },
      schema: {
        tags: ['sharing'],
        summary: 'What a patient has agreed to, and what is flagged',
        params: oneId,
        response: {
          200: z.object({
            part2: z.array(flagShape).readonly(),
            authorizations: z.array(authorizationShape).readonly(),
            outsideMembers: z.array(outsideMemberShape).readonly(),
          }),
          ...problems(401, 403, 404),
        },
      },
    },
    async (request) => {
      const { params } = request;
      const { clinic } = request.principal;
      demandEver(request, 'see the clinical record');
      await demandPatientAt(clinic.id, params.id);
      await demandAccess(context, request, 'see the clinical record', { patientId: params.id });
      const [flags, authorizations, members, crisis, names] = await Promise.all([
        store.part2.ofPatient(clinic.id, params.id),
        store.authorizations.ofPatient(clinic.id, params.id),
        store.outsideMembers.ofPatient(clinic.id, params.id),
        store.circle.choices(clinic.id, params.id),
        namesAt(clinic.id),
      ]);
      return {
        part2: flags.map((flag) => ({ ...flag, setBy: names.get(flag.setBy) ?? 'somebody who has left' })),
        authorizations: authorizations.map((one) => showAuthorization(one, names, now())),
        outsideMembers: members.map((one) => showMember(one, now(), crisis.get(one.id))),
      };
    },
  );

  app.post(
    '/api/patients/:id/part-2',
    {
      config: { act: 'flag records of treatment for substance use' },
      schema: {
        tags: ['sharing'],
        summary: 'Flag a patient’s records, or a course’s, as treatment for substance use (42 CFR Part 2)',
        params: oneId,
        body: z.strictObject({ id: newId, courseId: anyId.optional() }),
        response: { 201: z.object({ id: idShape }), ...problems(400, 401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      const { clinic, practitioner } = request.principal;
      await demandPatientAt(clinic.id, params.id);
      await demandAccess(context, request, 'flag records of treatment for substance use', { patientId: params.id });
      if (body.courseId && (await store.courses.find(clinic.id, body.courseId))?.patientId !== params.id)
        throw notFound('course');
      await store.part2.set(clinic.id, params.id, {
        id: body.id,
        ...(body.courseId && { courseId: body.courseId }),
        setBy: practitioner.id,
        setAt: now(),
      });
      reply.code(201);
      return { id: body.id };
    },
  );

  app.post(
    '/api/patients/:id/part-2/lift',
    {
      config: { act: 'flag records of treatment for substance use' },
      schema: {
        tags: ['sharing'],
        summary: 'Lift a flag that was set by mistake; that it was set stays on record',
        params: oneId,
        body: z.strictObject({ flagId: anyId }),
        response: { 200: z.object({ lifted: z.literal(true) }), ...problems(400, 401, 403, 404) },
      },
    },
    async (request) => {
      const { params, body } = request;
      const { clinic, practitioner } = request.principal;
      await demandPatientAt(clinic.id, params.id);
      await demandAccess(context, request, 'flag records of treatment for substance use', { patientId: params.id });
      if (!(await store.part2.lift(clinic.id, params.id, body.flagId, practitioner.id, now()))) throw notFound('flag');
      return { lifted: true as const };
    },
  );

  app.post(
    '/api/patients/:id/authorizations',
    {
      config: { act: 'record a patient’s authorization' },
      schema: {
        tags: ['sharing'],
        summary: 'Record an authorization that the patient signed on paper',
        description:
          'An authorization over psychotherapy notes is recorded by their author and nobody else, so that no role can open them for itself.',
        params: oneId,
        body: authorizationBody,
        response: { 201: z.object({ authorization: authorizationShape }), ...problems(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      const { clinic, practitioner } = request.principal;
      const isNotes = body.covers === 'psychotherapy_notes';
      const act = isNotes ? 'keep psychotherapy notes of one’s own' : 'record a patient’s authorization';
      demandEver(request, act);
      const patient = await demandPatientAt(clinic.id, params.id);
      // Recorded over one's own notes alone: see `authorId` below.
      await demandAccess(context, request, act, { patientId: patient.id, holding: { 'own record': isNotes } });
      if (body.noteIds && !isNotes) throw badField('noteIds', 'not-here', 'Notes: only psychotherapy notes are named.');
      if (body.noteIds) await demandOwnNotes(context, clinic.id, practitioner.id, patient.id, body.noteIds);
      const { noteIds, recipientId, recipient: said, ...rest } = body;
      const recipient = await recipientOf(context, clinic.id, patient, body);
      const given = {
        ...rest,
        patientId: patient.id,
        ...(isNotes && { authorId: practitioner.id }),
        ...(noteIds && { noteIds }),
        ...(recipientId && { recipientId }),
        recipient,
        signedHow: 'paper' as const,
        signedAt: now(),
        recordedBy: practitioner.id,
        expiresAt: endOfTerm(body.expiresAt, now()),
      };
      const existing = await store.authorizations.find(clinic.id, body.id);
      if (existing && existing.patientId !== patient.id) throw notFound('authorization');
      const authorization = existing ?? (await store.authorizations.create(clinic.id, given));
      reply.code(201);
      return { authorization: showAuthorization(authorization, await namesAt(clinic.id), now()) };
    },
  );

  app.post(
    '/api/authorizations/:id/revoke',
    {
      config: { act: 'record a patient’s authorization' },
      schema: {
        tags: ['sharing'],
        summary: 'Take an authorization back on the patient’s word; it closes at once',
        params: oneId,
        body: z.strictObject({}),
        response: { 200: z.object({ revoked: z.literal(true) }), ...problems(400, 401, 404) },
      },
    },
    async (request) => {
      const { params } = request;
      const { clinic } = request.principal;
      const authorization = await store.authorizations.find(clinic.id, params.id);
      if (!authorization) throw notFound('authorization');
      const { patientId } = authorization;
      await demandAccess(context, request, 'record a patient’s authorization', { patientId });
      await store.authorizations.revoke(clinic.id, params.id, 'clinic', now());
      return { revoked: true as const };
    },
  );

  app.get(
    '/api/patients/:id/disclosed-notes',
    {
      config: { act: 'read disclosed psychotherapy notes' },
      schema: {
        tags: ['notes'],
        summary: 'Psychotherapy notes of others that the patient has authorized one to read',
        params: oneId,
        response: {
          200: z.object({
            disclosed: z
              .array(z.object({ authorization: authorizationShape, notes: z.array(noteShape).readonly() }))
              .readonly(),
          }),
          ...problems(401, 404),
        },
      },
    },
    async (request) => {
      const { params } = request;
      const { clinic, practitioner } = request.principal;
      demandEver(request, 'read disclosed psychotherapy notes');
      await demandPatientAt(clinic.id, params.id);
      const names = await namesAt(clinic.id);
      const open = (await store.authorizations.ofPatient(clinic.id, params.id)).filter(
        (one) =>
          one.covers === 'psychotherapy_notes' &&
          one.recipientKind === 'practitioner' &&
          one.recipientId === practitioner.id &&
          agreementStanding(one, now()) === 'in_force',
      );
      // Without one nothing is opened, and that is the answer.
      if (open.length === 0) {
        request.access = { act: 'read disclosed psychotherapy notes', patientId: params.id, grounds: [] };
        return { disclosed: [] };
      }
      await demandAccess(context, request, 'read disclosed psychotherapy notes', {
        patientId: params.id,
        holding: AUTHORIZED,
      });
      const disclosed = [];
      for (const authorization of open) {
        const notes = await store.psychotherapyNotes.disclosed(clinic.id, authorization.id, now());
        if (notes.length === 0) continue;
        await store.disclosures.write(clinic.id, {
          id: randomUUID(),
          patientId: params.id,
          at: now(),
          what: 'psychotherapy_notes',
          aboutId: authorization.id,
          basis: 'authorization',
          byPractitioner: practitioner.id,
          recipient: practitioner.name,
          purpose: authorization.purpose,
        });
        disclosed.push({ authorization: showAuthorization(authorization, names, now()), notes });
      }
      return { disclosed };
    },
  );

  app.post(
    '/api/patients/:id/outside-members',
    {
      config: { act: 'share with the care team outside' },
      schema: {
        tags: ['sharing'],
        summary: 'Invite somebody of the care team outside, as the patient consented on paper',
        params: oneId,
        body: outsideMemberBody,
        response: {
          201: z.object({ member: outsideMemberShape, invitation: invitationShape }),
          ...problems(400, 401, 403, 404, 409),
        },
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      const { clinic, practitioner } = request.principal;
      demandEver(request, 'share with the care team outside');
      await demandPatientAt(clinic.id, params.id);
      // What is recorded here is the patient's consent itself.
      await demandAccess(context, request, 'share with the care team outside', {
        patientId: params.id,
        holding: AUTHORIZED,
      });
      const member = await inviteMember(context, clinic.id, body, {
        patientId: params.id,
        consentedHow: 'paper',
        invitedBy: practitioner.id,
      });
      const subject = { clinicId: clinic.id, kind: 'outside' as const, subjectId: member.id };
      reply.code(201);
      return {
        member: showMember(member, now(), body.tellOfCrisis),
        invitation: await inviteReader(store, subject, now()),
      };
    },
  );

  app.post(
    '/api/outside-members/:id/revoke',
    {
      config: { act: 'share with the care team outside' },
      schema: {
        tags: ['sharing'],
        summary: 'End what somebody outside sees, at once',
        params: oneId,
        body: z.strictObject({}),
        response: { 200: z.object({ revoked: z.literal(true) }), ...problems(400, 401, 404) },
      },
    },
    async (request) => {
      const { params } = request;
      const { clinic } = request.principal;
      demandEver(request, 'share with the care team outside');
      const member = await store.outsideMembers.find(clinic.id, params.id);
      if (!member) throw notFound('member of a care team');
      const subject = { patientId: member.patientId, holding: AUTHORIZED };
      await demandAccess(context, request, 'share with the care team outside', subject);
      await store.outsideMembers.revoke(clinic.id, params.id, now());
      return { revoked: true as const };
    },
  );

  app.post(
    '/api/patients/:id/portal-invitation',
    {
      config: { act: 'let a patient in' },
      schema: {
        tags: ['sharing'],
        summary: 'A link and a code by which the patient comes to their own pages, once',
        params: oneId,
        body: z.strictObject({}),
        response: { 201: z.object({ invitation: invitationShape }), ...problems(400, 401, 404) },
      },
    },
    async (request, reply) => {
      const { clinic } = request.principal;
      const patient = await demandPatientAt(clinic.id, request.params.id);
      await demandAccess(context, request, 'let a patient in', { patientId: patient.id });
      reply.code(201);
      const subject = { clinicId: clinic.id, kind: 'patient' as const, subjectId: patient.id };
      return { invitation: await inviteReader(store, subject, now(), patient.language) };
    },
  );

  app.get(
    '/api/patients/:id/disclosures',
    {
      config: { act: 'see to whom a patient’s records went' },
      schema: {
        tags: ['sharing'],
        summary: 'The accounting of disclosures of a patient’s records, six years back (45 CFR 164.528)',
        params: oneId,
        response: {
          200: z.object({ since: dayShape, disclosures: z.array(disclosureShape).readonly() }),
          ...problems(401, 403, 404),
        },
      },
    },
    async (request) => {
      const { params } = request;
      const { clinic } = request.principal;
      await demandPatientAt(clinic.id, params.id);
      await demandAccess(context, request, 'see to whom a patient’s records went', { patientId: params.id });
      const since = sixYearsBefore(now());
      const names = await namesAt(clinic.id);
      const disclosures = await store.disclosures.ofPatient(clinic.id, params.id, since);
      return { since: since.slice(0, 10), disclosures: disclosures.map((one) => showDisclosure(one, names)) };
    },
  );
}
