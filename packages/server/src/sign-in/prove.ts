/** Shows who somebody is while they are signed in, or beside who is: by PIN, password or passkey. Each try is counted. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { Problem } from '../problem.ts';
import { assertionSchema } from './passkeys.ts';
import { verifyPassword } from './password.ts';
import { relyingParty } from './relying-party.ts';

export const pinSchema = z.string().min(1).max(32);
export const passwordSchema = z.string().min(1).max(1024);
/** Who is signed in, shown again. */
export const proofOfSelf = z.union([
  z.strictObject({ pin: pinSchema }),
  z.strictObject({ password: passwordSchema }),
  z.strictObject({ passkey: assertionSchema }),
]);
export type ProofOfSelf = z.output<typeof proofOfSelf>;

const wrong = (what: string) => new Problem('not-proved', `This ${what} is not right. Nothing was changed.`);

/** Throws 403 unless the PIN is this practitioner's; 429 when it was tried too often. */
export async function demandPin(
  { store, guard, now }: Context,
  clinicId: string,
  practitionerId: string,
  pin: string,
): Promise<void> {
  const attempt = await guard.attempt('pin', `${clinicId} ${practitionerId}`, now());
  const hash = await store.signIn.signatures.pinHash(clinicId, practitionerId);
  if (hash === null || !(await verifyPassword({ hash, password: pin }))) throw wrong('PIN');
  await attempt.right();
}

/** Throws 403 unless the password is this user's; 429 when it was tried too often. */
export async function demandPassword({ store, guard, now }: Context, userId: string, password: string): Promise<void> {
  const user = await store.signIn.users.find(userId);
  // Counted with tries at the door: it is one password.
  const attempt = await guard.attempt('password', user?.email ?? userId, now());
  const hash = await store.signIn.users.passwordHash(userId);
  if (hash === null || !(await verifyPassword({ hash, password }))) throw wrong('password');
  await attempt.right();
}

/** What a passkey's answer on a signed-in screen is bound to: this very sign-in. */
export const onThisScreen = (signInId: string) => `screen ${signInId}`;

/** Throws unless the one who is signed in has shown who they are. Answers how. */
export async function demandSelf(
  context: Context,
  request: FastifyRequest,
  proof: ProofOfSelf,
): Promise<'pin' | 'password' | 'passkey'> {
  const { clinic, practitioner, signIn } = request.principal;
  if (!signIn) throw new Problem('not-allowed', 'An API token has no screen to unlock.');
  if ('pin' in proof) {
    await demandPin(context, clinic.id, practitioner.id, proof.pin);
    return 'pin';
  }
  if ('password' in proof) {
    await demandPassword(context, signIn.userId, proof.password);
    return 'password';
  }
  const party = relyingParty(request, context.publicUrl);
  const { userId } = await context.passkeys.proved(party, onThisScreen(signIn.id), proof.passkey);
  // A colleague's passkey shows that the colleague is there, not the one who is signed in.
  if (userId !== signIn.userId) throw new Problem('not-proved', 'This passkey is not of the person who is signed in.');
  return 'passkey';
}

/** The sign-in that a cookie leads to; throws for a token, which has none. */
export function ownSignIn({ principal }: FastifyRequest) {
  if (!principal.signIn)
    throw new Problem('not-allowed', 'This is for people who are signed in at a screen, not for API tokens.');
  return principal.signIn;
}
