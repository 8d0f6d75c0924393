import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { instant, quantity } from '@holdspace/care';
import type { Store } from '@holdspace/store';
import { type TestClinic, testClinic, testStore } from '@holdspace/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openEngine } from '../engine.ts';
import { createOutcomes, type Outcomes } from '../outcomes.ts';
import { TABLE_NAMES, type TableName } from '../tables.ts';
import { type KeptSession, keepSession, strikeOut } from '../testing-sessions.ts';

let opened: Awaited<ReturnType<typeof testStore>>;
let store: Store;
let folder: string;
let outcomes: Outcomes;
beforeAll(async () => {
  opened = await testStore();
  store = opened.store;
  folder = mkdtempSync(join(tmpdir(), 'holdspace-outcomes-'));
  outcomes = createOutcomes({ store, folder });
});
afterAll(async () => {
  await outcomes.close();
  await opened.close();
  rmSync(folder, { recursive: true, force: true });
});
const NOW = instant(Date.UTC(2026, 2, 3, 6));
/**
 * Transactions are numbered over the whole server, on which other tests write: while one of theirs is older than ours, a refresh
 * rightly reads ours once more. Here it is waited for, so that what is new is what this test wrote.
 */
async function nothingOlderIsUnderWay(): Promise<void> {
  const own = (await store.pool.query<{ id: string }>('select pg_current_xact_id()::text as id')).rows[0]?.id ?? '0';
  const oldest = async () =>
    (await store.pool.query<{ id: string }>('select pg_snapshot_xmin(pg_current_snapshot())::text as id')).rows[0]?.id;
  await expect.poll(async () => BigInt((await oldest()) ?? '0') > BigInt(own), { interval: 20 }).toBe(true);
}
const refreshed = async (clinic: TestClinic, now = NOW) => {
  await nothingOlderIsUnderWay();
  const answer = await outcomes.refresh(clinic.clinicId, now);
  if (!answer) throw new Error('somebody else refreshes');
  return answer;
};
const ask = async <Row>(clinic: TestClinic, question: string) => {
  const rows = await outcomes.read(clinic.clinicId, (copy) => copy.rows<Row>(question));
  if (!rows) throw new Error('no copy');
  return rows;
};
const counts = async (clinic: TestClinic) =>
  Object.fromEntries(
    await Promise.all(
      TABLE_NAMES.map(async (name) => {
        const [row] = await ask<{ n: number }>(clinic, `select count(*)::INTEGER as n from ${name}`);
        return [name, row?.n] as const;
      }),
    ),
  ) as Record<TableName, number>;
const wholeSessionOf = (clinic: TestClinic, more: object = {}) =>
  keepSession(store, { clinicId: clinic.clinicId, patientId: clinic.patientId, ...more });
const addPatient = async (clinic: TestClinic, dateOfBirth: string, recordNumber: string) => {
  const patient = { id: randomUUID(), name: 'Otto Example', dateOfBirth, recordNumber };
  await store.patients.create(clinic.clinicId, patient, NOW);
  return patient.id;
};
const addScore = (clinic: TestClinic, session: KeptSession, moment: string, value: number) =>
  store.pool
    .query(
      `with clinic as (select set_config('holdspace.clinic', $1, true)),
            response as (
         insert into holdspace.measure_response (clinic_id, response_id, patient_id, course_id, session_id, instrument,
           instrument_version, moment, answered_at, recorded_at)
         select $1::uuid, $2, $3, $4, $5, 'phq-9', '1', $6, $7, $7 from clinic returning *)
       insert into holdspace.measure_score (clinic_id, response_id, patient_id, course_id, session_id, instrument, scale,
         value, answered_at, moment)
       select $1::uuid, $2, $3, $4, $5, 'phq-9', 'total', $8, $7, $6 from clinic`,
      [clinic.clinicId, randomUUID(), session.patientId, session.courseId, session.sessionId, moment, NOW, value],
    )
    .then(() => undefined);

