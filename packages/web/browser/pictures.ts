/**
 * A screen as it must be: nothing that axe finds, nothing that scrolls sideways; with pictures of it on a phone, a tablet
 * and a desk, where a folder is named. The handbook's own pictures are among them (`npm run pictures`).
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { axeFindings, DESK, PHONE, sidewaysScroll, TABLET } from './harness.ts';

/** How high a picture may become before it is cut, and how much smaller it is kept: a handbook is read on a page. */
const SIZES = {
  phone: { viewport: PHONE, tallest: 1_700, scale: 1 },
  tablet: { viewport: TABLET, tallest: 1_500, scale: 0.85 },
  desk: { viewport: DESK, tallest: 1_250, scale: 0.7 },
} as const;
/** Higher than any page: a part of it is looked for with nothing that floats over it. */
const WHOLE = 12_000;
const QUALITY = 0.6;
/** Milliseconds: a high page is drawn slowly where others work beside it. */
const BUSY = 120_000;

/** `PICTURES` names the folder. `part` is what the picture is of, where it is not the whole page. */
export async function lookAt(page: Page, name: string, part?: Locator): Promise<void> {
  const folder = process.env.PICTURES;
  if (folder) await takePictures(page, `${folder}/${name}`, part);
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

async function takePictures(page: Page, path: string, part: Locator | undefined): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  const before = page.viewportSize();
  for (const [size, { viewport, tallest, scale }] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    // On a phone a part of the room may lie behind another of its tabs.
    if (part && !(await part.isVisible())) continue;
    // The window is made as high as the page, so that what stands at its foot does not stand in the middle of the picture.
    await page.setViewportSize({ ...viewport, height: Math.min(height, part ? WHOLE : tallest) });
    if (!part) await page.evaluate(() => scrollTo(0, 0));
    const png = await (part ?? page).screenshot({ type: 'png', timeout: BUSY });
    writeFileSync(`${path}-${size}.webp`, await asWebp(page, png, { scale, tallest: tallest * scale }));
  }
  if (before) await page.setViewportSize(before);
}

/** Chromium makes the smaller file itself, on a page of its own: nothing besides it has to be installed. */
async function asWebp(page: Page, png: Buffer, how: { scale: number; tallest: number }): Promise<Buffer> {
  const maker = await page.context().browser()?.newPage();
  if (!maker) throw new Error('a page that belongs to no browser');
  try {
    const made = await maker.evaluate(
      async ({ data, scale, tallest, quality }) => {
        const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
        const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const [width, height] = [picture.width * scale, Math.min(picture.height * scale, tallest)].map(Math.round);
        const canvas = Object.assign(document.createElement('canvas'), { width, height });
        const brush = canvas.getContext('2d');
        if (!brush) throw new Error('nothing to draw with');
        brush.imageSmoothingQuality = 'high';
        brush.drawImage(picture, 0, 0, picture.width * scale, picture.height * scale);
        return canvas.toDataURL('image/webp', quality);
      },
      { data: png.toString('base64'), ...how, quality: QUALITY },
    );
    return Buffer.from(made.slice(made.indexOf(',') + 1), 'base64');
  } finally {
    await maker.close();
  }
}
