/**
 * The session room: its JavaScript at first load, and how soon a new reading is painted when three hours of readings, one
 * a second, are on the chart, in Chromium slowed down four times. Limits: 250 kB gzip, 50 ms.
 */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { launchChromium } from './chromium.ts';
import { client, startProduct } from './clinic.ts';
import { median, report } from './report.ts';

const READINGS = 3 * 3600;
const SLOWER = 4;
const SHOWN = 15;
const LIMIT_BYTES = 250_000;
const LIMIT_MS = 50;
const BATCH = 100;

/** Every script that the room's first load fetches, compressed as it is sent. */
function scriptBytes(): number {
  const dist = join('packages', 'web', 'dist');
  const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8')) as Record<
    string,
    { file: string; imports?: string[] }
  >;
  const files = new Set<string>();
  const add = (key: string) => {
    const chunk = manifest[key];
    if (!chunk || files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const next of chunk.imports ?? []) add(next);
  };
  add('index.html');
  add('src/room/room.tsx');
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file)), { level: 9 }).length, 0);
}

const folder = mkdtempSync(join(tmpdir(), 'holdspace-bench-'));
const env = { HOLDSPACE_DATA: folder };
const server = await startProduct(env, '--demo');
const holdspace = (...args: string[]) =>
  JSON.parse(
    spawnSync(process.execPath, [join('packages', 'cli', 'bin', 'holdspace.mjs'), ...args, '--json'], {
      env: { ...process.env, ...env },
      encoding: 'utf8',
    }).stdout,
  );
const tokenOf = (user: string) => (holdspace('token', '--user', user) as { token: string }).token;
const send = client(server.url, tokenOf('nurse@harbor.test'));
const prescriber = client(server.url, tokenOf('prescriber@harbor.test'));
const demand = async <T>(by: typeof send, path: string, body: unknown): Promise<T> => {
  const { status, text } = await by('POST', path, body);
  if (status >= 300) throw new Error(`${path}: ${status} ${text.slice(0, 400)}`);
  return JSON.parse(text) as T;
};

// A session that began three hours ago, with a reading for each second since.
const [patientId, courseId, visitId, sessionId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
const begin = Date.now() - READINGS * 1000 - 60_000;
const at = (second: number) => new Date(begin + second * 1000).toISOString();
await demand(send, '/api/patients', {
  id: patientId,
  name: 'Three Hours',
  dateOfBirth: '1980-01-01',
  recordNumber: 'B-1',
});
await demand(prescriber, `/api/patients/${patientId}/courses`, {
  id: courseId,
  protocol: { id: 'infusion-iv', version: '1.0.0' },
});
await demand(send, `/api/courses/${courseId}/visits`, {
  id: visitId,
  kind: 'dosing',
  scheduledFor: at(0),
  room: 'Room 1',
});
await demand(send, `/api/visits/${visitId}/session`, { id: sessionId, command: { at: at(0) } });
const reading = (second: number, heartRate: number) => ({
  id: randomUUID(),
  type: 'RecordVitalSigns',
  at: at(second),
  vitalSigns: {
    bloodPressure: {
      systolic: { value: 120 + (second % 25), unit: 'mm[Hg]' },
      diastolic: { value: 75 + (second % 9), unit: 'mm[Hg]' },
    },
    heartRate: { value: heartRate, unit: '/min' },
    oxygenSaturation: { value: 95 + (second % 5), unit: '%' },
  },
});
const commands = `/api/sessions/${sessionId}/commands`;
await demand(send, commands, { id: randomUUID(), type: 'RecordArrival', at: at(0) });
for (let second = 1; second <= READINGS; second += BATCH)
  await demand(
    send,
    commands,
    Array.from({ length: Math.min(BATCH, READINGS - second + 1) }, (_, index) =>
      reading(second + index, 65 + ((second + index) % 30)),
    ),
  );

const browser = await launchChromium();
const page = await (
  await browser.newContext({ viewport: { width: 820, height: 1180 }, baseURL: server.url })
).newPage();
await page.request.post('/api/auth/sign-in/email', {
  data: { email: 'nurse@harbor.test', password: 'holdspace-demo' },
  headers: { origin: server.url },
});
// Notes when a live event reaches the page, before the page's own code sees it.
await page.addInitScript(() => {
  const arrivals: Record<string, number> = {};
  Object.assign(window, { arrivals });
  const Native = window.EventSource;
  window.EventSource = class extends Native {
    constructor(url: string | URL, options?: EventSourceInit) {
      super(url, options);
      super.addEventListener('session', (event) => {
        const rate =
          /"heartRate":\{"unit":"\/min","value":(\d+)/.exec(String(event.data)) ??
          /"heartRate":\{"value":(\d+)/.exec(String(event.data));
        if (rate?.[1]) arrivals[rate[1]] = performance.now();
      });
    }
  };
});
const session = await page.context().newCDPSession(page);
await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
const loading = performance.now();
await page.goto(`/sessions/${sessionId}`);
await page
  .getByRole('img', { name: /reading/i })
  .first()
  .waitFor({ timeout: 120_000 });
const loadMilliseconds = performance.now() - loading;
await page.waitForTimeout(3_000);

const painted: number[] = [];
for (let index = 0; index < SHOWN; index += 1) {
  const heartRate = 101 + index;
  const shown = page.evaluate(
    (rate) =>
      new Promise<number>((resolve) => {
        const look = () => {
          const found = [...document.querySelectorAll('p span')].some((span) => span.textContent === `HR ${rate}`);
          const { arrivals } = window as never as { arrivals: Record<string, number> };
          if (!found) requestAnimationFrame(look);
          // A frame's callbacks run before it is drawn; the task after it runs when it has been.
          else setTimeout(() => resolve(performance.now() - (arrivals[rate] ?? Number.NaN)), 0);
        };
        requestAnimationFrame(look);
      }),
    heartRate,
  );
  await demand(send, commands, reading(READINGS + 20 + index, heartRate));
  painted.push(await shown);
  await page.waitForTimeout(300);
}
await browser.close();
await server.stop();
rmSync(folder, { recursive: true, force: true });
const bytes = scriptBytes();

report(
  `room: three hours of readings, one a second, Chromium ${SLOWER} times slower`,
  [
    { name: 'scripts at first load, gzip', value: bytes / 1000, unit: 'kB' },
    { name: 'readings on the chart', value: READINGS, unit: '' },
    { name: 'first load to chart', value: loadMilliseconds, unit: 'ms' },
    { name: 'arrival to paint, median', value: median(painted), unit: 'ms' },
    { name: 'arrival to paint, slowest', value: Math.max(...painted), unit: 'ms' },
  ],
  [
    { name: 'scripts / 250 kB', value: bytes / LIMIT_BYTES, limit: 1, bound: 'at_most' },
    { name: 'arrival to paint / 50 ms', value: median(painted) / LIMIT_MS, limit: 1, bound: 'at_most' },
  ],
);
