/** The way out to a clinic's identity provider, and back. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { notFound } from '../problem.ts';
import { problems } from '../shapes.ts';
import { letIn } from './let-in.ts';
import { cookieNamed } from './principal.ts';
import { originOf } from './relying-party.ts';
import { CALLBACK_PATH, Unknown } from './single-sign-on.ts';

const STATE_COOKIE = 'holdspace_single_sign_on';
const STATE_SECONDS = 600;
/** Back to the door, which says that it did not work and no more: the address bar is no place for reasons. */
const REFUSED = '/sign-in?failed=sso';

const tags = ['sign-in'];
/** Only a path of this app, so that a link cannot send a signed-in person elsewhere. */
const nextPath = z
  .string()
  .max(2048)
  .regex(/^\/(?![/\\])/)
  .catch('/');

export function singleSignOnRoutes(app: App, context: Context): void {
  const { singleSignOn, report } = context;
  const stateCookie = (reply: FastifyReply, state: string) =>
    reply.header(
      'set-cookie',
      `${STATE_COOKIE}=${state}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${state === '' ? 0 : STATE_SECONDS}${context.secure ? '; Secure' : ''}`,
    );

  app.get(
    '/api/sign-in/ways',
    {
      config: { act: 'sign in' },
      schema: {
        tags,
        security: [],
        summary: 'Which ways in there are beside passkey and password',
        response: {
          200: z.object({
            singleSignOn: z.array(z.object({ clinic: z.string(), name: z.string() })).readonly(),
            links: z.boolean(),
          }),
        },
      },
    },
    async () => ({ singleSignOn: singleSignOn.providers, links: context.mailer !== undefined }),
  );

  app.get(
    '/api/sign-in/sso/:clinic',
    {
      config: { act: 'sign in' },
      schema: {
        tags,
        security: [],
        summary: 'Go to a clinic’s identity provider',
        params: z.strictObject({ clinic: z.string().min(1).max(64) }),
        querystring: z.object({ next: nextPath }),
        response: problems(404),
      },
    },
    async (request, reply) => {
      const { params, query } = request;
      let begun: Awaited<ReturnType<typeof singleSignOn.begin>>;
      try {
        begun = await singleSignOn.begin(params.clinic, originOf(request, context.publicUrl), query.next);
      } catch (error) {
        request.log.error({ part: 'single sign-on', err: error }, 'the identity provider could not be asked');
        return reply.redirect(REFUSED);
      }
      if (!begun) throw notFound('single sign-on');
      stateCookie(reply, begun.state);
      return reply.redirect(begun.url.href);
    },
  );

  app.get(CALLBACK_PATH, { config: { act: 'sign in' }, schema: { hide: true } }, async (request, reply) => {
    const origin = originOf(request, context.publicUrl);
    const state = cookieNamed(request.headers.cookie ?? '', STATE_COOKIE);
    let came: Awaited<ReturnType<typeof singleSignOn.finish>>;
    try {
      came = await singleSignOn.finish(new URL(request.url, origin), state);
    } catch (error) {
      // What is wrong with a forged answer is for the log, not for whoever forged it.
      request.log.warn({ part: 'single sign-on', err: error instanceof Unknown ? undefined : error }, 'refused');
      await report(request, { what: 'sign-in-refused', by: 'single sign-on' });
      stateCookie(reply, '');
      return reply.redirect(REFUSED);
    }
    await letIn(context, request, reply, came.userId, 'single sign-on');
    return reply.redirect(came.nextPath);
  });
}
