/** The store: everything that is kept, in one PostgreSQL, each call within one clinic. */
import type pg from 'pg';
import { createAudit } from './audit/audit.ts';
import type { Checkpoint } from './audit/checkpoints.ts';
import { createCourses, createProtocols, createVisits } from './care-records.ts';
import { createClinics, createPractitioners } from './clinics.ts';
import { createConsents } from './consents/consents.ts';
import { type Database, openDatabase, openPool, type PoolOptions, withClinic } from './database.ts';
import { createKeyring } from './encryption/keyring.ts';
import { createKeys } from './encryption/keys.ts';
import type { RootKeys } from './encryption/root-keys.ts';
import { isPlanned, sealIdentity } from './encryption/session-identity.ts';
import { createImports } from './import/imports.ts';
import { createConsults } from './intake/consults.ts';
import { createFormFiles } from './intake/form-files.ts';
import { createForms } from './intake/forms.ts';
import { createCounts } from './inventory/counts.ts';
import { createDiscrepancies } from './inventory/discrepancies.ts';
import { createFormulary } from './inventory/formulary.ts';
import { createInventory } from './inventory/inventory.ts';
import { createMonths } from './inventory/months.ts';
import { type LedgerVerification, verifyLedger } from './inventory/verify.ts';
import { createBeforeDose } from './kap/before-dose.ts';
import { createCircle } from './kap/circle.ts';
import { createGroups } from './kap/groups.ts';
import { createIntegration } from './kap/integration/index.ts';
import { createPreparation } from './kap/preparation.ts';
import { createConcerns } from './kap/signals/concerns.ts';
import { createDuties } from './kap/signals/duties.ts';
import { createOnCall } from './kap/signals/on-call.ts';
import { createRules } from './kap/signals/rules.ts';
import { createTasks } from './kap/signals/tasks.ts';
import { createMeasures } from './measures/measures.ts';
import { createMessages } from './messages/messages.ts';
import { MIGRATIONS } from './migrations/migrate.ts';
import { createMusic } from './music/music.ts';
import { createNotices, type GlassNotice, type Listener, type TaskNotice } from './notices.ts';
import { createCourseOrders } from './orders/course-orders.ts';
import { createMedicines } from './orders/medicines.ts';
import { createFeed } from './outcomes/feed.ts';
import { createPatients } from './patients.ts';
import { createAssignments } from './people/assignments.ts';
import { createCareTeam } from './people/care-team.ts';
import { createCredentials } from './people/credentials.ts';
import { createInvitations } from './people/invitations.ts';
import { createPeople } from './people/people.ts';
import { createStandings } from './people/standings.ts';
import { createTokens } from './people/tokens.ts';
import { createUsers } from './people/users.ts';
import { createCourseMoves } from './protocols/course-moves.ts';
import { createDrafts } from './protocols/drafts.ts';
import { createSignOffs } from './protocols/sign-offs.ts';
import { createAuthorizations } from './records/authorizations.ts';
import { createBrokenGlass } from './records/broken-glass.ts';
import { createDisclosures } from './records/disclosures.ts';
import { createNotes } from './records/notes.ts';
import { createOutsideMembers } from './records/outside-members.ts';
import { createPart2Flags } from './records/part-2-flags.ts';
import { createReaders } from './records/readers.ts';
import { createRegistry } from './registry/registry.ts';
import { createScreenings } from './screening/screenings.ts';
import { type AppendRequest, createAppend, type TrainObserver } from './sessions/append.ts';
import { createAppendWithMovements } from './sessions/append-with-movements.ts';
import { createSessions } from './sessions/sessions.ts';
import { type Verification, verifyChains } from './sessions/verify.ts';
import { createSignIn, type SignInStore } from './sign-in/sign-in.ts';

export interface StoreOptions extends PoolOptions {
  /** What wraps the keys under which patients' identities and notes are sealed. */
  readonly rootKeys: RootKeys;
}

export interface StoreVerification extends Verification {
  readonly ledger: LedgerVerification;
}

