/** De-identified rows, read back: who is in, what was done to ids, ages and dates, and what the dictionary says of it. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY, instant } from '@holdspace/care';
import { testClinic, testStore } from '@holdspace/store/testing';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createOutcomes } from '../outcomes.ts';
import { keepScore } from '../testing-scores.ts';
import { keepSession } from '../testing-sessions.ts';
import type { Dates } from './deidentified.ts';
import { exportCopy } from './export.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

const FIRST = Date.UTC(2026, 2, 4, 14);
let opened: Awaited<ReturnType<typeof testStore>>;
let base: string;
let folder: string;
let clinicId: string;
let consenting: ReadonlySet<string>;
let shiftNumberOf: (pseudonym: string) => number;
/** Everything by which a row could be led back: ids as they are kept, and as the copy names them. */
const known: string[] = [];

async function keepPatient(index: number, { born = 1984, protocolId = 'infusion-iv' } = {}): Promise<string> {
  const { store } = opened;
  const patientId = randomUUID();
  await store.patients.create(
    clinicId,
    { id: patientId, name: 'Ines Invented', dateOfBirth: `${born}-08-09`, recordNumber: `R-${index}` },
    instant(FIRST - 30 * DAY),
  );
  const at = FIRST + index * DAY;
  const kept = await keepSession(store, { clinicId, patientId, protocolId, at: instant(at) });
  await keepSession(store, { clinicId, patientId, protocolId, courseId: kept.courseId, at: instant(at + 7 * DAY) });
  await keepScore(store, {
    ...{ clinicId, patientId, courseId: kept.courseId, moment: 'baseline', value: 15 },
    at: instant(at - 2 * DAY),
  });
  known.push(patientId, kept.courseId, kept.sessionId);
  return patientId;
}

beforeAll(async () => {
  opened = await testStore();
  const { store } = opened;
  base = mkdtempSync(join(tmpdir(), 'holdspace-deidentified-'));
  ({ clinicId } = await testClinic(store));
  const patients: string[] = [];
  for (let index = 0; index < 11; index += 1) patients.push(await keepPatient(index));
  // One who is much older, one under another protocol, and one who has not consented.
  patients.push(await keepPatient(20, { born: 1931 }), await keepPatient(21, { protocolId: 'kap-im' }));
  await keepPatient(22);
  const pseudonymOf = await store.feed.pseudonyms(clinicId);
  shiftNumberOf = await store.feed.shiftNumbers(clinicId);
  consenting = new Set(patients.map(pseudonymOf));
  known.push(...known.map(pseudonymOf));
  const outcomes = createOutcomes({ store, folder: base });
  await outcomes.refresh(clinicId, instant(FIRST + 60 * DAY));
  folder = outcomes.folderOf(clinicId);
  await outcomes.close();
});
afterAll(async () => {
  await opened.close();
  rmSync(base, { recursive: true, force: true });
});

async function exported(dates: Dates) {
  const into = join(base, `${dates}-${randomUUID()}`);
  const { signal } = new AbortController();
  const deidentifying = { consenting, dates, shiftNumberOf };
  const dictionary = await exportCopy({
    folder,
    format: 'csv',
    into,
    beforeItIsWritten: async () => {},
    signal,
    deidentifying,
  });
  const text = (file: string) => readFileSync(join(into, file), 'utf8');
  const rows = (table: string): Record<string, string>[] => {
    const [head = '', ...lines] = text(`${table}.csv`).trim().split('\n');
    return lines.map((line) =>
      Object.fromEntries(head.split(',').map((name, at) => [name, line.split(',')[at] ?? ''])),
    );
  };
  const all = dictionary?.tables.map(({ file }) => text(file)).join('\n') ?? '';
  return { dictionary, rows, all, page: text('DICTIONARY.md') };
}

test('only who consents is in, nobody who stands out, and it is counted and said', async () => {
  const { rows, page } = await exported('days');
  // Eleven are alike; the oldest alone in their band stands out, and so does the one under another protocol.
  expect(rows('patient').map(({ age_band }) => age_band)).toEqual(Array.from({ length: 11 }, () => '40-49'));
  expect(rows('session')).toHaveLength(22);
  expect(page).toContain('Of 14 patients with a course, 13 consent');
  expect(page).toContain(
    'k is 11 over age_band and protocols (at least 11 is asked): 0 patients are in without their age, 2 were left out.',
  );
  for (const letter of 'ABCDEFGHIJKLMNOPQR') expect(page).toContain(`Safe Harbor (${letter})`);
});

test('no id leads back, not even to another export; no date is left, and each column says what was done to it', async () => {
  const [one, other] = [await exported('days'), await exported('days')];
  for (const id of known) expect(one.all).not.toContain(id);
  expect(one.all.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '')).not.toMatch(/20\d\d-\d\d|19\d\d/);
  const codes = new Set(one.rows('patient').map(({ patient_id }) => patient_id));
  expect(codes.size).toBe(11);
  for (const { patient_id } of other.rows('patient')) expect(codes).not.toContain(patient_id);
  // Within the export they hold together.
  for (const { patient_id } of one.rows('score')) expect(codes).toContain(patient_id);
  const sessions = new Set(one.rows('session').map(({ session_id }) => session_id));
  for (const { session_id } of one.rows('vital')) expect(sessions).toContain(session_id);
  for (const { columns } of one.dictionary?.tables ?? [])
    for (const { done } of columns) expect(done?.length).toBeGreaterThan(5);
});

test('days are counted from the patient’s own first dose', async () => {
  const { rows } = await exported('days');
  const days = rows('session').map(({ first_dose_day }) => Number(first_dose_day));
  expect(days.filter((day) => day === 0)).toHaveLength(11);
  expect(days.filter((day) => day === 7)).toHaveLength(11);
  for (const { answered_day } of rows('score')) expect(Number(answered_day)).toBeLessThan(-1.5);
});

test('shifted, what lies between two moments of a patient stays, the days are others, and it says that it is no Safe Harbor', async () => {
  const { rows, page, all } = await exported('shifted');
  const at = new Map<string, number[]>();
  for (const { patient_id = '', first_dose_at = '' } of rows('session'))
    at.set(patient_id, [...(at.get(patient_id) ?? []), Date.parse(first_dose_at)]);
  const shifts = new Set<number>();
  for (const times of at.values()) {
    const [first = 0, second = 0] = times.toSorted();
    expect(second - first).toBe(7 * DAY);
    shifts.add(Math.floor((first - FIRST) / DAY));
  }
  expect(shifts.size).toBeGreaterThan(3);
  expect(page).toContain('This is NOT Safe Harbor');
  for (const id of known) expect(all).not.toContain(id);
  // The same again: by the clinic's own key, and not by chance.
  const firstOf = (some: { [name: string]: string }[]) => some.map(({ first_dose_at }) => first_dose_at).toSorted();
  expect(firstOf((await exported('shifted')).rows('session'))).toEqual(firstOf(rows('session')));
});
