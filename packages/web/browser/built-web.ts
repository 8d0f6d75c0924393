/**
 * The web app as it would be served. Vitest's global set-up builds it once for a whole run, where a source is younger
 * than the last build, and keeps a copy that a build meanwhile cannot pull away from under the test files.
 */
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const WEB = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = [
  'src',
  'public',
  'index.html',
  'decide.html',
  'vite.config.ts',
  'prerender.ts',
  'without-json-schema.ts',
  '../care/src',
].map((path) => join(WEB, path));
/** Where the copy is told to the test files, which run in processes of their own. */
const TEST_WEB = 'HOLDSPACE_TEST_WEB';

const youngest = (path: string): number => {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => youngest(join(path, name))));
};

/** The folder to serve in a browser test. */
export function builtWeb(): string {
  const folder = process.env[TEST_WEB];
  if (!folder) throw new Error('the web app is built by the global set-up of the browser tests, which has not run');
  return folder;
}

export default async function setup(): Promise<() => void> {
  const dist = join(WEB, 'dist');
  const page = join(dist, 'index.html');
  const isCurrent = existsSync(page) && statSync(page).mtimeMs >= Math.max(...SOURCES.map(youngest));
  if (!isCurrent) await buildForProduction();
  const copy = mkdtempSync(join(tmpdir(), 'holdspace-web-'));
  cpSync(dist, copy, { recursive: true });
  process.env[TEST_WEB] = copy;
  return () => {
    delete process.env[TEST_WEB];
    rmSync(copy, { recursive: true, force: true });
  };
}

/** The runner of tests says NODE_ENV=test, under which the app would be built several times slower than users get it. */
async function buildForProduction(): Promise<void> {
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    await build({ root: WEB, logLevel: 'error' });
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
}
