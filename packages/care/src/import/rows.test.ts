import { describe, expect, test } from 'vitest';
import { instant } from '../instant.ts';
import type { ColumnIs, ImportKind, Mapping } from './columns.ts';
import { IMPORT_FINDING_IDS } from './findings.ts';
import { createRowReader } from './read-row.ts';
import { createTrial, type KnownHere, refuseImport } from './trial.ts';

const AT = { zone: 'America/New_York', now: instant(Date.UTC(2026, 2, 2, 14)) };
const mapping = (columns: readonly ColumnIs[], more: Partial<Mapping> = {}): Mapping => ({
  columns: columns.map((as) => ({ header: as.is === 'answer' ? `q${as.linkId}` : as.is, as })),
  fixed: {},
  makesPatients: false,
  ...more,
});
const WHO: readonly ColumnIs[] = [{ is: 'record_number' }];
const date: ColumnIs = { is: 'date', order: 'month_first' };
const SCORES = mapping([...WHO, date, { is: 'instrument' }, { is: 'total' }]);
const DOSES = mapping(
  [...WHO, date, { is: 'amount' }, { is: 'substance' }, { is: 'route' }, { is: 'weight' }, { is: 'weight_unit' }],
  {
    decimal: 'point',
  },
);
const PATIENTS = mapping([...WHO, { is: 'name' }, { is: 'date_of_birth', order: 'day_first' }, { is: 'email' }], {
  makesPatients: true,
});

const NOBODY: KnownHere = { patients: [], scores: new Map(), doses: new Set(), sessionDays: new Set() };
const ANA = { id: 'ana', name: 'Ana Muñoz', dateOfBirth: '1980-05-04', recordNumber: 'A-1' };
const here = (more: Partial<KnownHere> = {}): KnownHere => ({ ...NOBODY, patients: [ANA], ...more });

function run(kind: Exclude<ImportKind, 'fhir'>, given: Mapping, rows: readonly (readonly string[])[], known = here()) {
  const read = createRowReader(kind, given, AT);
  const trial = createTrial(known, { makesPatients: given.makesPatients });
  const judged = rows.map((cells, index) => trial.judge(read(index + 1, cells)));
  return {
    verdicts: judged.map((one) => one.judged.verdict),
    ids: judged.flatMap((one) => one.judged.findings.map(({ id }) => id)),
    brings: judged.flatMap(({ brings }) => brings ?? []),
    says: judged.map((one) => one.judged.says),
    counts: trial.counts(),
  };
}
const score = (when: string, total: string, instrument = 'PHQ-9', who = 'A-1') =>
  run('scores', SCORES, [[who, when, instrument, total]]);
const dose = (amount: string, weight = '', unit = '', substance = 'ketamine', route = 'IV') =>
  run('doses', DOSES, [['A-1', '02/01/2025', amount, substance, route, weight, unit]]);

describe('a past score', () => {
  test('is brought to whom its record number names, with its day', () => {
    const { brings, says } = score('02/01/2025', '14');
    expect(brings).toMatchObject([
      {
        row: 1,
        patient: { id: 'ana' },
        scores: [{ instrument: 'phq-9', scores: { total: 14 }, when: { day: '2025-02-01' } }],
      },
    ]);
    expect(says).toEqual(['PHQ-9 14 on 2025-02-01']);
  });

  test.each([
    ['28', 'PHQ-9', 'score-cannot-be'],
    ['-1', 'PHQ-9', 'score-cannot-be'],
    ['13', 'WHO-5', 'score-cannot-be'],
    ['12.5', 'WHO-5', 'not-a-number'],
    ['many', 'PHQ-9', 'not-a-number'],
    ['10', 'HAM-D', 'measure-not-known'],
    ['', 'PHQ-9', 'nothing-in-row'],
  ])('of %s in the %s is refused: %s', (total, instrument, id) => {
    expect(score('02/01/2025', total, instrument)).toMatchObject({ verdicts: ['refused'], ids: [id] });
  });

  test.each([
    ['02/30/2025', 'no-such-day'],
    ['03/03/2026', 'in-the-future'],
    ['01/01/1980', 'before-birth'],
    ['', 'date-missing'],
    ['03/09/2025 02:30', 'time-never-was'],
  ])('of %j is refused: %s', (when, id) => {
    expect(score(when, '14').ids).toContain(id);
  });

  test('whose time is said is at that moment of the clinic’s clocks', () => {
    expect(score('02/01/2025 09:30', '14').brings[0]?.scores[0]?.when).toEqual({
      day: '2025-02-01',
      at: '2025-02-01T14:30:00.000Z',
    });
  });

  const ANSWERS = mapping([
    ...WHO,
    date,
    ...Array.from(
      { length: 9 },
      (_, index): ColumnIs => ({ is: 'answer', instrument: 'phq-9', linkId: String(index + 1) }),
    ),
    { is: 'score', instrument: 'phq-9', scale: 'total' },
  ]);
  const answered = (answers: string, total = '') =>
    run('scores', ANSWERS, [['A-1', '02/01/2025', ...answers.split(' '), total]]);
  test('is worked out from answers as the measure does it, and must agree with a total beside them', () => {
    expect(answered('1 1 1 1 1 1 1 1 1').brings[0]?.scores[0]).toMatchObject({
      scores: { total: 9 },
      basis: 'answers',
    });
    expect(answered('1 1 1 1 1 1 1 1 1', '9').verdicts).toEqual(['ready']);
    expect(answered('1 1 1 1 1 1 1 1 1', '10').ids).toEqual(['score-differs']);
    expect(answered('1 1 1 1 1 1 1 1 4').ids).toEqual(['answer-cannot-be']);
    expect(answered('1 1 1 1 NA NA NA NA NA').ids).toEqual(['no-score-of-answers']);
  });
});

