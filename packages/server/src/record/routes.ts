/** The record of a session: as data, and as a PDF. */
import { randomUUID } from 'node:crypto';
import {
  fold,
  PART_2_IN_PLAIN_WORDS,
  PART_2_NOTICE,
  recordOf,
  type SessionEvent,
  type SessionRecord,
  vitalSignsChart,
} from '@holdspace/care';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { demandSession } from '../access/access.ts';
import type { App, Context } from '../context.ts';
import { oneId } from '../fields.ts';
import { Problem } from '../problem.ts';
import { idShape, instantShape, problems } from '../shapes.ts';
import { isSessionPart2, part2Consents } from '../sharing/part-2.ts';
import { recordPdf } from './pdf.ts';
import { inFileName, outgoing, takenOut } from './taken-out.ts';

const recordShape = z
  .looseObject({
    title: z.string(),
    status: z.string(),
    sections: z.array(z.looseObject({ title: z.string() })).readonly(),
  })
  .meta({
    id: 'SessionRecord',
    description: 'The chart of a session: figures, sections of rows, vital signs, signatures.',
  }) as unknown as z.ZodType<SessionRecord>;

export function recordRoutes(app: App, context: Context): void {
  const { store, protocols, now } = context;

  /** What a session’s record is made from. Throws 403, 404, and 409 where the session has not been planned. */
  const readingOf = async (request: FastifyRequest, id: string) => {
    const clinicId = request.principal.clinic.id;
    const head = await demandSession(context, request, 'see a session', id);
    const shelved = await protocols.find(clinicId, head.protocolId, head.protocolVersion);
    if (!shelved) throw new Error('a session without its protocol');
    const events = (await store.sessions.events(clinicId, id)) as readonly SessionEvent[];
    if (events.length === 0) throw new Problem('stale', 'This session has no entries yet, so it has no record.');
    return { head, events, protocol: shelved.protocol, record: recordOf(shelved.protocol, events) };
  };

  app.get(
    '/api/sessions/:id/record',
    {
      config: { act: 'see a session' },
      schema: {
        tags: ['sessions'],
        summary: 'The chart of a session',
        params: oneId,
        response: { 200: recordShape, ...problems(401, 403, 404, 409) },
      },
    },
    async (request) => (await readingOf(request, request.params.id)).record,
  );

  app.get(
    '/api/sessions/:id/record.pdf',
    {
      config: { act: 'see a session' },
      schema: {
        tags: ['sessions'],
        summary: 'The chart of a session as a PDF',
        params: oneId,
        querystring: outgoing,
        produces: ['application/pdf'],
      },
    },
    async (request, reply) => {
      const { params, query } = request;
      const { head, events, protocol, record } = await readingOf(request, params.id);
      const { isFlagged } = await takenOut(context, request, head, query);
      const state = fold(events);
      const until = state.endedAt ?? events.at(-1)?.at;
      const pdf = await recordPdf(record, until ? vitalSignsChart(protocol, state, until) : '', isFlagged);
      return reply
        .header('content-type', 'application/pdf')
        .header('content-disposition', `inline; filename="session-${inFileName(record.patient.recordNumber)}.pdf"`)
        .send(Buffer.from(pdf));
    },
  );

  app.get(
    '/api/sessions/:id/part-2',
    {
      config: { act: 'see a session' },
      schema: {
        tags: ['sessions'],
        summary: 'Whether a session’s record is about treatment for substance use, and what must go with it',
        params: oneId,
        response: {
          200: z.object({
            isFlagged: z.boolean(),
            notice: z.string(),
            plainWords: z.string(),
            /** Consents in force under which it may go out. */
            consents: z
              .array(z.object({ id: idShape, recipient: z.string(), purpose: z.string(), expiresAt: instantShape }))
              .readonly(),
          }),
          ...problems(401, 403, 404),
        },
      },
    },
    async (request) => {
      const { clinic } = request.principal;
      const head = await demandSession(context, request, 'see a session', request.params.id);
      const isFlagged = await isSessionPart2(context, clinic.id, head);
      const consents = isFlagged ? await part2Consents(context, clinic.id, head.patientId) : [];
      return {
        isFlagged,
        notice: PART_2_NOTICE,
        plainWords: PART_2_IN_PLAIN_WORDS,
        consents: consents.map(({ id, recipient, purpose, expiresAt }) => ({ id, recipient, purpose, expiresAt })),
      };
    },
  );

  app.post(
    '/api/sessions/:id/record/printed',
    {
      config: { act: 'see a session' },
      schema: {
        tags: ['sessions'],
        summary: 'Say that a record was printed, for the accounting of disclosures',
        params: oneId,
        body: z.strictObject({}),
        response: { 201: z.object({ written: z.literal(true) }), ...problems(400, 401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { clinic, practitioner } = request.principal;
      const head = await demandSession(context, request, 'see a session', request.params.id);
      await store.disclosures.write(clinic.id, {
        id: randomUUID(),
        patientId: head.patientId,
        at: now(),
        what: 'record_print',
        aboutId: head.id,
        basis: 'treatment',
        byPractitioner: practitioner.id,
        recipient: `A paper printed by ${practitioner.name}`,
        purpose: 'Treatment',
      });
      reply.code(201);
      return { written: true as const };
    },
  );
}
