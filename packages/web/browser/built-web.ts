/** The web app as it would be served; built anew when a source is younger than the last build. */
import { cpSync, existsSync, mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const WEB = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = ['src', 'public', 'index.html', 'vite.config.ts', '../care/src'].map((path) => join(WEB, path));

const youngest = (path: string): number => {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => youngest(join(path, name))));
};

/** A copy of the built app of the test's own, which a build meanwhile cannot pull away from under it. */
export async function builtWeb(): Promise<string> {
  const dist = join(WEB, 'dist');
  const page = join(dist, 'index.html');
  const isCurrent = existsSync(page) && statSync(page).mtimeMs >= Math.max(...SOURCES.map(youngest));
  if (!isCurrent) await buildForProduction();
  const copy = mkdtempSync(join(tmpdir(), 'holdspace-web-'));
  cpSync(dist, copy, { recursive: true });
  return copy;
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
