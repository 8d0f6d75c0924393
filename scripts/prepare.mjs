// What the two README commands do before anything else: install what is missing, build what is stale. Plain JavaScript
// with nothing installed, since it is the first thing that runs in a fresh clone.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (...parts) => join(root, ...parts);

/** Ends with a sentence when Node is too old. */
export function demandNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Holdspace needs Node 20.19 or later; this is ${process.versions.node}. See https://nodejs.org.`);
  process.exit(1);
}

/** Installs the packages of the lock file, where they are not installed or the lock file is newer. */
export function ensureInstalled() {
  const installed = at('node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(at('package-lock.json')).mtimeMs) return;
  console.log('Installing packages (once; a minute or two) …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('npm could not install the packages; what it said stands above.');
    process.exit(1);
  }
  // Made for the usual C library: where there is another it does not run, and npm would call nothing else from now on.
  if (existsSync(OWN_NODE) && spawnSync(OWN_NODE, ['--version']).status !== 0) rmSync(OWN_NODE);
}

/** The Node that comes with the packages, on Linux. npm finds it before the machine's own once it is installed. */
const OWN_NODE = at('node_modules', '.bin', 'node');

/**
 * Goes on under the Node that comes with the packages, where this process began under another, as the first command in a
 * fresh clone does: the same script in a process of its own, and this one waits for its end.
 */
export async function continueOnOwnNode() {
  if (!existsSync(OWN_NODE) || realpathSync(OWN_NODE) === realpathSync(process.execPath)) return;
  const child = spawn(OWN_NODE, process.argv.slice(1), { stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // Ctrl-C reaches both from the terminal; whoever has something to finish is the child.
  process.on('SIGINT', () => undefined);
  await new Promise((resolve) => {
    child.once('error', resolve);
    child.once('exit', (code) => process.exit(code ?? 1));
  });
}

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesUnder(path);
    return entry.isFile() && !/\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** What tells one state of some sources from another, without reading them. */
function stampOf(folders, files) {
  const hash = createHash('sha256');
  for (const path of [...folders.flatMap((folder) => filesUnder(at(folder))), ...files.map((file) => at(file))]) {
    const { mtimeMs, size } = statSync(path);
    hash.update(`${path} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex');
}

function isFresh(stampFile, stamp) {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
}

const COMMON = ['packages/care/src'];
const FILES = ['package-lock.json', 'tsconfig.base.json'];

/** Builds the command (with the server in it), where its sources have changed. */
export async function ensureCommandBuilt() {
  const stamp = stampOf(
    [...COMMON, 'packages/store/src', 'packages/outcomes/src', 'packages/server/src', 'packages/cli/src'],
    [...FILES, 'scripts/bundle.mjs'],
  );
  const stampFile = at('packages', 'cli', 'dist', '.stamp');
  if (isFresh(stampFile, stamp)) return;
  console.log('Building the server …');
  const { bundle } = await import('./bundle.mjs');
  await bundle(at('packages', 'cli', 'src', 'main.ts'), at('packages', 'cli', 'dist', 'holdspace.mjs'));
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
}

/** Builds the web app, where its sources have changed. */
export async function ensureWebBuilt() {
  const stamp = stampOf(
    [...COMMON, 'packages/web/src', 'packages/web/public'],
    [
      ...FILES,
      ...['index.html', 'decide.html', 'vite.config.ts', 'prerender.ts', 'without-json-schema.ts'].map(
        (file) => `packages/web/${file}`,
      ),
    ],
  );
  const stampFile = at('packages', 'web', 'dist', '.stamp');
  if (isFresh(stampFile, stamp)) return;
  console.log('Building the web app …');
  const { build } = await import('vite');
  // Built aside and put in place whole: another command may build, and a running server reads, at the same time.
  const [dist, made, before] = ['dist', `.cache/made-${process.pid}`, `.cache/before-${process.pid}`].map((folder) =>
    at('packages', 'web', folder),
  );
  await build({ root: at('packages', 'web'), logLevel: 'warn', build: { outDir: made, emptyOutDir: true } });
  writeFileSync(join(made, '.stamp'), stamp);
  try {
    if (existsSync(dist)) renameSync(dist, before);
    renameSync(made, dist);
  } catch (error) {
    // Another command put the same in place in between.
    if (!isFresh(stampFile, stamp)) throw error;
  }
  for (const left of [before, made]) rmSync(left, { recursive: true, force: true });
}

export async function ensureBuilt() {
  await ensureCommandBuilt();
  await ensureWebBuilt();
}
