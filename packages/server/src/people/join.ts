/**
 * Accepting an invitation. Open to all, so it tells little: whatever is wrong with a link is answered alike, and who
 * tries many waits.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { badField, Problem } from '../problem.ts';
import { demandSameOrigin } from '../same-origin.ts';
import { idShape, problems, roleShape } from '../shapes.ts';
import { LONGEST, whyNot } from '../sign-in/password-rules.ts';
import { hashOfToken } from '../sign-in/principal.ts';
import { invitationShape } from './shapes.ts';

/** Longer than any that we make: what cannot be is answered as what is not. */
const secretBody = z.string().max(200);

export function joinRoutes(app: App, context: Context): void {
  const { store, signIn, now, principals, guard, report } = context;

  const openInvitation = async (secret: string, address: string) => {
    const guess = await guard.attempt('invitation', address, now());
    const invitation = await store.invitations.open(hashOfToken(secret), now());
    const clinic = invitation && (await store.clinics.find(invitation.clinicId));
    if (!clinic) throw noInvitation();
    await guess.right();
    return { invitation, clinic };
  };

  app.post(
    '/api/join/look',
    {
      config: { act: 'sign in' },
      schema: {
        tags: ['people'],
        summary: 'What an invitation is for',
        body: z.strictObject({ secret: secretBody }),
        response: {
          200: z.object({
            clinic: z.object({ name: z.string() }),
            invitation: invitationShape.pick({
              name: true,
              email: true,
              roles: true,
              expiresAt: true,
              invitedBy: true,
            }),
            signedInAs: z.string().optional().meta({ description: 'The e-mail of who is signed in in this browser.' }),
          }),
          ...problems(400, 404, 429),
        },
        security: [],
      },
    },
    async (request) => {
      const { invitation, clinic } = await openInvitation(request.body.secret, request.ip);
      const { name, email, roles, expiresAt, invitedBy } = invitation;
      const user = await signedIn(request.headers.cookie);
      return {
        clinic: { name: clinic.name },
        invitation: { name, email, roles, expiresAt, ...(invitedBy && { invitedBy }) },
        ...(user && { signedInAs: user.email }),
      };
    },
  );

  app.post(
    '/api/join',
    {
      config: { act: 'sign in' },
      schema: {
        tags: ['people'],
        summary: 'Accept an invitation',
        description:
          'With a password, as somebody new; without one, as who is signed in, whose e-mail must be the one invited. Name and roles are the invitation’s own.',
        body: z.strictObject({
          secret: secretBody,
          password: z.string().max(LONGEST).optional(),
        }),
        response: {
          200: z.object({
            person: z.object({ id: idShape, name: z.string(), roles: z.array(roleShape).readonly() }),
            clinic: z.object({ slug: z.string(), name: z.string() }),
          }),
          ...problems(400, 401, 403, 404, 409, 429),
        },
        security: [],
      },
    },
    async (request) => {
      const { secret, password } = request.body;
      demandSameOrigin(request);
      const { invitation, clinic } = await openInvitation(secret, request.ip);
      const userId =
        password === undefined
          ? await whoIsSignedIn(request.headers.cookie, invitation.email)
          : await somebodyNew(invitation, clinic.name, password);
      const joining = { userId, personId: randomUUID(), changeId: randomUUID() };
      const person = await store.invitations.accept(hashOfToken(secret), joining, now());
      if (!person) throw noInvitation();
      principals.forget();
      await store.signIn.announceRevocation();
      await report(request, {
        what: 'joined',
        by: 'invitation',
        userId,
        clinicId: clinic.id,
        practitionerId: person.id,
      });
      return {
        person: { id: person.id, name: person.name, roles: person.roles },
        clinic: { slug: clinic.slug, name: clinic.name },
      };
    },
  );

  async function signedIn(cookie: string | undefined) {
    const standing = cookie === undefined ? null : await signIn.standing(cookie);
    return standing && store.users.find(standing.userId);
  }

  async function whoIsSignedIn(cookie: string | undefined, email: string): Promise<string> {
    const user = await signedIn(cookie);
    if (!user) throw new Problem('not-signed-in', 'Sign in first, or choose a password if you are new here.');
    if (user.email !== email)
      throw new Problem(
        'not-allowed',
        `This invitation is for ${email}, and you are signed in as ${user.email}. Sign out, and come back by the link.`,
      );
    return user.id;
  }

  async function somebodyNew(
    { email, name }: { email: string; name: string },
    clinicName: string,
    password: string,
  ): Promise<string> {
    // Whoever holds the link must not be able to sign in as somebody by choosing them a password.
    if (await store.users.byEmail(email))
      throw new Problem('has-sign-in', 'You have a sign-in already. Sign in with it, and come back by the link.');
    const broken = await whyNot(password, { hasSecondFactor: false, about: [email, name, clinicName] });
    if (broken) throw badField('password', broken.rule, broken.message);
    return (await signIn.addUser({ email, name, password })).id;
  }
}

const noInvitation = () =>
  new Problem(
    'not-found',
    'This invitation is not good, or not any more: it was used or withdrawn, or its time is up. Ask whoever invited you for a new link.',
  );
