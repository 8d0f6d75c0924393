/** The application: what every request passes through, and where the resources are hung in. No listening here. */
import { instant, type SigningPolicy } from '@holdspace/care';
import type { CheckpointKeys, Store } from '@holdspace/store';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { z } from 'zod';
import { demandActOfRoute } from './access/access.ts';
import { careTeamRoutes } from './access/care-team-routes.ts';
import { Standings } from './access/standings.ts';
import { Auditor } from './audit/auditor.ts';
import { auditDoor } from './audit/door.ts';
import { type AuditedRoute, auditRequests } from './audit/hook.ts';
import { auditReaderRoutes } from './audit/reader-routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { demandActs } from './authority.ts';
import { breakGlassRoutes } from './break-glass/routes.ts';
import { consentCourseRoutes } from './consents/course-routes.ts';
import { consentDocumentRoutes } from './consents/document-routes.ts';
import { consentReaderRoutes } from './consents/reader-routes.ts';
import type { App, Context } from './context.ts';
import { countRoutes } from './counts/count-routes.ts';
import { discrepancyRoutes } from './counts/discrepancy-routes.ts';
import { monthRoutes } from './counts/month-routes.ts';
import { courseMoveRoutes } from './courses/move-routes.ts';
import { coursesRoutes } from './courses/routes.ts';
import { credentialsRoutes } from './credentials/routes.ts';
import { DOCUMENTATION, documentationRoutes, openApiDocument } from './documentation/routes.ts';
import { errorHandler } from './faults.ts';
import { formularyRoutes } from './formulary/routes.ts';
import { groupMeetingRoutes } from './groups/meeting-routes.ts';
import { groupReaderRoutes } from './groups/reader-routes.ts';
import { groupsRoutes } from './groups/routes.ts';
import { healthRoutes } from './health/routes.ts';
import { importContentRoutes } from './import/content-routes.ts';
import { importMappingRoutes } from './import/mapping-routes.ts';
import { importRoutes } from './import/routes.ts';
import { importRowRoutes } from './import/row-routes.ts';
import { consultRoutes } from './intake/consult-routes.ts';
import { formFileRoutes } from './intake/form-file-routes.ts';
import { formReaderRoutes } from './intake/form-reader-routes.ts';
import { formRoutes } from './intake/form-routes.ts';
import { publicIntakeRoutes } from './intake/public-routes.ts';
import { arcRoutes } from './integration/arc-routes.ts';
import { journalRoutes } from './integration/journal-routes.ts';
import { integrationReaderRoutes } from './integration/reader-routes.ts';
import { integrationRoutes } from './integration/staff-routes.ts';
import { inventoryRoutes } from './inventory/routes.ts';
import { inventoryRecordRoutes } from './inventory-records/routes.ts';
import { readJsonBodies } from './json.ts';
import { ClinicFeed } from './live/clinic-feed.ts';
import { OpenStreams } from './live/open-streams.ts';
import { liveRoutes } from './live/routes.ts';
import { SessionFeed } from './live/session-feed.ts';
import type { Logger } from './log.ts';
import { coursePictureRoutes } from './measures/course-picture-routes.ts';
import { measureLinkRoutes } from './measures/link-routes.ts';
import { measureReaderRoutes } from './measures/reader-routes.ts';
import { measureRoutes } from './measures/staff-routes.ts';
import { measureTextRoutes } from './measures/text-routes.ts';
import { messageReaderRoutes, messageRoutes } from './messages/routes.ts';
import { createMetrics } from './metrics.ts';
import { musicAudioRoutes } from './music/audio-routes.ts';
import { musicRoutes } from './music/routes.ts';
import { notesRoutes } from './notes/routes.ts';
import { courseOrderRoutes } from './orders/course-order-routes.ts';
import { courseSignatureRoutes } from './orders/course-signature-routes.ts';
import { medicineRoutes } from './orders/medicine-routes.ts';
import { KeptCopies } from './outcomes/kept-copies.ts';
import { outcomesRoutes } from './outcomes/routes.ts';
import { outsideMessageReaderRoutes, outsideMessageRoutes } from './outside/message-routes.ts';
import { outsideRoutes } from './outside/routes.ts';
import { patientsRoutes } from './patients/routes.ts';
import { invitationsRoutes } from './people/invitations.ts';
import { joinRoutes } from './people/join.ts';
import { peopleRoutes } from './people/routes.ts';
import { inPlainWords } from './plain-words.ts';
import { languageRoutes } from './portal/language-routes.ts';
import { portalRoutes } from './portal/routes.ts';
import { practitionersRoutes } from './practitioners/routes.ts';
import { beforeDoseRoutes } from './preparation/before-dose-routes.ts';
import { preparationReaderRoutes } from './preparation/reader-routes.ts';
import { preparationRoutes } from './preparation/routes.ts';
import { notFound, Problem, sendProblem } from './problem.ts';
import { draftRoutes } from './protocols/draft-routes.ts';
import { Governed } from './protocols/governed.ts';
import { protocolsRoutes } from './protocols/routes.ts';
import { ProtocolShelf } from './protocols/shelf.ts';
import { signOffRoutes } from './protocols/sign-off-routes.ts';
import { offersOf } from './public/offers.ts';
import { publicServicesRoutes } from './public/services-routes.ts';
import { readersRoutes, readersScope } from './readers/routes.ts';
import { monitoringFormRoutes } from './record/monitoring-form-routes.ts';
import { recordRoutes } from './record/routes.ts';
import { RegistryGiving } from './registry/giving.ts';
import { registryRoutes } from './registry/routes.ts';
import { clearanceRoutes } from './screening/clearance-routes.ts';
import { screeningRoutes } from './screening/routes.ts';
import { screeningSignatureRoutes } from './screening/signature-routes.ts';
import { securityHeaders } from './security-headers.ts';
import { sessionContainerRoutes } from './sessions/container-routes.ts';
import { CredentialsKnown } from './sessions/credentials-on-record.ts';
import { Keeper } from './sessions/keeper.ts';
import { sessionsRoutes } from './sessions/routes.ts';
import { sharingRoutes } from './sharing/routes.ts';
import { accountRoutes } from './sign-in/account-routes.ts';
import { createGuard } from './sign-in/limits.ts';
import { linkRoutes } from './sign-in/link-routes.ts';
import { createLock, demandOpenWhileLocked, LOCK_AFTER_MINUTES } from './sign-in/lock.ts';
import { lockRoutes } from './sign-in/lock-routes.ts';
import type { Mailer } from './sign-in/mailer.ts';
import { createPasskeyCeremonies } from './sign-in/passkeys.ts';
import { patientAccountRoutes, portalAccountRoutes } from './sign-in/portal-routes.ts';
import { createPrincipals } from './sign-in/principal.ts';
import type { SignInEvent } from './sign-in/report.ts';
import { meRoutes, signInRoutes } from './sign-in/routes.ts';
import { demandShownClinic } from './sign-in/shown-clinic.ts';
import { createSignIn } from './sign-in/sign-in.ts';
import { signatureRoutes } from './sign-in/signature-routes.ts';
import { createSingleSignOn, type SingleSignOnProvider } from './sign-in/single-sign-on.ts';
import { singleSignOnRoutes } from './sign-in/single-sign-on-routes.ts';
import { principalSource } from './sign-in/source.ts';
import { onCallRoutes } from './signals/on-call-routes.ts';
import { signalRoutes } from './signals/signal-routes.ts';
import { taskRoutes } from './signals/task-routes.ts';
import { Watch } from './signals/watch.ts';
import { todayRoutes } from './today/routes.ts';
import { tokensRoutes } from './tokens/routes.ts';
import { demandScope } from './tokens/scopes.ts';
import { OLDEST_TLS, type Tls } from './transport.ts';
import { assignmentsRoutes } from './visits/assignments.ts';
import { visitsRoutes } from './visits/routes.ts';
import { serveWebApp } from './web/static.ts';

