/**
 * Quantities: a number is never apart from its UCUM unit, and kilograms are never mistaken for pounds.
 * The list of units is closed; `quantity.test.ts` checks every factor against the NLM's UCUM library.
 */
import { z } from 'zod';

/** What each UCUM code measures, and how many of the kind's base unit one of it is. Factors are exact. */
export const UNITS = {
  kg: { kind: 'mass_of_body', base: 'kg', factor: 1, name: 'kilograms' },
  '[lb_av]': { kind: 'mass_of_body', base: 'kg', factor: 0.45359237, name: 'pounds' },
  ug: { kind: 'drug_amount', base: 'ug', factor: 1, name: 'micrograms' },
  mg: { kind: 'drug_amount', base: 'ug', factor: 1000, name: 'milligrams' },
  'ug/mL': { kind: 'drug_concentration', base: 'ug/mL', factor: 1, name: 'micrograms per millilitre' },
  'mg/mL': { kind: 'drug_concentration', base: 'ug/mL', factor: 1000, name: 'milligrams per millilitre' },
  'ug/kg': { kind: 'dose_by_weight', base: 'ug/kg', factor: 1, name: 'micrograms per kilogram' },
  'mg/kg': { kind: 'dose_by_weight', base: 'ug/kg', factor: 1000, name: 'milligrams per kilogram' },
  uL: { kind: 'volume', base: 'uL', factor: 1, name: 'microlitres' },
  mL: { kind: 'volume', base: 'uL', factor: 1000, name: 'millilitres' },
  'uL/h': { kind: 'pump_rate', base: 'uL/h', factor: 1, name: 'microlitres per hour' },
  'mL/h': { kind: 'pump_rate', base: 'uL/h', factor: 1000, name: 'millilitres per hour' },
  s: { kind: 'duration', base: 's', factor: 1, name: 'seconds' },
  min: { kind: 'duration', base: 's', factor: 60, name: 'minutes' },
  h: { kind: 'duration', base: 's', factor: 3600, name: 'hours' },
  d: { kind: 'duration', base: 's', factor: 86400, name: 'days' },
  'mm[Hg]': { kind: 'pressure', base: 'mm[Hg]', factor: 1, name: 'millimetres of mercury' },
  '/min': { kind: 'frequency', base: '/min', factor: 1, name: 'per minute' },
  '%': { kind: 'fraction', base: '%', factor: 1, name: 'percent' },
  Cel: { kind: 'temperature', base: 'Cel', factor: 1, name: 'degrees Celsius' },
  cm: { kind: 'length', base: 'cm', factor: 1, name: 'centimetres' },
  '{score}': { kind: 'score', base: '{score}', factor: 1, name: 'points' },
} as const;

export type Unit = keyof typeof UNITS;
export type QuantityKind = (typeof UNITS)[Unit]['kind'];
/** The units that measure one kind. */
export type UnitOf<K extends QuantityKind> = {
  [U in Unit]: (typeof UNITS)[U]['kind'] extends K ? U : never;
}[Unit];
/** The unit in which a kind is kept. */
export type BaseUnitOf<K extends QuantityKind> = Extract<(typeof UNITS)[UnitOf<K>]['base'], Unit>;

/** A value with its UCUM unit; the shape of FHIR `Quantity` and of every number in the API. */
export interface Quantity<U extends Unit = Unit> {
  readonly value: number;
  readonly unit: U;
}

export type BodyWeight = Quantity<'kg'>;
/** Drug amounts are whole micrograms: no fraction is lost and sums are exact. */
export type DrugAmount = Quantity<'ug'>;
export type DrugConcentration = Quantity<'ug/mL'>;
export type DoseByWeight = Quantity<'ug/kg'>;
export type Volume = Quantity<'uL'>;
export type PumpRate = Quantity<'uL/h'>;
export type Duration = Quantity<'s'>;

/** Makes a quantity; the only constructor used inside the core. */
export const quantity = <U extends Unit>(value: number, unit: U): Quantity<U> => ({ value, unit });

/** Kinds that are kept as integers in their smallest unit. */
const WHOLE_KINDS: ReadonlySet<QuantityKind> = new Set([
  'drug_amount',
  'drug_concentration',
  'dose_by_weight',
  'volume',
  'pump_rate',
  'duration',
]);

/** The largest integer kept; far above anything clinical, far below where doubles lose units. */
const LARGEST = 1e12;

