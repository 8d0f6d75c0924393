import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '@holdspace/care';
import { testClinic, testStore } from '@holdspace/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCopy } from '../copy/read.ts';
import { openEngine } from '../engine.ts';
import { createOutcomes } from '../outcomes.ts';
import { TABLE_NAMES, tableOf } from '../tables.ts';
import { keepSession } from '../testing-sessions.ts';
import { type Dictionary, type ExportFormat, FORMATS } from './dictionary.ts';
import { exportCopy } from './export.ts';

let opened: Awaited<ReturnType<typeof testStore>>;
let base: string;
/** The clinic's copy. */
let folder: string;
const HOSTILE = [`=HYPERLINK("x")`, '+1', '-1', '@SUM(A1)', '\tx', '\rx', 'plain', 'a,"b"\nc'];
beforeAll(async () => {
  opened = await testStore();
  const { store } = opened;
  base = mkdtempSync(join(tmpdir(), 'holdspace-export-'));
  const outcomes = createOutcomes({ store, folder: base });
  const { clinicId, patientId } = await testClinic(store);
  const { courseId, sessionId } = await keepSession(store, { clinicId, patientId });
  await keepSession(store, { clinicId, patientId, protocolId: 'kap-im', at: instant(Date.UTC(2026, 4, 2, 15)) });
  for (const [index, instrument] of HOSTILE.entries())
    await store.pool.query(
      `with clinic as (select set_config('holdspace.clinic', $1, true)), response as (
         insert into holdspace.measure_response (clinic_id, response_id, patient_id, course_id, session_id, instrument,
           instrument_version, moment, answered_at, recorded_at)
         select $1::uuid, gen_random_uuid(), $2, $3, $4, $5, '1', 'at_will', '2026-03-02T14:00:00.125Z', now() from clinic returning *)
       insert into holdspace.measure_score (clinic_id, response_id, patient_id, course_id, session_id, instrument, scale,
         value, answered_at, moment)
       select clinic_id, response_id, patient_id, course_id, session_id, instrument, 'total', $6, answered_at, moment from response`,
      [clinicId, patientId, courseId, sessionId, instrument, -index - 0.1],
    );
  await outcomes.refresh(clinicId, instant(Date.UTC(2026, 4, 3)));
  folder = outcomes.folderOf(clinicId);
  await outcomes.close();
});
afterAll(async () => {
  await opened.close();
  rmSync(base, { recursive: true, force: true });
});
const exported = (
  format: ExportFormat,
  into: string,
  beforeItIsWritten = async () => {},
  { signal } = new AbortController(),
) => exportCopy({ folder, format, into: join(base, into), beforeItIsWritten, signal });
const leftOf = (into: string) => readdirSync(base).filter((name) => name === into || name.startsWith(`.${into}.`));

const READ: Readonly<Record<ExportFormat, (path: string) => string>> = {
  parquet: (path) => `read_parquet('${path}')`,
  csv: (path) => `read_csv('${path}', header = true, all_varchar = true, quote = '"', escape = '"')`,
  ndjson: (path) => `read_json('${path}', format = 'newline_delimited')`,
};
const SQL = {
  id: 'UUID',
  word: 'VARCHAR',
  whole: 'INTEGER',
  number: 'DOUBLE',
  flag: 'BOOLEAN',
  moment: 'TIMESTAMPTZ',
  day: 'DATE',
};

