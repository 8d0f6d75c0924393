/** Signing in and out (better-auth answers), and who one is. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { notFound, Problem, sendProblem } from '../problem.ts';
import { demandSameOrigin } from '../same-origin.ts';
import { clinicShape, practitionerShape, problems, roleShape } from '../shapes.ts';
import { demoPeople } from './demo-people.ts';
import { CLINIC_COOKIE } from './principal.ts';
import { CLIENT_ADDRESS_HEADER, SIGN_IN_PATH } from './sign-in.ts';

/** Open to all: better-auth's own addresses, and the demo's people. */
export function signInRoutes(app: App, context: Context): void {
  const { signIn, principals, store } = context;

  app.route({
    method: ['GET', 'POST'],
    url: `${SIGN_IN_PATH}/*`,
    config: { act: 'sign in' },
    schema: { hide: true },
    handler: async (request, reply) => {
      demandSameOrigin(request);
      const response = await signIn.handle(asWebRequest(request));
      // Whoever signed out is forgotten here at once, and on other servers as soon as they hear of it.
      if (request.url.startsWith(`${SIGN_IN_PATH}/sign-out`)) {
        principals.forget();
        await store.signIn.announceRevocation();
      }
      return sendWebResponse(reply, response);
    },
  });

  app.get(
    '/api/demo',
    {
      config: { act: 'sign in' },
      schema: {
        tags: ['sign-in'],
        summary: 'The demo’s people',
        description:
          'One-touch sign-ins for the invented people of the demo clinics; nothing is here unless demo mode is on.',
        response: {
          200: z.array(
            z.object({
              email: z.string(),
              password: z.string(),
              name: z.string(),
              roles: z.array(roleShape).readonly(),
              clinic: z.object({ slug: z.string(), name: z.string() }),
            }),
          ),
          ...problems(404),
        },
        security: [],
      },
    },
    async () => {
      if (!context.demo) throw notFound('demo');
      return demoPeople(store);
    },
  );
}

export function meRoutes(app: App, context: Context): void {
  app.get(
    '/api/me',
    {
      config: { act: 'use one’s own account' },
      schema: {
        tags: ['sign-in'],
        summary: 'Who is signed in',
        response: {
          200: z.object({
            practitioner: practitionerShape,
            clinic: clinicShape,
            clinics: z.array(clinicShape).readonly(),
            demo: z.boolean(),
          }),
          ...problems(401),
        },
      },
    },
    ({ principal }) => {
      const { practitioner, clinic, clinics } = principal;
      return { practitioner, clinic, clinics, demo: context.demo };
    },
  );

  app.post(
    '/api/me/clinic',
    {
      config: { act: 'use one’s own account' },
      schema: {
        tags: ['sign-in'],
        summary: 'Go to another of one’s clinics',
        body: z.strictObject({ slug: z.string().min(1).max(64) }),
        response: { 200: z.object({ clinic: clinicShape }), ...problems(401, 404) },
      },
    },
    ({ principal, body }, reply) => {
      const clinic = principal.clinics.find(({ slug }) => slug === body.slug);
      if (!clinic) throw notFound('clinic');
      const secure = context.secure ? '; Secure' : '';
      reply.header(
        'set-cookie',
        `${CLINIC_COOKIE}=${encodeURIComponent(clinic.slug)}; Path=/; HttpOnly; SameSite=Lax${secure}`,
      );
      return { clinic };
    },
  );
}

function asWebRequest(request: FastifyRequest): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && name !== 'content-length')
      headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const origin = `${request.protocol}://${request.host}`;
  headers.set(CLIENT_ADDRESS_HEADER, request.ip);
  // Our own check has passed; behind a development proxy the two names of this server differ.
  if (headers.has('origin')) headers.set('origin', origin);
  const hasBody = request.method === 'POST' && request.body !== undefined;
  if (hasBody) headers.set('content-type', 'application/json');
  return new Request(`${origin}${request.url}`, {
    method: request.method,
    headers,
    ...(hasBody ? { body: JSON.stringify(request.body) } : {}),
  });
}

async function sendWebResponse(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) reply.header('set-cookie', cookies);
  reply.header('cache-control', 'no-store');
  const text = await response.text();
  if (response.ok || response.status === 302) {
    return reply
      .code(response.status)
      .type(response.headers.get('content-type') ?? 'application/json')
      .serializer(String)
      .send(text);
  }
  const retry = response.headers.get('x-retry-after');
  if (retry) reply.header('retry-after', retry);
  return sendProblem(reply, problemFrom(response.status));
}

/** better-auth's failures in our own words, which tell a guesser no more than that it did not work. */
function problemFrom(status: number): Problem {
  switch (status) {
    case 401:
      return new Problem('sign-in-failed', 'The e-mail or the password is not right. Check both and try again.');
    case 403:
      return new Problem('other-origin', 'Sign-in is taken from this clinic’s own pages only.');
    case 404:
      return new Problem('not-found', 'There is no such step of signing in.');
    case 429:
      return new Problem('too-many-requests', 'Too many attempts from here. Wait a minute and try again.');
    default:
      if (status >= 500) throw new Error(`sign-in answered ${status}`);
      return new Problem('bad-input', 'An e-mail and a password are needed, and nothing else.');
  }
}
