/** The record of a session as a PDF: the same document that the screen shows, on paper, with the patient on every page. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import {
  PART_2_IN_PLAIN_WORDS,
  PART_2_NOTICE,
  type RecordRow,
  type RecordSection,
  type SessionRecord,
} from '@holdspace/care';
import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';

/** What this module asks of pdfmake's server build. */
interface PdfMaker {
  addFonts(fonts: Record<string, Record<string, string>>): void;
  setLocalAccessPolicy(allows: (path: string) => boolean): void;
  setUrlAccessPolicy(allows: (url: string) => boolean): void;
  createPdf(definition: TDocumentDefinitions): { getBuffer(): Promise<Uint8Array> };
}

let maker: Promise<PdfMaker> | undefined;
/** Loaded when the first PDF is asked for: a server at rest does not carry it. */
export function pdfMaker(): Promise<PdfMaker> {
  maker ??= (async () => {
    const loaded = (await import('pdfmake')) as unknown as { default: PdfMaker };
    const fonts = join(dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')), 'fonts', 'Roboto');
    loaded.default.addFonts({
      Roboto: {
        normal: join(fonts, 'Roboto-Regular.ttf'),
        bold: join(fonts, 'Roboto-Medium.ttf'),
        italics: join(fonts, 'Roboto-Italic.ttf'),
        bolditalics: join(fonts, 'Roboto-MediumItalic.ttf'),
      },
    });
    // A record's text never makes the server read a file but its fonts, or ask anything of a network.
    loaded.default.setLocalAccessPolicy((path) => path.startsWith(fonts));
    loaded.default.setUrlAccessPolicy(() => false);
    return loaded.default;
  })();
  return maker;
}

export const INK = '#1d2a2e';
export const QUIET = '#5b6668';
const LINE = '#c9cfcd';

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

/** Hair lines between rows, nothing else. */
export const RULED = {
  hLineWidth: (index: number) => (index === 0 ? 0 : 0.4),
  vLineWidth: () => 0,
  hLineColor: () => LINE,
  paddingLeft: () => 0,
  paddingRight: () => 4,
  paddingTop: () => 2.5,
  paddingBottom: () => 2.5,
};

/** A table under a heading that stays with its first row and comes again on the next page. */
export const headed = (title: string, widths: (number | string)[], body: TableCell[][]): Content => ({
  table: {
    headerRows: 1,
    keepWithHeaderRows: 1,
    dontBreakRows: true,
    widths,
    body: [[{ text: title, style: 'section', colSpan: widths.length }, ...widths.slice(1).map(() => '')], ...body],
  },
  layout: RULED,
});

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
  const who = `${patient.name}   born ${patient.dateOfBirth}   record ${patient.recordNumber}`;
  const definition: TDocumentDefinitions = {
    pageSize: 'LETTER',
    pageMargins: [44, 62, 44, 54],
    info: {
      title: `Session record, ${patient.recordNumber}`,
      subject: label.name,
      creator: 'Holdspace',
      producer: 'Holdspace',
    },
    language: 'en',
    defaultStyle: { font: 'Roboto', fontSize: 9, color: INK, lineHeight: 1.15 },
    styles: { section: { fontSize: 11, bold: true, margin: [0, 14, 0, 4] } },
    header: {
      columns: [
        { text: who, bold: true },
        { text: label.name, alignment: 'right', color: QUIET },
      ],
      margin: [44, 26, 44, 0],
    },
    footer: (page, pages) => ({
      columns: [
        {
          width: '*',
          text: `${isPart2 ? `${PART_2_NOTICE}  ` : ''}${label.statement}  Times: ${record.zone}\n${madeFrom(record)}`,
        },
        { width: 60, text: `page ${page} of ${pages}`, alignment: 'right' },
      ],
      color: QUIET,
      fontSize: 7,
      margin: [44, 10, 44, 0],
    }),
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
  };
  return (await pdfMaker()).createPdf(definition).getBuffer();
}
