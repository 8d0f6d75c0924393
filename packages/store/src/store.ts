/** The store: everything that is kept, in one PostgreSQL, each call within one clinic. */
import type pg from 'pg';
import { createCourses, createPatients, createProtocols, createVisits } from './care-records.ts';
import { createClinics, createPractitioners, createTokens } from './clinics.ts';
import { type Database, openDatabase, openPool, type PoolOptions } from './database.ts';
import { MIGRATIONS } from './migrations/migrate.ts';
import { createNotices, type Listener } from './notices.ts';
import { createAppend, type TrainObserver } from './sessions/append.ts';
import { createSessions } from './sessions/sessions.ts';
import { type Verification, verifyChains } from './sessions/verify.ts';
import { createSignIn, type SignInStore } from './sign-in/sign-in.ts';

export interface Store {
  readonly pool: pg.Pool;
  /** For the sign-in library; tenant rows are out of its sight without a clinic. */
  readonly db: Database;
  readonly clinics: ReturnType<typeof createClinics>;
  readonly practitioners: ReturnType<typeof createPractitioners>;
  readonly tokens: ReturnType<typeof createTokens>;
  readonly patients: ReturnType<typeof createPatients>;
  readonly protocols: ReturnType<typeof createProtocols>;
  readonly courses: ReturnType<typeof createCourses>;
  readonly visits: ReturnType<typeof createVisits>;
  readonly sessions: ReturnType<typeof createSessions> & { readonly append: ReturnType<typeof createAppend> };
  readonly signIn: SignInStore & { announceRevocation(): Promise<void> };
  /** Hears of other servers' appends and revocations. Answers how to stop. */
  listen(listener: Listener): () => Promise<void>;
  /** Tells of every train of appends, for whoever counts. Answers how to stop. */
  observeTrains(observe: TrainObserver): () => void;
  /** Which migrations the database lacks. Throws where it cannot be reached. */
  migrations(): Promise<{ readonly pending: readonly string[] }>;
  /** Walks the hash chains of the clinics given, or of all. */
  verify(clinicIds?: readonly string[]): Promise<Verification>;
  close(): Promise<void>;
}

/** Opens the store on a migrated database. Connections are made when first needed. */
export function openStore(options: PoolOptions): Store {
  const pool = openPool(options);
  const db = openDatabase(pool);
  const clinics = createClinics(db);
  const notices = createNotices(pool, options.databaseUrl);
  const trains = new Set<TrainObserver>();
  const append = createAppend(pool, (appends) => {
    for (const observe of trains) observe(appends);
  });
  return {
    pool,
    db,
    clinics,
    practitioners: createPractitioners(db),
    tokens: createTokens(db),
    patients: createPatients(db),
    protocols: createProtocols(db),
    courses: createCourses(db),
    visits: createVisits(db),
    sessions: {
      ...createSessions(db),
      append: async (request) => {
        const answer = await append(request);
        const last = answer.stored ? answer.events.at(-1) : undefined;
        if (last) notices.announce({ clinicId: request.clinicId, sessionId: request.sessionId, seq: last.seq });
        return answer;
      },
    },
    signIn: { ...createSignIn(db), announceRevocation: notices.announceRevocation },
    listen: notices.listen,
    observeTrains(observe) {
      trains.add(observe);
      return () => trains.delete(observe);
    },
    async migrations() {
      const { rows } = await pool.query<{ id: string }>('select id from public.holdspace_migration');
      const applied = new Set(rows.map((row) => row.id));
      return { pending: MIGRATIONS.map((one) => one.id).filter((id) => !applied.has(id)) };
    },
    verify: async (clinicIds) => verifyChains(db, clinicIds ?? (await clinics.addresses()).map((clinic) => clinic.id)),
    async close() {
      notices.stop();
      await pool.end();
    },
  };
}
