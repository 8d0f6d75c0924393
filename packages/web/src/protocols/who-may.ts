/** What the signed-in person may do with protocols, so that no button is offered that the server would refuse. */
import { mayEver } from '@holdspace/care';
import { useMe } from '../api/me.ts';

export function useMay(): { readonly write: boolean; readonly sign: boolean; readonly moveCourses: boolean } {
  const { roles } = useMe().practitioner;
  return {
    write: mayEver('draft protocols', roles),
    sign: mayEver('sign protocols', roles),
    moveCourses: mayEver('move a course', roles),
  };
}
