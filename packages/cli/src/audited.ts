/** What is done at the command line is in the clinic's audit as well: by this installation, since nobody has signed in. */
import { hostname, userInfo } from 'node:os';
import { type AuditEntry, instant } from '@holdspace/care';
import type { Store } from '@holdspace/store';

/** Writes it before it is answered. Throws where that cannot be: what reads is not shown then. */
export async function audited(
  store: Store,
  clinicId: string,
  said: Pick<AuditEntry, 'act' | 'what'> & Partial<Pick<AuditEntry, 'patientId' | 'sessionId' | 'target' | 'why'>>,
): Promise<void> {
  await store.audit.append(clinicId, {
    at: instant(Date.now()),
    outcome: 'allowed',
    who: { kind: 'system', roles: [], name: `${userName()} at the command line`, by: 'command line' },
    ...said,
    from: { address: hostname() },
  });
}

/** Some containers run as a user without a name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'somebody';
  }
}
