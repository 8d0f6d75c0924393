import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenClinic, openClinic, TABLET } from './harness.ts';

let clinic: OpenClinic;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic?.close());

interface Stored {
  readonly type: string;
  readonly commandId: string;
  readonly vitalSigns?: { readonly bloodPressure?: { readonly systolic: { readonly value: number } } };
}
const stored = async (sessionId: string) =>
  ((await (await clinic.as('nurse')).get(`/api/sessions/${sessionId}/events`)) as { events: Stored[] }).events;
const systolics = async (sessionId: string) =>
  (await stored(sessionId)).flatMap((event) => event.vitalSigns?.bloodPressure?.systolic.value ?? []);

async function arrived(): Promise<string> {
  const { sessionId } = await clinic.beginSession('infusion-iv');
  await clinic.send('nurse', sessionId, [{ type: 'RecordArrival' }]);
  return sessionId;
}

async function measure(page: Page, digits: string): Promise<void> {
  await page.getByRole('button', { name: 'Vital signs', exact: true }).click();
  await page.getByLabel(/^Systolic/).waitFor();
  await page.keyboard.type(digits);
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await page.getByLabel(/^Systolic/).waitFor({ state: 'detached' });
}

test('without a network the room goes on, says what waits, and sends it in order when the network is back', async () => {
  const sessionId = await arrived();
  const { page, context } = await clinic.open('nurse', `/sessions/${sessionId}`, { size: TABLET });
  await measure(page, '118767098');
  await context.setOffline(true);
  await page.getByText('No network.').waitFor();
  await measure(page, '122787298');
  await measure(page, '126807498');
  await page.getByText(/2 entries waiting/).waitFor();
  // Shown as entered, and as not yet with the server.
  await page
    .getByText(/126\/80 mmHg/)
    .first()
    .waitFor();
  expect(await page.getByText('being sent').count()).toBe(2);
  expect(await systolics(sessionId)).toEqual([118]);
  await context.setOffline(false);
  await page.getByText(/entries waiting/).waitFor({ state: 'detached' });
  await expect.poll(() => systolics(sessionId)).toEqual([118, 122, 126]);
});

test('what waits outlives a closed tab, and goes out from any screen under the ids it was made with', async () => {
  const sessionId = await arrived();
  const { page, context } = await clinic.open('nurse', `/sessions/${sessionId}`, { size: TABLET });
  await page.getByRole('button', { name: 'Vital signs', exact: true }).waitFor();
  await context.route('**/commands', (route) => route.abort());
  await measure(page, '122787298');
  await measure(page, '126807498');
  await page.getByText(/2 entries waiting/).waitFor();
  await page.close();

  const another = await context.newPage();
  await another.goto(`${clinic.url}/`);
  await another.getByText('2 entries of yours wait to be sent.').waitFor();
  expect(await systolics(sessionId)).toEqual([]);
  await context.unroute('**/commands');
  await another.evaluate(() => window.dispatchEvent(new Event('online')));
  await another.getByText(/entries of yours wait/).waitFor({ state: 'detached' });
  expect(await systolics(sessionId)).toEqual([122, 126]);

  await another.goto(`${clinic.url}/sessions/${sessionId}`);
  await another
    .getByText(/126\/78|126\/80/)
    .first()
    .waitFor();
  expect(await another.getByText(/waiting/).count()).toBe(0);
});

test('an answer lost on its way stores an entry once', async () => {
  const sessionId = await arrived();
  const { page, context } = await clinic.open('nurse', `/sessions/${sessionId}`, { size: TABLET });
  await page.getByRole('button', { name: 'Vital signs', exact: true }).waitFor();
  let lost = 0;
  await context.route('**/commands', async (route) => {
    if (lost > 0) return route.continue();
    lost += 1;
    // The server has it; the tablet does not hear of it.
    await route.fetch();
    return route.abort();
  });
  await measure(page, '122787298');
  await expect.poll(() => systolics(sessionId)).toEqual([122]);
  await page.waitForTimeout(4000);
  expect(lost).toBe(1);
  expect(await systolics(sessionId)).toEqual([122]);
  expect(await page.getByText(/waiting/).count()).toBe(0);
});

test('what the server does not take is said loudly, and a person decides what becomes of it', async () => {
  const sessionId = await arrived();
  const { page, context } = await clinic.open('nurse', `/sessions/${sessionId}`, { size: TABLET });
  await page.getByRole('button', { name: 'Vital signs', exact: true }).waitFor();
  await context.setOffline(true);
  await page.getByText('No network.').waitFor();
  await page.getByRole('button', { name: 'Emergency stop', exact: true }).click();
  await page.getByText(/1 entry waiting/).waitFor();
  await clinic.send('guide', sessionId, [{ type: 'CallEmergencyStop' }]);
  await context.setOffline(false);
  const notTaken = page.getByRole('region', { name: 'Entries that were not taken' });
  await notTaken.getByText('The emergency stop stands already.').waitFor();
  await notTaken.getByRole('button', { name: /let it go/i }).click();
  await notTaken.getByRole('button', { name: /for good/i }).click();
  await notTaken.waitFor({ state: 'detached' });
  expect((await stored(sessionId)).filter((event) => event.type === 'EmergencyStopCalled')).toHaveLength(1);
});

test('parts that cannot be fetched take nothing else with them, and come when they are asked for again', async () => {
  const sessionId = await arrived();
  const { page, context } = await clinic.open('nurse', '/', { size: TABLET });
  const later = /\/assets\/(people|event-list|more-acts|scanner|draw-up|vitals-table)-[^/]*\.js$/;
  const asked: string[] = [];
  await context.route(later, (route) => {
    asked.push(route.request().url());
    return route.abort();
  });
  await page.goto(`${clinic.url}/sessions/${sessionId}`);
  const failed = page.getByText('This part could not be fetched.');
  await failed.first().waitFor();
  // Nobody has looked for a scanner yet: it is fetched with the rest, to be there without a network.
  expect(asked.some((url) => url.includes('/scanner-'))).toBe(true);

  await measure(page, '118767098');
  await page
    .getByText(/118\/76/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.getByRole('button', { name: 'Emergency stop', exact: true }).click();
  await expect.poll(async () => (await stored(sessionId)).map(({ type }) => type)).toContain('EmergencyStopCalled');

  await page.getByRole('button', { name: 'Try again' }).first().click();
  await page.getByRole('button', { name: 'Load this page anew' }).first().waitFor();
  await context.unroute(later);
  for (const again = page.getByRole('button', { name: 'Try again' }); (await again.count()) > 0; ) {
    await again.first().click();
    await page.waitForTimeout(300);
  }
  await page.getByRole('button', { name: 'Somebody comes in' }).waitFor();
  expect(await failed.count()).toBe(0);
  // What was entered meanwhile is not lost on the way.
  expect(await systolics(sessionId)).toEqual([118]);
});
