/** A dosing session: its commands, its events, and its live stream. */
import { type Act, type Command, type CommandType, comingIn, commandSchema, type Practitioner } from '@holdspace/care';
import { z } from 'zod';
import { demandAccess, demandEver, demandSession, hasAccess } from '../access/access.ts';
import { careByRecording } from '../access/care-by-recording.ts';
import { auditStream } from '../audit/hook.ts';
import { Consents } from '../consents/consents.ts';
import { consentsAsked } from '../consents/on-record.ts';
import { consentOnRecordShape } from '../consents/shapes.ts';
import type { App, Context } from '../context.ts';
import { oneId } from '../fields.ts';
import { openEventStream } from '../live/event-stream.ts';
import { courseOrdersAsked, courseOrdersOfSession, placesUnderCourseOrder } from '../orders/facts.ts';
import { courseOrdersOnRecordShape } from '../orders/shapes.ts';
import { badField, Problem } from '../problem.ts';
import { screeningAsked, screeningOfSession } from '../screening/known.ts';
import { screeningOnRecordShape } from '../screening/shapes.ts';
import {
  dayShape,
  idShape,
  labelShape,
  patientShape,
  problems,
  protocolDocumentShape,
  storedEventShape,
} from '../shapes.ts';
import type { Principal } from '../sign-in/principal.ts';
import { authorOf, PROOF_HEADER } from '../sign-in/signatures.ts';
import { demandKnownPeople } from './known-people.ts';

/** The most commands that are stored together; a device that was long without network sends several batches. */
const MOST_COMMANDS = 100;

const credentialDaysShape = z.object({
  kind: z.string(),
  validFrom: dayShape.optional(),
  expiresOn: dayShape,
  endedOn: dayShape.optional(),
});
const sequence = z.coerce
  .number({ error: 'must be a whole number' })
  .int('must be a whole number')
  .min(0)
  .max(2 ** 31 - 1);
const commandsBody = z.union([commandSchema, z.array(commandSchema).min(1).max(MOST_COMMANDS)]);
const eventsAnswer = z.object({ events: z.array(storedEventShape).readonly() });

