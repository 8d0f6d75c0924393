/** Between Fastify and better-auth, which speaks in web requests and answers: what goes in is ours alone, what comes out is in our words. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem, sendProblem } from '../problem.ts';
import { CLIENT_ADDRESS_HEADER } from './sign-in.ts';

/** The request's headers as better-auth may see them: its cookies, its browser, and the address as we know it. */
export function headersFor(request: FastifyRequest, cookie = request.headers.cookie): Headers {
  const headers = new Headers({ [CLIENT_ADDRESS_HEADER]: request.ip });
  if (cookie !== undefined) headers.set('cookie', cookie);
  const browser = request.headers['user-agent'];
  if (browser !== undefined) headers.set('user-agent', browser);
  return headers;
}

/** The cookie in which a sign-in lives, whatever stands before its name. */
const SESSION_COOKIE = /^(?:__Host-)?holdspace\.session_token=/;

/** A request to better-auth at the same address, with a body that was looked through. */
export function asWebRequest(
  request: FastifyRequest,
  body: object,
  { withoutSession = false }: { withoutSession?: boolean } = {},
): Request {
  const origin = `${request.protocol}://${request.host}`;
  const cookies = withoutSession
    ? (request.headers.cookie ?? '')
        .split(/;\s*/)
        .filter((part) => !SESSION_COOKIE.test(part))
        .join('; ')
    : request.headers.cookie;
  const headers = headersFor(request, cookies);
  headers.set('content-type', 'application/json');
  // Our own check has passed; behind a development proxy the two names of this server differ.
  headers.set('origin', origin);
  return new Request(`${origin}${request.url}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

export async function sendWebResponse(
  reply: FastifyReply,
  response: Response,
  /** What to say where what was given is wrong. */
  wrong = 'The e-mail or the password is not right. Check both and try again.',
): Promise<FastifyReply> {
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) reply.header('set-cookie', cookies);
  if (!response.ok) return sendProblem(reply, problemFrom(response.status, wrong));
  const text = await response.text();
  return reply.code(response.status).type('application/json').serializer(String).send(text);
}

/** better-auth's failures in our own words, which tell a guesser no more than that it did not work. */
function problemFrom(status: number, wrong: string): Problem {
  switch (status) {
    case 401:
      return new Problem('sign-in-failed', wrong);
    case 403:
      return new Problem('other-origin', 'Sign-in is taken from this clinic’s own pages only.');
    case 404:
      return new Problem('not-found', 'There is no such step of signing in.');
    case 429:
      return new Problem('too-many-requests', 'Too many wrong codes. Wait a quarter of an hour and try again.');
    default:
      if (status >= 500) throw new Error(`sign-in answered ${status}`);
      return new Problem('sign-in-failed', 'That was not taken. Begin again with your e-mail and password.');
  }
}
