/** What every route is given: the parts of a running server, made once in app.ts. */
import type { Instant, SigningPolicy } from '@holdspace/care';
import type { CheckpointKeys, Store } from '@holdspace/store';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Standings } from './access/standings.ts';
import type { Auditor } from './audit/auditor.ts';
import type { ClinicFeed } from './live/clinic-feed.ts';
import type { OpenStreams } from './live/open-streams.ts';
import type { SessionFeed } from './live/session-feed.ts';
import type { Metrics } from './metrics.ts';
import type { KeptCopies } from './outcomes/kept-copies.ts';
import type { Governed } from './protocols/governed.ts';
import type { ProtocolShelf } from './protocols/shelf.ts';
import type { Reader } from './readers/reader.ts';
import type { RegistryGiving } from './registry/giving.ts';
import type { SecurityHeaders } from './security-headers.ts';
import type { CredentialsKnown } from './sessions/credentials-on-record.ts';
import type { Keeper } from './sessions/keeper.ts';
import type { Guard } from './sign-in/limits.ts';
import type { Lock } from './sign-in/lock.ts';
import type { Mailer } from './sign-in/mailer.ts';
import type { PasskeyCeremonies } from './sign-in/passkeys.ts';
import type { Principal, Principals } from './sign-in/principal.ts';
import type { Report } from './sign-in/report.ts';
import type { SignIn } from './sign-in/sign-in.ts';
import type { SingleSignOn } from './sign-in/single-sign-on.ts';
import type { Watch } from './signals/watch.ts';

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

export interface Context {
  readonly store: Store;
  readonly signIn: SignIn;
  readonly principals: Principals;
  readonly passkeys: PasskeyCeremonies;
  /** Counts whatever can be guessed. */
  readonly guard: Guard;
  readonly lock: Lock;
  readonly singleSignOn: SingleSignOn;
  /** Without one, no links are sent. */
  readonly mailer: Mailer | undefined;
  readonly signingPolicy: SigningPolicy;
  readonly audit: Auditor;
  /** What signs checkpoints of the audit; without it, none are made here. */
  readonly checkpointKeys: CheckpointKeys | undefined;
  /** What happens at the door, for the audit. */
  readonly report: Report;
  /** The address by which people reach this server, where the operator says so. */
  readonly publicUrl: string | undefined;
  readonly protocols: ProtocolShelf;
  /** The same versions with their lives: who signed, from when, until when. */
  readonly governed: Governed;
  readonly keeper: Keeper;
  readonly sessionFeed: SessionFeed;
  readonly clinicFeed: ClinicFeed;
  readonly streams: OpenStreams;
  /** What holds between the people of a clinic and its patients, as the authority table asks. */
  readonly standings: Standings;
  /** What is on record of licences and trainings, for the session's rules. */
  readonly credentials: CredentialsKnown;
  /** Reads rules against what is known, and keeps what is promised of tasks. */
  readonly watch: Watch;
  /** What outcomes are read from; without a data folder there is none. */
  readonly outcomes: KeptCopies | undefined;
  /** Gives summaries between clinics that have joined the registry. */
  readonly registry: RegistryGiving;
  readonly metrics: Metrics;
  /** The headers that every answer carries, for those that bypass Fastify's own sending. */
  readonly headers: SecurityHeaders;
  readonly demo: boolean;
  /** Served over TLS to others than this machine. */
  readonly secure: boolean;
  /** The server's clock; the one that a record's `recordedAt` is read from. */
  now(): Instant;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; set for every route but the open ones. */
    principal: Principal;
    /** Who asks, where it is a patient or a member of the care team outside: set for their routes alone. */
    reader: Reader;
  }
}
