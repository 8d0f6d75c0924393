/** A refresh that is killed half-way has changed nothing, and the next one brings everything. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { instant } from '@holdspace/care';
import { testClinic, testStore } from '@holdspace/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOutcomes } from '../outcomes.ts';
import { TABLE_NAMES } from '../tables.ts';
import { keepSession } from '../testing-sessions.ts';
import { readManifest } from './manifest.ts';
import type { RefresherSettings } from './testing-refresher.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
const MONTHS = 12;
const NOW = Date.UTC(2027, 0, 15);
let opened: Awaited<ReturnType<typeof testStore>>;
let folder: string;
let refresher: string;
beforeAll(async () => {
  opened = await testStore();
  folder = mkdtempSync(join(tmpdir(), 'holdspace-killed-'));
  // Beside the project's own packages, so that what stays outside the bundle is found.
  refresher = join(ROOT, 'packages', 'outcomes', 'dist', `refresher-${process.pid}.mjs`);
  const { bundle } = await import(pathToFileURL(join(ROOT, 'scripts', 'bundle.mjs')).href);
  await bundle(join(import.meta.dirname, 'testing-refresher.ts'), refresher);
});
afterAll(async () => {
  await opened.close();
  for (const path of [folder, refresher, `${refresher}.map`]) rmSync(path, { recursive: true, force: true });
});

test('killed in the middle, a refresh leaves the old copy whole', async () => {
  const { store, databaseUrl } = opened;
  const outcomes = createOutcomes({ store, folder });
  const { clinicId, patientId } = await testClinic(store);
  const aYear = async () => {
    for (let month = 0; month < MONTHS; month += 1)
      await keepSession(store, { clinicId, patientId, at: instant(Date.UTC(2026, month, 5, 15)) });
  };
  const counted = async () => {
    const rows = await outcomes.read(clinicId, (ask) =>
      Promise.all(TABLE_NAMES.map((name) => ask.rows(`select '${name}' as name, count(*)::INTEGER as n from ${name}`))),
    );
    return Object.fromEntries(
      (rows ?? []).flat().map((row) => [(row as { name: string }).name, (row as { n: number }).n]),
    );
  };
  await aYear();
  await outcomes.refresh(clinicId, instant(NOW));
  const before = await counted();
  expect(before.session).toBe(MONTHS);

  // Every month's files are to be written anew.
  await aYear();
  const settings: RefresherSettings = { databaseUrl, folder, clinicId, now: NOW };
  const child = spawn(process.execPath, [refresher, JSON.stringify(settings)], { stdio: 'inherit' });
  const ended = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
  const place = outcomes.folderOf(clinicId);
  const written = () => readdirSync(place).filter((name) => name.endsWith('.2.parquet')).length;
  while (written() < 5 && child.exitCode === null) await wait(1);
  child.kill('SIGKILL');
  expect(await ended).toBe('SIGKILL');
  expect(written()).toBeGreaterThan(0);
  expect((await readManifest(place))?.generation).toBe(1);
  expect(await counted()).toEqual(before);

  // PostgreSQL gives the lock back once it sees that the connection is gone.
  let answer = await outcomes.refresh(clinicId, instant(NOW));
  while (answer === null) {
    await wait(50);
    answer = await outcomes.refresh(clinicId, instant(NOW));
  }
  expect(answer).toMatchObject({ generation: 2, whole: false });
  // At least what was new: what another transaction of this PostgreSQL could have held up is read once more.
  expect(answer.rows.session).toBeGreaterThanOrEqual(MONTHS);
  expect((await counted()).session).toBe(2 * MONTHS);
  expect(readdirSync(place).filter((name) => name.endsWith('.next'))).toEqual([]);
  await outcomes.close();
});
