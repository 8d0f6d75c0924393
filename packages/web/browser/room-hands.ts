/** Two ways of working a session room in a test: by keyboard alone, reaching each control with Tab, or by touch. */

import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

export interface Hand {
  readonly page: Page;
  press(control: Locator): Promise<void>;
  fill(field: Locator, text: string): Promise<void>;
  /** One of a group of radio buttons. */
  pick(group: string, option: string): Promise<void>;
  tick(box: Locator): Promise<void>;
}

/** More than the controls of any room. */
const MOST_TABS = 250;

/** Goes to a control with Tab, or back with Shift and Tab where it stands before; fails where it cannot be reached. */
async function reach(page: Page, control: Locator): Promise<void> {
  let element = await control.elementHandle();
  for (let tabs = 0; tabs < MOST_TABS; tabs++) {
    const where = await element?.evaluate((node) => {
      const { activeElement } = document;
      if (!node.isConnected || !activeElement) return 'gone';
      if (node === activeElement) return 'here';
      return node.compareDocumentPosition(activeElement) & Node.DOCUMENT_POSITION_FOLLOWING ? 'before' : 'after';
    });
    if (where === 'here') return;
    if (where === 'gone') element = await control.elementHandle();
    else await page.keyboard.press(where === 'before' ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(`not reached by keyboard: ${control}`);
}

export const keyboard = (page: Page): Hand => ({
  page,
  async press(control) {
    await reach(page, control);
    await page.keyboard.press('Enter');
  },
  async fill(field, text) {
    await reach(page, field);
    await field.fill(text);
  },
  async pick(group, option) {
    const radios = page.getByRole('group', { name: group, exact: true }).getByRole('radio');
    const wanted = page
      .getByRole('group', { name: group, exact: true })
      .getByRole('radio', { name: option, exact: true });
    const entry =
      (await radios.and(page.locator(':checked')).count()) > 0 ? radios.and(page.locator(':checked')) : radios.first();
    await reach(page, entry);
    await page.keyboard.press('Space');
    for (let steps = await radios.count(); steps > 0 && !(await wanted.isChecked()); steps--)
      await page.keyboard.press('ArrowDown');
    expect(await wanted.isChecked()).toBe(true);
  },
  async tick(box) {
    await reach(page, box);
    await page.keyboard.press('Space');
  },
});

export const touch = (page: Page): Hand => ({
  page,
  press: (control) => control.tap(),
  async fill(field, text) {
    await field.tap();
    await field.fill(text);
  },
  pick: (group, option) =>
    page.getByRole('group', { name: group, exact: true }).getByRole('radio', { name: option, exact: true }).check(),
  tick: (box) => box.check(),
});

/** The smallest side of each control of the room that is seen, where it is under what a gloved hand needs. */
export async function smallTargets(page: Page, least = 56): Promise<string[]> {
  return page.evaluate((atLeast) => {
    const controls = [...document.querySelectorAll<HTMLElement>('main button, main label:has(input), main select')];
    return controls.flatMap((control) => {
      const { width, height } = control.getBoundingClientRect();
      if (width === 0 || height === 0) return [];
      return Math.min(width, height) + 0.5 < atLeast
        ? [
            `${control.textContent?.trim() || control.getAttribute('aria-label')}: ${Math.round(width)} × ${Math.round(height)}`,
          ]
        : [];
    });
  }, least);
}
