/** Begins a session in better-auth's own way for who came by a way of ours: passkey, single sign-on, one-time link. */
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

export const WAYS_IN = ['passkey', 'single sign-on', 'link'] as const;
export type WayIn = (typeof WAYS_IN)[number];

/** Has no address: only this server's own code can ask. */
export const beginSession = {
  id: 'holdspace-begin-session',
  endpoints: {
    beginSession: createAuthEndpoint.serverOnly(
      { method: 'POST', body: z.object({ userId: z.string(), by: z.enum(WAYS_IN) }) },
      async (context) => {
        const { internalAdapter } = context.context;
        const user = await internalAdapter.findUserById(context.body.userId);
        if (!user) throw new Error('a session was to begin for nobody');
        const session = await internalAdapter.createSession(user.id, false, { signedInBy: context.body.by });
        await setSessionCookie(context, { session, user });
        return context.json({ ok: true });
      },
    ),
  },
} as const;
