import { randomUUID } from 'node:crypto';
import { fold, type SessionEvent } from '@holdspace/care';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../store.ts';
import { TEST_ROOT_KEYS, type TestClinic, testClinic, testStore } from '../testing.ts';
import { SessionWriter } from './session-maker.ts';

let opened: Awaited<ReturnType<typeof testStore>>;
let store: Store;
let clinic: TestClinic;
beforeAll(async () => {
  opened = await testStore();
  store = opened.store;
  clinic = await testClinic(store);
});
afterAll(() => opened.close());

const logOf = (writer: SessionWriter) => store.sessions.events(clinic.clinicId, writer.sessionId);
const eventsOf = async (writer: SessionWriter) =>
  (await logOf(writer)).map(({ hash, previousHash, ...event }) => event as SessionEvent);

describe('an appended event', () => {
  test('is read back as it was decided, and the fold of what is stored equals the live state', async () => {
    const writer = await SessionWriter.begun(store, clinic);
    for (let heartRate = 60; heartRate < 90; heartRate += 1) await writer.append(writer.reading(heartRate));
    expect(fold(await eventsOf(writer))).toEqual(writer.state);
    expect(await store.sessions.head(clinic.clinicId, writer.sessionId)).toMatchObject({
      seq: 32,
      hash: writer.hash,
      summary: { status: 'open' },
    });
  });

  test('sent twice is stored once, and its first answer can be read again', async () => {
    const writer = await SessionWriter.begun(store, clinic);
    const command = writer.reading();
    await writer.append(command);
    expect(await writer.append(command)).toEqual({ stored: false, because: 'repeated' });
    const found = await store.sessions.commandEvents(clinic.clinicId, command.id);
    expect(found?.events).toHaveLength(1);
    expect(await logOf(writer)).toHaveLength(3);
  });

  test('that follows on an older state is stale, and says where the log stands', async () => {
    const writer = await SessionWriter.begun(store, clinic);
    const other = new SessionWriter(store, clinic, writer.sessionId);
    await other.catchUp();
    await writer.append(writer.reading());
    expect(await other.append(other.reading())).toEqual({ stored: false, because: 'stale', seq: 3 });
  });

  test('to a session that is not there is stale at nowhere', async () => {
    const writer = await SessionWriter.begun(store, clinic);
    const lost = new SessionWriter(store, clinic, randomUUID());
    lost.state = writer.state;
    lost.hash = writer.hash;
    expect(await lost.append(lost.reading())).toEqual({ stored: false, because: 'stale', seq: null });
  });
});

test('two servers that write one session at once never fork its chain', async () => {
  const writer = await SessionWriter.begun(store, clinic);
  const secondStore = openStore({ databaseUrl: opened.databaseUrl, rootKeys: TEST_ROOT_KEYS });
  const writers = [writer, new SessionWriter(secondStore, clinic, writer.sessionId)];
  const stored = await Promise.all(
    writers.map(async (one) => {
      for (let count = 0; count < 40; ) {
        await one.catchUp();
        if ((await one.append(one.reading())).stored) count += 1;
      }
      return 40;
    }),
  );
  await secondStore.close();
  expect(stored).toEqual([40, 40]);
  expect((await logOf(writer)).map((event) => event.seq)).toEqual(Array.from({ length: 82 }, (_, index) => index + 1));
  expect(await store.verify([clinic.clinicId])).not.toHaveProperty('broken');
});

test('whoever waits is taken along, however appends come: no train leaves empty, and none is waited for in vain', async () => {
  const writers = await Promise.all(Array.from({ length: 24 }, () => SessionWriter.begun(store, clinic)));
  const trains: number[] = [];
  const stop = store.observeTrains((appends) => trains.push(appends));
  const answers = await Promise.all(
    writers.map(async (writer, index) => {
      const own = [];
      for (let turn = 0; turn < 6; turn += 1) {
        // Now together, now apart, so that a second train sometimes finds nobody left.
        for (let pause = 0; pause < (index * turn) % 5; pause += 1) await new Promise(setImmediate);
        own.push((await writer.append(writer.reading(60 + turn))).stored);
      }
      return own;
    }),
  );
  stop();
  expect(answers.flat()).toEqual(Array.from({ length: 24 * 6 }, () => true));
  expect(trains.reduce((sum, one) => sum + one, 0)).toBe(24 * 6);
  expect(Math.min(...trains)).toBeGreaterThan(0);
});

test('one stale append leaves the others of its train be', async () => {
  const writers = await Promise.all(Array.from({ length: 12 }, () => SessionWriter.begun(store, clinic)));
  const victim = writers[5] as SessionWriter;
  const rival = new SessionWriter(store, clinic, victim.sessionId);
  await rival.catchUp();
  await rival.append(rival.reading());
  const answers = await Promise.all(writers.map((writer) => writer.append(writer.reading())));
  expect(answers.map((answer) => answer.stored)).toEqual(writers.map((writer) => writer !== victim));
});

