/** What a room knows of its session, what can be asked of it, and by what it reaches the server. */
import type {
  Command,
  CommandInput,
  ConsentsOnRecord,
  CourseOrdersOnRecord,
  CredentialsOnRecord,
  Practitioner,
  Protocol,
  Refusal,
  ScreeningOnRecord,
  Session,
  SessionEvent,
} from '@holdspace/care';
import type { FieldError } from '../api/problem.ts';
import type { LabelShown } from '../api/shapes.ts';
import type { Entry, Outbox } from './outbox.ts';

export interface LoadedSession {
  readonly session: { readonly id: string; readonly patientId: string; readonly seq: number };
  readonly patient: { readonly name: string; readonly dateOfBirth: string; readonly recordNumber: string };
  readonly protocol: Protocol;
  /** Of the clinic's people, for an instant answer; the server looks again. */
  readonly credentials?: CredentialsOnRecord;
  /** The patient's course orders, for the same. */
  readonly courseOrders?: CourseOrdersOnRecord;
  /** How the screening of the course stands, for the same; absent where the session belongs to none. */
  readonly screening?: ScreeningOnRecord;
  /** The consents that a dose waits for, for the same. */
  readonly consents?: ConsentsOnRecord;
  /** Whether what is given comes out of containers of a ledger. */
  readonly keepsLedger?: boolean;
  readonly label: LabelShown;
}

/** What is asked of a session, before it has an id; its time is the present unless one is given. */
export type Asked = CommandInput extends infer C
  ? C extends CommandInput
    ? Omit<C, 'id' | 'at' | 'device'> & { at?: string }
    : never
  : never;

export type Answer =
  | { readonly accepted: true; readonly command: Command }
  | { readonly accepted: false; readonly refusals: readonly Refusal[]; readonly errors: readonly FieldError[] };

/** The way to the server, given from outside so that tests can cut it. */
export interface Line {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<T>;
  /** Live events from `path`; answers how to stop. `onState(false)` while the line is lost. */
  listen(path: () => string, onEvent: (event: SessionEvent) => void, onState: (live: boolean) => void): () => void;
}

export interface SessionClientParts {
  readonly sessionId: string;
  readonly author: Practitioner;
  readonly device: string;
  readonly line: Line;
  readonly outbox: Outbox;
  /** Milliseconds since 1970 by the server's clock, as well as this device knows it. */
  now(): number;
  newId(): string;
}

export interface RoomState {
  readonly loaded?: LoadedSession;
  readonly failure?: unknown;
  /** The session with what was entered here on top; events above `confirmedSeq` wait for the server. */
  readonly session: Session;
  readonly confirmedSeq: number;
  /** Entries made here that the server has not confirmed, in order. */
  readonly waiting: readonly Entry[];
  /** Entries that the server did not take. */
  readonly refused: readonly Entry[];
  readonly live: boolean;
  /** False when this browser cannot keep entries through a closed tab. */
  readonly durable: boolean;
  /** The sign-in has ended; entries wait for it. */
  readonly signedOut: boolean;
}
