import { randomUUID } from 'node:crypto';
import { HOUR, type Instant, instant, later } from '@holdspace/care';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClinic } from '../database.ts';
import { type TestClinic, testClinic, testStore } from '../testing.ts';

const AT: Instant = instant(Date.UTC(2026, 2, 2, 14));
let tested: Awaited<ReturnType<typeof testStore>>;
let clinic: TestClinic;
beforeAll(async () => {
  tested = await testStore();
  clinic = await testClinic(tested.store, 'counts.test');
});
afterAll(() => tested?.close());

const open = (item: object, clinicId = clinic.clinicId) =>
  withClinic(tested.store.db, clinicId, async (transaction) => {
    const { rows } = await sql<{ is_new: boolean }>`
      select holdspace.open_discrepancy(${clinicId}, ${JSON.stringify(item)}::jsonb) as is_new`.execute(transaction);
    return rows[0]?.is_new;
  });
const found = (id: string, clinicId = clinic.clinicId) =>
  withClinic(tested.store.db, clinicId, (transaction) =>
    transaction
      .selectFrom('holdspace.discrepancy')
      .selectAll()
      .where('clinic_id', '=', clinicId)
      .where('discrepancy_id', '=', id)
      .executeTakeFirst(),
  );
const item = (more: object = {}) => ({
  id: randomUUID(),
  cause: 'dose_without_container',
  at: AT,
  session: randomUUID(),
  container: null,
  amountUg: 35_000,
  what: 'A dose of 35 mg was given from no container.',
  openedBy: clinic.practitioners.nurse.id,
  ...more,
});

describe('opening a discrepancy', () => {
  test('gives it a medical director for an owner, and a day', async () => {
    const given = item();
    expect(await open(given)).toBe(true);
    expect(await found(given.id)).toMatchObject({
      cause: 'dose_without_container',
      state: 'open',
      owner_id: clinic.practitioners.medical_director.id,
      session_id: given.session,
      container_id: null,
      at: AT,
      opened_at: AT,
      due_at: later(AT, 24 * HOUR),
    });
  });

  test('twice under one id opens one, and changes nothing', async () => {
    const given = item();
    expect(await open(given)).toBe(true);
    expect(await open({ ...given, what: 'Something else', amountUg: 1 })).toBe(false);
    expect((await found(given.id))?.what).toBe(given.what);
  });

  test('takes what is not known yet: no session, no container, no amount, an unheard-of cause', async () => {
    const given = item({ session: null, amountUg: null, cause: 'something_new' });
    expect(await open(given)).toBe(true);
    expect(await found(given.id)).toMatchObject({ session_id: null, amount_ug: null, cause: 'something_new' });
  });

  test('is seen by its own clinic alone', async () => {
    const other = await testClinic(tested.store, 'other-counts.test');
    const given = item({ openedBy: null });
    await open(given, other.clinicId);
    expect(await found(given.id)).toBeUndefined();
  });
});
