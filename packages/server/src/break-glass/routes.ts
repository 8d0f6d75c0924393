/** Breaking the glass: opening a patient in need, giving it up again, and the review by those who answer for privacy. */
import {
  GLASS_REASON_WORDS,
  glassReasonSchema,
  glassReviewSchema,
  glassUntil,
  refuseGlassReview,
} from '@holdspace/care';
import type { BrokenGlass } from '@holdspace/store';
import { z } from 'zod';
import { demandAccess } from '../access/access.ts';
import { demand } from '../authority.ts';
import type { App, Context } from '../context.ts';
import { newId, oneId } from '../fields.ts';
import { notFound, Problem, refused } from '../problem.ts';
import { problems } from '../shapes.ts';
import { glassShape, type Names, ownGlassShape, showGlass, showOwn, showWaiting, waitingShape } from './shapes.ts';
import { mailAtOnce, tellScreens } from './tell.ts';

const BREAKS = 'break glass';
const REVIEWS = 'review break-glass';
/** More reviews than a year of a large clinic; older ones are in the audit. */
const MOST_REVIEWED = 200;
const tags = ['break-glass'];

export function breakGlassRoutes(app: App, context: Context): void {
  const { store, now } = context;

  app.post(
    '/api/patients/:id/break-glass',
    {
      config: { act: BREAKS },
      schema: {
        tags,
        summary: 'Break the glass: open a patient’s record in need',
        description:
          'For an hour, with a reason. Whoever answers for privacy is told at once and reviews it afterwards. Nobody is asked for leave.',
        params: oneId,
        body: glassReasonSchema.extend({ id: newId }),
        response: { 201: z.object({ glass: ownGlassShape }), ...problems(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const { principal, params, body } = request;
      demand(principal, BREAKS);
      const { clinic, practitioner } = principal;
      if (!(await store.patients.find(clinic.id, params.id))) throw notFound('patient');
      await demandAccess(context, request, BREAKS, { patientId: params.id });
      request.auditWhy = GLASS_REASON_WORDS[body.kind];
      const at = now();
      const given = { ...body, patientId: params.id, practitionerId: practitioner.id, at, until: glassUntil(at) };
      const isNew = await store.brokenGlass.create(clinic.id, given);
      const glass = await store.brokenGlass.find(clinic.id, body.id);
      if (!glass || !isSame(glass, given)) throw repeated();
      if (isNew) {
        await tellScreens(context, request, glass.id);
        void mailAtOnce(context, request, { id: glass.id, at });
      }
      reply.code(201);
      return { glass: showOwn(glass, now()) };
    },
  );

  app.post(
    '/api/break-glass/:id/end',
    {
      config: { act: BREAKS },
      schema: {
        tags,
        summary: 'Give up what one has opened, before it runs out',
        params: oneId,
        body: z.strictObject({}),
        response: { 200: z.object({ glass: ownGlassShape }), ...problems(400, 401, 403, 404) },
      },
    },
    async (request) => {
      const { principal, params } = request;
      demand(principal, BREAKS);
      const { clinic, practitioner } = principal;
      await store.brokenGlass.end(clinic.id, params.id, practitioner.id, now());
      const glass = await store.brokenGlass.find(clinic.id, params.id);
      if (glass?.practitionerId !== practitioner.id) throw notFound('broken glass');
      await demandAccess(context, request, BREAKS, { patientId: glass.patientId });
      await closeAtOnce();
      await tellScreens(context, request, glass.id);
      return { glass: showOwn(glass, now()) };
    },
  );

  app.get(
    '/api/me/break-glass',
    {
      config: { act: 'use one’s own account' },
      schema: {
        tags,
        summary: 'What one has open by broken glass now',
        response: { 200: z.object({ standing: z.array(ownGlassShape).readonly() }), ...problems(401) },
      },
    },
    async ({ principal: { clinic, practitioner } }) => {
      const standing = await store.brokenGlass.standingOf(clinic.id, practitioner.id, now());
      return { standing: standing.map((one) => showOwn(one, now())) };
    },
  );

  app.get(
    '/api/break-glass/waiting',
    {
      config: { act: REVIEWS },
      schema: {
        tags,
        summary: 'What waits for one’s review: who broke the glass and when, nothing about patients',
        description: 'What one has broken oneself waits for somebody else, and is not here.',
        response: { 200: z.object({ waiting: z.array(waitingShape).readonly() }), ...problems(401, 403) },
      },
    },
    async ({ principal }) => {
      demand(principal, REVIEWS);
      const { clinic, practitioner } = principal;
      const [waiting, people] = await Promise.all([store.brokenGlass.waiting(clinic.id), peopleOf(clinic.id)]);
      const others = waiting.filter(({ practitionerId }) => practitionerId !== practitioner.id);
      return { waiting: others.map((one) => showWaiting(one, people, now())) };
    },
  );

  app.get(
    '/api/break-glass',
    {
      config: { act: REVIEWS },
      schema: {
        tags,
        summary: 'The review queue: whose record was opened, by whom and why',
        description: `\`state=open\` waits for a review, the oldest first; \`state=reviewed\` is the ${MOST_REVIEWED} reviewed last.`,
        querystring: z.strictObject({ state: z.enum(['open', 'reviewed']).default('open') }),
        response: { 200: z.object({ glasses: z.array(glassShape).readonly() }), ...problems(400, 401, 403) },
      },
    },
    async ({ principal, query }) => {
      demand(principal, REVIEWS);
      const { clinic, practitioner } = principal;
      const glasses = await store.brokenGlass.list(clinic.id, query.state, MOST_REVIEWED);
      const names = await namesFor(clinic.id, glasses);
      return { glasses: glasses.map((one) => showGlass(one, names, practitioner, now())) };
    },
  );

  app.post(
    '/api/break-glass/:id/review',
    {
      config: { act: REVIEWS },
      schema: {
        tags,
        summary: 'Review one, once: justified, not justified, or to be followed up',
        description: 'Nobody reviews their own. “Not justified” closes at once what still stands.',
        params: oneId,
        body: glassReviewSchema,
        response: { 200: z.object({ glass: glassShape }), ...problems(400, 401, 403, 404, 422) },
      },
    },
    async (request) => {
      const { principal, params, body } = request;
      demand(principal, REVIEWS);
      const { clinic, practitioner } = principal;
      const found = await store.brokenGlass.find(clinic.id, params.id);
      if (!found) throw notFound('broken glass');
      await demandAccess(context, request, REVIEWS, { patientId: found.patientId });
      const refusals = refuseGlassReview({ by: practitioner, glass: found });
      const isNew =
        refusals.length === 0 && (await store.brokenGlass.review(clinic.id, params.id, practitioner.id, body, now()));
      const glass = isNew ? await store.brokenGlass.find(clinic.id, params.id) : await reviewedMeanwhile(params.id);
      if (!glass) throw notFound('broken glass');
      if (isNew) {
        await closeAtOnce();
        await tellScreens(context, request, glass.id);
      }
      return { glass: showGlass(glass, await namesFor(clinic.id, [glass]), practitioner, now()) };

      /** What was reviewed already: the answer to the same review sent again, a refusal to any other. */
      async function reviewedMeanwhile(id: string): Promise<BrokenGlass | null> {
        const now = await store.brokenGlass.find(clinic.id, id);
        const isAgain =
          now?.reviewedBy === practitioner.id && now.verdict === body.verdict && now.reviewWords === body.words;
        if (now && !isAgain) throw refused(refuseGlassReview({ by: practitioner, glass: now }));
        return now;
      }
    },
  );

  /** What stood on it is looked at again, here and on other servers: records and live streams close. */
  async function closeAtOnce(): Promise<void> {
    context.standings.forget();
    await store.signIn.announceRevocation();
  }
  /** Everybody's name, those who have left included. */
  async function peopleOf(clinicId: string): Promise<Names['people']> {
    return new Map((await store.people.list(clinicId)).map(({ id, name }) => [id, name]));
  }
  async function namesFor(clinicId: string, glasses: readonly BrokenGlass[]): Promise<Names> {
    const ids = [...new Set(glasses.map(({ patientId }) => patientId))];
    const [people, patients] = await Promise.all([
      peopleOf(clinicId),
      Promise.all(ids.map((id) => store.patients.find(clinicId, id))),
    ]);
    return { people, patients: new Map(patients.flatMap((one) => (one ? [[one.id, one.name]] : []))) };
  }
}

type Said = Pick<BrokenGlass, 'patientId' | 'practitionerId' | 'kind' | 'words'>;
const isSame = (one: Said, other: Said): boolean =>
  one.patientId === other.patientId &&
  one.practitionerId === other.practitionerId &&
  one.kind === other.kind &&
  one.words === other.words;

const repeated = () =>
  new Problem('repeated-id', 'Something else is kept under this id. Make another, and send it again.', {
    errors: [{ field: 'id', rule: 'repeated-id', message: 'This id was used for something else.' }],
  });
