/** Where things are and what is switched on, from flags first and the environment after. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import { fileURLToPath } from 'node:url';

/** The built command lies in packages/cli/dist. */
const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

export interface Settings {
  /** The data folder: engine, secret, log. */
  readonly folder: string;
  /** A PostgreSQL of the operator's own, instead of the embedded one. */
  readonly databaseUrl?: string;
  readonly host: string;
  readonly port: number;
  readonly webFolder: string;
  /** TLS of the server's own, in PEM. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** How many proxies stand in front, of which the first ends TLS; none where the server is reached itself. */
  readonly tlsProxies: number;
}
export interface SettingFlags {
  readonly data?: string;
  readonly host?: string;
  readonly port?: string;
}

/** A wrong use of the command: said in a sentence, exit code 2. */
export class UsageError extends Error {}
/** Something that cannot be done as things stand: said in a sentence, exit code 1. */
export class CannotError extends Error {}

export function readSettings(flags: SettingFlags = {}): Settings {
  const port = Number(flags.port ?? process.env.PORT ?? 4380);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`"${flags.port ?? process.env.PORT}" is not a port.`);
  const databaseUrl = process.env.DATABASE_URL;
  const tls = readTls();
  return {
    folder: resolve(flags.data ?? process.env.HOLDSPACE_DATA ?? '.holdspace'),
    ...(databaseUrl && { databaseUrl }),
    host: flags.host ?? process.env.HOST ?? '127.0.0.1',
    port,
    webFolder: join(ROOT, 'packages', 'web', 'dist'),
    ...(tls && { tls }),
    tlsProxies: readProxies(process.env.BEHIND_TLS_PROXY),
  };
}

const MOST_PROXIES = 9;
function readProxies(given = ''): number {
  const proxies = Number(given);
  if (!Number.isInteger(proxies) || proxies < 0 || proxies > MOST_PROXIES)
    throw new UsageError(
      `BEHIND_TLS_PROXY says how many proxies stand in front, such as 1; "${given}" is no such number.`,
    );
  return proxies;
}

/** Certificate and key from the files that TLS_CERT and TLS_KEY name; one without the other is a mistake. */
function readTls(): Settings['tls'] {
  const { TLS_CERT: cert, TLS_KEY: key } = process.env;
  if (!cert && !key) return undefined;
  if (!cert || !key) throw new UsageError('TLS_CERT and TLS_KEY go together: the files of a certificate and its key.');
  const read = (name: string, file: string) => {
    try {
      return readFileSync(file, 'utf8');
    } catch (error) {
      throw new UsageError(`${name}: ${file} could not be read (${(error as NodeJS.ErrnoException).code}).`);
    }
  };
  const tls = { cert: read('TLS_CERT', cert), key: read('TLS_KEY', key) };
  try {
    createSecureContext(tls);
  } catch (error) {
    throw new UsageError(`TLS_CERT and TLS_KEY do not hold: ${(error as Error).message}.`);
  }
  return tls;
}

/** The secret that signs cookies: from the environment, or made once and kept beside the data. */
export function readSecret(folder: string): string {
  const given = process.env.HOLDSPACE_SECRET;
  if (given !== undefined) {
    if (given.length < 32) throw new UsageError('HOLDSPACE_SECRET must have at least 32 characters.');
    return given;
  }
  const file = join(folder, 'secret');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(folder, { recursive: true });
  const secret = randomBytes(32).toString('hex');
  writeFileSync(file, secret, { mode: 0o600 });
  return secret;
}
