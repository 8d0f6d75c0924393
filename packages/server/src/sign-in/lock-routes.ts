/** The screen's lock: told of touches, locked by hand, unlocked by who is signed in; and whether the device is shared. */
import { later } from '@holdspace/care';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { Problem } from '../problem.ts';
import { problems } from '../shapes.ts';
import { markDevice } from './device.ts';
import { demandFresh } from './lock.ts';
import { ceremonyOptionsShape } from './passkeys.ts';
import { demandSelf, onThisScreen, ownSignIn, proofOfSelf } from './prove.ts';
import { relyingParty } from './relying-party.ts';

const tags = ['sign-in'];
const done = z.object({ isLocked: z.boolean() });

export function lockRoutes(app: App, context: Context): void {
  const { store, principals, lock, passkeys, now, report } = context;
  const { sessions } = store.signIn;
  /** What changed is seen at once here, and on other servers as soon as they hear of it. */
  const told = async (request: FastifyRequest) => {
    principals.forgetAsker(request);
    await store.signIn.announceRevocation();
  };
  const about = ({ principal }: FastifyRequest) => ({
    userId: principal.signIn?.userId,
    clinicId: principal.clinic.id,
    practitionerId: principal.practitioner.id,
  });

  app.post(
    '/api/me/touch',
    {
      config: { act: 'use one’s own account' },
      schema: {
        tags,
        summary: 'A hand has touched the screen',
        description: 'Keeps the screen from locking. A screen that is locked already is not unlocked by a touch.',
        response: { 200: done, ...problems(401) },
      },
    },
    async (request) => {
      const { signIn } = request.principal;
      if (!signIn) return { isLocked: false };
      const isOpen = await sessions.touch(signIn.id, later(now(), -lock.afterMs), now());
      principals.forgetAsker(request);
      return { isLocked: !isOpen };
    },
  );

  app.post(
    '/api/me/lock',
    {
      config: { act: 'use one’s own account' },
      schema: { tags, summary: 'Lock this screen now', response: { 200: done, ...problems(401, 403) } },
    },
    async (request) => {
      await sessions.lock(ownSignIn(request).id, later(now(), -lock.afterMs));
      await told(request);
      await report(request, { what: 'locked', ...about(request) });
      return { isLocked: true };
    },
  );

  app.post(
    '/api/me/passkey-challenge',
    {
      config: { act: 'use one’s own account' },
      schema: {
        tags,
        summary: 'What to ask one’s own passkey with, to unlock this screen',
        response: { 200: ceremonyOptionsShape, ...problems(401, 403) },
      },
    },
    async (request) => {
      const { id, userId } = ownSignIn(request);
      return passkeys.ask(relyingParty(request, context.publicUrl), onThisScreen(id), userId);
    },
  );

  app.post(
    '/api/me/unlock',
    {
      config: { act: 'use one’s own account' },
      schema: {
        tags,
        summary: 'Show again who one is',
        description:
          'By PIN, password or passkey of who is signed in. Unlocks the screen, and lets one change how one signs in for some minutes.',
        body: proofOfSelf,
        response: { 200: done, ...problems(400, 401, 403, 429) },
      },
    },
    async (request) => {
      const { id } = ownSignIn(request);
      try {
        const by = await demandSelf(context, request, request.body);
        await sessions.unlock(id, now());
        await told(request);
        await report(request, { what: 'unlocked', by, ...about(request) });
      } catch (error) {
        if (error instanceof Problem) await report(request, { what: 'unlock-refused', ...about(request) });
        throw error;
      }
      return { isLocked: false };
    },
  );

  app.post(
    '/api/me/device',
    {
      config: { act: 'use one’s own account' },
      schema: {
        tags,
        summary: 'Say that several people use this device, or that it is one’s own',
        description: 'On a shared device, acts of authority always ask for a signature of their own.',
        body: z.strictObject({ shared: z.boolean() }),
        response: { 200: z.object({ shared: z.boolean() }), ...problems(400, 401, 403) },
      },
    },
    async (request, reply) => {
      const signIn = ownSignIn(request);
      const { shared } = request.body;
      // Taking the mark off lowers a guard; it is not done from a screen that was left open.
      if (!shared) demandFresh(signIn, now());
      reply.header('set-cookie', markDevice(shared, context.secure));
      await sessions.markShared(signIn.id, shared);
      await told(request);
      await report(request, { what: 'device-marked', by: shared ? 'shared' : 'own', ...about(request) });
      return { shared };
    },
  );
}
