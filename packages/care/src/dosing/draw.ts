/** From an amount to what the hand can measure: a volume on a syringe's scale, or a count of lozenges or devices. */
import { type DrugAmount, type DrugConcentration, quantity, type Volume } from '../quantity.ts';

/**
 * The volume that holds an amount, rounded to the nearest step of the syringe, half up; never zero.
 * Units: ug, ug/mL, step in uL; result uL.
 */
export function volumeToDraw(amount: DrugAmount, concentration: DrugConcentration, step: Volume): Volume {
  const numerator = BigInt(amount.value) * 1000n;
  const perStep = BigInt(concentration.value) * BigInt(step.value);
  const steps = (2n * numerator + perStep) / (2n * perStep);
  return quantity(Number(steps > 0n ? steps : 1n) * step.value, 'uL');
}

/** What a volume holds, to the nearest microgram. Units: uL, ug/mL; result ug. */
export function amountIn(volume: Volume, concentration: DrugConcentration): DrugAmount {
  const product = BigInt(volume.value) * BigInt(concentration.value);
  return quantity(Number((2n * product + 1000n) / 2000n), 'ug');
}

/** How many pieces come nearest to an amount, counted in whole parts of a piece (halves where it is divisible). */
export function unitsToCount(
  amount: DrugAmount,
  strength: DrugAmount,
  divisibleInto: number,
): { readonly units: number; readonly amount: DrugAmount } {
  const part = strength.value / divisibleInto;
  const parts = Math.max(1, Math.round(amount.value / part));
  return { units: parts / divisibleInto, amount: quantity(Math.round(parts * part), 'ug') };
}
