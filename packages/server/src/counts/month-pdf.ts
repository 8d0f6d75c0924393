/** The monthly page on paper: what an inspector is handed, with the registration and the page number on every sheet. */
import { type DispensingLine, dateTimeIn, type MonthPage, type MonthRow, NOT_SHOWN, sayHidden } from '@holdspace/care';
import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { headed, holderOf, print, QUIET, signingLines } from '../paper/paper.ts';

const mg = (micrograms: number): string =>
  new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 }).format(micrograms / 1000);
const number = (micrograms: number): TableCell => ({
  text: micrograms === 0 ? '0' : mg(micrograms),
  alignment: 'right',
  ...(micrograms === 0 && { color: QUIET }),
});
const head = (texts: readonly string[], firstLeft = 1): TableCell[] =>
  texts.map((text, index) => ({
    text,
    color: QUIET,
    fontSize: 7.5,
    alignment: index < firstLeft ? 'left' : 'right',
  }));
const COLUMNS = [
  ['Opening', 'opening'],
  ['Received', 'received'],
  ['Given', 'administered'],
  ['Wasted', 'wasted'],
  ['Returned', 'returned'],
  ['Destroyed', 'destroyed'],
  ['Lost', 'lost'],
  ['Adjusted', 'adjusted'],
  ['Closing', 'closing'],
] as const satisfies readonly (readonly [string, keyof MonthRow])[];

const balances = ({ rows }: MonthPage): Content =>
  headed(
    'Balances, in milligrams',
    ['*', ...COLUMNS.map(() => 58)],
    [
      head(['Product', ...COLUMNS.map(([title]) => title)]),
      ...(rows.length > 0
        ? rows.map((row): TableCell[] => [
            {
              text: [
                { text: row.name, bold: true },
                `\n${row.substance}, schedule ${row.schedule}, ${row.form} ${row.strength}, ${row.package}${row.ndc ? `, NDC ${row.ndc}` : ''}`,
              ],
            },
            ...COLUMNS.map(([, key]) => number(row[key])),
          ])
        : [none('No controlled substance was held or moved in this month.', COLUMNS.length + 1)]),
    ],
  );

const dispensing = ({ dispensing: lines }: MonthPage): Content =>
  headed(
    'Dispensing record (21 CFR 1304.22(c))',
    [96, '*', 74, 66, '*', 110],
    [
      head(['Date and time', 'Substance, form and strength', 'Amount', 'Container', 'To whom', 'By whom'], 6),
      ...(lines.length > 0
        ? lines.map((line): TableCell[] => [
            { text: line.time, color: QUIET },
            struck(line.isReversed, `${line.substance}, ${line.form}, ${line.strength}`),
            struck(line.isReversed, `${line.quantity} (${mg(line.micrograms)} mg)`),
            { text: `${line.label}\nlot ${line.lot}`, fontSize: 7.5 },
            { text: sayReceiver(line.toWhom) },
            { text: line.isReversed ? `${line.byWhom} (recorded by mistake)` : line.byWhom },
          ])
        : [none('Nothing was dispensed in this month.', 6)]),
    ],
  );
/** Name and address, as 21 CFR 1304.22(c) wants them, or why they are not there. */
const sayReceiver = (toWhom: DispensingLine['toWhom']): string => {
  if (toWhom === 'hidden') return NOT_SHOWN;
  return toWhom ? `${toWhom.name}\n${toWhom.address ?? 'address not on record'}` : 'not on record';
};
const struck = (isReversed: boolean, text: string): TableCell => ({
  text,
  ...(isReversed && { decoration: 'lineThrough' as const }),
});

const counts = ({ counts: all }: MonthPage): Content =>
  headed(
    'Counts',
    [96, 110, 100, '*', '*'],
    [
      head(['Date and time', 'Kind', 'Safe', 'Counted by', 'Result'], 5),
      ...(all.length > 0
        ? all.map((one): TableCell[] => [
            { text: one.time, color: QUIET },
            one.kind,
            one.safe,
            one.by.join(' and ') || 'nobody yet',
            one.result,
          ])
        : [none('No count was made in this month.', 5)]),
    ],
  );

const discrepancies = ({ discrepancies: all }: MonthPage): Content =>
  headed(
    'Discrepancies',
    [96, 150, '*', 110, 110],
    [
      head(['Date and time', 'Cause', 'What', 'Owner', 'Stands'], 5),
      ...(all.length > 0
        ? all.map((one): TableCell[] => [
            { text: one.time, color: QUIET },
            one.cause,
            one.what,
            one.owner,
            { text: one.state, bold: one.state === 'Open' },
          ])
        : [none('No discrepancy was found in this month.', 5)]),
    ],
  );
const none = (text: string, columns: number): TableCell[] => [
  { text, italics: true, colSpan: columns },
  ...Array.from({ length: columns - 1 }, () => ''),
];

/** "March 2026" */
export const sayMonth = (month: string): string =>
  new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-15T00:00:00Z`),
  );

export async function monthPdf(page: MonthPage): Promise<Uint8Array> {
  const notes = [
    `Times: ${page.zone}.`,
    page.isRunning ? 'The month is not over: these are the numbers so far.' : '',
    page.recordedLate > 0
      ? `${page.recordedLate} ${page.recordedLate === 1 ? 'entry was' : 'entries were'} recorded after the month’s end, and ${page.recordedLate === 1 ? 'belongs' : 'belong'} to it.`
      : '',
    sayHidden(page) ?? '',
    'Opening + received - given - wasted - returned - destroyed - lost + adjusted = closing.',
  ];
  return print({
    kind: 'ledger',
    title: `Controlled substances, ${sayMonth(page.month)}`,
    subject: page.clinic,
    head: { whose: holderOf(page.registrant, page.clinic), what: sayMonth(page.month) },
    foot: `Made from the ledger at ${dateTimeIn(page.zone, page.madeAt)}.`,
    content: [
      { text: `Controlled substances, ${sayMonth(page.month)}`, fontSize: 17, bold: true },
      { text: page.clinic, margin: [0, 2, 0, 0] },
      { text: notes.filter(Boolean).join(' '), color: QUIET, margin: [0, 2, 0, 0] },
      balances(page),
      dispensing(page),
      counts(page),
      discrepancies(page),
      signingLines,
    ],
  });
}
