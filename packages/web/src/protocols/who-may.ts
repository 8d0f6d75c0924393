/** What the signed-in person may do with protocols, so that no button is offered that the server would refuse. */
import type { Role } from '@holdspace/care';
import { useMe } from '../api/me.ts';

const WRITES: readonly Role[] = ['medical_director', 'prescriber', 'anesthesia', 'clinic_admin'];
const SIGNS: readonly Role[] = ['medical_director'];
const MOVES: readonly Role[] = ['medical_director', 'prescriber', 'anesthesia'];

export function useMay(): { readonly write: boolean; readonly sign: boolean; readonly moveCourses: boolean } {
  const { roles } = useMe().practitioner;
  const isOneOf = (allowed: readonly Role[]) => roles.some((role) => allowed.includes(role));
  return { write: isOneOf(WRITES), sign: isOneOf(SIGNS), moveCourses: isOneOf(MOVES) };
}
