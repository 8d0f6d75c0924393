/** A clinic for benchmarks: an engine of its own, a token, and dosing sessions under way, made through the API. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '@holdspace/care';
import { hashOfToken, newToken } from '@holdspace/server';
import { type Engine, formatRootKeys, migrate, openStore, type Store, startEngine } from '@holdspace/store';
import { TEST_ROOT_KEY, TEST_ROOT_KEYS, type TestClinic, testClinic } from '@holdspace/store/testing';
import { v7 } from 'uuid';
import { type Answer, Connection } from './connection.ts';

export interface BenchClinic {
  readonly engine: Engine;
  readonly store: Store;
  readonly clinic: TestClinic;
  readonly token: string;
  readonly folder: string;
  close(): Promise<void>;
}

export async function benchClinic(): Promise<BenchClinic> {
  const folder = mkdtempSync(join(tmpdir(), 'holdspace-bench-'));
  const engine = await startEngine({ folder });
  await migrate(engine.databaseUrl);
  // The command that is started on this folder reads what is made here.
  writeFileSync(join(folder, 'root-keys'), formatRootKeys([TEST_ROOT_KEY]), { mode: 0o600 });
  const store = openStore({ databaseUrl: engine.databaseUrl, rootKeys: TEST_ROOT_KEYS, connections: 16 });
  const clinic = await testClinic(store);
  const token = newToken();
  const now = Date.now();
  await store.tokens.create({
    id: randomUUID(),
    hash: hashOfToken(token),
    clinicId: clinic.clinicId,
    practitionerId: clinic.practitioners.nurse.id,
    label: 'bench',
    scopes: ['everything'],
    createdAt: instant(now),
    expiresAt: instant(now + 86_400_000),
  });
  return {
    engine,
    store,
    clinic,
    token,
    folder,
    async close() {
      await store.close();
      await engine.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface RunningCommand {
  readonly url: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** Starts the product as a user does, in a process of its own, and waits until it says that it is ready. */
export async function startProduct(env: Record<string, string>, ...flags: string[]): Promise<RunningCommand> {
  const child = spawn(
    process.execPath,
    [join('packages', 'cli', 'bin', 'holdspace.mjs'), 'start', '--json', '--port', '0', ...flags],
    {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (chunk) => {
      said += chunk;
      const line = said.split('\n').find((one) => one.startsWith('{'));
      if (line) resolve((JSON.parse(line) as { url: string }).url);
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return {
    url,
    process: child,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

/** One keep-alive connection per client; answers status and body. */
export function client(url: string, token: string) {
  const connection = new Connection(url);
  const bare = { authorization: `Bearer ${token}` };
  const withBody = { ...bare, 'content-type': 'application/json' };
  return (method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> =>
    body === undefined
      ? connection.request(method, path, bare)
      : connection.request(method, path, withBody, JSON.stringify(body));
}

/** A dosing session whose patient has arrived. */
export async function arrivedSession(send: ReturnType<typeof client>, clinic: TestClinic): Promise<string> {
  const [courseId, visitId, sessionId] = [randomUUID(), randomUUID(), randomUUID()];
  const demand = async (path: string, body: unknown) => {
    const { status, text } = await send('POST', path, body);
    if (status >= 300) throw new Error(`${path}: ${status} ${text}`);
  };
  const now = new Date().toISOString();
  await demand(`/api/patients/${clinic.patientId}/courses`, {
    id: courseId,
    protocol: { id: 'infusion-iv', version: '1.0.0' },
  });
  await demand(`/api/courses/${courseId}/visits`, { id: visitId, kind: 'dosing', scheduledFor: now, room: 'Room 1' });
  await demand(`/api/visits/${visitId}/session`, { id: sessionId });
  await demand(`/api/sessions/${sessionId}/commands`, { id: randomUUID(), type: 'RecordArrival', at: now });
  return sessionId;
}

/** One set of readings as a room sends it. */
export const vitalsCommand = (heartRate: number) => ({
  id: v7(),
  type: 'RecordVitalSigns',
  at: new Date().toISOString(),
  device: 'Room 1 tablet',
  vitalSigns: {
    bloodPressure: { systolic: { value: 128, unit: 'mm[Hg]' }, diastolic: { value: 79, unit: 'mm[Hg]' } },
    heartRate: { value: heartRate, unit: '/min' },
    oxygenSaturation: { value: 98, unit: '%' },
    respiratoryRate: { value: 14, unit: '/min' },
  },
});
