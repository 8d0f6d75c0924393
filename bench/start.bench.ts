/**
 * From `holdspace start` to /readyz on an existing data folder, installed and built, and the server's memory at rest.
 * Limits: 3 s, 200 MB resident.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProduct } from './clinic.ts';
import { median, report } from './report.ts';

const RUNS = 5;
const LIMIT_SECONDS = 3;
const LIMIT_MEGABYTES = 200;
const REST_MS = 3_000;

const folder = mkdtempSync(join(tmpdir(), 'holdspace-bench-'));
const env = { HOLDSPACE_DATA: folder };
await (await startProduct(env, '--demo')).stop();

const seconds: number[] = [];
let megabytes = Number.NaN;
for (let run = 0; run < RUNS; run += 1) {
  const begin = performance.now();
  const server = await startProduct(env, '--demo');
  for (;;) {
    const ready = await fetch(`${server.url}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) break;
  }
  seconds.push((performance.now() - begin) / 1000);
  if (run === RUNS - 1) {
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    megabytes = residentMegabytes(server.process.pid ?? 0);
  }
  await server.stop();
}
rmSync(folder, { recursive: true, force: true });

/** Linux tells it in /proc; elsewhere it is not measured, and the figure says so. */
function residentMegabytes(pid: number): number {
  if (process.platform !== 'linux') return Number.NaN;
  const line = readFileSync(`/proc/${pid}/status`, 'utf8')
    .split('\n')
    .find((one) => one.startsWith('VmRSS'));
  return Number(line?.match(/\d+/)?.[0]) / 1024;
}

report(
  'start: from the command to /readyz on an existing data folder',
  [
    { name: 'start to ready, median', value: median(seconds), unit: 's' },
    { name: 'slowest', value: Math.max(...seconds), unit: 's' },
    { name: 'server at rest', value: megabytes, unit: 'MB' },
  ],
  [
    { name: 'start / 3 s', value: median(seconds) / LIMIT_SECONDS, limit: 1, bound: 'at_most' },
    { name: 'memory / 200 MB', value: megabytes / LIMIT_MEGABYTES, limit: 1, bound: 'at_most' },
  ],
);
