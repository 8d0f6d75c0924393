/** Copies kept fresh: for whom somebody looked, as often as it is worth, and never at the cost of who asks. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '@holdspace/care';
import { testClinic, testStore } from '@holdspace/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KeptCopies } from './kept-copies.ts';

const BEGIN = Date.UTC(2026, 2, 4, 14);
let opened: Awaited<ReturnType<typeof testStore>>;
let clinicId: string;
let minutes = 0;
const folders: string[] = [];
const now = () => instant(BEGIN + minutes * 60_000);

beforeAll(async () => {
  opened = await testStore();
  ({ clinicId } = await testClinic(opened.store));
});
afterAll(async () => {
  await opened.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Copies in a folder of their own; `fails` says whether PostgreSQL can be asked. */
function keep(fails: () => boolean = () => false) {
  const folder = mkdtempSync(join(tmpdir(), 'holdspace-kept-'));
  folders.push(folder);
  const said: string[] = [];
  const { feed, protocols } = opened.store;
  const mark = () => (fails() ? Promise.reject(new Error('no answer')) : feed.mark());
  const copies = new KeptCopies({ store: { feed: { ...feed, mark }, protocols }, folder, now }, {
    error: (_: object, words: string) => void said.push(words),
  } as never);
  const whenMade = async () => {
    await expect.poll(() => copies.isMaking(clinicId)).toBe(false);
    return copies.lookAt(clinicId);
  };
  return { copies, said, whenMade };
}

test('the first look has a copy made; it is made anew after a quarter of an hour, for a day after the last look', async () => {
  const { copies, whenMade } = keep();
  expect(await copies.lookAt(clinicId)).toBeNull();
  expect(copies.isMaking(clinicId)).toBe(true);
  const first = now();
  expect(await whenMade()).toBe(first);

  minutes += 14;
  await copies.look();
  expect(copies.isMaking(clinicId)).toBe(false);
  minutes += 1;
  await copies.look();
  expect(copies.isMaking(clinicId)).toBe(true);
  // Who asks meanwhile is answered from what is there.
  expect(await copies.read(clinicId, async ({ madeAt }) => madeAt)).toBe(first);
  expect(await whenMade()).toBe(now());

  minutes += 25 * 60;
  await copies.look();
  expect(copies.isMaking(clinicId)).toBe(false);
  await copies.close();
});

test('a refresh that fails is logged, is not tried again at once, and leaves the copy as old as it was', async () => {
  let isDown = false;
  const { copies, said, whenMade } = keep(() => isDown);
  await copies.lookAt(clinicId);
  const first = await whenMade();
  expect(first).toBe(now());
  isDown = true;
  minutes += 20;
  await copies.look();
  expect(await whenMade()).toBe(first);
  expect(said).toEqual(['the copy for outcomes could not be brought up to date']);
  await copies.look();
  expect(copies.isMaking(clinicId)).toBe(false);
  isDown = false;
  minutes += 15;
  await copies.look();
  expect(await whenMade()).toBe(now());
  expect(said.length).toBe(1);
  await copies.close();
});

test('asked for twice at once it is made once; a stop waits for it, and nothing is begun after', async () => {
  const { copies } = keep();
  const [one, other] = [copies.make(clinicId), copies.make(clinicId)];
  expect(other).toBe(one);
  await copies.close();
  expect(copies.isMaking(clinicId)).toBe(false);
  await copies.make(clinicId);
  expect(copies.isMaking(clinicId)).toBe(false);
});
