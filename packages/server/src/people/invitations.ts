/** Invitations, as those who run the clinic make and withdraw them. */
import type { Instant } from '@holdspace/care';
import { DAY, later } from '@holdspace/care';
import { z } from 'zod';
import { demand } from '../authority.ts';
import type { App, Context } from '../context.ts';
import { line, newId, oneId } from '../fields.ts';
import { badField, notFound, Problem } from '../problem.ts';
import { problems } from '../shapes.ts';
import { hashOfToken } from '../sign-in/principal.ts';
import { newInvitationSecret } from './invitation-secret.ts';
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

export function invitationsRoutes(app: App, { store, now }: Context): void {
  app.post(
    '/api/invitations',
    {
      config: { act: 'change who works here' },
      schema: {
        tags: ['people'],
        summary: 'Invite somebody to work here',
        description:
          'Answers a secret, shown this once, that makes the link `/join#SECRET`: good for one person and seven days. Inviting the same e-mail again makes earlier links useless.',
        body: z.strictObject({ id: newId, name: line, email: emailBody, roles: rolesBody }),
        response: {
          201: z.object({ invitation: invitationShape, secret: z.string() }),
          ...problems(400, 401, 403, 409),
        },
      },
    },
    async ({ principal, body }, reply) => {
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
      return { invitation: { ...invitation, invitedBy: { id: practitioner.id, name: practitioner.name } }, secret };
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
