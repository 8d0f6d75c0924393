/** Milligrams and milligrams per kilogram: whole micrograms, rounded once, half up. */
import { type BodyWeight, type DoseByWeight, type DrugAmount, quantity } from '../quantity.ts';

/** Weights are kept to the gram for arithmetic, so that products of integers are exact. */
const GRAMS = 1000;
const grams = (weight: BodyWeight): bigint => BigInt(Math.round(weight.value * GRAMS));
const divideHalfUp = (dividend: bigint, divisor: bigint): number => Number((2n * dividend + divisor) / (2n * divisor));

/**
 * The dose that a weight asks for, before any rounding to what can be drawn up.
 * Units: ug/kg x kg = ug, to the nearest microgram, half up. Source: clinical.md §1 (mg/kg dosing).
 */
export const amountFor = (perKilogram: DoseByWeight, weight: BodyWeight): DrugAmount =>
  quantity(divideHalfUp(BigInt(perKilogram.value) * grams(weight), BigInt(GRAMS)), 'ug');

/** What an amount is per kilogram, to the nearest ug/kg: what rounding did to a dose is read off it. */
export const amountPerKilogram = (amount: DrugAmount, weight: BodyWeight): DoseByWeight =>
  quantity(divideHalfUp(BigInt(amount.value) * BigInt(GRAMS), grams(weight)), 'ug/kg');
