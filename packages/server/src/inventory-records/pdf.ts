/** A record of the ledger on paper: the registration and the page number on every sheet, and lines to sign. */
import {
  dateTimeIn,
  type RecordColumn,
  type RecordLine,
  type RecordPaper,
  type RecordPart,
  sayCell,
} from '@holdspace/care';
import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { headed, holderOf, print, QUIET, RULED, signingLines } from '../paper/paper.ts';

/** A PDF of so many lines is made within seconds; more of it is made in parts. */
export const MOST_ON_PAPER = 5_000;

/** Apart from what stands at its right. */
const NUMBER = { alignment: 'right' as const, margin: [0, 0, 8, 0] as [number, number, number, number] };

interface Placed {
  readonly column: RecordColumn;
  readonly at: number;
  /** Columns whose cells stand under it. */
  readonly under: readonly number[];
}
/** A column with those that stand under it. */
function placed(columns: readonly RecordColumn[]): Placed[] {
  const all: { column: RecordColumn; at: number; under: number[] }[] = [];
  columns.forEach((column, at) => {
    const last = all.at(-1);
    if (column.isUnder && last) last.under.push(at);
    else all.push({ column, at, under: [] });
  });
  return all;
}

const cellsOf = (paper: RecordPaper, columns: readonly Placed[], { cells, isUndone }: RecordLine): TableCell[] =>
  columns.map(({ column, at, under }) => {
    const say = (place: number) => sayCell(cells[place] ?? null, paper.columns[place] ?? column, paper.zone);
    const first = say(at);
    const rest = under.map(say).filter((text) => text !== '');
    return {
      text: [
        { text: first, ...(isUndone && column.key !== 'undone' && { decoration: 'lineThrough' as const }) },
        ...(rest.length > 0 ? [{ text: `\n${rest.join(', ')}`, color: QUIET, fontSize: 7 }] : []),
      ],
      ...(column.as === 'number' && NUMBER),
    };
  });

function partOf(paper: RecordPaper, part: RecordPart): Content[] {
  // A column in which nothing stands takes no room.
  const columns = placed(paper.columns).filter(({ at, under, column }) =>
    column.key === 'undone'
      ? part.lines.some(({ cells }) => cells[at] !== null)
      : [at, ...under].some((place) => part.lines.some(({ cells }) => cells[place] !== null)),
  );
  const facts = paper.facts.flatMap((fact, place): TableCell[][] => {
    const said = sayCell(part.facts[place] ?? null, fact, paper.zone);
    return said === '' ? [] : [[{ text: fact.title, color: QUIET }, said]];
  });
  const head = columns.map(
    ({ column }): TableCell => ({
      text: column.title,
      color: QUIET,
      fontSize: 7.5,
      ...(column.as === 'number' && NUMBER),
    }),
  );
  const widths = columns.map(({ column }) => (column.as === 'number' ? 48 : column.as === 'moment' ? 76 : '*'));
  return [
    ...(facts.length > 0
      ? [
          { text: part.title ?? '', style: 'section' } as Content,
          { table: { widths: [170, '*'], body: facts }, layout: RULED } as Content,
        ]
      : []),
    ...(part.missing.length > 0
      ? [{ text: `Still missing: ${part.missing.join(' ')}`, bold: true, margin: [0, 4, 0, 0] } as Content]
      : []),
    ...(part.nothing ? [{ text: part.nothing, italics: true, margin: [0, 6, 0, 0] } as Content] : []),
    ...(part.lines.length > 0
      ? [
          headed(facts.length > 0 ? 'Lines' : paper.title, widths, [
            head,
            ...part.lines.map((line) => cellsOf(paper, columns, line)),
          ]),
        ]
      : []),
  ];
}

export async function recordPaperPdf(paper: RecordPaper): Promise<Uint8Array> {
  const { days, title } = paper;
  const when = days ? (days.from === days.to ? days.from : `${days.from} to ${days.to}`) : '';
  return print({
    kind: 'ledger',
    title: `${title} ${when}`.trim(),
    subject: paper.clinic,
    head: { whose: holderOf(paper.registrant, paper.clinic), what: `${title}${when && `, ${when}`}` },
    foot: `Made from the ledger at ${dateTimeIn(paper.zone, paper.madeAt)}.`,
    content: [
      { text: title, fontSize: 17, bold: true },
      { text: [paper.clinic, when].filter(Boolean).join(', '), margin: [0, 2, 0, 0] },
      {
        text: [`Kept under ${paper.rule}.`, `Times: ${paper.zone}.`, ...paper.notes].join(' '),
        color: QUIET,
        margin: [0, 2, 0, 0],
      },
      ...(paper.parts.length > 0
        ? paper.parts.flatMap((part) => partOf(paper, part))
        : [{ text: 'There is nothing on record for these days.', italics: true, margin: [0, 14, 0, 0] } as Content]),
      signingLines,
    ],
  });
}