export interface Store {
  readonly pool: pg.Pool;
  /** For the sign-in library; tenant rows are out of its sight without a clinic. */
  readonly db: Database;
  readonly clinics: ReturnType<typeof createClinics>;
  readonly practitioners: ReturnType<typeof createPractitioners>;
  readonly users: ReturnType<typeof createUsers>;
  readonly people: ReturnType<typeof createPeople>;
  readonly consents: ReturnType<typeof createConsents>;
  readonly invitations: ReturnType<typeof createInvitations>;
  readonly credentials: ReturnType<typeof createCredentials>;
  readonly assignments: ReturnType<typeof createAssignments>;
  readonly careTeam: ReturnType<typeof createCareTeam>;
  readonly standings: ReturnType<typeof createStandings>;
  readonly tokens: ReturnType<typeof createTokens>;
  readonly patients: ReturnType<typeof createPatients>;
  readonly protocols: ReturnType<typeof createProtocols>;
  readonly drafts: ReturnType<typeof createDrafts>;
  readonly signOffs: ReturnType<typeof createSignOffs>;
  readonly courseMoves: ReturnType<typeof createCourseMoves>;
  readonly courseOrders: ReturnType<typeof createCourseOrders>;
  readonly medicines: ReturnType<typeof createMedicines>;
  readonly music: ReturnType<typeof createMusic>;
  readonly courses: ReturnType<typeof createCourses>;
  readonly preparation: ReturnType<typeof createPreparation>;
  readonly screenings: ReturnType<typeof createScreenings>;
  readonly beforeDose: ReturnType<typeof createBeforeDose>;
  readonly visits: ReturnType<typeof createVisits>;
  readonly sessions: ReturnType<typeof createSessions> & {
    readonly append: ReturnType<typeof createAppend>;
    readonly appendWithMovements: ReturnType<typeof createAppendWithMovements>;
  };
  readonly psychotherapyNotes: ReturnType<typeof createNotes>;
  readonly recordNotes: ReturnType<typeof createNotes>;
  readonly authorizations: ReturnType<typeof createAuthorizations>;
  readonly outsideMembers: ReturnType<typeof createOutsideMembers>;
  /** What goes between the clinic and members outside, and whether they are told of a crisis. */
  readonly circle: ReturnType<typeof createCircle>;
  readonly groups: ReturnType<typeof createGroups>;
  readonly disclosures: ReturnType<typeof createDisclosures>;
  readonly part2: ReturnType<typeof createPart2Flags>;
  readonly brokenGlass: ReturnType<typeof createBrokenGlass> & { announce(notice: GlassNotice): Promise<void> };
  readonly readers: ReturnType<typeof createReaders>;
  /** What other parts of the product raise about a patient. */
  readonly concerns: ReturnType<typeof createConcerns>;
  readonly signalRules: ReturnType<typeof createRules>;
  readonly tasks: ReturnType<typeof createTasks> &
    ReturnType<typeof createDuties> & { announce(notice: TaskNotice): Promise<void> };
  readonly onCall: ReturnType<typeof createOnCall>;
  /** What follows a dosing session: threads, check-ins, the patient’s journal. */
  readonly integration: ReturnType<typeof createIntegration>;
  /** What people ask of a clinic before they are its patients. */
  readonly consults: ReturnType<typeof createConsults>;
  readonly forms: ReturnType<typeof createForms>;
  readonly messages: ReturnType<typeof createMessages>;
  readonly formFiles: ReturnType<typeof createFormFiles>;
  readonly measures: ReturnType<typeof createMeasures>;
  readonly imports: ReturnType<typeof createImports>;
  /** What a copy for outcomes is made from. */
  readonly feed: ReturnType<typeof createFeed>;
  /** Whether a clinic takes part in the registry, and what goes between those that do. */
  readonly registry: ReturnType<typeof createRegistry>;
  readonly audit: ReturnType<typeof createAudit>;
  readonly formulary: ReturnType<typeof createFormulary>;
  readonly inventory: ReturnType<typeof createInventory>;
  readonly counts: ReturnType<typeof createCounts>;
  readonly discrepancies: ReturnType<typeof createDiscrepancies>;
  /** What the papers of the ledger are made from. */
  readonly months: ReturnType<typeof createMonths>;
  /** A key of one practitioner's own, for drafts on their device. */
  draftKey(clinicId: string, practitionerId: string): Promise<string>;
  /** The keys under which what is most private is sealed. */
  readonly keys: ReturnType<typeof createKeys>;
  readonly signIn: SignInStore & { announceRevocation(): Promise<void> };
  /** Hears of other servers' appends and revocations. Answers how to stop. */
  listen(listener: Listener): () => Promise<void>;
  /** Tells of every train of appends, for whoever counts. Answers how to stop. */
  observeTrains(observe: TrainObserver): () => void;
  /** Which migrations the database lacks. Throws where it cannot be reached. */
  migrations(): Promise<{ readonly pending: readonly string[] }>;
  /** Walks the hash chains of the clinics given, or of all: sessions, and ledgers held against checkpoints. */
  verify(clinicIds?: readonly string[], outside?: readonly Checkpoint[]): Promise<StoreVerification>;
  close(): Promise<void>;
}