describe('the same thing', () => {
  test('twice in a file comes in once, and another score of the same moment is refused', () => {
    const row = ['A-1', '02/01/2025', 'PHQ-9', '14'];
    const other = ['A-1', '02/01/2025', 'PHQ-9', '15'];
    expect(run('scores', SCORES, [row, row, other])).toMatchObject({
      verdicts: ['ready', 'here', 'refused'],
      ids: ['twice-in-file', 'another-score-then'],
      counts: { ready: 1, here: 1, refused: 1, scores: 1 },
    });
  });

  test('that is here changes nothing', () => {
    const known = here({
      scores: new Map([['ana phq-9 2025-02-01', ['total 14']]]),
      doses: new Set(['ana 2025-02-01 ketamine intravenous 35000']),
    });
    expect(run('scores', SCORES, [['A-1', '02/01/2025', 'PHQ-9', '14']], known).verdicts).toEqual(['here']);
    expect(run('scores', SCORES, [['A-1', '02/01/2025', 'PHQ-9', '15']], known).ids).toEqual(['another-score-then']);
    const given = run('doses', DOSES, [['A-1', '02/01/2025', '35', 'ketamine', 'IV', '', '']], known);
    expect(given).toMatchObject({ verdicts: ['here'], ids: ['here-already'] });
    expect(refuseImport(given.counts, 0)?.rule).toBe('nothing-to-import');
  });

  test('refused does not stand in the way of a later row', () => {
    const rows = [
      ['A-1', '02/01/2025', 'PHQ-9', '40'],
      ['A-1', '02/01/2025', 'PHQ-9', '14'],
    ];
    expect(run('scores', SCORES, rows).verdicts).toEqual(['refused', 'ready']);
  });
});

describe('a past dose', () => {
  test('is milligrams, and pounds are kept as kilograms and said', () => {
    const { brings, ids } = dose('35', '176', 'lb');
    expect(brings[0]?.doses[0]).toMatchObject({ amount: { value: 35_000, unit: 'ug' }, weight: { unit: 'kg' } });
    expect(brings[0]?.doses[0]?.weight?.value).toBeCloseTo(79.832, 3);
    expect(ids).toEqual(['pounds-read']);
  });

  test.each([
    ['0', '', '', 'dose-cannot-be'],
    ['2001', '', '', 'dose-cannot-be'],
    ['0.00005', '', '', 'dose-cannot-be'],
    ['0.5 mg/kg', '', '', 'dose-unit'],
    ['35 mL', '', '', 'dose-unit'],
    ['', '', '', 'not-a-number'],
    ['35', '80', '', 'weight-unit-missing'],
    ['35', '80', 'stone', 'weight-unit-missing'],
    ['35', '80 kg', 'lb', 'weight-unit-differs'],
    ['35', '800', 'kg', 'weight-cannot-be'],
    ['35', '40', 'lb', 'weight-cannot-be'],
  ])('of %s, weight %s %s, is refused: %s', (amount, weight, unit, id) => {
    expect(dose(amount, weight, unit)).toMatchObject({ verdicts: ['refused'], ids: [id] });
  });

  test.each([
    ['S-ketamine', 'nasal spray', 'esketamine', 'intranasal'],
    ['Ketamine HCl 50 mg/mL', 'I.M.', 'ketamine', 'intramuscular'],
    ['(R,S)-Ketamine', 'lozenge', 'ketamine', 'sublingual'],
  ])('of %s by %s is %s, %s', (substance, route, isSubstance, isRoute) => {
    expect(dose('35 mg', '', '', substance, route).brings[0]?.doses[0]).toMatchObject({
      substance: isSubstance,
      route: isRoute,
    });
  });

  test.each([['arketamine'], ['R-ketamine'], ['propofol'], ['']])('of %j is not brought', (substance) => {
    expect(dose('35', '', '', substance).ids).toEqual(['substance-not-known']);
  });

  test('on a day on which something was given here is refused: it would be counted twice', () => {
    const known = here({ sessionDays: new Set(['ana 2025-02-01']) });
    const rows = [['A-1', '02/01/2025', '35', 'ketamine', 'IV', '', '']];
    expect(run('doses', DOSES, rows, known).ids).toEqual(['session-of-ours']);
  });
});

