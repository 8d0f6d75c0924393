/** What is kept and how: the engine, the migrations, and the store. */
export type { Course, DayVisit, InstalledProtocol, Patient, Visit } from './care-records.ts';
export type { Clinic, PractitionerRecord } from './clinics.ts';
export { type Engine, type EngineNotice, startEngine } from './engine/engine.ts';
export { migrate } from './migrations/migrate.ts';
export type { Listener, SessionNotice } from './notices.ts';
export type { AppendAnswer, AppendRequest } from './sessions/append.ts';
export { canonicalJson, FIRST_PREVIOUS_HASH, hashOfCommand, type StoredEvent } from './sessions/chain.ts';
export type { SessionHead } from './sessions/sessions.ts';
export type { BrokenChain, Verification } from './sessions/verify.ts';
export type { GuessLimit } from './sign-in/guesses.ts';
export type { Passkey } from './sign-in/passkeys.ts';
export type { PatientAccount } from './sign-in/patient-accounts.ts';
export { openStore, type Store } from './store.ts';
export { VISIT_KINDS, type VisitKind } from './tables.ts';
