/** What is kept of integration. */
import type { Database } from '../../database.ts';
import type { Keyring } from '../../encryption/keyring.ts';
import { createCheckIns } from './check-ins.ts';
import { createJournal } from './journal.ts';
import { createThreads } from './threads.ts';

export const createIntegration = (db: Database, keyring: Keyring) => ({
  threads: createThreads(db, keyring),
  checkIns: createCheckIns(db, keyring),
  journal: createJournal(db, keyring),
});