describe('a first copy', () => {
  test('holds what the logs come to, by pseudonym, without a name or a word that somebody wrote', async () => {
    const clinic = await testClinic(store);
    const session = await wholeSessionOf(clinic);
    const answer = await refreshed(clinic);
    expect(answer).toMatchObject({ generation: 1, whole: true });
    expect(await ask(clinic, 'select * exclude (session_id, patient_id, course_id) from session')).toMatchObject([
      {
        protocol_id: 'infusion-iv',
        way: 'medical',
        route: 'intravenous',
        status: 'discharged',
        dose_ug: 40_000,
        weight_kg: 80,
        dose_mg_per_kg: 0.5,
        systolic_baseline: 122,
        systolic_peak: 148,
        guide_present: true,
      },
    ]);
    expect(await ask(clinic, 'select kind, lasted, amount_ug from administration')).toEqual([
      { kind: 'infusion', lasted: 40, amount_ug: 40_000 },
    ]);
    expect(await ask(clinic, 'select birth_year, over_89 from patient')).toEqual([
      { birth_year: 1980, over_89: false },
    ]);
    const kept = JSON.stringify(
      await Promise.all(TABLE_NAMES.map((name) => ask(clinic, `select columns(*)::VARCHAR from ${name}`))),
    );
    for (const secret of ['Ida', 'Example', '1980-05-04', clinic.patientId, session.sessionId, session.courseId])
      expect(kept).not.toContain(secret);
  });

  test('lies in a folder of the clinic’s own that nobody else on the machine may read', async () => {
    const clinic = await testClinic(store);
    await wholeSessionOf(clinic);
    await refreshed(clinic);
    const place = outcomes.folderOf(clinic.clinicId);
    expect(statSync(place).mode & 0o077).toBe(0);
    for (const name of readdirSync(place)) expect(statSync(join(place, name)).mode & 0o077, name).toBe(0);
  });

  test('of a clinic in which nothing has happened can be asked too', async () => {
    const clinic = await testClinic(store);
    await refreshed(clinic);
    expect(await counts(clinic)).toMatchObject({ patient: 1, session: 0, vital: 0, score: 0 });
  });
});

describe('clinics', () => {
  test('never see each other’s rows, and an engine cannot reach another’s folder', async () => {
    const [one, other] = [await testClinic(store), await testClinic(store)];
    await wholeSessionOf(one);
    await wholeSessionOf(one);
    await wholeSessionOf(other);
    await refreshed(one);
    await refreshed(other);
    expect((await counts(one)).session).toBe(2);
    expect((await counts(other)).session).toBe(1);
    const theirs = join(outcomes.folderOf(other.clinicId), '*.parquet');
    await expect(ask(one, `select * from read_parquet('${theirs}', union_by_name = true)`)).rejects.toThrow(
      'disabled by configuration',
    );
  });

  test('have other pseudonyms for what is the same', async () => {
    const [one, other] = [await testClinic(store), await testClinic(store)];
    const id = randomUUID();
    const [here, there] = [await store.feed.pseudonyms(one.clinicId), await store.feed.pseudonyms(other.clinicId)];
    expect(here(id)).toBe(here(id));
    expect(here(id)).not.toBe(there(id));
  });
});

