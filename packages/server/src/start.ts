/** A running server: the application on an address, fed by the store's notices, stopped without losing what is under way. */
import type { CheckpointKeys, Store } from '@holdspace/store';
import { type AppOptions, createApp } from './app.ts';
import { keepCheckpoints } from './audit/checkpoints.ts';
import { keepTelling } from './break-glass/tell.ts';
import { keepEscalating } from './counts/escalate.ts';
import { keepTellingOverdue } from './intake/overdue.ts';
import { keepAsking } from './integration/ask.ts';
import { createLogger, type Logger } from './log.ts';
import { keepAskingMeasures } from './measures/ask.ts';
import { demandSafeTransport, isServedOverTls, type Tls } from './transport.ts';

/** How long open requests have at the end before their connections are cut. */
const STOP_LIMIT_MS = 10_000;
const SWEEP_MS = 50;

export interface ServerOptions {
  readonly store: Store;
  /** Signs cookies; at least 32 random characters. */
  readonly secret: string;
  readonly host?: string;
  /** 0 takes a free one. */
  readonly port?: number;
  readonly demo?: boolean;
  readonly webFolder?: string | undefined;
  /** Where clinics' copies for outcomes lie, for the server's own user alone; without it there are no outcomes. */
  readonly dataFolder?: AppOptions['dataFolder'];
  readonly logger?: Logger | undefined;
  /** How many proxies in front are believed; one where one ends TLS, unless said otherwise. */
  readonly trustedProxies?: AppOptions['trustedProxies'];
  /** TLS of the server's own. */
  readonly tls?: Tls | undefined;
  /** A proxy in front ends TLS and sets `X-Forwarded-*`. */
  readonly behindTlsProxy?: boolean | undefined;
  /** Whether browsers reach the server over TLS; by default, as the transport says. */
  readonly secure?: boolean | undefined;
  readonly signInsAMinute?: AppOptions['signInsAMinute'];
  readonly lockAfterMinutes?: AppOptions['lockAfterMinutes'];
  readonly signingPolicy?: AppOptions['signingPolicy'];
  readonly singleSignOn?: AppOptions['singleSignOn'];
  readonly mailer?: AppOptions['mailer'];
  readonly publicUrl?: AppOptions['publicUrl'];
  readonly onSignInEvent?: AppOptions['onSignInEvent'];
  readonly clock?: AppOptions['clock'];
  /** What signs checkpoints of the audit, every hour and at the end; without it none are made. */
  readonly checkpointKeys?: CheckpointKeys | undefined;
}

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /** Finishes what is under way, ends live streams and stops listening. The store stays open: it is its owner's. */
  close(): Promise<void>;
}

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { store, secret, host = '127.0.0.1', port = 4380, demo = false } = options;
  if (secret.length < 32) throw new Error('the secret that signs cookies must have at least 32 characters');
  const transport = { host, tls: options.tls, behindTlsProxy: options.behindTlsProxy ?? false };
  demandSafeTransport(transport);
  const logger = options.logger ?? createLogger();
  const { app, context } = await createApp({
    store,
    secret,
    logger,
    demo,
    secure: options.secure ?? isServedOverTls(transport),
    tls: options.tls,
    webFolder: options.webFolder,
    dataFolder: options.dataFolder,
    trustedProxies: options.trustedProxies ?? (transport.behindTlsProxy ? 1 : 0),
    signInsAMinute: options.signInsAMinute,
    lockAfterMinutes: options.lockAfterMinutes,
    signingPolicy: options.signingPolicy,
    publicUrl: options.publicUrl,
    singleSignOn: options.singleSignOn,
    mailer: options.mailer,
    onSignInEvent: options.onSignInEvent,
    clock: options.clock,
    checkpointKeys: options.checkpointKeys,
  });
  const { keeper, principals, sessionFeed, clinicFeed, standings, metrics, audit } = context;
  const revoked = () => {
    principals.forget();
    // Open streams are looked at again with it.
    standings.forget();
  };
  const checkpoints = options.checkpointKeys && keepCheckpoints(store, options.checkpointKeys, context.now, logger);
  const stopTelling = keepTelling(context, logger);
  const stopAsking = keepAsking(context, logger);
  const stopAskingMeasures = keepAskingMeasures(context, logger);
  const stopTellingOverdue = keepTellingOverdue(context, logger);
  const escalating = keepEscalating(context, logger);
  const stopWatching = context.watch.keep();
  const stopGiving = context.registry.keep();
  const stopObserving = store.observeTrains((appends) => metrics.trainSize.observe(appends));
  const stopListening = store.listen({
    onSession: ({ clinicId, sessionId, seq }) => keeper.noticed(clinicId, sessionId, seq),
    onRevocation: revoked,
    onBrokenGlass: ({ clinicId, id }) => clinicFeed.glassChanged(clinicId, id),
    onTask: ({ clinicId, id }) => clinicFeed.taskChanged(clinicId, id),
    onReconnected: () => {
      keeper.mayBeBehind();
      revoked();
      void sessionFeed.resync();
    },
  });
  try {
    await app.listen({ host, port });
  } catch (error) {
    stopTelling();
    stopAsking();
    stopAskingMeasures();
    stopTellingOverdue();
    escalating.stop();
    await stopWatching();
    stopObserving();
    await stopListening();
    await app.close();
    await stopGiving();
    await context.outcomes?.close();
    await checkpoints?.stop();
    throw error;
  }
  const address = app.server.address();
  if (!address || typeof address === 'string') throw new Error('the server listens on no address');
  const shownHost = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  const url = `${options.tls ? 'https' : 'http'}://${shownHost}:${address.port}`;
  logger.info({ url, demo }, 'listening');

  let closing: Promise<void> | undefined;
  return {
    url,
    port: address.port,
    close: () => {
      closing ??= (async () => {
        stopTelling();
        stopAsking();
        stopAskingMeasures();
        stopTellingOverdue();
        escalating.stop();
        await stopWatching();
        stopObserving();
        await stopListening();
        sessionFeed.close();
        clinicFeed.close();
        // Connections that were answering when the stop began fall idle one by one, and would be kept alive.
        const sweep = setInterval(() => app.server.closeIdleConnections(), SWEEP_MS);
        const cut = setTimeout(() => app.server.closeAllConnections(), STOP_LIMIT_MS);
        await app.close();
        await stopGiving();
        await context.outcomes?.close();
        await audit.close();
        await checkpoints?.stop();
        clearInterval(sweep);
        clearTimeout(cut);
        logger.info('stopped');
      })();
      return closing;
    },
  };
}
