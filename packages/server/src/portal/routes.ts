/** A patient's own pages: their record as written for them, what they have agreed to, and to whom it went. */
import { randomUUID } from 'node:crypto';
import {
  agreementStanding,
  kindOfType,
  type Language,
  mayEver,
  NOTE_KIND_WORDS,
  publicService,
  type SessionEvent,
  sessionForPatient,
} from '@holdspace/care';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { anyId, inLanguage, line, newId, oneId } from '../fields.ts';
import { noteShape } from '../notes/routes.ts';
import { badField, notFound } from '../problem.ts';
import { demandPatient, inviteReader, type PatientReader } from '../readers/reader.ts';
import {
  dayShape,
  idShape,
  instantShape,
  patientShape,
  problems,
  serviceLabelShape,
  visitKindShape,
} from '../shapes.ts';
import { inviteMember } from '../sharing/invite-member.ts';
import { sixYearsBefore } from '../sharing/routes.ts';
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
} from '../sharing/shapes.ts';

const sessionShape = z
  .object({
    id: idShape,
    label: serviceLabelShape,
    at: instantShape.optional(),
    status: z.enum(['planned', 'open', 'discharged', 'departed', 'cancelled']),
    ended: z.string(),
    dose: z.string().optional(),
    vitalSigns: z.array(z.string()).readonly(),
    happened: z.array(z.string()).readonly(),
  })
  .meta({ id: 'SessionForPatient', description: 'A dosing session in plain words.' });
const visitShape = z.object({ id: idShape, kind: visitKindShape, scheduledFor: instantShape });
const courseShape = z.object({
  id: idShape,
  startedOn: dayShape,
  label: serviceLabelShape,
  focus: z.string().optional(),
  intention: z.string().optional(),
  visits: z.array(visitShape).readonly(),
});

