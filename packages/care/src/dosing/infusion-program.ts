/** What the pump is set to, so that a dose runs in evenly over its time. */
import {
  type DrugAmount,
  type DrugConcentration,
  type Duration,
  type PumpRate,
  quantity,
  type Volume,
} from '../quantity.ts';

export interface PumpProgram {
  readonly bagVolume: Volume;
  /** The diluted concentration, to the nearest ug/mL: for reading, while amounts are computed from dose and bag. */
  readonly concentration: DrugConcentration;
  readonly rate: PumpRate;
  /** How long the bag really takes at the rate to which the pump can be set. */
  readonly duration: Duration;
}

/**
 * The pump program that runs a bag in over a time.
 * Units: dose ug, bag uL, duration s, pump step and highest rate uL/h.
 * Refuses a rate that the protocol's pump does not reach. Source: clinical.md §1, infusion.
 */
export function infusionProgram(asked: {
  readonly amount: DrugAmount;
  readonly bagVolume: Volume;
  readonly over: Duration;
  readonly pumpStep: PumpRate;
  readonly highestRate: PumpRate;
}): { readonly known: true; readonly program: PumpProgram } | { readonly known: false; readonly because: string } {
  const { amount, bagVolume, over, pumpStep, highestRate } = asked;
  if (over.value <= 0) return { known: false, because: 'An infusion takes longer than no time.' };
  const exact = (bagVolume.value * 3600) / over.value;
  const rate = Math.max(pumpStep.value, Math.round(exact / pumpStep.value) * pumpStep.value);
  if (rate > highestRate.value)
    return {
      known: false,
      because: `${bagVolume.value / 1000} mL over ${Math.round(over.value / 60)} min needs ${rate / 1000} mL/h; the highest rate is ${highestRate.value / 1000} mL/h.`,
    };
  return {
    known: true,
    program: {
      bagVolume,
      concentration: quantity(Math.round((amount.value * 1000) / bagVolume.value), 'ug/mL'),
      rate: quantity(rate, 'uL/h'),
      duration: quantity(Math.round((bagVolume.value * 3600) / rate), 's'),
    },
  };
}
