/** From an amount to what the hand can measure: a volume on a syringe's scale, or a count of lozenges or devices. */
import { type DrugAmount, type DrugConcentration, quantity, type Volume } from '../quantity.ts';
import { divideHalfUp } from './whole-number.ts';

/** Microlitres in a millilitre: concentrations are per millilitre, volumes in microlitres. */
const UL_PER_ML = 1000n;

/**
 * The volume that holds an amount, rounded to the nearest step of the syringe, half up; never zero, so that a dose
 * too small to draw shows as rounding (which `prepareDose` refuses) and not as nothing.
 * Units: ug, ug/mL, step in uL; result uL.
 */
export function volumeToDraw(amount: DrugAmount, concentration: DrugConcentration, step: Volume): Volume {
  const steps = divideHalfUp(BigInt(amount.value) * UL_PER_ML, BigInt(concentration.value) * BigInt(step.value));
  return quantity(Math.max(1, steps) * step.value, 'uL');
}

/** What a volume holds, to the nearest microgram. Units: uL, ug/mL; result ug. */
export const amountIn = (volume: Volume, concentration: DrugConcentration): DrugAmount =>
  quantity(divideHalfUp(BigInt(volume.value) * BigInt(concentration.value), UL_PER_ML), 'ug');

/**
 * How many pieces come nearest to an amount, counted in whole parts of a piece (halves where it is divisible);
 * never none. Units: ug; result pieces, and what they hold in ug.
 */
export function unitsToCount(
  amount: DrugAmount,
  strength: DrugAmount,
  divisibleInto: number,
): { readonly units: number; readonly amount: DrugAmount } {
  const parts = Math.max(1, divideHalfUp(BigInt(amount.value) * BigInt(divisibleInto), BigInt(strength.value)));
  return {
    units: parts / divisibleInto,
    amount: quantity(divideHalfUp(BigInt(parts) * BigInt(strength.value), BigInt(divisibleInto)), 'ug'),
  };
}
