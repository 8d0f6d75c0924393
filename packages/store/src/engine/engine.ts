/**
 * The embedded engine: a real PostgreSQL on a data folder, started, adopted or brought back. It outlives a kill of this
 * process and is found again; a kill of PostgreSQL, or of both, is answered by starting it again on the same data.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { asAccount, engineAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { type ClusterSettings, ensureCluster, freePort, isFree, SUPERUSER, writeSettings } from './cluster.ts';
import { isAlive, processesIn, readPostmasterFile, wait } from './processes.ts';

/** What the engine tells its owner; `message` holds no patient data. */
export interface EngineNotice {
  readonly kind: 'adopted' | 'started' | 'died' | 'restarted' | 'failed';
  readonly message: string;
}
export interface EngineOptions {
  /** The data folder; made where it is not. */
  readonly folder: string;
  onNotice?(notice: EngineNotice): void;
}
export interface Engine {
  /** A superuser's address, for migrations and for connecting; servers act under a role that owns nothing. */
  readonly databaseUrl: string;
  readonly port: number;
  /** Takes sole charge of the folder for this process; false where another Holdspace has it. */
  claim(): Promise<boolean>;
  /** Stops the engine, unless another process is in charge of it. */
  stop(): Promise<void>;
}

const DATABASE = 'holdspace';
/** "holdspace" as a number: who holds this lock in the engine is in charge of the folder. */
const CHARGE_LOCK = 0x486f6c64;
const START_LIMIT_MS = 60_000;
const WATCH_EVERY_MS = 1_000;

/** Durable above all, and small at rest. */
const CONFIGURATION = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '64MB',
  max_connections: '80',
  max_wal_size: '512MB',
  jit: 'off',
  log_min_messages: 'warning',
  // Statements may hold patient data; the engine's log does not.
  log_min_error_statement: 'panic',
  log_parameter_max_length_on_error: '0',
} as const;

class EmbeddedEngine implements Engine {
  readonly #folder: string;
  readonly #cluster: string;
  readonly #notify: (notice: EngineNotice) => void;
  #settings: ClusterSettings;
  #child: ChildProcess | undefined;
  #charge: pg.Client | undefined;
  #stopping = false;
  #bringingBack: Promise<void> | undefined;
  #watch: NodeJS.Timeout | undefined;

  constructor(folder: string, settings: ClusterSettings, notify: (notice: EngineNotice) => void) {
    this.#folder = folder;
    this.#cluster = join(folder, 'cluster');
    this.#settings = settings;
    this.#notify = notify;
  }

