// `npm test`: everything, on a machine with Node alone. Installs, finds or installs Chromium, checks, builds, tests.
// `npm test -- --only unit|integration|browser` runs one kind. TEST_DATABASE_URL runs the integration tests on that too.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { continueOnOwnNode, demandNode, ensureBuilt, ensureInstalled, root } from './prepare.mjs';

demandNode();
ensureInstalled();
await continueOnOwnNode();
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;
const KINDS = ['unit', 'integration', 'browser'];
if (only !== undefined && !KINDS.includes(only)) {
  console.error(`--only takes one of ${KINDS.join(', ')}.`);
  process.exit(2);
}

/** Whatever has types of its own, its tests included. */
const TYPED = [
  ...['care', 'store', 'outcomes', 'server', 'web', 'cli'].map((name) => join('packages', name)),
  join('packages', 'web', 'browser'),
  'bench',
];
const bin = (name) => join(root, 'node_modules', '.bin', name);
const totals = { passed: 0, failed: 0, skipped: 0 };
/** Runs a step; a failure is counted, and the steps after it still run, so that one run tells everything. */
function step(title, command, args, env = {}) {
  console.log(`\n— ${title}`);
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  if (status !== 0) totals.failed += 1;
  else totals.passed += 1;
}
function vitest(title, project, env = {}) {
  console.log(`\n— ${title}`);
  const folder = mkdtempSync(join(tmpdir(), 'holdspace-report-'));
  const report = join(folder, 'report.json');
  const { status } = spawnSync(
    bin('vitest'),
    ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
      shell: process.platform === 'win32',
    },
  );
  const told = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
  rmSync(folder, { recursive: true, force: true });
  totals.passed += told?.numPassedTests ?? 0;
  totals.failed += told?.numFailedTests ?? 0;
  totals.skipped += (told?.numPendingTests ?? 0) + (told?.numTodoTests ?? 0);
  // A run that broke off, or in which nothing ran, has not passed.
  if (status !== 0 && !told?.numFailedTests) totals.failed += 1;
  if (!told?.numTotalTests) totals.failed += 1;
}

if (!only) {
  step('Format, lint and the direction of imports', bin('biome'), ['ci', '.']);
  for (const folder of TYPED) step(`Types: ${folder}`, bin('tsc'), ['-p', folder]);
  step('Unused files, exports and dependencies', bin('knip'), ['--no-progress']);
}
if (!only || only === 'unit') vitest('Rules', 'unit');
if (!only || only === 'integration') {
  await ensureBuilt();
  vitest('Storage and protocols, on the embedded PostgreSQL', 'integration');
  if (process.env.TEST_DATABASE_URL)
    vitest('The same on TEST_DATABASE_URL', 'integration', { HOLDSPACE_TEST_ENGINE: process.env.TEST_DATABASE_URL });
}
if (!only || only === 'browser') {
  await ensureBuilt();
  const chromium = await ensureBrowser();
  if (!chromium) totals.failed += 1;
  else {
    vitest('Screens, in Chromium', 'browser', { CHROMIUM_PATH: chromium });
    vitest('Screens that are heard, filmed or timed, with the machine to themselves', 'browser-alone', {
      CHROMIUM_PATH: chromium,
    });
  }
}

console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exit(totals.failed > 0 ? 1 : 0);
