/** Imports over the API: read as they come, judged row by row, imported whole or not at all, twice to no effect, taken back. */
import { randomUUID } from 'node:crypto';
import { IMPORT_LIMITS, type Mapping } from '@holdspace/care';
import { testClinic } from '@holdspace/store/testing';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Answer, type Caller, type RunningClinic, runningClinic } from '../testing.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

let clinic: RunningClinic;
let by: Caller;
let owner: pg.Client;
beforeAll(async () => {
  clinic = await runningClinic();
  owner = new pg.Client({ connectionString: clinic.databaseUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await clinic?.close();
});
/** A clinic of its own for each test: what is here already counts. */
let own: Awaited<ReturnType<typeof testClinic>>;
let other = 0;
beforeEach(async () => {
  other += 1;
  own = await testClinic(clinic.store, `import-${other}.test`);
  by = await clinic.callerAt(clinic.server.url, own.clinicId, own.practitioners.medical_director.id);
});

type Bytes = string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
async function put(id: string, content: Bytes, who = by): Promise<Answer> {
  const response = await fetch(`${clinic.server.url}/api/imports/${id}/content`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${who.token}`, 'content-type': 'text/csv' },
    body: content,
    ...(content instanceof ReadableStream && { duplex: 'half' }),
  });
  const body = await response.json();
  return { status: response.status, headers: response.headers, body, problem: body };
}
async function send(kind: string, content: Bytes, who = by) {
  const id = randomUUID();
  const announced = await who.post('/api/imports', { id, kind, fileName: `${kind}.csv` });
  expect(announced.status, JSON.stringify(announced.body)).toBe(201);
  return { id, sent: await put(id, content, who) };
}
async function tried(kind: string, content: Bytes, more: Partial<Mapping> = {}, who = by) {
  const { id, sent } = await send(kind, content, who);
  expect(sent.status, JSON.stringify(sent.body)).toBe(200);
  const { status, body } = await who.post(
    `/api/imports/${id}/trials`,
    kind === 'fhir' ? { makesPatients: more.makesPatients } : { mapping: { ...sent.body.mapping, ...more } },
  );
  expect(status, JSON.stringify(body)).toBe(200);
  return { id, counts: body.import.trial.counts };
}
const run = ({ id, ...trial }: { id: string; trial?: string }, trialId: string, leftOut = 0) =>
  by.post(`/api/imports/${id}/run`, { trial: trialId, leftOut, ...trial });
async function imported(kind: string, content: Bytes, more: Partial<Mapping> = {}) {
  const { id, counts } = await tried(kind, content, more);
  const trial = (await by.get(`/api/imports/${id}`)).body.import.trial.id;
  const { status, body } = await run({ id }, trial, counts.refused);
  expect(status, JSON.stringify(body)).toBe(200);
  return { id, counts };
}
const rows = async (id: string, which = 'all') => (await by.get(`/api/imports/${id}/rows?which=${which}`)).body;
const countOf = async (table: string) => {
  // Every test clinic has a patient of its own.
  const made = table === 'patient' ? 'and import_id is not null' : '';
  const { rows: found } = await owner.query(
    `select count(*)::int as n from holdspace.${table} where clinic_id = $1 ${made}`,
    [own.clinicId],
  );
  return found[0].n as number;
};
const everything = async () =>
  Object.fromEntries(
    await Promise.all(
      ['patient', 'imported_score', 'imported_dose'].map(async (table) => [table, await countOf(table)]),
    ),
  );

const PATIENTS = 'MRN;Name;Geburtstag\nA-1;Ana Muñoz;04.05.1980\nB-2;Bo Berg;14.02.1990\n';
const bornOn = (at: number) => ({
  header: 'Geburtstag',
  as: { is: 'date_of_birth' as const, order: 'day_first' as const },
  at,
});
const patientsHere = () =>
  imported('patients', PATIENTS, {
    columns: [
      { header: 'MRN', as: { is: 'record_number' } },
      { header: 'Name', as: { is: 'name' } },
      { header: bornOn(2).header, as: bornOn(2).as },
    ],
  });
const SCORES = 'mrn,date,PHQ9_total\nA-1,2025-02-01,14\nA-1,2025-03-01,9\nB-2,2025-02-01,20\n';
const patientId = async (recordNumber: string) =>
  (await by.get('/api/patients')).body.patients.find(
    (one: { recordNumber: string }) => one.recordNumber === recordNumber,
  ).id;

describe('a file', () => {
  test.each([
    ['utf-8', new TextEncoder().encode(PATIENTS)],
    ['utf-16le', new Uint8Array(Buffer.from(`\ufeff${PATIENTS}`, 'utf16le'))],
    ['windows-1252', new Uint8Array(Buffer.from(PATIENTS, 'latin1'))],
  ])('in %s is read as it was meant, and that is said', async (encoding, bytes) => {
    const { sent } = await send('patients', bytes as Uint8Array<ArrayBuffer>);
    expect(sent.body.read).toMatchObject({ encoding, separator: ';', isSeparatorSure: true });
    expect(sent.body.read.look).toMatchObject({
      rows: 2,
      firstRows: [['A-1', 'Ana Muñoz', '04.05.1980'], expect.anything()],
    });
    // The second date of its column tells that days stand first; what the column is, its name does not.
    expect(sent.body.questions.map(({ rule }: { rule: string }) => rule)).toEqual(['patients-need-names']);
  });

  test.each([
    ['file-empty', ''],
    ['no-rows', 'mrn,name\n'],
    ['quotes-broken', 'mrn,name\n1,"Ana" x\n'],
    ['quotes-broken', 'mrn,name\n1,"Ana\n'],
    ['encoding-unknown', new Uint8Array([0x61, 0x2c, 0x81, 0x0a])],
    ['file-not-text', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])],
  ])('that cannot be read is refused and not kept: %s', async (rule, bytes) => {
    const { id, sent } = await send('patients', bytes as string);
    expect(sent.status).toBe(400);
    expect(sent.problem.errors?.[0]?.rule).toBe(rule);
    expect((await by.get(`/api/imports/${id}`)).status).toBe(404);
    expect(await countOf('data_import_piece')).toBe(0);
  });

  test('of ten million rows is refused early, in flat memory, and nothing of it stays', async () => {
    const piece = new TextEncoder().encode('A-1,2025-02-01,14\n'.repeat(3500));
    let sentBytes = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sentBytes === 0) controller.enqueue(new TextEncoder().encode('mrn,date,total\n'));
        sentBytes += piece.length;
        if (sentBytes > 180_000_000) controller.close();
        else controller.enqueue(piece);
      },
    });
    const before = process.memoryUsage().rss;
    const { id, sent } = await send('scores', endless).catch(() => ({ id: '', sent: undefined }));
    // A sender that is cut off may not hear why; what is kept is the same.
    if (sent) expect(sent).toMatchObject({ status: 413, problem: { errors: [{ rule: 'file-too-large' }] } });
    expect(sentBytes).toBeLessThan(IMPORT_LIMITS.mostBytes * 2);
    expect((process.memoryUsage().rss - before) / 1024 / 1024).toBeLessThan(400);
    if (id) expect((await by.get(`/api/imports/${id}`)).status).toBe(404);
    expect(await countOf('data_import_piece')).toBe(0);
  });

  test('of more rows than one import takes is refused with the number, and what to do', async () => {
    const { sent } = await send('scores', `mrn,date,total\n${'A,2025-02-01,1\n'.repeat(IMPORT_LIMITS.mostRows + 1)}`);
    expect(sent.status).toBe(413);
    expect(sent.problem.detail).toContain('200,000');
    expect(sent.problem.errors?.[0]?.rule).toBe('too-many-rows');
    expect(await countOf('data_import')).toBe(0);
  });

  test('lies nowhere in the clear, and goes once it was imported, thrown away, or left for a week', async () => {
    const { id } = await send('patients', PATIENTS);
    const { rows: found } = await owner.query(
      `select (select string_agg(sealed, '') from holdspace.data_import_piece where clinic_id = $1)
           || (select string_agg(sealed, '') from holdspace.data_import where clinic_id = $1) as all`,
      [own.clinicId],
    );
    expect(found[0].all).not.toContain('Berg');
    expect((await by.ask('DELETE', `/api/imports/${id}`)).status).toBe(200);
    expect(await countOf('data_import_piece')).toBe(0);
    await patientsHere();
    expect(await countOf('data_import_piece')).toBe(0);
    await send('patients', PATIENTS);
    const inAWeek = new Date(clinic.clock.read() + 8 * 86_400_000).toISOString();
    await clinic.store.imports.announce(own.clinicId, {
      id: randomUUID(),
      kind: 'doses',
      fileName: 'x',
      madeAt: inAWeek as never,
      madeBy: own.practitioners.medical_director.id,
    });
    expect(await countOf('data_import_piece')).toBe(0);
  });
});

describe('a dry run', () => {
  test('lists every row and brings nothing', async () => {
    await patientsHere();
    const { id, counts } = await tried(
      'scores',
      `${SCORES}A-1,2025-02-01,14\nC-3,2025-02-01,14\nA-1,2025-02-30,99\n,,\n`,
    );
    expect(counts).toMatchObject({ rows: 6, ready: 3, here: 1, refused: 2, scores: 3, patients: 0 });
    expect(await countOf('imported_score')).toBe(0);
    const all = await rows(id);
    expect(all.rows.map(({ verdict }: { verdict: string }) => verdict)).toEqual([
      'ready',
      'ready',
      'ready',
      'here',
      'refused',
      'refused',
    ]);
    const { rows: refused } = await rows(id, 'refused');
    expect(refused.map(({ findings }: { findings: { id: string }[] }) => findings.map((one) => one.id))).toEqual([
      ['patient-not-here'],
      ['no-such-day', 'score-cannot-be'],
    ]);
    const file = await by.get(`/api/imports/${id}/rows.csv?which=refused`);
    expect(file.headers.get('content-type')).toContain('text/csv');
    expect(file.body.trim().split('\r\n')).toHaveLength(4);
  });

  test('as a file holds no formula, whatever stood in the rows', async () => {
    await patientsHere();
    const { id } = await tried('scores', `mrn,date,PHQ9_total\n"=HYPERLINK(""http://x"")",2025-02-01,1\n`);
    const { body } = await by.get(`/api/imports/${id}/rows.csv`);
    expect(body).toContain(`"'=HYPERLINK`);
    expect(body).not.toMatch(/(^|,)"?[=+@]/m);
  });

  test('waits until what only a person can say is settled', async () => {
    await patientsHere();
    const { id, sent } = await send(
      'doses',
      'mrn,date,dose,drug,route,weight\nA-1,02/03/2025,"1,234",ketamine,IV,80\n',
    );
    const { status, problem } = await by.post(`/api/imports/${id}/trials`, { mapping: sent.body.mapping });
    expect(status).toBe(400);
    expect(problem.errors?.map(({ rule, field }) => `${rule} ${field}`)).toEqual([
      'date-order mapping.columns.1',
      'weight-unit mapping.columns.5',
      'decimal mapping',
    ]);
  });
});

describe('an import', () => {
  test('brings what its dry run said, where it came from, and stands in the audit', async () => {
    await patientsHere();
    const { id } = await imported('scores', SCORES);
    expect(await everything()).toEqual({ patient: 2, imported_score: 3, imported_dose: 0 });
    const past = await clinic.store.imports.past.scoresOf(own.clinicId, await patientId('A-1'));
    expect(past).toMatchObject([
      { importId: id, row: 1, instrument: 'phq-9', scores: { total: 14 }, when: { day: '2025-02-01' } },
      { importId: id, row: 2, scores: { total: 9 } },
    ]);
    const { entries } = (await by.get('/api/audit')).body;
    const entry = entries.find((one: { what: string }) => one.what === 'POST /api/imports/:id/run');
    expect(entry).toMatchObject({
      act: 'import records',
      target: expect.any(String),
      why: expect.stringContaining('SHA-256'),
    });
  });

  test('of the same file twice changes nothing', async () => {
    await patientsHere();
    await imported('scores', SCORES);
    const before = await everything();
    const { id, counts } = await tried('scores', SCORES);
    expect(counts).toMatchObject({ ready: 0, here: 3, refused: 0 });
    const { import: one } = (await by.get(`/api/imports/${id}`)).body;
    const { status, problem } = await run({ id }, one.trial.id);
    expect(status).toBe(422);
    expect(problem.errors?.[0]?.rule).toBe('nothing-to-import');
    expect(await everything()).toEqual(before);
  });

  test('asked for twice, also at once, is done once', async () => {
    await patientsHere();
    const { id } = await tried('scores', SCORES);
    const trial = (await by.get(`/api/imports/${id}`)).body.import.trial.id;
    const answers = await Promise.all([run({ id }, trial), run({ id }, trial)]);
    expect(answers.map(({ status }) => status).toSorted()[0]).toBe(200);
    expect((await run({ id }, trial)).status).toBe(200);
    expect(await countOf('imported_score')).toBe(3);
  });

  test('with refused rows waits until somebody leaves out exactly those', async () => {
    await patientsHere();
    const { id, counts } = await tried('scores', `${SCORES}C-3,2025-02-01,14\n`);
    const trial = (await by.get(`/api/imports/${id}`)).body.import.trial.id;
    expect(counts.refused).toBe(1);
    for (const leftOut of [0, 2]) expect((await run({ id }, trial, leftOut)).status).toBe(422);
    expect(await countOf('imported_score')).toBe(0);
    expect((await run({ id }, trial, 1)).body.import.imported).toMatchObject({ leftOut: 1 });
    expect(await countOf('imported_score')).toBe(3);
  });

  test('is refused where what is here has changed since its dry run, and nothing of it stays', async () => {
    await patientsHere();
    const { id } = await tried('scores', SCORES);
    const trial = (await by.get(`/api/imports/${id}`)).body.import.trial.id;
    await imported('scores', 'mrn,date,PHQ9_total\nB-2,2025-02-01,19\n');
    const { status, problem } = await run({ id }, trial);
    expect(status).toBe(409);
    expect(problem.detail).toContain('changed since');
    expect(await countOf('imported_score')).toBe(1);
    expect((await run({ id }, randomUUID())).status).toBe(409);
  });

  test('that breaks in the middle leaves nothing, whatever had been written', async () => {
    const file = `mrn,name,dob\n${Array.from({ length: 1200 }, (_, at) => `N-${at},Person ${at},1980-01-01`).join('\n')}\n`;
    const { id } = await tried('patients', file);
    const trial = (await by.get(`/api/imports/${id}`)).body.import.trial.id;
    const asked = { trialId: trial, leftOut: 0, by: own.practitioners.medical_director.id, at: clinic.clock.now };
    await expect(
      clinic.store.imports.run(own.clinicId, id, asked, async function* () {
        for (let row = 1; row <= 1100; row += 1)
          yield {
            row,
            patient: { made: `N-${row}` },
            makes: { recordNumber: `N-${row}`, name: `Person ${row}`, dateOfBirth: '1980-01-01' },
            scores: [],
            doses: [],
          };
        throw new Error('the power went');
      }),
    ).rejects.toThrow('the power went');
    expect(await everything()).toEqual({ patient: 0, imported_score: 0, imported_dose: 0 });
    // The same dry run still stands, and comes in whole.
    expect((await run({ id }, trial)).status).toBe(200);
    expect(await countOf('patient')).toBe(1200);
  });

  test('whose server loses its database in the middle leaves nothing', async () => {
    const file = `mrn,name,dob\n${Array.from({ length: 700 }, (_, at) => `K-${at},Person ${at},1980-01-01`).join('\n')}\n`;
    const { id } = await tried('patients', file);
    const trial = (await by.get(`/api/imports/${id}`)).body.import.trial.id;
    const asked = { trialId: trial, leftOut: 0, by: own.practitioners.medical_director.id, at: clinic.clock.now };
    await expect(
      clinic.store.imports.run(own.clinicId, id, asked, async function* () {
        for (let row = 1; row <= 600; row += 1)
          yield {
            row,
            patient: { made: `K-${row}` },
            makes: { recordNumber: `K-${row}`, name: `Person ${row}`, dateOfBirth: '1980-01-01' },
            scores: [],
            doses: [],
          };
        await owner.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and state = 'idle in transaction' and pid <> pg_backend_pid()`,
        );
      }),
    ).rejects.toThrow();
    expect(await everything()).toEqual({ patient: 0, imported_score: 0, imported_dose: 0 });
  });

  test('of a hundred thousand rows is brought in one piece', async () => {
    const people = Array.from({ length: 200 }, (_, at) => `L-${at},Person ${at},1980-01-01`);
    await imported('patients', `mrn,name,dob\n${people.join('\n')}\n`);
    const day = (at: number) => new Date(Date.UTC(2023, 0, 1 + at)).toISOString().slice(0, 10);
    const lines = Array.from({ length: 100_000 }, (_, at) => `L-${at % 200},${day(Math.floor(at / 200))},${at % 28}`);
    const begun = performance.now();
    const { counts } = await imported('scores', `mrn,date,PHQ9_total\n${lines.join('\n')}\n`);
    process.stdout.write(
      `import: 100,000 rows looked at, tried and imported in ${Math.round((performance.now() - begun) / 100) / 10} s\n`,
    );
    expect(counts).toMatchObject({ ready: 100_000, scores: 100_000 });
    expect(await countOf('imported_score')).toBe(100_000);
  });

  test('of doses never touches the ledger, a gate, a signal or a task', async () => {
    await patientsHere();
    const tables = [
      'movement',
      'session',
      'session_event',
      'measure_response',
      'measure_act',
      'task',
      'concern',
      'measure_request',
    ];
    const counts = async () => Promise.all(tables.map(countOf));
    const before = await counts();
    await imported(
      'doses',
      'mrn;date;dose mg;drug;route;weight kg\nA-1;2025-02-01;35,5;Ketamine;IV;80,5\nA-1;2025-02-03;56;Spravato;nasal;\n',
    );
    await imported(
      'scores',
      'mrn,date,phq9_9,phq9_1,phq9_2,phq9_3,phq9_4,phq9_5,phq9_6,phq9_7,phq9_8\nA-1,2025-02-01,3,0,0,0,0,0,0,0,0\n',
    );
    expect(await counts()).toEqual(before);
    const id = await patientId('A-1');
    expect(await clinic.store.imports.past.dosesOf(own.clinicId, id)).toMatchObject([
      { amount: { value: 35_500, unit: 'ug' }, substance: 'ketamine', route: 'intravenous', weight: { value: 80.5 } },
      { amount: { value: 56_000 }, substance: 'esketamine', route: 'intranasal' },
    ]);
    expect((await by.get(`/api/patients/${id}`)).body.sessions).toEqual([]);
  });

  test('of FHIR brings what it understands, and lists the rest', async () => {
    const subject = { reference: 'Patient/p1' };
    const resources = [
      {
        resourceType: 'Observation',
        status: 'final',
        subject,
        code: { coding: [{ system: 'http://loinc.org', code: '44261-6' }] },
        effectiveDateTime: '2025-02-01',
        valueInteger: 14,
      },
      { resourceType: 'Condition', subject },
      {
        resourceType: 'Patient',
        id: 'p1',
        identifier: [{ value: 'F-1' }],
        name: [{ text: 'Fay Hir' }],
        birthDate: '1970-01-01',
      },
    ];
    const bundle = { resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) };
    const ndjson = resources.map((one) => JSON.stringify(one)).join('\n');
    for (const content of [ndjson, JSON.stringify(bundle, null, 2)]) {
      const { id, counts } = await tried('fhir', content, { makesPatients: true });
      expect(counts).toMatchObject({ rows: 3, refused: 1, scores: content === ndjson ? 1 : 1 });
      expect((await rows(id, 'refused')).rows[0].findings[0].id).toBe('resource-not-understood');
    }
    const { id, counts } = await tried('fhir', ndjson, { makesPatients: true });
    const trial = (await by.get(`/api/imports/${id}`)).body.import.trial.id;
    expect((await run({ id }, trial, counts.refused)).status).toBe(200);
    expect(await everything()).toEqual({ patient: 1, imported_score: 1, imported_dose: 0 });
  });
});

describe('taking an import back', () => {
  const takeBack = (id: string) => by.post(`/api/imports/${id}/take-back`, { because: 'The wrong file' });
  test('takes all of it, while nothing was built on it', async () => {
    const { id } = await patientsHere();
    const scores = await imported('scores', SCORES);
    const no = await takeBack(id);
    expect(no.status).toBe(422);
    expect(no.problem.detail).toContain('another import brought scores');
    expect((await takeBack(scores.id)).body.import.takenBack).toMatchObject({ because: 'The wrong file' });
    expect((await takeBack(id)).status).toBe(200);
    expect(await everything()).toEqual({ patient: 0, imported_score: 0, imported_dose: 0 });
    expect((await takeBack(id)).status).toBe(409);
    // And it can be brought anew.
    await patientsHere();
    expect(await countOf('patient')).toBe(2);
  });

  test('is refused once a course was begun for somebody whom it made', async () => {
    const { id } = await patientsHere();
    const body = { id: randomUUID(), protocol: { id: 'infusion-iv', version: '1.0.0' } };
    expect((await by.post(`/api/patients/${await patientId('A-1')}/courses`, body)).status).toBe(201);
    const { status, problem } = await takeBack(id);
    expect(status).toBe(422);
    expect(problem.detail).toContain('a course was begun');
    expect(await countOf('patient')).toBe(2);
  });

  test('can never take away a patient who came in otherwise', async () => {
    const patient = { id: randomUUID(), name: 'Own Person', dateOfBirth: '1980-01-01', recordNumber: 'OWN' };
    expect((await by.post('/api/patients', patient)).status).toBe(201);
    const app = new pg.Client({ connectionString: clinic.databaseUrl, options: '-c role=holdspace_app' });
    await app.connect();
    await app.query('begin');
    await app.query("select set_config('holdspace.clinic', $1, true)", [own.clinicId]);
    const { rowCount } = await app.query('delete from holdspace.patient where clinic_id = $1', [own.clinicId]);
    await app.query('rollback');
    await app.end();
    expect(rowCount).toBe(0);
  });
});

describe('who may', () => {
  test('is the medical director and the administrator, each in their own clinic', async () => {
    const { id } = await patientsHere();
    for (const role of ['prescriber', 'nurse', 'front_desk', 'guide'] as const) {
      const caller = await clinic.callerAt(clinic.server.url, own.clinicId, own.practitioners[role].id);
      expect((await caller.get('/api/imports')).status, role).toBe(403);
    }
    const admin = await clinic.callerAt(clinic.server.url, own.clinicId, own.practitioners.clinic_admin.id);
    expect((await admin.get(`/api/imports/${id}`)).status).toBe(200);
    expect((await clinic.as('medical_director').get(`/api/imports/${id}`)).status).toBe(404);
  });
});

test('a mapping is kept by name', async () => {
  const { sent } = await send('scores', SCORES);
  const id = randomUUID();
  const kept = { kind: 'scores', name: 'From our former system', mapping: sent.body.mapping };
  expect((await by.ask('PUT', `/api/import-mappings/${id}`, kept)).status).toBe(200);
  expect((await by.ask('PUT', `/api/import-mappings/${id}`, { ...kept, name: 'Former system' })).status).toBe(200);
  expect((await by.get('/api/import-mappings')).body.mappings).toMatchObject([{ id, name: 'Former system' }]);
  expect((await by.ask('PUT', `/api/import-mappings/${id}`, { ...kept, kind: 'doses' })).status).toBe(409);
});
