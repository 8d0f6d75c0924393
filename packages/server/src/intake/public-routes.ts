/**
 * Where somebody without an account asks a clinic for a consult. What is answered follows from what was sent and from
 * nothing else: whether the clinic knows the person is looked at later, by people.
 */
import { isDeepStrictEqual } from 'node:util';
import {
  answerDue,
  canBeBorn,
  consultRequestSchema,
  DEFAULT_PROMISE,
  dayAt,
  isMinorOn,
  isRequestInCrisis,
  MINOR_WORDS,
  NO_SUCH_BIRTH,
} from '@holdspace/care';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { badField, notFound, Problem } from '../problem.ts';
import { demandSameOrigin } from '../same-origin.ts';
import { instantShape, problems } from '../shapes.ts';
import { hearCrisis } from './hear-crisis.ts';

const tags = ['public'];
const params = z.strictObject({ slug: z.string().min(1).max(100) });
const clinicNamed = z.object({ slug: z.string(), name: z.string(), zone: z.string() });
/** Twenty thousand characters of any script, and what was chosen of the aid. */
const MOST_BODY_BYTES = 512 * 1024;

export function publicIntakeRoutes(app: App, context: Context): void {
  const { store, guard, now } = context;
  /** Throws 404 where there is no such clinic; who tries many names is slowed down. */
  const clinicAt = async (request: FastifyRequest, slug: string) => {
    const attempt = await guard.attempt('address', request.ip, now());
    const clinic = await store.clinics.bySlug(slug.toLowerCase());
    if (!clinic) throw notFound('clinic');
    await attempt.right();
    return clinic;
  };
  const hoursAt = async (clinicId: string) => (await store.consults.promise(clinicId))?.hours ?? DEFAULT_PROMISE.hours;

  app.get(
    '/api/public/clinics/:slug/promise',
    {
      config: { act: 'read what is open to all' },
      schema: {
        tags,
        security: [],
        summary: 'Within how many hours a clinic answers who asks',
        params,
        response: { 200: z.object({ clinic: clinicNamed, hours: z.number().int() }), ...problems(404, 429) },
      },
    },
    async (request) => {
      const { id, slug, name, zone } = await clinicAt(request, request.params.slug);
      return { clinic: { slug, name, zone }, hours: await hoursAt(id) };
    },
  );

  app.post(
    '/api/public/clinics/:slug/consult-requests',
    {
      config: { act: 'ask for a consult' },
      bodyLimit: MOST_BODY_BYTES,
      schema: {
        tags,
        security: [],
        summary: 'Ask a clinic for a consult',
        description:
          'Without an account, from the clinic’s own pages. The answer is the same whether or not the clinic knows who asks; sent twice, it is kept once. `help`: words stand in it that must not wait, and whoever is on call was paged.',
        params,
        body: consultRequestSchema,
        response: {
          202: z.object({
            received: z.literal(true),
            clinic: clinicNamed,
            hours: z.number().int(),
            answerBy: instantShape,
            help: z.boolean(),
          }),
          ...problems(400, 403, 404, 409, 413, 429),
        },
      },
    },
    async (request, reply) => {
      demandSameOrigin(request);
      const clinic = await clinicAt(request, request.params.slug);
      // As it is kept: members that were left out are not there.
      const asked = JSON.parse(JSON.stringify(request.body)) as typeof request.body;
      const attempt = await guard.attempt('request', request.ip, now());
      const today = dayAt(now(), clinic.zone);
      const { dateOfBirth, language } = asked;
      if (!canBeBorn(dateOfBirth, today)) throw badField('dateOfBirth', 'cannot-be', NO_SUCH_BIRTH[language]);
      if (isMinorOn(dateOfBirth, today)) throw badField('dateOfBirth', 'under-18', MINOR_WORDS[language]);
      const hours = await hoursAt(clinic.id);
      const crisis = isRequestInCrisis(asked);
      const receivedAt = now();
      const isNew = await store.consults.receive(clinic.id, {
        request: asked,
        receivedAt,
        dueAt: answerDue(receivedAt, hours),
        crisis,
      });
      const kept = await store.consults.find(clinic.id, asked.id);
      if (!kept || !isDeepStrictEqual(kept.request, asked))
        throw new Problem(
          'repeated-id',
          'Something else was sent under this id. Load the page again and send it once more.',
          {
            errors: [{ field: 'id', rule: 'repeated-id', message: 'This id was used for something else.' }],
          },
        );
      // A second press, or a bad line: nobody is held up for that.
      if (!isNew) await attempt.right();
      if (kept.crisis && kept.state === 'open') await hearCrisis(context, clinic.id, kept);
      reply.code(202);
      return {
        received: true as const,
        clinic: { slug: clinic.slug, name: clinic.name, zone: clinic.zone },
        hours: Math.round((Date.parse(kept.dueAt) - Date.parse(kept.receivedAt)) / 3_600_000),
        answerBy: kept.dueAt,
        help: kept.crisis,
      };
    },
  );
}