describe('a clinic', () => {
  test('does not see the sessions, patients or people of another, even by their ids', async () => {
    const writer = await SessionWriter.begun(store, clinic);
    const other = await testClinic(store);
    expect(await store.sessions.head(other.clinicId, writer.sessionId)).toBeNull();
    expect(await store.sessions.events(other.clinicId, writer.sessionId)).toEqual([]);
    expect(await store.patients.find(other.clinicId, clinic.patientId)).toBeNull();
    expect((await store.patients.list(other.clinicId)).map((patient) => patient.id)).toEqual([other.patientId]);
  });

  test('cannot append to the session of another', async () => {
    const writer = await SessionWriter.begun(store, clinic);
    const other = await testClinic(store);
    const answer = await store.sessions.append({ ...writer.requestFor(writer.reading()), clinicId: other.clinicId });
    expect(answer).toEqual({ stored: false, because: 'stale', seq: null });
  });

  test('is needed to see any row at all, and no statement of the application changes a stored event', async () => {
    await SessionWriter.begun(store, clinic);
    const { rows } = await store.pool.query('select * from holdspace.session_event');
    expect(rows).toEqual([]);
    await expect(store.pool.query('delete from holdspace.session_event')).rejects.toThrow('permission denied');
    await expect(store.pool.query('update holdspace.session_event set seq = 1')).rejects.toThrow('permission denied');
    await expect(store.pool.query('alter table holdspace.session_event disable row level security')).rejects.toThrow(
      'must be owner',
    );
  });
});

describe('verify', () => {
  const asSuperuser = async (statement: string, values: unknown[]) => {
    const client = new pg.Client({ connectionString: opened.databaseUrl });
    await client.connect();
    await client.query(statement, values).finally(() => client.end());
  };
  const cases = [
    [
      'changed',
      "update holdspace.session_event set event = jsonb_set(event, '{vitalSigns,heartRate,value}', '71') where session_id = $1 and seq = 4",
      4,
    ],
    ['removed', 'delete from holdspace.session_event where session_id = $1 and seq = 4', 4],
    ['cut off at the end', 'delete from holdspace.session_event where session_id = $1 and seq > 4', 5],
    [
      'dated otherwise',
      "update holdspace.session_event set clinical_at = clinical_at - interval '1 hour' where session_id = $1 and seq = 4",
      4,
    ],
  ] as const;
  test.each(cases)('finds an entry that was %s, and names it', async (_how, statement, seq) => {
    const other = await testClinic(store);
    const writer = await SessionWriter.begun(store, other);
    for (let count = 0; count < 4; count += 1) await writer.append(writer.reading());
    expect(await store.verify([other.clinicId])).toMatchObject({ sessions: 1, events: 6 });
    await asSuperuser(statement, [writer.sessionId]);
    expect(await store.verify([other.clinicId])).toMatchObject({ broken: { sessionId: writer.sessionId, seq } });
  });
});

test('an append on one server is heard on another', async () => {
  const writer = await SessionWriter.begun(store, clinic);
  const secondStore = openStore({ databaseUrl: opened.databaseUrl, rootKeys: TEST_ROOT_KEYS });
  const heard = new Promise<number>((resolve) => {
    secondStore.listen({
      onSession: (notice) => notice.sessionId === writer.sessionId && resolve(notice.seq),
      onRevocation: () => undefined,
      onBrokenGlass: () => undefined,
      onTask: () => undefined,
      onReconnected: () => undefined,
    });
  });
  // The listener needs a moment to be connected; a notice before that is what the readers' own looking is for.
  let reached = 0;
  while (reached === 0) {
    await writer.append(writer.reading());
    reached = await Promise.race([heard, new Promise<number>((resolve) => setTimeout(resolve, 50, 0))]);
  }
  expect(reached).toBeGreaterThan(1);
  await secondStore.close();
});

test('what PostgreSQL cannot keep fails alone, and the appends that travelled with it are stored', async () => {
  const writers = await Promise.all([1, 2, 3, 4].map(() => SessionWriter.begun(store, clinic)));
  const answers = await Promise.allSettled(
    writers.map((writer, index) =>
      writer.append({ ...writer.reading(), device: index === 2 ? 'a device named \u0000' : 'a device' }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  const heads = await Promise.all(writers.map(({ sessionId }) => store.sessions.head(clinic.clinicId, sessionId)));
  expect(heads.map((head) => head?.seq)).toEqual([3, 3, 2, 3]);
});