describe('a patient', () => {
  const rows = (...given: string[][]) => run('patients', PATIENTS, given);
  test('who is not here is made, once', () => {
    const bo = ['B-2', 'Bo Berg', '01.02.1990', ''];
    expect(rows(bo, bo)).toMatchObject({ verdicts: ['ready', 'here'], counts: { patients: 1 } });
    expect(rows(bo).brings[0]?.makes).toEqual({ recordNumber: 'B-2', name: 'Bo Berg', dateOfBirth: '1990-02-01' });
  });

  test('who is here stays as they are, in whatever letters and order the name is written', () => {
    expect(rows(['A-1', 'MUNOZ, ANA', '04.05.1980', '']).verdicts).toEqual(['here']);
  });

  test.each([
    [['A-1', 'Ana Muñoz', '05.04.1980', ''], 'other-person'],
    [['A-1', 'Bo Berg', '04.05.1980', ''], 'other-person'],
    [['C-3', 'Ana Muñoz', '04.05.1980', ''], 'same-person-other-number'],
    [['B-2', '', '01.02.1990', ''], 'patient-incomplete'],
    [['', 'Bo Berg', '01.02.1990', ''], 'no-record-number'],
    [['B-2', 'Bo Berg', '01.02.1890', ''], 'birth-cannot-be'],
    [['B-2', 'Bo Berg', '01.02.1990', 'bo at home'], 'not-an-address'],
    [['B-2', 'Bo Berg'], 'row-cut-wrong'],
  ])('%j is refused: %s', (row, id) => {
    const { verdicts, ids } = rows(row);
    expect(verdicts).toEqual(['refused']);
    expect(ids).toContain(id);
  });

  test('shares a record number with nobody else of the file', () => {
    expect(rows(['B-2', 'Bo Berg', '01.02.1990', ''], ['B-2', 'Cy Dahl', '01.02.1990', '']).ids).toEqual([
      'two-people-one-number',
    ]);
  });

  test('is made by a file of scores only where somebody chose that', () => {
    const columns = [
      ...WHO,
      { is: 'name' },
      { is: 'date_of_birth', order: 'year_first' },
      date,
      { is: 'instrument' },
      { is: 'total' },
    ] as const;
    const row = ['B-2', 'Bo Berg', '1990-02-01', '02/01/2025', 'PHQ-9', '14'];
    expect(run('scores', mapping(columns), [row]).ids).toEqual(['patient-not-here']);
    const made = run('scores', mapping(columns, { makesPatients: true }), [row, row.with(3, '02/08/2025')]);
    expect(made).toMatchObject({ counts: { patients: 1, scores: 2 } });
    expect(made.brings.map(({ makes }) => makes?.recordNumber)).toEqual(['B-2', undefined]);
  });

  test('whose text a spreadsheet had shielded is read without the apostrophe, and that is said', () => {
    expect(rows(["'-7", 'Bo Berg', '01.02.1990', ''])).toMatchObject({ verdicts: ['ready'], ids: ['apostrophe-left'] });
  });
});

test('nothing is imported while rows are refused, unless so many are left out', () => {
  const { counts } = run('scores', SCORES, [
    ['A-1', '02/01/2025', 'PHQ-9', '14'],
    ['A-1', '02/02/2025', 'PHQ-9', '99'],
  ]);
  expect(refuseImport(counts, 0)).toMatchObject({ rule: 'refused-rows', message: '1 of 2 rows are refused.' });
  expect(refuseImport(counts, 2)?.rule).toBe('refused-rows');
  expect(refuseImport(counts, 1)).toBeUndefined();
});

test('every finding has an id of its own in the words of the house', () => {
  for (const id of IMPORT_FINDING_IDS) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
});
