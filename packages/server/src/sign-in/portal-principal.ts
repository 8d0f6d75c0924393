/** A patient who is signed in: apart from everybody who works at the clinic, and nobody to any of their routes. */
import type { FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { Problem } from '../problem.ts';
import { demandSameOrigin } from '../same-origin.ts';
import { ENDS_AFTER_IDLE_MS } from './lock.ts';
import type { Clinic } from './principal.ts';
import type { StandingSignIn } from './sign-in.ts';

export interface PatientPrincipal {
  readonly signIn: StandingSignIn;
  readonly clinic: Clinic;
  readonly patient: { readonly id: string; readonly name: string };
}

/** The patient whose cookie this request carries. Throws 401. */
export async function patientOf({ signIn, store, now }: Context, request: FastifyRequest): Promise<PatientPrincipal> {
  demandSameOrigin(request);
  const standing = await signIn.standing(request.headers.cookie ?? '');
  if (!standing || Date.parse(now()) - standing.touchedAt > ENDS_AFTER_IDLE_MS) throw notSignedIn();
  const [account] = await store.signIn.patientAccounts.ofUser(standing.userId);
  if (!account) throw notSignedIn();
  const [clinic, patient] = await Promise.all([
    store.clinics.find(account.clinicId),
    store.patients.find(account.clinicId, account.patientId),
  ]);
  if (!clinic || !patient) throw notSignedIn();
  const { id, slug, name, zone } = clinic;
  return { signIn: standing, clinic: { id, slug, name, zone }, patient: { id: patient.id, name: patient.name } };
}

const notSignedIn = () => new Problem('not-signed-in', 'Sign in first, with your passkey or the link in your e-mail.');