/** Brings a quantity to its kind's base unit; `known: false` when the value cannot be held there exactly. */
export function toBase<K extends QuantityKind>(
  given: Quantity<UnitOf<K>>,
): { known: true; quantity: Quantity<BaseUnitOf<K>> } | { known: false; because: string } {
  const unit = UNITS[given.unit];
  // Rounding to 1e-9 removes the binary noise of a decimal factor (0.0015 mg = 1.5 ug, not 1.4999…).
  const value = Math.round(given.value * unit.factor * 1e9) / 1e9;
  if (!Number.isFinite(value) || Math.abs(value) > LARGEST)
    return { known: false, because: `${given.value} ${given.unit} is not a number that can be kept` };
  if (WHOLE_KINDS.has(unit.kind) && !Number.isInteger(value))
    return {
      known: false,
      because: `${given.value} ${given.unit} is not a whole number of ${UNITS[unit.base].name}`,
    };
  return { known: true, quantity: { value, unit: unit.base as BaseUnitOf<K> } };
}

const unitsOf = (kind: QuantityKind) => (Object.keys(UNITS) as Unit[]).filter((code) => UNITS[code].kind === kind);

/** Says of what is no number what would be one; a text that a hand wrote with a comma is told so. */
export const notANumber = ({ input }: { readonly input?: unknown }): string =>
  typeof input === 'string' && input.includes(',')
    ? 'must be a number, with a point for the decimals and not a comma, such as 2.5'
    : 'must be a finite number';

/**
 * A schema for a quantity of one kind at the edge: accepts any unit of that kind, answers in the base unit.
 * `low` and `high` (in the base unit, inclusive) refuse what cannot be; the message names value and range.
 */
export function quantityOf<K extends QuantityKind>(kind: K, range: { low: number; high: number; whole?: boolean }) {
  const units = unitsOf(kind);
  const base = UNITS[units[0] as Unit].base as BaseUnitOf<K>;
  return z
    .strictObject({
      value: z.number({ error: notANumber }),
      unit: z.enum(units as [Unit, ...Unit[]], {
        error: (issue) => `unit ${JSON.stringify(issue.input)} is not one of ${units.join(', ')}`,
      }),
    })
    .transform((given, context): Quantity<BaseUnitOf<K>> => {
      const converted = toBase<K>(given as Quantity<UnitOf<K>>);
      if (!converted.known) {
        context.addIssue({ code: 'custom', path: ['value'], message: converted.because });
        return z.NEVER;
      }
      const { value } = converted.quantity;
      if (value < range.low || value > range.high) {
        context.addIssue({
          code: 'custom',
          path: ['value'],
          message: `${given.value} ${given.unit} is outside ${sayRange(range, base)}`,
        });
        return z.NEVER;
      }
      if (range.whole && !Number.isInteger(value)) {
        context.addIssue({
          code: 'custom',
          path: ['value'],
          message: `${given.value} ${given.unit} must be a whole number of ${base}`,
        });
        return z.NEVER;
      }
      return converted.quantity;
    });
}

/** "30 to 100 %"; where the base unit is too small to read, in the unit that people say: "0.001 mg to 2000 mg". */
const sayRange = ({ low, high }: { low: number; high: number }, base: Unit): string =>
  WHOLE_KINDS.has(UNITS[base].kind)
    ? `${sayQuantity({ value: low, unit: base })} to ${sayQuantity({ value: high, unit: base })}`
    : `${low} to ${high} ${base}`;

/** How a quantity is said to people: micrograms as mg, microlitres as mL, UCUM brackets dropped. */
export function sayQuantity(given: Quantity): string {
  const tidy = (value: number) => String(Math.round(value * 1e4) / 1e4);
  switch (given.unit) {
    case 'ug':
      return `${tidy(given.value / 1000)} mg`;
    case 'ug/mL':
      return `${tidy(given.value / 1000)} mg/mL`;
    case 'ug/kg':
      return `${tidy(given.value / 1000)} mg/kg`;
    case 'uL':
      return `${tidy(given.value / 1000)} mL`;
    case 'uL/h':
      return `${tidy(given.value / 1000)} mL/h`;
    case 's':
      return sayDuration(given.value);
    case 'mm[Hg]':
      return `${tidy(given.value)} mmHg`;
    case 'Cel':
      return `${tidy(given.value)} °C`;
    case '[lb_av]':
      return `${tidy(given.value)} lb`;
    case '{score}':
      return tidy(given.value);
    case '%':
      return `${tidy(given.value)} %`;
    default:
      return `${tidy(given.value)} ${given.unit}`;
  }
}

/** A duration in the largest units that stay whole: "40 min", "1 h 30 min", "7 days". */
function sayDuration(seconds: number): string {
  if (seconds >= 86400 && seconds % 86400 === 0) {
    const days = seconds / 86400;
    return days === 1 ? '1 day' : `${days} days`;
  }
  if (seconds < 60) return `${seconds} s`;
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = seconds % 60;
  return [hours && `${hours} h`, minutes && `${minutes} min`, rest && `${rest} s`].filter(Boolean).join(' ');
}
