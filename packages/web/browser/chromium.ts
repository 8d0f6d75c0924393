/** Finds a Chromium to test in: the one named, then the system's, then Playwright's own. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The path of a Chromium; throws with the command that would bring one. */
export function findChromium(): string {
  const found = [...PLACES, chromium.executablePath()].find((place) => place && existsSync(place));
  if (found) return found;
  throw new Error('no Chromium to test in: set CHROMIUM_PATH, or run `npx playwright-core install chromium`');
}

/**
 * The address bar's menu is a page of its own, in a process of its own, loaded with every window: half of what a test's page
 * cost. The others are those that Playwright turns off, whose list this one takes the place of.
 */
const NOT_NEEDED = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup', 'SpareRendererForSitePerProcess'],
  ...['AimEnabled', 'AvoidCorsURLLoaderRestartOnRedirect', 'AvoidUnnecessaryBeforeUnloadCheckSync'],
  ...[
    'DestroyProfileOnBrowserClose',
    'HttpsFirstBalancedModeAutoEnable',
    'HttpsUpgrades',
    'LensOverlay',
    'MediaRouter',
  ],
  ...['NetworkTimeServiceQuerying', 'OptimizationHints', 'PaintHolding', 'PreconnectToSearch'],
  'ThirdPartyStoragePartitioning',
];

const SWITCHES = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Fewer processes that talk with each other: by far the most of what a page of a test costs.
  '--renderer-process-limit=1',
  '--disable-site-isolation-trials',
  `--disable-features=${NOT_NEEDED.join(',')}`,
];

/** How often a browser may die before its first page: once in some hundred launches it does, of nothing of ours. */
const LAUNCHES = 3;

/** `more`: switches of a test's own. A browser that died as it started has shown no page yet, so another is started. */
export async function launchChromium(more: readonly string[] = []): Promise<Browser> {
  for (let launch = 1; ; launch += 1)
    try {
      return await chromium.launch({ executablePath: findChromium(), args: [...SWITCHES, ...more] });
    } catch (error) {
      if (launch === LAUNCHES) throw error;
      console.warn(
        `Chromium died as it started (${launch} of ${LAUNCHES}): ${/signal=\S+|exitCode=\S+/.exec(String(error))?.[0] ?? error}`,
      );
    }
}
