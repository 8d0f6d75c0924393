/** Invitations, as those who run the clinic make and withdraw them. */
import { DAY, type Instant, later } from '@holdspace/care';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { demand } from '../authority.ts';
import type { App, Context } from '../context.ts';
import { line, newId, oneId } from '../fields.ts';
import { badField, notFound, Problem } from '../problem.ts';
import { problems } from '../shapes.ts';
import { hashOfToken } from '../sign-in/principal.ts';
import { originOf } from '../sign-in/relying-party.ts';
import { invitationPath, newInvitationSecret } from './invitation-secret.ts';
import { rolesBody } from './routes.ts';
import { invitationShape } from './shapes.ts';

const ACT = 'change who works here';
/** Long enough for a holiday week; a link that is still good after that lies forgotten in a mailbox. */
const GOOD_FOR_DAYS = 7;
export const invitationEnd = (at: Instant): Instant => later(at, GOOD_FOR_DAYS * DAY);

export const emailBody = z
  .email('must be an e-mail address')
  .max(254)
  .transform((email) => email.toLowerCase());

export function invitationsRoutes(app: App, context: Context): void {
  const { store, now } = context;
  app.post(
    '/api/invitations',
    {
      config: { act: 'change who works here' },
      schema: {
        tags: ['people'],
        summary: 'Invite somebody to work here',
        description:
          'Sent by e-mail where the server has a mail server. Answers a secret, shown this once, that makes the link `/join#SECRET`: good for one person and seven days. Inviting the same e-mail again makes earlier links useless.',
        body: z.strictObject({ id: newId, name: line, email: emailBody, roles: rolesBody }),
        response: {
          201: z.object({ invitation: invitationShape, secret: z.string(), mailed: z.boolean() }),
          ...problems(400, 401, 403, 409),
        },
      },
    },
    async (request, reply) => {
      const { principal, body } = request;
      demand(principal, ACT);
      const { clinic, practitioner } = principal;
      const secret = newInvitationSecret();
      const at = now();
      const invitation = { ...body, invitedAt: at, expiresAt: invitationEnd(at) };
      const made = await store.invitations
        .create(clinic.id, { ...invitation, invitedBy: practitioner.id, hash: hashOfToken(secret) })
        .catch((error: unknown) => {
          if ((error as { code?: unknown }).code === '23505')
            throw new Problem('repeated-id', 'This invitation was made already. Invite again for a new link.');
          throw error;
        });
      if (!made) throw badField('email', 'taken', 'E-mail: somebody with this address works here already.');
      reply.code(201);
      return {
        invitation: { ...invitation, invitedBy: { id: practitioner.id, name: practitioner.name } },
        secret,
        mailed: await mailed(context, request, invitation, secret),
      };
    },
  );

  app.post(
    '/api/invitations/:id/withdraw',
    {
      config: { act: 'change who works here' },
      schema: {
        tags: ['people'],
        summary: 'Withdraw an invitation',
        params: oneId,
        body: z.strictObject({}),
        response: { 200: z.object({ withdrawn: z.literal(true) }), ...problems(401, 403, 404) },
      },
    },
    async ({ principal, params }) => {
      demand(principal, ACT);
      if (!(await store.invitations.withdraw(principal.clinic.id, params.id, now()))) throw notFound('invitation');
      return { withdrawn: true as const };
    },
  );
}

/** Sends the link where there is a mail server; the inviter has it on the screen whatever comes of that. */
async function mailed(
  { mailer, publicUrl }: Context,
  request: FastifyRequest,
  { name, email }: { readonly name: string; readonly email: string },
  secret: string,
): Promise<boolean> {
  if (!mailer) return false;
  const { clinic, practitioner } = request.principal;
  const link = `${originOf(request, publicUrl)}${invitationPath(secret)}`;
  try {
    await mailer.send({
      to: email,
      subject: `Work at ${clinic.name}`,
      text: `${name},\n\n${practitioner.name} invites you to work at ${clinic.name}. Open this link to join; it works once, within ${GOOD_FOR_DAYS} days:\n\n${link}\n\nIf you do not know what this is about, do nothing.\n`,
    });
    return true;
  } catch (error) {
    request.log.warn({ err: error }, 'an invitation could not be sent by e-mail');
    return false;
  }
}
