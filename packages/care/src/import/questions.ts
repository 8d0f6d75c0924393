/** What has to be settled about a mapping before a dry run: each is a choice that nobody but a person can make. */
import { instrumentOf } from '../measures/catalogue.ts';
import { COLUMN_NAMES, COLUMNS_OF, type ColumnIs, type ColumnName, type ImportKind, type Mapping } from './columns.ts';
import type { FileLook } from './look.ts';
import { isNumber } from './propose.ts';

export const MAPPING_RULES = [
  'columns-of-this-file',
  'not-of-this-kind',
  'one-column-each',
  'who-it-is',
  'when-it-was',
  'which-measure',
  'no-score',
  'which-dose',
  'date-order',
  'decimal',
  'weight-unit',
  'patients-need-names',
] as const;
export interface MappingQuestion {
  readonly rule: (typeof MAPPING_RULES)[number];
  /** Which column, by position; absent where it is about the whole. */
  readonly column?: number;
  readonly says: string;
}

export function mappingQuestions(
  kind: Exclude<ImportKind, 'fhir'>,
  mapping: Mapping,
  look: FileLook,
): readonly MappingQuestion[] {
  const { columns, fixed } = mapping;
  const questions: MappingQuestion[] = [];
  const ask = (rule: MappingQuestion['rule'], says: string, column?: number) =>
    questions.push({ rule, says, ...(column !== undefined && { column }) });
  const has = (...names: readonly ColumnName[]) => columns.some(({ as }) => names.includes(as.is));
  if (columns.length !== look.columns.length || columns.some(({ header }, at) => header !== look.columns[at]?.header)) {
    ask('columns-of-this-file', `The file has ${look.columns.length} columns, and this is about others.`);
    return questions;
  }
  const seen = new Map<string, number>();
  columns.forEach(({ as, header }, at) => {
    if (!COLUMNS_OF[kind].includes(as.is))
      ask('not-of-this-kind', `“${header}”: ${COLUMN_NAMES[as.is]} does not come with this kind of file.`, at);
    if (!isKnown(as)) ask('which-measure', `“${header}”: this measure has no such scale or question here.`, at);
    const key = keyOf(as);
    const before = seen.get(key);
    if (as.is !== 'ignored' && before !== undefined)
      ask(
        'one-column-each',
        `“${header}” and “${columns[before]?.header}” are both ${COLUMN_NAMES[as.is]}: choose one.`,
        at,
      );
    seen.set(key, at);
    const looked = look.columns[at];
    if ((as.is === 'date' || as.is === 'date_of_birth') && as.order === undefined && (looked?.filled ?? 0) > 0)
      ask('date-order', `“${header}”: its values do not tell whether day or month comes first. Say which.`, at);
    const saysUnit = has('weight_unit') || (looked !== undefined && looked.units === looked.filled);
    if (as.is === 'weight' && as.unit === undefined && !saysUnit)
      ask('weight-unit', `“${header}”: nothing says whether it is kilograms or pounds. Say which.`, at);
  });
  const needsDecimal = columns.some(({ as }, at) => {
    const { point = 0, comma = 0, either = 0 } = look.columns[at]?.numbers ?? {};
    return isNumber(as.is) && point + comma + either > 0;
  });
  if (needsDecimal && mapping.decimal === undefined)
    ask('decimal', 'Its numbers do not tell whether a point or a comma stands before decimals. Say which.');
  if (!has('record_number')) ask('who-it-is', 'Say which column is the record number: it tells whose row it is.');
  const namesPeople = (has('name') || (has('given_name') && has('family_name'))) && has('date_of_birth');
  if ((mapping.makesPatients || kind === 'patients') && !namesPeople)
    ask('patients-need-names', 'To make patients, the file says name and date of birth. Say which columns they are.');
  if (kind !== 'patients' && !has('date')) ask('when-it-was', 'Say which column is the date.');
  if (kind === 'scores') {
    if (!has('total', 'score', 'answer')) ask('no-score', 'Say which columns are scores, or answers to questions.');
    if (fixed.instrument !== undefined && !instrumentOf(fixed.instrument))
      ask('which-measure', 'The measure of the file is not known here.');
    if (has('total') && !has('instrument') && fixed.instrument === undefined)
      ask('which-measure', 'Say which measure the total is of.');
  }
  if (kind === 'doses') {
    if (!has('amount')) ask('which-dose', 'Say which column is the dose in mg.');
    if (!has('substance') && fixed.substance === undefined) ask('which-dose', 'Say what was given: no column says it.');
    if (!has('route') && fixed.route === undefined)
      ask('which-dose', 'Say by which route it was given: no column says it.');
  }
  return questions;
}

function isKnown(as: ColumnIs): boolean {
  if (as.is !== 'score' && as.is !== 'answer') return true;
  const { scales = [], items = [] } = instrumentOf(as.instrument) ?? {};
  return as.is === 'score'
    ? scales.some(({ id }) => id === as.scale)
    : items.some(({ linkId }) => linkId === as.linkId);
}
function keyOf(as: ColumnIs): string {
  if (as.is === 'score') return `score ${as.instrument} ${as.scale}`;
  return as.is === 'answer' ? `answer ${as.instrument} ${as.linkId}` : as.is;
}
