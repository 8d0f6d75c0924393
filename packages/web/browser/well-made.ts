/** What every screen must be: nothing that axe finds in it, in light and dark, and nothing that scrolls sideways at any size. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** WCAG 2.2 AA and axe's own good practice. */
const EVERYTHING = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
} as const;
/** What another scheme changes: colours alone. */
const COLOURS = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } as const;

/** What axe finds, each with its element and what would mend it; empty when all is well. Our pages have no frames: one look in the page itself. */
export async function axeFindings(
  page: Page,
  runOnly: typeof EVERYTHING | typeof COLOURS = EVERYTHING,
): Promise<string[]> {
  await untilItStands(page);
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(
    async (options) => {
      // What is laid out only when it comes near is measured as it stands then.
      for (const part of document.querySelectorAll<HTMLElement>('main section'))
        if (getComputedStyle(part).contentVisibility === 'auto') part.style.contentVisibility = 'visible';
      const there = (globalThis as unknown as { axe: typeof axe }).axe;
      const { violations } = await there.run(document, { ...options, resultTypes: ['violations'] });
      return violations.flatMap(({ id, nodes, help }) =>
        nodes.map(
          ({ target, html, failureSummary }) => `${id}: ${target.join(' ')} (${help}) ${html} ${failureSummary}`,
        ),
      );
    },
    { runOnly: { type: runOnly.type, values: [...runOnly.values] } },
  );
}

/**
 * What fades in or changes its colour is judged when it has, and so is what follows it, since a colour that is handed down
 * changes a layer at a time. What never ends, as a sign that something loads, is not waited for.
 */
async function untilItStands(page: Page): Promise<void> {
  for (let layer = 0; layer < 20; layer += 1) {
    await drawn(page);
    const changed = page.evaluate(async () => {
      const ending = document
        .getAnimations()
        .filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime ?? Number.POSITIVE_INFINITY));
      await Promise.allSettled(ending.map(({ finished }) => finished));
      return ending.length;
    });
    // One that is held where it is does not end.
    if ((await Promise.race([changed, page.waitForTimeout(2_000)])) === 0) return;
  }
}

/** Two pictures drawn from now: what the page was told before them, it has heard. A page that is not drawn is waited for a second. */
const drawn = (page: Page): Promise<unknown> =>
  Promise.race([
    page.evaluate(
      () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 20)))),
    ),
    page.waitForTimeout(1_000),
  ]);

/** Wears the other scheme. The page hears of it with its next picture, which on a busy machine is late, and then says so. */
async function wear(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.waitForFunction(
    (scheme) => document.documentElement.getAttribute('data-mantine-color-scheme') === scheme,
    colorScheme,
  );
}

/** Whether the page has a dark scheme: the public pages, made to be read without a script, have none. */
const hasDark = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.querySelector('meta[name=color-scheme]')?.getAttribute('content') !== 'light');

/** How far the page is wider than its window; anything above 0 scrolls sideways. */
export const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/**
 * A page that stands is well made at each of these sizes, and in the other scheme where it has one. `look` is told of each,
 * for pictures.
 */
export async function demandWellMade(
  page: Page,
  sizes: readonly { readonly width: number; readonly height: number }[],
  look: (size: { readonly width: number }, scheme: 'light' | 'dark') => Promise<void> = async () => undefined,
): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    expect([size.width, await sidewaysScroll(page)]).toEqual([size.width, 0]);
    expect([size.width, await axeFindings(page)]).toEqual([size.width, []]);
    await look(size, 'light');
  }
  if (!(await hasDark(page))) return;
  await wear(page, 'dark');
  expect(['dark', await axeFindings(page, COLOURS)]).toEqual(['dark', []]);
  for (const size of sizes) {
    await page.setViewportSize(size);
    await look(size, 'dark');
  }
  await wear(page, 'light');
}
