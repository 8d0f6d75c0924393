/** Quantities in the units that people use for themselves, brought to one unit so that limits hold in all of them. */
import type { FhirQuantity } from './questionnaire.ts';

/** How much of the first unit of its kind one of it is. By definition: the pound of 1959, the inch of 1959. */
const UNITS: Readonly<Record<string, { readonly of: 'kg' | 'cm'; readonly times: number }>> = {
  kg: { of: 'kg', times: 1 },
  g: { of: 'kg', times: 0.001 },
  '[lb_av]': { of: 'kg', times: 0.45359237 },
  cm: { of: 'cm', times: 1 },
  m: { of: 'cm', times: 100 },
  '[in_i]': { of: 'cm', times: 2.54 },
};

/** A value in another unit; undefined where the two are not of one kind. */
export function inUnit(value: number, from: string, to: string): number | undefined {
  if (from === to) return value;
  const [one, other] = [UNITS[from], UNITS[to]];
  return one && other && one.of === other.of ? (value * one.times) / other.times : undefined;
}
export const unitOf = ({ code, unit }: FhirQuantity): string => code ?? unit ?? '1';