/** The largest body taken: a batch of a hundred commands with long notes fits. */
const MOST_BODY_BYTES = 512 * 1024;

export interface AppOptions {
  readonly store: Store;
  /** Signs cookies; at least 32 random characters. */
  readonly secret: string;
  readonly logger: Logger;
  /** True when anybody but this machine can connect: cookies over TLS alone, and HSTS. */
  readonly secure: boolean;
  readonly demo: boolean;
  /** TLS of the server's own. */
  readonly tls?: Tls | undefined;
  /** Where the built web app lies; without it only the API answers. */
  readonly webFolder?: string | undefined;
  /** How many proxies in front are believed in what they say by `X-Forwarded-*`; without any, nobody is. */
  readonly trustedProxies?: number | undefined;
  /** Tries at signing in from one address before they are slowed down. */
  readonly signInsAMinute?: number | undefined;
  /** Minutes without a touch after which a screen is locked. */
  readonly lockAfterMinutes?: number | undefined;
  /** When acts of authority ask for a signature of their own. */
  readonly signingPolicy?: SigningPolicy | undefined;
  /** Clinics' own identity providers. */
  readonly singleSignOn?: readonly SingleSignOnProvider[] | undefined;
  /** Sends patients their sign-in links. */
  readonly mailer?: Mailer | undefined;
  /** The address by which people reach this server, where it is not the one that it sees itself. */
  readonly publicUrl?: string | undefined;
  /** Hears what happens at the door; it is logged in any case. */
  readonly onSignInEvent?: ((event: SignInEvent) => void) | undefined;
  /** What signs checkpoints of the audit. */
  readonly checkpointKeys?: CheckpointKeys | undefined;
  /** Where clinics' copies for outcomes lie; without it there are no outcomes. */
  readonly dataFolder?: string | undefined;
  /** The clock, milliseconds since 1970; tests move it. */
  readonly clock?: (() => number) | undefined;
}

