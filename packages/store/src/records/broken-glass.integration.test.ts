/** On a real database: how long a broken glass opens something, in which clinic, and that it is reviewed once. */
import { randomUUID } from 'node:crypto';
import { GLASS_STANDS_MINUTES, glassUntil, instant, later, MINUTE } from '@holdspace/care';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClinic } from '../database.ts';
import type { Store } from '../store.ts';
import { type TestClinic, testClinic, testStore } from '../testing.ts';
import type { NewGlass } from './broken-glass.ts';

const AT = instant(Date.UTC(2026, 2, 2, 14));
const after = (minutes: number) => later(AT, minutes * MINUTE);
let store: Store;
let close: () => Promise<void>;
let clinic: TestClinic;
let other: TestClinic;
beforeAll(async () => {
  ({ store, close } = await testStore());
  [clinic, other] = [await testClinic(store), await testClinic(store)];
});
afterAll(() => close());

const nurse = () => clinic.practitioners.nurse.id;
const director = () => clinic.practitioners.medical_director.id;
const WORDS = 'Zebulon collapsed in the corridor';
async function broken(more: Partial<NewGlass> = {}): Promise<NewGlass> {
  const glass: NewGlass = {
    id: randomUUID(),
    patientId: clinic.patientId,
    practitionerId: nurse(),
    kind: 'emergency',
    words: WORDS,
    at: AT,
    until: glassUntil(AT),
    ...more,
  };
  expect(await store.brokenGlass.create(clinic.clinicId, glass)).toBe(true);
  return glass;
}
/** A patient of their own, so that no other test's glass stands for them. */
async function aPatient(): Promise<string> {
  const id = randomUUID();
  const patient = { id, name: 'Ines Invented', dateOfBirth: '1979-08-09', recordNumber: id.slice(0, 8) };
  await store.patients.create(clinic.clinicId, patient, AT);
  return id;
}
const stands = (patientId: string, minutes: number, who = nurse(), clinicId = clinic.clinicId) =>
  store.brokenGlass.stands(clinicId, who, patientId, after(minutes));
const review = (id: string, by = director(), verdict: 'justified' | 'not_justified' = 'justified', minutes = 30) =>
  store.brokenGlass.review(clinic.clinicId, id, by, { verdict, words: 'Looked at the chart' }, after(minutes));

describe('a broken glass', () => {
  test('stands from its beginning until exactly its end, for its person and its patient alone', async () => {
    const patientId = await aPatient();
    expect(await stands(patientId, 0)).toBe(false);
    await broken({ patientId });
    expect(await stands(patientId, 0)).toBe(true);
    expect(await stands(patientId, GLASS_STANDS_MINUTES - 1)).toBe(true);
    expect(await store.brokenGlass.stands(clinic.clinicId, nurse(), patientId, later(glassUntil(AT), -1))).toBe(true);
    expect(await stands(patientId, GLASS_STANDS_MINUTES)).toBe(false);
    expect(await stands(patientId, 5, clinic.practitioners.therapist.id)).toBe(false);
    expect(await stands(clinic.patientId, 5, clinic.practitioners.prescriber.id)).toBe(false);
  });

  test('stands in its own clinic alone, and is in sight of no other', async () => {
    const { id, patientId } = await broken();
    expect(await stands(patientId, 5, nurse(), other.clinicId)).toBe(false);
    expect(await store.brokenGlass.find(other.clinicId, id)).toBeNull();
    expect(await store.brokenGlass.waiting(other.clinicId)).toEqual([]);
    expect(await store.brokenGlass.list(other.clinicId, 'open', 100)).toEqual([]);
    const foreign = other.practitioners.medical_director.id;
    const taken = await store.brokenGlass.review(
      other.clinicId,
      id,
      foreign,
      { verdict: 'justified', words: 'Not ours to say' },
      after(5),
    );
    expect(taken).toBe(false);
    await store.brokenGlass.end(other.clinicId, id, nurse(), after(5));
    expect(await store.brokenGlass.find(clinic.clinicId, id)).not.toHaveProperty('endedAt');
  });

  test('names a patient and a person of its own clinic, or is not kept', async () => {
    await expect(broken({ patientId: other.patientId })).rejects.toMatchObject({ code: '23503' });
    await expect(broken({ practitionerId: other.practitioners.nurse.id })).rejects.toMatchObject({ code: '23503' });
  });

  test('sent twice is kept once, as it was first sent', async () => {
    const glass = await broken();
    expect(await store.brokenGlass.create(clinic.clinicId, { ...glass, words: 'Other words' })).toBe(false);
    expect(await store.brokenGlass.find(clinic.clinicId, glass.id)).toEqual(glass);
  });

  test('is ended by its own person, once, and not after it ran out', async () => {
    const patientId = await aPatient();
    const { id } = await broken({ patientId });
    await store.brokenGlass.end(clinic.clinicId, id, clinic.practitioners.therapist.id, after(5));
    expect(await stands(patientId, 6)).toBe(true);
    await store.brokenGlass.end(clinic.clinicId, id, nurse(), after(10));
    await store.brokenGlass.end(clinic.clinicId, id, nurse(), after(20));
    expect(await stands(patientId, 9)).toBe(true);
    expect(await stands(patientId, 10)).toBe(false);
    expect(await store.brokenGlass.find(clinic.clinicId, id)).toMatchObject({ endedAt: after(10), endedBy: nurse() });
    const late = await broken({ patientId });
    await store.brokenGlass.end(clinic.clinicId, late.id, nurse(), late.until);
    expect(await store.brokenGlass.find(clinic.clinicId, late.id)).toEqual(late);
  });

  test('is listed to its person while it stands', async () => {
    const practitionerId = clinic.practitioners.anesthesia.id;
    const { id } = await broken({ practitionerId });
    const open = (minutes: number) => store.brokenGlass.standingOf(clinic.clinicId, practitionerId, after(minutes));
    expect((await open(59)).map((one) => one.id)).toEqual([id]);
    expect(await open(60)).toEqual([]);
  });
});

