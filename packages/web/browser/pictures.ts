/**
 * A screen as it must be: nothing that axe finds, nothing that scrolls sideways; with pictures of it on a phone, a tablet
 * and a desk, where a folder is named.
 */
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { axeFindings, DESK, PHONE, sidewaysScroll, TABLET } from './harness.ts';

const SIZES = { phone: PHONE, tablet: TABLET, desk: DESK };

/** `PICTURES` names the folder. */
export async function lookAt(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (folder) await takePictures(page, `${folder}/${name}`);
  expect(await axeFindings(page), name).toEqual([]);
  expect(await sidewaysScroll(page), name).toBe(0);
}

/** For `demandWellMade`: a picture at each size and in each scheme, where `PICTURES` names a folder. */
export const picturesOf =
  (page: Page, name: string) =>
  async (size: { readonly width: number }, scheme: 'light' | 'dark'): Promise<void> => {
    const folder = process.env.PICTURES;
    if (!folder) return;
    mkdirSync(folder, { recursive: true });
    const path = `${folder}/${name.replaceAll('/', '-')}-${size.width}-${scheme}.jpg`;
    await page.screenshot({ path, type: 'jpeg', quality: 60, fullPage: true });
  };

async function takePictures(page: Page, path: string): Promise<void> {
  mkdirSync(path, { recursive: true });
  const before = page.viewportSize();
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    await page.screenshot({ path: `${path}/${size}.jpg`, type: 'jpeg', quality: 60, fullPage: true });
  }
  if (before) await page.setViewportSize(before);
}