export function portalRoutes(app: App, context: Context): void {
  const { store, now, protocols } = context;
  const namesAt = async (clinicId: string) =>
    new Map((await store.practitioners.list(clinicId)).map(({ id, name }) => [id, name]));

  const sessionsOf = async ({ clinic, patient }: PatientReader, language: Language) => {
    const shown = [];
    for (const head of await store.sessions.ofPatient(clinic.id, patient.id)) {
      const shelved = await protocols.find(clinic.id, head.protocolId, head.protocolVersion);
      const events = (await store.sessions.events(clinic.id, head.id)) as readonly SessionEvent[];
      if (shelved && events.length > 0)
        shown.push({ id: head.id, ...sessionForPatient(shelved.protocol, events, language) });
    }
    return shown.sort((one, other) => (other.at ?? '').localeCompare(one.at ?? ''));
  };
  const coursesOf = async ({ clinic, patient }: PatientReader) => {
    const visits = await store.visits.ofPatient(clinic.id, patient.id);
    const courses = await store.courses.ofPatient(clinic.id, patient.id);
    return Promise.all(
      courses.map(async ({ id, startedOn, focus, intention, protocolId, protocolVersion }) => {
        const shelved = await protocols.find(clinic.id, protocolId, protocolVersion);
        if (!shelved) throw new Error('a course of a protocol that the clinic does not have');
        return {
          id,
          startedOn,
          label: publicService(shelved.protocol).label,
          ...(focus && { focus }),
          ...(intention && { intention }),
          visits: visits
            .filter((visit) => visit.courseId === id)
            .map(({ id, kind, scheduledFor }) => ({ id, kind, scheduledFor })),
        };
      }),
    );
  };

  app.get(
    '/api/reader/record',
    {
      config: { act: 'see one’s own record' },
      schema: {
        tags: ['portal'],
        summary: 'One’s own record, as written for its patient',
        querystring: inLanguage,
        response: {
          200: z.object({
            patient: patientShape,
            clinic: z.object({ name: z.string(), zone: z.string() }),
            part2: z.boolean(),
            courses: z.array(courseShape).readonly(),
            sessions: z.array(sessionShape).readonly(),
            notes: z
              .array(
                z.object({
                  id: idShape,
                  author: z.string(),
                  kind: z.string(),
                  signedAt: instantShape,
                  text: z.string(),
                }),
              )
              .readonly(),
          }),
          ...problems(400, 401, 404),
        },
      },
    },
    async (request) => {
      const reader = demandPatient(request);
      const { clinic, patient } = reader;
      const names = await namesAt(clinic.id);
      // Nobody is the author of these but the clinic's people, so only what is signed comes.
      const notes = await store.recordNotes.ofPatient(clinic.id, patient.id, patient.id);
      const { id, name, dateOfBirth, recordNumber } = patient;
      return {
        patient: { id, name, dateOfBirth, recordNumber },
        clinic: { name: clinic.name, zone: clinic.zone },
        part2: (await store.part2.ofPatient(clinic.id, patient.id)).length > 0,
        courses: await coursesOf(reader),
        sessions: await sessionsOf(reader, request.query.language),
        // Of the record, whatever its type: a guide's observations are the patient's to read like a progress note.
        notes: notes.flatMap(({ id, authorId, signedAt, text, type = 'plain' }) => {
          const author = names.get(authorId) ?? 'somebody who has left';
          return signedAt ? [{ id, author, kind: NOTE_KIND_WORDS[kindOfType(type)].name, signedAt, text }] : [];
        }),
      };
    },
  );

  app.get(
    '/api/reader/sharing',
    {
      config: { act: 'see one’s own record' },
      schema: {
        tags: ['portal'],
        summary: 'What one has agreed to: authorizations, and the care team outside',
        response: {
          200: z.object({
            authorizations: z.array(authorizationShape).readonly(),
            outsideMembers: z.array(outsideMemberShape).readonly(),
            /** Whose psychotherapy notes an authorization can be about, and who else could be let read them. */
            people: z.array(z.object({ id: idShape, name: z.string(), mayKeepNotes: z.boolean() })).readonly(),
          }),
          ...problems(401, 404),
        },
      },
    },
    async (request) => {
      const { clinic, patient } = demandPatient(request);
      const people = await store.practitioners.list(clinic.id);
      const crisis = await store.circle.choices(clinic.id, patient.id);
      const names = new Map(people.map(({ id, name }) => [id, name]));
      return {
        authorizations: (await store.authorizations.ofPatient(clinic.id, patient.id)).map((one) =>
          showAuthorization(one, names, now()),
        ),
        outsideMembers: (await store.outsideMembers.ofPatient(clinic.id, patient.id)).map((one) =>
          showMember(one, now(), crisis.get(one.id)),
        ),
        people: people.map(({ id, name, roles }) => ({
          id,
          name,
          mayKeepNotes: mayEver('keep psychotherapy notes of one’s own', roles),
        })),
      };
    },
  );

  app.post(
    '/api/reader/authorizations',
    {
      config: { act: 'see one’s own record' },
      schema: {
        tags: ['portal'],
        summary: 'Authorize somebody to read psychotherapy notes about oneself',
        body: z.strictObject({
          id: newId,
          authorId: anyId,
          recipientKind: z.enum(['patient', 'practitioner', 'outside_member']),
          recipientId: anyId.optional(),
          purpose: line,
          expiresAt: z.iso.datetime({ offset: true }),
        }),
        response: { 201: z.object({ authorization: authorizationShape }), ...problems(400, 401, 404, 409) },
      },
    },
    async (request, reply) => {
      const { clinic, patient } = demandPatient(request);
      const { id, authorId, recipientKind, recipientId, purpose, expiresAt } = request.body;
      const names = await namesAt(clinic.id);
      if (!names.has(authorId)) throw badField('authorId', 'unknown', 'Whose notes: nobody of this clinic.');
      const member = recipientId ? await store.outsideMembers.find(clinic.id, recipientId) : null;
      const recipient = {
        patient: patient.name,
        practitioner: recipientId ? names.get(recipientId) : undefined,
        outside_member: member?.patientId === patient.id ? member.name : undefined,
      }[recipientKind];
      if (!recipient || (recipientKind === 'patient') !== (recipientId === undefined))
        throw badField('recipientId', 'unknown', 'Who may read them: choose a person.');
      const existing = await store.authorizations.find(clinic.id, id);
      if (existing && existing.patientId !== patient.id) throw notFound('authorization');
      const authorization =
        existing ??
        (await store.authorizations.create(clinic.id, {
          id,
          patientId: patient.id,
          covers: 'psychotherapy_notes',
          authorId,
          recipientKind,
          ...(recipientId && { recipientId }),
          recipient,
          purpose,
          signedHow: 'portal',
          signedAt: now(),
          expiresAt: endOfTerm(expiresAt, now()),
        }));
      reply.code(201);
      return { authorization: showAuthorization(authorization, names, now()) };
    },
  );

  app.post(
    '/api/reader/authorizations/:id/revoke',
    {
      config: { act: 'see one’s own record' },
      schema: {
        tags: ['portal'],
        summary: 'Take an authorization of one’s own back, at once',
        params: oneId,
        body: z.strictObject({}),
        response: { 200: z.object({ revoked: z.literal(true) }), ...problems(400, 401, 404) },
      },
    },
    async (request) => {
      const { clinic, patient } = demandPatient(request);
      const { id } = request.params;
      if ((await store.authorizations.find(clinic.id, id))?.patientId !== patient.id) throw notFound('authorization');
      await store.authorizations.revoke(clinic.id, id, 'portal', now());
      return { revoked: true as const };
    },
  );

  app.post(
    '/api/reader/outside-members',
    {
      config: { act: 'see one’s own record' },
      schema: {
        tags: ['portal'],
        summary: 'Let somebody of one’s care team see something of one’s own, for a time',
        body: outsideMemberBody,
        response: {
          201: z.object({ member: outsideMemberShape, invitation: invitationShape }),
          ...problems(400, 401, 404, 409),
        },
      },
    },
    async (request, reply) => {
      const { clinic, patient } = demandPatient(request);
      const { body } = request;
      const member = await inviteMember(context, clinic.id, body, {
        patientId: patient.id,
        consentedHow: 'portal',
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
    '/api/reader/outside-members/:id/revoke',
    {
      config: { act: 'see one’s own record' },
      schema: {
        tags: ['portal'],
        summary: 'End what somebody of one’s care team sees, at once',
        params: oneId,
        body: z.strictObject({}),
        response: { 200: z.object({ revoked: z.literal(true) }), ...problems(400, 401, 404) },
      },
    },
    async (request) => {
      const { clinic, patient } = demandPatient(request);
      const { id } = request.params;
      if ((await store.outsideMembers.find(clinic.id, id))?.patientId !== patient.id) throw notFound('person');
      await store.outsideMembers.revoke(clinic.id, id, now());
      return { revoked: true as const };
    },
  );

  app.get(
    '/api/reader/disclosures',
    {
      config: { act: 'see one’s own record' },
      schema: {
        tags: ['portal'],
        summary: 'To whom one’s records went, six years back (45 CFR 164.528)',
        response: {
          200: z.object({ since: dayShape, disclosures: z.array(disclosureShape).readonly() }),
          ...problems(401, 404),
        },
      },
    },
    async (request) => {
      const { clinic, patient } = demandPatient(request);
      const since = sixYearsBefore(now());
      const names = await namesAt(clinic.id);
      const all = await store.disclosures.ofPatient(clinic.id, patient.id, since);
      return { since: since.slice(0, 10), disclosures: all.map((one) => showDisclosure(one, names)) };
    },
  );

  app.get(
    '/api/reader/notes',
    {
      config: { act: 'see one’s own record' },
      schema: {
        tags: ['portal'],
        summary:
          'Psychotherapy notes that the patient has authorized this reader to read; none without an authorization',
        response: {
          200: z.object({
            disclosed: z
              .array(z.object({ authorization: authorizationShape, notes: z.array(noteShape).readonly() }))
              .readonly(),
          }),
          ...problems(401),
        },
      },
    },
    async ({ reader }) => {
      const { clinic } = reader;
      const patientId = reader.kind === 'patient' ? reader.patient.id : reader.member.patientId;
      const open = (await store.authorizations.ofPatient(clinic.id, patientId)).filter(
        (one) =>
          one.covers === 'psychotherapy_notes' &&
          agreementStanding(one, now()) === 'in_force' &&
          (reader.kind === 'patient'
            ? one.recipientKind === 'patient'
            : one.recipientKind === 'outside_member' && one.recipientId === reader.member.id),
      );
      const names = await namesAt(clinic.id);
      const disclosed = [];
      for (const authorization of open) {
        const notes = await store.psychotherapyNotes.disclosed(clinic.id, authorization.id, now());
        if (notes.length === 0) continue;
        await store.disclosures.write(clinic.id, {
          id: randomUUID(),
          patientId,
          at: now(),
          what: 'psychotherapy_notes',
          aboutId: authorization.id,
          basis: reader.kind === 'patient' ? 'patient' : 'authorization',
          recipient: authorization.recipient,
          purpose: authorization.purpose,
        });
        disclosed.push({ authorization: showAuthorization(authorization, names, now()), notes });
      }
      return { disclosed };
    },
  );
}