  get port(): number {
    return this.#settings.port;
  }
  get databaseUrl(): string {
    return this.#urlOf(DATABASE);
  }
  #urlOf(database: string): string {
    return `postgres://${SUPERUSER}:${this.#settings.password}@127.0.0.1:${this.#settings.port}/${database}`;
  }

  async begin(): Promise<void> {
    if (await this.#adopt()) this.#notify({ kind: 'adopted', message: 'found the engine running' });
    else {
      await this.#launch();
      this.#notify({ kind: 'started', message: 'started the engine' });
    }
    await this.#ensureDatabase();
    this.#watch = setInterval(() => void this.#look(), WATCH_EVERY_MS);
    this.#watch.unref();
  }

  async claim(): Promise<boolean> {
    const client = new pg.Client({
      connectionString: this.#urlOf('postgres'),
      application_name: 'holdspace in charge',
    });
    // The connection ends with the engine; being in charge is then taken anew.
    client.on('error', () => {
      this.#charge = undefined;
    });
    await client.connect();
    const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [CHARGE_LOCK]);
    if (!rows[0]?.got) {
      await client.end();
      return false;
    }
    this.#charge = client;
    return true;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#watch);
    await this.#bringingBack;
    if (
      !this.#charge &&
      isAlive(readPostmasterFile(this.#cluster)?.pid ?? -1) &&
      !(await this.claim().catch(() => true))
    )
      return;
    const pid = readPostmasterFile(this.#cluster)?.pid;
    await this.#charge?.end().catch(() => undefined);
    if (pid === undefined || !this.#isOurs(pid)) return;
    // Fast shutdown: open transactions are rolled back, what was committed is flushed.
    process.kill(pid, 'SIGINT');
    for (let waited = 0; isAlive(pid) && waited < 30_000; waited += 25) await wait(25);
  }

  /** Whether a process is a PostgreSQL of this folder. */
  #isOurs(pid: number): boolean {
    if (!isAlive(pid)) return false;
    if (this.#child?.pid === pid) return true;
    return process.platform !== 'linux' || processesIn(this.#cluster).includes(pid);
  }

  /** Takes over an engine that still runs on this folder, whoever started it. */
  async #adopt(): Promise<boolean> {
    const file = readPostmasterFile(this.#cluster);
    if (!file || !this.#isOurs(file.pid)) return false;
    for (let waited = 0; waited < START_LIMIT_MS && isAlive(file.pid); waited += 100) {
      const port = readPostmasterFile(this.#cluster)?.port ?? file.port;
      const settings = { ...this.#settings, port };
      if (await this.#answers(settings)) {
        if (port !== this.#settings.port) writeSettings(this.#folder, settings);
        this.#settings = settings;
        return true;
      }
      await wait(100);
    }
    return false;
  }

  async #answers(settings: ClusterSettings): Promise<boolean> {
    const client = new pg.Client({
      connectionString: `postgres://${SUPERUSER}:${settings.password}@127.0.0.1:${settings.port}/postgres`,
      connectionTimeoutMillis: 2_000,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ data_directory: string }>('show data_directory');
      return rows[0]?.data_directory === this.#cluster;
    } catch {
      // Not ready yet, or not ours: the caller asks again or starts one.
      return false;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  /** Waits for the children of a killed postmaster to go, and ends those that do not: they would keep the data locked. */
  async #clearTheWay(): Promise<void> {
    for (let waited = 0; processesIn(this.#cluster).length > 0 && waited < 10_000; waited += 50) {
      if (waited === 5_000) for (const pid of processesIn(this.#cluster)) process.kill(pid, 'SIGKILL');
      await wait(50);
    }
    const file = readPostmasterFile(this.#cluster);
    // The number may have gone to another program since; PostgreSQL would take that for itself and not start.
    if (file && isAlive(file.pid) && process.platform === 'linux' && !this.#isOurs(file.pid))
      rmSync(join(this.#cluster, 'postmaster.pid'), { force: true });
  }

  async #launch(): Promise<void> {
    await this.#clearTheWay();
    if (!(await isFree(this.#settings.port))) {
      this.#settings = { ...this.#settings, port: await freePort() };
      writeSettings(this.#folder, this.#settings);
    }
    const account = engineAccount();
    const { postgres } = findBinaries();
    const options = Object.entries(CONFIGURATION).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
    const args = ['-D', this.#cluster, '-p', String(this.#settings.port), ...options];
    const { command, args: prepared, uid, gid } = asAccount(account, postgres, args, [this.#cluster, postgres]);
    const log = openSync(join(this.#folder, 'engine.log'), 'a', 0o600);
    const child = spawn(command, prepared, {
      cwd: account ? '/' : this.#cluster,
      // In a session of its own: Ctrl-C reaches this process, which then stops the engine in order.
      detached: true,
      stdio: ['ignore', log, log],
      env: { PATH: process.env.PATH ?? '', LC_ALL: 'C', LANG: 'C' },
      ...(uid !== undefined && { uid }),
      ...(gid !== undefined && { gid }),
    });
    closeSync(log);
    child.unref();
    this.#child = child;
    const failed = new Promise<never>((_resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) =>
        reject(new Error(`PostgreSQL ended at once (${code ?? signal}). ${this.#lastWords()}`)),
      );
    });
    // Once it answers, its later end is the watch's to notice.
    failed.catch(() => undefined);
    await Promise.race([this.#untilReady(child), failed]);
  }

  async #untilReady(child: ChildProcess): Promise<void> {
    const until = Date.now() + START_LIMIT_MS;
    while (child.exitCode === null && child.signalCode === null && Date.now() < until) {
      if (await this.#answers(this.#settings)) return;
      await wait(25);
    }
    throw new Error(`PostgreSQL did not come up. ${this.#lastWords()}`);
  }

  #lastWords(): string {
    const log = join(this.#folder, 'engine.log');
    return existsSync(log) ? `Its log says: ${readFileSync(log, 'utf8').slice(-800)}` : '';
  }

  async #ensureDatabase(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#urlOf('postgres') });
    client.on('error', () => undefined);
    await client.connect();
    try {
      const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
      if (!rowCount) await client.query(`create database ${DATABASE}`);
    } finally {
      await client.end();
    }
  }

  /** Looks whether the engine still runs, and brings it back where it does not. */
  async #look(): Promise<void> {
    if (this.#stopping || this.#bringingBack) return;
    const file = readPostmasterFile(this.#cluster);
    if (file && this.#isOurs(file.pid)) return;
    this.#notify({ kind: 'died', message: 'the engine ended; bringing it back' });
    const wasInCharge = this.#charge !== undefined;
    this.#bringingBack = this.#bringBack(wasInCharge).finally(() => {
      this.#bringingBack = undefined;
    });
    await this.#bringingBack;
  }

  async #bringBack(wasInCharge: boolean): Promise<void> {
    for (let pause = 100; !this.#stopping; pause = Math.min(pause * 2, 10_000)) {
      try {
        if (!(await this.#adopt())) await this.#launch();
        if (wasInCharge) await this.claim();
        this.#notify({ kind: 'restarted', message: 'the engine is back' });
        return;
      } catch (error) {
        this.#notify({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
        await wait(pause);
      }
    }
  }
}

/** Starts PostgreSQL on a data folder, or takes over the one that runs there already. Throws with the way out. */
export async function startEngine({ folder, onNotice }: EngineOptions): Promise<Engine> {
  const binaries = findBinaries();
  const account = engineAccount();
  const settings = await ensureCluster(resolve(folder), binaries, account);
  const engine = new EmbeddedEngine(realpathSync(folder), settings, onNotice ?? (() => undefined));
  await engine.begin();
  return engine;
}
