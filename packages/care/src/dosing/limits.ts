/**
 * What a protocol says of a dose before it is ordered: its range, the most in one session, and the change that asks why.
 * One place, so that an order of one session and an order of a whole course are held to the same limits.
 */
import type { Protocol } from '../protocol/schema.ts';
import { type BodyWeight, type DrugAmount, quantity, sayQuantity } from '../quantity.ts';
import type { CommandOf } from '../session/commands.ts';
import type { Violation } from '../session/rule.ts';
import type { PreparedDose } from './prepare-dose.ts';

export interface DoseWithin {
  readonly purpose: 'first' | 'booster';
  readonly prescribed: CommandOf<'OrderDose'>['prescribed'];
  readonly prepared: Pick<PreparedDose, 'amount' | 'perKilogram'>;
  /** The patient has had no dose before. */
  readonly isFirstSession: boolean;
}

/** Whether a dose leaves the protocol's range; null where it lies within. Held against what is ordered, not its rounding. */
export function outsideRange({ dose }: Protocol, asked: DoseWithin): Violation | null {
  const { basis, booster, orderBy } = dose;
  const { purpose, prescribed, prepared, isFirstSession } = asked;
  const soft = {
    field: 'prescribed',
    overrideBy: orderBy,
    satisfy: 'Order within the range, or give the reason.',
  };
  if (purpose === 'booster') {
    if (!booster) return null;
    const { low, high } = booster.allowed;
    return prepared.amount.value >= low.value && prepared.amount.value <= high.value
      ? null
      : {
          ...soft,
          message: `A booster of ${sayQuantity(prepared.amount)} is outside ${sayQuantity(low)} to ${sayQuantity(high)}.`,
          numbers: { amount: sayQuantity(prepared.amount), low: sayQuantity(low), high: sayQuantity(high) },
        };
  }
  if (basis.by === 'fixed') {
    const choices = isFirstSession && basis.firstSession ? basis.firstSession : basis.choices;
    if (choices.some((choice) => choice.value === prepared.amount.value)) return null;
    const says = choices.map(sayQuantity).join(' or ');
    return {
      ...soft,
      message: `${sayQuantity(prepared.amount)} is not ${says}${isFirstSession && basis.firstSession ? ', which a first session gets' : ''}.`,
      numbers: { amount: sayQuantity(prepared.amount), choices: says },
    };
  }
  // Rounding to what can be drawn up does not push a dose over its limit.
  const perKilogram = prescribed.by === 'weight' ? prescribed.perKilogram : prepared.perKilogram;
  if (!perKilogram)
    return {
      ...soft,
      message: 'Without a weight the dose per kilogram is not known.',
      satisfy: 'Weigh the patient.',
    };
  const { low, high } = basis.allowed;
  return perKilogram.value >= low.value && perKilogram.value <= high.value
    ? null
    : {
        ...soft,
        message: `${sayQuantity(perKilogram)} is outside ${sayQuantity(low)} to ${sayQuantity(high)}.`,
        numbers: { asked: sayQuantity(perKilogram), low: sayQuantity(low), high: sayQuantity(high) },
      };
}

/** Whether an amount, with what was given before it, passes the most that the protocol lets one session have. */
export function overMaximum(
  { dose: { absoluteMaximum } }: Protocol,
  asked: { readonly amount: DrugAmount; readonly before: DrugAmount; readonly weight: BodyWeight | undefined },
): Omit<Violation, 'satisfy'> | null {
  const { amount, before, weight } = asked;
  const total = quantity(before.value + amount.value, 'ug');
  const byWeight =
    weight && absoluteMaximum.perKilogram
      ? Math.floor(absoluteMaximum.perKilogram.value * weight.value)
      : Number.POSITIVE_INFINITY;
  const most = quantity(Math.min(absoluteMaximum.amount.value, byWeight), 'ug');
  if (total.value <= most.value) return null;
  return {
    message: `With ${sayQuantity(before)} given before, ${sayQuantity(amount)} would make ${sayQuantity(total)}; the most in one session is ${sayQuantity(most)}.`,
    numbers: {
      before: sayQuantity(before),
      asked: sayQuantity(amount),
      total: sayQuantity(total),
      most: sayQuantity(most),
    },
  };
}

/** Whether a dose differs from the last by more than the protocol takes without a reason. */
export function largeJump({ dose }: Protocol, amount: DrugAmount, last: DrugAmount): Violation | null {
  const limit = dose.jumpAsksWhyAbove;
  const difference = amount.value - last.value;
  if (Math.abs(difference) * 100 <= last.value * limit.value) return null;
  const percent = Math.round((difference * 100) / last.value);
  return {
    field: 'prescribed',
    overrideBy: dose.orderBy,
    message: `${sayQuantity(amount)} is ${percent > 0 ? '+' : ''}${percent} % from the last dose, ${sayQuantity(last)}; over ${sayQuantity(limit)} asks why.`,
    numbers: { amount: sayQuantity(amount), last: sayQuantity(last), change: `${percent} %` },
    satisfy: 'Give the reason for the change.',
  };
}