export interface Application {
  readonly app: FastifyInstance;
  readonly context: Context;
  /** Every route, and whether the audit tells of it. */
  readonly auditedRoutes: readonly AuditedRoute[];
}

/**
 * Who is believed, from the connection backwards. Each proxy adds whom it heard to the end of `X-Forwarded-For`: what stands
 * before the entries of ours is the caller's own word, and limits would be walked around with it. As a function, since
 * Fastify believes nobody where it is given a number.
 */
const trusting = (proxies: number) => (proxies > 0 ? (_address: string, hop: number) => hop < proxies : false);

export async function createApp(options: AppOptions): Promise<Application> {
  const { store, logger, clock = Date.now } = options;
  const metrics = createMetrics();
  const headers = securityHeaders({ secure: options.secure });
  const app = Fastify({
    ...(options.tls && { https: { ...options.tls, minVersion: OLDEST_TLS } }),
    loggerInstance: logger as FastifyBaseLogger,
    // A line for every command would cost more than the command; problems and faults are logged, the rest is counted.
    logController: new LogController({ disableRequestLogging: true }),
    // The same logger for all: a child of it for each request is paid for by every command and used by few.
    childLoggerFactory: (parent) => parent,
    bodyLimit: MOST_BODY_BYTES,
    trustProxy: trusting(options.trustedProxies ?? 0),
    forceCloseConnections: 'idle',
    frameworkErrors: (error, request, reply) => errorHandler(metrics)(error, request, reply as never) as never,
  }) as unknown as App;

  const now = () => instant(clock());
  const signIn = createSignIn({
    store,
    secret: options.secret,
    secureCookies: options.secure,
    logger,
    now,
  });
  const protocols = new ProtocolShelf(store);
  const clinicFeed = new ClinicFeed(metrics);
  const sessionFeed = new SessionFeed(store, metrics, logger);
  const keeper = new Keeper({ store, protocols, sessionFeed, clinicFeed, metrics, now });
  const principals = createPrincipals(principalSource(store, signIn, now));
  const standings = new Standings({ store, now });
  const streams = new OpenStreams(principals, logger);
  standings.onForgotten(() => void streams.lookAgain());
  const { mailer, publicUrl } = options;
  const watch = new Watch({ store, protocols, standings, clinicFeed, mailer, publicUrl, now }, logger);
  const audit = new Auditor({ store, metrics, logger });
  const outcomes =
    options.dataFolder === undefined ? undefined : new KeptCopies({ store, folder: options.dataFolder, now }, logger);
  const context: Context = {
    store,
    signIn,
    principals,
    passkeys: createPasskeyCeremonies(store, now),
    guard: createGuard(
      store,
      options.secret,
      options.signInsAMinute === undefined ? {} : { address: { free: options.signInsAMinute } },
    ),
    lock: createLock(options.lockAfterMinutes ?? LOCK_AFTER_MINUTES),
    singleSignOn: createSingleSignOn(store, options.singleSignOn ?? [], now),
    mailer,
    signingPolicy: options.signingPolicy ?? 'when_locked_or_shared',
    audit,
    checkpointKeys: options.checkpointKeys,
    report: (request, event) => {
      logger.info({ part: 'sign-in', what: event.what, by: event.by, clinicId: event.clinicId }, 'sign-in');
      options.onSignInEvent?.({ ...event, address: request.ip });
      return auditDoor({ store, audit, now }, request, event);
    },
    publicUrl,
    protocols,
    governed: new Governed(store, protocols),
    keeper,
    sessionFeed,
    clinicFeed,
    streams,
    standings,
    credentials: new CredentialsKnown(store),
    watch,
    outcomes,
    registry: new RegistryGiving({ store, protocols, outcomes, audit, now }, logger),
    metrics,
    headers,
    demo: options.demo,
    secure: options.secure,
    now,
  };

  app.setValidatorCompiler<z.ZodType>(({ schema, httpPart }) => (data: unknown) => {
    const result = schema.safeParse(data);
    if (result.success) return { value: result.data };
    // An address that cannot be is an address where nothing is.
    if (httpPart === 'params') return { error: notFound('page') };
    const errors = inPlainWords(result.error.issues, data);
    return { error: new Problem('bad-input', errors.map(({ message }) => message).join(' '), { errors }) };
  });
  // Answers are made by this code and checked by its types; checking them again at run time would cost every command.
  app.setSerializerCompiler(() => JSON.stringify);
  readJsonBodies(app);
  app.setErrorHandler(errorHandler(metrics));
  const pageHeaders = Object.entries(headers.page);
  const dataHeaders = Object.entries(headers.data);
  app.addHook('onRequest', (request, reply, done) => {
    const pairs = request.url.startsWith('/api/') && request.url !== DOCUMENTATION ? dataHeaders : pageHeaders;
    for (const [name, value] of pairs) reply.raw.setHeader(name, value);
    done();
  });
  app.decorateRequest('principal');
  app.decorateRequest('reader');
  app.decorateRequest('access');

  await openApiDocument(app);
  demandActs(app);
  const auditedRoutes = auditRequests(app, context);
  healthRoutes(app, context);
  signInRoutes(app, context);
  joinRoutes(app, context);
  publicServicesRoutes(app, context);
  publicIntakeRoutes(app, context);
  measureLinkRoutes(app, context);
  singleSignOnRoutes(app, context);
  linkRoutes(app, context);
  portalAccountRoutes(app, context);
  documentationRoutes(app);
  await app.register(async (members: App) => {
    members.addHook('onRequest', (request, _reply, done) => {
      const admit = (principal: typeof request.principal) => {
        request.principal = principal;
        if (principal.signIn && context.lock.isLocked(principal.signIn, now()))
          demandOpenWhileLocked(request.method, request.routeOptions.url);
      };
      const goOn = () => done();
      try {
        const principal = context.principals.of(request);
        if (principal instanceof Promise) principal.then(admit).then(goOn, done);
        else {
          admit(principal);
          goOn();
        }
      } catch (error) {
        done(error as Error);
      }
    });
    members.addHook('onRequest', (request, _reply, done) => {
      demandShownClinic(request, request.principal);
      demandScope(request, request.principal);
      done();
    });
    demandActOfRoute(members);
    meRoutes(members, context);
    lockRoutes(members, context);
    accountRoutes(members, context);
    signatureRoutes(members, context);
    patientAccountRoutes(members, context);
    sessionsRoutes(members, context);
    sessionContainerRoutes(members, context);
    recordRoutes(members, context);
    monitoringFormRoutes(members, context);
    auditRoutes(members, context);
    liveRoutes(members, context);
    todayRoutes(members, context);
    patientsRoutes(members, context);
    careTeamRoutes(members, context);
    coursesRoutes(members, context);
    courseMoveRoutes(members, context);
    preparationRoutes(members, context);
    beforeDoseRoutes(members, context);
    consentCourseRoutes(members, context);
    consentDocumentRoutes(members, context);
    courseOrderRoutes(members, context);
    courseSignatureRoutes(members, context);
    medicineRoutes(members, context);
    screeningRoutes(members, context);
    clearanceRoutes(members, context);
    screeningSignatureRoutes(members, context);
    visitsRoutes(members, context);
    protocolsRoutes(members, context);
    draftRoutes(members, context);
    signOffRoutes(members, context);
    practitionersRoutes(members, context);
    peopleRoutes(members, context);
    invitationsRoutes(members, context);
    credentialsRoutes(members, context);
    tokensRoutes(members, context);
    assignmentsRoutes(members, context);
    notesRoutes(members, context);
    sharingRoutes(members, context);
    outsideMessageRoutes(members, context);
    importRoutes(members, context);
    importContentRoutes(members, context);
    importRowRoutes(members, context);
    importMappingRoutes(members, context);
    messageRoutes(members, context);
    groupsRoutes(members, context);
    groupMeetingRoutes(members, context);
    breakGlassRoutes(members, context);
    taskRoutes(members, context);
    signalRoutes(members, context);
    onCallRoutes(members, context);
    arcRoutes(members, context);
    integrationRoutes(members, context);
    formularyRoutes(members, context);
    inventoryRoutes(members, context);
    countRoutes(members, context);
    discrepancyRoutes(members, context);
    monthRoutes(members, context);
    inventoryRecordRoutes(members, context);
    musicRoutes(members, context);
    musicAudioRoutes(members, context);
    consultRoutes(members, context);
    formRoutes(members, context);
    measureRoutes(members, context);
    measureTextRoutes(members, context);
    coursePictureRoutes(members, context);
    outcomesRoutes(members, context);
    registryRoutes(members, context);
  });
  readersRoutes(app, context);
  await app.register(async (readers: App) => {
    readersScope(readers, context);
    portalRoutes(readers, context);
    languageRoutes(readers, context);
    formReaderRoutes(readers, context);
    formFileRoutes(readers, context);
    measureReaderRoutes(readers, context);
    preparationReaderRoutes(readers, context);
    consentReaderRoutes(readers, context);
    outsideRoutes(readers, context);
    outsideMessageReaderRoutes(readers, context);
    messageReaderRoutes(readers, context);
    groupReaderRoutes(readers, context);
    integrationReaderRoutes(readers, context);
    journalRoutes(readers, context);
    auditReaderRoutes(readers, context);
  });
  const servePage = await serveWebApp(app, options.webFolder, (slug, address) => offersOf(context, slug, address));
  app.setNotFoundHandler(async (request, reply) => {
    if (await servePage(request, reply)) return reply;
    metrics.problems.inc({ kind: 'not-found' });
    return sendProblem(reply, new Problem('not-found', `Nothing answers ${request.method} at this address.`));
  });
  return { app: app as unknown as FastifyInstance, context, auditedRoutes };
}
