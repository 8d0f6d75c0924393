/** The people of the clinic: who works here, in which roles, and what became of it. */
import { randomUUID } from 'node:crypto';
import { inOrder, ROLES, type Role, refusePeopleChange } from '@holdspace/care';
import type { Credential, Person } from '@holdspace/store';
import { z } from 'zod';
import { demand, may } from '../authority.ts';
import type { App, Context } from '../context.ts';
import { anyId, oneId, words } from '../fields.ts';
import { notFound, Problem, refused } from '../problem.ts';
import { problems } from '../shapes.ts';
import type { Principal } from '../sign-in/principal.ts';
import {
  asListed,
  changeShape,
  credentialListed,
  credentialShape,
  invitationShape,
  personShape,
  tokenShape,
  upcomingShape,
} from './shapes.ts';

const ACT = 'change who works here';
export const rolesBody = z
  .array(z.enum(ROLES))
  .min(1, 'must name at least one role')
  .max(ROLES.length)
  .transform(inOrder);

export function peopleRoutes(app: App, context: Context): void {
  const { store, now } = context;

  app.get(
    '/api/people',
    {
      config: { act: 'see who works here' },
      schema: {
        tags: ['people'],
        summary: 'Who works here, and who has',
        description: 'With what each person’s credentials are good for. Invitations are told to those who may invite.',
        response: {
          200: z.object({
            people: z.array(personShape.extend({ credentials: z.array(credentialListed).readonly() })).readonly(),
            invitations: z.array(invitationShape).readonly(),
          }),
          ...problems(401),
        },
      },
    },
    async ({ principal }) => {
      const { clinic } = principal;
      const [people, credentials, invitations] = await Promise.all([
        store.people.list(clinic.id),
        store.credentials.standing(clinic.id),
        may(principal, ACT) ? store.invitations.list(clinic.id, now()) : [],
      ]);
      return {
        people: people.map((person) => ({
          ...person,
          credentials: credentials.filter(({ personId }) => personId === person.id).map(asListed),
        })),
        invitations,
      };
    },
  );

  app.get(
    '/api/people/:id',
    {
      config: { act: 'see who works here' },
      schema: {
        tags: ['people'],
        summary: 'A person’s page',
        description:
          'To colleagues, with how long their credentials are good; to the person, and to those who may change who works here, with numbers, history, plans and tokens.',
        params: oneId,
        response: {
          200: z.object({
            person: personShape,
            credentials: z.array(credentialShape).readonly(),
            history: z.array(changeShape).readonly(),
            upcoming: z.array(upcomingShape).readonly(),
            tokens: z.array(tokenShape).readonly(),
          }),
          ...problems(401, 404),
        },
      },
    },
    async ({ principal, params: { id } }) => {
      const { clinic, practitioner } = principal;
      const person = await store.people.find(clinic.id, id);
      if (!person) throw notFound('person');
      const credentials = await store.credentials.ofPerson(clinic.id, id);
      if (practitioner.id !== id && !may(principal, ACT))
        return { person, credentials: credentials.flatMap(asColleaguesSee), history: [], upcoming: [], tokens: [] };
      const [history, upcoming, tokens] = await Promise.all([
        store.people.history(clinic.id, id),
        store.assignments.upcoming(clinic.id, id, now()),
        store.tokens.ofPractitioner(clinic.id, id),
      ]);
      return { person, credentials, history, upcoming, tokens };
    },
  );

  app.post(
    '/api/people/:id/roles',
    {
      config: { act: 'change who works here' },
      schema: {
        tags: ['people'],
        summary: 'Change somebody’s roles',
        description: 'Takes effect at once, on every server. Nobody gives themselves a role.',
        params: oneId,
        body: z.strictObject({ roles: rolesBody, because: words.optional() }),
        response: { 200: z.object({ person: personShape }), ...problems(400, 401, 403, 404, 422) },
      },
    },
    async ({ principal, params: { id }, body }) => ({
      person: await change(context, principal, {
        personId: id,
        kind: 'roles_changed',
        to: body.roles,
        because: body.because,
      }),
    }),
  );

  app.post(
    '/api/people/:id/end',
    {
      config: { act: 'change who works here' },
      schema: {
        tags: ['people'],
        summary: 'End somebody’s work here',
        description:
          'Their access ends at once: sign-ins, tokens and live streams for this clinic, on every server, and invitations that they made. Their name stays on what they did. Answers what they were still planned for, to be handed over.',
        params: oneId,
        body: z.strictObject({ because: words }),
        response: {
          200: z.object({ person: personShape, handOver: z.array(upcomingShape).readonly() }),
          ...problems(400, 401, 403, 404, 422),
        },
      },
    },
    async ({ principal, params: { id }, body }) => ({
      person: await change(context, principal, { personId: id, kind: 'ended', to: [], because: body.because }),
      handOver: await store.assignments.upcoming(principal.clinic.id, id, now()),
    }),
  );

  app.post(
    '/api/people/:id/tokens/:tokenId/revoke',
    {
      config: { act: 'change who works here' },
      schema: {
        tags: ['people', 'tokens'],
        summary: 'Revoke another person’s token',
        params: z.strictObject({ id: anyId, tokenId: anyId }),
        body: z.strictObject({}),
        response: { 200: z.object({ revoked: z.literal(true) }), ...problems(401, 403, 404) },
      },
    },
    async ({ principal, params: { id, tokenId } }) => {
      demand(principal, ACT);
      if (!(await store.tokens.revoke(principal.clinic.id, id, tokenId, now()))) throw notFound('token');
      await store.signIn.announceRevocation();
      return { revoked: true as const };
    },
  );
}

/** What stands, without numbers and reasons. */
const asColleaguesSee = ({ id, personId, kind, validFrom, expiresOn, replacedBy, ended }: Credential) =>
  replacedBy !== undefined
    ? []
    : [
        {
          id,
          personId,
          kind,
          expiresOn,
          ...(validFrom && { validFrom }),
          ...(ended && { ended: { on: ended.on, because: '', at: ended.at, by: ended.by } }),
        },
      ];

async function change(
  { store, now, principals }: Context,
  principal: Principal,
  asked: {
    readonly personId: string;
    readonly kind: 'roles_changed' | 'ended';
    readonly to: readonly Role[];
    readonly because: string | undefined;
  },
): Promise<Person> {
  demand(principal, ACT);
  const { clinic, practitioner } = principal;
  const made = await store.people.change(
    clinic.id,
    { ...asked, changeId: randomUUID(), by: practitioner.id, at: now() },
    (person, everybody) => {
      // Who asks is judged by what they are now, under the lock, not by what they were when they signed in.
      const by = everybody.find(({ id }) => id === practitioner.id);
      if (!by) throw new Problem('not-signed-in', 'Your own work here has ended.');
      return refusePeopleChange({ by, person, to: asked.to, everybody });
    },
  );
  if (made.outcome === 'not-found') throw notFound('person');
  if (made.outcome === 'refused') throw refused(made.refusals);
  principals.forget();
  await store.signIn.announceRevocation();
  return made.person;
}
