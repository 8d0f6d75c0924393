/** The frame of everything that Holdspace prints: whose it is at the head of each sheet, what it was made from at the foot. */
import type { Language, Registrant } from '@holdspace/care';
import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { paperLetters, pdfMaker } from './maker.ts';
import { allPrintable } from './printable.ts';

export const INK = '#1d2a2e';
export const QUIET = '#5b6668';
const LINE = '#c9cfcd';

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

/** Who holds the registration, as an inspector looks for it; or that nobody wrote it down. */
export const holderOf = (registrant: Registrant | null, clinic: string): string =>
  registrant
    ? `${registrant.name}   DEA ${registrant.deaNumber}   ${registrant.street}, ${registrant.city}, ${registrant.state} ${registrant.zip}`
    : `${clinic}   DEA registration not written down`;

/** Lines for a hand, kept together. */
export const signingLines: Content = {
  columns: ['Signed', 'Name', 'Date'].map((text) => ({
    stack: [
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 200, y2: 0, lineWidth: 0.5, lineColor: INK }] },
      { text, color: QUIET, fontSize: 7.5, margin: [0, 2, 0, 0] },
    ],
  })),
  margin: [0, 44, 0, 0],
  unbreakable: true,
};

/** For a chart, upright; for a ledger with its columns, on its side; for a patient to read, in larger letters. */
const KINDS = {
  chart: { isOnItsSide: false, beside: 44, above: 62, below: 54, letters: 9, lines: 1.15, section: 11 },
  ledger: { isOnItsSide: true, beside: 40, above: 58, below: 46, letters: 8, lines: 1.15, section: 11 },
  reading: { isOnItsSide: false, beside: 54, above: 66, below: 54, letters: 11, lines: 1.25, section: 12.5 },
} as const;
const PAGE_OF: Readonly<Record<Language, (page: number, pages: number) => string>> = {
  en: (page, pages) => `page ${page} of ${pages}`,
  es: (page, pages) => `página ${page} de ${pages}`,
};

export interface Paper {
  readonly kind: keyof typeof KINDS;
  readonly language?: Language;
  /** Of the file, as a reader's window shows it: no patient's name. */
  readonly title: string;
  readonly subject?: string;
  /** At the head of every sheet: whose it is, and what it is. */
  readonly head: { readonly whose: string; readonly what: string };
  /** At the foot of every sheet: what it was made from. */
  readonly foot: string;
  readonly content: readonly Content[];
}

/** Makes the PDF. */
export async function print(paper: Paper): Promise<Uint8Array> {
  const { kind, language = 'en', title, subject, head, foot } = paper;
  const { isOnItsSide, beside, above, below, letters, lines, section } = KINDS[kind];
  const [maker, draws] = await Promise.all([pdfMaker(), paperLetters()]);
  const shown = <Part>(part: Part): Part => allPrintable(part, language, draws);
  return maker
    .createPdf({
      pageSize: 'LETTER',
      pageOrientation: isOnItsSide ? 'landscape' : 'portrait',
      pageMargins: [beside, above, beside, below],
      info: { title, ...(subject && { subject }), creator: 'Holdspace', producer: 'Holdspace' },
      language,
      defaultStyle: { font: 'Roboto', fontSize: letters, color: INK, lineHeight: lines },
      styles: { section: { fontSize: section, bold: true, margin: [0, 14, 0, 4] } },
      header: {
        columns: [
          { text: shown(head.whose), bold: true },
          { width: isOnItsSide ? 220 : 190, text: shown(head.what), alignment: 'right', color: QUIET },
        ],
        fontSize: Math.min(letters, 9),
        margin: [beside, 26, beside, 0],
      },
      footer: (page, pages) => ({
        columns: [
          { width: '*', text: shown(foot) },
          { width: 80, text: PAGE_OF[language](page, pages), alignment: 'right' },
        ],
        color: QUIET,
        fontSize: 7,
        margin: [beside, 10, beside, 0],
      }),
      content: shown([...paper.content]),
    })
    .getBuffer();
}
