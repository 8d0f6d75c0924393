/** The monitoring form on paper: the same rows that the screen shows, with lines and boxes where a hand completes it. */
import { type MonitoringForm, PART_2_NOTICE, type SheetRow, type SheetSection } from '@holdspace/care';
import type { Column, Content, TableCell } from 'pdfmake/interfaces.js';
import { headed, INK, print, QUIET } from '../paper/paper.ts';
import { part2Box, whoOf } from './pdf.ts';

const BOX = 8;
const box = (word: string): Column[] => [
  { width: 12, canvas: [{ type: 'rect', x: 0, y: 1, w: BOX, h: BOX, lineWidth: 0.6, lineColor: INK }] },
  { width: 26, text: word },
];

/** A box to tick, or a line to write on, and beside it why it is empty. */
function toFillIn({ asksYesNo, empty, isMissing }: SheetRow): Content {
  const why = {
    text: `${isMissing ? '! ' : ''}${empty ?? ''}`,
    color: QUIET,
    fontSize: 7.5,
    bold: isMissing === true,
  };
  if (asksYesNo) return { columns: [...box('Yes'), ...box('No'), { width: '*', ...why }], columnGap: 2 };
  return {
    columns: [
      { width: 150, canvas: [{ type: 'line', x1: 0, y1: 10, x2: 140, y2: 10, lineWidth: 0.5, lineColor: INK }] },
      { width: '*', ...why },
    ],
  };
}
const cellsOf = (row: SheetRow): TableCell[] => [
  { text: row.label, color: QUIET },
  row.value === undefined ? toFillIn(row) : { text: row.value },
];
const sectionOf = ({ title, rows }: SheetSection): Content => headed(title, [150, '*'], rows.map(cellsOf));

const told = (title: string, lines: readonly string[]): Content[] =>
  lines.length === 0
    ? []
    : [
        {
          table: {
            widths: ['*'],
            body: [[{ stack: [{ text: title, bold: true }, { ul: [...lines] }], margin: [4, 3, 4, 3] }]],
          },
          margin: [0, 8, 0, 0],
        },
      ];

/** Makes the PDF. `madeAt` is said on every page, since the form grows while the session is under way. */
export async function monitoringFormPdf(
  form: MonitoringForm,
  sheet: readonly SheetSection[],
  missing: readonly string[],
  { madeAt, isPart2 }: { readonly madeAt: string; readonly isPart2: boolean },
): Promise<Uint8Array> {
  const { patient } = form;
  return print({
    kind: 'chart',
    title: `Monitoring form, ${patient.recordNumber}`,
    subject: form.title,
    head: { whose: whoOf(patient), what: form.setting.name },
    foot: `${isPart2 ? `${PART_2_NOTICE}  ` : ''}Made from the session’s log at ${madeAt}, to be copied into the REMS’s own form. Times: ${form.zone}.`,
    content: [
      ...(isPart2 ? [part2Box] : []),
      { text: form.title, fontSize: 17, bold: true },
      {
        text: form.dueOn.known
          ? `The REMS asks for it within seven days: by ${form.dueOn.value}.`
          : `When it is due: ${form.dueOn.because}.`,
        color: QUIET,
        margin: [0, 2, 0, 0],
      },
      ...told('To be noticed', form.attention),
      ...told('Nobody recorded', missing),
      ...sheet.map(sectionOf),
    ],
  });
}
