/** One row of a CSV file, read by its mapping and by nothing else: what it says, or everything that is wrong with it. */
import { instrumentOf } from '../measures/catalogue.ts';
import type { Instrument } from '../measures/instrument.ts';
import { mainScale } from '../measures/score-lines.ts';
import type { ColumnIs, ImportKind, Mapping } from './columns.ts';
import { finding, quoted, type RowFinding } from './findings.ts';
import { IMPORT_LIMITS } from './limits.ts';
import { readNumber } from './numbers.ts';
import type { PastDoseGiven, PastMoment, PastScore, PatientTold, ReadRow } from './past.ts';
import { measureNamed } from './propose.ts';
import { readDose } from './read-dose.ts';
import { readMeasure, type ToldScore } from './read-score.ts';
import { type ReadingAt, readBirth, readWhen } from './read-when.ts';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** What an export puts before a text that a spreadsheet would take for a formula. */
const SHIELDED = /^'(?=[=+\-@\t\r\n])/;
/** What files write where there is nothing. */
const NOTHING = /^(na|n\/a|nan|null|-|\.)$/i;

/** Reads rows of one file; `cells` by position, as the separator cut them. */
export function createRowReader(kind: Exclude<ImportKind, 'fhir'>, mapping: Mapping, at: ReadingAt) {
  const { columns, fixed, decimal } = mapping;
  const where = (is: ColumnIs['is']) => columns.findIndex(({ as }) => as.is === is);
  const places = Object.fromEntries(
    (
      [
        'record_number',
        'name',
        'given_name',
        'family_name',
        'date_of_birth',
        'telephone',
        'email',
        'date',
        'time',
        'instrument',
        'total',
        'amount',
        'route',
        'substance',
        'weight',
        'weight_unit',
      ] as const
    ).map((is) => [is, where(is)]),
  ) as Readonly<Record<ColumnIs['is'], number>>;
  const headerOf = (is: ColumnIs['is']): string => columns[places[is]]?.header ?? '';
  const orderOf = (is: 'date' | 'date_of_birth') => {
    const as = columns[places[is]]?.as;
    return as?.is === 'date' || as?.is === 'date_of_birth' ? as.order : undefined;
  };
  const weight = columns[places.weight]?.as;
  const doseColumns = {
    amount: headerOf('amount'),
    substance: headerOf('substance'),
    route: headerOf('route'),
    weight: headerOf('weight'),
    decimal,
    fixed: {
      ...(fixed.substance && { substance: fixed.substance }),
      ...(fixed.route && { route: fixed.route }),
      ...(weight?.is === 'weight' && weight.unit && { weightUnit: weight.unit }),
    },
  };

  return (row: number, given: readonly string[]): ReadRow => {
    const findings: RowFinding[] = [];
    const nothing = { row, scores: [], doses: [] } as const;
    if (given.length !== columns.length)
      return {
        ...nothing,
        findings: [
          finding('row-cut-wrong', `It has ${given.length} cells, and the header has ${columns.length}.`, {
            satisfy: 'A separator within a cell stands in quotation marks; or one is missing.',
          }),
        ],
      };
    const cells = given.map((cell, index) => {
      const text = cell.trim();
      const header = columns[index]?.header ?? '';
      if (text.length > IMPORT_LIMITS.mostLetters && columns[index]?.as.is !== 'ignored')
        findings.push(
          finding('cell-too-long', `It has ${text.length} letters; ${IMPORT_LIMITS.mostLetters} is the most.`, {
            column: header,
            satisfy: 'A quotation mark may be missing where it ends.',
          }),
        );
      if (!SHIELDED.test(text) || columns[index]?.as.is === 'ignored') return text;
      findings.push(
        finding('apostrophe-left', `${quoted(text)} is read as ${quoted(text.slice(1))}.`, { column: header }),
      );
      return text.slice(1);
    });
    const cell = (is: ColumnIs['is']): string => cells[places[is]] ?? '';
    const patient = readPatient(cell, findings);
    if (kind === 'patients') return { ...nothing, ...(patient && { patient }), findings };
    const when = readWhen(cell('date'), cell('time'), orderOf('date'), at, { column: headerOf('date') });
    if (!when.ok) findings.push(when.finding);
    // Read all the same, so that everything that is wrong is said at once.
    const moment = when.ok ? when.value : { day: at.now.slice(0, 10) };
    const scores = kind === 'scores' ? readScores(cells, cell, moment, findings) : [];
    const doses = kind === 'doses' ? readDoses(cell, moment, findings) : [];
    if (scores.length + doses.length === 0 && findings.every(({ level }) => level !== 'refused'))
      findings.push(
        finding('nothing-in-row', 'Its cells for scores are empty.', { satisfy: 'Leave the row out, or fill it.' }),
      );
    return { row, ...(patient && { patient }), scores, doses, findings };
  };

  function readPatient(cell: (is: ColumnIs['is']) => string, findings: RowFinding[]): PatientTold | undefined {
    const recordNumber = cell('record_number');
    const whole = cell('name') || [cell('given_name'), cell('family_name')].filter(Boolean).join(' ');
    const birth = cell('date_of_birth');
    const read =
      birth === '' ? undefined : readBirth(birth, orderOf('date_of_birth'), at, { column: headerOf('date_of_birth') });
    if (read && !read.ok) findings.push(read.finding);
    const [telephone, email] = [cell('telephone'), cell('email')];
    if (email !== '' && !EMAIL.test(email))
      findings.push(
        finding('not-an-address', `${quoted(email)} is no e-mail address.`, {
          column: headerOf('email'),
          satisfy: 'Put it right, or leave the cell empty.',
        }),
      );
    if (recordNumber === '') {
      findings.push(
        finding('no-record-number', 'There is no record number in it.', {
          column: headerOf('record_number'),
          satisfy: 'Write the record number under which the patient is, or will be, here.',
        }),
      );
      return undefined;
    }
    return {
      recordNumber,
      ...(whole !== '' && { name: whole.replace(/\s+/g, ' ') }),
      ...(read?.ok && { dateOfBirth: read.value }),
      ...(telephone !== '' && { telephone }),
      ...(email !== '' && { email }),
    };
  }

  function readScores(
    cells: readonly string[],
    cell: (is: ColumnIs['is']) => string,
    when: PastMoment,
    findings: RowFinding[],
  ): readonly PastScore[] {
    const found = new Map<Instrument, { told: ToldScore[]; answers: Record<string, number> }>();
    const of = (instrument: Instrument) => {
      const one = found.get(instrument) ?? { told: [], answers: {} };
      found.set(instrument, one);
      return one;
    };
    const numberIn = (index: number): number | undefined => {
      const text = cells[index] ?? '';
      if (text === '' || NOTHING.test(text)) return undefined;
      const read = readNumber(text, decimal);
      const column = columns[index]?.header ?? '';
      if (!read.ok) {
        findings.push(
          finding('not-a-number', `${quoted(text)} is no number.`, {
            column,
            satisfy: 'Answers and scores are brought as numbers; leave the cell empty where there is none.',
          }),
        );
        return undefined;
      }
      if (read.wasGrouped) findings.push(finding('thousands-read', `${quoted(text)} has a separator.`, { column }));
      return read.value;
    };
    columns.forEach(({ as, header }, index) => {
      if (as.is !== 'score' && as.is !== 'answer' && as.is !== 'total') return;
      const value = numberIn(index);
      if (value === undefined) return;
      const instrument = as.is === 'total' ? measureOf(cell('instrument'), findings) : instrumentOf(as.instrument);
      if (!instrument) return;
      if (as.is === 'answer') of(instrument).answers[as.linkId] = value;
      else {
        const scale = as.is === 'total' ? mainScale(instrument) : instrument.scales.find(({ id }) => id === as.scale);
        if (scale) of(instrument).told.push({ column: header, scale, value });
      }
    });
    return [...found].flatMap(([instrument, { told, answers }]) => {
      const read = readMeasure(instrument, told, answers, when);
      findings.push(...read.findings);
      return read.score ? [read.score] : [];
    });
  }

  function measureOf(text: string, findings: RowFinding[]): Instrument | undefined {
    const instrument = text === '' ? fixed.instrument && instrumentOf(fixed.instrument) : measureNamed(text);
    if (instrument) return instrument;
    findings.push(
      finding(
        'measure-not-known',
        text === '' ? 'It does not say which measure.' : `${quoted(text)} is no measure that is known here.`,
        {
          column: headerOf('instrument'),
          satisfy: 'Write it as this clinic’s page of measures does, such as PHQ-9; other measures are not brought.',
        },
      ),
    );
    return undefined;
  }

  function readDoses(
    cell: (is: ColumnIs['is']) => string,
    when: PastMoment,
    findings: RowFinding[],
  ): readonly PastDoseGiven[] {
    const told = {
      amount: cell('amount'),
      substance: cell('substance'),
      route: cell('route'),
      weight: NOTHING.test(cell('weight')) ? '' : cell('weight'),
      weightUnit: cell('weight_unit'),
    };
    const read = readDose(told, doseColumns, when);
    findings.push(...read.findings);
    return read.dose ? [read.dose] : [];
  }
}
