/**
 * The fields of a vital-signs entry as digits typed by a gloved hand: when a number is complete, so that the next
 * field is gone to by itself, and what the digits come to as a reading.
 */
import {
  type Implausible,
  implausibleReadings,
  type Observed,
  quantity,
  type VitalSigns,
  vitalSignsSchema,
} from '@holdspace/care';

export type FieldName = 'systolic' | 'diastolic' | 'heartRate' | 'oxygenSaturation' | 'respiratoryRate' | 'temperature';

export interface Field {
  readonly name: FieldName;
  readonly label: string;
  readonly unit: string;
  /** The largest number that can be; once a further digit would pass it, the field is complete. */
  readonly most: number;
  readonly least: number;
  /** Digits after the point; typed without it. */
  readonly decimals: number;
  readonly watch: Observed;
}

export const FIELDS: readonly Field[] = [
  { name: 'systolic', label: 'Systolic', unit: 'mmHg', least: 40, most: 300, decimals: 0, watch: 'blood_pressure' },
  { name: 'diastolic', label: 'Diastolic', unit: 'mmHg', least: 20, most: 200, decimals: 0, watch: 'blood_pressure' },
  { name: 'heartRate', label: 'Heart rate', unit: '/min', least: 20, most: 300, decimals: 0, watch: 'heart_rate' },
  { name: 'oxygenSaturation', label: 'SpO₂', unit: '%', least: 30, most: 100, decimals: 0, watch: 'oxygen_saturation' },
  {
    name: 'respiratoryRate',
    label: 'Breaths',
    unit: '/min',
    least: 2,
    most: 80,
    decimals: 0,
    watch: 'respiratory_rate',
  },
  { name: 'temperature', label: 'Temperature', unit: '°C', least: 30, most: 43, decimals: 1, watch: 'temperature' },
];

/** Digits by field; absent where nothing was typed. */
export type Typed = Readonly<Partial<Record<FieldName, string>>>;

/** Only the digits that can still lead to a number that can be: "1285" stays "128", "3688" stays "368". */
export function digitsOf(field: Field, typed: string): string {
  let digits = '';
  for (const digit of typed.replace(/\D/g, '')) {
    const next = digits + digit;
    if (Number(next) > field.most * 10 ** field.decimals) break;
    digits = next;
  }
  return digits.replace(/^0+/, '');
}

/** Whether no further digit can belong to the number. */
export function isComplete(field: Field, digits: string): boolean {
  if (digits === '') return false;
  const scale = 10 ** field.decimals;
  const value = Number(digits);
  return value >= field.least * scale && value * 10 > field.most * scale;
}

/** The digits as they are shown: "36.8". */
export function shownDigits(field: Field, digits: string): string {
  if (field.decimals === 0 || digits.length <= 2) return digits;
  return `${digits.slice(0, -field.decimals)}.${digits.slice(-field.decimals)}`;
}

/** The number that the digits mean; a temperature of two digits is whole degrees. */
export function numberOf(field: Field, digits: string): number {
  return field.decimals > 0 && digits.length > 2 ? Number(digits) / 10 ** field.decimals : Number(digits);
}

export type Reading =
  | { readonly known: true; readonly vitalSigns: VitalSigns; readonly unlikely: readonly Implausible[] }
  | { readonly known: false; readonly field: FieldName | undefined; readonly because: string };

/** What was typed and chosen, as a reading; or which field does not hold yet, and why. */
export function readingOf(typed: Typed, chosen: { sedation?: number; pain?: number }): Reading {
  for (const field of FIELDS) {
    const digits = typed[field.name];
    if (!digits) continue;
    const value = numberOf(field, digits);
    if (value < field.least || value > field.most)
      return {
        known: false,
        field: field.name,
        because: `${field.label} ${value} ${field.unit} cannot be: ${field.least} to ${field.most} ${field.unit}.`,
      };
  }
  const read = (name: FieldName) => {
    const field = FIELDS.find((one) => one.name === name);
    const digits = typed[name];
    return field && digits ? numberOf(field, digits) : undefined;
  };
  const systolic = read('systolic');
  const diastolic = read('diastolic');
  if ((systolic === undefined) !== (diastolic === undefined)) {
    const [missing, there] =
      systolic === undefined ? (['systolic', 'diastolic'] as const) : (['diastolic', 'systolic'] as const);
    return { known: false, field: missing, because: `The ${missing} pressure is missing; the ${there} is there.` };
  }
  if (systolic !== undefined && diastolic !== undefined && diastolic >= systolic)
    return {
      known: false,
      field: 'diastolic',
      because: `Diastolic ${diastolic} is not below systolic ${systolic}.`,
    };
  const heartRate = read('heartRate');
  const oxygenSaturation = read('oxygenSaturation');
  const respiratoryRate = read('respiratoryRate');
  const temperature = read('temperature');
  const parsed = vitalSignsSchema.safeParse({
    ...(systolic !== undefined &&
      diastolic !== undefined && {
        bloodPressure: { systolic: quantity(systolic, 'mm[Hg]'), diastolic: quantity(diastolic, 'mm[Hg]') },
      }),
    ...(heartRate !== undefined && { heartRate: quantity(heartRate, '/min') }),
    ...(oxygenSaturation !== undefined && { oxygenSaturation: quantity(oxygenSaturation, '%') }),
    ...(respiratoryRate !== undefined && { respiratoryRate: quantity(respiratoryRate, '/min') }),
    ...(temperature !== undefined && { temperature: quantity(temperature, 'Cel') }),
    ...(chosen.sedation !== undefined && { sedation: quantity(chosen.sedation, '{score}') }),
    ...(chosen.pain !== undefined && { pain: quantity(chosen.pain, '{score}') }),
  });
  if (!parsed.success)
    return { known: false, field: undefined, because: parsed.error.issues.map((issue) => issue.message).join(' ') };
  return { known: true, vitalSigns: parsed.data, unlikely: implausibleReadings(parsed.data) };
}
