/** An audit entry's place in its clinic's chain, and the hash that binds it there. */
import { sha256 } from '../canonical-json.ts';

/** Whose chain holds what happens before a clinic is known, such as a sign-in with an e-mail that nobody has here. */
export const HOUSE_CLINIC = '00000000-0000-0000-0000-000000000000';

export interface AuditPlace {
  readonly clinicId: string;
  readonly seq: number;
  readonly previousHash: string;
}

/** What is hashed around an entry: the canonical text of the whole, whose keys are in order as written here. */
export const AROUND_ENTRY = {
  before: (clinicId: string): string => `{"clinicId":"${clinicId}","entry":`,
  after: (previousHash: string, seq: number): string => `,"previousHash":"${previousHash}","seq":${seq}}`,
};

/** From the entry's canonical text. */
export const hashOfAuditText = ({ clinicId, seq, previousHash }: AuditPlace, entry: string): string =>
  sha256(`${AROUND_ENTRY.before(clinicId)}${entry}${AROUND_ENTRY.after(previousHash, seq)}`);
