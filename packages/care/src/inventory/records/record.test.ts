import { describe, expect, test } from 'vitest';
import { instant } from '../../instant.ts';
import { boundsOfDays, oneTable, RECORD_KINDS, RECORDS, recordCsv, sayCell, twoYearsBefore } from './record.ts';

const ZONE = 'America/New_York';

test('two years before a day is that day; before a 29 February the 28th', () => {
  expect(twoYearsBefore('2026-11-26')).toBe('2024-11-26');
  expect(twoYearsBefore('2028-02-29')).toBe('2026-02-28');
});

test('days are the clinic’s own, the last one whole', () => {
  expect(boundsOfDays('2026-03-01', '2026-03-08', ZONE)).toEqual({
    from: '2026-03-01T05:00:00.000Z',
    // Clocks went forward on the 8th.
    until: '2026-03-09T04:00:00.000Z',
  });
});

test('every record says under which rule it is kept', () => {
  for (const kind of RECORD_KINDS) expect(RECORDS[kind].rule).toMatch(/CFR|DEA/);
});

describe('the CSV of a record', () => {
  const columns = [
    { key: 'what', title: 'What' },
    { key: 'mg', title: 'mg', as: 'number' },
  ] as const;

  test('repeats what stands above, and a part without lines is a line of its own', () => {
    const part = { title: null, missing: [] };
    const table = {
      facts: [{ key: 'safe', title: 'Safe' }],
      columns,
      notes: [],
      parts: [
        { ...part, key: '1', facts: ['Main'], lines: [{ key: 'a', cells: ['Vial, small', 1.5] }] },
        { ...part, key: '2', facts: ['Second'], lines: [] },
      ],
    };
    expect(recordCsv(table)).toBe('safe,what,mg\r\nMain,"Vial, small",1.5\r\nSecond,,\r\n');
  });

  test.each(['=1+1', '+1', '-1', '@A1'])('makes %s a text', (cell) => {
    expect(recordCsv(oneTable(columns, [{ key: 'a', cells: [cell, -2] }]))).toBe(`what,mg\r\n'${cell},-2\r\n`);
  });
});

test('a cell is said as its column is: moments by the clinic’s clock, nothing for null', () => {
  expect(sayCell(instant(Date.UTC(2026, 2, 2, 14, 5)), { as: 'moment' }, ZONE)).toBe('2 March 2026, 09:05');
  expect(sayCell(1370.5, { as: 'number' }, ZONE)).toBe('1,370.5');
  expect(sayCell(null, { as: 'moment' }, ZONE)).toBe('');
});