describe('a review', () => {
  test('is taken once, from somebody else, and moves it from what waits to what was reviewed', async () => {
    const { id } = await broken();
    expect(await review(id, nurse())).toBe(false);
    const both = await Promise.all([review(id), review(id, clinic.practitioners.clinic_admin.id)]);
    expect(both.filter(Boolean)).toHaveLength(1);
    const ids = async (state: 'open' | 'reviewed') =>
      (await store.brokenGlass.list(clinic.clinicId, state, 100)).map((one) => one.id);
    expect(await ids('open')).not.toContain(id);
    expect(await ids('reviewed')).toContain(id);
    expect((await store.brokenGlass.waiting(clinic.clinicId)).map((one) => one.id)).not.toContain(id);
    expect(await store.brokenGlass.find(clinic.clinicId, id)).toMatchObject({
      verdict: 'justified',
      reviewWords: 'Looked at the chart',
      reviewedAt: after(30),
    });
  });

  test('that it was not justified closes what stands; that it was leaves it', async () => {
    const patientId = await aPatient();
    const first = await broken({ patientId });
    await review(first.id, director(), 'justified', 10);
    expect(await stands(patientId, 20)).toBe(true);
    await store.brokenGlass.end(clinic.clinicId, first.id, nurse(), after(20));
    const second = await broken({ patientId });
    await review(second.id, director(), 'not_justified', 30);
    expect(await stands(patientId, 30)).toBe(false);
    expect(await store.brokenGlass.find(clinic.clinicId, second.id)).toMatchObject({
      endedAt: after(30),
      endedBy: director(),
    });
    const over = await broken();
    await review(over.id, director(), 'not_justified', 90);
    expect(await store.brokenGlass.find(clinic.clinicId, over.id)).not.toHaveProperty('endedAt');
  });
});

describe('what is kept', () => {
  test('has no words in the clear, and is sealed anew when keys are replaced', async () => {
    const { id } = await broken();
    await review(id);
    const lying = () =>
      withClinic(store.db, clinic.clinicId, (transaction) =>
        sql<{ row: string }>`select b::text as row from holdspace.break_glass b where break_glass_id = ${id}`.execute(
          transaction,
        ),
      ).then(({ rows }) => rows[0]?.row ?? '');
    const before = await lying();
    expect(before).not.toContain('Zebulon');
    expect(before).not.toContain('Looked at');
    await store.keys.rotate();
    expect(await lying()).not.toBe(before);
    expect(await store.brokenGlass.find(clinic.clinicId, id)).toMatchObject({
      words: WORDS,
      reviewWords: 'Looked at the chart',
    });
  });

  test.each([
    ['who', sql`update holdspace.break_glass set practitioner_id = gen_random_uuid()`],
    ['how long', sql`update holdspace.break_glass set until = until + interval '1 day'`],
    ['that it was', sql`delete from holdspace.break_glass`],
  ])('is not changed by the application: %s', async (_, statement) => {
    await broken();
    const changing = withClinic(store.db, clinic.clinicId, (transaction) => statement.execute(transaction));
    await expect(changing).rejects.toMatchObject({ code: '42501' });
  });

  test('is not reviewed by its own person, whatever statement is sent', async () => {
    const { id } = await broken();
    const own = withClinic(store.db, clinic.clinicId, (transaction) =>
      sql`update holdspace.break_glass set reviewed_at = now(), reviewed_by = practitioner_id, verdict = 'justified',
                 review_sealed = sealed where clinic_id = ${clinic.clinicId} and break_glass_id = ${id}`.execute(
        transaction,
      ),
    );
    await expect(own).rejects.toMatchObject({ code: '23514' });
  });
});

test('that something changed is heard by every server', async () => {
  const heard = new Promise<string>((resolve) => {
    store.listen({
      onSession: () => undefined,
      onRevocation: () => undefined,
      onReconnected: () => undefined,
      onTask: () => undefined,
      onBrokenGlass: ({ clinicId, id }) => resolve(`${clinicId} ${id}`),
    });
  });
  // The listener needs a moment to be connected.
  let told = '';
  while (told === '') {
    await store.brokenGlass.announce({ clinicId: clinic.clinicId, id: 'one' });
    told = await Promise.race([heard, new Promise<string>((resolve) => setTimeout(resolve, 50, ''))]);
  }
  expect(told).toBe(`${clinic.clinicId} one`);
});