describe('a refresh', () => {
  test('reads what was stored since, and leaves every other month’s file alone', async () => {
    const clinic = await testClinic(store);
    await wholeSessionOf(clinic, { at: instant(Date.UTC(2026, 0, 10, 15)) });
    await wholeSessionOf(clinic, { at: instant(Date.UTC(2026, 1, 10, 15)) });
    await refreshed(clinic);
    const place = outcomes.folderOf(clinic.clinicId);
    const before = readdirSync(place).filter((name) => name.startsWith('session.'));
    // Of somebody else: of one patient, the session before would say when the next dose came.
    const patientId = await addPatient(clinic, '1980-05-04', 'T-9');
    await wholeSessionOf(clinic, { at: instant(Date.UTC(2026, 2, 1, 15)), patientId });
    const answer = await refreshed(clinic);
    expect(answer.whole).toBe(false);
    expect(answer.rows).toMatchObject({ session: 1, course: 1, patient: 1 });
    const after = readdirSync(place).filter((name) => name.startsWith('session.'));
    expect(after).toEqual([...before, 'session.2026-03.2.parquet']);
    expect((await counts(clinic)).session).toBe(3);
  });

  test('with nothing new writes no file of rows', async () => {
    const clinic = await testClinic(store);
    await wholeSessionOf(clinic);
    await refreshed(clinic);
    expect(await refreshed(clinic)).toMatchObject({ filesWritten: 0, whole: false });
  });

  test('takes out what was struck, in the old month that it belongs to', async () => {
    const clinic = await testClinic(store);
    const session = await wholeSessionOf(clinic, { at: instant(Date.UTC(2026, 0, 10, 15)) });
    await wholeSessionOf(clinic, { at: instant(Date.UTC(2026, 0, 11, 15)) });
    await refreshed(clinic);
    const before = await counts(clinic);
    const peak = session.events.find(
      (event) => event.type === 'VitalSignsRecorded' && event.vitalSigns.bloodPressure?.systolic.value === 148,
    );
    await strikeOut(store, clinic.clinicId, session, peak?.seq ?? 0);
    expect((await refreshed(clinic)).rows).toMatchObject({ session: 1 });
    expect((await counts(clinic)).vital).toBe(before.vital - 6);
    expect((await counts(clinic)).session).toBe(2);
    expect(await ask(clinic, 'select systolic_peak from session order by 1')).toEqual([
      { systolic_peak: 139 },
      { systolic_peak: 148 },
    ]);
  });

  test('misses nothing of a transaction that was begun before it and committed after it', async () => {
    const clinic = await testClinic(store);
    await refreshed(clinic);
    const late = await store.pool.connect();
    const courseId = randomUUID();
    await late.query('begin');
    await late.query("select set_config('holdspace.clinic', $1, true)", [clinic.clinicId]);
    await late.query(
      `insert into holdspace.course (clinic_id, course_id, patient_id, protocol_id, protocol_version, started_on)
       values ($1, $2, $3, 'infusion-iv', '1.0.0', '2026-03-02')`,
      [clinic.clinicId, courseId, clinic.patientId],
    );
    // Others commit after it was begun, and a refresh sees them.
    await wholeSessionOf(clinic);
    expect(await outcomes.refresh(clinic.clinicId, NOW)).not.toBeNull();
    expect((await counts(clinic)).course).toBe(1);
    await late.query('commit');
    late.release();
    await refreshed(clinic);
    expect((await counts(clinic)).course).toBe(2);
    expect((await counts(clinic)).session).toBe(1);
  });

  test('takes scores with the protocol of their course', async () => {
    const clinic = await testClinic(store);
    const session = await wholeSessionOf(clinic, { protocolId: 'kap-im' });
    await refreshed(clinic);
    await addScore(clinic, session, 'baseline', 18);
    await addScore(clinic, session, 'day_7', 7);
    expect((await refreshed(clinic)).rows).toMatchObject({ score: 2, session: 0 });
    expect(await ask(clinic, 'select protocol_id, instrument, scale, moment, value from score order by value')).toEqual(
      [
        { protocol_id: 'kap-im', instrument: 'phq-9', scale: 'total', moment: 'day_7', value: 7 },
        { protocol_id: 'kap-im', instrument: 'phq-9', scale: 'total', moment: 'baseline', value: 18 },
      ],
    );
  });

  test('says of visits what was said last', async () => {
    const clinic = await testClinic(store);
    const { courseId } = await wholeSessionOf(clinic);
    const visitId = randomUUID();
    await store.visits.create(clinic.clinicId, {
      id: visitId,
      courseId,
      kind: 'integration',
      scheduledFor: NOW,
      room: '',
    });
    const say = (outcome: 'held' | 'missed', minute: number) =>
      store.integration.checkIns.sayOutcome(clinic.clinicId, {
        id: randomUUID(),
        visitId,
        courseId,
        outcome,
        saidAt: instant(Date.UTC(2026, 2, 3, 7, minute)),
        saidBy: clinic.practitioners.therapist.id,
      });
    await say('missed', 0);
    await refreshed(clinic);
    expect(await ask(clinic, 'select kind, outcome from visit')).toEqual([{ kind: 'integration', outcome: 'missed' }]);
    await say('held', 1);
    await refreshed(clinic);
    expect(await ask(clinic, 'select kind, outcome from visit')).toEqual([{ kind: 'integration', outcome: 'held' }]);
  });

  test('tells ages over 89 together, and at the turn of a year counts who turns 90 among them', async () => {
    const clinic = await testClinic(store);
    await addPatient(clinic, '1935-12-31', 'T-2');
    await addPatient(clinic, '1937-01-01', 'T-3');
    await refreshed(clinic);
    const ages = () => ask(clinic, 'select birth_year, over_89 from patient order by birth_year nulls first');
    expect(await ages()).toEqual([
      { birth_year: null, over_89: true },
      { birth_year: 1937, over_89: false },
      { birth_year: 1980, over_89: false },
    ]);
    await refreshed(clinic, instant(Date.UTC(2027, 0, 1)));
    expect(await ages()).toEqual([
      { birth_year: null, over_89: true },
      { birth_year: null, over_89: true },
      { birth_year: 1980, over_89: false },
    ]);
  });

  test('into a folder that was emptied is what is asked from then on, though its generations count from one again', async () => {
    const clinic = await testClinic(store);
    await wholeSessionOf(clinic, { at: instant(Date.UTC(2026, 0, 10, 15)) });
    await refreshed(clinic);
    expect((await counts(clinic)).session).toBe(1);
    rmSync(outcomes.folderOf(clinic.clinicId), { recursive: true });
    await wholeSessionOf(clinic, { at: instant(Date.UTC(2026, 0, 11, 15)) });
    await wholeSessionOf(clinic, { at: instant(Date.UTC(2026, 1, 10, 15)) });
    expect(await refreshed(clinic)).toMatchObject({ generation: 1, whole: true });
    expect((await counts(clinic)).session).toBe(3);
  });

  test('leaves alone what somebody who lives keeps beside the copy, and removes what was left by who died', async () => {
    const clinic = await testClinic(store);
    await refreshed(clinic);
    const place = outcomes.folderOf(clinic.clinicId);
    const asking = await openEngine({ folders: [place] });
    const [setting] = await asking.rows<{ at: string }>("select current_setting('temp_directory') as at");
    const { pid: dead } = spawnSync(process.execPath, ['--version']);
    const spilled = (name: string) => {
      mkdirSync(join(place, name));
      writeFileSync(join(place, name, 'duckdb_temp_block-1.block'), 'x');
      return join(place, name);
    };
    const [own, others] = [spilled(basename(setting?.at ?? '')), spilled(`temporary-${process.ppid}-1`)];
    const left = [spilled(`temporary-${dead}-1`), spilled(`temporary-${process.pid}-0`)];
    await wholeSessionOf(clinic);
    await refreshed(clinic);
    expect([own, others, ...left].filter((one) => existsSync(one))).toEqual([own, others]);
    expect(readdirSync(own)).toHaveLength(1);
    asking.close();
    expect(existsSync(own)).toBe(false);
  });

  test('while another is under way is left to that one', async () => {
    const clinic = await testClinic(store);
    const answers = await Promise.all([outcomes.refresh(clinic.clinicId, NOW), outcomes.refresh(clinic.clinicId, NOW)]);
    expect(answers.filter((answer) => answer === null)).toHaveLength(1);
  });

  test.each([{ system: '1' }, { timeline: '00000002' }, { database: '1' }])(
    'on another history of the database, as of %j, reads everything again',
    async (other) => {
      const clinic = await testClinic(store);
      await wholeSessionOf(clinic);
      await refreshed(clinic);
      const elsewhere = createOutcomes({
        store: {
          ...store,
          feed: { ...store.feed, mark: async () => ({ ...(await store.feed.mark()), ...other }) },
        },
        folder,
      });
      expect(await elsewhere.refresh(clinic.clinicId, NOW)).toMatchObject({ whole: true, rows: { session: 1 } });
      expect((await counts(clinic)).session).toBe(1);
    },
  );
});

