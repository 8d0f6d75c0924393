/** `holdspace start`: PostgreSQL, migrations, the demo where it is wanted, and the server, until it is told to stop. */
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createLogger, DEMO_PASSWORD, startServer } from '@holdspace/server';
import type { Store } from '@holdspace/store';
import { seedDemo } from '../demo/seed.ts';
import { open } from '../opened.ts';
import { CannotError, readSecret, readSettings, type SettingFlags } from '../settings.ts';

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
  const begun = Date.now();
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
  let close = opened.close;
  try {
    if (opened.engine && !(await opened.engine.claim()))
      throw new CannotError(
        `Another Holdspace is running on ${settings.folder}. Use that one, stop it, or choose another folder (--data).`,
      );
    const demo = await demoMode(opened.store, flags);
    const secret = readSecret(settings.folder);
    if (demo) await seedDemo(opened.store, { now: Date.now(), secret, say: (line) => console.error(line) });
    const server = await startServer({
      store: opened.store,
      secret,
      host: settings.host,
      port: settings.port,
      demo,
      webFolder: settings.webFolder,
      logger,
    });
    close = async () => {
      await server.close();
      await opened.close();
    };
    announce(flags, server.url, demo, Date.now() - begun);
    await untilStopped();
    if (!flags.json) console.log('\nStopping: finishing what is under way …');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EADDRINUSE')
      throw new CannotError(`Port ${settings.port} is taken on ${settings.host}. Choose another: PORT=4390 npm start`, {
        cause: error,
      });
    throw error;
  } finally {
    await close();
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
Watch a session move: npx holdspace demo --live`);
}

const untilStopped = () =>
  new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
