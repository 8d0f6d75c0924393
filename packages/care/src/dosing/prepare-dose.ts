/**
 * The whole arithmetic of an order, from what the prescriber writes to what the hand does: exact amount, rounding to
 * what can be drawn up or counted, what rounding made of the mg/kg, and the pump program. One place, so that the
 * order form, the order and the second-person check show the same numbers.
 */
import type { Protocol } from '../protocol/schema.ts';
import type { BodyWeight, DoseByWeight, DrugAmount, Duration, Volume } from '../quantity.ts';
import { sayQuantity } from '../quantity.ts';
import type { CommandOf } from '../session/commands.ts';
import { amountFor, amountPerKilogram } from './amount.ts';
import { amountIn, unitsToCount, volumeToDraw } from './draw.ts';
import { infusionProgram, type PumpProgram } from './infusion-program.ts';

export interface DoseAsked {
  readonly prescribed: CommandOf<'OrderDose'>['prescribed'];
  /** The id of one of the protocol's products. */
  readonly product: string;
  readonly weight?: BodyWeight;
  /** Infusions: over how long; the protocol's own time where absent. */
  readonly over?: Duration;
}

export interface PreparedDose {
  readonly known: true;
  /** As prescribed, before rounding. */
  readonly exact: DrugAmount;
  /** After rounding to what can be drawn up or counted: what is given. */
  readonly amount: DrugAmount;
  readonly perKilogram?: DoseByWeight;
  readonly volume?: Volume;
  readonly units?: number;
  readonly pump?: PumpProgram;
}
export interface UnknownDose {
  readonly known: false;
  readonly field: 'prescribed' | 'product' | 'over';
  readonly because: string;
}

const unknown = (field: UnknownDose['field'], because: string): UnknownDose => ({ known: false, field, because });

function exactAmount({ prescribed, weight }: DoseAsked): DrugAmount | UnknownDose {
  if (prescribed.by === 'fixed') return prescribed.amount;
  if (!weight) return unknown('prescribed', 'A dose by weight needs the weight; none has been measured.');
  const amount = amountFor(prescribed.perKilogram, weight);
  return amount.value > 0 ? amount : unknown('prescribed', 'The dose comes to nothing.');
}

/**
 * Prepares a dose under a protocol. Refuses (never guesses) a product that the protocol does not have, a missing
 * weight, an infusion time outside the protocol's, and a rate that the pump cannot reach.
 */
export function prepareDose(protocol: Protocol, asked: DoseAsked): PreparedDose | UnknownDose {
  const product = protocol.medicine.products.find((one) => one.id === asked.product);
  if (!product)
    return unknown(
      'product',
      `The protocol has no product "${asked.product}"; it has ${protocol.medicine.products.map((one) => one.id).join(', ')}.`,
    );
  const exact = exactAmount(asked);
  if ('known' in exact) return exact;

  const drawn =
    product.form === 'solution'
      ? { volume: volumeToDraw(exact, product.concentration, product.drawStep) }
      : unitsToCount(exact, product.strength, product.divisibleInto);
  const amount =
    'volume' in drawn && product.form === 'solution'
      ? amountIn(drawn.volume, product.concentration)
      : 'amount' in drawn
        ? drawn.amount
        : exact;
  const prepared: PreparedDose = {
    known: true,
    exact,
    amount,
    ...('volume' in drawn ? { volume: drawn.volume } : { units: drawn.units }),
    ...(asked.weight && { perKilogram: amountPerKilogram(amount, asked.weight) }),
  };
  const { delivery } = protocol;
  if (delivery.kind !== 'infusion')
    return asked.over ? unknown('over', 'Only an infusion is given over a time.') : prepared;

  const over = asked.over ?? delivery.duration;
  const { low, high } = delivery.durationAllowed;
  if (over.value < low.value || over.value > high.value)
    return unknown(
      'over',
      `${sayQuantity(over)} is outside the protocol's ${sayQuantity(low)} to ${sayQuantity(high)}.`,
    );
  const programmed = infusionProgram({
    amount,
    over,
    bagVolume: delivery.bagVolume,
    pumpStep: delivery.pumpStep,
    highestRate: delivery.highestRate,
  });
  return programmed.known ? { ...prepared, pump: programmed.program } : unknown('over', programmed.because);
}
