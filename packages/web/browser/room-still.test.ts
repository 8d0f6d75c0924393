/** A room that opens stands still: what a finger is on its way to stays where it was seen. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenClinic, openClinic, PHONE, TABLET } from './harness.ts';

let clinic: OpenClinic;
beforeAll(async () => {
  clinic = await openClinic();
}, 400_000);
afterAll(() => clinic?.close());

interface Shift {
  readonly at: number;
  readonly value: number;
  readonly moved: readonly string[];
}

test.each([
  ['a guide’s phone', 'guide', 'kap-im', PHONE],
  ['a nurse’s tablet', 'nurse', 'infusion-iv', TABLET],
  ['a tablet in a KAP session', 'nurse', 'kap-im', TABLET],
] as const)('on %s nothing that is seen moves while the room opens', async (_, role, protocol, size) => {
  const { sessionId } = await clinic.beginSession(protocol);
  await clinic.send('nurse', sessionId, [{ type: 'RecordArrival' }]);
  const { page, faults } = await clinic.open(role, '/account', { size, hasTouch: true });
  await page.addInitScript(() => {
    const shifts: Shift[] = [];
    Object.assign(window, { shifts });
    type Entry = PerformanceEntry & { value: number; sources: { node: Node | null }[] };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as Entry[])
        shifts.push({
          at: Math.round(entry.startTime),
          value: entry.value,
          moved: entry.sources.map(({ node }) => node?.textContent?.slice(0, 60) ?? ''),
        });
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(`${clinic.url}/sessions/${sessionId}`);
  await page.getByRole('button', { name: 'Emergency stop' }).waitFor();
  await page.getByRole('heading', { name: 'Medicine' }).waitFor();
  // What would still come, comes: the letters, and what was asked of the server.
  await page.evaluate(() => document.fonts.ready.then(() => new Promise((go) => setTimeout(go, 1500))));
  expect(await page.evaluate(() => (window as never as { shifts: Shift[] }).shifts)).toEqual([]);
  expect(faults).toEqual([]);
});