test('two databases of one PostgreSQL are two histories: a dump that is restored beside is read anew', async () => {
  const beside = await testStore();
  const [here, there] = [await store.feed.mark(), await beside.store.feed.mark()];
  await beside.close();
  expect(there).toMatchObject({ system: here.system, timeline: here.timeline });
  expect(there.database).not.toBe(here.database);
});

test('the list of files is replaced whole, and names only files that are there', async () => {
  const clinic = await testClinic(store);
  await wholeSessionOf(clinic);
  await refreshed(clinic);
  const place = outcomes.folderOf(clinic.clinicId);
  const { tables } = JSON.parse(readFileSync(join(place, 'manifest.json'), 'utf8'));
  const named = Object.values(tables as Record<string, Record<string, { file: string }>>).flatMap((months) =>
    Object.values(months).map(({ file }) => file),
  );
  expect(readdirSync(place).sort()).toEqual([...named, 'manifest.json'].sort());
});

describe('what was imported', () => {
  const bring = async (clinic: TestClinic, total: number, by: string) => {
    const id = randomUUID();
    const trial = randomUUID();
    const { imports } = store;
    await imports.announce(clinic.clinicId, { id, kind: 'scores', fileName: 'a.csv', madeAt: NOW, madeBy: by });
    await imports.files.save(clinic.clinicId, id, Readable.from([Buffer.from('a')]));
    const counts = { rows: 1, ready: 1, here: 0, refused: 0, repaired: 0, patients: 0, scores: 1, doses: 1 };
    await imports.keepTrial(clinic.clinicId, id, { id: trial, at: NOW, digest: '', counts });
    const when = { day: '2025-02-01' };
    await imports.run(clinic.clinicId, id, { trialId: trial, leftOut: 0, by, at: NOW }, async function* () {
      yield {
        row: 1,
        patient: { id: clinic.patientId },
        scores: [{ when, instrument: 'phq-9', instrumentVersion: '1.0.0', scores: { total }, basis: 'score' }],
        doses: [{ when, substance: 'ketamine', route: 'oral', amount: quantity(35_000, 'ug') }],
      };
    });
    return id;
  };

  test('stands in tables of its own, never among the clinic’s scores and doses, and leaves when it is taken back', async () => {
    const clinic = await testClinic(store);
    const by = clinic.practitioners.medical_director.id;
    await refreshed(clinic);
    const first = await bring(clinic, 14, by);
    await bring(clinic, 14, by);
    expect(await refreshed(clinic)).toMatchObject({ whole: false });
    expect(await counts(clinic)).toMatchObject({
      imported_score: 2,
      imported_dose: 2,
      score: 0,
      administration: 0,
      session: 0,
    });
    expect(await ask(clinic, 'select distinct origin, instrument, value, happened_at from imported_score')).toEqual([
      { origin: 'imported', instrument: 'phq-9', value: 14, happened_at: null },
    ]);
    await store.imports.takeBack(clinic.clinicId, first, { by, at: NOW, because: 'Wrong file' });
    expect(await refreshed(clinic)).toMatchObject({ whole: true });
    expect(await counts(clinic)).toMatchObject({ imported_score: 1, imported_dose: 1, patient: 1 });
  });
});
