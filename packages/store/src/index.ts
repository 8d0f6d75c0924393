/** What is kept and how: the engine, the migrations, and the store. */
export type { Course, DayVisit, InstalledProtocol, Patient, Visit } from './care-records.ts';
export type { Clinic, PractitionerRecord } from './clinics.ts';
export { type Engine, type EngineNotice, startEngine } from './engine/engine.ts';
export { migrate } from './migrations/migrate.ts';
export type { Listener, SessionNotice } from './notices.ts';
export type { Assignment, Upcoming } from './people/assignments.ts';
export type { Credential } from './people/credentials.ts';
export type { Invitation } from './people/invitations.ts';
export type { Person, PersonChange } from './people/people.ts';
export type { TokenListed } from './people/tokens.ts';
export type { AppendAnswer, AppendRequest } from './sessions/append.ts';
export { canonicalJson, FIRST_PREVIOUS_HASH, hashOfCommand, type StoredEvent } from './sessions/chain.ts';
export type { SessionHead } from './sessions/sessions.ts';
export type { BrokenChain, Verification } from './sessions/verify.ts';
export { openStore, type Store } from './store.ts';
export { VISIT_KINDS, type VisitKind } from './tables.ts';
