/** People at the command line: added, invited and ended where no screen is to be had. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store } from '@holdspace/store';
import { TEST_ROOT_KEYS, type TestClinic, testClinic, testDatabase } from '@holdspace/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const HOLDSPACE = join(import.meta.dirname, '..', 'bin', 'holdspace.mjs');
let folder: string;
let database: Awaited<ReturnType<typeof testDatabase>>;
let store: Store;
let clinic: TestClinic;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdspace-cli-'));
  database = await testDatabase();
  store = openStore({ databaseUrl: database.databaseUrl, rootKeys: TEST_ROOT_KEYS });
  clinic = await testClinic(store);
});
afterAll(async () => {
  await store.close();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});
const holdspace = (...args: string[]) =>
  spawnSync(process.execPath, [HOLDSPACE, ...args], {
    env: { ...process.env, DATABASE_URL: database.databaseUrl, HOLDSPACE_DATA: folder },
    encoding: 'utf8',
  });
const made = (...args: string[]) => {
  const answer = holdspace(...args, '--json');
  expect(answer.status, answer.stderr).toBe(0);
  return JSON.parse(answer.stdout);
};
const here = async () => (await store.people.list(clinic.clinicId)).filter(({ endedAt }) => !endedAt);

describe('people', () => {
  test('are added with a password shown once, given a token, and ended', async () => {
    const added = made(
      'people',
      'add',
      '--name',
      'Ada Added',
      '--email',
      'Ada@x.test',
      '--role',
      'nurse',
      '--role',
      'guide',
    );
    expect(added).toMatchObject({
      email: 'ada@x.test',
      roles: ['nurse', 'guide'],
      password: expect.stringMatching(/.{15,}/),
    });
    expect(await here()).toContainEqual(expect.objectContaining({ id: added.personId, roles: ['nurse', 'guide'] }));
    const again = holdspace('people', 'add', '--name', 'Ada', '--email', 'ada@x.test', '--role', 'clinic_admin');
    expect(again.status).toBe(1);

    const token = made('token', '--user', 'ada@x.test', '--scope', 'see-schedule', 'see-people', '--days', '3');
    expect(token).toMatchObject({ token: expect.stringMatching(/^hs_/), scopes: ['see-schedule', 'see-people'] });
    expect(await store.tokens.ofPractitioner(clinic.clinicId, added.personId)).toMatchObject([
      { scopes: ['see-schedule', 'see-people'] },
    ]);

    made('people', 'end', '--email', 'ada@x.test', '--because', 'Moved away');
    expect((await here()).map(({ id }) => id)).not.toContain(added.personId);
    expect((await store.tokens.ofPractitioner(clinic.clinicId, added.personId))[0]).toHaveProperty('revokedAt');
    expect(await store.people.history(clinic.clinicId, added.personId)).toMatchObject([
      { kind: 'ended', because: 'Moved away' },
      { kind: 'joined', after: ['nurse', 'guide'] },
    ]);
  });

  test('are invited by a link that is printed once', async () => {
    const { path } = made(
      'people',
      'invite',
      '--name',
      'Ines Invited',
      '--email',
      'ines@x.test',
      '--role',
      'therapist',
    );
    expect(path).toMatch(/^\/join#hsi_[\w-]{43}$/);
  });

  test('who are the last administrator can be ended here, whoever objects on the screen', async () => {
    made('people', 'end', '--email', `clinic_admin@${clinic.slug}`, '--because', 'Locked us out');
    expect((await here()).some(({ roles }) => roles.includes('clinic_admin'))).toBe(false);
  });
});
