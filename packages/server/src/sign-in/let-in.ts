/** Lets somebody in who has shown who they are: a new session, never the one that was there before, which ends. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import type { WayIn } from './begin-session.ts';
import { headersFor } from './better-auth-bridge.ts';

export async function letIn(
  { signIn, store, principals, report }: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  userId: string,
  by: WayIn,
): Promise<void> {
  const former = await signIn.standing(request.headers.cookie ?? '');
  const response = await signIn.begin(userId, by, headersFor(request));
  reply.header('set-cookie', response.headers.getSetCookie());
  if (former) {
    await store.signIn.sessions.end(former.userId, former.id);
    principals.forget();
  }
  await report(request, { what: 'signed-in', by, userId });
}
