/** Milligrams and milligrams per kilogram: whole micrograms, rounded once, half up. */
import { type BodyWeight, type DoseByWeight, type DrugAmount, quantity } from '../quantity.ts';
import { divideHalfUp } from './whole-number.ts';

/** Weights are kept to the gram for arithmetic, so that products of integers are exact. */
const GRAMS = 1000;
const grams = (weight: BodyWeight): bigint => BigInt(Math.round(weight.value * GRAMS));

/**
 * The dose that a weight asks for, before any rounding to what can be drawn up.
 * Units: ug/kg x kg = ug, to the nearest microgram, half up. Weights come from the edge (25 to 350 kg, never
 * pounds): anything that is no positive number is a fault here and throws. Source: clinical.md §1 (mg/kg dosing).
 */
export const amountFor = (perKilogram: DoseByWeight, weight: BodyWeight): DrugAmount =>
  quantity(divideHalfUp(BigInt(perKilogram.value) * grams(weight), BigInt(GRAMS)), 'ug');

/**
 * What an amount is per kilogram, to the nearest ug/kg: what rounding did to a dose is read off it.
 * Units: ug / kg = ug/kg, half up. The same weights as for `amountFor`.
 */
export const amountPerKilogram = (amount: DrugAmount, weight: BodyWeight): DoseByWeight =>
  quantity(divideHalfUp(BigInt(amount.value) * BigInt(GRAMS), grams(weight)), 'ug/kg');

/** All doses of a session together, exactly. Units: ug. */
export const totalAmount = (amounts: readonly DrugAmount[]): DrugAmount =>
  quantity(
    amounts.reduce((sum, amount) => sum + amount.value, 0),
    'ug',
  );