describe.each(FORMATS)('an export as %s', (format) => {
  test('read back by another engine is the copy, value for value', async () => {
    const dictionary = await exported(format, `whole-${format}`);
    const copy = await openCopy({ folder, into: join(base, `whole-${format}`) });
    await copy.read(async (ask) => {
      for (const name of TABLE_NAMES) {
        const columns = Object.entries(tableOf(name).columns);
        const path = join(base, `whole-${format}`, `${name}.${format}`);
        const plain = (column: string, type: string) =>
          format === 'csv' && type === 'word'
            ? `case when regexp_matches(${column}, '^''[=+\\-@\\t\\r\\n]') then ${column}[2:] else ${column} end`
            : column;
        const back = columns.map(([column, { type }]) => `${plain(column, type)}::${SQL[type]} as ${column}`);
        const [there] = await ask.rows<{ n: number }>(`select count(*)::INTEGER as n from ${name}`);
        expect(dictionary?.tables.find((one) => one.name === name)?.rows, name).toBe(there?.n);
        if (there?.n === 0) continue;
        const list = columns.map(([column]) => column).join(', ');
        const different = await ask.rows(
          `(select ${list} from ${name} except all select ${back.join(', ')} from ${READ[format](path)})
           union all (select ${back.join(', ')} from ${READ[format](path)} except all select ${list} from ${name})`,
        );
        expect(different, name).toEqual([]);
      }
    });
    copy.close();
  });

  test('says of every column what it is', async () => {
    await exported(format, `said-${format}`);
    const dictionary = JSON.parse(readFileSync(join(base, `said-${format}`, 'dictionary.json'), 'utf8')) as Dictionary;
    expect(dictionary.tables.map(({ name }) => name)).toEqual(TABLE_NAMES);
    const page = readFileSync(join(base, `said-${format}`, 'DICTIONARY.md'), 'utf8');
    for (const { columns } of dictionary.tables)
      for (const { name, says } of columns) {
        expect(says.length, name).toBeGreaterThan(5);
        expect(page).toContain(`\`${name}\``);
      }
  });
});

test('in CSV no text begins as a formula does, and numbers stay numbers', async () => {
  await exported('csv', 'formulas');
  const engine = await openEngine({ folders: [join(base, 'formulas')] });
  const rows = await engine.rows<{ instrument: string; value: number }>(
    `select instrument, value::DOUBLE as value from read_csv('${join(base, 'formulas', 'score.csv')}', header = true, all_varchar = true, quote = '"', escape = '"')
      order by value desc`,
  );
  engine.close();
  expect(rows.map(({ instrument }) => instrument)).toEqual(
    HOSTILE.map((one) => (/^[=+\-@\t\r]/.test(one) ? `'${one}` : one)),
  );
  expect(rows.map(({ value }) => value)).toEqual(HOSTILE.map((_, index) => -index - 0.1));
});

test('into a folder that holds something is refused, and leaves it as it was', async () => {
  mkdirSync(join(base, 'taken'));
  writeFileSync(join(base, 'taken', 'mine'), 'x');
  await expect(exported('csv', 'taken')).rejects.toThrow('not empty');
  expect(readFileSync(join(base, 'taken', 'mine'), 'utf8')).toBe('x');
});

test('writes no row before it may: whoever is cut off has left nothing that the audit does not know of', async () => {
  const written: string[][] = [];
  await exported('csv', 'allowed', async () => {
    written.push(readdirSync(join(base, `.allowed.${process.pid}`)));
  });
  expect(written).toEqual([[]]);
});

test('that must not be written leaves nothing behind', async () => {
  const refuse = async () => {
    throw new Error('the audit cannot be written');
  };
  await expect(exported('csv', 'unseen', refuse)).rejects.toThrow('audit');
  expect(leftOf('unseen')).toEqual([]);
});

test('that is stopped in the middle leaves nothing behind', async () => {
  const stop = new AbortController();
  const stopSoon = async () => {
    setImmediate(() => stop.abort());
  };
  await expect(exported('parquet', 'stopped', stopSoon, stop)).rejects.toThrow();
  expect(leftOf('stopped')).toEqual([]);
});

test('of a clinic that has no copy is told nobody', async () => {
  const told: string[] = [];
  const nothing = { folder: join(base, 'no-copy'), format: 'csv', into: join(base, 'of-nothing') } as const;
  const { signal } = new AbortController();
  const answer = await exportCopy({ ...nothing, signal, beforeItIsWritten: async () => void told.push('export') });
  expect([answer, told]).toEqual([null, []]);
});
