import { describe, expect, test } from 'vitest';
import { applyMapping, type ImportKind, mappingSchema } from './columns.ts';
import { createLook } from './look.ts';
import { proposeMapping } from './propose.ts';
import { mappingQuestions } from './questions.ts';

const lookAt = (header: string[], ...rows: string[][]) => {
  const look = createLook(header);
  for (const row of rows) look.add(row);
  return look.told();
};
const proposed = (kind: Exclude<ImportKind, 'fhir'>, header: string[], ...rows: string[][]) => {
  const look = lookAt(header, ...rows);
  const mapping = mappingSchema.parse(proposeMapping(kind, look));
  return { mapping, questions: mappingQuestions(kind, mapping, look).map(({ rule }) => rule), look };
};
const columns = ({ mapping }: ReturnType<typeof proposed>) => mapping.columns.map(({ as }) => as);

describe('what a column is', () => {
  test('is told by its name, in English and Spanish', () => {
    const found = proposed(
      'patients',
      ['MRN', 'Nombre', 'Apellidos', 'DOB', 'Notes'],
      ['7', 'Ana', 'Ruiz', '1980-02-30', 'x'],
    );
    expect(columns(found)).toEqual([
      { is: 'record_number' },
      { is: 'given_name' },
      { is: 'family_name' },
      { is: 'date_of_birth', order: 'year_first' },
      { is: 'ignored' },
    ]);
    expect(found.questions).toEqual([]);
  });

  test('of a published data set names measures, their scales and their questions', () => {
    const header = ['subject', 'date', 'PHQ9_total', 'phq9_1', 'PHQ-9 item 09', 'GAD7', 'pcl5_b', 'CADSS total score'];
    expect(columns(proposed('scores', header, ['1', '2020-01-02', '3', '0', '1', '4', '5', '6'])).slice(2)).toEqual([
      { is: 'score', instrument: 'phq-9', scale: 'total' },
      { is: 'answer', instrument: 'phq-9', linkId: '1' },
      { is: 'answer', instrument: 'phq-9', linkId: '9' },
      { is: 'score', instrument: 'gad-7', scale: 'total' },
      { is: 'score', instrument: 'pcl-5', scale: 'b' },
      { is: 'score', instrument: 'cadss', scale: 'total' },
    ]);
  });

  test('is nothing of another kind of file, and nothing twice', () => {
    expect(columns(proposed('patients', ['mrn', 'id', 'weight kg']))).toEqual([
      { is: 'record_number' },
      { is: 'ignored' },
      { is: 'ignored' },
    ]);
  });
});

describe('a person is asked', () => {
  const DOSES = ['mrn', 'date', 'dose_mg', 'drug', 'route'];
  test('which is the month, unless another date of the column tells', () => {
    const of = (...dates: string[]) =>
      proposed('doses', DOSES, ...dates.map((date) => ['1', date, '35', 'ketamine', 'IV'])).questions;
    expect(of('02/03/2024', '04/05/2024')).toEqual(['date-order']);
    expect(of('02/03/2024', '14/05/2024')).toEqual([]);
    expect(of('02/13/2024', '14/05/2024')).toEqual(['date-order']);
  });

  test('which sign stands before decimals, unless another number tells', () => {
    const of = (...doses: string[]) =>
      proposed('doses', DOSES, ...doses.map((dose) => ['1', '2024-05-01', dose, 'ketamine', 'IV']));
    expect(of('1,234').questions).toEqual(['decimal']);
    expect(of('1,234', '12,5')).toMatchObject({ questions: [], mapping: { decimal: 'comma' } });
    expect(of('1.234', '12,5').questions).toEqual([]);
    expect(of('12.5', '12,5').questions).toEqual(['decimal']);
    expect(of('35').questions).toEqual([]);
  });

  test('whether a weight is in kilograms or pounds, unless the name, the cells or a column say it', () => {
    const of = (header: string, weight: string, unit?: string) =>
      proposed(
        'doses',
        [...DOSES, header, ...(unit ? ['unit'] : [])],
        ['1', '2024-05-01', '35', 'ketamine', 'IV', weight, ...(unit ? [unit] : [])],
      );
    expect(of('weight', '80').questions).toEqual(['weight-unit']);
    expect(of('weight', '80 kg').questions).toEqual([]);
    expect(of('weight', '176', 'lb').questions).toEqual([]);
    expect(columns(of('Weight (lbs)', '176'))[5]).toEqual({ is: 'weight', unit: 'lb' });
    expect(columns(of('weight_kg', '80'))[5]).toEqual({ is: 'weight', unit: 'kg' });
  });

  test('whose rows they are, when, and what, where no column says it', () => {
    expect(proposed('scores', ['a', 'b']).questions).toEqual(['who-it-is', 'when-it-was', 'no-score']);
    expect(proposed('scores', ['mrn', 'date', 'total'], ['1', '2024-05-01', '3']).questions).toEqual(['which-measure']);
    expect(proposed('doses', ['mrn', 'date', 'mg'], ['1', '2024-05-01', '3']).questions).toEqual([
      'which-dose',
      'which-dose',
    ]);
    expect(proposed('patients', ['mrn', 'name']).questions).toEqual(['patients-need-names']);
  });

  test('which of two columns is meant', () => {
    const { mapping, look } = proposed('patients', ['mrn', 'id', 'name', 'dob']);
    const two = mapping.columns.map((one, at) => (at === 1 ? { ...one, as: { is: 'record_number' as const } } : one));
    expect(mappingQuestions('patients', { ...mapping, columns: two }, look).map(({ rule }) => rule)).toEqual([
      'one-column-each',
    ]);
  });

  test('nothing of columns that are not in the file', () => {
    const { mapping } = proposed('patients', ['mrn', 'name', 'dob']);
    expect(mappingQuestions('patients', mapping, lookAt(['mrn', 'name']))).toMatchObject([
      { rule: 'columns-of-this-file' },
    ]);
  });
});

test('a mapping that was kept goes by the names of columns, wherever they stand', () => {
  const kept = proposed('scores', ['who', 'date', 'points'], ['1', '02/03/2024', '5']).mapping;
  const settled = {
    ...kept,
    fixed: { instrument: 'phq-9' },
    columns: [
      { header: 'who', as: { is: 'record_number' as const } },
      { header: 'date', as: { is: 'date' as const, order: 'month_first' as const } },
      { header: 'points', as: { is: 'total' as const } },
    ],
  };
  const next = proposed('scores', ['points', 'new', 'who', 'date'], ['5', 'x', '1', '05/06/2024']).mapping;
  const applied = applyMapping(settled, next);
  expect(applied.columns.map(({ as }) => as.is)).toEqual(['total', 'ignored', 'record_number', 'date']);
  expect(applied.columns[3]?.as).toEqual({ is: 'date', order: 'month_first' });
  expect(applied.fixed).toEqual({ instrument: 'phq-9' });
});
