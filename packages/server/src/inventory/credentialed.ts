/** Whoever handles medicine is licensed on that day: the table's condition, looked up for one person and asked. */
import {
  type Act,
  CREDENTIALED_ROLES,
  type CredentialDays,
  dayAt,
  type Instant,
  type Practitioner,
  rolesThatMay,
  whyNotCredentialed,
} from '@holdspace/care';
import type { FastifyRequest } from 'fastify';
import { demandEver, demandHolding } from '../access/access.ts';
import type { Context } from '../context.ts';

/** Whether the papers of one of the roles that may do it are in order, on the clinic's day of the act. */
export async function inOrder(
  { credentials }: Pick<Context, 'credentials'>,
  clinic: { readonly id: string; readonly zone: string },
  { id, roles }: Practitioner,
  act: Act,
  at: Instant,
): Promise<boolean> {
  const own = (await credentials.of(clinic.id))[id] ?? [];
  return hasPapers({ roles }, own, act, dayAt(at, clinic.zone));
}

/** Whether one of somebody's roles that may do it has its papers in order on a day. */
export const hasPapers = (
  { roles }: Pick<Practitioner, 'roles'>,
  own: readonly CredentialDays[],
  act: Act,
  day: string,
): boolean =>
  rolesThatMay(act)
    .filter((role) => roles.includes(role) && CREDENTIALED_ROLES.includes(role))
    .some((role) => whyNotCredentialed(role, own, day) === null);

/** Throws 403 unless who asks may do this, with papers in order. */
export async function demandCredentialed(
  context: Pick<Context, 'credentials'>,
  request: FastifyRequest,
  act: Act,
  at: Instant,
): Promise<void> {
  demandEver(request, act);
  const { clinic, practitioner } = request.principal;
  demandHolding(request, act, { 'credentials in order': await inOrder(context, clinic, practitioner, act, at) });
}