export function sessionsRoutes(app: App, context: Context): void {
  const { store, keeper, protocols, sessionFeed } = context;

  app.post(
    '/api/sessions/:id/commands',
    {
      config: {
        act: 'take part in a session',
        orActs: ['call an emergency stop', 'withdraw touch consent', 'cancel a session'],
      },
      schema: {
        tags: ['sessions'],
        summary: 'Record, order, give, sign',
        description: [
          'One command, or a list that is stored together or not at all. The answer holds the events that they became, committed.',
          'A command sent again with the same id and the same content answers with its events of the first time.',
          'On a locked or shared screen an act of authority needs a signature of its own (`/signatures`), sent in the header `Holdspace-Proof`; its author is who signed. What only records never does.',
        ].join('\n\n'),
        params: oneId,
        querystring: z.strictObject({
          seq: sequence
            .optional()
            .meta({ description: 'The sequence number that the sender had seen; 409 where the session has moved on.' }),
        }),
        body: commandsBody,
        response: { 200: eventsAnswer, ...problems(400, 401, 403, 404, 409, 413, 422, 428, 503) },
      },
    },
    async (request) => {
      const { principal, params, query, body, headers } = request;
      const commands: readonly Command[] = Array.isArray(body) ? body : [body];
      const act = actOf(commands);
      demandEver(request, act);
      const origin = keeper.originOf(principal.clinic.id, params.id);
      const subject = {
        patientId: (origin instanceof Promise ? await origin : origin).patientId,
        sessionId: params.id,
      };
      const looking = demandAccess(context, request, act, subject);
      if (looking) await looking;
      demandDistinctIds(commands);
      if (commands.some(comingIn)) await demandKnownPeople(store, principal.clinic.id, commands);
      const author = await authorOf(context, principal, params.id, commands, headers[PROOF_HEADER]);
      // Who signed at somebody else’s screen is asked as if they sat at their own.
      if (author.id !== principal.practitioner.id) await demandAccessOf(author);
      const send = async () =>
        keeper.send({
          clinicId: principal.clinic.id,
          sessionId: params.id,
          author,
          credentials: await context.credentials.for(principal.clinic.id, author, commands),
          courseOrders: await courseOrdersAsked(context, principal.clinic.id, params.id, commands),
          screening: await screeningAsked(context, principal.clinic, params.id, commands),
          consents: await consentsAsked(context, principal.clinic.id, params.id, commands),
          commands,
          seenSeq: query.seq,
        });
      // Two sessions that take the last use of an order in one moment: the second looks once the first is stored.
      const events = commands.some(placesUnderCourseOrder)
        ? await store.courseOrders.holding(principal.clinic.id, subject.patientId, send)
        : await send();
      await careByRecording(context, request);
      return { events };

      async function demandAccessOf(practitioner: Practitioner): Promise<void> {
        if (await hasAccess(context, { principal: { ...principal, practitioner } }, act, subject)) return;
        throw new Problem('not-allowed', `${practitioner.name} has no part in this session.`, {
          rule: `condition: ${act}`,
          satisfy: 'Record that they came in, or ask somebody of the care team to sign.',
        });
      }
    },
  );

  app.get(
    '/api/sessions/:id',
    {
      config: { act: 'see a session' },
      schema: {
        tags: ['sessions'],
        summary: 'What a session is, and the protocol that decides it',
        params: oneId,
        response: {
          200: z.object({
            session: z.object({
              id: idShape,
              patientId: idShape,
              visitId: idShape.nullable(),
              protocolId: z.string(),
              protocolVersion: z.string(),
              seq: z.number().int(),
            }),
            patient: patientShape,
            protocol: protocolDocumentShape,
            label: labelShape,
            credentials: z.record(idShape, z.array(credentialDaysShape).readonly()).meta({
              description:
                'Of the clinic’s people, by id: what they may be relied on for, so that a device can say at once who may not.',
            }),
            courseOrders: courseOrdersOnRecordShape,
            screening: screeningOnRecordShape.optional(),
            consents: consentOnRecordShape.meta({ description: 'Those that a dose waits for, and where each stands.' }),
            keepsLedger: z.boolean().meta({
              description:
                'Whether the clinic has a safe, so that what is given comes out of a container of its ledger.',
            }),
          }),
          ...problems(401, 403, 404),
        },
      },
    },
    async (request) => {
      const { clinic } = request.principal;
      const { id } = request.params;
      const head = await demandSession(context, request, 'see a session', id);
      const [patient, shelved, credentials, courseOrders, screening, consents, { keepsLedger }] = await Promise.all([
        store.patients.find(clinic.id, head.patientId),
        protocols.find(clinic.id, head.protocolId, head.protocolVersion),
        context.credentials.of(clinic.id),
        courseOrdersOfSession(context, clinic.id, head),
        screeningOfSession(context, clinic, { id, visitId: head.visitId }),
        new Consents(context).onRecord(clinic.id, head),
        store.inventory.known(clinic.id, []),
      ]);
      if (!patient || !shelved) throw new Error('a session without its patient or protocol');
      const { patientId, visitId, protocolId, protocolVersion, seq } = head;
      return {
        session: { id, patientId, visitId, protocolId, protocolVersion, seq },
        patient,
        credentials,
        courseOrders,
        ...(screening && { screening }),
        consents,
        keepsLedger,
        ...shelved,
      };
    },
  );

  app.get(
    '/api/sessions/:id/events',
    {
      config: { act: 'see a session' },
      schema: {
        tags: ['sessions'],
        summary: 'What has happened, in the order in which it was stored',
        params: oneId,
        querystring: z.strictObject({ after: sequence.default(0) }),
        response: { 200: eventsAnswer, ...problems(400, 401, 403, 404) },
      },
    },
    async (request) => {
      const { id } = request.params;
      await demandSession(context, request, 'see a session', id);
      return { events: await store.sessions.events(request.principal.clinic.id, id, request.query.after) };
    },
  );

  app.get(
    '/api/sessions/:id/live',
    {
      config: { act: 'see a session' },
      schema: {
        tags: ['sessions'],
        summary: 'What happens, as it happens',
        description:
          'Server-sent events: first every event after `after` (or after `Last-Event-ID`), then each new one, `event: session`, `id` the sequence number, `data` the stored event. Every event comes, in order, once. A comment every 15 seconds keeps the connection.',
        params: oneId,
        querystring: z.strictObject({ after: sequence.default(0) }),
        response: problems(400, 401, 403, 404),
      },
    },
    async (request, reply) => {
      const { principal, params, query } = request;
      const { patientId } = await demandSession(context, request, 'see a session', params.id);
      const mayStill = (now: Principal) => hasAccess(context, { principal: now }, 'see a session', { patientId });
      await auditStream(request, context, { patientId, sessionId: params.id });
      // A browser that comes back says where it was in this header; the address still says where it first began.
      const last = sequence.safeParse(request.headers['last-event-id']);
      const after = last.success ? Math.max(last.data, query.after) : query.after;
      sessionFeed.watch(principal.clinic.id, params.id, after, openEventStream(request, reply, context, mayStill));
      return reply;
    },
  );
}

/** What is open to more people than those who take part: each hears of it first, or sees it first. */
const OPEN_ACTS: Readonly<Partial<Record<CommandType, Act>>> = {
  CallEmergencyStop: 'call an emergency stop',
  WithdrawTouchConsent: 'withdraw touch consent',
  CancelSession: 'cancel a session',
};
function actOf(commands: readonly Command[]): Act {
  const [first] = commands;
  const open = first && OPEN_ACTS[first.type];
  return open && commands.every(({ type }) => OPEN_ACTS[type] === open) ? open : 'take part in a session';
}

/** One id for two commands of a batch would make one of them look like the other sent again. */
function demandDistinctIds(commands: readonly Command[]): void {
  if (commands.length < 2) return;
  const seen = new Set<string>();
  for (const [index, { id }] of commands.entries()) {
    if (seen.has(id)) throw badField(`${index}.id`, 'repeated-id', 'Two commands of this list have the same id.');
    seen.add(id);
  }
}
