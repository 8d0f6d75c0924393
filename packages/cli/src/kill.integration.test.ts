import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

// Whole servers start and demos are made here, which a busy machine takes its time for.
vi.setConfig({ testTimeout: 180_000 });

const ROOT = join(import.meta.dirname, '..', '..', '..');
const HOLDSPACE = join(ROOT, 'packages', 'cli', 'bin', 'holdspace.mjs');
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

let folder: string;
let env: NodeJS.ProcessEnv;
const children: ChildProcess[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdspace-kill-'));
  const { DATABASE_URL, HOLDSPACE_TEST_ENGINE, ...rest } = process.env;
  env = { ...rest, HOLDSPACE_DATA: folder };
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await wait(200);
  killEngine();
  await wait(500);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const holdspace = (...args: string[]) => spawnSync(process.execPath, [HOLDSPACE, ...args], { env, encoding: 'utf8' });
async function start(): Promise<{ url: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [HOLDSPACE, 'start', '--demo', '--json', '--port', '0'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let said = '';
  let complained = '';
  child.stderr?.on('data', (chunk) => {
    complained += chunk;
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      said += chunk;
      const line = said.split('\n').find((one) => one.startsWith('{'));
      if (line) resolve((JSON.parse(line) as { url: string }).url);
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${complained}`)));
  });
  return { url, child };
}
const postmaster = () => Number(readFileSync(join(folder, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);
function killEngine() {
  const file = join(folder, 'cluster', 'postmaster.pid');
  if (existsSync(file))
    try {
      process.kill(postmaster(), 'SIGKILL');
    } catch {
      // It had ended by itself.
    }
}
const engineProcesses = (data = folder) =>
  readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readlinkSync(`/proc/${name}/cwd`) === join(data, 'cluster');
    } catch {
      return false;
    }
  });

interface Sender {
  readonly acknowledged: string[];
  stop(): Promise<void>;
}
/** Four nurses' worth of readings into one session, remembering each that was acknowledged. */
function keepSending(url: string, token: string, sessionId: string): Sender {
  const acknowledged: string[] = [];
  let stopped = false;
  const send = async () => {
    while (!stopped) {
      const id = randomUUID();
      const answered = await fetch(`${url}/api/sessions/${sessionId}/commands`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          id,
          type: 'RecordVitalSigns',
          at: new Date().toISOString(),
          vitalSigns: { heartRate: { value: 72, unit: '/min' } },
        }),
      }).then(
        (response) => response.status === 200,
        () => false,
      );
      if (answered) acknowledged.push(id);
      else await wait(20);
    }
  };
  const running = [send(), send(), send(), send()];
  return {
    acknowledged,
    stop: async () => {
      stopped = true;
      await Promise.all(running);
    },
  };
}

async function openSession(url: string): Promise<{ token: string; sessionId: string }> {
  const { token } = JSON.parse(holdspace('token', '--user', 'nurse@harbor.test', '--json').stdout) as { token: string };
  const headers = { authorization: `Bearer ${token}` };
  const { visits } = (await (await fetch(`${url}/api/today`, { headers })).json()) as {
    visits: { session?: { id: string; summary: { status: string } } }[];
  };
  const open = visits.find((visit) => visit.session?.summary.status === 'open');
  if (open?.session) return { token, sessionId: open.session.id };
  // A demo made around midnight may have no session that is under way today; any patient's open one will do.
  const { patients } = (await (await fetch(`${url}/api/patients`, { headers })).json()) as {
    patients: { id: string }[];
  };
  for (const { id } of patients) {
    const { sessions } = (await (await fetch(`${url}/api/patients/${id}`, { headers })).json()) as {
      sessions: { id: string; summary: { status: string } }[];
    };
    const found = sessions.find((session) => session.summary.status === 'open');
    if (found) return { token, sessionId: found.id };
  }
  throw new Error('the demo has no session under way');
}
async function storedCommands(url: string, token: string, sessionId: string): Promise<Set<string>> {
  const response = await fetch(`${url}/api/sessions/${sessionId}/events`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { events } = (await response.json()) as { events: { commandId: string }[] };
  return new Set(events.map((event) => event.commandId));
}

describe('killed in the middle of a session', () => {
  test.each(['the server', 'PostgreSQL', 'both'])('%s comes back with every acknowledged event', async (victim) => {
    const { url, child } = await start();
    const { token, sessionId } = await openSession(url);
    const sender = keepSending(url, token, sessionId);
    for (let waited = 0; sender.acknowledged.length < 50 && waited < 20_000; waited += 20) await wait(20);
    if (victim !== 'PostgreSQL') child.kill('SIGKILL');
    if (victim !== 'the server') process.kill(postmaster(), 'SIGKILL');
    if (victim === 'PostgreSQL') {
      const before = sender.acknowledged.length;
      // The server brings it back by itself, and the same nurses go on.
      for (let waited = 0; sender.acknowledged.length < before + 20 && waited < 30_000; waited += 50) await wait(50);
      expect(sender.acknowledged.length).toBeGreaterThanOrEqual(before + 20);
    }
    await sender.stop();
    const again = victim === 'PostgreSQL' ? { url, child } : await start();
    const stored = await storedCommands(again.url, token, sessionId);
    expect(sender.acknowledged.filter((id) => !stored.has(id))).toEqual([]);
    expect(sender.acknowledged.length).toBeGreaterThanOrEqual(50);
    again.child.kill('SIGTERM');
    await new Promise((resolve) => again.child.once('exit', resolve));
    expect(engineProcesses()).toEqual([]);
    const verified = holdspace('verify', '--json');
    expect(JSON.parse(verified.stdout)).not.toHaveProperty('broken');
    expect(verified.status).toBe(0);
  });
});

describe('a data folder', () => {
  test('is in the charge of one Holdspace; a second one says so and ends with 1', async () => {
    const { child } = await start();
    const second = holdspace('start', '--demo', '--port', '0');
    expect(second.status).toBe(1);
    expect(second.stderr).toContain('Another Holdspace is running');
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
  });

  test('that holds the demo is not started as a real clinic', () => {
    const real = holdspace('start', '--port', '0');
    expect(real.status).toBe(1);
    expect(real.stderr).toContain('holds the demo');
  });
});

describe('stopped while the demo is being made', () => {
  test('leaves no engine behind, however often it is told, and the next start makes what is missing', async () => {
    const data = mkdtempSync(join(tmpdir(), 'holdspace-stop-'));
    const cut = spawn(process.execPath, [HOLDSPACE, 'start', '--demo', '--port', '0', '--data', data], { env });
    children.push(cut);
    const ended = new Promise((resolve) => cut.once('exit', resolve));
    await new Promise<void>((resolve, reject) => {
      cut.stderr.on('data', (chunk) => String(chunk).includes('Harbor') && resolve());
      cut.once('exit', (code) => reject(new Error(`ended with ${code}`)));
    });
    cut.kill('SIGINT');
    await wait(20);
    cut.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(engineProcesses(data)).toEqual([]);
    const made = () => holdspace('demo', '--json', '--data', data);
    expect(made().status).toBe(0);
    const { sessions } = JSON.parse(holdspace('verify', '--json', '--data', data).stdout) as { sessions: number };
    expect(sessions).toBeGreaterThan(12);
    // Nothing is made twice.
    expect(made().status).toBe(0);
    expect(JSON.parse(holdspace('verify', '--json', '--data', data).stdout)).toMatchObject({ sessions });
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  });
});
