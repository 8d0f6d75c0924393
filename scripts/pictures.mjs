// `npm run pictures`: makes the handbook's pictures anew, by the browser tests that go through those screens. Which pictures
// there are is what the handbook's pages show.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { continueOnOwnNode, demandNode, ensureBuilt, ensureInstalled, root } from './prepare.mjs';

demandNode();
ensureInstalled();
await continueOnOwnNode();
await ensureBuilt();
const chromium = await ensureBrowser();
if (!chromium) process.exit(1);

const handbook = join(root, 'docs', 'handbook');
const shown = new Set(
  readdirSync(handbook)
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) => [...readFileSync(join(handbook, name), 'utf8').matchAll(/\(pictures\/([\w-]+\.webp)\)/g)])
    .map(([, file]) => file),
);

/** The tests that take them, by the project that runs them. */
const TESTS = {
  browser: ['preparation', 'integration', 'groups-and-notes', 'room-presence', 'signals'],
  'browser-alone': ['music', 'kap-course'],
};
const taken = mkdtempSync(join(tmpdir(), 'holdspace-pictures-'));
let failed = false;
for (const [project, names] of Object.entries(TESTS)) {
  const files = names.map((name) => join('packages', 'web', 'browser', `${name}.test.ts`));
  const { status } = spawnSync(join(root, 'node_modules', '.bin', 'vitest'), ['run', '--project', project, ...files], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, CHROMIUM_PATH: chromium, PICTURES: taken },
    shell: process.platform === 'win32',
  });
  failed ||= status !== 0;
}

// What a failed test did not come to keeps the picture that it has.
const folder = join(handbook, 'pictures');
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) if (!shown.has(name)) rmSync(join(folder, name));
const missing = [];
for (const name of shown) {
  if (existsSync(join(taken, name))) copyFileSync(join(taken, name), join(folder, name));
  else missing.push(name);
}
rmSync(taken, { recursive: true, force: true });
for (const name of missing) console.error(`The handbook shows ${name}, and no test took it.`);
console.log(`${shown.size - missing.length} of ${shown.size} pictures are in docs/handbook/pictures.`);
process.exit(failed || missing.length > 0 ? 1 : 0);
