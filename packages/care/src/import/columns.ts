/** What each column of a file is, as a person settles it; kept by name, and used again for the next file of the same columns. */
import { z } from 'zod';
import { DATE_ORDERS } from './dates.ts';
import { IMPORT_LIMITS } from './limits.ts';
import { DECIMALS } from './numbers.ts';
import { PAST_ROUTES, PAST_SUBSTANCES, WEIGHT_UNITS } from './words.ts';

/** What a file brings. A FHIR file may bring all three and needs no columns. */
export const IMPORT_KINDS = ['patients', 'scores', 'doses', 'fhir'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];
export const IMPORT_KIND_NAMES: Readonly<Record<ImportKind, string>> = {
  patients: 'Patients',
  scores: 'Past measure results',
  doses: 'Past doses',
  fhir: 'FHIR (Bundle or NDJSON)',
};

const word = z.string().min(1).max(64);
const order = z.enum(DATE_ORDERS).optional();
const plain = <T extends string>(is: T) => z.strictObject({ is: z.literal(is) });
export const columnSchema = z.discriminatedUnion('is', [
  plain('ignored'),
  plain('record_number'),
  plain('name'),
  plain('given_name'),
  plain('family_name'),
  /** Absent order: not settled yet. */
  z.strictObject({ is: z.literal('date_of_birth'), order }),
  plain('telephone'),
  plain('email'),
  z.strictObject({ is: z.literal('date'), order }),
  plain('time'),
  plain('instrument'),
  /** Of the instrument that the row, or the file, names. */
  plain('total'),
  z.strictObject({ is: z.literal('score'), instrument: word, scale: word }),
  z.strictObject({ is: z.literal('answer'), instrument: word, linkId: word }),
  /** Milligrams. */
  plain('amount'),
  plain('route'),
  plain('substance'),
  /** Absent unit: not settled yet, unless a column of units or the cells themselves say it. */
  z.strictObject({ is: z.literal('weight'), unit: z.enum(WEIGHT_UNITS).optional() }),
  plain('weight_unit'),
]);
export type ColumnIs = z.output<typeof columnSchema>;
export type ColumnName = ColumnIs['is'];

export const COLUMN_NAMES: Readonly<Record<ColumnName, string>> = {
  ignored: 'left out',
  record_number: 'record number',
  name: 'whole name',
  given_name: 'given name',
  family_name: 'family name',
  date_of_birth: 'date of birth',
  telephone: 'telephone',
  email: 'e-mail',
  date: 'date',
  time: 'time of day',
  instrument: 'which measure',
  total: 'total score',
  score: 'score of a scale',
  answer: 'answer to a question',
  amount: 'dose, in mg',
  route: 'route',
  substance: 'what was given',
  weight: 'body weight',
  weight_unit: 'unit of the weight',
};

export const mappingSchema = z.strictObject({
  /** By position. */
  columns: z
    .array(z.strictObject({ header: z.string().max(IMPORT_LIMITS.mostLetters), as: columnSchema }))
    .min(1)
    .max(IMPORT_LIMITS.mostColumns)
    .readonly(),
  /** How numbers are written; absent where all are whole, or nobody has settled it. */
  decimal: z.enum(DECIMALS).optional(),
  /** What holds for every row of the file, where no column says it. */
  fixed: z.strictObject({
    instrument: word.optional(),
    substance: z.enum(PAST_SUBSTANCES).optional(),
    route: z.enum(PAST_ROUTES).optional(),
  }),
  /** Whether who is not here yet is made a patient; else such a row is refused. */
  makesPatients: z.boolean(),
});
export type Mapping = z.output<typeof mappingSchema>;

/** Which columns a kind may have, beside those that say who a row is about. */
const OF_WHOM: readonly ColumnName[] = [
  'ignored',
  'record_number',
  'name',
  'given_name',
  'family_name',
  'date_of_birth',
  'telephone',
  'email',
];
export const COLUMNS_OF: Readonly<Record<Exclude<ImportKind, 'fhir'>, readonly ColumnName[]>> = {
  patients: OF_WHOM,
  scores: [...OF_WHOM, 'date', 'time', 'instrument', 'total', 'score', 'answer'],
  doses: [...OF_WHOM, 'date', 'time', 'amount', 'substance', 'route', 'weight', 'weight_unit'],
};

/** A mapping that was kept, put upon the columns of another file by their names; what it does not know is left as proposed. */
export function applyMapping(kept: Mapping, proposed: Mapping): Mapping {
  const byHeader = new Map(kept.columns.map(({ header, as }) => [header, as]));
  return {
    ...kept,
    columns: proposed.columns.map(({ header, as }) => ({ header, as: byHeader.get(header) ?? as })),
    ...(kept.decimal === undefined && proposed.decimal !== undefined && { decimal: proposed.decimal }),
  };
}
