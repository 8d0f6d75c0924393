import { beforeAll, expect, test } from 'vitest';
import { type Draws, paperLetters } from './maker.ts';
import { allPrintable, printable } from './printable.ts';

const CANNOT = '(in a script that this paper cannot print; it is in the record as it was typed)';
let draws: Draws;
beforeAll(async () => {
  draws = await paperLetters();
});
const shown = (text: string) => printable(text, 'en', draws);

test('what the letters can draw stays as it is', () => {
  for (const text of [
    'Zoë Åström–Ó Briain',
    'Nguyễn Thị Ánh, Ștefan Țepeș',
    'Οδυσσέας',
    'Анна',
    '≥ 0.5 mg/kg, ±2, 37.2 °C, 5 µg, “so”…',
    '  two\nlines\tof \n',
    '',
  ])
    expect(shown(text)).toBe(text);
});

test('an accent that was typed apart from its letter is drawn with it', () => {
  expect(shown('Zoe\u0308 Nu\u0301n\u0303ez')).toBe('Zoë Núñez');
});

test('a name in another script is said to stand there, once, and what tells the patient from another stays beside it', () => {
  expect(shown('עומר בן דוד   born 1979-08-09   record Q-1001')).toBe(`${CANNOT}   born 1979-08-09   record Q-1001`);
  expect(shown('محمّد Omar')).toBe(`${CANNOT} Omar`);
  expect(shown('山 of 田')).toBe(`${CANNOT} of ${CANNOT}`);
  expect(printable('山田', 'es', draws)).toBe(
    '(en una escritura que este papel no puede imprimir; está en el expediente como se escribió)',
  );
});

test('no letter, sign, number or picture that is missing comes through as an empty box', () => {
  for (const text of ['Ὀδυσσεύς', '٣٤', '→', '👩‍⚕️', 'Ａ', '᠀']) expect(shown(text)).toBe(CANNOT);
});

test('every text of a paper is looked at, in columns, lists and tables; pictures and styles are not', () => {
  const row = [{ text: [{ text: '山', bold: true }, ' of 2'] }, '田'];
  const paper = { table: { widths: ['*'], body: [row] }, style: '山', svg: '<text>山</text>', margin: [0, 4] };
  expect(allPrintable(paper, 'en', draws)).toEqual({
    table: { widths: ['*'], body: [[{ text: [{ text: CANNOT, bold: true }, ' of 2'] }, CANNOT]] },
    style: '山',
    svg: '<text>山</text>',
    margin: [0, 4],
  });
});
