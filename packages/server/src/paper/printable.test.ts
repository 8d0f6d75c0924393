import { expect, test } from 'vitest';
import { allPrintable, printable } from './printable.ts';

const CANNOT = '(in a script that this paper cannot print; it is in the record as it was typed)';

test('what the letters can draw stays as it is', () => {
  for (const text of ['Zoë Åström–Ó Briain', 'Ὀδυσσεύς', 'Анна', '≥ 0.5 mg/kg, 37.2 °C, 5 µg, “so”', 'two\nlines\tof'])
    expect(printable(text, 'en')).toBe(text);
});

test('a name in another script is said to stand there, once, and what tells the patient from another stays beside it', () => {
  expect(printable('עומר בן דוד   born 1979-08-09   record Q-1001', 'en')).toBe(
    `${CANNOT}   born 1979-08-09   record Q-1001`,
  );
  expect(printable('محمّد Omar', 'en')).toBe(`${CANNOT} Omar`);
  expect(printable('Ada 👩‍⚕️', 'en')).toBe(`Ada ${CANNOT}`);
  expect(printable('山田', 'es')).toBe(
    '(en una escritura que este papel no puede imprimir; está en el expediente como se escribió)',
  );
});

test('every text of a paper is looked at, in columns, lists and tables; pictures and styles are not', () => {
  const row = [{ text: [{ text: '山', bold: true }, ' of 2'] }, '田'];
  expect(
    allPrintable({ table: { widths: ['*'], body: [row] }, style: '山', svg: '<text>山</text>', margin: [0, 4] }, 'en'),
  ).toEqual({
    table: { widths: ['*'], body: [[{ text: [{ text: CANNOT, bold: true }, ' of 2'] }, CANNOT]] },
    style: '山',
    svg: '<text>山</text>',
    margin: [0, 4],
  });
});
