/** For acts whose conditions the route itself sees to: one's own note, or the patient's agreement that is being recorded. */
import { type Act, mayEver, rolesThatMay, sayRoles } from '@holdspace/care';
import { Problem } from './problem.ts';
import type { Principal } from './sign-in/principal.ts';

/** Throws a problem that names who may, unless the principal's roles may under some condition. */
export function demandRole({ practitioner }: Principal, act: Act): void {
  if (mayEver(act, practitioner.roles)) return;
  throw new Problem('not-allowed', `To ${act} takes a ${sayRoles(rolesThatMay(act))}.`);
}
