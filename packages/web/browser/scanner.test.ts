import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLogger, startServer } from '@holdspace/server';
import { testStore } from '@holdspace/store/testing';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { onePage } from '../vite.config.ts';
import { launchChromium } from './chromium.ts';
import { film, type ShownCode } from './fake-camera.ts';
import { axeFindings, DESK, PHONE, sidewaysScroll } from './harness.ts';

const GS = '\u001d';
const MATRIX = '(01)00301439509103(21)7R3K9-0042(17)271200(10)A4471';

let folder: string;
let url: string;
const closing: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdspace-scan-'));
  // The scanner alone, built and served as the app is, under the same policies.
  await build({
    root: fileURLToPath(new URL('scan-page', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    ...onePage,
    build: { ...onePage.build, outDir: join(folder, 'web') },
  });
  const database = await testStore();
  const server = await startServer({
    store: database.store,
    secret: 'a secret for tests, of no use anywhere',
    port: 0,
    demo: true,
    webFolder: join(folder, 'web'),
    logger: createLogger('silent'),
  });
  url = server.url;
  closing.push(
    () => server.close(),
    () => database.close(),
  );
});
afterAll(async () => {
  for (const close of closing) await close();
  rmSync(folder, { recursive: true, force: true });
});

interface Opened {
  readonly page: Page;
  readonly faults: readonly string[];
  /** What the pages asked of the network beyond this server. */
  readonly foreign: readonly string[];
  close(): Promise<void>;
}

