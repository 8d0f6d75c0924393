/** What the pump is set to, so that a dose runs in evenly over its time. */
import {
  type DrugAmount,
  type DrugConcentration,
  type Duration,
  type PumpRate,
  quantity,
  sayQuantity,
  type Volume,
} from '../quantity.ts';
import { divideHalfUp } from './whole-number.ts';

export interface PumpProgram {
  /** All that is in the bag, the medicine included. */
  readonly bagVolume: Volume;
  /** The diluted concentration, to the nearest ug/mL: for reading, while amounts are computed from dose and bag. */
  readonly concentration: DrugConcentration;
  readonly rate: PumpRate;
  /** How long the bag really takes at the rate to which the pump can be set. */
  readonly duration: Duration;
}

const SECONDS_PER_HOUR = 3600;

/**
 * The pump program that runs a bag in over a time. The rate is rounded down to the pump's step, so that the dose
 * never runs in faster than ordered.
 * Units: dose ug, bag uL, duration s, pump step and highest rate uL/h.
 * Refuses no time at all, a rate under the pump's smallest step and one over the protocol's highest.
 * Source: clinical.md §1, infusion.
 */
export function infusionProgram(asked: {
  readonly amount: DrugAmount;
  readonly bagVolume: Volume;
  readonly over: Duration;
  readonly pumpStep: PumpRate;
  readonly highestRate: PumpRate;
}): { readonly known: true; readonly program: PumpProgram } | { readonly known: false; readonly because: string } {
  const { amount, bagVolume, over, pumpStep, highestRate } = asked;
  if (!(over.value > 0)) return { known: false, because: 'An infusion takes longer than no time.' };
  const steps = Math.floor((bagVolume.value * SECONDS_PER_HOUR) / (over.value * pumpStep.value));
  const rate = quantity(steps * pumpStep.value, 'uL/h');
  const wanted = `${sayQuantity(bagVolume)} over ${sayQuantity(over)}`;
  if (steps < 1)
    return { known: false, because: `${wanted} is slower than the pump's smallest step, ${sayQuantity(pumpStep)}.` };
  if (rate.value > highestRate.value)
    return {
      known: false,
      because: `${wanted} needs ${sayQuantity(rate)}; the highest rate is ${sayQuantity(highestRate)}.`,
    };
  return {
    known: true,
    program: {
      bagVolume,
      concentration: quantity(divideHalfUp(BigInt(amount.value) * 1000n, BigInt(bagVolume.value)), 'ug/mL'),
      rate,
      duration: quantity(divideHalfUp(BigInt(bagVolume.value) * BigInt(SECONDS_PER_HOUR), BigInt(rate.value)), 's'),
    },
  };
}
