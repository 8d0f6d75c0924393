/** The record of a session as a PDF: the same document that the screen shows, on paper, with the patient on every page. */
import {
  PART_2_IN_PLAIN_WORDS,
  PART_2_NOTICE,
  type RecordRow,
  type RecordSection,
  type SessionRecord,
} from '@holdspace/care';
import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { headed, print, QUIET, RULED } from '../paper/paper.ts';

const cellsOf = (row: RecordRow): TableCell[] => [
  { text: row.time, color: QUIET },
  {
    text: [
      ...(row.isLoud ? [{ text: '! ', bold: true }] : []),
      { text: `${row.label}  `, bold: true },
      { text: row.value, ...(row.isStruck && { decoration: 'lineThrough' as const }) },
    ],
  },
  { text: row.by, color: QUIET, alignment: 'right' },
];

const sectionOf = (section: RecordSection): Content => headed(section.title, [32, '*', 92], section.rows.map(cellsOf));

function vitalSignsOf(record: SessionRecord): Content[] {
  if (record.vitalSigns.length === 0) return [];
  const head = ['Time', 'Blood pressure', 'Heart rate', 'SpO2', 'Breaths', 'Other', ''].map((text) => ({
    text,
    bold: true,
    color: QUIET,
  }));
  return [
    headed(
      'Vital signs',
      [36, 72, 52, 40, 44, '*', 92],
      [
        head,
        ...record.vitalSigns.map((row) => [
          row.time,
          row.systolic ? `${row.systolic}/${row.diastolic} mmHg` : '',
          row.heartRate && `${row.heartRate} /min`,
          row.oxygenSaturation && `${row.oxygenSaturation} %`,
          row.respiratoryRate && `${row.respiratoryRate} /min`,
          row.other,
          { text: row.by, color: QUIET, alignment: 'right' as const },
        ]),
      ],
    ),
  ];
}

function signaturesOf(record: SessionRecord): Content[] {
  const rows: TableCell[][] =
    record.signatures.length > 0
      ? record.signatures.map((one) => [
          { text: one.meaning, bold: true },
          `${one.name} (${one.roles})`,
          { text: one.time, alignment: 'right' },
        ])
      : [[{ text: 'Not signed yet.', colSpan: 3, italics: true }, '', '']];
  return [headed('Signatures', [120, '*', 130], rows)];
}

/** What ties a page to the log that it was made from; at the foot of every page, so that a loose one can be placed. */
const madeFrom = ({ events, lastHash }: SessionRecord): string =>
  `Electronically signed where a name stands. Made from ${events} entries${lastHash ? `; SHA-256 of the last: ${lastHash}` : ''}.`;

/** None of a session that was planned and has not begun; a table without a row cannot be laid out. */
function figuresOf({ figures }: SessionRecord): Content[] {
  if (figures.length === 0) return [];
  const body = figures.map(({ name, value }) => [
    { text: name, color: QUIET },
    { text: value, bold: true },
  ]);
  return [{ table: { widths: [90, '*'], body }, layout: RULED }];
}

/** Whose paper it is, at the head of every sheet. */
export const whoOf = ({ name, dateOfBirth, recordNumber }: SessionRecord['patient']): string =>
  `${name}   born ${dateOfBirth}   record ${recordNumber}`;

/** At the head of the first page, before anything that it is about. */
export const part2Box: Content = {
  table: {
    widths: ['*'],
    body: [[{ text: [{ text: `${PART_2_NOTICE}\n`, bold: true }, PART_2_IN_PLAIN_WORDS], margin: [4, 3, 4, 3] }]],
  },
  margin: [0, 0, 0, 10],
};

/**
 * Makes the PDF. `chart` is the picture of the vital signs as SVG, or empty. Where the record is about treatment for
 * substance use, every page carries the statement that must go with it (42 CFR 2.32).
 */
export async function recordPdf(record: SessionRecord, chart: string, isPart2 = false): Promise<Uint8Array> {
  const { patient, label } = record;
  return print({
    kind: 'chart',
    title: `Session record, ${patient.recordNumber}`,
    subject: label.name,
    head: { whose: whoOf(patient), what: label.name },
    foot: `${isPart2 ? `${PART_2_NOTICE}  ` : ''}${label.statement}  Times: ${record.zone}\n${madeFrom(record)}`,
    content: [
      ...(isPart2 ? [part2Box] : []),
      { text: record.title, fontSize: 17, bold: true },
      { text: `${label.name}. ${label.statement}`, margin: [0, 2, 0, 0] },
      { text: `${record.protocol}, ${record.room}, arrived ${record.arrived}`, color: QUIET, margin: [0, 2, 0, 8] },
      ...figuresOf(record),
      ...(chart ? [{ svg: chart, width: 524, margin: [0, 12, 0, 0] as [number, number, number, number] }] : []),
      ...record.sections.map(sectionOf),
      ...vitalSignsOf(record),
      ...signaturesOf(record),
    ],
  });
}
