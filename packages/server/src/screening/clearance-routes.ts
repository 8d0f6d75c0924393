/** Letters and clearances from outside: asked for, waited for by name and day, and written down when they have come. */
import {
  askClearanceSchema,
  type Clearance,
  clearanceArrivedSchema,
  decideArrival,
  decideAskingClearance,
  decideEndingClearance,
  endClearanceSchema,
  type ScreeningDecided,
  type ScreeningFacts,
} from '@holdspace/care';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { anyId, oneId } from '../fields.ts';
import { notFound } from '../problem.ts';
import { problems } from '../shapes.ts';
import { screenings } from './kept.ts';
import { screeningShape } from './shapes.ts';

const tags = ['screening'];
const oneClearance = z.strictObject({ id: anyId, clearanceId: anyId });
const answer = {
  201: z.object({ screening: screeningShape }),
  ...problems(400, 401, 403, 404, 409, 422),
};
const asRecorder = ({ id, name, roles }: Clearance['askedBy']) => ({ id, name, roles });

/** Decides about the clearance of an address; of another course it is not there. */
const about =
  (clearanceId: string, decide: (facts: ScreeningFacts, asked: Clearance) => ScreeningDecided) =>
  (facts: ScreeningFacts): ScreeningDecided => {
    const asked = facts.clearances.find(({ id }) => id === clearanceId);
    if (!asked) throw notFound('clearance');
    return decide(facts, asked);
  };

export function clearanceRoutes(app: App, context: Context): void {
  const { demandCourse, keep } = screenings(context);

  app.post(
    '/api/courses/:id/screening/clearances',
    {
      config: { act: 'keep the screening' },
      schema: {
        tags,
        summary: 'Write down that a clearance is asked for: about what, of whom, until when',
        params: oneId,
        body: askClearanceSchema,
        response: answer,
      },
    },
    async (request, reply) => {
      const { body, params, principal } = request;
      const course = await demandCourse(request, 'keep the screening', params.id);
      const { id, ...given } = body;
      const screening = await keep(request, course, asRecorder(principal.practitioner), {
        id,
        given,
        sentOf: (event) => {
          if (event.type !== 'ClearanceAsked') return null;
          const { rules, of, what, askedOn, dueOn } = event;
          return { rules, of, what, askedOn, dueOn };
        },
        decide: (facts) => decideAskingClearance(facts, body),
      });
      reply.code(201);
      return { screening };
    },
  );

  app.post(
    '/api/courses/:id/screening/clearances/:clearanceId/arrival',
    {
      config: { act: 'keep the screening' },
      schema: {
        tags,
        summary: 'Write down what a letter says that has come',
        description: 'It re-opens what was signed before it came: a clinician reads it, and decides again.',
        params: oneClearance,
        body: clearanceArrivedSchema,
        response: answer,
      },
    },
    async (request, reply) => {
      const { body, params, principal } = request;
      const course = await demandCourse(request, 'keep the screening', params.id);
      const { id, ...given } = body;
      const screening = await keep(request, course, asRecorder(principal.practitioner), {
        id,
        given: { clearance: params.clearanceId, ...given },
        sentOf: (event) => {
          if (event.type !== 'ClearanceArrived') return null;
          const { clearance, arrivedOn, from, verdict, says } = event;
          return { clearance, arrivedOn, from, verdict, says };
        },
        decide: about(params.clearanceId, (facts, asked) => decideArrival(facts, asked, body)),
      });
      reply.code(201);
      return { screening };
    },
  );

  app.post(
    '/api/courses/:id/screening/clearances/:clearanceId/end',
    {
      config: { act: 'keep the screening' },
      schema: {
        tags,
        summary: 'Say that a clearance is waited for no longer, or was written down by mistake',
        params: oneClearance,
        body: endClearanceSchema,
        response: answer,
      },
    },
    async (request, reply) => {
      const { body, params, principal } = request;
      const course = await demandCourse(request, 'keep the screening', params.id);
      const { id, reason } = body;
      const screening = await keep(request, course, asRecorder(principal.practitioner), {
        id,
        given: { clearance: params.clearanceId, reason },
        sentOf: (event) =>
          event.type === 'ClearanceEnded' ? { clearance: event.clearance, reason: event.reason } : null,
        decide: about(params.clearanceId, (facts, asked) => decideEndingClearance(facts, asked, body)),
      });
      reply.code(201);
      return { screening };
    },
  );
}