/** The page in a browser whose camera sees these scenes; without any, one that has no camera. */
async function openScanPage(
  scenes: readonly { codes: readonly ShownCode[]; seconds: number }[],
  options: BrowserContextOptions & { isAllowed?: boolean } = {},
): Promise<Opened> {
  const { isAllowed = true, ...contextOptions } = options;
  const path = join(folder, `film-${Math.random().toString(36).slice(2)}.y4m`);
  if (scenes.length > 0) film(path, scenes);
  const browser: Browser = await launchChromium([
    // Who is asked answers at once.
    `--use-fake-ui-for-media-stream${isAllowed ? '' : '=deny'}`,
    ...(scenes.length > 0 ? ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${path}`] : []),
  ]);
  const context = await browser.newContext({
    viewport: DESK,
    reducedMotion: 'reduce',
    ...contextOptions,
    permissions: isAllowed ? ['camera'] : [],
  });
  const page = await context.newPage();
  const [faults, foreign]: [string[], string[]] = [[], []];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  context.on('request', (request) => {
    if (!request.url().startsWith(url)) foreign.push(request.url());
  });
  await page.addInitScript(() => {
    const { mediaDevices } = navigator;
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    const kept: MediaStreamTrack[] = [];
    Object.assign(window, { cameras: kept });
    mediaDevices.getUserMedia = async (wanted) => {
      const stream = await open(wanted);
      kept.push(...stream.getTracks());
      return stream;
    };
  });
  await page.goto(url);
  return {
    page,
    faults,
    foreign,
    async close() {
      await browser.close();
      rmSync(path, { force: true });
    },
  };
}

/** How each camera stands that the page was given. */
const cameras = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    (window as unknown as { cameras: MediaStreamTrack[] }).cameras.map(({ readyState }) => readyState),
  );
const used = async (page: Page): Promise<unknown[]> =>
  (await page.getByRole('list', { name: 'Used' }).getByRole('listitem').allTextContents()).map((text) =>
    JSON.parse(text),
  );
const heard = async (page: Page): Promise<unknown[]> =>
  (await page.getByRole('list', { name: 'Heard' }).getByRole('listitem').allTextContents()).map((text) =>
    JSON.parse(text),
  );

let lastPressed = 0;
/** Keys with times of their own, as a scanner or a hand would press them, however busy this machine is. */
async function press(page: Page, keys: readonly string[], pace: number): Promise<void> {
  const line = await page.context().newCDPSession(page);
  // A second apart from what was pressed before.
  const from = Math.max(Date.now() / 1000, lastPressed + 1);
  lastPressed = from + (keys.length * pace) / 1000;
  const sent = keys.map((key, at) => {
    const control = key === 'ctrl+]';
    const bare = control ? ']' : key;
    const text = control ? undefined : key === 'Enter' ? '\r' : key.length === 1 ? key : undefined;
    return line.send('Input.dispatchKeyEvent', {
      type: text === undefined ? 'rawKeyDown' : 'keyDown',
      key: bare,
      ...(text !== undefined && { text }),
      ...(key === 'Enter' && { code: 'Enter', windowsVirtualKeyCode: 13 }),
      modifiers: control ? 2 : 0,
      timestamp: from + (at * pace) / 1000,
    });
  });
  await Promise.all(sent);
  await line.detach();
}

describe('by camera', () => {
  test('a DataMatrix with product, serial number, expiry and lot is read, said and used once', async () => {
    const opened = await openScanPage([
      { codes: [{ symbol: 'gs1datamatrix', text: MATRIX, scale: 9, turn: 12 }], seconds: 2 },
    ]);
    const { page, faults, foreign } = opened;
    await page.getByRole('button', { name: 'Scan', exact: true }).click();
    const reading = page.getByRole('group', { name: 'Read from the code' });
    await reading.waitFor();
    expect(await used(page)).toEqual([]);
    for (const line of ['Ketamine 100 mg/mL, vial of 5 mL', 'A4471', 'Dec 31, 2027', '7R3K9-0042', 'As ordered.'])
      await reading.getByText(line, { exact: true }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await reading.getByRole('button', { name: 'Use this vial' }).click();
    // It is still before the lens, and is not used again.
    await page.getByText('Looking for a code.').waitFor();
    await page.waitForTimeout(2500);
    expect(await reading.count()).toBe(0);
    expect(await used(page)).toEqual([
      {
        gtin: '00301439509103',
        ndc: expect.arrayContaining(['00143-9509-10']),
        lot: 'A4471',
        expiresOn: '2027-12-31',
        serial: '7R3K9-0042',
      },
    ]);
    expect(faults).toEqual([]);
    expect(foreign).toEqual([]);
    // The worker compiled its decoder; no page may.
    const compiles = () =>
      WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(
        () => 'compiled',
        () => 'refused',
      );
    expect(await page.evaluate(compiles)).toBe('refused');
    await opened.close();
  });

  test('the linear code of a National Drug Code is read; what was not ordered is said and cannot be used', async () => {
    const opened = await openScanPage(
      [{ codes: [{ symbol: 'upca', text: '342023113108', scale: 5, turn: -4 }], seconds: 2 }],
      { viewport: PHONE, colorScheme: 'dark' },
    );
    const { page, faults } = opened;
    await page.getByRole('button', { name: 'Scan', exact: true }).click();
    const reading = page.getByRole('group', { name: 'Read from the code' });
    await reading.getByText('Ketamine 10 mg/mL, vial of 20 mL').waitFor();
    await reading.getByText('The order asks for 100 mg/mL, and this is another product.').waitFor();
    expect(await page.getByRole('button', { name: 'Use this vial' }).count()).toBe(0);
    expect(await sidewaysScroll(page)).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    expect(faults).toEqual([]);
    await opened.close();
  });

  test("two vials at once are refused, the clinic's own label is read, and the camera is let go", async () => {
    const opened = await openScanPage([
      {
        codes: [
          { symbol: 'upca', text: '342023113108', scale: 3, right: -300 },
          { symbol: 'gs1datamatrix', text: MATRIX, scale: 8, right: 300 },
        ],
        seconds: 3,
      },
      { codes: [{ symbol: 'code128', text: 'K-0042', scale: 4 }], seconds: 6 },
    ]);
    const { page } = opened;
    await page.getByRole('button', { name: 'Scan', exact: true }).click();
    await page.getByText('Two different codes are in view. Show one alone.').waitFor();
    const reading = page.getByRole('group', { name: 'Read from the code' });
    await reading.getByText('K-0042').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await used(page)).toEqual([{ own: 'K-0042' }]);
    expect(await cameras(page)).toEqual(['live']);
    await page.keyboard.press('Escape');
    await expect.poll(() => cameras(page)).toEqual(['ended']);
    await opened.close();
  });
});

describe('without a camera', () => {
  test('denied, it says what can be done, and a code is typed and used by keyboard alone', async () => {
    const opened = await openScanPage([{ codes: [], seconds: 1 }], { isAllowed: false, viewport: PHONE });
    const { page } = opened;
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Scan', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(/The camera is not allowed for this page/).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    const field = page.getByLabel('Or type it');
    await field.focus();
    await press(page, [...'0143-9509-1', 'Enter'], 150);
    await page.getByText(/is no National Drug Code/).waitFor();
    expect(await field.inputValue()).toBe('0143-9509-1');
    await press(page, [...'0', 'Enter'], 150);
    await page.getByRole('button', { name: 'Use this vial' }).press('Enter');
    expect(await used(page)).toEqual([{ ndc: ['00143-9509-10'] }]);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Scan');
    await opened.close();
  });

  test('a device without one says so', async () => {
    const opened = await openScanPage([]);
    await opened.page.getByRole('button', { name: 'Scan', exact: true }).click();
    await opened.page.getByText(/no camera that the browser can find/).waitFor();
    await opened.close();
  });
});

describe('by a scanner that types', () => {
  const typed = (text: string) => [...text].map((key) => (key === GS ? 'ctrl+]' : key));
  const scan = `0100301439509103217R3K9${GS}1727120010A4471`;

  test('a scan is heard wherever the focus is, leaves the field as it was, and sends no form', async () => {
    const opened = await openScanPage([]);
    const { page } = opened;
    const note = page.getByLabel('Note');
    await note.focus();
    await press(page, [...'two boxes'], 90);
    expect(await note.inputValue()).toBe('two boxes');
    await page.waitForTimeout(100);
    await press(page, [...typed(scan), 'Enter'], 6);
    await expect.poll(() => heard(page)).toEqual([scan]);
    expect(await note.inputValue()).toBe('two boxes');
    await page.getByText('Sent 0 times.').waitFor();
    // The trigger pressed twice is one scan.
    await press(page, [...typed(scan), 'Enter'], 6);
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await press(page, [...'K-0042', 'Enter'], 10);
    await expect.poll(() => heard(page)).toEqual([scan, 'K-0042']);
    expect(await note.inputValue()).toBe('two boxes');
    await opened.close();
  });

  test('what a person types, and a PIN however it is typed, is nobody’s scan', async () => {
    const opened = await openScanPage([]);
    const { page } = opened;
    const note = page.getByLabel('Note');
    await note.focus();
    await press(page, [...'301439509103', 'Enter'], 80);
    await page.getByText('Sent 1 times.').waitFor();
    expect(await note.inputValue()).toBe('301439509103');
    const pin = page.getByLabel('PIN');
    await pin.focus();
    await press(page, [...'13579024', 'Enter'], 5);
    await page.getByText('Sent 2 times.').waitFor();
    expect(await pin.inputValue()).toBe('13579024');
    expect(await heard(page)).toEqual([]);
    await opened.close();
  });

  test('an open scanner hears it instead of the page', async () => {
    const opened = await openScanPage([]);
    const { page } = opened;
    await page.getByRole('button', { name: 'Scan', exact: true }).click();
    await page.getByLabel('Or type it').focus();
    await press(page, [...typed(scan), 'Enter'], 6);
    const reading = page.getByRole('group', { name: 'Read from the code' });
    await reading.getByText('A4471', { exact: true }).waitFor();
    expect(await heard(page)).toEqual([]);
    await opened.close();
  });
});
