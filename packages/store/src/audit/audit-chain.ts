/** An audit entry's place in its clinic's chain, and the hash that binds it there. */
import { sha256 } from '../canonical-json.ts';

/** Whose chain holds what happens before a clinic is known, such as a sign-in with an e-mail that nobody has here. */
export const HOUSE_CLINIC = '00000000-0000-0000-0000-000000000000';

export interface AuditPlace {
  readonly clinicId: string;
  readonly seq: number;
  readonly previousHash: string;
}

/** From the entry's canonical text: the canonical text of the whole, whose keys are in order as written here. */
export const hashOfAuditText = ({ clinicId, seq, previousHash }: AuditPlace, entry: string): string =>
  sha256(`{"clinicId":"${clinicId}","entry":${entry},"previousHash":"${previousHash}","seq":${seq}}`);
