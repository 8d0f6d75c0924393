/** Proposes what each column is, from its name and from what its values are like. A person looks, and corrects. */
import { instrumentNamed } from '../measures/catalogue.ts';
import type { Instrument } from '../measures/instrument.ts';
import { INSTRUMENTS } from '../measures/instruments/index.ts';
import { mainScale } from '../measures/score-lines.ts';
import { COLUMNS_OF, type ColumnIs, type ImportKind, type Mapping } from './columns.ts';
import type { DateOrder } from './dates.ts';
import type { ColumnLook, FileLook } from './look.ts';
import type { Decimal } from './numbers.ts';
import { plainWord, readWeightUnit } from './words.ts';

type ByName = Exclude<ColumnIs['is'], 'ignored' | 'score' | 'answer' | 'weight'>;
/** Names of columns in letters and figures alone, English and Spanish. */
const HEADERS: Readonly<Record<ByName, readonly string[]>> = {
  record_number: [
    'recordnumber',
    'recordno',
    'record',
    'mrn',
    'medicalrecordnumber',
    'patientid',
    'patientnumber',
    'patient',
    'subject',
    'subjectid',
    'participant',
    'participantid',
    'id',
    'chartnumber',
    'expediente',
    'numerodeexpediente',
    'historiaclinica',
  ],
  name: ['name', 'patientname', 'fullname', 'nombrecompleto'],
  given_name: ['givenname', 'firstname', 'given', 'nombre', 'nombres'],
  family_name: ['familyname', 'lastname', 'surname', 'apellido', 'apellidos'],
  date_of_birth: ['dateofbirth', 'dob', 'birthdate', 'birthday', 'born', 'fechadenacimiento'],
  telephone: ['telephone', 'phone', 'phonenumber', 'mobile', 'telefono'],
  email: ['email', 'emailaddress', 'correo', 'correoelectronico'],
  date: [
    'date',
    'day',
    'visitdate',
    'answeredat',
    'answeredon',
    'assessmentdate',
    'completedat',
    'dosedate',
    'sessiondate',
    'givenat',
    'administeredat',
    'fecha',
  ],
  time: ['time', 'timeofday', 'clock', 'hora'],
  instrument: ['instrument', 'measure', 'questionnaire', 'scale', 'test', 'cuestionario'],
  total: ['total', 'totalscore', 'score', 'value', 'result', 'puntaje'],
  amount: ['dose', 'dosemg', 'mg', 'amount', 'amountmg', 'ketaminemg', 'milligrams', 'dosis', 'dosismg'],
  route: ['route', 'via'],
  substance: ['substance', 'drug', 'medicine', 'medication', 'product', 'farmaco', 'sustancia'],
  weight_unit: ['weightunit', 'unit', 'units', 'unidad'],
};
const BY_NAME = new Map(
  (Object.keys(HEADERS) as ByName[]).flatMap((is) => HEADERS[is].map((header) => [header, is] as const)),
);

/** Undefined where the values leave it open, or speak against one another: then a person says it. */
export function proposedOrder({ dates }: Pick<ColumnLook, 'dates'>): DateOrder | undefined {
  const { year_first, day_first, month_first, either } = dates;
  if (day_first > 0 && month_first > 0) return undefined;
  if (day_first > 0) return 'day_first';
  if (month_first > 0) return 'month_first';
  return either === 0 && year_first > 0 ? 'year_first' : undefined;
}
/** Over all columns of numbers: a file is written in one way. */
export function decimalOf(columns: readonly Pick<ColumnLook, 'numbers'>[]): Decimal | undefined {
  const sum = (sign: Decimal) => columns.reduce((all, { numbers }) => all + numbers[sign], 0);
  const [point, comma] = [sum('point'), sum('comma')];
  if (point > 0 && comma > 0) return undefined;
  return point > 0 ? 'point' : comma > 0 ? 'comma' : undefined;
}

const named = new Map<string, Instrument>(
  INSTRUMENTS.flatMap((one) => [one.id, one.title, ...one.alsoCalled].map((name) => [plainWord(name), one] as const)),
);
const byLength = [...named.keys()].sort((one, other) => other.length - one.length);

/** "phq9_total", "PHQ-9 item 3", "phq9_3", "pcl5_score": a scale or a question of a measure. */
function ofMeasure(header: string): ColumnIs | undefined {
  const plain = plainWord(header);
  const name = byLength.find((one) => plain.startsWith(one));
  const instrument = name === undefined ? undefined : named.get(name);
  if (!instrument || name === undefined) return undefined;
  const rest = plain.slice(name.length).replace(/^(score|item|question|answer|q|i)(?=.)/, '');
  if (['', 'score', 'total', 'sum', 'totalscore'].includes(rest)) {
    const scale = mainScale(instrument);
    return scale && { is: 'score', instrument: instrument.id, scale: scale.id };
  }
  const scale = instrument.scales.find(({ id, name: called }) => [id, called].some((one) => plainWord(one) === rest));
  if (scale) return { is: 'score', instrument: instrument.id, scale: scale.id };
  const linkId = instrument.items.find((one) => plainWord(one.linkId) === rest.replace(/^0+(?=\d)/, ''))?.linkId;
  return linkId === undefined ? undefined : { is: 'answer', instrument: instrument.id, linkId };
}

function ofWeight(header: string): ColumnIs | undefined {
  const words = header
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter(Boolean);
  if (!words.some((one) => ['weight', 'bodyweight', 'wt', 'peso'].includes(one))) return undefined;
  const unit = words.map(readWeightUnit).find((one) => one !== undefined);
  if (words.some((one) => one === 'unit' || one === 'units')) return { is: 'weight_unit' };
  return { is: 'weight', ...(unit && { unit }) };
}

function columnOf(kind: Exclude<ImportKind, 'fhir'>, look: ColumnLook): ColumnIs {
  const is = BY_NAME.get(plainWord(look.header));
  const found: ColumnIs =
    (kind === 'scores' ? ofMeasure(look.header) : undefined) ??
    (kind === 'doses' ? ofWeight(look.header) : undefined) ??
    (is === undefined ? { is: 'ignored' } : is === 'date' || is === 'date_of_birth' ? dated(is, look) : { is });
  return COLUMNS_OF[kind].includes(found.is) ? found : { is: 'ignored' };
}
const dated = (is: 'date' | 'date_of_birth', look: ColumnLook): ColumnIs => {
  const order = proposedOrder(look);
  return { is, ...(order && { order }) };
};

/** Of columns that would be the same thing, the first is taken and the others are left out. */
export function proposeMapping(kind: Exclude<ImportKind, 'fhir'>, look: FileLook): Mapping {
  const taken = new Set<string>();
  const columns = look.columns.map((column) => {
    const as = columnOf(kind, column);
    const key = JSON.stringify({ ...as, order: undefined, unit: undefined });
    if (as.is !== 'ignored' && taken.has(key)) return { header: column.header, as: { is: 'ignored' } as const };
    taken.add(key);
    return { header: column.header, as };
  });
  const decimal = decimalOf(look.columns.filter((_, index) => isNumber(columns[index]?.as.is)));
  return { columns, ...(decimal && { decimal }), fixed: {}, makesPatients: kind === 'patients' };
}
export const isNumber = (is: ColumnIs['is'] | undefined): boolean =>
  is === 'total' || is === 'score' || is === 'answer' || is === 'amount' || is === 'weight';

/** For a choice of measures by name, where a cell or a person names one. */
export const measureNamed = (text: string): Instrument | undefined =>
  instrumentNamed(text) ?? INSTRUMENTS.find(({ loinc }) => loinc !== undefined && loinc === text.trim());
