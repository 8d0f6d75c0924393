/** All that signing in keeps. People's passwords and the beginning of their sessions are the sign-in library's own. */
import type { Database } from '../database.ts';
import { createGuesses } from './guesses.ts';
import { createOneTime } from './one-time.ts';
import { createPasskeys } from './passkeys.ts';
import { createPatientAccounts } from './patient-accounts.ts';
import { createSignInSessions } from './sign-in-sessions.ts';
import { createSignatures } from './signatures.ts';
import { createSignInUsers } from './users.ts';

export const createSignIn = (db: Database) => ({
  users: createSignInUsers(db),
  sessions: createSignInSessions(db),
  passkeys: createPasskeys(db),
  oneTime: createOneTime(db),
  patientAccounts: createPatientAccounts(db),
  guesses: createGuesses(db),
  signatures: createSignatures(db),
});
export type SignInStore = ReturnType<typeof createSignIn>;
