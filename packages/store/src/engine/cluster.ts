/** Makes a cluster: the folder in which PostgreSQL keeps its data, whole or not at all. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type Account, asAccount } from './account.ts';
import type { Binaries } from './binaries.ts';

export interface ClusterSettings {
  readonly port: number;
  readonly password: string;
}
export const SUPERUSER = 'holdspace_engine';
const SETTINGS = 'engine.json';

/** A port on the loopback that nobody uses just now. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });

export const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

export function readSettings(folder: string): ClusterSettings | undefined {
  const path = join(folder, SETTINGS);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as ClusterSettings) : undefined;
}

/** Written beside and renamed, so that a kill leaves the old settings or the new ones. */
export function writeSettings(folder: string, settings: ClusterSettings): void {
  const path = join(folder, SETTINGS);
  writeFileSync(`${path}.new`, JSON.stringify(settings), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

function runToEnd(prepared: ReturnType<typeof asAccount>, cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const { command, args, uid, gid } = prepared;
    const child = spawn(command, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LC_ALL: 'C', LANG: 'C' },
      ...(uid !== undefined && { uid }),
      ...(gid !== undefined && { gid }),
    });
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
    });
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`initdb ended with ${code}: ${said.slice(-2000)}`)),
    );
  });
}

/**
 * Makes the cluster in `folder/cluster` if it is not there. It is made under another name and renamed when whole, so a
 * kill half-way leaves nothing that could be mistaken for a cluster; left-overs are cleared.
 */
export async function ensureCluster(
  folder: string,
  binaries: Binaries,
  account: Account | undefined,
): Promise<ClusterSettings> {
  const cluster = join(folder, 'cluster');
  const existing = readSettings(folder);
  if (existing && existsSync(join(cluster, 'PG_VERSION'))) return existing;
  if (existsSync(join(cluster, 'PG_VERSION')))
    throw new Error(
      `${folder} holds a database but not ${SETTINGS}, which has its password. Put it back from a backup, or choose another folder (HOLDSPACE_DATA).`,
    );
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder))
    if (name.startsWith('cluster.new-')) rmSync(join(folder, name), { recursive: true, force: true });
  const settings: ClusterSettings = { port: await freePort(), password: randomBytes(24).toString('hex') };
  const making = join(folder, `cluster.new-${process.pid}`);
  mkdirSync(making, { mode: 0o700 });
  const data = join(making, 'data');
  const passwordFile = join(making, 'password');
  writeFileSync(passwordFile, `${settings.password}\n`, { mode: 0o600 });
  if (account) {
    chownSync(making, account.uid, account.gid);
    chownSync(passwordFile, account.uid, account.gid);
    // The account must be able to enter; what is inside stays its own and ours.
    chmodSync(folder, 0o711);
  }
  const args = [
    '-D',
    data,
    '-U',
    SUPERUSER,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--no-instructions',
  ];
  await runToEnd(asAccount(account, binaries.initdb, args, [making, binaries.initdb]), account ? '/' : folder);
  writeSettings(folder, settings);
  renameSync(data, cluster);
  rmSync(making, { recursive: true, force: true });
  return settings;
}
