// Finds Chromium for the browser tests: CHROMIUM_PATH, the system's, Playwright's own. On a Debian machine as root it is
// installed; elsewhere the exact command is printed. The same Chromium without windows, where there is one, comes first: a page
// of a test costs it a quarter less.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const WITHOUT_WINDOWS = 'chromium-headless-shell';
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const onPath = (names) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path));

/** Whether the system's package manager may be asked. */
const mayInstall = () => isDebian() && process.getuid?.() === 0;
function install(name) {
  console.log(`Installing ${name} for the browser tests …`);
  const quiet = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  // Without a network it is given up soon: another Chromium may be there.
  const patience = ['-o', 'Acquire::Retries=1', '-o', 'Acquire::http::Timeout=20'];
  spawnSync('apt-get', [...patience, 'update', '-q'], quiet);
  spawnSync('apt-get', [...patience, 'install', '-y', '-q', '--no-install-recommends', name], quiet);
}

/** Asked late: in a fresh clone, Playwright is not installed before the test command has installed it. */
async function playwrights() {
  const { chromium } = await import('playwright-core');
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

const isDebian = () =>
  existsSync('/etc/debian_version') ||
  (existsSync('/etc/os-release') && /ID(_LIKE)?=.*debian/.test(readFileSync('/etc/os-release', 'utf8')));

/** The path of a Chromium, or nothing, having said how to get one. */
export async function ensureBrowser() {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (existsSync(given)) return given;
    console.error(`CHROMIUM_PATH names ${given}, which is not there.`);
    return undefined;
  }
  if (!onPath([WITHOUT_WINDOWS]) && mayInstall()) install(WITHOUT_WINDOWS);
  const found = onPath([WITHOUT_WINDOWS, ...NAMES]) ?? PLACES.find((path) => existsSync(path)) ?? (await playwrights());
  if (found) return found;
  if (mayInstall()) {
    // An older Debian has no package without windows.
    install('chromium');
    const installed = onPath(NAMES);
    if (installed) return installed;
  }
  const command = isDebian()
    ? 'sudo apt-get update && sudo apt-get install -y chromium'
    : 'npx playwright-core install chromium';
  console.error(
    `The browser tests need Chromium. Install it with: ${command}\nor name one you have: CHROMIUM_PATH=/path/to/chrome npm test`,
  );
  return undefined;
}
