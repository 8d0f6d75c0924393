/**
 * The whole arithmetic of an order, from what the prescriber writes to what the hand does: exact amount, rounding to
 * what can be drawn up or counted, what rounding made of the mg/kg, and the pump program. One place, so that the
 * order form, the order and the second-person check show the same numbers.
 */
import type { Protocol, ProtocolProduct } from '../protocol/schema.ts';
import type { BodyWeight, DoseByWeight, DrugAmount, Duration, Volume } from '../quantity.ts';
import { quantity, sayQuantity } from '../quantity.ts';
import type { CommandOf } from '../session/commands.ts';
import { amountFor, amountPerKilogram } from './amount.ts';
import { changeBetween } from './change.ts';
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

type Measured = Pick<PreparedDose, 'amount' | 'volume' | 'units'>;

/** What the hand measures nearest to an amount, of this product. */
function measured(product: ProtocolProduct, exact: DrugAmount): Measured {
  if (product.form === 'unit') return unitsToCount(exact, product.strength, product.divisibleInto);
  const volume = volumeToDraw(exact, product.concentration, product.drawStep);
  return { volume, amount: amountIn(volume, product.concentration) };
}

/** "0.02 mL of Ketamine 50 mg/mL", "1.5 x Ketamine lozenge 50 mg" */
const sayMeasured = ({ name }: ProtocolProduct, { volume, units }: Measured) =>
  volume ? `${sayQuantity(volume)} of ${name}` : `${units} x ${name}`;

function program(protocol: Protocol, asked: DoseAsked, dose: Measured): PumpProgram | UnknownDose | undefined {
  const { delivery } = protocol;
  if (delivery.kind !== 'infusion')
    return asked.over ? unknown('over', 'Only an infusion is given over a time.') : undefined;
  const over = asked.over ?? delivery.duration;
  const { low, high } = delivery.durationAllowed;
  if (over.value < low.value || over.value > high.value)
    return unknown(
      'over',
      `${sayQuantity(over)} is outside the protocol's ${sayQuantity(low)} to ${sayQuantity(high)}.`,
    );
  const { bagVolume, pumpStep, highestRate } = delivery;
  if (dose.volume && dose.volume.value > bagVolume.value)
    return unknown('product', `${sayQuantity(dose.volume)} does not fit into a bag of ${sayQuantity(bagVolume)}.`);
  const answer = infusionProgram({ amount: dose.amount, over, bagVolume, pumpStep, highestRate });
  return answer.known ? answer.program : unknown('over', answer.because);
}

/**
 * Prepares a dose under a protocol. Refuses (never guesses) a product that the protocol does not have, a missing or
 * impossible weight, a rounding that would change the dose by more than the protocol lets it, more volume than the
 * bag holds, an infusion time outside the protocol's, and a rate that the pump cannot be set to.
 */
export function prepareDose(protocol: Protocol, asked: DoseAsked): PreparedDose | UnknownDose {
  const { products } = protocol.medicine;
  const product = products.find((one) => one.id === asked.product);
  if (!product)
    return unknown(
      'product',
      `The protocol has no product "${asked.product}"; it has ${products.map((one) => one.id).join(', ')}.`,
    );
  const { weight } = asked;
  if (weight && !(Number.isFinite(weight.value) && Math.round(weight.value * 1000) > 0))
    return unknown('prescribed', `${weight.value} kg is no weight.`);
  const exact = exactAmount(asked);
  if ('known' in exact) return exact;

  const dose = measured(product, exact);
  const { roundingAtMost } = protocol.dose;
  const rounding = changeBetween(exact, dose.amount);
  if (!rounding.known) return unknown('prescribed', rounding.because);
  // By the micrograms: a share is rounded to be said, and a limit that is passed by a hair is passed.
  if (Math.abs(dose.amount.value - exact.value) * 100 > roundingAtMost.value * exact.value) {
    const off = Math.abs(rounding.share.value);
    const says = `${off <= roundingAtMost.value ? 'a little more than ' : ''}${sayQuantity(quantity(off, '%'))}`;
    return unknown(
      'product',
      `The nearest to ${sayQuantity(exact)} is ${sayMeasured(product, dose)}, ${sayQuantity(dose.amount)}: ${says} off, where rounding may change a dose by ${sayQuantity(roundingAtMost)}. Choose another product or dose.`,
    );
  }

  const pump = program(protocol, asked, dose);
  if (pump && 'known' in pump) return pump;
  return {
    known: true,
    exact,
    ...dose,
    ...(weight && { perKilogram: amountPerKilogram(dose.amount, weight) }),
    ...(pump && { pump }),
  };
}
