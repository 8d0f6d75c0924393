/** For tests of every package: a database of one's own on the run's real PostgreSQL, and a clinic in it. */
import { randomUUID } from 'node:crypto';
import { CREDENTIALED_ROLES, type Instant, instant, ROLES, type Role, SHIPPED_DOCUMENTS } from '@holdspace/care';
import pg from 'pg';
import { type HeldRootKey, heldRootKeys } from './encryption/held-root-keys.ts';
import { openStore, type Store } from './store.ts';
import { databaseOn, TEMPLATE_DATABASE, TEST_ENGINE } from './testing-setup.ts';

export { TEST_VIAL, type TestStock, testMovement, testReceipt, testStock } from './inventory/testing-stock.ts';

/** The same for every test, so that two stores on one database read each other's rows. */
export const TEST_ROOT_KEY: HeldRootKey = { id: 'root-of-tests', bytes: Buffer.alloc(32, 'tests') };
export const TEST_ROOT_KEYS = heldRootKeys(() => [TEST_ROOT_KEY]);

export interface TestDatabase {
  /** A superuser's address. */
  readonly databaseUrl: string;
  drop(): Promise<void>;
}

/** A fresh migrated database. Needs the global set-up of testing-setup.ts. */
export async function testDatabase(): Promise<TestDatabase> {
  const engine = process.env[TEST_ENGINE];
  if (!engine) throw new Error('no test engine: run under the vitest project whose globalSetup is testing-setup.ts');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const administer = async (statement: string) => {
    const client = new pg.Client({ connectionString: databaseOn(engine, 'postgres') });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await administer(`create database ${name} template ${TEMPLATE_DATABASE}`);
  return {
    databaseUrl: databaseOn(engine, name),
    drop: () => administer(`drop database if exists ${name} with (force)`),
  };
}

export interface TestClinic {
  readonly clinicId: string;
  readonly slug: string;
  readonly patientId: string;
  /** One practitioner of each role; nobody of them can sign in. */
  readonly practitioners: Readonly<Record<Role, { readonly id: string; readonly name: string }>>;
}

const OPENED: Instant = instant(Date.UTC(2026, 0, 5));

/** Signs every installed version as it stands, in force at once: for tests that are about something else. */
export async function signShipped(
  store: Store,
  clinicId: string,
  signedBy: { readonly id: string; readonly name: string },
  at: Instant,
): Promise<void> {
  for (const { protocolId, version, documentHash } of await store.signOffs.versions(clinicId))
    await store.signOffs.add(clinicId, {
      id: randomUUID(),
      protocolId,
      version,
      kind: 'approved',
      signedBy: { id: signedBy.id, name: signedBy.name },
      signedAt: at,
      documentHash,
      statement: 'Approved.',
      takesEffectAt: at,
    });
}

/** A clinic with the shipped protocols signed, one practitioner of each role and one patient. */
export async function testClinic(
  store: Store,
  slug = `clinic-${randomUUID().slice(0, 8)}.test`,
  nameOf = (role: Role) => `The ${role}`,
): Promise<TestClinic> {
  const clinicId = randomUUID();
  await store.clinics.create(
    { id: clinicId, slug, name: `Clinic ${slug}`, zone: 'America/New_York', isDemo: false },
    OPENED,
  );
  for (const document of SHIPPED_DOCUMENTS)
    await store.protocols.install(clinicId, {
      id: document.id,
      version: document.version,
      document,
      installedAt: OPENED,
    });
  const practitioners: Record<string, { id: string; name: string }> = {};
  for (const role of ROLES) {
    const email = `${role}@${slug}`;
    const { rows } = await store.pool.query<{ id: string }>(
      'insert into auth."user" (name, email, "emailVerified") values ($1, $2, true) returning id',
      [role, email],
    );
    const person = { id: randomUUID(), userId: rows[0]?.id ?? '', name: nameOf(role), email, roles: [role] };
    await store.practitioners.create(clinicId, person);
    practitioners[role] = { id: person.id, name: person.name };
    if (CREDENTIALED_ROLES.includes(role))
      await store.credentials.add(
        clinicId,
        person.id,
        randomUUID(),
        { kind: role === 'guide' ? 'Guide training' : 'Licence', validFrom: '2020-01-01', expiresOn: '2099-12-31' },
        { by: person.id, at: OPENED },
      );
  }
  await signShipped(store, clinicId, practitioners.medical_director ?? { id: '', name: '' }, OPENED);
  const patient = { id: randomUUID(), name: 'Ida Example', dateOfBirth: '1980-05-04', recordNumber: 'T-1' };
  await store.patients.create(clinicId, patient, OPENED);
  return { clinicId, slug, patientId: patient.id, practitioners: practitioners as TestClinic['practitioners'] };
}

/** A store on a database of its own. */
export async function testStore(): Promise<{
  readonly store: Store;
  readonly databaseUrl: string;
  close(): Promise<void>;
}> {
  const database = await testDatabase();
  const store = openStore({ databaseUrl: database.databaseUrl, rootKeys: TEST_ROOT_KEYS });
  return {
    store,
    databaseUrl: database.databaseUrl,
    async close() {
      await store.close();
      await database.drop();
    },
  };
}
