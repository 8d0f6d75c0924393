/** `holdspace start`: PostgreSQL, migrations, the demo where it is wanted, and the server, until it is told to stop. */
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createLogger, DEMO_PASSWORD, demandSafeTransport, type RunningServer, startServer } from '@holdspace/server';
import type { Store } from '@holdspace/store';
import { keptCheckpointKeys } from '../checkpoint-keys.ts';
import { seedDemo } from '../demo/seed.ts';
import { giveBackMemory } from '../give-back-memory.ts';
import { open } from '../opened.ts';
import { CannotError, readSecret, readSettings, type SettingFlags, type Settings } from '../settings.ts';
import { readSignInSettings } from '../sign-in-settings.ts';
import { stopAsked } from '../stop.ts';

/** Whoever waits for the first page comes first. */
const SETTLED_MS = 2_000;

export interface StartFlags extends SettingFlags {
  readonly demo?: boolean;
  readonly demoIfEmpty?: boolean;
  readonly json?: boolean;
}

/** Whether to run as the demo. Refuses to mix invented and real clinics, whichever way round. */
export async function demoMode(store: Store, flags: Pick<StartFlags, 'demo' | 'demoIfEmpty'>): Promise<boolean> {
  const clinics = await store.clinics.addresses();
  const real = clinics.filter((clinic) => !clinic.isDemo);
  const invented = clinics.length - real.length;
  if (flags.demo && real.length > 0)
    throw new CannotError(
      `This database holds a real clinic (${real[0]?.slug}), so demo mode does not start on it. Choose another data folder (--data) for the demo.`,
    );
  if (real.length > 0 && invented > 0)
    throw new CannotError(
      'This database holds both a demo and a real clinic; that is never made by Holdspace. Nothing was started.',
    );
  if (flags.demo || (flags.demoIfEmpty && real.length === 0)) return true;
  if (invented > 0)
    throw new CannotError(
      'This database holds the demo. Start it with --demo, or choose another data folder (--data) for a real clinic.',
    );
  return false;
}

export async function start(flags: StartFlags): Promise<void> {
  const settings = readSettings(flags);
  // Before anything is started: a wrong transport is the operator's to mend.
  demandTransport(settings);
  const begun = Date.now();
  // From the first moment on: a stop while the demo is being made must not leave the engine behind.
  const stop = stopAsked();
  mkdirSync(settings.folder, { recursive: true });
  // People read the terminal; machines read the log.
  const log = createWriteStream(join(settings.folder, 'server.log'), { flags: 'a', mode: 0o600 });
  const logger = createLogger(process.env.LOG_LEVEL ?? 'info', log);
  const opened = await open(
    settings,
    (notice) =>
      logger[notice.kind === 'failed' || notice.kind === 'died' ? 'error' : 'info'](
        { part: 'engine', kind: notice.kind },
        notice.message,
      ),
    (error) => logger.warn({ err: error }, 'a database connection was lost'),
  );
  let server: RunningServer | undefined;
  let settled: NodeJS.Timeout | undefined;
  const run = async () => {
    if (opened.engine && !(await opened.engine.claim()))
      throw new CannotError(
        `Another Holdspace is running on ${settings.folder}. Use that one, stop it, or choose another folder (--data).`,
      );
    const demo = await demoMode(opened.store, flags);
    const secret = readSecret(settings.folder);
    if (demo) await seedDemo(opened.store, { now: Date.now(), secret, say: (line) => console.error(line) });
    if (stop.isAsked()) return;
    server = await startServer({
      store: opened.store,
      secret,
      host: settings.host,
      port: settings.port,
      tls: settings.tls,
      behindTlsProxy: settings.tlsProxies > 0,
      trustedProxies: settings.tlsProxies,
      demo,
      webFolder: settings.webFolder,
      dataFolder: settings.folder,
      checkpointKeys: keptCheckpointKeys(settings.folder),
      logger,
      ...readSignInSettings(settings.folder, demo),
    });
    announce(flags, server.url, demo, Date.now() - begun);
    settled = setTimeout(
      () => void giveBackMemory().catch((err) => logger.warn({ err }, 'the memory of the start was not given back')),
      SETTLED_MS,
    ).unref();
  };
  try {
    const running = run();
    // What is cut off by a stop fails on the closed store; that is the stop and no fault.
    running.catch(() => undefined);
    await Promise.race([running, stop.asked]);
    await stop.asked;
    if (!flags.json) console.log('\nStopping: finishing what is under way …');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EADDRINUSE')
      throw new CannotError(`Port ${settings.port} is taken on ${settings.host}. Choose another: PORT=4390 npm start`, {
        cause: error,
      });
    throw error;
  } finally {
    clearTimeout(settled);
    await server?.close();
    await opened.close();
    stop.forget();
  }
}

function demandTransport(settings: Settings): void {
  try {
    demandSafeTransport({ ...settings, behindTlsProxy: settings.tlsProxies > 0 });
  } catch (error) {
    throw new CannotError((error as Error).message, { cause: error });
  }
}

function announce(flags: StartFlags, url: string, demo: boolean, milliseconds: number): void {
  if (flags.json) {
    console.log(JSON.stringify({ url, demo, milliseconds, ...(demo && { password: DEMO_PASSWORD }) }));
    return;
  }
  console.log(`\nHoldspace is ready: ${url}   (in ${(milliseconds / 1000).toFixed(1)} s; Ctrl-C stops it)`);
  if (!demo) return;
  console.log(`
This is the demo: invented people, two clinics that cannot see each other. Everybody's password is ${DEMO_PASSWORD}
  harbor.test   director@ prescriber@ anesthesia@ nurse@ therapist@ guide@ frontdesk@ admin@harbor.test
  cedar.test    the same at cedar.test
Passkeys belong to a name, not to a number: open it as ${url.replace('127.0.0.1', 'localhost')} to try them.
Watch a session move: npx holdspace demo --live`);
}
