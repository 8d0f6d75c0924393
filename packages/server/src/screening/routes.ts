/** A course's screening: what was answered, what the rules find, what a clinician decides; and how it stands in a session. */
import {
  decideSigningScreening,
  decideTelling,
  problemsOfScreening,
  type ScreeningAnswers,
  signScreeningSchema,
  tellAnswersSchema,
} from '@holdspace/care';
import { z } from 'zod';
import { demandEver, demandSession } from '../access/access.ts';
import { demandSignerOfAct } from '../access/signer.ts';
import type { App, Context } from '../context.ts';
import { oneId } from '../fields.ts';
import { Problem } from '../problem.ts';
import { problems } from '../shapes.ts';
import { screenings, seenNow } from './kept.ts';
import { screeningOfSession } from './known.ts';
import { screeningOnRecordShape, screeningShape } from './shapes.ts';
import { SCREENING_SIGNED, screeningActSigned } from './signed-act.ts';

const tags = ['screening'];
const answered = { 201: z.object({ screening: screeningShape }) };

export function screeningRoutes(app: App, context: Context): void {
  const { store } = context;
  const { courseOf, demandCourse, keep, shown } = screenings(context);

  app.get(
    '/api/courses/:id/screening',
    {
      config: { act: 'see the clinical record' },
      schema: {
        tags,
        summary: 'A course’s screening: answers, findings with reasons and sources, decisions, letters waited for',
        description:
          'Findings and whether the last decision still covers what is on record are worked out anew each time. They advise; a clinician decides.',
        params: oneId,
        response: { 200: z.object({ screening: screeningShape }), ...problems(401, 403, 404) },
      },
    },
    async (request) => {
      const course = await demandCourse(request, 'see the clinical record', request.params.id);
      return { screening: await shown(request, course) };
    },
  );

  app.post(
    '/api/courses/:id/screening',
    {
      config: { act: 'keep the screening' },
      schema: {
        tags,
        summary: 'Write down what the patient answered',
        description:
          'All answers each time; what is left out is not answered, and never clear. Names the answers that it follows on: where somebody wrote others meanwhile it is refused, and nothing is lost.',
        params: oneId,
        body: tellAnswersSchema,
        response: { ...answered, ...problems(400, 401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const { body, params, principal } = request;
      const course = await demandCourse(request, 'keep the screening', params.id);
      demandAnswers(body.answers);
      const { id, name, roles } = principal.practitioner;
      const screening = await keep(
        request,
        course,
        { id, name, roles },
        {
          id: body.id,
          given: { follows: body.follows, answers: body.answers },
          sentOf: (event) => (event.type === 'AnswersTold' ? { follows: event.follows, answers: event.answers } : null),
          decide: (facts) => decideTelling(facts, body),
        },
      );
      reply.code(201);
      return { screening };
    },
  );

  app.post(
    '/api/courses/:id/screening/decisions',
    {
      config: { act: 'sign a screening' },
      schema: {
        tags,
        summary: 'Decide and sign a screening: the outcome of each finding, with its reason',
        description:
          'Whether it fits, waits or does not fit follows from the outcomes. `seen` names what was looked at; where something has come since, it is refused. On a shared device it needs a signature of its own, sent in the header `Holdspace-Proof`.',
        params: oneId,
        body: signScreeningSchema,
        response: { ...answered, ...problems(400, 401, 403, 404, 409, 422, 428) },
      },
    },
    async (request, reply) => {
      const { body, params, principal } = request;
      demandEver(request, 'see the clinical record');
      const course = await courseOf(request, params.id);
      const { author } = await demandSignerOfAct(context, request, course.patientId, {
        act: 'sign a screening',
        see: 'see the clinical record',
        signed: screeningActSigned(course.id, body),
        says: SCREENING_SIGNED,
        refused: 'may not sign a screening of this patient.',
        satisfy: 'A prescriber of the patient’s care team, with credentials in order, signs it.',
        authorBefore: async () =>
          (await store.screenings.ofCourse(principal.clinic.id, course.id)).find(({ id }) => id === body.id)?.author,
      });
      const screening = await keep(request, course, author, {
        id: body.id,
        given: { outcomes: body.outcomes, note: body.note },
        sentOf: (event) => (event.type === 'ScreeningSigned' ? { outcomes: event.outcomes, note: event.note } : null),
        decide: (facts) => decideSigningScreening(facts, body, seenNow(facts)),
      });
      reply.code(201);
      return { screening };
    },
  );

  app.get(
    '/api/sessions/:id/screening',
    {
      config: { act: 'see a session' },
      schema: {
        tags: ['sessions'],
        summary: 'How the screening stands for this session’s next dose',
        description:
          'Null where the session belongs to no course. Pressures of this very session are for its own gate, and do not re-open it.',
        params: oneId,
        response: { 200: z.object({ screening: screeningOnRecordShape.nullable() }), ...problems(401, 403, 404) },
      },
    },
    async (request) => {
      const { id } = request.params;
      const head = await demandSession(context, request, 'see a session', id);
      const screening = await screeningOfSession(context, request.principal.clinic, { id, visitId: head.visitId });
      return { screening: screening ?? null };
    },
  );
}

/** Throws the problem that names every question whose answer cannot be kept. */
function demandAnswers(answers: ScreeningAnswers): void {
  const errors = problemsOfScreening(answers).map(({ linkId, rule, message }) => ({
    field: `answers.${linkId}`,
    rule,
    message,
  }));
  if (errors.length > 0)
    throw new Problem(
      'bad-input',
      'Some answers cannot be kept as they are. The others wait with them; nothing is lost.',
      {
        errors,
      },
    );
}