/** Opens the store on a migrated database. Connections are made when first needed. */
export function openStore(options: StoreOptions): Store {
  const pool = openPool(options);
  const db = openDatabase(pool);
  const clinics = createClinics(db);
  const keyring = createKeyring(options.rootKeys);
  const notices = createNotices(pool, options.databaseUrl);
  const audit = createAudit(db, pool);
  const trains = new Set<TrainObserver>();
  const append = createAppend(pool, (appends) => {
    for (const observe of trains) observe(appends);
  });
  const appendWithMovements = createAppendWithMovements(pool);
  /** A session's first entry alone says who it is about; the others go as they are, at no cost. */
  async function sealed<Request extends AppendRequest>(request: Request): Promise<Request> {
    const [first] = request.events;
    if (!first || !isPlanned(first)) return request;
    const sealedFirst = await withClinic(db, request.clinicId, (transaction) =>
      sealIdentity(keyring, transaction, request, first),
    );
    return { ...request, sealedFirst };
  }
  function announced<
    Answer extends { readonly stored: boolean; readonly events?: readonly { readonly seq: number }[] },
  >({ clinicId, sessionId }: AppendRequest, answer: Answer): Answer {
    const last = answer.stored ? answer.events?.at(-1) : undefined;
    if (last) notices.announce({ clinicId, sessionId, seq: last.seq });
    return answer;
  }
  return {
    pool,
    db,
    clinics,
    practitioners: createPractitioners(db),
    users: createUsers(db),
    people: createPeople(db),
    invitations: createInvitations(db),
    credentials: createCredentials(db),
    assignments: createAssignments(db, keyring),
    careTeam: createCareTeam(db),
    standings: createStandings(db),
    tokens: createTokens(db),
    patients: createPatients(db, keyring),
    protocols: createProtocols(db),
    drafts: createDrafts(db),
    signOffs: createSignOffs(db),
    courseMoves: createCourseMoves(db),
    courseOrders: createCourseOrders(db),
    medicines: createMedicines(db),
    music: createMusic(db, keyring),
    courses: createCourses(db),
    consents: createConsents(db, keyring),
    preparation: createPreparation(db, keyring),
    screenings: createScreenings(db, keyring),
    beforeDose: createBeforeDose(db, keyring),
    visits: createVisits(db, keyring),
    sessions: {
      ...createSessions(db, keyring),
      append: async (request) => announced(request, await append(await sealed(request))),
      appendWithMovements: async (request) => announced(request, await appendWithMovements(await sealed(request))),
    },
    psychotherapyNotes: createNotes(db, keyring, 'psychotherapy_note'),
    recordNotes: createNotes(db, keyring, 'record_note'),
    authorizations: createAuthorizations(db, keyring),
    outsideMembers: createOutsideMembers(db, keyring),
    circle: createCircle(db, keyring),
    groups: createGroups(db, keyring),
    disclosures: createDisclosures(db, keyring),
    part2: createPart2Flags(db),
    brokenGlass: { ...createBrokenGlass(db, keyring), announce: notices.announceBrokenGlass },
    readers: createReaders(db),
    concerns: createConcerns(db),
    signalRules: createRules(db, pool),
    tasks: { ...createTasks(db, keyring), ...createDuties(db, keyring), announce: notices.announceTask },
    onCall: createOnCall(db),
    integration: createIntegration(db, keyring),
    consults: createConsults(db, keyring),
    forms: createForms(db, keyring),
    messages: createMessages(db, keyring),
    formFiles: createFormFiles(db, keyring),
    measures: createMeasures(db, keyring),
    imports: createImports(db, keyring),
    feed: createFeed(db, pool, keyring),
    registry: createRegistry(db),
    audit,
    formulary: createFormulary(db),
    inventory: createInventory(db, pool),
    counts: createCounts(db),
    discrepancies: createDiscrepancies(db),
    months: createMonths(db, keyring),
    draftKey: (clinicId, practitionerId) =>
      withClinic(db, clinicId, async (transaction) =>
        (await keyring.lookup(transaction, clinicId))('drafts on a device', practitionerId),
      ),
    keys: createKeys(db, keyring, clinics, options.databaseUrl),
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
    async verify(clinicIds, outside = []) {
      const asked = (await clinics.addresses()).filter(({ id }) => clinicIds === undefined || clinicIds.includes(id));
      const ids = asked.map(({ id }) => id);
      const sessions = await verifyChains(db, keyring, ids);
      let ledger: LedgerVerification = { movements: 0, containers: 0 };
      for (const clinic of asked) {
        const checkpoints = [...(await audit.believed(clinic)), ...outside.filter((one) => one.clinicId === clinic.id)];
        const found = await verifyLedger(db, clinic.id, checkpoints);
        ledger = {
          ...found,
          movements: ledger.movements + found.movements,
          containers: ledger.containers + found.containers,
        };
        if (found.broken) break;
      }
      return { ...sessions, ledger };
    },
    async close() {
      notices.stop();
      await pool.end();
    },
  };
}
